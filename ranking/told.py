"""A list in its final order as what is handed on: scores, named terms, reasons. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ranking.final import RELEVANCE_TERMS
from ranking.left_out import LeftOut
from ranking.reasons import Explained, list_reasons
from ranking.types import Ranked
from retrieval.bert import Floats
from retrieval.filters import Rows
from retrieval.types import Product, Query


@dataclass(frozen=True, slots=True)
class Placed:
    """``m`` products, best first."""

    rows: Rows
    """``(m,)`` of the catalogue."""
    score: Floats
    """``(m,)``, higher is better."""
    relevance: Floats
    """``(m, len(RELEVANCE_TERMS))``."""
    names: tuple[str, ...]
    """Of the ``k`` other terms."""
    values: Floats
    """``(m, k)``."""
    added: Floats
    """``(m, k)``: what each term added to the score over the mean of all that was looked at."""
    quality: npt.NDArray[np.floating[Any]]
    """``(m, q)``: what the terms of quality added over a product of which nothing is known."""


def told(
    products: Sequence[Product],
    placed: Placed,
    most: int,
    query: Query,
    left_out: LeftOut | None,
    fits: Callable[[Product, str], bool] = lambda product, kind: True,
) -> tuple[Ranked, ...]:
    """The list with reasons for the first ``most``.

    Args:
        products: of the catalogue, by row.
        left_out: of the first products; None: nothing is known of the shopper.
        fits: see ``reasons.list_reasons``.
    """
    reasons = list_reasons(
        Explained(
            [products[row] for row in placed.rows[:most]],
            placed.names,
            placed.added[:most],
            placed.quality[:most],
            placed.values[:most],
        ),
        query,
        left_out,
        fits,
    )
    return tuple(
        Ranked(
            product_id=products[row].id,
            row=int(row),
            score=float(placed.score[place]),
            terms={
                **dict(zip(RELEVANCE_TERMS, map(float, placed.relevance[place]), strict=True)),
                **dict(zip(placed.names, map(float, placed.values[place]), strict=True)),
            },
            reasons=reasons[place] if place < len(reasons) else (),
        )
        for place, row in enumerate(placed.rows)
    )
