"""How much say BERT's reading has, and meaning where a need is told: what they add to the scores of
the learned layer. Pure."""

import numpy as np

from retrieval.bert import Floats

BERT_WEIGHT = 0.5
"""Of the layer's own spread; chosen on judged queries that BERT never saw. A layer that learns by
itself how far to trust BERT trusts it as much as the catalogue it has learned on deserves, and
loses on one of another kind; see docs/ranking.md."""
MEANING_WEIGHT = 2.0
"""Of the layer's own spread, where a need is told; chosen on the first table of needs. The layer
learned from queries that name a thing, where words tell more than meaning; see docs/ranking.md."""
LEAST_SPREAD = 0.2
"""The layer's spread counts as this much at least: where it tells nothing apart, BERT can."""


def added_by_bert(scores: Floats, logits: Floats) -> Floats:
    """What BERT adds to each of the layer's ``(n,)`` scores; 0 where it did not read (NaN)."""
    return _added(scores, logits, BERT_WEIGHT)


def added_by_meaning(scores: Floats, cosines: Floats) -> Floats:
    """What the cosines of a need and of products, ``(n,)``, add to the layer's scores."""
    return _added(scores, cosines, MEANING_WEIGHT)


def _added(scores: Floats, values: Floats, weight: float) -> Floats:
    """Values count by how far they lie from the mean of those known, in standard deviations, so
    that they have the same say for any query and in any shop."""
    added = np.zeros(len(scores), np.float32)
    known = ~np.isnan(values)
    if known.any() and (apart := float(values[known].std())) > 1e-6:
        spread = max(float(scores[known].std()), LEAST_SPREAD)
        added[known] = weight * spread * (values[known] - values[known].mean()) / apart
    return added
