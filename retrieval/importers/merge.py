"""Two records of one product made into one."""

from dataclasses import fields, replace
from typing import Any

from retrieval.types import Product, Variant

_UNITED = ("colours", "sizes")


def merge(earlier: Product, later: Product) -> Product:
    """The earlier record, its empty fields filled from the later one; variants are united.

    A variant that comes again replaces the earlier one.
    """
    changes: dict[str, Any] = {}
    for field in fields(Product):
        mine, other = getattr(earlier, field.name), getattr(later, field.name)
        if field.name in _UNITED:
            changes[field.name] = _united(mine, other)
        elif mine in (None, "", 0) or mine in ((), {}):
            changes[field.name] = other
    changes["attributes"] = {**later.attributes, **earlier.attributes}
    changes["texts"] = {**later.texts, **earlier.texts}
    variants: dict[str, Variant] = {v.id: v for v in (*earlier.variants, *later.variants)}
    changes["variants"] = tuple(variants.values())
    if earlier.price is None:
        changes["currency"] = later.currency
    if "stock" in changes or earlier.stock == 0:
        changes["stock"] = later.stock if earlier.stock is None else earlier.stock
    counted = [v.stock for v in variants.values() if v.stock is not None]
    if variants and len(counted) == len(variants):
        changes["stock"] = sum(counted)
    return replace(earlier, **changes)


def _united(mine: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    seen = {value.casefold(): value for value in reversed((*mine, *other))}
    return tuple(dict.fromkeys(seen[value.casefold()] for value in (*mine, *other)))
