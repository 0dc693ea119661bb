"""Finds the passages that may answer a question: BM25, dense search and topics, added up.

Each passage is read with its title and headings (contextual retrieval): by BM25 as one text, and by
the encoder in three views, the passage under its heading, the path of headings, and every sentence
under the heading, of which the best counts. What customers ask any shop (``topics``) ties a
question to a passage that shares no word with it.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.pages.topics import Topics
from assistant.pages.types import Passage
from retrieval.bert import Floats
from retrieval.text import words

SIGNALS = ("keywords", "passage", "path", "sentence", "topic")
"""What the search knows of a passage: BM25, the cosine of each view, and the log probability that
question and section are of one topic. Higher is closer."""
_NO_WORD = "\0"
_LEAST = 1e-3

Encode = Callable[[Sequence[str]], Floats]
"""Texts to unit vectors, a row each."""


@dataclass(frozen=True, slots=True)
class Likely:
    """The passages that came closest to a question."""

    rows: npt.NDArray[np.int64]
    """``(n,)`` places of the passages, best first, of each section the nearest one."""
    signals: Floats
    """``(n, len(SIGNALS))``: the highest of the passages of the section."""


def texts_of(passages: Sequence[Passage]) -> list[str]:
    """All that the encoder reads of passages: the views, one after the other."""
    return [
        *(f"{one.heading or one.page}. {one.text}" for one in passages),
        *(": ".join(one.path) for one in passages),
        *(f"{one.heading or one.page} {said}" for one in passages for said in one.sentences),
    ]


class PageIndex:
    """Searches passages; row ``i`` is ``passages[i]``. Safe to share between threads.

    Args:
        vectors: of ``texts_of(passages)``, a row each.
        encode: the encoder that made them.
        weights: ``(len(SIGNALS),)``, of the search's own order.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: Floats,
        encode: Encode,
        topics: Topics,
        weights: Floats,
    ) -> None:
        self.passages = tuple(passages)
        self._encode = encode
        self._topics = topics
        self._weights = weights
        size = len(self.passages)
        self._whole, self._paths = vectors[:size], vectors[size : 2 * size]
        self._sentences = vectors[2 * size :]
        lengths = [len(one.sentences) for one in self.passages]
        self._starts = np.cumsum([0, *lengths[:-1]])
        paths = list(dict.fromkeys(one.path for one in self.passages))
        self._section = np.array([paths.index(one.path) for one in self.passages], np.int64)
        if self.passages:
            self._about = self._by_section(
                np.maximum.reduceat(topics(self._sentences), self._starts)
            )
        self._keywords = _bm25(self.passages) if self.passages else None

    def search(self, question: str, top: int) -> Likely:
        """The passages closest to a question, best first."""
        if not self.passages:
            return Likely(np.zeros(0, np.int64), np.zeros((0, len(SIGNALS)), np.float32))
        vector = self._encode([question])[0]
        asked = self._topics(vector[None])[0]
        signals: Floats = np.column_stack(
            [
                self._bm25_of(question),
                self._whole @ vector,
                self._paths @ vector,
                np.maximum.reduceat(self._sentences @ vector, self._starts),
                np.log(self._about[self._section] @ asked + _LEAST),
            ]
        ).astype(np.float32)
        nearest = np.argsort(-(signals @ self._weights), kind="stable")
        _, first = np.unique(self._section[nearest], return_index=True)
        best = self._by_section(signals)
        order = np.argsort(-(best @ self._weights), kind="stable")[:top]
        return Likely(nearest[first][order], best[order])

    def _by_section(self, values: Floats) -> Floats:
        """``(sections, k)``: the highest of the rows of each section."""
        found = np.full((int(self._section.max()) + 1, values.shape[1]), -np.inf, np.float32)
        np.maximum.at(found, self._section, values)
        return found

    def _bm25_of(self, question: str) -> Floats:
        index: Any = self._keywords
        known = [word for word in words(question) if word in index.vocab_dict]
        if not known:
            return np.zeros(len(self.passages), np.float32)
        scores: Floats = index.get_scores(known)[: len(self.passages)]
        return scores


def _bm25(passages: Sequence[Passage]) -> Any:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it comes set to DEBUG
    texts = [" ".join((*one.path, one.about, one.text)) for one in passages]
    index = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
    index.index([words(text) or [_NO_WORD] for text in texts], show_progress=False)
    return index
