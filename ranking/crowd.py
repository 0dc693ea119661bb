"""What all shoppers did, counted once for many lists: sales, what is bought again and together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ranking.follows import Follows
from ranking.neighbours import Neighbours
from ranking.shopper_terms import CROWD_TERMS, HABIT, Taste, kind_of
from retrieval.bert import Floats
from retrieval.filters import Rows
from retrieval.types import Product

PRIOR = 5.0
"""Buyers that stand beside those of each product when it is asked who bought it again."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Of one catalogue, by row; without any behaviour every term is 0."""

    sold: Floats
    """``(n,)`` how often each was bought."""
    lately: Floats
    """``(n,)`` how often in the last weeks."""
    this_week: Floats
    """``(n,)`` how often in the last week."""
    kinds: Rows
    """``(n,)`` number of the kind of each."""
    kind_sold: Floats
    """``(n,)`` how often products of its kind were bought."""
    again: Floats
    """``(n,)`` ln of how much more often than others it is bought again by who has it."""
    together: Neighbours
    follows: Follows

    @classmethod
    def build(
        cls,
        products: Sequence[Product],
        histories: Sequence[Sequence[int]],
        baskets: Sequence[Sequence[int]] | None = None,
        lately: Floats | None = None,
        this_week: Floats | None = None,
    ) -> "Crowd":
        """Count histories (rows by shopper, oldest first).

        Args:
            baskets: rows bought at once; None: not known, a history counts as one.
            lately, this_week: ``(n,)`` how often each was bought then; None: not known.
        """
        n = len(products)
        mine = [np.asarray(history, np.int64) for history in histories]
        flat = np.concatenate([*mine, np.zeros(0, np.int64)])
        sold = np.bincount(flat, minlength=n).astype(np.float32)
        kinds: dict[str, int] = {}
        of_kind = np.array([kinds.setdefault(kind_of(p), len(kinds)) for p in products], np.int64)
        buyers, again = np.zeros(n), np.zeros(n)
        for history in mine:
            rows, times = np.unique(history, return_counts=True)
            buyers[rows] += 1
            again[rows[times > 1]] += 1
        usual = max(again.sum(), 1.0) / max(buyers.sum(), 1.0)
        share = (again + PRIOR * usual) / (buyers + PRIOR)
        return cls(
            sold=sold,
            lately=sold if lately is None else lately,
            this_week=sold if this_week is None else this_week,
            kinds=of_kind,
            kind_sold=_of_kind(of_kind, sold),
            again=np.log(share / usual).astype(np.float32),
            together=Neighbours.build(histories if baskets is None else baskets, n),
            follows=Follows.build(histories, n),
        )

    @staticmethod
    def counted(rows: Sequence[int], items: int) -> Floats:
        """How often each product stands among these rows, ``(items,)``."""
        return np.bincount(np.asarray(rows, np.int64), minlength=items).astype(np.float32)

    def with_sales(self, sold: Floats, lately: Floats, this_week: Floats) -> "Crowd":
        """The same with newer sales; what is learned (again, together, follows) stays."""
        of_kind = _of_kind(self.kinds, sold)
        return replace(self, sold=sold, lately=lately, this_week=this_week, kind_sold=of_kind)

    @property
    def known(self) -> bool:
        """Whether anything was bought at all."""
        return bool(self.sold.any())

    def terms(self, taste: Taste | None, rows: Rows) -> Floats:
        """``(len(rows), len(CROWD_TERMS))`` float32; without a taste what is near it is 0."""
        result = np.zeros((len(rows), len(CROWD_TERMS)), np.float32)
        if not self.known:
            return result
        sold, lately = self.sold[rows], self.lately[rows]
        result[:, 0] = np.log1p(sold)
        result[:, 1] = _above(lately, sold, self.lately.sum() / self.sold.sum())
        weeks = self.this_week.sum() / max(self.lately.sum(), 1.0)
        result[:, 2] = _above(self.this_week[rows], lately, weeks)
        result[:, 3] = np.log1p(sold) - np.log1p(self.kind_sold[rows])
        if taste is None:
            result[:, 7:] = result[:, :2]
            return result
        has = np.array([taste.times[row] > 0 for row in rows.tolist()], bool)
        fading = 0.5 ** (np.arange(taste.size)[::-1] / HABIT)
        near = self.together.scores(taste.rows, (fading / fading.sum()).tolist())[rows]
        result[:, 4] = np.where(has, self.again[rows], 0.0)
        result[:, 5] = 10 * near
        result[:, 6] = 10 * self.follows.scores(taste.rows)[rows]
        return result


def _above(some: Floats, many: Floats, share: float) -> Floats:
    """ln of some sales over the usual share of many, 0: as usual."""
    above: Floats = np.log((some + 1) / (many * share + 1))
    return above


def _of_kind(kinds: Rows, sold: Floats) -> Floats:
    """The sales of each product's kind."""
    return np.bincount(kinds, weights=sold)[kinds].astype(np.float32) if len(kinds) else sold
