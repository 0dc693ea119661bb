"""How much say BERT has: what its reading adds to the scores of the learned layer. Pure."""

import numpy as np

from retrieval.bert import Floats

BERT_WEIGHT = 0.5
"""Of the layer's own spread; chosen on judged queries that BERT never saw. A layer that learns by
itself how far to trust BERT trusts it as much as the catalogue it has learned on deserves, and
loses on one of another kind; see docs/ranking.md."""
LEAST_SPREAD = 0.2
"""The layer's spread counts as this much at least: where it tells nothing apart, BERT can."""


def added_by_bert(scores: Floats, logits: Floats) -> Floats:
    """What BERT adds to each of the layer's ``(n,)`` scores; 0 where it did not read (NaN).

    Logits count by how far they lie from the mean of what was read, in standard deviations, so
    that BERT has the same say for any query and in any shop.
    """
    added = np.zeros(len(scores), np.float32)
    read = ~np.isnan(logits)
    if read.any() and (apart := float(logits[read].std())) > 1e-6:
        spread = max(float(scores[read].std()), LEAST_SPREAD)
        added[read] = BERT_WEIGHT * spread * (logits[read] - logits[read].mean()) / apart
    return added
