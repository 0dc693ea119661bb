"""Named terms of a shopper and a product: what is known of their taste. Pure functions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats
from retrieval.types import Product

SHOPPER_TERMS = (
    "bought_before",  # ln(1 + times in the history)
    "bought_lately",  # 1 for the latest item, fading by half every 8 items; 0: never
    "brand_affinity",  # share of the history of this brand, 0..1
    "kind_affinity",  # share of the history of this last category node, 0..1
    "taste",  # highest cosine with one of the last items, -1..1
    "interest",  # cosine with the mean of the history, the latest weighing most, -1..1
    "price_fit",  # minus the distance of ln price from the history's mean, -2..0
)
LATEST = 12
HALF_LIFE = 8.0

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Taste:
    """A shopper's history, counted once for many products."""

    times: Counter[int]
    last_place: dict[int, int]
    """Row to its place from the end of the history (0: the latest)."""
    brands: Counter[str]
    kinds: Counter[str]
    size: int
    recent: Floats
    """``(m, d)`` unit vectors of the last items."""
    interest: Floats
    """``(d,)`` unit vector."""
    log_price: float
    """Mean of ln price over the history, NaN: not known."""


def kind_of(product: Product) -> str:
    """What a product is: the last category node, else the last words of its title."""
    return product.category[-1] if product.category else " ".join(product.title.split()[-2:])


def taste_of(products: Sequence[Product], rows: Sequence[int], vectors: Floats) -> Taste | None:
    """What a history (rows, oldest first) tells; None for an empty one."""
    if not rows:
        return None
    mine = [products[row] for row in rows]
    places = {row: len(rows) - 1 - i for i, row in enumerate(rows)}
    fading = 0.5 ** (np.arange(len(rows))[::-1] / HALF_LIFE)
    mean = (vectors[list(rows)] * fading[:, None]).sum(0)
    prices = [float(p.price) for p in mine if p.price]
    return Taste(
        times=Counter(rows),
        last_place=places,
        brands=Counter(p.brand for p in mine if p.brand),
        kinds=Counter(kind_of(p) for p in mine),
        size=len(rows),
        recent=np.asarray(vectors[list(dict.fromkeys(reversed(rows)))[:LATEST]]),
        interest=(mean / (np.linalg.norm(mean) or 1.0)).astype(np.float32),
        log_price=float(np.mean(np.log(prices))) if prices else float("nan"),
    )


def shopper_terms(
    products: Sequence[Product], taste: Taste | None, rows: Sequence[int], vectors: Floats
) -> Floats:
    """``(len(rows), len(SHOPPER_TERMS))`` float32; all zero without a history."""
    result = np.zeros((len(rows), len(SHOPPER_TERMS)), np.float32)
    if taste is None or not len(rows):
        return result
    mine = np.asarray(vectors[list(rows)])
    similar = (mine @ taste.recent.T).max(1)
    interest = mine @ taste.interest
    for i, row in enumerate(rows):
        product = products[row]
        place = taste.last_place.get(row)
        fit = 0.0
        if product.price and not np.isnan(taste.log_price):
            fit = -min(2.0, abs(float(np.log(float(product.price))) - taste.log_price))
        result[i] = (
            np.log1p(taste.times[row]),
            0.0 if place is None else 0.5 ** (place / HALF_LIFE),
            taste.brands[product.brand] / taste.size if product.brand else 0.0,
            taste.kinds[kind_of(product)] / taste.size,
            similar[i],
            interest[i],
            fit,
        )
    return result
