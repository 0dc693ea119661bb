"""What a story may expect of the products shown. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.stories.expect import ProductFits, Products, Range
from assistant.stories.fields import pattern_of
from assistant.stories.quantities import quantity, within
from assistant.stories.types import Mismatch, Route
from retrieval.colours import is_colour, shades
from retrieval.text import words
from retrieval.types import Product

AT: Route = ("expect", "products")


def check_products(expect: Products, shown: Sequence[Product]) -> Iterator[Mismatch]:
    """Every expectation that the products do not meet, in the order of the format."""
    ids = [product.id for product in shown]
    for name, holds in _COUNTS.items():
        limit = getattr(expect, name)
        if limit is not None and not holds(len(shown), limit):
            yield Mismatch((*AT, name), str(limit), f"{len(shown)}: {told(shown)}")
    if expect.ids is not None and list(expect.ids) != ids:
        yield Mismatch((*AT, "ids"), ", ".join(expect.ids) or "none", told(shown))
    missing = [one for one in expect.with_ids or () if one not in ids]
    if missing:
        yield Mismatch((*AT, "with_ids"), ", ".join(missing), told(shown))
    unwanted = [product for product in shown if product.id in (expect.without_ids or ())]
    if unwanted:
        yield Mismatch((*AT, "without_ids"), ", ".join(expect.without_ids or ()), told(unwanted))
    yield from _fitting(expect, shown)
    yield from _single(expect, shown)
    yield from _ruled_out(expect, shown)
    if expect.sorted_by is not None and not _is_sorted(shown, expect.sorted_by):
        yield Mismatch((*AT, "sorted_by"), expect.sorted_by, told(shown))


def misfits(fits: ProductFits, product: Product) -> list[str]:
    """Names of what is asked of a product and does not hold for it."""
    asked = {name: getattr(fits, name) for name in _FITS}
    return [
        name
        for name, value in asked.items()
        if value is not None and not _FITS[name](product, value)
    ]


def told(products: Sequence[Product]) -> str:
    """Products in one line."""
    return "; ".join(f"{p.id} {p.title} ({p.brand}, {p.price})" for p in products) or "no products"


def _fitting(expect: Products, shown: Sequence[Product]) -> Iterator[Mismatch]:
    wrong: dict[str, list[Product]] = {}
    for product in shown:
        for name in misfits(expect, product):
            wrong.setdefault(name, []).append(product)
    for name, products in wrong.items():
        yield Mismatch((*AT, name), _wanted(getattr(expect, name)), told(products))


def _single(expect: Products, shown: Sequence[Product]) -> Iterator[Mismatch]:
    if isinstance(expect.first, str) and [p.id for p in shown[:1]] != [expect.first]:
        yield Mismatch((*AT, "first"), expect.first, told(shown))
    for name, fits, place in (("first", expect.first, 0), ("last", expect.last, -1)):
        if not isinstance(fits, ProductFits):
            continue
        if not shown:
            yield Mismatch((*AT, name), "a product", told(shown))
            continue
        for wrong in misfits(fits, shown[place]):
            wanted = _wanted(getattr(fits, wrong))
            yield Mismatch((*AT, name, wrong), wanted, told([shown[place]]))
    if expect.any is not None and not any(not misfits(expect.any, one) for one in shown):
        yield Mismatch((*AT, "any"), _asked(expect.any), told(shown))


def _ruled_out(expect: Products, shown: Sequence[Product]) -> Iterator[Mismatch]:
    if expect.none is not None:
        wrong = [one for one in shown if not misfits(expect.none, one)]
        if wrong:
            yield Mismatch((*AT, "none"), f"nothing with {_asked(expect.none)}", told(wrong))
    for name, holds in _NONE.items():
        values = getattr(expect, name) or ()
        wrong = [one for one in shown if any(holds(one, (value,)) for value in values)]
        if wrong:
            yield Mismatch((*AT, name), ", ".join(values), told(wrong))


def _is_sorted(shown: Sequence[Product], by: str) -> bool:
    """Products whose record does not say come last, either way."""
    name, falling = by.removeprefix("-"), by.startswith("-")
    values = [getattr(product, name) for product in shown]
    known = [value for value in values if value is not None]
    return known == sorted(known, reverse=falling) and None not in values[: len(known)]


def _brand(product: Product, values: Sequence[str]) -> bool:
    return any(words(product.brand) == words(value) for value in values)


def _colour(product: Product, values: Sequence[str]) -> bool:
    """As recorded; a record without colours speaks through its title."""
    if product.colours:
        return any(is_colour(one, value) for one in product.colours for value in values)
    return any(shades(value) & set(words(product.title)) for value in values)


def _category(product: Product, values: Sequence[str]) -> bool:
    return any(words(node) == words(value) for node in product.category for value in values)


def _size(product: Product, values: Sequence[str]) -> bool:
    return any(words(size) == words(value) for size in product.sizes for value in values)


def _says(product: Product, values: Sequence[str]) -> bool:
    return all(_is_said(value, all_text(product)) for value in values)


def _is_said(wanted: str, text: str) -> bool:
    pattern = pattern_of(wanted)
    if pattern is not None:
        return re.search(pattern, text) is not None
    return set(words(wanted)) <= set(words(text))


def _attribute(product: Product, name: str, asked: Any) -> bool:
    """Whether an attribute (its name's case and plural aside) says so, or lies between two
    amounts; a record that does not have it does not."""
    values = [value for key, value in product.attributes.items() if words(key) == words(name)]
    if not isinstance(asked, Range):
        return any(_is_said(text, value) for value in values for text in asked)
    low, high = (one and quantity(one) for one in (asked.min, asked.max))
    found = [quantity(value) for value in values]
    return any(one is not None and within(one, low or None, high or None) for one in found)


def all_text(product: Product) -> str:
    """All that a record says in words."""
    attributes = [f"{name} {value}" for name, value in product.attributes.items()]
    return " ".join(
        (product.title, *product.category, *attributes, *product.bullets, product.description)
    )


_COUNTS: Mapping[str, Callable[[int, int], bool]] = {
    "count": lambda count, limit: count == limit,
    "min": lambda count, limit: count >= limit,
    "max": lambda count, limit: count <= limit,
}
_FITS: Mapping[str, Callable[[Product, Any], bool]] = {
    "id": lambda p, ids: p.id in ids,
    "max_price": lambda p, limit: p.price is not None and p.price <= limit,
    "min_price": lambda p, limit: p.price is not None and p.price >= limit,
    "below_price": lambda p, limit: p.price is not None and p.price < limit,
    "above_price": lambda p, limit: p.price is not None and p.price > limit,
    "min_rating": lambda p, limit: p.rating is not None and p.rating >= float(limit),
    "brand": _brand,
    "colour": _colour,
    "size": _size,
    "category": _category,
    "says": _says,
    "title": lambda p, values: all(_is_said(value, p.title) for value in values),
    "attributes": lambda p, asked: all(_attribute(p, name, asked[name]) for name in asked),
    "in_stock": lambda p, wanted: p.in_stock is wanted,
}
_NONE: Mapping[str, Callable[[Product, Sequence[str]], bool]] = {
    "none_of_brand": _brand,
    "none_of_colour": _colour,
    "none_of_category": _category,
    "none_says": _says,
}


def _wanted(value: Any) -> str:
    if isinstance(value, Range):
        return " ".join(
            filter(None, (value.min and f"from {value.min}", value.max and f"to {value.max}"))
        )
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_wanted(one)}" for name, one in value.items())
    return " or ".join(value) if isinstance(value, tuple) else str(value).lower()


def _asked(fits: ProductFits) -> str:
    asked = {name: value for name in _FITS if (value := getattr(fits, name)) is not None}
    return ", ".join(f"{name}: {_wanted(value)}" for name, value in asked.items())
