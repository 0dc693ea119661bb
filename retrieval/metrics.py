"""Measures of a ranking against graded judgements. Pure functions."""

import math
from collections.abc import Mapping, Sequence


def dcg(gains: Sequence[float], k: int) -> float:
    """Discounted cumulative gain of the first k, ``sum(gain / log2(rank + 1))``."""
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:k], 1))


def ndcg(ranking: Sequence[str], judged: Mapping[str, float], k: int = 10) -> float:
    """DCG over the best possible DCG, 0..1, with linear gains; products without a judgement
    count as 0, and a query without any gain scores 0 (Järvelin and Kekäläinen 2002)."""
    best = dcg(sorted(judged.values(), reverse=True), k)
    return dcg([judged.get(id, 0.0) for id in ranking], k) / best if best else 0.0


def judged_only(ranking: Sequence[str], judged: Mapping[str, float]) -> list[str]:
    """The ranking without the products that nobody judged: what is right but was never looked at
    then costs nothing (condensed lists, Sakai 2007)."""
    return [id for id in ranking if id in judged]


def recall(ranking: Sequence[str], judged: Mapping[str, float], k: int = 100) -> float:
    """Share of the products with a gain that stand in the first k, 0..1; 0 without any."""
    relevant = {id for id, gain in judged.items() if gain > 0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: str) -> float:
    """One over the rank of the one right product, 0 when it is missing."""
    return 1 / (ranking.index(relevant) + 1) if relevant in ranking else 0.0


def average_precision(labels: Sequence[bool]) -> float:
    """Mean of the precision at each right place of a ranked list of labels, 0..1."""
    hits = [place for place, label in enumerate(labels, 1) if label]
    return sum(n / place for n, place in enumerate(hits, 1)) / len(hits) if hits else 0.0
