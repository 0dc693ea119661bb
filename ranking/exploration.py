"""Exploration by Thompson sampling: a list is ordered by weights drawn from the belief.

A drawn order shows now and then what the present weights would not, more where less is known
(Thompson 1933; Chapelle & Li 2011). How likely each product was at each place is kept with the
list, so that other weights can be judged later by what happened (``ranking.off_policy``). Pure.
"""

import numpy as np
import numpy.typing as npt

from ranking.online import Belief, Floats

DRAWS = 400
"""Weights drawn to estimate chances; an estimate is at least half a draw."""


def drawn_weights(
    belief: Belief, rng: np.random.Generator, count: int, boldness: float = 1.0
) -> Floats:
    """``(count, k)`` weights drawn from the belief.

    boldness: 1 draws as the belief is, 0 gives its mean, above 1 explores more.
    """
    lower = np.linalg.cholesky(belief.precision)
    noise = rng.standard_normal((len(belief.names), count))
    # The inverse of a lower factor's transpose turns white noise into the belief's covariance.
    away = np.linalg.solve(lower.T, noise)
    drawn: Floats = belief.mean + boldness * away.T
    return drawn


def order_of(scores: Floats) -> npt.NDArray[np.int64]:
    """Places by falling score, the first of equals first."""
    return np.argsort(-scores, kind="stable")


def chances(
    belief: Belief,
    terms: Floats,
    places: int,
    rng: np.random.Generator,
    *,
    boldness: float = 1.0,
    base: Floats | None = None,
) -> Floats:
    """``(n, places)``: how likely each product stands at each place when weights are drawn.

    Args:
        terms: ``(n, k)``.
        base: ``(n,)`` of the score that is not learned; None: 0.
    """
    n = len(terms)
    places = min(places, n)
    scores = drawn_weights(belief, rng, DRAWS, boldness) @ terms.T
    if base is not None:
        scores = scores + base
    first = np.argsort(-scores, axis=1, kind="stable")[:, :places]
    counted = np.zeros((n, places))
    for place in range(places):
        counted[:, place] = np.bincount(first[:, place], minlength=n)
    return np.maximum(counted, 0.5) / DRAWS
