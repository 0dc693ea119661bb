"""The shopper profile (画像): what somebody leans to, by what they did. Pure functions.

Each event is evidence for what its product is: a category, a brand, colours, sizes, a price among
its kind. Evidence weighs by what was done and fades by half with every ``HALF_LIFE_DAYS``.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from ranking.types import Affinity, Event, EventKind, Profile, Shopper
from retrieval.types import Product

KINDS = ("category", "brand", "colour", "size", "price")
WEIGHTS: Mapping[EventKind, float] = {
    EventKind.PURCHASE: 5.0,
    EventKind.CART: 3.0,
    EventKind.LIKE: 2.0,
    EventKind.CLICK: 1.0,
    EventKind.VIEW: 0.5,
    EventKind.DISLIKE: -4.0,
}
HALF_LIFE_DAYS = 90.0
PRIOR = 2.0
"""Evidence of a kind counts as if so much stood beside it that says nothing: one click is no
taste."""
LEAST = 0.05
"""Of the strongest of its kind: what is weaker is left out."""
FEW_SIZES = 2
"""What comes in more sizes says nothing of whose size is meant."""
MOST = 8
"""Affinities of one kind."""

Products = Callable[[str], Product | None]
"""A product by its id; None: the catalogue has it no more."""
Level = Callable[[str], str]
"""Id of a product to how its price stands among its kind: "low", "middle", "high", "": unknown."""
Stops = Collection[tuple[str, str]]


def profile_of(
    shopper: Shopper, products: Products, level: Level, now: datetime, stopped: Stops = ()
) -> Profile:
    """What is known of a shopper at a moment; without segment and words.

    Args:
        stopped: ``(kind, value)`` not to use.
    """
    events = deeds(shopper, now)
    bought = [event for event in events if event.kind is EventKind.PURCHASE]
    prices = [product.price for one in bought if (product := products(one.product_id))]
    used = kept(events, stopped, products, level)
    return Profile(
        shopper.id,
        shopper.name,
        tuple(
            affinity
            for affinity in affinities(used, products, level, now)
            if (affinity.kind, affinity.value) not in stopped
        ),
        recency_days=_days(bought[-1], now) if bought else None,
        purchases=len(bought),
        spent=float(sum(price for price in prices if price is not None)),
        stopped=tuple(stopped),
    )


def affinities(
    events: Iterable[Event], products: Products, level: Level, now: datetime
) -> tuple[Affinity, ...]:
    """What events tell of likings, strongest first."""
    weight: dict[tuple[str, str], float] = defaultdict(float)
    count: dict[tuple[str, str], int] = defaultdict(int)
    for event in events:
        product = products(event.product_id)
        if product is None:
            continue
        fresh = WEIGHTS[event.kind] * faded(event, now)
        for kind, value, share in evidence(product, level(product.id)):
            weight[kind, value] += share * fresh
            count[kind, value] += 1
    found = []
    for kind in KINDS:
        liked = {value: w for (one, value), w in weight.items() if one == kind and w > 0}
        total = sum(liked.values()) + PRIOR
        strongest = sorted(liked.items(), key=lambda one: -one[1])[:MOST]
        found += [
            Affinity(kind, value, w / total, count[kind, value])
            for value, w in strongest
            if w >= LEAST * strongest[0][1]
        ]
    return tuple(sorted(found, key=lambda one: -one.strength))


def evidence(product: Product, level: str) -> tuple[tuple[str, str, float], ...]:
    """``(kind, value, share)`` that an event with a product speaks for; of several colours or sizes
    nobody knows which was meant, so each gets its share."""
    said = [("category", product.category[-1], 1.0)] if product.category else []
    if product.brand:
        said.append(("brand", product.brand, 1.0))
    said += [("colour", one, 1 / len(product.colours)) for one in product.colours]
    if len(product.sizes) <= FEW_SIZES:
        said += [("size", one, 1 / len(product.sizes)) for one in product.sizes]
    if level:
        said.append(("price", level, 1.0))
    return tuple(said)


def usable(shopper: Shopper, stopped: Stops, products: Products, level: Level) -> Shopper:
    """The shopper as ranking may know them: without what was done with products of a stopped value.

    Purchases stay known as such, so that what they have is not offered to them again.
    """
    if not stopped:
        return shopper

    def fits(product_id: str) -> bool:
        product = products(product_id)
        return product is None or not is_stopped(product, stopped, level(product_id))

    return replace(
        shopper,
        history=tuple(one for one in shopper.history if fits(one)),
        events=kept(shopper.events, stopped, products, level),
    )


def is_stopped(product: Product, stopped: Stops, level: str) -> bool:
    """Whether a product is of a stopped value: any node of its category, its brand, its price; a
    colour or size where it comes in no other."""
    colours = [("colour", one) in stopped for one in product.colours]
    sizes = [("size", one) in stopped for one in product.sizes]
    return (
        any(("category", node) in stopped for node in product.category)
        or ("brand", product.brand) in stopped
        or ("price", level) in stopped
        or (bool(colours) and all(colours))
        or (bool(sizes) and all(sizes))
    )


def kept(
    events: Iterable[Event], stopped: Stops, products: Products, level: Level
) -> tuple[Event, ...]:
    """The events without those of stopped values."""
    if not stopped:
        return tuple(events)
    known = ((event, products(event.product_id)) for event in events)
    return tuple(
        event
        for event, product in known
        if product is None or not is_stopped(product, stopped, level(product.id))
    )


def deeds(shopper: Shopper, now: datetime) -> tuple[Event, ...]:
    """A shopper's events, oldest first; what is known without a time counts as done now."""
    timed = sum(event.kind is not EventKind.DISLIKE for event in shopper.events)
    bought = set(shopper.bought)
    untimed = shopper.history[: len(shopper.history) - timed]
    kinds = ((EventKind.PURCHASE if one in bought else EventKind.VIEW, one) for one in untimed)
    return (*(Event("", shopper.id, kind, one, now) for kind, one in kinds), *shopper.events)


def faded(event: Event, now: datetime, half_life_days: float = HALF_LIFE_DAYS) -> float:
    """What is left of an event's weight, 0..1."""
    return float(0.5 ** (_days(event, now) / half_life_days))


def _days(event: Event, now: datetime) -> float:
    return max(0.0, (now - event.at).total_seconds() / 86400)
