"""The order that a shopper asked for: cheapest first, best rated first. Pure."""

import numpy as np

from retrieval.filters import ProductTable, Rows
from retrieval.types import Sort


def as_asked(table: ProductTable, sort: Sort, order: Rows, rows: Rows) -> Rows:
    """Places in the order asked for, those alike as they were; unknown values stand last.

    Args:
        order: places, best first.
        rows: of the catalogue, by place.
    """
    mine = rows[order]
    keys = {
        Sort.PRICE_ASC: np.nan_to_num(table.price[mine], nan=np.inf),
        Sort.PRICE_DESC: -np.nan_to_num(table.price[mine], nan=-np.inf),
        Sort.RATING: -np.nan_to_num(table.rating[mine]),
        Sort.NEWEST: -table.added[mine],
        Sort.POPULAR: -table.rating_count[mine],
    }
    key = keys.get(sort)
    return order if key is None else order[np.argsort(key, kind="stable")]
