"""What is bought next, after a history: one linear map from what was bought to what came after.

Ridge regression of the next purchases on the purchases before (closed form), over the products
that are bought most. As the item itself is among the inputs, it learns what is bought again and
what replaces what; EASE (Steck 2019) reconstructs the same history instead and may not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats

RIDGE = 10.0
MOST_BOUGHT = 2500
"""Products that take part: time grows with the cube of it, memory with the square."""
NEXT = 12
"""So many purchases after a point in a history are what came next."""
POINTS = 8
"""Points looked at in each history, the latest."""
LEAST = 200
"""Fewer points than these tell nothing."""


@dataclass(frozen=True, slots=True)
class Follows:
    """The map, over ``n`` products of a catalogue by row."""

    rows: npt.NDArray[np.int64]
    """``(k,)`` rows of the products that take part."""
    places: npt.NDArray[np.int64]
    """``(n,)`` place of each product in ``rows``, -1: takes no part."""
    weights: Floats
    """``(k, k)``: what having bought one (first axis) says for buying another next."""

    @classmethod
    def build(cls, histories: Sequence[Sequence[int]], items: int) -> "Follows":
        """Learn from histories of rows, oldest first; empty where there are too few."""
        flat = np.concatenate([np.asarray(h, np.int64) for h in histories] or [np.zeros(0, int)])
        count = np.bincount(flat.astype(np.int64), minlength=items)
        rows = np.argsort(-count, kind="stable")[:MOST_BOUGHT]
        rows = rows[count[rows] > 1]
        places = np.full(items, -1, np.int64)
        places[rows] = np.arange(len(rows))
        before, after = [], []
        for history in histories:
            mine = np.asarray(history, np.int64)
            ends = range(len(mine) - NEXT, 0, -NEXT)[:POINTS] or range(len(mine) // 2, 0, -NEXT)
            for end in ends:
                before.append(places[mine[:end]])
                after.append(places[mine[end : end + NEXT]])
        if len(before) < LEAST or not len(rows):
            return cls(rows[:0], np.full(items, -1, np.int64), np.zeros((0, 0), np.float32))
        return cls(rows, places, _ridge(before, after, len(rows)))

    def scores(self, history: Sequence[int]) -> Floats:
        """How likely each product comes next, ``(n,)`` float32, higher is better, 0: unknown."""
        result = np.zeros(len(self.places), np.float32)
        mine = self.places[np.asarray(history, np.int64)]
        places, values = _input(mine)
        if len(places):
            result[self.rows] = values @ self.weights[places]
        return result


def _input(places: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], Floats]:
    """A history as a sparse unit vector: places, and ln(1 + times) over its length."""
    found, times = np.unique(places[places >= 0], return_counts=True)
    values = np.log1p(times)
    return found, (values / (np.linalg.norm(values) or 1.0)).astype(np.float32)


def _ridge(
    before: Sequence[npt.NDArray[np.int64]], after: Sequence[npt.NDArray[np.int64]], size: int
) -> Floats:
    from scipy.linalg import cho_factor, cho_solve
    from scipy.sparse import csr_matrix

    inputs = [_input(places) for places in before]
    outputs = [np.unique(places[places >= 0]) for places in after]
    x = csr_matrix(
        (
            np.concatenate([values for _, values in inputs]),
            np.concatenate([found for found, _ in inputs]),
            np.cumsum([0, *[len(found) for found, _ in inputs]]),
        ),
        shape=(len(before), size),
    )
    y = csr_matrix(
        (
            np.ones(sum(map(len, outputs)), np.float32),
            np.concatenate(outputs),
            np.cumsum([0, *map(len, outputs)]),
        ),
        shape=(len(before), size),
    )
    gram = (x.T @ x).toarray().astype(np.float32)
    gram[np.diag_indices_from(gram)] += RIDGE
    target = (x.T @ y).toarray().astype(np.float32)
    result: Floats = cho_solve(
        cho_factor(gram, overwrite_a=True, check_finite=False),
        target,
        overwrite_b=True,
        check_finite=False,
    ).astype(np.float32)
    return result
