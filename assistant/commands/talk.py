"""``daogou understand`` and ``daogou chat``: talking on the command line."""

import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from assistant.types import Reply, Understanding

StoreOption = Annotated[
    Path | None, typer.Option(help="Folder of the store; default: the demo store.")
]


def register(app: typer.Typer) -> None:
    """Add ``understand`` and ``chat`` to the command line."""
    app.command()(understand)
    app.command()(chat)


def understand(store: StoreOption = None) -> None:
    """Read utterances from stdin, one a line; print what was understood, a JSON line each."""
    from assistant.build import build_reader
    from assistant.state import DialogueState

    read = build_reader(store)
    for line in _lines():
        print(json.dumps(understanding_to_json(read(line, DialogueState()))), flush=True)


def chat(
    store: StoreOption = None,
    shopper: Annotated[str | None, typer.Option(help="Id of a customer; default: a guest.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="A message a line on stdin, a JSON line each on stdout.")
    ] = False,
    conversation: Annotated[
        str | None, typer.Option(help="Id of a conversation to go on with; default: a new one.")
    ] = None,
    token: Annotated[
        str, typer.Option(help="What the shop's login says of who writes, signed by it.")
    ] = "",
) -> None:
    """Chat with the assistant in the terminal, or by lines of JSON."""
    from assistant.build import build_assistant
    from assistant.commands.terminal import talk
    from assistant.types import Message

    conversation_id = conversation or f"chat-{uuid.uuid4().hex[:12]}"
    with build_assistant(store) as assistant:
        if shopper is not None:
            assistant.shopper(shopper)  # an unknown id is said before the first message
        if not as_json:
            talk(assistant, conversation_id, shopper, token)
            return
        for line in _lines():
            reply = assistant.reply(Message(line, conversation_id, shopper, token))
            print(json.dumps(reply_to_json(reply)), flush=True)


def understanding_to_json(read: "Understanding") -> dict[str, Any]:
    """What ``daogou understand`` prints of one utterance."""
    from assistant.jsonable import constraints_to_json

    return {
        "intent": read.intent.value,
        "confidence": round(read.confidence, 4),
        "sentiment": {"label": read.sentiment.label, "score": round(read.sentiment.score, 4)},
        "constraints": constraints_to_json(read.constraints),
    }


def reply_to_json(reply: "Reply") -> dict[str, Any]:
    """What ``daogou chat --json`` prints of one turn."""
    return {
        "turn": reply.turn,
        "intent": reply.intent.value,
        "confidence": round(reply.confidence, 4),
        "sentiment": {"label": reply.sentiment.label, "score": round(reply.sentiment.score, 4)},
        "action": reply.action,
        "text": reply.text,
        "products": [
            {
                "id": card.product.id,
                "title": card.product.title,
                "price": None if card.product.price is None else float(card.product.price),
                "currency": card.product.currency,
                "reasons": list(card.reason_texts),
            }
            for card in reply.cards
        ],
        "suggestions": list(reply.suggestions),
        "state": dict(reply.state),
        "latency_ms": reply.latency_ms,
        **({} if reply.phrasing is None else {"phrasing": asdict(reply.phrasing)}),
    }


def _lines() -> Iterator[str]:
    """Lines of stdin as they come; bytes that are not UTF-8 become replacement characters."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")
