"""Ranking given candidates for many moments of many shoppers, without a store.

Only the products that the sessions name are embedded. The score is the linear choice model over
relevance terms (with a query), the shopper's terms, those of the crowd (counted from the sessions'
own histories, unless a shop's sales are given) and BERT, which reads query, profile and product.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ranking.choice import Choice
from ranking.crowd import Crowd
from ranking.features import SEARCH_TERMS, search_terms
from ranking.ranker import WEIGHTS
from ranking.shopper_terms import SHOPPER_TERMS, shopper_terms, taste_of
from ranking.texts import product_side, profile_words, wish_side
from retrieval.bert import Floats, OnnxBert, load_onnx
from retrieval.embedding_cache import embed
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
CHOICE_TERMS = (*SHOPPER_TERMS, *RELEVANCE_TERMS, "bert")
READ = 20
"""At most this many candidates of a session are read by BERT, those the other terms like best."""


@dataclass(frozen=True, slots=True)
class SessionQuery:
    """What to order, for whom: the query ("" for none), the past (oldest first), the offer."""

    query: str
    history: tuple[str, ...]
    candidates: tuple[str, ...]


class SessionRanker:
    """Orders the candidates of sessions over one set of products.

    Args:
        vectors: ``(n, d)`` unit rows; those of products that no session names may be anything.
        crowd: of the products by row.
        choice: None: sessions are only turned into terms.
    """

    def __init__(
        self,
        table: ProductTable,
        vectors: Floats,
        encoder: Encoder,
        bert: OnnxBert,
        crowd: Crowd,
        choice: Choice | None,
    ) -> None:
        self._table = table
        self._vectors = vectors
        self._encoder = encoder
        self._bert = bert
        self._crowd = crowd
        self.choice = choice
        self._rows = {p.id: i for i, p in enumerate(table.products)}
        self._sides: dict[int, str] = {}

    @classmethod
    def prepare(
        cls,
        products: Sequence[Product],
        sessions: Sequence[SessionQuery],
        console: "Console | None" = None,
        weights: Path = WEIGHTS,
        bert: OnnxBert | None = None,
        choice: Choice | None = None,
        crowd: Crowd | None = None,
        embeddings: Path | None = None,
    ) -> "SessionRanker":
        """Index what the sessions name.

        Args:
            bert, choice: others than the shipped ones.
            crowd: what all shoppers of the products did, by their row; None: the histories of the
                sessions say it.
            embeddings: folder where they are kept for the next time.
        """
        from rich.progress import Progress

        named = {i for s in sessions for i in (*s.history, *s.candidates)}
        used = list(products) if crowd else [p for p in products if p.id in named]
        encoder = load_encoder()
        places = [row for row, p in enumerate(used) if p.id in named]
        texts = {row: product_text(used[row]) for row in places}
        unique = list(dict.fromkeys(texts.values()))
        with Progress(console=console, transient=True, disable=console is None) as progress:
            task = progress.add_task("Reading products", total=len(unique))

            def step(done: int) -> None:
                progress.advance(task, done)

            if embeddings:
                embedded, _ = embed(unique, embeddings, encoder, step)
            else:
                embedded = encoder.encode(unique, progress=step)
        at = {text: place for place, text in enumerate(unique)}
        vectors = np.zeros((len(used), encoder.dimensions), np.float32)
        if places:
            vectors[places] = embedded[[at[texts[row]] for row in places]]
        if crowd is None:
            rows = {p.id: row for row, p in enumerate(used)}
            histories = {s.history for s in sessions}
            crowd = Crowd.build(used, [[rows[i] for i in h if i in rows] for h in histories])
        return cls(
            ProductTable(used, KeywordIndex.build(used)),
            vectors,
            encoder,
            bert or load_onnx(weights / "bert"),
            crowd,
            choice or Choice.load(weights / "sessions.json"),
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
        terms = self.plain_terms(session, ids)
        read = np.arange(len(ids))
        if self.choice is not None:
            read = np.argsort(-(terms @ self.choice.weights(session.query)), kind="stable")[:READ]
        chosen = [ids[i] for i in read.tolist()]
        terms[read, -1] = self.read(session, chosen, with_profile=with_profile)
        return terms

    def plain_terms(
        self, session: SessionQuery, ids: Sequence[str], crowd: Crowd | None = None
    ) -> Floats:
        """The same without BERT's reading, which is 0. crowd: another than the ranker's own."""
        products = self._table.products
        rows = [self._rows[i] for i in ids]
        history = [self._rows[i] for i in session.history if i in self._rows]
        taste = taste_of(products, history, self._vectors)
        personal = shopper_terms(products, taste, rows, self._vectors, crowd or self._crowd)
        relevance = self._relevance(session.query, rows)
        result: Floats = np.column_stack([personal, relevance, np.zeros(len(ids))])
        return result.astype(np.float32)

    def read(
        self, session: SessionQuery, ids: Sequence[str], *, with_profile: bool = True
    ) -> Floats:
        """BERT's logits of each, ``(len(ids),)``, in standard deviations from their mean."""
        products = self._table.products
        history = [self._rows[i] for i in session.history if i in self._rows]
        profile = profile_words([products[row] for row in history]) if with_profile else ""
        wish = wish_side(session.query, profile) or wish_side("anything")
        rows = [self._rows[i] for i in ids]
        for row in rows:
            if row not in self._sides:
                self._sides[row] = product_side(products[row])
        logits = self._bert([wish] * len(rows), [self._sides[row] for row in rows])[:, 0]
        apart = float(logits.std())
        said: Floats = (logits - logits.mean()) / (apart if apart > 1e-6 else 1.0)
        return said

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
