"""The page of the shop's people at ``/inbox``: queue, conversations, replies; live by asking.

The page itself holds no data. What it asks for needs the inbox's key as a bearer token: there is no
cookie, so no other site can make a browser send it.
"""

import asyncio
import hmac
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException

from assistant.desk.types import Order
from assistant.errors import TicketError
from assistant.people.inbox import Case, Inbox
from assistant.people.outbox import ticket_to_json
from assistant.people.types import Ticket
from assistant.reply.money import money
from ui.markup import clean, mark
from ui.theme import read_static

WRONG_KEY_SECONDS = 0.5
"""What a wrong key costs whoever tries one."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_ONE_LINE = StringConstraints(
    strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[^\n\r]+$"
)


class AgentIn(BaseModel):
    """Who acts."""

    model_config = ConfigDict(extra="forbid")

    agent: Annotated[str, _ONE_LINE]
    """Said to the shopper."""


class ReplyIn(AgentIn):
    """A person's words to the shopper."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        max_length=4_000
    )


def create_inbox(inbox: Inbox, key: str) -> APIRouter:
    """The page and what it asks for. Without a ``key`` the page says how to set one."""
    wanted = sha256(key.encode()).digest()

    async def with_key(authorization: Annotated[str, Header()] = "") -> None:
        scheme, _, given = authorization.partition(" ")
        genuine = hmac.compare_digest(sha256(given.strip().encode()).digest(), wanted)
        if not (key and genuine and scheme.lower() == "bearer"):
            await asyncio.sleep(WRONG_KEY_SECONDS)
            raise HTTPException(401, "This is not the inbox's key.", {"WWW-Authenticate": "Bearer"})

    pages = APIRouter(prefix="/inbox", include_in_schema=False)
    api = APIRouter(prefix="/inbox/tickets", tags=["inbox"], dependencies=[Depends(with_key)])

    @pages.get("")
    def page() -> HTMLResponse:
        return HTMLResponse(_page(_SHELL if key else _NO_KEY, script=bool(key)), headers=_HEADERS)

    @pages.get("/inbox.css")
    def stylesheet() -> Response:
        parts = ("tokens.css", "parts.css", "inbox.css")
        return Response("".join(map(read_static, parts)), media_type="text/css")

    @pages.get("/inbox.js")
    def script() -> Response:
        return Response(read_static("inbox.js"), media_type="text/javascript")

    @api.get("")
    def tickets() -> dict[str, Any]:
        """All tickets that are not closed, and the newest closed ones."""
        both = {"open": inbox.queue(), "closed": inbox.closed()}
        return {name: [ticket_to_json(one) for one in found] for name, found in both.items()}

    @api.get("/{number}")
    def case(number: int) -> dict[str, Any]:
        """One ticket with its conversation and, of a verified customer, the orders."""
        try:
            return _case_to_json(inbox.case(number))
        except TicketError as error:
            raise HTTPException(404, str(error)) from error

    async def step(act: Callable[[int, str], Ticket], number: int, agent: str) -> dict[str, Any]:
        try:
            return ticket_to_json(await run_in_threadpool(act, number, agent))
        except TicketError as error:
            raise HTTPException(409, str(error)) from error

    @api.post("/{number}/take")
    async def take(number: int, body: AgentIn) -> dict[str, Any]:
        """Take a conversation over: the assistant is silent from now on."""
        return await step(inbox.take, number, body.agent)

    @api.post("/{number}/give-back")
    async def give_back(number: int, body: AgentIn) -> dict[str, Any]:
        """Let the assistant go on."""
        return await step(inbox.give_back, number, body.agent)

    @api.post("/{number}/close")
    async def close(number: int, body: AgentIn) -> dict[str, Any]:
        """The matter is settled."""
        return await step(inbox.close, number, body.agent)

    @api.post("/{number}/reply", status_code=201)
    def reply(number: int, body: ReplyIn) -> dict[str, Any]:
        """Say something to the shopper; the conversation must have been taken over."""
        try:
            line = inbox.say(number, body.agent, clean(body.text))
        except TicketError as error:
            raise HTTPException(409, str(error)) from error
        return {"number": line.number, "at": line.at.isoformat()}

    routes = APIRouter()
    routes.include_router(pages)
    routes.include_router(api)
    return routes


def _case_to_json(case: Case) -> dict[str, Any]:
    return {
        "ticket": ticket_to_json(case.ticket),
        "transcript": [
            {
                "by": one.by,
                "name": one.name,
                "text": one.text,
                "at": one.at.isoformat() if one.at else None,
            }
            for one in case.transcript
        ],
        "orders": [_order_to_json(order) for order in reversed(case.orders)],
        "log": list(case.log),
        "rating": case.rating,
    }


def _order_to_json(order: Order) -> dict[str, Any]:
    return {
        "id": order.id,
        "status": order.status,
        "placed": None if order.placed is None else order.placed.date().isoformat(),
        "total": money(order.total, order.currency),
        "items": [
            {
                "name": item.name,
                "options": ", ".join(item.options.values()),
                "price": money(item.price, order.currency),
            }
            for item in order.items
        ],
    }


_NO_KEY = """
<main class="in-alone">
  <h1>The inbox has no key yet</h1>
  <p>Here your people answer shoppers who want a person. Set a key of twelve characters or more in
  the environment of the server, and start it again:</p>
  <pre><code>export DAOGOU_INBOX_KEY="$(openssl rand -hex 24)"
daogou serve</code></pre>
  <p>Whoever has the key can read conversations and answer them, so give it to your people only.</p>
</main>
"""
_SCRIPT = '<script src="/inbox/inbox.js" defer></script>'
_SHELL = """
<main id="in-app">
  <noscript><p class="in-alone">The inbox needs JavaScript.</p></noscript>
</main>
<p id="in-news" class="dg-sr" role="status" aria-live="polite"></p>
"""


def _page(main: str, *, script: bool) -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><title>Inbox · Daogou</title>'
        '<link rel="icon" href="/favicon.ico"><link rel="stylesheet" href="/inbox/inbox.css">'
        '<script src="/shop.js"></script>'
        f"{_SCRIPT if script else ''}</head><body>"
        f'<header class="in-head"><span class="dg-logo">{mark()}<span>Inbox</span></span>'
        '<div id="in-me"></div></header>'
        f"{main}</body></html>"
    )
