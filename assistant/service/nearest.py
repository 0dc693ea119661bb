"""When nothing fits: what a shopper would get for giving up one limit. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.jsonable import FACETS
from retrieval.types import Constraints, Measure, PriceRange, Product

Find = Callable[[Constraints], Sequence[Product]]
"""Products of the kind wanted within limits, best first."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """One limit given up, and the product that comes closest then."""

    kind: str
    """"price_max", "price_min", "min_rating", "measure", "brand", "colour", "size", "exclude",
    "in_stock"."""
    limit: tuple[str, ...]
    """The values given up, or the name of a measure; empty for other numbers (they stand in
    ``given_up``)."""
    given_up: Constraints
    """The limits as they were."""
    product: Product
    relaxed: Constraints
    """Limits that the product holds, as near to the old ones as it allows."""


def nearest(constraints: Constraints, find: Find) -> tuple[Nearest, ...]:
    """One entry for each single limit whose end brings something, prices first."""
    found: list[Nearest] = []
    for kind, values, opened in _openings(constraints):
        products = find(opened)
        if kind in ("price_max", "price_min"):  # of an unknown price nobody knows how near it is
            products = [product for product in products if product.price is not None]
        if not products:
            continue
        product = _closest(kind, products)
        relaxed = _tightened(kind, opened, constraints, product)
        found.append(Nearest(kind, values, constraints, product, relaxed))
    return tuple(found)


def without_limits(constraints: Constraints) -> Constraints:
    """Only what says which kind of thing: categories."""
    kind_only = Constraints()
    return replace(
        kind_only, include=replace(kind_only.include, categories=constraints.include.categories)
    )


def _openings(old: Constraints) -> Iterable[tuple[str, tuple[str, ...], Constraints]]:
    price = old.price
    if price.max is not None:
        yield "price_max", (), replace(old, price=PriceRange(price.min, None, price.currency))
    if price.min is not None:
        yield "price_min", (), replace(old, price=PriceRange(None, price.max, price.currency))
    if old.min_rating is not None:
        yield "min_rating", (), replace(old, min_rating=None)
    for one in old.measures:
        # Only what states the measure: of the others nobody knows whether they come close.
        others = tuple(m for m in old.measures if m is not one)
        yield "measure", (one.name,), replace(old, measures=(*others, open_measure(one)))
    for name, kind in (("sizes", "size"), ("colours", "colour"), ("brands", "brand")):
        values = getattr(old.include, name)
        if values:
            opened: dict[str, tuple[str, ...]] = {name: ()}
            yield kind, values, replace(old, include=replace(old.include, **opened))
    for name in FACETS:
        values = getattr(old.exclude, name)
        if values:
            opened = {name: ()}
            yield "exclude", values, replace(old, exclude=replace(old.exclude, **opened))
    if old.in_stock:
        yield "in_stock", (), replace(old, in_stock=False)
    if old.reduced:
        yield "reduced", (), replace(old, reduced=False)


def open_measure(measure: Measure) -> Measure:
    """The measure without its limits: what states it holds it."""
    return replace(measure, min=None, max=None)


def _closest(kind: str, products: Sequence[Product]) -> Product:
    """By the number given up where it is one, else the best match."""
    if kind == "price_max":
        return min(products, key=lambda product: product.price or 0)
    if kind == "price_min":
        return max(products, key=lambda product: product.price or 0)
    if kind == "min_rating":
        return max(products, key=lambda product: product.rating or 0.0)
    return products[0]


def _tightened(kind: str, opened: Constraints, old: Constraints, product: Product) -> Constraints:
    """Numbers move only as far as the product needs; a facet opens."""
    if kind == "price_max":
        return replace(opened, price=replace(old.price, max=product.price))
    if kind == "price_min":
        return replace(opened, price=replace(old.price, min=product.price))
    if kind == "min_rating":
        return replace(opened, min_rating=product.rating)
    if kind == "measure":
        stated = tuple(m for m in opened.measures if (m.min, m.max) != (None, None))
        return replace(opened, measures=stated)
    return opened
