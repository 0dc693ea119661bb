"""Messages to try before the first word, made from what the shop really sells."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from assistant.reply.money import money
from assistant.types import Card
from retrieval.types import Product
from ui.port import ShopAssistant

DEMO = (
    "waterproof hiking jacket under $120, not black",
    "a birthday present for someone who loves cooking",
    "quiet headphones for the train, up to $150",
    "something warm and green for a small living room",
)
"""For the embedded demo store."""


def greeting_examples(assistant: ShopAssistant) -> tuple[str, ...]:
    """What a guest may try in this shop."""
    rows = assistant.shelves.front(None)
    return from_cards([card for row in rows for card in row.cards])


def from_cards(cards: Sequence[Card]) -> tuple[str, ...]:
    """Up to three requests that these products fit, of different kinds, and one open question."""
    wishes: dict[str, str] = {}
    for card in cards:
        kind = card.product.category[-1].lower() if card.product.category else ""
        if kind and kind not in wishes:
            wishes[kind] = _wish(kind, card.product, with_price=len(wishes) % 2 == 0)
    return (*list(wishes.values())[:3], "What do you recommend for me?")


def _wish(kind: str, product: Product, *, with_price: bool) -> str:
    colour = f"{product.colours[0].lower()} " if product.colours and not with_price else ""
    if with_price and product.price is not None:
        step = Decimal(5) if product.price < 50 else Decimal(10)
        limit = (product.price / step).to_integral_value(ROUND_CEILING) * step
        return f"{kind} under {money(limit, product.currency, short=True)}"
    return f"{colour}{kind}"
