"""Conversations: listed, searched, and read; personal data masked as in the log."""

from datetime import datetime
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from assistant.insights import Talk, Talks
from assistant.privacy.masking import mask
from assistant.types import Turn
from ui.markup import paragraphs, text
from ui.settings_page.frame import empty, page
from ui.settings_page.gate import HOME, Gate
from ui.settings_page.office import Office


def routes(office: Office, gate: Gate) -> APIRouter:
    """The list and the single conversations."""
    part = APIRouter()

    @part.get("/conversations")
    def listed(
        request: Request,
        q: Annotated[str, Query(max_length=200)] = "",
        number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    ) -> HTMLResponse:
        token = gate.signed_in(request)
        found = office.assistant.insights.talks(words=q, page=number)
        main = _search(q) + (_list(found, q) if found.found else _nothing(q))
        return page("Conversations", main, here="/conversations", token=token)

    @part.get("/conversations/{conversation_id:path}")
    def one(request: Request, conversation_id: str) -> HTMLResponse:
        token = gate.signed_in(request)
        turns = office.assistant.history(conversation_id)
        if not turns:
            raise HTTPException(404, "There is no such conversation, or it was erased.")
        times = office.assistant.insights.talk_times(conversation_id)
        back = f'<p><a href="{HOME}/conversations">← All conversations</a></p>'
        said = "".join(_turn(turn, times.get(turn.reply.turn)) for turn in turns)
        return page(
            "One conversation", f'{back}<ol class="st-talk">{said}</ol>', here="/conversations",
            token=token,
        )  # fmt: skip

    return part


def _search(q: str) -> str:
    return (
        f'<form class="st-search" role="search" action="{HOME}/conversations">'
        '<label for="q">What shoppers said</label>'
        f'<input id="q" name="q" type="search" maxlength="200" value="{text(q)}">'
        '<button class="st-main">Search</button></form>'
    )


def _nothing(q: str) -> str:
    if q.strip():
        return empty(f"Nobody said “{text(q, 80)}”. Try fewer words.")
    return empty("Nobody has written yet. Conversations appear here with the first message.")


def _list(found: Talks, q: str) -> str:
    items = "".join(_entry(one) for one in found.found)
    more = ""
    if found.pages > 1:
        steps = [("← Newer", found.page - 1), ("Older →", found.page + 1)]
        links = "".join(
            f'<a href="?{urlencode({"q": q, "page": to})}">{name}</a>'
            for name, to in steps
            if 1 <= to <= found.pages
        )
        more = (
            f'<nav class="st-steps" aria-label="Pages">{links}'
            f"<span>Page {found.page} of {found.pages:,}</span></nav>"
        )
    count = _count(found.total, "conversation")
    return f'<p class="dg-muted">{count}</p><ul class="st-talks">{items}</ul>{more}'


def _entry(one: Talk) -> str:
    tags = [_count(one.turns, "message")]
    tags += ["Passed to a person"] if one.person else []
    tags += [_count(one.up, "thumb") + " up"] if one.up else []
    tags += [_count(one.down, "thumb") + " down"] if one.down else []
    said = text(one.said, 160) or "(an empty message)"
    return (
        f'<li><a href="{HOME}/conversations/{quote(one.id, safe="")}"><bdi>{said}</bdi></a>'
        f'<p class="dg-muted">{_when(one.last)} · {" · ".join(tags)}</p></li>'
    )


def _turn(turn: Turn, at: datetime | None) -> str:
    reply = turn.reply
    when = f" · {_when(at)}" if at else ""
    shown = "".join(f"<li><bdi>{text(card.product.title, 140)}</bdi></li>" for card in reply.cards)
    products = f'<ul class="st-shown" aria-label="Products shown">{shown}</ul>' if shown else ""
    people = "".join(
        f'<div class="st-said st-person"><p class="st-by">{text(line.name or "Your people", 60)}'
        f"</p>{paragraphs(mask(line.text))}</div>"
        for line in turn.people
    )
    answer = (
        f'<div class="st-said"><p class="st-by">Assistant · {reply.intent.value.replace("_", " ")}'
        f" → {text(reply.action.replace('_', ' '))}</p>{paragraphs(mask(reply.text))}{products}"
        "</div>"
        if reply.text
        else ""
    )
    return (
        f'<li><div class="st-said st-shopper"><p class="st-by">Shopper{when}</p>'
        f"{paragraphs(mask(turn.user)) or '<p>(an empty message)</p>'}</div>{answer}{people}</li>"
    )


def _count(many: int, thing: str) -> str:
    return f"{many:,} {thing}{'' if many == 1 else 's'}"


def _when(at: datetime) -> str:
    return f'<time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M} UTC</time>'
