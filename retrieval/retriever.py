"""From a query to candidates: BM25 and dense search, fused, under exact limits."""

from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats
from retrieval.filters import ProductTable, matching_rows
from retrieval.keyword_index import KeywordIndex
from retrieval.types import Candidate, Query
from retrieval.vector_store import VectorStore

DEPTH = 300
"""How many of each list take part in the fusion."""
RRF_K = 20
"""Constant of reciprocal rank fusion (Cormack et al. 2009); smaller: the top counts more."""
STAGES = ("keyword", "dense", "hybrid")

Rows = npt.NDArray[np.int64]


class TextEncoder(Protocol):
    """Texts to unit vectors ``(n, d)`` float32."""

    def encode(self, texts: list[str]) -> Floats: ...


class Retriever:
    """Finds candidates in one catalogue."""

    def __init__(
        self,
        table: ProductTable,
        keyword: KeywordIndex,
        vectors: VectorStore,
        encoder: TextEncoder,
    ) -> None:
        self.table = table
        self.keyword = keyword
        self.vectors = vectors
        self._encoder = encoder

    def search(self, query: Query, stage: str = "hybrid") -> tuple[Candidate, ...]:
        """At most ``query.top`` candidates, best first, all within the query's limits.

        stage: "keyword", "dense" or "hybrid" (reciprocal rank fusion of both). Every candidate
        carries the scores of both retrievers, whichever found it. A query without words that
        carry meaning finds nothing by keyword; one without text at all finds every product
        within its limits, in catalogue order.
        """
        rows = matching_rows(self.table, query.constraints)
        if rows is not None and not len(rows):
            return ()
        if not query.text.strip():
            every = np.arange(len(self.table)) if rows is None else rows
            return tuple(
                Candidate(self.table.products[row].id, int(row), 0.0) for row in every[: query.top]
            )
        body = self.keyword.scores(query.text)
        title = self.keyword.scores(query.text, "title")
        vector = self._encoder.encode([query.text])[0]
        depth = max(DEPTH, query.top)
        by_word = _top(body + title, depth, rows) if stage != "dense" else np.zeros(0, np.int64)
        by_meaning = (
            self.vectors.search(vector, depth, rows)[0]
            if stage != "keyword"
            else np.zeros(0, np.int64)
        )
        fused = fuse([by_word, by_meaning])[: query.top]
        found = np.array([row for row, _ in fused], np.int64)
        cosines = self.vectors.cosines(vector, found)
        word_rank = {int(row): i + 1 for i, row in enumerate(by_word)}
        meaning_rank = {int(row): i + 1 for i, row in enumerate(by_meaning)}
        return tuple(
            Candidate(
                product_id=self.table.products[row].id,
                row=row,
                score=score,
                keyword_score=float(body[row]),
                title_score=float(title[row]),
                dense_score=float(cosine),
                keyword_rank=word_rank.get(row),
                dense_rank=meaning_rank.get(row),
            )
            for (row, score), cosine in zip(fused, cosines, strict=True)
        )

    def within(self, query: Query) -> int:
        """How many products hold the query's limits."""
        rows = matching_rows(self.table, query.constraints)
        return len(self.table) if rows is None else len(rows)

    def without_limits(self, query: Query) -> Query:
        """The same wish with no limit, to see what the limits cost."""
        return replace(query, constraints=type(query.constraints)())


def fuse(rankings: list[Rows], k: int = RRF_K) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: rows by the sum of ``1 / (k + rank)``, best first."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking.tolist(), 1):
            scores[row] = scores.get(row, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _top(scores: Floats, top: int, rows: Rows | None) -> Rows:
    """Rows of the highest positive scores, best first, among ``rows`` (None: all)."""
    rows = np.flatnonzero(scores > 0) if rows is None else rows[scores[rows] > 0]
    mine = scores[rows]
    if top < len(rows):
        best = np.argpartition(-mine, top)[:top]
        rows, mine = rows[best], mine[best]
    return rows[np.lexsort((rows, -mine))]
