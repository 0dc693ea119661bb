"""A turn as plain JSON and back; products by id alone, so that a history never tells old prices."""

from collections.abc import Callable, Mapping
from typing import Any

from assistant.types import Card, Intent, Reply, Sentiment, Turn
from ranking.types import Reason
from retrieval.errors import DaogouError
from retrieval.types import Product


def turn_to_json(user: str, reply: Reply) -> dict[str, Any]:
    """What a conversation keeps of one exchange."""
    return {
        "user": user,
        "turn": reply.turn,
        "conversation_id": reply.conversation_id,
        "intent": reply.intent.value,
        "confidence": reply.confidence,
        "sentiment": {"label": reply.sentiment.label, "score": reply.sentiment.score},
        "action": reply.action,
        "text": reply.text,
        "cards": [
            {
                "id": card.product.id,
                "reasons": [[r.kind, r.value, r.contribution] for r in card.reasons],
                "reason_texts": list(card.reason_texts),
            }
            for card in reply.cards
        ],
        "comparison": [list(row) for row in reply.comparison],
        "suggestions": list(reply.suggestions),
        "chips": list(reply.chips),
        "state": dict(reply.state),
        "stages_ms": dict(reply.stages_ms),
    }


def turn_from_json(data: Mapping[str, Any], product: Callable[[str], Product]) -> Turn:
    """The exchange again, its cards from today's records; a product that has left the catalogue
    has no card any more."""
    reply = Reply(
        turn=data["turn"],
        conversation_id=data["conversation_id"],
        intent=Intent(data["intent"]),
        confidence=data["confidence"],
        sentiment=Sentiment(data["sentiment"]["label"], data["sentiment"]["score"]),
        action=data["action"],
        text=data["text"],
        cards=tuple(card for one in data["cards"] if (card := _card(one, product)) is not None),
        comparison=tuple(tuple(row) for row in data["comparison"]),
        suggestions=tuple(data["suggestions"]),
        chips=tuple(data["chips"]),
        state=data["state"],
        latency_ms=sum(data["stages_ms"].values()),
        stages_ms=data["stages_ms"],
    )
    return Turn(data["user"], reply)


def _card(data: Mapping[str, Any], product: Callable[[str], Product]) -> Card | None:
    try:
        found = product(data["id"])
    except DaogouError:
        return None
    reasons = tuple(Reason(kind, value, share) for kind, value, share in data["reasons"])
    return Card(found, reasons, tuple(data["reason_texts"]))
