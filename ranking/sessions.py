"""Ranking given candidates for many moments of many shoppers, without a store.

Only the products that the sessions name are embedded. The score is the linear choice model over
relevance terms (with a query), the shopper's terms, popularity among the sessions' histories and
BERT, which reads query, profile and product.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ranking.choice import Choice
from ranking.features import SEARCH_TERMS, search_terms
from ranking.ranker import WEIGHTS
from ranking.shopper_terms import SHOPPER_TERMS, shopper_terms, taste_of
from ranking.texts import product_side, profile_words, wish_side
from retrieval.bert import Floats, OnnxBert, load_onnx
from retrieval.encoder import Encoder, load_encoder, product_text
from retrieval.filters import ProductTable
from retrieval.keyword_index import KeywordIndex
from retrieval.retriever import fuse
from retrieval.types import Candidate, Product

if TYPE_CHECKING:
    from rich.console import Console

RELEVANCE_TERMS = (
    "words",
    "title_words",
    "meaning",
    "title_coverage",
    "text_coverage",
    "kind_coverage",
    "brand_coverage",
    "phrase",
    "head_in_title",
)
CHOICE_TERMS = (*SHOPPER_TERMS, *RELEVANCE_TERMS, "popularity", "bert")
READ = 100
"""At most this many candidates of a session are read by BERT, those the other terms like best."""


@dataclass(frozen=True, slots=True)
class SessionQuery:
    """What to order, for whom: the query ("" for none), the past (oldest first), the offer."""

    query: str
    history: tuple[str, ...]
    candidates: tuple[str, ...]


class SessionRanker:
    """Orders the candidates of sessions over one set of products."""

    def __init__(
        self,
        table: ProductTable,
        vectors: Floats,
        encoder: Encoder,
        bert: OnnxBert,
        popularity: Counter[str],
        choice: Choice | None,
    ) -> None:
        self._table = table
        self._vectors = vectors
        self._encoder = encoder
        self._bert = bert
        self._popularity = popularity
        self.choice = choice
        self._rows = {p.id: i for i, p in enumerate(table.products)}

    @classmethod
    def prepare(
        cls,
        products: Sequence[Product],
        sessions: Sequence[SessionQuery],
        console: "Console | None" = None,
        weights: Path = WEIGHTS,
        bert: OnnxBert | None = None,
        choice: Choice | None = None,
    ) -> "SessionRanker":
        """Index what the sessions name. bert, choice: others than the shipped ones."""
        from rich.progress import Progress

        named = {i for s in sessions for i in (*s.history, *s.candidates)}
        used = [p for p in products if p.id in named]
        encoder = load_encoder()
        with Progress(console=console, transient=True, disable=console is None) as progress:
            task = progress.add_task("Reading products", total=len(used))
            vectors = encoder.encode(
                [product_text(p) for p in used], progress=lambda n: progress.advance(task, n)
            )
        keyword = KeywordIndex.build(used)
        popularity = Counter(i for s in sessions for i in s.history)
        return cls(
            ProductTable(used, keyword),
            vectors,
            encoder,
            bert or load_onnx(weights / "bert"),
            popularity,
            choice or Choice.load(weights / "choice.json"),
        )

    def rank(self, session: SessionQuery) -> tuple[list[str], list[float]]:
        """Candidate ids best first, with their scores (higher is better).

        Candidates that the products do not have stand last, in the order given.
        """
        assert self.choice is not None
        known = [i for i in dict.fromkeys(session.candidates) if i in self._rows]
        unknown = [i for i in dict.fromkeys(session.candidates) if i not in self._rows]
        if not known:
            return unknown, [0.0] * len(unknown)
        terms = self.terms(session, known)
        scores = terms @ self.choice.weights(session.query)
        order = np.argsort(-scores, kind="stable")
        low = float(scores.min()) - 1.0
        ids = [known[i] for i in order] + unknown
        return ids, [float(scores[i]) for i in order] + [low] * len(unknown)

    def terms(
        self, session: SessionQuery, ids: Sequence[str], *, with_profile: bool = True
    ) -> Floats:
        """``(len(ids), len(CHOICE_TERMS))`` float32. with_profile: BERT reads the profile."""
        products = self._table.products
        rows = [self._rows[i] for i in ids]
        history = [self._rows[i] for i in session.history if i in self._rows]
        taste = taste_of(products, history, self._vectors)
        personal = shopper_terms(products, taste, rows, self._vectors)
        relevance = self._relevance(session.query, rows)
        fame = np.log1p([float(self._popularity[i]) for i in ids])
        plain = np.column_stack([personal, relevance, fame, np.zeros(len(ids))])
        read = np.arange(len(ids))
        if len(ids) > READ and self.choice is not None:
            read = np.argsort(-(plain @ self.choice.weights(session.query)))[:READ]
        profile = profile_words([products[row] for row in history]) if with_profile else ""
        wish = wish_side(session.query, profile) or wish_side("anything")
        texts = [product_side(products[rows[i]]) for i in read]
        logits = self._bert([wish] * len(texts), texts)[:, 0]
        plain[:, -1] = logits.min() if len(read) < len(ids) else 0.0
        plain[read, -1] = logits
        result: Floats = plain.astype(np.float32)
        return result

    def _relevance(self, query: str, rows: Sequence[int]) -> Floats:
        """Relevance terms of a query for some rows, ``(len(rows), len(RELEVANCE_TERMS))``."""
        if not query.strip():
            return np.zeros((len(rows), len(RELEVANCE_TERMS)), np.float32)
        at = np.array(rows)
        body = self._table.keyword.scores(query)[at]
        title = self._table.keyword.scores(query, "title")[at]
        cosine = self._vectors[at] @ self._encoder.encode([query])[0]
        fused = dict(fuse([np.argsort(-(body + title)), np.argsort(-cosine)]))
        candidates = [
            Candidate(
                product_id=self._table.products[row].id,
                row=row,
                score=fused[i],
                keyword_score=float(body[i]),
                title_score=float(title[i]),
                dense_score=float(cosine[i]),
            )
            for i, row in enumerate(rows)
        ]
        every = search_terms(self._table, query, candidates)
        return every[:, [SEARCH_TERMS.index(name) for name in RELEVANCE_TERMS]]
