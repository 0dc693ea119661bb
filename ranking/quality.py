"""Named terms of a product by itself: how well it is liked, how well known and how new. Pure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats
from retrieval.filters import ProductTable

QUALITY_TERMS = (
    "rating",  # stars above the catalogue's mean, with a prior; 0: no ratings
    "popular",  # ln(1 + ratings) above the catalogue's mean; 0: no ratings
    "fresh",  # above the catalogue's mean of halves every 90 days before its newest; 0: no date
    "reviewed",  # praise less complaint in what reviewers wrote, -1..1; 0: no reviews
)
PRIOR_COUNT = 20
"""Ratings counted as if this many average ones stood beside them."""
FRESH_DAYS = 90


def quality_terms(table: ProductTable, reviewed: Sequence[float] | None = None) -> Floats:
    """``(n, len(QUALITY_TERMS))``, about zero mean over the products that state them.

    Args:
        reviewed: the last term of each product; None: no reviews are known.
    """
    rating, count = np.nan_to_num(table.rating), table.rating_count.astype(float)
    known = rating > 0
    mean = float(rating[known].mean()) if known.any() else 0.0
    stars = np.where(known, (rating - mean) * count / (count + PRIOR_COUNT), 0.0)
    fame = _about_mean(np.log1p(count), known)
    dated = table.added > 0
    age = float(table.added.max(initial=0)) - table.added
    fresh = _about_mean(0.5 ** (age / FRESH_DAYS), dated)
    praise = np.zeros(len(table)) if reviewed is None else np.array(reviewed, float)
    return np.column_stack([stars, fame, fresh, praise]).astype(np.float32)


def _about_mean(
    values: npt.NDArray[np.float64], known: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    return np.where(known, values - (values[known].mean() if known.any() else 0.0), 0.0)
