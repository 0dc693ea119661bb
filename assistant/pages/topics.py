"""What customers ask any shop: a linear classifier over the encoder's vectors.

Its examples (``topics/*.txt``) are questions as customers put them and the way a shop's page may
answer, by topic, written for Daogou. ``daogou train pages`` fits it (``assistant.pages.training``).
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from retrieval.bert import Floats
from retrieval.errors import ModelError

EXAMPLES = Path(__file__).parent / "topics"
WEIGHTS = Path(__file__).parent / "weights"


class Topics:
    """Vectors to probabilities of topics.

    Args:
        weights: ``(topics, dimensions)``.
        bias: ``(topics,)``.
    """

    def __init__(self, weights: Floats, bias: Floats) -> None:
        self._weights = weights
        self._bias = bias

    def __call__(self, vectors: Floats) -> Floats:
        """``(n, topics)``, each row adds up to 1."""
        logits = vectors @ self._weights.T + self._bias
        shares = np.exp(logits - logits.max(1, keepdims=True))
        result: Floats = (shares / shares.sum(1, keepdims=True)).astype(np.float32)
        return result

    def save(self, folder: Path) -> None:
        """Keep the weights in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            folder / "topics.npz",
            weights=self._weights.astype(np.float16),
            bias=self._bias.astype(np.float32),
        )

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> "Topics":
        """Read kept weights. Raises ModelError."""
        try:
            with np.load(folder / "topics.npz") as kept:
                return cls(kept["weights"].astype(np.float32), kept["bias"])
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"The topics in {folder} cannot be read: run `daogou train pages` or reinstall"
                " Daogou."
            ) from error


def examples() -> Iterator[tuple[str, str]]:
    """(topic, text) of every example, in the order of the files."""
    for file in sorted(EXAMPLES.glob("*.txt")):
        topic = ""
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("# "):
                topic = line.removeprefix("# ")
            elif line.strip():
                yield topic, line.removeprefix("= ")
