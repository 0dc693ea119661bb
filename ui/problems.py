"""Errors of the HTTP API as problem details (RFC 9457), and the limit on request bodies."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger(__name__)

MAX_BODY = 256 * 1024
"""Bytes; a message is read to a few thousand characters, so this is room enough."""


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """One error answer: ``type``, ``title``, ``status``, ``detail`` and further members."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return JSONResponse(body, status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of ``app`` with problem details; what is unexpected is logged."""

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        answer = problem(error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fields = [
            {"field": ".".join(str(part) for part in one["loc"]), "detail": one["msg"]}
            for one in error.errors()
        ]
        return problem(422, "The request has fields that cannot be used.", errors=fields)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> JSONResponse:
        log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(500, "Something went wrong on our side; please try again.")


class BodyLimit:
    """ASGI middleware: refuses request bodies over ``limit`` bytes with 413.

    A declared length is refused before anything is read, an undeclared one while it is read.
    (FastAPI's own ``max_body_size`` answers with plain text rather than problem details.)
    """

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = problem(413, f"The request body is over {self.limit // 1024} kB.")
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self.limit:
            await refusal(scope, receive, send)
            return
        messages: list[Message] = []
        held = 0
        while True:
            message = await receive()
            messages.append(message)
            held += len(message.get("body", b""))
            if held > self.limit:
                await refusal(scope, receive, send)
                return
            if message["type"] != "http.request" or not message.get("more_body"):
                break
        waiting = iter(messages)

        async def replay() -> Message:
            return next(waiting, None) or await receive()

        await self.app(scope, replay, send)
