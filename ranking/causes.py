"""What a reason names, taken away: the same product or shopper without it. Pure functions.

Whether a product then falls tells whether the reason was true (a counterfactual; Tan et al. 2021,
"Counterfactual explainable recommendation").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ranking.types import Reason, Shopper
from retrieval.text import words
from retrieval.types import Product

FAR_PRICE = Decimal(6)
"""A price so many times as high is nobody's usual one."""
_WORD = re.compile(r"[\w'’.-]+")


@dataclass(frozen=True, slots=True)
class World:
    """A product as its record has it, and who looks at it."""

    product: Product
    shopper: Shopper | None


def without_cause(
    reason: Reason, world: World, get: Callable[[str], Product | None]
) -> World | None:
    """The world without what a reason names; None: the reason names nothing that could be missing.

    Args:
        get: a product by its id, for what the shopper did.
    """
    product, shopper = world.product, world.shopper
    if reason.kind in ("title", "attribute", "brand", "kind", "meaning"):
        return replace(world, product=without_words(product, reason.value))
    if reason.kind == "without":
        said = f"With {reason.value}."
        return replace(world, product=replace(product, bullets=(said, *product.bullets)))
    if reason.kind in ("rating", "popular"):
        return replace(world, product=replace(product, rating=None, rating_count=0))
    if reason.kind == "new":
        return replace(world, product=replace(product, added=None))
    if reason.kind == "price_fit" and product.price is not None:
        return replace(world, product=replace(product, price=product.price * FAR_PRICE))
    if shopper is None:
        return None

    def named(past: Product) -> bool:
        if reason.kind == "bought_before":
            return past.id == product.id
        if reason.kind == "brand_affinity":
            return past.brand == reason.value
        if reason.kind == "category_affinity":
            return past.category[-1:] == (reason.value,)
        return reason.kind == "similar" and past.title == reason.value

    gone = {one for one in shopper.history if (past := get(one)) is not None and named(past)}
    return replace(world, shopper=without_products(shopper, gone)) if gone else None


def without_words(product: Product, said: str) -> Product:
    """The record with every word (stemmed) of a text taken out, wherever it stands."""
    gone = set(words(said))

    def cut(text: str) -> str:
        def kept(found: re.Match[str]) -> str:
            word = found.group()
            return "" if gone & set(words(word)) else word

        return " ".join(_WORD.sub(kept, text).split())

    def cut_all(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(left for text in texts if (left := cut(text)))

    return replace(
        product,
        title=cut(product.title),
        brand=cut(product.brand),
        category=cut_all(product.category),
        description=cut(product.description),
        bullets=cut_all(product.bullets),
        attributes={
            name: left
            for name, value in product.attributes.items()
            if not gone & set(words(name)) and (left := cut(value))
        },
        colours=cut_all(product.colours),
        sizes=cut_all(product.sizes),
        texts={},
    )


def without_products(shopper: Shopper, ids: set[str]) -> Shopper:
    """A shopper who never did anything with these products."""
    return replace(
        shopper,
        history=tuple(one for one in shopper.history if one not in ids),
        bought=tuple(one for one in shopper.bought if one not in ids),
        events=tuple(one for one in shopper.events if one.product_id not in ids),
    )
