"""Variety in a list: maximal marginal relevance (Carbonell and Goldstein 1998). Pure."""

from collections.abc import Sequence

import numpy as np

from retrieval.bert import Floats

VARIETY = 0.3
"""How much being unlike what is chosen already counts beside the score, 0..1."""


def mmr(scores: Floats, vectors: Floats, top: int, variety: float = VARIETY) -> list[int]:
    """Places of at most ``top`` of ``n`` products, in the order chosen.

    Args:
        scores: ``(n,)``, higher is better; only their order and distances count.
        vectors: ``(n, d)`` unit rows.
    """
    if not len(scores):
        return []
    spread = float(np.ptp(scores)) or 1.0
    worth = (1 - variety) * (scores - scores.min()) / spread
    nearest = np.zeros(len(scores), np.float32)
    left = np.ones(len(scores), bool)
    chosen: list[int] = []
    while len(chosen) < min(top, len(scores)):
        best = int(np.where(left, worth - variety * nearest, -np.inf).argmax())
        chosen.append(best)
        left[best] = False
        nearest = np.maximum(nearest, vectors @ vectors[best])
    return chosen


def few_of_a_kind(kinds: Sequence[str], most: int) -> list[int]:
    """Places of the first ``most`` of each kind, in order."""
    seen: dict[str, int] = {}
    kept = []
    for place, kind in enumerate(kinds):
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= most:
            kept.append(place)
    return kept
