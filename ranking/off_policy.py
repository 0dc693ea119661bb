"""What another order would have earned, from lists that were shown with known chances.

The reward of a place counts by how much likelier the other order puts that product there:
importance weighting at single places, right where what people do at a place depends on its product
and on the place alone (Li et al. 2018). ``ips`` is unbiased and noisy, ``snips`` divides by the
weights' sum (Swaminathan & Joachims 2015), ``doubly_robust`` adds a model of the rewards and
weights only what the model did not foresee (Dudik et al. 2011). Pure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ranking.online import Floats

Rows = npt.NDArray[np.int64]
Target = Callable[[Floats], Floats]
"""``(n, k)`` terms to ``(n, places)`` chances of each product at each place."""
MOST_WEIGHT = 50.0
"""Importance weights are cut here, which trades a little bias for much less noise."""
L2 = 1.0


@dataclass(frozen=True, slots=True)
class Logged:
    """One list as it was shown and what came of it."""

    terms: Floats
    """``(n, k)`` of all that could have been shown."""
    shown: Rows
    """``(places,)`` rows of ``terms``, first place first."""
    chances: Floats
    """``(places,)``: how likely each shown product was at its place, above 0."""
    rewards: Floats
    """``(places,)``: 1 where the product was taken, else 0 (or any value)."""


@dataclass(frozen=True, slots=True)
class Estimates:
    """Reward a list, each estimate as its mean; ``intervals`` are 95% bootstrap over lists."""

    ips: float
    snips: float
    doubly_robust: float
    intervals: dict[str, tuple[float, float]]


def evaluate_policy(logged: Sequence[Logged], target: Target, seed: int = 0) -> Estimates:
    """Three estimates of what ``target`` would have earned a list.

    Args:
        logged: lists of one length, two at least.

    Raises:
        ValueError: there are fewer.
    """
    if len(logged) < 2:
        raise ValueError("fewer than two lists were logged, so nothing can be said of an order")
    wanted = [target(one.terms) for one in logged]
    weights = np.array(
        [
            np.minimum(to[one.shown, np.arange(len(one.shown))] / one.chances, MOST_WEIGHT)
            for one, to in zip(logged, wanted, strict=True)
        ]
    )
    rewards = np.array([one.rewards for one in logged], float)
    foreseen, expected = _by_model(logged, wanted, rewards)
    weighted = weights * rewards
    corrected = expected + (weights * (rewards - foreseen)).sum(1)

    def snips(rows: Rows) -> float:
        return float((weighted[rows].sum(0) / np.maximum(weights[rows].sum(0), 1e-9)).sum())

    every = np.arange(len(logged))
    draws = np.random.default_rng(seed).choice(len(logged), (500, len(logged)))
    sums = weighted.sum(1)
    return Estimates(
        float(sums.mean()),
        snips(every),
        float(corrected.mean()),
        {
            "ips": _interval(sums[draws].mean(1)),
            "snips": _interval(np.array([snips(rows) for rows in draws])),
            "doubly_robust": _interval(corrected[draws].mean(1)),
        },
    )


def _by_model(
    logged: Sequence[Logged], wanted: Sequence[Floats], rewards: Floats
) -> tuple[Floats, Floats]:
    """What a ridge model of the rewards foresees for what was shown, ``(lists, places)``, and
    expects of the target, ``(lists,)``; each half of the lists by a model of the other half."""
    places = rewards.shape[1]
    foreseen, expected = np.zeros(rewards.shape), np.zeros(len(logged))
    halves = np.arange(len(logged)) % 2
    for half in (0, 1):
        known = [one for one, its in zip(logged, halves, strict=True) if its != half]
        models = [
            _ridge(
                np.array([_inputs(one.terms)[one.shown[place]] for one in known]),
                rewards[halves != half, place],
            )
            for place in range(places)
        ]
        for i in np.flatnonzero(halves == half).tolist():
            values = np.column_stack([_inputs(logged[i].terms) @ model for model in models])
            foreseen[i] = values[logged[i].shown, np.arange(places)]
            expected[i] = float((values * wanted[i]).sum())
    return foreseen, expected


def _inputs(terms: Floats) -> Floats:
    """Terms about the mean of their list, and a constant."""
    return np.column_stack([terms - terms.mean(0), np.ones(len(terms))])


def _ridge(inputs: Floats, rewards: Floats) -> Floats:
    k = inputs.shape[1]
    solved = np.linalg.solve(inputs.T @ inputs + L2 * np.eye(k), inputs.T @ rewards)
    return np.asarray(solved, np.float64)


def _interval(values: Floats) -> tuple[float, float]:
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))
