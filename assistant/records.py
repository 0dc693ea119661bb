"""A turn as plain JSON and back; products by id alone, so that a history never tells old prices."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from assistant.types import (
    Card,
    Intent,
    OrderCard,
    OrderLine,
    OrderStep,
    Phrasing,
    Reply,
    Sentiment,
    Turn,
)
from ranking.types import Reason
from retrieval.errors import DaogouError
from retrieval.types import Product


def turn_to_json(user: str, reply: Reply, message_id: str = "") -> dict[str, Any]:
    """What a conversation keeps of one exchange."""
    return {
        "id": message_id,
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
        "orders": [_order_to_json(one) for one in reply.orders],
        "state": dict(reply.state),
        "stages_ms": dict(reply.stages_ms),
        "phrasing": None if reply.phrasing is None else asdict(reply.phrasing),
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
        orders=tuple(_order(one) for one in data.get("orders", ())),
        state=data["state"],
        latency_ms=sum(data["stages_ms"].values()),
        stages_ms=data["stages_ms"],
        phrasing=Phrasing(**data["phrasing"]) if data.get("phrasing") else None,
    )
    return Turn(data["user"], reply)


def _card(data: Mapping[str, Any], product: Callable[[str], Product]) -> Card | None:
    try:
        found = product(data["id"])
    except DaogouError:
        return None
    reasons = tuple(Reason(kind, value, share) for kind, value, share in data["reasons"])
    return Card(found, reasons, tuple(data["reason_texts"]))


def _order_to_json(order: OrderCard) -> dict[str, Any]:
    return {
        "id": order.id,
        "status": order.status,
        "steps": [[s.name, s.done, s.at and s.at.isoformat()] for s in order.steps],
        "lines": [[one.product_id, one.name, one.form, one.count] for one in order.lines],
        "total": str(order.total),
        "currency": order.currency,
        "tracking": list(order.tracking),
    }


def _order(data: Mapping[str, Any]) -> OrderCard:
    return OrderCard(
        id=data["id"],
        status=data["status"],
        steps=tuple(
            OrderStep(name, done, datetime.fromisoformat(at) if at else None)
            for name, done, at in data["steps"]
        ),
        lines=tuple(OrderLine(*one) for one in data["lines"]),
        total=Decimal(data["total"]),
        currency=data["currency"],
        tracking=tuple(data["tracking"]),
    )
