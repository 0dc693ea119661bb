"""Weights that go on learning: a Gaussian belief about a linear score, moved by each choice.

A shopper saw a list and took one of it: a choice (McFadden 1974) in which each place weighs as much
as it is looked at. After
each choice the belief is the Laplace approximation at one Newton step (Chapelle & Li 2011), so an
update is a few small matrices: microseconds. Two bounds keep it safe: no single choice moves the
weights far, and no weight leaves the neighbourhood of the one it was shipped with. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ranking.types import EventKind

Floats = npt.NDArray[np.float64]

PSEUDO_CHOICES = 800.0
"""The shipped weights count as if so many choices had confirmed them."""
MOST_PER_STEP = 0.05
"""So far may one choice move what a product one spread above the mean of its list scores."""
REACH = 2.0
"""So far may a weight in all move from the shipped one, measured alike."""
EVENT_WEIGHTS: Mapping[EventKind, float] = {
    EventKind.CLICK: 1.0,
    EventKind.CART: 2.0,
    EventKind.LIKE: 2.0,
    EventKind.DISLIKE: 2.0,
    EventKind.PURCHASE: 3.0,
}
"""What is learned from, and as how many clicks each counts; a view says nothing."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of the weights of named terms."""

    names: tuple[str, ...]
    prior: Floats
    """``(k,)``: the shipped weights."""
    spread: Floats
    """``(k,)``: how far each term usually lies from the mean of its list, above 0."""
    mean: Floats
    """``(k,)``: the weights as of now; a higher score is better."""
    precision: Floats
    """``(k, k)``: inverse covariance."""
    choices: int = 0
    """How many were learned from."""

    @property
    def covariance(self) -> Floats:
        """``(k, k)``."""
        return np.asarray(np.linalg.inv(self.precision), np.float64)

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "names": list(self.names),
            "prior": self.prior.tolist(),
            "spread": self.spread.tolist(),
            "mean": self.mean.tolist(),
            "precision": self.precision.tolist(),
            "choices": self.choices,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Belief":
        """Back from plain data. Raises KeyError, TypeError or ValueError when it is damaged."""
        k = len(data["names"])
        prior, spread, mean = (
            np.array(data[name], float).reshape(k) for name in ("prior", "spread", "mean")
        )
        matrix = np.array(data["precision"], float).reshape(k, k)
        if not all(np.isfinite(part).all() for part in (prior, spread, mean, matrix)):
            raise ValueError("the weights hold something that is no number")
        names = tuple(map(str, data["names"]))
        return cls(names, prior, spread, mean, matrix, int(data["choices"]))


def begin(names: tuple[str, ...], prior: Floats, spread: Floats) -> Belief:
    """The belief before any choice: the shipped weights, as sure as ``PSEUDO_CHOICES``.

    A choice between two alike says at most a quarter of the squared difference about a weight.
    """
    spread = np.maximum(np.asarray(spread, float), 1e-3)
    known = np.asarray(prior, float)
    precision = np.diag(PSEUDO_CHOICES * 0.25 * spread**2)
    return Belief(names, known, spread, known.copy(), precision)


def looks(places: int) -> Floats:
    """``(places,)``: ln of how much each place of a list is looked at, falling as 1 / place
    (Joachims, Swaminathan & Schnabel 2017)."""
    return -np.log(np.arange(1, places + 1, dtype=np.float64))


def learn(
    belief: Belief, terms: Floats, taken: int, kind: EventKind, seen: Floats | None = None
) -> Belief:
    """The belief after one choice.

    Args:
        terms: ``(n, k)`` of what was shown.
        taken: row of the product that something was done with.
        seen: ``(n,)``: ln of how much each was looked at (``looks``), so that a first place says
            less for a product than a fifth; None: all alike.
        kind: what was done; after a dislike all others count as better. A kind that is not in
            ``EVENT_WEIGHTS`` changes nothing, as does a list of one.
    """
    weight = EVENT_WEIGHTS.get(kind, 0.0)
    if not weight or len(terms) < 2 or not np.isfinite(terms).all():
        return belief
    sign = -1.0 if kind is EventKind.DISLIKE else 1.0
    utilities = sign * (terms @ belief.mean) + (0.0 if seen is None else seen)
    chances = np.exp(utilities - utilities.max())
    chances /= chances.sum()
    apart = terms - chances @ terms
    slope = weight * sign * apart[taken]
    precision = belief.precision + weight * (apart.T * chances) @ apart
    step = np.linalg.solve(precision, slope)
    furthest = float(np.abs(step * belief.spread).max())
    if furthest > MOST_PER_STEP:
        step *= MOST_PER_STEP / furthest
    reach = REACH / belief.spread
    mean = np.clip(belief.mean + step, belief.prior - reach, belief.prior + reach)
    return replace(belief, mean=mean, precision=precision, choices=belief.choices + 1)
