"""A reply as plain values: what a story may save from it."""

import re
from typing import Any

from assistant.stories.fields import pattern_of
from assistant.stories.variables import NoSuchValue, look_up
from assistant.types import Reply
from retrieval.types import Product


def saved(reply: Reply, way: str) -> Any:
    """One value of a reply: a dotted way (``products.0.id``), or ``/pattern/`` for the first group
    (or all) of what it finds in the text.

    Raises:
        NoSuchValue: the reply has no such value.
    """
    pattern = pattern_of(way)
    if pattern is None:
        return look_up(reply_values(reply), way)
    found = re.search(pattern, reply.text)
    if found is None:
        raise NoSuchValue(f"the text has nothing like {way}")
    return found[1] if found.groups() else found[0]


def reply_values(reply: Reply) -> dict[str, Any]:
    """Every value of a reply under the name that ``daogou chat --json`` gives it, and more of each
    product."""
    prices = [float(c.product.price) for c in reply.cards if c.product.price is not None]
    return {
        "turn": reply.turn,
        "intent": reply.intent.value,
        "sentiment": reply.sentiment.label,
        "action": reply.action,
        "text": reply.text,
        "products": [
            {**product_values(card.product), "reasons": list(card.reason_texts)}
            for card in reply.cards
        ],
        "count": len(reply.cards),
        **({"lowest_price": min(prices), "highest_price": max(prices)} if prices else {}),
        "suggestions": list(reply.suggestions),
        "chips": list(reply.chips),
        "state": dict(reply.state),
        "latency_ms": reply.latency_ms,
    }


def product_values(product: Product) -> dict[str, Any]:
    """One product's record."""
    return {
        "id": product.id,
        "title": product.title,
        "brand": product.brand,
        "category": list(product.category),
        "price": None if product.price is None else float(product.price),
        "currency": product.currency,
        "rating": product.rating,
        "rating_count": product.rating_count,
        "colours": list(product.colours),
        "sizes": list(product.sizes),
        "attributes": dict(product.attributes),
        "in_stock": product.in_stock,
    }
