"""What the conversation needs of the stages below it; tests pass their own in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.state import DialogueState
from assistant.types import Understanding
from ranking.types import Ranked, Shopper
from retrieval.types import Candidate, Constraints, Product, Query, Review


class Catalogue(Protocol):
    """The shop's records."""

    @property
    def products(self) -> Sequence[Product]:
        """All products, by row."""

    def get(self, product_id: str) -> Product:
        """The product of this id; raises a DaogouError for an unknown one."""

    def row(self, product_id: str) -> int:
        """Its position in ``products``."""

    def reviews(self, product_id: str) -> Sequence[Review]:
        """What buyers wrote about it."""


class Searcher(Protocol):
    """From a query to candidates within its limits, best first."""

    def search(self, query: Query, stage: str = "hybrid") -> Sequence[Candidate]: ...


class ProductRanker(Protocol):
    """Puts candidates into the order for one shopper, with reasons."""

    def rank(
        self, query: Query, shopper: Shopper | None, candidates: Sequence[Candidate]
    ) -> Sequence[Ranked]:
        """All candidates, best first."""

    def recommend(
        self, shopper: Shopper | None, top: int, constraints: Constraints = ...
    ) -> Sequence[Ranked]:
        """The best products for a shopper without any query, within limits."""

    def evidence(self, question: str, passages: Sequence[str]) -> Any:
        """``(n,)`` floats, 0..1: how well each passage answers the question."""


class Understander(Protocol):
    """Reads a message in the light of the conversation."""

    def __call__(self, text: str, state: DialogueState) -> Understanding: ...

    def parts(self, text: str) -> Sequence[str]:
        """The message in parts that each want something of their own; mostly one."""


class Pictures(Protocol):
    """Where product pictures lie."""

    def __call__(self, product: Product) -> Path | None: ...
