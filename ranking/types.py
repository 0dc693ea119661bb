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
    list_id: str = ""
    """The list it was shown in (``assistant.types.Card.list_id``); empty: not known."""


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
    events: tuple[Event, ...] = ()
    """The same with times, as far as they are known, oldest first."""


@dataclass(frozen=True, slots=True)
class Affinity:
    """What a shopper leans to, by what they did."""

    kind: str
    """"category", "brand", "colour", "size" or "price"."""
    value: str
    """As the records say it; of prices "low", "middle" or "high" among things of the same kind."""
    strength: float
    """0..1, the strongest of its kind is the largest; what was done long ago counts less."""
    events: int
    """On how many events it rests."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one shopper (画像), for ranking and for the shopper to see."""

    shopper_id: str
    name: str = ""
    affinities: tuple[Affinity, ...] = ()
    """Strongest first, without those in ``stopped``."""
    segment: str = ""
    """Name of the group of shoppers that behave alike; empty: too little is known."""
    words: str = ""
    """What BERT reads of the shopper; empty: nothing."""
    recency_days: float | None = None
    """Since the last purchase; None: there is none."""
    purchases: int = 0
    spent: float = 0.0
    """In the catalogue's main currency, as far as prices are known."""
    stopped: tuple[tuple[str, str], ...] = ()
    """``(kind, value)`` that the shopper said not to use, whatever they do."""
    used: bool = True
    """False: the shopper switched it off; nothing of it takes part in anything."""


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
