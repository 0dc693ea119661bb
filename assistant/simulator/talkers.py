"""Whom a simulated shopper talks to: the assistant, or a baseline that does not follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.types import Message
from retrieval.keyword_index import KeywordIndex
from retrieval.types import Product

if TYPE_CHECKING:
    from assistant.assistant import Assistant

NOTHING = frozenset(("nothing_fits", "nothing_found", "no_more", "recommend_none"))
"""Actions that say openly that nothing fits."""
_OLD = frozenset(
    (
        "compare",
        "answer_product_question",
        "add_to_cart",
        "remove_from_cart",
        "view_cart",
        "acknowledge_complaint",
        "handoff",
    )
)
"""Actions about products shown before, which no later limit makes a fault."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the shopper sees of one turn."""

    action: str
    text: str
    products: tuple[Product, ...] = ()
    """On display, best first."""
    choices: tuple[str, ...] = ()
    """Answers offered to a question back; empty: nothing was asked."""
    focus: str = ""
    """Id of the product that the talk is about now."""
    latency_ms: float = 0.0

    @property
    def nothing(self) -> bool:
        """Whether it says that nothing fits; what it shows beside that is offered as such."""
        return self.action in NOTHING

    @property
    def found(self) -> tuple[Product, ...]:
        """Products shown as fitting what was asked for."""
        return () if self.nothing or self.action in _OLD else self.products


class Talker(Protocol):
    """One side of a conversation."""

    def reply(self, text: str, conversation: str) -> Answer: ...


class DaogouTalker:
    """The assistant itself, whole."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant

    def reply(self, text: str, conversation: str) -> Answer:
        """One turn of it."""
        reply = self._assistant.reply(Message(text, conversation))
        pending = reply.state.get("pending") or {}
        choices = tuple(pending.get("options", ())) if pending.get("kind") == "narrow" else ()
        if reply.action == "ask":
            choices = choices or reply.suggestions
        return Answer(
            reply.action,
            reply.text,
            tuple(card.product for card in reply.cards),
            choices,
            str(reply.state.get("focus", "")),
            reply.latency_ms,
        )


class KeywordTalker:
    """BM25 over title and text, without limits: what following the conversation is worth.

    Args:
        remembers: search for all messages of the conversation together, not the last alone.
    """

    def __init__(
        self,
        keyword: KeywordIndex,
        products: Sequence[Product],
        *,
        remembers: bool = False,
        top: int = 5,
    ) -> None:
        self._keyword = keyword
        self._products = products
        self._remembers = remembers
        self._top = top
        self._said: dict[str, list[str]] = {}

    def reply(self, text: str, conversation: str) -> Answer:
        """The best products for the words."""
        said = self._said.setdefault(conversation, [])
        said.append(text)
        query = " ".join(said) if self._remembers else text
        scores = self._keyword.scores(query) + self._keyword.scores(query, "title")
        best = [int(row) for row in np.argsort(-scores, kind="stable")[: self._top]]
        found = tuple(self._products[row] for row in best if scores[row] > 0)
        return Answer("show_products" if found else "nothing_found", "", found)
