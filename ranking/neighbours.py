"""Products that are bought together: item neighbours by shrunk cosine over baskets.

Sarwar et al. 2001 (item-based collaborative filtering) with the shrinkage of Bell and Koren 2007,
so that two products that met once by chance are no close neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats

SHRINK = 10.0
"""Added to the mean count of two products: as if each had been bought so often without the
other."""
KEPT = 100
"""Neighbours kept of each product."""
CHUNK = 2000
"""Rows that are worked out at a time, so that memory stays bounded."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest products of each, by what was bought together; ``n`` products by row."""

    starts: Rows
    """``(n + 1,)``: the neighbours of row ``i`` lie from ``starts[i]`` to ``starts[i + 1]``."""
    rows: Rows
    """Neighbours, nearest first within each product."""
    weights: Floats
    """Nearness of each, 0..1."""

    @classmethod
    def build(
        cls,
        baskets: Sequence[Sequence[int]],
        items: int,
        *,
        shrink: float = SHRINK,
        kept: int = KEPT,
    ) -> "Neighbours":
        """Count what was bought together.

        Args:
            baskets: rows of products that belong together: an order, a visit, a shopper's history.
                A row counts once in a basket; the order does not matter.
            items: how many products there are.
        """
        from scipy.sparse import csr_matrix

        mine = [sorted(set(basket)) for basket in baskets]
        bounds = np.cumsum([0, *map(len, mine)])
        flat = np.array([row for basket in mine for row in basket], np.int64)
        ones = np.ones(len(flat), np.float32)
        bought = csr_matrix((ones, flat, bounds), shape=(len(mine), items))
        root = np.sqrt(np.asarray(bought.sum(0)).ravel())
        by_item = bought.T.tocsr()
        starts, rows, weights = [0], [], []
        for first in range(0, items, CHUNK):
            together = (by_item[first : first + CHUNK] @ bought).tocsr()
            for i in range(together.shape[0]):
                part = slice(together.indptr[i], together.indptr[i + 1])
                others, met = together.indices[part], together.data[part]
                near = met / (root[first + i] * root[others] + shrink)
                near[others == first + i] = 0.0
                best = np.argsort(-near, kind="stable")[:kept]
                best = best[near[best] > 0]
                rows.append(others[best])
                weights.append(near[best])
                starts.append(starts[-1] + len(best))
        return cls(
            np.array(starts, np.int64),
            np.concatenate(rows).astype(np.int64) if rows else np.zeros(0, np.int64),
            np.concatenate(weights).astype(np.float32) if weights else np.zeros(0, np.float32),
        )

    def __len__(self) -> int:
        return len(self.starts) - 1

    def nearest(self, row: int, top: int) -> tuple[Rows, Floats]:
        """At most ``top`` rows with their nearness (0..1), nearest first; empty: nothing known."""
        part = slice(self.starts[row], min(self.starts[row] + top, self.starts[row + 1]))
        return self.rows[part], self.weights[part]

    def scores(self, history: Sequence[int], weights: Sequence[float] | None = None) -> Floats:
        """How near each product is to a history of rows, ``(n,)`` float32, higher is better, 0:
        not at all. A product is no neighbour of itself.

        Args:
            weights: one for each of the history, such as a decay; None: all 1.
        """
        result = np.zeros(len(self), np.float32)
        for place, row in enumerate(history):
            part = slice(self.starts[row], self.starts[row + 1])
            weight = 1.0 if weights is None else weights[place]
            result[self.rows[part]] += weight * self.weights[part]
        return result
