"""Without a query: the products of a whole catalogue that are worth a closer look."""

from collections import Counter

import numpy as np

from ranking.crowd import Crowd
from ranking.shopper_terms import HABIT
from retrieval.filters import Rows

EACH = 40
"""So many by each way of coming upon a product."""
OWN = 120
"""So many of the shopper's own products, those had most and latest."""


def shortlist(crowd: Crowd, history: tuple[int, ...], offer: Rows) -> Rows:
    """Rows of the offer, ascending: what the shopper has had, what sells, what sells lately, what
    is bought together with the history and what follows it."""
    found = [_best(crowd.sold, offer), _best(crowd.lately, offer)]
    if history:
        fading = 0.5 ** (np.arange(len(history))[::-1] / HABIT)
        had: Counter[int] = Counter()
        for row, weight in zip(history, fading.tolist(), strict=True):
            had[row] += weight
        mine = np.array([row for row, _ in had.most_common(OWN)], np.int64)
        found.append(np.intersect1d(mine, offer))
        found.append(_best(crowd.together.scores(history, fading.tolist()), offer))
        found.append(_best(crowd.follows.scores(history), offer))
    return np.unique(np.concatenate(found))


def _best(scores: np.typing.NDArray[np.float32], offer: Rows) -> Rows:
    most = min(EACH, len(offer))
    return offer[np.argpartition(-scores[offer], most - 1)[:most]] if most else offer
