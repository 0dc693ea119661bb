"""EASE: a linear autoencoder over what shoppers bought, in closed form (Steck 2019)."""

from collections.abc import Sequence

import numpy as np

from retrieval.bert import Floats

RIDGE = 200.0
MOST_BOUGHT = 5000
"""Products that take part, the most bought; the matrix of all of a grocer's has 4 billion cells."""


class Ease:
    """Of one log.

    Args:
        histories: rows, by shopper.
    """

    def __init__(self, histories: Sequence[Sequence[int]], items: int) -> None:
        from scipy.sparse import csr_matrix

        flat = np.concatenate([np.asarray(history, np.int64) for history in histories])
        count = np.bincount(flat, minlength=items)
        self._rows = np.argsort(-count, kind="stable")[:MOST_BOUGHT]
        self._places = np.full(items, -1, np.int64)
        self._places[self._rows] = np.arange(len(self._rows))
        shopper = np.repeat(np.arange(len(histories)), [len(history) for history in histories])
        places = self._places[flat]
        known = places >= 0
        ones = np.ones(int(known.sum()), np.float32)
        bought = csr_matrix(
            (ones, (shopper[known], places[known])), shape=(len(histories), len(self._rows))
        )
        bought.data = np.minimum(bought.data, 1.0)
        gram = (bought.T @ bought).toarray()
        gram[np.diag_indices_from(gram)] += RIDGE
        inverse = np.linalg.inv(gram)
        self._weights: Floats = (inverse / -np.diag(inverse)).astype(np.float32)
        self._weights[np.diag_indices_from(self._weights)] = 0.0

    def scores(self, history: Sequence[int]) -> Floats:
        """``(n,)``, higher is better, 0 for products that take no part."""
        result = np.zeros(len(self._places), np.float32)
        places = np.unique(self._places[np.asarray(history, np.int64)])
        result[self._rows] = self._weights[places[places >= 0]].sum(0)
        return result
