"""The ranker: the learned layer, one BERT pass over the best candidates, the shopper, reasons.

candidates -> layer over named terms -> the best 20 -> BERT reads query, profile, product
           -> layer + BERT + the shopper's linear terms + quality -> Ranked
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ranking.choice import Choice
from ranking.evidence import EVIDENCE_WEIGHTS, Encode, EvidenceModel
from ranking.features import BERT, search_terms
from ranking.layer import Layer
from ranking.reading import added_by_bert
from ranking.reasons import reasons_for
from ranking.shopper_terms import SHOPPER_TERMS, Taste, shopper_terms, taste_of
from ranking.texts import product_side, profile_words, wish_side
from ranking.types import Ranked, Shopper
from retrieval.bert import Floats, OnnxBert, load_onnx
from retrieval.filters import ProductTable, Rows, mask_of
from retrieval.index_folder import Store
from retrieval.types import Candidate, Constraints, Query, Sort

WEIGHTS = Path(__file__).parent / "weights"
RERANKED = 20
"""How many candidates BERT reads."""
EXPLAINED = 12
"""So many of the first get reasons: more are never shown at once."""
SHOPPER_LIMIT = 1.5
"""The shopper's terms together move a score by at most this much either way, so that taste orders
what is relevant and never replaces it."""
PRIOR_COUNT = 20
"""Ratings counted as if this many average ones stood beside them."""
QUALITY_TERMS = ("rating", "popular")
QUALITY_WEIGHTS = np.array([0.15, 0.05], np.float32)
"""Small: what is relevant comes first, what is well liked breaks ties."""


@dataclass(frozen=True, slots=True)
class Models:
    """What was trained: see ``weights/manifest.json``."""

    bert: OnnxBert
    layer: Layer
    choice: Choice
    evidence: EvidenceModel


def load_models(folder: Path = WEIGHTS, encode: Encode | None = None) -> Models:
    """Read the trained parts of a weight folder; the evidence model is the shipped one where the
    folder has none.

    Args:
        encode: the plain encoder; None: the shipped one.

    Raises ModelError.
    """
    evidence = folder / "evidence"
    return Models(
        load_onnx(folder / "bert"),
        Layer.load(folder / "layer.txt"),
        Choice.load(folder / "choice.json"),
        EvidenceModel.load(evidence if evidence.is_dir() else EVIDENCE_WEIGHTS, encode),
    )


class Ranker:
    """Orders the products of one catalogue for a query and a shopper."""

    def __init__(self, table: ProductTable, vectors: Floats, models: Models) -> None:
        self._table = table
        self._vectors = vectors
        self._models = models
        self._rows = {p.id: i for i, p in enumerate(table.products)}
        self._sides: dict[int, str] = {}

    def rank(
        self, query: Query, shopper: Shopper | None, candidates: Sequence[Candidate]
    ) -> tuple[Ranked, ...]:
        """All candidates in their final order, best first (or in the order the query sorts by).

        Those that BERT did not read stand behind those that it did.
        """
        if not candidates:
            return ()
        plain = search_terms(self._table, query.text, candidates)
        relevance = self._models.layer.scores(plain)
        read = np.argsort(-relevance, kind="stable")[:RERANKED]
        history, taste = self._history(shopper)
        bert = np.full(len(candidates), np.nan, np.float32)
        profile = profile_words([self._table.products[row] for row in history])
        bert[read] = self._bert(wish_side(query.text, profile), [candidates[i].row for i in read])
        said = added_by_bert(relevance, bert)
        rows = np.array([c.row for c in candidates])
        personal = self._personal(taste, rows, query.text)
        quality = self.quality[rows] * QUALITY_WEIGHTS
        taken = personal.sum(1).clip(-SHOPPER_LIMIT, SHOPPER_LIMIT)
        score = relevance + said + taken + quality.sum(1)
        unread = np.ones(len(candidates), bool)
        unread[read] = False
        order = np.lexsort((-score, unread))
        order = self._sorted(query, order, rows)
        added = np.column_stack(
            [
                self._models.layer.contributions(plain[order]),
                said[order],
                personal[order],
                quality[order],
            ]
        )
        names = (*self._models.layer.names, BERT, *SHOPPER_TERMS, *QUALITY_TERMS)
        added = added - added.mean(0)
        past = [self._table.products[row] for row in history]
        values = np.column_stack(
            [
                plain[order],
                bert[order],
                shopper_terms(self._table.products, taste, rows[order].tolist(), self._vectors),
                self.quality[rows[order]],
            ]
        )
        return tuple(
            Ranked(
                product_id=candidates[i].product_id,
                row=candidates[i].row,
                score=float(score[i]),
                terms=dict(zip(names, map(float, values[place]), strict=True)),
                reasons=reasons_for(
                    self._table.products[candidates[i].row],
                    query,
                    dict(zip(names, map(float, added[place]), strict=True)),
                    dict(zip(names, map(float, values[place]), strict=True)),
                    past,
                )
                if place < EXPLAINED
                else (),
            )
            for place, i in enumerate(order)
        )

    def recommend(
        self, shopper: Shopper | None, top: int, constraints: Constraints | None = None
    ) -> tuple[Ranked, ...]:
        """The best products without a query: by the shopper's taste, else by what is well liked.

        What the shopper has just had (the last items) is left out unless it was had repeatedly,
        so is what they disliked; at most a third of the list is of one kind.
        """
        mask = mask_of(self._table, constraints or Constraints())
        rows = np.arange(len(self._table)) if mask is None else np.flatnonzero(mask)
        rows = rows[self._table.in_stock[rows]]
        history, taste = self._history(shopper)
        if taste is not None:
            once = {row for row, times in taste.times.items() if times == 1}
            rows = rows[~np.isin(rows, list(once))]
        disliked = [self._rows[i] for i in (shopper.disliked if shopper else ()) if i in self._rows]
        rows = rows[~np.isin(rows, disliked)]
        if not len(rows):
            return ()
        personal = self._personal(taste, rows, "")
        quality = self.quality[rows] * (QUALITY_WEIGHTS if taste else 10 * QUALITY_WEIGHTS)
        score = personal.sum(1) + quality.sum(1)
        best = np.argsort(-score, kind="stable")[: 4 * RERANKED]
        chosen = self._varied(rows[best], top)
        place = {int(row): int(i) for i, row in zip(best, rows[best], strict=True)}
        names = (*SHOPPER_TERMS, *QUALITY_TERMS)
        added = np.column_stack([personal, quality])
        added = added - added.mean(0)
        values = np.column_stack(
            [
                shopper_terms(self._table.products, taste, rows.tolist(), self._vectors),
                self.quality[rows],
            ]
        )
        past = [self._table.products[row] for row in history]
        return tuple(
            Ranked(
                product_id=self._table.products[row].id,
                row=int(row),
                score=float(score[place[row]]),
                terms=dict(zip(names, map(float, values[place[row]]), strict=True)),
                reasons=reasons_for(
                    self._table.products[row],
                    Query(""),
                    dict(zip(names, map(float, added[place[row]]), strict=True)),
                    dict(zip(names, map(float, values[place[row]]), strict=True)),
                    past,
                ),
            )
            for row in chosen
        )

    def evidence(self, question: str, passages: Sequence[str]) -> Floats:
        """How surely each passage answers a question about a product, ``(n,)``, 0..1; from 0.5 it
        counts as an answer."""
        return self._models.evidence.scores(question, passages)

    @cached_property
    def quality(self) -> Floats:
        """``(n, 2)``: stars above the catalogue's mean with a prior, and ln of the rating count
        over its mean; 0 where a product has none."""
        table = self._table
        rating, count = np.nan_to_num(table.rating), table.rating_count.astype(float)
        known = rating > 0
        mean = float(rating[known].mean()) if known.any() else 0.0
        stars = np.where(known, (rating - mean) * count / (count + PRIOR_COUNT), 0.0)
        fame = np.log1p(count)
        fame = np.where(known, fame - (fame[known].mean() if known.any() else 0.0), 0.0)
        return np.column_stack([stars, fame]).astype(np.float32)

    def _history(self, shopper: Shopper | None) -> tuple[list[int], Taste | None]:
        rows = [self._rows[i] for i in (shopper.history if shopper else ()) if i in self._rows]
        return rows, taste_of(self._table.products, rows, self._vectors)

    def _bert(self, wish: str, rows: Sequence[int]) -> Floats:
        for row in rows:
            if row not in self._sides:
                self._sides[row] = product_side(self._table.products[row])
        return self._models.bert([wish] * len(rows), [self._sides[row] for row in rows])[:, 0]

    def _personal(self, taste: Taste | None, rows: Rows, query: str) -> Floats:
        """What each shopper term adds to each row, ``(n, len(SHOPPER_TERMS))``, about zero mean."""
        terms = shopper_terms(self._table.products, taste, rows.tolist(), self._vectors)
        weights = self._models.choice.weights(query)
        mine = np.array([weights[self._models.choice.names.index(n)] for n in SHOPPER_TERMS])
        added: Floats = ((terms - terms.mean(0)) * mine).astype(np.float32)
        return added

    def _sorted(self, query: Query, order: Rows, rows: Rows) -> Rows:
        """The order a shopper asked for, relevance breaking ties; unknown values stand last."""
        table, mine = self._table, rows[order]
        keys = {
            Sort.PRICE_ASC: np.nan_to_num(table.price[mine], nan=np.inf),
            Sort.PRICE_DESC: -np.nan_to_num(table.price[mine], nan=-np.inf),
            Sort.RATING: -np.nan_to_num(table.rating[mine]),
            Sort.NEWEST: -table.added[mine],
            Sort.POPULAR: -table.rating_count[mine],
        }
        key = keys.get(query.constraints.sort)
        return order if key is None else order[np.argsort(key, kind="stable")]

    def _varied(self, rows: Rows, top: int) -> list[int]:
        """The first ``top`` rows with at most a third (and two at least) of one kind."""
        most = max(2, top // 3)
        seen: dict[str, int] = {}
        chosen = []
        for row in rows.tolist():
            product = self._table.products[row]
            kind = product.category[-1] if product.category else product.brand
            if seen.get(kind, 0) < most:
                seen[kind] = seen.get(kind, 0) + 1
                chosen.append(row)
        return chosen[:top]


def load_ranker(store: Store, folder: Path = WEIGHTS) -> Ranker:
    """The ranker of a store's catalogue with the shipped weights. Raises ModelError."""
    return Ranker(store.table, store.vectors, load_models(folder, store.encoder.encode))
