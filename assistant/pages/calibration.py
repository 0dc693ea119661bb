"""The few numbers that order passages and say when none of them answers, kept as readable JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from assistant.pages.index import SIGNALS
from assistant.pages.topics import WEIGHTS
from retrieval.bert import Floats
from retrieval.errors import ModelError

TERMS = (*SIGNALS, "evidence")
"""What orders the passages: the search's signals and the log odds of the evidence model."""
DOUBTS = ("passage", "path", "sentence", "topic", "evidence")
"""What tells an answer from the nearest passage that is none: the cosines of the first passage,
of its headings and of its best sentence, the topic it shares with the question, and the evidence
model."""
_FILE = "pages.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by name; fitted on other shops' pages and other questions than are reported."""

    search: dict[str, float]
    """Of ``SIGNALS``: the order in which passages go to the evidence model."""
    order: dict[str, float]
    """Of ``TERMS``: the order in which they come from it."""
    doubt: dict[str, float]
    """Of ``DOUBTS`` and "bias": the log odds that the first passage answers."""

    def first_order(self) -> Floats:
        """``(len(SIGNALS),)``"""
        return np.array([self.search[name] for name in SIGNALS], np.float32)

    def totals(self, terms: Floats) -> Floats:
        """``(n,)`` of ``(n, len(TERMS))``; higher goes first."""
        return terms @ np.array([self.order[name] for name in TERMS], np.float32)

    def sure(self, doubts: Floats) -> float:
        """How likely a passage answers, 0..1, by its ``(len(DOUBTS),)``."""
        weights = np.array([self.doubt[name] for name in DOUBTS], np.float32)
        return float(1 / (1 + np.exp(-(weights @ doubts + self.doubt["bias"]))))

    def save(self, folder: Path) -> None:
        """Keep the numbers in a folder."""
        (folder / _FILE).write_text(json.dumps(asdict(self), indent=2) + "\n", "utf-8")

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> "Calibration":
        """Read kept numbers. Raises ModelError."""
        try:
            return cls(**json.loads((folder / _FILE).read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ModelError(
                f"{folder / _FILE} cannot be read: run `daogou train pages` or reinstall Daogou."
            ) from error


def doubts_of(terms: Floats) -> Floats:
    """``(len(DOUBTS),)`` of one passage, by its ``(len(TERMS),)``."""
    return terms[[TERMS.index(name) for name in DOUBTS]]
