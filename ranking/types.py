"""What the ranking stage hands on: shoppers, their events, ranked products and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What a shopper did with a product."""

    VIEW = "view"
    CLICK = "click"
    CART = "cart"
    PURCHASE = "purchase"
    LIKE = "like"
    DISLIKE = "dislike"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing a shopper did. ``id`` makes recording it twice harmless."""

    id: str
    shopper_id: str
    kind: EventKind
    product_id: str
    at: datetime
    """Time zone aware."""


@dataclass(frozen=True, slots=True)
class Shopper:
    """Who is shopping, as far as ranking may know: a history of product ids, oldest first."""

    id: str
    name: str = ""
    history: tuple[str, ...] = ()
    """Products viewed, clicked, carted or bought, oldest first; may repeat."""
    bought: tuple[str, ...] = ()
    """The purchases among them, oldest first; may repeat."""
    disliked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a product stands where it stands: one named term and what it added."""

    kind: str
    """Term name: "attribute", "title", "brand_affinity", "category_affinity", "bought_before",
    "rating", "popular", "price_fit", "new", "similar" ..."""
    value: str
    """What matched, from the records: "waterproof", "4.7 stars from 210 reviews"."""
    contribution: float
    """Share of the score that the term added over the mean candidate; positive."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One product in its final place, best first in any sequence of them."""

    product_id: str
    row: int
    score: float
    """Higher is better, comparable within one query only."""
    terms: Mapping[str, float]
    """Named inputs of the score."""
    reasons: tuple[Reason, ...] = ()
    """At most three, strongest first."""
