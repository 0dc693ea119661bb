"""How requests go over the wire: JSON, problems, patience, and server-sent events."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPResponse
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

WAIT_AT_MOST = 30.0
"""Seconds that the server may ask to wait for before it is tried again."""


class DaogouProblem(Exception):
    """The server's own words on why a request was not served (RFC 9457)."""

    def __init__(self, status: int, detail: str, errors: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail
        self.errors = errors
        """Fields that could not be used: "field" and "detail"."""


class ServerSentEvent(NamedTuple):
    """One event of a streamed answer."""

    name: str
    """"accepted", "reply" or "problem"."""
    data: Any


class Transport:
    """Sends requests to one server.

    Args:
        address: of the server, such as "https://shop.example"; the API lies below ``/v1``.
        bearer: an API key or a browser's token; empty: as a guest.
        timeout: seconds without a word from the server.
        retries: so often a request is sent again that the server had no room for (429, 503). What
            could be done twice is not sent again after a connection broke.
    """

    def __init__(
        self, address: str, bearer: str = "", *, timeout: float = 60, retries: int = 2
    ) -> None:
        if urlsplit(address).scheme not in ("http", "https"):
            raise ValueError(f"{address!r} is not an address such as https://shop.example")
        self._base = address.rstrip("/") + "/v1"
        self._bearer = bearer
        self._timeout = timeout
        self._retries = retries

    def call(
        self,
        method: str,
        path: str,
        *,
        parts: Sequence[str | int] = (),
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: Any = None,
    ) -> Any:
        """The JSON that a request is answered with. Raises DaogouProblem."""
        with self._open(method, path, parts, query, headers, body) as answer:
            return json.loads(answer.read())

    def stream(
        self, method: str, path: str, *, parts: Sequence[str | int] = (), body: Any = None
    ) -> Iterator[ServerSentEvent]:
        """The events that a request is answered with, as they come. Raises DaogouProblem."""
        accept = {"Accept": "text/event-stream"}
        with self._open(method, path, parts, None, accept, body) as answer:
            name = ""
            for line in answer:
                field, _, value = line.decode().rstrip("\r\n").partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    yield ServerSentEvent(name, json.loads(value))

    def _open(
        self,
        method: str,
        path: str,
        parts: Sequence[str | int],
        query: Mapping[str, Any] | None,
        headers: Mapping[str, str | None] | None,
        body: Any,
    ) -> HTTPResponse:
        given = {name: value for name, value in (query or {}).items() if value is not None}
        address = self._base + path.format(*(quote(str(part), safe="") for part in parts))
        if given:
            address += "?" + urlencode({name: _plain(one) for name, one in given.items()}, True)
        request = Request(address, method=method)
        request.add_header("Accept", "application/json")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        if self._bearer:
            request.add_header("Authorization", f"Bearer {self._bearer}")
        for name, value in (headers or {}).items():
            if value is not None:
                request.add_header(name, value)
        for left in range(self._retries, -1, -1):
            try:
                answer: HTTPResponse = urlopen(request, timeout=self._timeout)
                return answer
            except HTTPError as error:
                wait = float(error.headers.get("Retry-After") or 0)
                with error:
                    problem = _problem(error.code, error.read())
                if error.code not in (429, 503) or not left or not 0 < wait <= WAIT_AT_MOST:
                    raise problem from None
                time.sleep(wait)
        raise AssertionError("the last try has answered or raised")


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _problem(status: int, data: bytes) -> DaogouProblem:
    try:
        said = json.loads(data)
        return DaogouProblem(status, str(said["detail"]), said.get("errors", ()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return DaogouProblem(status, "The server did not say why.")
