"""Products beside a product: those that could take its place, and those that complete it.

What the records say goes first, so that a product nobody has bought yet is served as well; what is
bought together counts where it is known.
"""

import re
from collections.abc import Collection
from functools import cached_property, lru_cache

import numpy as np

from ranking.diversity import few_of_a_kind, mmr
from ranking.item_features import ItemFeatures
from ranking.neighbours import Neighbours
from ranking.shopper_terms import kind_of
from retrieval.bert import Floats
from retrieval.filters import Mask, ProductTable, Rows
from retrieval.keyword_index import body_text
from retrieval.text import words
from retrieval.types import Product

NEAR = 400
"""So many of the nearest in words are considered."""
POOL = 60
"""So many of the best are looked at for variety."""
VARIETY = 0.15
"""Less than in a row of its own (``diversity``): what is beside a product should be near it."""
SAME_KIND = 0.35
"""What sharing the whole category path adds to the cosine of a similar product."""
PRICE_DISTANCE = 0.15
"""What each e-fold of price between two products takes."""
TOGETHER = 2.0
"""What being bought together (0..1) adds to the cosine of a product that goes with another."""
NAMED = 0.15
"""What it adds that the record of one names the kind of the other."""
QUALITY = 0.1
ALIKE = 0.45
"""Cosine from which a product of another kind in the same department may take a product's place."""
_SEVERAL = re.compile(r"[&,/]|\band\b")
UNRELATED = 0.2
"""Cosine below which nothing but sales speaks for two products."""
ELSEWHERE = 0.4
"""The same for one in another department, which must be named besides."""


class Related:
    """Of one catalogue. Safe to share between threads.

    Args:
        vectors: ``(n, d)`` unit rows.
        neighbours: what is bought together; None: not known.
    """

    def __init__(
        self,
        table: ProductTable,
        vectors: Floats,
        items: ItemFeatures,
        neighbours: Neighbours | None = None,
    ) -> None:
        self._table = table
        self._vectors = vectors
        self._items = items
        self._neighbours = neighbours
        self._logs = np.log(np.where(table.price > 0, table.price, np.nan))

    def similar(self, row: int, top: int, without: Collection[int] = ()) -> list[int]:
        """Rows of products that could take this one's place and can be bought, best first: of its
        kind or nearly so, alike in words, about as dear."""
        product = self._table.products[row]
        rows, cosine = self._near(row, without)
        others = [self._table.products[other] for other in rows]
        shared = np.array([_shared(product, other) for other in others], np.float32)
        beside = np.array([_department(other) == _department(product) for other in others], bool)
        fitting = (shared > 0) | (beside & (cosine > ALIKE))
        rows, shared, cosine = rows[fitting], shared[fitting], cosine[fitting]
        distance = np.nan_to_num(np.abs(self._logs[rows] - self._logs[row]), nan=0.5)
        score = cosine + SAME_KIND * shared - PRICE_DISTANCE * distance + QUALITY * self.liked[rows]
        return self._varied(rows, score, top, of_a_kind=top)

    def goes_with(self, row: int, top: int, without: Collection[int] = ()) -> list[int]:
        """Rows of products of other kinds that are bought with this one or complete it."""
        product = self._table.products[row]
        rows, cosine = self._near(row, without)
        together, named = self._together(row)[rows], self._naming(product)[rows]
        others = [self._table.products[other] for other in rows]
        said = set(words(body_text(product)))
        names = np.array([any(name <= said for name in _names(o)) for o in others], bool)
        another = np.array([not _replaces(other, product) for other in others], bool)
        beside = np.array([_department(other) == _department(product) for other in others], bool)
        near = cosine > np.where(beside, UNRELATED, ELSEWHERE)
        fitting = another & ((together > 0) | (near & (beside | named | names)))
        score = cosine + TOGETHER * together + NAMED * (named + 1.0 * names)
        score += QUALITY * self.liked[rows]
        return self._varied(rows[fitting], score[fitting], top, of_a_kind=1)

    def _near(self, row: int, without: Collection[int]) -> tuple[Rows, Floats]:
        """The nearest in words and what is bought together, as far as it can be bought now, with
        their cosines."""
        cosine = np.asarray(self._vectors @ self._vectors[row])
        free = self._table.in_stock.copy()
        free[[row, *without]] = False
        near = np.argsort(-np.where(free, cosine, -2.0), kind="stable")[:NEAR]
        bought = np.flatnonzero(self._together(row) > 0)
        rows = np.union1d(near[free[near]], bought[free[bought]])
        return rows, cosine[rows]

    def _together(self, row: int) -> Floats:
        result = np.zeros(len(self._table), np.float32)
        if self._neighbours is not None:
            rows, weights = self._neighbours.nearest(row, POOL)
            result[rows] = weights
        return result

    def _naming(self, product: Product) -> Mask:
        """Products whose record says what this one is: "a filter for moka pots"."""
        found = np.zeros(len(self._table), bool)
        for name in _names(product):
            mask = np.ones(len(self._table), bool)
            for word in name:
                mask &= self._table.mask(self._table.keyword.rows_with(word))
            found |= mask
        return found

    @cached_property
    def liked(self) -> Floats:
        """``(n,)``: stars above the catalogue's mean with a prior of ten such ratings."""
        table = self._table
        known = table.rating > 0
        mean = float(table.rating[known].mean()) if known.any() else 0.0
        stars = np.where(known, table.rating - mean, 0.0)
        return np.asarray(stars * table.rating_count / (table.rating_count + 10), np.float32)

    def _varied(self, rows: Rows, score: Floats, top: int, of_a_kind: int) -> list[int]:
        best = np.argsort(-score, kind="stable")[:POOL]
        kinds = [kind_of(self._table.products[row]) for row in rows[best]]
        best = best[few_of_a_kind(kinds, of_a_kind)]
        chosen = mmr(score[best], np.asarray(self._vectors[rows[best]]), top, VARIETY)
        return [int(rows[best[place]]) for place in chosen]


def _shared(one: Product, other: Product) -> float:
    """How much of the longer category path two products share from the top, 0..1; where they share
    no more than the department: 0, unless there is nothing below it."""
    longest = max(len(one.category), len(other.category))
    same = 0
    for mine, theirs in zip(one.category, other.category, strict=False):
        if mine != theirs:
            break
        same += 1
    return same / longest if same > 1 or same == longest else 0.0


def _replaces(one: Product, other: Product) -> bool:
    """Whether a product is of the same kind as another, or of one beside it: headphones of two
    sorts, a hiking and a city backpack."""
    if one.category[2:] and other.category[2:] and one.category[:2] == other.category[:2]:
        return True
    return any(mine[-1] == theirs[-1] for mine in _runs(one) for theirs in _runs(other))


def _names(product: Product) -> list[set[str]]:
    """The stemmed words of each thing that the name of a product's kind names: "Kettles and
    teapots" are kettles, and teapots."""
    return [set(run) for run in _runs(product)]


@lru_cache(maxsize=20_000)
def _named_in(kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(said) for part in _SEVERAL.split(kind) if (said := words(part)))


def _runs(product: Product) -> tuple[tuple[str, ...], ...]:
    return _named_in(kind_of(product))


def _department(product: Product) -> str:
    return product.category[0] if product.category else ""
