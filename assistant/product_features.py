"""What a product page may tell beyond the record: how dear among its kind, what buyers say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.reviews.aspects import AspectCount
from ranking.item_features import ItemFeatures

ASPECTS = 3
"""So many aspects are praised or complained of on a page."""


@dataclass(frozen=True, slots=True)
class ProductFeatures:
    """Of one product."""

    keywords: tuple[str, ...]
    """Words of the record that tell it from others, most telling first."""
    price_level: str
    """"low", "middle" or "high" among things of its kind; empty: not known."""
    praised: tuple[AspectCount, ...]
    """Aspects that more reviewers praise than complain of, most first."""
    complained: tuple[AspectCount, ...]


def product_features(
    items: ItemFeatures, counts: Callable[[str], Mapping[str, AspectCount]] | None, product_id: str
) -> ProductFeatures | None:
    """Features of a product; None: no such product.

    Args:
        counts: what reviewers say of a product; None: not known.
    """
    row = items.row(product_id)
    if row is None:
        return None
    said = sorted(
        (counts(product_id) if counts else {}).values(), key=lambda one: -abs(one.balance)
    )
    return ProductFeatures(
        items.keywords(row),
        items.level(product_id),
        tuple(one for one in said if one.balance > 0)[:ASPECTS],
        tuple(one for one in said if one.balance < 0)[:ASPECTS],
    )
