"""Search without a conversation: a query's words and its price limit, any stage."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.understanding.constraints import ConstraintParser
from retrieval.index_folder import Store
from retrieval.types import Constraints, Query

if TYPE_CHECKING:
    from ranking.ranker import Ranker


class ShopSearch:
    """Finds products of one store for queries typed into a search box."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parser = ConstraintParser(store.vocabulary)

    @cached_property
    def _ranker(self) -> "Ranker":
        from ranking.ranker import load_ranker

        return load_ranker(self._store)

    def price_limit(self, text: str) -> Constraints:
        """The price limit that a query states, and nothing else: its other words are searched."""
        return Constraints(price=self._parser.parse(text).constraints.price)

    def run(self, query: Query, stage: str) -> list[tuple[str, float]]:
        """Product ids with scores that fall with the rank, best first.

        stage: "keyword", "dense", "hybrid" or "ranked".
        """
        retriever = self._store.retriever
        if stage != "ranked":
            return [(c.product_id, c.score) for c in retriever.search(query, stage)]
        ranked = self._ranker.rank(query, None, retriever.search(query))
        # Candidates that BERT did not read keep their own scale, so places make the scores.
        return [(item.product_id, 1.0 / place) for place, item in enumerate(ranked, 1)]


def open_search(store: Path | None = None) -> ShopSearch:
    """Search over a store folder; None: the demo store. Raises StoreError, ModelError."""
    from assistant.demo_store import demo_store_dir
    from retrieval.store import open_store

    return ShopSearch(open_store(store if store is not None else demo_store_dir()))
