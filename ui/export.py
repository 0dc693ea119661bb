"""A conversation as a file: plain text, Markdown or JSON. Pure."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.reply.money import money
from assistant.types import Card, Reply, Turn
from ui.errors import FaceError
from ui.markup import clean
from ui.page.word import Download


def exported(turns: Sequence[Turn], form: str) -> Download:
    """A conversation in one form: "txt", "md" or "json".

    Raises:
        FaceError: another form.
    """
    if form not in _FORMS:
        raise FaceError(f"A conversation is saved as {', '.join(_FORMS)}: choose one of them.")
    kind, write = _FORMS[form]
    return Download(f"conversation.{form}", kind, write(turns))


def _text(turns: Sequence[Turn]) -> str:
    return "\n".join(line for turn in turns for line in _plain(turn))


def _plain(turn: Turn) -> Iterator[str]:
    yield f"You: {clean(turn.user)}"
    if turn.reply.text:
        yield f"Daogou: {clean(turn.reply.text)}"
    for card in turn.reply.cards:
        yield f"  - {_named(card)}"
    for line in turn.people:
        yield f"{clean(line.name) or 'The shop'}: {clean(line.text)}"
    yield ""


def _markdown(turns: Sequence[Turn]) -> str:
    return "# Conversation\n\n" + "\n".join(line for turn in turns for line in _marked(turn))


def _marked(turn: Turn) -> Iterator[str]:
    yield f"**You:** {_escaped(turn.user)}\n"
    if turn.reply.text:
        yield f"**Daogou:** {_escaped(turn.reply.text)}\n"
    if rows := turn.reply.comparison:
        yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows[:1])
        yield "|" + " --- |" * len(rows[0])
        yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows[1:])
        yield ""
    else:
        yield from (f"- {_escaped(_named(card))}" for card in turn.reply.cards)
        yield ""
    for line in turn.people:
        yield f"**{_escaped(line.name or 'The shop')}:** {_escaped(line.text)}\n"


def _json(turns: Sequence[Turn]) -> str:
    return json.dumps([_turn(one) for one in turns], ensure_ascii=False, indent=2)


def _turn(turn: Turn) -> dict[str, Any]:
    reply: Reply = turn.reply
    return {
        "you": turn.user,
        "daogou": reply.text,
        "limits": list(reply.chips),
        "products": [
            {
                "id": card.product.id,
                "title": card.product.title,
                "price": None if card.product.price is None else str(card.product.price),
                "currency": card.product.currency,
                "reasons": list(card.reason_texts),
            }
            for card in reply.cards
        ],
        "comparison": [list(row) for row in reply.comparison],
        "people": [
            {"name": line.name, "text": line.text, "at": line.at.isoformat()}
            for line in turn.people
        ],
    }


def _named(card: Card) -> str:
    product = card.product
    amount = "" if product.price is None else f", {money(product.price, product.currency)}"
    return f"{clean(product.title)}{amount}"


def _escaped(value: str) -> str:
    """A text whose signs mean nothing in Markdown or HTML."""
    shown = clean(value).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{c}" if c in "\\`*_[]#|~" else c for c in shown).replace("\n", "  \n")


def _cell(value: str) -> str:
    return _escaped(value).replace("\n", " ")


_FORMS: Mapping[str, tuple[str, Callable[[Sequence[Turn]], str]]] = {
    "txt": ("text/plain", _text),
    "md": ("text/markdown", _markdown),
    "json": ("application/json", _json),
}
