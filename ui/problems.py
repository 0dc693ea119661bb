"""Errors of the HTTP API as problem details (RFC 9457), and the limit on request bodies."""

import logging
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import BackendError
from ui.work import BusyError, LateError

log = logging.getLogger(__name__)

MAX_BODY = 256 * 1024
"""Bytes; a message is read to a few thousand characters, so this is room enough."""


MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """Why a request was not served (RFC 9457)."""

    type: str = Field(default="about:blank", description="Names the kind of problem.")
    title: str = Field(description="The status in words.", examples=["Too Many Requests"])
    status: int = Field(description="The HTTP status.", examples=[429])
    detail: str = Field(
        description="What to do about it, in a sentence.",
        examples=["The shop is busy just now; try again in 2 seconds."],
    )
    errors: list[dict[str, str]] = Field(
        default=[], description="Fields that cannot be used, each with `field` and `detail`."
    )


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """One error answer: ``type``, ``title``, ``status``, ``detail`` and further members."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)


def possible(**reasons: str) -> dict[int | str, dict[str, Any]]:
    """Problems of a route for its description: ``possible(_404="There is no such product.")``."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        int(status.removeprefix("_")): {"description": reason, "content": content}
        for status, reason in reasons.items()
    }


def install(app: FastAPI) -> None:
    """Answer every error of ``app`` with problem details; what is unexpected is logged."""

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fields = [
            {"field": ".".join(str(part) for part in one["loc"]), "detail": one["msg"]}
            for one in error.errors()
        ]
        return problem(422, "The request has fields that cannot be used.", errors=fields)

    @app.exception_handler(BusyError)
    async def _busy(request: Request, error: BusyError) -> JSONResponse:
        return busy(error)

    @app.exception_handler(LateError)
    async def _late(request: Request, error: LateError) -> JSONResponse:
        return late(error)

    @app.exception_handler(BackendError)
    async def _away(request: Request, error: BackendError) -> JSONResponse:
        log.error("%s %s: %s", request.method, request.url.path, error)
        detail = "The shop's records cannot be reached just now; try again in a moment."
        return problem(503, detail, headers={"Retry-After": "5"})

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> JSONResponse:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(500, "Something went wrong on our side; please try again.")


def busy(error: BusyError) -> JSONResponse:
    """There is no room for one more."""
    wait = f"{error.seconds} second{'s' if error.seconds > 1 else ''}"
    detail = f"The shop is busy just now; try again in {wait}."
    return problem(429, detail, headers={"Retry-After": str(error.seconds)})


def late(error: LateError) -> JSONResponse:
    """It took too long."""
    detail = (
        "The answer takes longer than usual. It is being worked on: look at the conversation soon."
        if error.begun
        else "The shop is too busy to answer just now; nothing was done, so try again."
    )
    return problem(503, detail, headers={"Retry-After": "5"})


class BodyLimit:
    """ASGI middleware: refuses request bodies over ``limit`` bytes with 413.

    A declared length is refused before anything is read, an undeclared one while it is read. The
    paths ``elsewhere`` limit bodies themselves: what is held here would be too much there. Those in
    ``larger``, below where the application is mounted, have limits of their own.
    (FastAPI's own ``max_body_size`` answers with plain text rather than problem details.)
    """

    def __init__(
        self,
        app: ASGIApp,
        limit: int = MAX_BODY,
        elsewhere: Collection[str] = (),
        larger: Mapping[str, int] | None = None,
    ) -> None:
        self.app, self.limit, self.elsewhere = app, limit, frozenset(elsewhere)
        self.larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in self.elsewhere:
            await self.app(scope, receive, send)
            return
        below = scope["path"].removeprefix(scope.get("root_path", ""))
        limit = self.larger.get(below, self.limit)
        refusal = problem(413, f"The request body is over {limit // 1024} kB.")
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > limit:
            await refusal(scope, receive, send)
            return
        messages: list[Message] = []
        held = 0
        while True:
            message = await receive()
            messages.append(message)
            held += len(message.get("body", b""))
            if held > limit:
                await refusal(scope, receive, send)
                return
            if message["type"] != "http.request" or not message.get("more_body"):
                break
        waiting = iter(messages)

        async def replay() -> Message:
            return next(waiting, None) or await receive()

        await self.app(scope, replay, send)
