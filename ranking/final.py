"""The final score: a weight for each named term, shipped weights that a shop may learn on from.

score = relevance + reading + the shopper's terms + quality, each times its weight: linear, so what
a term added is known exactly, and so that the weights can be learned on online (``online``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ranking.choice import Choice
from ranking.online import Belief, Floats, begin
from ranking.quality import QUALITY_TERMS
from ranking.shopper_terms import SHOPPER_TERMS

SEARCH, BROWSE = "search", "browse"
"""Lists for words, and lists without any: each has weights of its own."""
RELEVANCE_TERMS = ("relevance", "reading")
"""The layer's score, and what BERT's reading adds (``ranking.reading``); 0 without words."""
FINAL_TERMS = (*RELEVANCE_TERMS, *SHOPPER_TERMS, *QUALITY_TERMS)
QUALITY_WEIGHTS = (0.15, 0.05, 0.03, 0.05)
"""Small: what is relevant comes first, what is well liked breaks ties."""
UNKNOWN_SHOPPER = 10.0
"""Without words and without a shopper there is nothing but quality: its terms count so often."""
QUALITY_SPREADS = (0.4, 1.2, 0.3, 0.3)
RELEVANCE_SPREADS = (1.0, 0.4)
SHOPPER_SPREAD = 0.3
"""How far terms usually lie from the mean of a list; learning steps are measured by it."""

Weights = Callable[[str], Floats]
"""``SEARCH`` or ``BROWSE`` to ``(len(FINAL_TERMS),)`` weights as of now."""


def shipped(choice: Choice) -> Mapping[str, Belief]:
    """The weights before anything is learned in a shop, by kind of list."""
    spreads = np.array(
        [*RELEVANCE_SPREADS, *[SHOPPER_SPREAD] * len(SHOPPER_TERMS), *QUALITY_SPREADS]
    )
    places = [choice.names.index(name) for name in SHOPPER_TERMS]
    return {
        kind: begin(
            FINAL_TERMS, np.array([1.0, 1.0, *mine[places].tolist(), *QUALITY_WEIGHTS]), spreads
        )
        for kind, mine in ((SEARCH, choice.search), (BROWSE, choice.browse))
    }


def kind_of_list(text: str) -> str:
    """Which weights order a list for these words."""
    return SEARCH if text.strip() else BROWSE


@dataclass(frozen=True, slots=True)
class Parts:
    """The final weights by what they weigh."""

    relevance: float
    reading: float
    shopper: Floats
    """``(len(SHOPPER_TERMS),)``."""
    quality: Floats
    """``(len(QUALITY_TERMS),)``."""

    @classmethod
    def of(cls, weights: Floats) -> "Parts":
        """Of ``(len(FINAL_TERMS),)`` weights."""
        relevance, reading, *_ = map(float, weights)
        split = len(RELEVANCE_TERMS) + len(SHOPPER_TERMS)
        return cls(relevance, reading, weights[len(RELEVANCE_TERMS) : split], weights[split:])
