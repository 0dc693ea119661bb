"""Answers questions about the shop's rules by quoting its own pages."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from assistant.pages.calibration import Calibration, doubts_of
from assistant.pages.index import PageIndex
from assistant.pages.named import named_page
from assistant.pages.parts import parts_of
from assistant.pages.types import PagesAnswer, Passage, Quote
from retrieval.bert import Floats

Evidence = Callable[[str, Sequence[str]], Any]
"""``(question, passages) -> (n,)`` floats, 0..1; from 0.5 a passage counts as an answer."""

READ = 10
"""So many passages are read by the evidence model."""
SURE = 0.5
"""Probability from which a passage is quoted."""
CERTAIN = 0.9
"""The same where nothing says that the question is for the pages at all."""
QUOTED = 320
"""Characters; a passage of so many is quoted whole, of a longer one the sentences that answer."""
ABOUT_AS_WELL = 0.15
"""A sentence is quoted beside the best one where the model finds it this near to it."""
_LEANS = re.compile(
    r"^(?:it|its|they|them|their|this|that|these|those|there|then|after that|afterwards|otherwise"
    r"|later|both|but|and|also|for this|the rest|else)\b",
    re.IGNORECASE,
)
"""How a sentence begins that cannot be understood without the one before."""
_ANSWERS = re.compile(r"^(?:yes|no|not|never|always)\b", re.IGNORECASE)


class ShopPages:
    """Finds what the pages say. Safe to share between threads.

    Args:
        evidence: the model that scores passages as answers.
    """

    def __init__(self, index: PageIndex, evidence: Evidence, calibration: Calibration) -> None:
        self._index = index
        self._evidence = evidence
        self._calibration = calibration

    def answer(self, question: str, *, certain: bool = False) -> PagesAnswer:
        """What answers each part of a question.

        Args:
            certain: nothing says that the question is for the pages at all, so that it must be
                beyond doubt.
        """
        least = CERTAIN if certain else SURE
        found: dict[Passage, Quote] = {}
        unsaid: list[Passage] = []
        for part in parts_of(question):
            whole = named_page(part, self._index.passages)
            ranked = self.ranked(part) if whole is None else [(whole, 1.0)]
            for passage, sure in ranked[:1]:
                if sure < least:
                    unsaid.append(passage)
                elif passage not in found:
                    found[passage] = Quote(passage, self._quoted(part, passage), sure)
        partly = bool(found) and any(passage not in found for passage in unsaid)
        return PagesAnswer(tuple(found.values()), partly)

    def ranked(self, question: str) -> list[tuple[Passage, float]]:
        """The passages nearest to a question of one part, best first, each with the probability
        that it answers."""
        likely = self._index.search(question, READ)
        if not len(likely.rows):
            return []
        passages = [self._index.passages[row] for row in likely.rows]
        texts = [f"{one.heading or one.page} {one.text}" for one in passages]
        evidence = log_odds(np.asarray(self._evidence(question, texts), np.float32))
        terms = np.column_stack([likely.signals, evidence])
        best_first = np.argsort(-self._calibration.totals(terms), kind="stable")
        return [
            (passages[place], self._calibration.sure(doubts_of(terms[place])))
            for place in best_first
        ]

    def _quoted(self, question: str, passage: Passage) -> str:
        """The sentences that answer, with those without which they cannot be understood."""
        said = passage.sentences
        if len(said) == 1 or len(passage.text) <= QUOTED:
            return passage.text
        scores = self._evidence(question, [f"{passage.heading} {one}" for one in said])
        best = max(scores)
        kept = {place for place, score in enumerate(scores) if score >= best - ABOUT_AS_WELL}
        if _ANSWERS.match(said[0]):
            kept.add(0)
        for place in sorted(kept, reverse=True):
            while place and (_LEANS.match(said[place]) or said[place - 1].endswith(":")):
                place -= 1
                kept.add(place)
        return _joined(said, sorted(kept))


def log_odds(shares: Floats) -> Floats:
    """Probabilities to log odds, kept finite."""
    inside = np.clip(shares, 1e-4, 1 - 1e-4)
    result: Floats = np.log(inside / (1 - inside))
    return result


def _joined(said: Sequence[str], places: Sequence[int]) -> str:
    """Sentences in their order; dots stand for those between."""
    text = said[places[0]]
    for before, place in pairwise(places):
        text += f" {said[place]}" if place == before + 1 else f" … {said[place]}"
    return text
