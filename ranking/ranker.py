"""The ranker: the learned layer, one BERT pass over the best candidates, the shopper, reasons.

candidates -> layer over named terms -> the best 20 -> BERT reads query, profile, product
           -> layer + BERT + the shopper's linear terms + quality (``final``) -> Ranked

Where a need is told, meaning has the say that BERT has where a thing is named.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ranking.asked_order import as_asked
from ranking.diversity import few_of_a_kind, mmr
from ranking.features import BERT, MEANING, search_terms
from ranking.final import BROWSE, RELEVANCE_TERMS, UNKNOWN_SHOPPER, Parts, Weights, kind_of_list
from ranking.final import shipped as shipped_weights
from ranking.left_out import LeftOut
from ranking.models import WEIGHTS, Models, load_models, shipped_beliefs
from ranking.product_reader import ProductReader
from ranking.quality import QUALITY_TERMS, quality_terms
from ranking.reading import added_by_bert, added_by_meaning
from ranking.shopper_terms import (
    SHOPPER_TERMS,
    CrowdTerms,
    Taste,
    kind_of,
    shopper_terms,
    taste_of,
)
from ranking.texts import profile_words, wish_side
from ranking.told import Placed, told
from ranking.types import Ranked, Shopper
from retrieval.bert import Floats
from retrieval.filters import ProductTable, Rows, mask_of
from retrieval.index_folder import Store
from retrieval.types import Candidate, Constraints, Query

__all__ = ["RERANKED", "WEIGHTS", "Models", "Ranker", "load_models", "load_ranker",
           "shipped_beliefs"]  # fmt: skip

RERANKED = 20
"""How many candidates BERT reads."""
EXPLAINED = 12
"""So many of the first get reasons: more are never shown at once."""
SHOPPER_BOUNDS = (-1.5, 1.5)
"""The shopper's terms together move a score by at most this much either way, so that taste orders
what is relevant and never replaces it."""


class Ranker:
    """Orders the products of one catalogue for a query and a shopper.

    Args:
        weights: of the final terms; None: the shipped ones.
        reviewed: what reviewers say of each product (``quality``); None: nothing is known.
        crowd: what all shoppers did, by row; None: nothing is known.
    """

    def __init__(
        self,
        table: ProductTable,
        vectors: Floats,
        models: Models,
        weights: Weights | None = None,
        reviewed: Sequence[float] | None = None,
        crowd: CrowdTerms | None = None,
    ) -> None:
        self._table = table
        self._products = table.products
        self._vectors = vectors
        self._layer = models.layer
        self._evidence = models.evidence
        start = shipped_weights(models.choice)
        self._weights = weights or (lambda kind: start[kind].mean)
        self._reviewed = reviewed
        self._crowd = crowd
        self._rows = {p.id: i for i, p in enumerate(table.products)}
        self._reader = ProductReader(models.bert, table.products)

    def rank(
        self, query: Query, shopper: Shopper | None, candidates: Sequence[Candidate]
    ) -> tuple[Ranked, ...]:
        """All candidates in their final order, best first (or in the order the query sorts by).

        Those that BERT did not read stand behind those that it did.
        """
        if not candidates:
            return ()
        rows = np.array([c.row for c in candidates])
        plain = search_terms(self._table, query.text, candidates)
        relevance, added = self._layer.scores(plain), self._layer.contributions(plain)
        if query.need:
            meaning = self._layer.names.index(MEANING)
            by_meaning = added_by_meaning(relevance, plain[:, meaning])
            relevance += by_meaning
            added[:, meaning] += by_meaning
        read = np.argsort(-relevance, kind="stable")[:RERANKED]
        history, taste = self._history(shopper)
        profile = profile_words([self._products[row] for row in history])
        wish = wish_side(query.text, profile)
        bert = np.full(len(candidates), np.nan, np.float32)
        if not query.need:  # BERT learned what things are called, not what they are for
            bert[read] = self._reader.logits(wish, rows[read].tolist())
        said = added_by_bert(relevance, bert)

        weights = Parts.of(self._weights(kind_of_list(query.text)))
        terms = self._terms(taste, rows)
        personal = _personal(terms, weights)
        quality = self.quality[rows] * weights.quality
        taken = personal.sum(1).clip(*SHOPPER_BOUNDS)
        score = weights.relevance * relevance + weights.reading * said + taken + quality.sum(1)
        unread = np.ones(len(candidates), bool)
        unread[read] = False
        order = np.lexsort((-score, unread))
        order = as_asked(self._table, query.constraints.sort, order, rows)

        def reads_alike(left: Sequence[int]) -> bool:
            return profile_words([self._products[row] for row in left]) == profile

        placed = Placed(
            rows[order],
            score[order],
            np.column_stack([relevance, said])[order],
            (*self._layer.names, BERT, *SHOPPER_TERMS, *QUALITY_TERMS),
            np.column_stack([plain, bert, terms, self.quality[rows]])[order],
            _above_mean(
                weights.relevance * added,
                weights.reading * said,
                personal,
                quality,
            )[order],
            quality[order],
        )
        left_out = self._left_out(
            history,
            rows[order],
            lambda terms: _personal(terms, weights).sum(1).clip(*SHOPPER_BOUNDS),
            reads_alike,
        )
        return told(
            self._products,
            placed,
            EXPLAINED,
            query,
            left_out,
            lambda product, kind: self._reader.fits_by(wish, product, kind),
        )

    def recommend(
        self, shopper: Shopper | None, top: int, constraints: Constraints | None = None
    ) -> tuple[Ranked, ...]:
        """The best products without a query: by the shopper's taste, else by what is well liked.

        What the shopper has just had (the last items) is left out unless it was had repeatedly,
        so is what they disliked. At most a third of the list is of one kind, and what is unlike
        those before it comes earlier (``diversity``).
        """
        history, taste = self._history(shopper)
        rows = self._offered(shopper, taste, constraints or Constraints())
        if not len(rows):
            return ()
        weights = Parts.of(self._weights(BROWSE))
        terms = self._terms(taste, rows)
        liked = self.quality[rows] * (1.0 if taste else UNKNOWN_SHOPPER)
        personal, quality = _personal(terms, weights), liked * weights.quality
        score = personal.sum(1) + quality.sum(1)
        chosen = self._varied(rows, score, top)
        placed = Placed(
            rows[chosen],
            score[chosen],
            np.zeros((len(chosen), len(RELEVANCE_TERMS)), np.float32),
            (*SHOPPER_TERMS, *QUALITY_TERMS),
            np.column_stack([terms, liked])[chosen],
            _above_mean(personal, quality)[chosen],
            quality[chosen],
        )
        left_out = self._left_out(
            history, rows[chosen[:RERANKED]], lambda terms: _personal(terms, weights).sum(1)
        )
        return told(self._products, placed, RERANKED, Query(""), left_out)

    def evidence(self, question: str, passages: Sequence[str]) -> Floats:
        """How surely each passage answers a question about a product, ``(n,)``, 0..1; from 0.5 it
        counts as an answer."""
        return self._evidence.scores(question, passages)

    @cached_property
    def quality(self) -> Floats:
        """``(n, len(QUALITY_TERMS))``."""
        return quality_terms(self._table, self._reviewed)

    def _offered(
        self, shopper: Shopper | None, taste: Taste | None, constraints: Constraints
    ) -> Rows:
        """Rows within limits that can be bought, without what was had once or disliked."""
        mask = mask_of(self._table, constraints)
        offered = self._table.in_stock if mask is None else mask & self._table.in_stock
        rows = np.flatnonzero(offered)
        had = [] if taste is None else [row for row, times in taste.times.items() if times == 1]
        disliked = [self._rows[i] for i in (shopper.disliked if shopper else ()) if i in self._rows]
        return rows[~np.isin(rows, [*had, *disliked])]

    def _varied(self, rows: Rows, score: Floats, top: int) -> Rows:
        """Places of at most ``top`` of the best, unlike each other."""
        best = np.argsort(-score, kind="stable")[: max(4 * RERANKED, top)]
        kinds = [kind_of(self._products[row]) for row in rows[best]]
        best = best[few_of_a_kind(kinds, max(2, top // 3))]
        return best[mmr(score[best], np.asarray(self._vectors[rows[best]]), top)]

    def _terms(self, taste: Taste | None, rows: Rows) -> Floats:
        return shopper_terms(self._products, taste, rows.tolist(), self._vectors, self._crowd)

    def _left_out(
        self,
        history: Sequence[int],
        rows: Rows,
        added: Callable[[Floats], Floats],
        reads_alike: Callable[[Sequence[int]], bool] | None = None,
    ) -> LeftOut | None:
        if not history:
            return None
        return LeftOut(
            self._products, self._vectors, history, rows.tolist(), added, reads_alike, self._crowd
        )

    def _history(self, shopper: Shopper | None) -> tuple[list[int], Taste | None]:
        rows = [self._rows[i] for i in (shopper.history if shopper else ()) if i in self._rows]
        return rows, taste_of(self._products, rows, self._vectors)


def _above_mean(*added: npt.NDArray[np.floating[Any]]) -> Floats:
    """What terms add, above what they add to all that was looked at; ``(m,)`` or ``(m, k)``."""
    columns: Floats = np.column_stack(added)
    above: Floats = columns - columns.mean(0)
    return above


def _personal(terms: Floats, weights: Parts) -> Floats:
    """``(m, len(SHOPPER_TERMS))``: what the shopper's terms add over the mean of the list."""
    added: Floats = (terms - terms.mean(0)) * weights.shopper
    return added


def load_ranker(
    store: Store,
    folder: Path = WEIGHTS,
    *,
    weights: Weights | None = None,
    reviewed: Sequence[float] | None = None,
    crowd: CrowdTerms | None = None,
) -> Ranker:
    """The ranker of a store's catalogue with the shipped models; the rest as ``Ranker`` takes it.

    Raises ModelError.
    """
    models = load_models(folder, store.encoder.encode)
    return Ranker(store.table, store.vectors, models, weights, reviewed, crowd)
