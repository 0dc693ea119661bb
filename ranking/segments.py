"""Groups of shoppers that behave alike: k-means over what they buy, how dear and how often.

The number of groups is the one of the best silhouette (Rousseeuw 1987). A group is named by what
sets it apart from all shoppers.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ranking.profile import WEIGHTS, Level, Products, deeds, faded
from ranking.types import EventKind, Shopper
from retrieval.bert import Floats

LEAST_SHOPPERS = 8
"""Fewer cannot be told into groups."""
MOST_GROUPS = 8
SMALLEST = 2
"""A group of one shopper is a person, and no group."""
LEVELS = ("low", "middle", "high")
PRICE_WEIGHT = 0.5
HABIT_WEIGHT = 0.15
"""How much prices, and how often and lately somebody buys, count beside what they look at."""
TOLD_DEPARTMENTS = 2
STANDS_OUT = 0.08
"""How far above all shoppers' mean the share of a department or price lies that a group is named
by."""
JUDGED = 2000
"""Shoppers by which a number of groups is judged: the time grows with their square."""
SEED = 7


@dataclass(frozen=True, slots=True)
class Segments:
    """Groups of one shop's shoppers."""

    departments: tuple[str, ...]
    """First nodes of the categories: the first columns of a vector."""
    centres: Floats
    """``(k, d)``."""
    names: tuple[str, ...]
    silhouette: float
    """-1..1, higher: the groups are further apart."""

    def of(self, vector: Floats | None) -> str:
        """The name of the nearest group; empty: nothing is known of the shopper."""
        if vector is None or not len(self.names):
            return ""
        return self.names[int(((self.centres - vector) ** 2).sum(1).argmin())]


NONE = Segments((), np.zeros((0, 0), np.float32), (), 0.0)


def departments_of(categories: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The departments of a catalogue, by name."""
    return tuple(sorted({path[0] for path in categories if path}))


def vector_of(
    shopper: Shopper, products: Products, level: Level, now: datetime, departments: Sequence[str]
) -> Floats | None:
    """``(d,)``: shares of departments and of price levels in what a shopper did (square roots, so
    that distances are Hellinger's), how often and how lately they bought; None: nothing is known.
    """
    weight: dict[str, float] = defaultdict(float)
    events = deeds(shopper, now)
    for event in events:
        product = products(event.product_id)
        if product is not None and event.kind is not EventKind.DISLIKE:
            fresh = WEIGHTS[event.kind] * faded(event, now)
            weight[product.category[0] if product.category else ""] += fresh
            weight[f"price:{level(product.id)}"] += fresh
    shares = np.array([weight[name] for name in departments], np.float32)
    prices = np.array([weight[f"price:{name}"] for name in LEVELS], np.float32)
    if not shares.sum():
        return None
    bought = [event for event in events if event.kind is EventKind.PURCHASE]
    often = min(1.0, float(np.log1p(len(bought))) / 4)
    lately = faded(bought[-1], now) if bought else 0.0
    return np.concatenate(
        [
            np.sqrt(shares / shares.sum()),
            PRICE_WEIGHT * np.sqrt(prices / (prices.sum() or 1.0)),
            HABIT_WEIGHT * np.array([often, lately]),
        ]
    ).astype(np.float32)


def find_segments(vectors: Sequence[Floats], departments: Sequence[str]) -> Segments:
    """Groups of some shoppers' vectors; none where they are too few, or no two groups differ."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    if len(vectors) < LEAST_SHOPPERS:
        return NONE
    matrix = np.vstack(vectors)
    judged = np.random.default_rng(SEED).permutation(len(matrix))[:JUDGED]
    best, groups = 0.0, None
    for count in range(2, min(MOST_GROUPS, len(matrix) // SMALLEST) + 1):
        model = KMeans(count, n_init=10, random_state=SEED).fit(matrix)
        sizes = np.bincount(model.labels_, minlength=count)
        if sizes.min() < SMALLEST:
            continue
        labels = model.labels_[judged]
        several = len(np.unique(labels)) > 1
        apart = float(silhouette_score(matrix[judged], labels)) if several else 0.0
        if apart > best:
            best, groups = apart, model
    if groups is None:
        return NONE
    centres = groups.cluster_centers_.astype(np.float32)
    return Segments(tuple(departments), centres, names_of(centres, matrix, departments), best)


def names_of(centres: Floats, matrix: Floats, departments: Sequence[str]) -> tuple[str, ...]:
    """A name for each group, each its own: the departments, then the price level, that stand out
    most from all shoppers."""
    split = len(departments)
    mean = matrix.mean(0)
    names: list[str] = []
    for centre in centres:
        above = centre - mean
        first = [i for i in np.argsort(-above[:split]) if above[i] > STANDS_OUT]
        parts = [departments[i] for i in first[:TOLD_DEPARTMENTS]]
        price = int(above[split : split + len(LEVELS)].argmax())
        parts = parts or ["A bit of everything"]
        if above[split + price] > STANDS_OUT:
            parts.append(f"{LEVELS[price]} prices")
        more = (departments[i] for i in first[TOLD_DEPARTMENTS:])
        while " · ".join(parts) in names:
            parts.append(next(more, "others"))
        names.append(" · ".join(parts))
    return tuple(names)
