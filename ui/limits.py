"""How often somebody may ask: token buckets by key and by address, in front of the whole API."""

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.access import Access
from ui.problems import problem

REMEMBERED = 20_000
"""Buckets at most; the one that was asked longest ago is forgotten, and is full again by then."""
UNCOUNTED = frozenset(("/health",))
"""What may be asked as often as one likes."""


class Buckets:
    """One bucket for each name: it holds a minute's worth of requests and fills up steadily.

    Args:
        per_minute: 0: no limit.
        now: seconds that never go back.
    """

    def __init__(self, per_minute: int, now: Callable[[], float] = monotonic) -> None:
        self._per_minute = per_minute
        self._now = now
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, name: str) -> float:
        """Take one -> 0.0, or the seconds until there is one again."""
        if not self._per_minute:
            return 0.0
        now = self._now()
        left, since = self._buckets.pop(name, (float(self._per_minute), now))
        left = min(left + (now - since) * self._per_minute / 60, float(self._per_minute))
        allowed = left >= 1
        self._buckets[name] = (left - allowed, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) * 60 / self._per_minute


class Gate:
    """ASGI middleware: says who calls (``request.state.caller``) and refuses who asks too often.

    Servers are counted by their key, all others by their address.
    """

    def __init__(self, app: ASGIApp, access: Access, per_address: int, per_key: int) -> None:
        self.app = app
        self._access = access
        self._addresses, self._keys = Buckets(per_address), Buckets(per_key)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known, refused = None, None
        try:
            known = self._access.caller(headers.get("authorization", ""), headers.get("origin", ""))
        except HTTPException as error:
            refused = problem(error.status_code, str(error.detail), headers=error.headers)
        wait = 0.0
        if not scope["path"].endswith(tuple(UNCOUNTED)):
            wait = (
                self._keys.wait(known.key)
                if known and known.key
                else self._addresses.wait(address(scope))
            )
        if wait:
            refused = problem(
                429, "This is more than one may ask in a minute; wait a little.",
                headers={"Retry-After": str(math.ceil(wait))},
            )  # fmt: skip
        if refused is None:
            scope.setdefault("state", {})["caller"] = known
        await (refused or self.app)(scope, receive, send)


def address(scope: Scope) -> str:
    """Who asks; of IPv6 the network of one household. Proxies are looked through by the server
    (``--trusted-proxy``)."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        known = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((int(known) >> 64 << 64, 64)))
