"""Relative wishes: "cheaper", "lighter", "longer battery", measured by what was shown. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median_high

from assistant.aspects import Amount, Bound, amounts, bound_by
from assistant.understanding.lexicon import LETTER_SIZES, SAME_SIZES
from retrieval.types import Constraints, PriceRange, Product, Sort

CENT = Decimal("0.01")
STEP = Decimal("0.6")
"""How far "a bit cheaper" reaches: not below this share of the price it is relative to, as long as
something is there."""
_SIZE = re.compile(r"(?:(?:EU|UK|US)\s*)?(\d+(?:\.\d)?)$", re.I)


@dataclass(frozen=True, slots=True)
class Further:
    """One relative wish, settled: what it is relative to and what it makes of the search."""

    aspect: str
    sign: int
    """1 for more, -1 for less."""
    than: str = ""
    """Id of the product that it is relative to; empty: all that were shown."""
    said: str = ""
    """What that product has of it, as its record says; empty where no record says it."""
    limits: Constraints | None = None
    """The limits with the wish in them, where it can be one of them."""
    bound: Bound | None = None
    """The bound, where it is none of the usual limits."""
    step: PriceRange | None = None
    """The nearer range whose products come first where only "a bit" is wanted."""

    @property
    def known(self) -> bool:
        """Whether any record states the aspect, so that the wish can be held."""
        return self.limits is not None or self.bound is not None


def further(
    wish: tuple[str, int],
    limits: Constraints,
    anchors: Sequence[Product],
    *,
    slight: bool = False,
) -> Further:
    """A wish for more or less than ``anchors`` have.

    Several anchors mean going beyond all of them, or, where only a step is wanted, beyond the
    middle one.
    """
    aspect, sign = wish
    if aspect == "price":
        return _price(sign, limits, anchors, slight)
    if aspect == "rating":
        return _rating(sign, limits, anchors)
    if aspect == "size" and (sized := _next_size(sign, limits, anchors)):
        return sized
    bound = bound_by(aspect, sign, anchors)
    if bound is None:
        return Further(aspect, sign)
    than = next(
        product.id
        for product in anchors
        if any((a.value, a.name) == (bound.value, bound.name) for a in amounts(product, aspect))
    )
    return Further(aspect, sign, than, bound.said, bound=bound)


def _price(sign: int, limits: Constraints, anchors: Sequence[Product], slight: bool) -> Further:
    priced = [product for product in anchors if product.price is not None]
    if not priced:
        order = Sort.PRICE_ASC if sign < 0 else Sort.PRICE_DESC
        return Further("price", sign, limits=replace(limits, sort=order))
    prices = {product.price: product for product in priced if product.price is not None}
    far = median_high(prices) if slight else (min if sign < 0 else max)(prices)
    old = limits.price
    if sign < 0:
        floor = None if old.min is not None and old.min > far - CENT else old.min
        bound = PriceRange(floor, far - CENT, old.currency)
        step = replace(bound, min=max(far * STEP, floor or far * STEP))
    else:
        roof = None if old.max is not None and old.max < far + CENT else old.max
        bound = PriceRange(far + CENT, roof, old.currency)
        step = replace(bound, max=min(far / STEP, roof or far / STEP))
    product = prices[far]
    said = f"{far:f} {product.currency}"
    narrowed = replace(limits, price=bound)
    return Further("price", sign, product.id, said, narrowed, step=step if slight else None)


def _rating(sign: int, limits: Constraints, anchors: Sequence[Product]) -> Further:
    """Better rated than the best of them, by a tenth of a star at least."""
    rated = [product for product in anchors if product.rating is not None]
    if not rated:
        return Further("rating", sign, limits=limits)
    best = max(rated, key=lambda product: product.rating or 0.0)
    least = round((best.rating or 0.0) + 0.1, 1)
    narrowed = replace(limits, min_rating=least)
    return Further("rating", sign, best.id, f"{best.rating:g}", narrowed)


def _next_size(sign: int, limits: Constraints, anchors: Sequence[Product]) -> Further | None:
    """ "Bigger" than the size that was asked for: the next one that the products come in."""
    asked = limits.include.sizes[-1:] if limits.include.sizes else ()
    made = [size for product in anchors for size in product.sizes]
    place = _place(asked[0]) if asked else None
    if place is None:
        return None
    beyond = [s for s in made if (p := _place(s)) is not None and sign * p > sign * place]
    if not beyond:
        return None
    following = min(beyond, key=lambda size: sign * (_place(size) or 0.0))
    include = replace(limits.include, sizes=(following,))
    return Further("size", sign, said=asked[0], limits=replace(limits, include=include))


def _place(size: str) -> float | None:
    """Where a size stands among its kind: letters below zero, numbers by themselves."""
    letters = SAME_SIZES.get(size.upper(), size.upper())
    if letters in LETTER_SIZES:
        return float(LETTER_SIZES.index(letters) - len(LETTER_SIZES))
    number = _SIZE.match(size.strip())
    return float(number[1]) if number else None


def extreme(aspect: str, sign: int, products: Sequence[Product]) -> tuple[Product, Amount] | None:
    """The product whose record states most (1) or least (-1) of an aspect; None: none states it.

    Only what is comparable with the first that states it counts.
    """
    stated = in_order(aspect, sign, products)
    return stated[0] if stated else None


def in_order(
    aspect: str, sign: int, products: Sequence[Product]
) -> tuple[tuple[Product, Amount], ...]:
    """The products whose records state an aspect, with what they state, the most (1) or the least
    (-1) first. Only what is comparable with the first that states it counts."""
    stated = [(product, one) for product in products for one in amounts(product, aspect)]
    alike = [(product, one) for product, one in stated if one.comparable(stated[0][1])]
    return tuple(sorted(alike, key=lambda pair: -sign * pair[1].value))
