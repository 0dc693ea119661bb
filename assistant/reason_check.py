"""Whether reasons are true: what a reason names is taken away, and the product must fall.

Searching and ranking run again in a shop where the record lacks the matching words, the rating or
the reviews, or for a shopper who never did what is named. A reason holds when the product then
stands lower, or at least its score falls against the others of the list.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.reviews.aspects import AspectCount
from assistant.reviews.ranking import PRAISED, OpinionRanker
from ranking.causes import World, without_cause
from ranking.ranker import Models, Ranker
from ranking.types import Ranked, Reason, Shopper
from retrieval.bert import Floats
from retrieval.embedding_cache import TextEncoder
from retrieval.encoder import product_text
from retrieval.filters import ProductTable
from retrieval.keyword_index import KeywordIndex, body_text
from retrieval.retriever import Retriever
from retrieval.types import Product, Query
from retrieval.vector_store import VectorStore

CANDIDATES = 40
COMPARED = 20
"""So many of the first are the others that a product's score is held against."""
SHOPS_KEPT = 64

Counts = Callable[[str], Mapping[str, AspectCount]]


@dataclass(frozen=True, slots=True)
class Checked:
    """One reason of one product in one list."""

    shopper: str
    query: str
    product_id: str
    reason: Reason
    fell: float
    """How far its score fell against the others without the cause; negative: it rose."""
    places: int
    """How many places it lost."""

    @property
    def holds(self) -> bool:
        """Whether the product fell."""
        return self.places > 0 or self.fell > 0


class ReasonCheck:
    """Checks the reasons of one catalogue's lists.

    Args:
        vectors: ``(n, d)`` unit rows.
        opinions: what reviewers say of a product, and the ranking's term made of it ``(n,)``.
    """

    def __init__(
        self,
        products: Sequence[Product],
        vectors: Floats,
        encoder: TextEncoder,
        models: Models,
        opinions: tuple[Counts, Sequence[float]] | None = None,
    ) -> None:
        self._products = tuple(products)
        self._vectors = np.asarray(vectors)
        self._encoder = encoder
        self._models = models
        self._opinions = opinions
        self._keyword = KeywordIndex.build(self._products)
        self._rows = {product.id: row for row, product in enumerate(self._products)}
        self._shops: dict[str, _Shop] = {}

    def check(self, text: str, shopper: Shopper, first: int) -> Iterator[Checked]:
        """The reasons of the first products for a query (empty: recommended)."""
        for one in self._shop().ranked(text, shopper)[:first]:
            for reason in one.reasons:
                yield self._checked(text, shopper, one.product_id, reason)

    def _checked(self, text: str, shopper: Shopper, product_id: str, reason: Reason) -> Checked:
        product = self._products[self._rows[product_id]]
        without = without_cause(reason, World(product, shopper), self._get)
        if without is None and reason.kind != PRAISED:
            return Checked(shopper.id, text, product_id, reason, -np.inf, 0)
        changed = product if without is None else without.product
        who = without.shopper if without is not None else shopper
        if reason.kind == PRAISED:
            then, now = self._shop(), self._shop(unreviewed=product)
        elif body_text(changed) != body_text(product):
            # An encoder reads a text alone a little otherwise than among others.
            then, now = self._shop(product, alone=True), self._shop(changed, alone=True)
        else:
            then, now = self._shop(), self._shop(changed)
        fell, places = compared(then.ranked(text, shopper), now.ranked(text, who), product_id)
        return Checked(shopper.id, text, product_id, reason, fell, places)

    def _get(self, product_id: str) -> Product | None:
        row = self._rows.get(product_id)
        return None if row is None else self._products[row]

    def _shop(
        self,
        changed: Product | None = None,
        *,
        alone: bool = False,
        unreviewed: Product | None = None,
    ) -> "_Shop":
        """The shop, kept for a while; see ``_open``."""
        key = repr((changed, alone, unreviewed and unreviewed.id))
        if key not in self._shops:
            if len(self._shops) >= SHOPS_KEPT:
                self._shops.clear()
            self._shops[key] = self._open(changed, alone, unreviewed)
        return self._shops[key]

    def _open(self, changed: Product | None, alone: bool, unreviewed: Product | None) -> "_Shop":
        """The shop with one product changed (and read alone by the encoder), or without what is
        said of one."""
        products, vectors, keyword = self._products, self._vectors, self._keyword
        counts, reviewed = self._opinions or (None, None)
        if changed is not None:
            row = self._rows[changed.id]
            if body_text(changed) != body_text(products[row]):
                keyword = KeywordIndex.build((*products[:row], changed, *products[row + 1 :]))
            products = (*products[:row], changed, *products[row + 1 :])
            if alone:
                vectors = vectors.copy()
                vectors[row] = self._encoder.encode([product_text(changed)])[0]
        if unreviewed is not None and counts is not None and reviewed is not None:
            row = self._rows[unreviewed.id]
            reviewed = [0.0 if i == row else one for i, one in enumerate(reviewed)]
            counts = _without(counts, unreviewed.id)
        table = ProductTable(products, keyword)
        ranker = Ranker(table, vectors, self._models, reviewed=reviewed)
        told = ranker if counts is None else OpinionRanker(ranker, counts)
        return _Shop(Retriever(table, keyword, VectorStore(Path(), vectors), self._encoder), told)


@dataclass(frozen=True, slots=True)
class _Shop:
    retriever: Retriever
    ranker: Ranker | OpinionRanker

    def ranked(self, text: str, shopper: Shopper | None) -> Sequence[Ranked]:
        if not text:
            return self.ranker.recommend(shopper, CANDIDATES)
        query = Query(text, top=CANDIDATES)
        return self.ranker.rank(query, shopper, self.retriever.search(query))


def compared(then: Sequence[Ranked], now: Sequence[Ranked], product_id: str) -> tuple[float, int]:
    """How far a product's score fell against the others of the first list, and how many places it
    lost; one that is not in the second list any more fell as far as can be."""
    places = {one.product_id: place for place, one in enumerate(now)}
    if product_id not in places:
        return np.inf, len(now)
    first = [one.product_id for one in then[:COMPARED]]
    others = [one for one in first if one != product_id and one in places]
    old = {one.product_id: one.score for one in then}
    new = {one.product_id: one.score for one in now}

    def standing(scores: Mapping[str, float]) -> float:
        return scores[product_id] - float(np.mean([scores[one] for one in others] or [0.0]))

    was = next(place for place, one in enumerate(then) if one.product_id == product_id)
    return standing(old) - standing(new), places[product_id] - was


def shares(checked: Iterable[Checked]) -> Mapping[str, tuple[int, int]]:
    """By kind of reason: how many hold, and how many there are."""
    found: dict[str, tuple[int, int]] = {}
    for one in checked:
        held, total = found.get(one.reason.kind, (0, 0))
        found[one.reason.kind] = (held + one.holds, total + 1)
    return found


def _without(counts: Counts, product_id: str) -> Counts:
    return lambda other: {} if other == product_id else counts(other)
