"""What each product of a list would lose if the shopper had never done a thing.

The shopper's terms are worked out once more without it, for the whole list: exact, whatever the
terms are. What BERT reads is not read again: that of a few products tells too little, and that of
all takes as long as the search.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property

import numpy as np

from ranking.shopper_terms import CrowdTerms, shopper_terms, taste_of
from retrieval.bert import Floats
from retrieval.types import Product

COMPARED = 20
"""So many of the first products are those that another falls behind."""


class LeftOut:
    """Of one list for one shopper.

    Args:
        vectors: ``(n, d)`` unit rows of the catalogue.
        history: rows of what the shopper did, oldest first.
        rows: of the whole list in its order, as what a term adds depends on all of it.
        added: shopper terms of the list ``(m, k)`` -> what they add to each score ``(m,)``.
        reads_alike: whether BERT's words of the shopper would be the same with this history; None:
            BERT does not read.
        crowd: what all shoppers did; None: nothing is known.
    """

    def __init__(
        self,
        products: Sequence[Product],
        vectors: Floats,
        history: Sequence[int],
        rows: Sequence[int],
        added: Callable[[Floats], Floats],
        reads_alike: Callable[[Sequence[int]], bool] | None = None,
        crowd: CrowdTerms | None = None,
    ) -> None:
        self._products = products
        self._vectors = vectors
        self._history = tuple(history)
        self._list = list(rows)
        self._added = added
        self._crowd = crowd
        self._reads_alike = reads_alike
        self._lost: dict[frozenset[int], Floats] = {}
        self.past = tuple(dict.fromkeys(reversed(self._history)))
        """Rows of what was done, the latest first, each once."""
        self._likeness = np.asarray(vectors[self._list]) @ np.asarray(vectors[list(self.past)]).T

    def lost(self, rows: Collection[int]) -> Floats:
        """``(m,)``: how far each product falls behind the first of the list without these rows of
        the history."""
        gone = frozenset(rows)
        if gone not in self._lost:
            self._lost[gone] = self._now - self._standing(gone)
        return self._lost[gone]

    def reads_alike(self, rows: Collection[int]) -> bool:
        """Whether BERT would read the same words of the shopper without these rows; where it would
        not, what it would make of a product then is not known."""
        if self._reads_alike is None:
            return True
        return self._reads_alike([row for row in self._history if row not in rows])

    def alike(self, place: int) -> list[tuple[int, float]]:
        """Rows of the history with their cosine to the product at a place, the most alike first."""
        nearest = np.argsort(-self._likeness[place], kind="stable")
        return [(self.past[i], float(self._likeness[place, i])) for i in nearest]

    def product(self, row: int) -> Product:
        """Of a row of the history."""
        return self._products[row]

    def times(self, rows: Collection[int]) -> int:
        """How often something was done with products of these rows."""
        return sum(row in rows for row in self._history)

    @cached_property
    def _now(self) -> Floats:
        return self._standing(())

    def _standing(self, gone: Collection[int]) -> Floats:
        left = [row for row in self._history if row not in gone]
        taste = taste_of(self._products, left, self._vectors)
        terms = shopper_terms(self._products, taste, self._list, self._vectors, self._crowd)
        added = self._added(terms)
        standing: Floats = added - added[:COMPARED].mean()
        return standing
