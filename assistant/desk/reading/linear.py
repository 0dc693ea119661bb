"""A small multinomial linear model over words and pairs of words, kept as one ``.npz`` file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.desk.reading.words import read
from assistant.understanding.tokens import Token

Floats = npt.NDArray[np.float32]
_LEAST_SPREAD = 1.0
"""Least distance between the highest and the lowest weight of a feature that is kept."""
_STEM = 5
"""Letters of a word's beginning that stand for it where it is mistyped or inflected."""


def features(text: str) -> tuple[str, ...]:
    """Words, pairs of neighbours and beginnings of long words, each once; all numbers alike."""
    words = ["^", *(_word(token) for token in read(text)), "$"]
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    stems = (f"{word[:_STEM]}-" for word in words if len(word) > _STEM)
    return tuple(dict.fromkeys((*words, *pairs, *stems)))


def _word(token: Token) -> str:
    if token.norm[0].isdigit():
        return "<number>"
    return token.key


@dataclass(frozen=True)
class LinearModel:
    """Labels' weights by feature."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    """Features, one a row of ``weights``."""
    weights: Floats
    """(features, labels)."""
    bias: Floats
    """(labels,)."""

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.names)}

    def probabilities(self, said: Sequence[str]) -> dict[str, float]:
        """Probability of each label given features, sums to 1."""
        rows = [self._rows[name] for name in said if name in self._rows]
        scale = 1.0 / max(1.0, float(np.sqrt(len(rows))))
        scores = self.bias + self.weights[rows].sum(axis=0) * scale
        raised = np.exp(scores - scores.max())
        return dict(zip(self.labels, (raised / raised.sum()).tolist(), strict=True))

    def save(self, path: Path) -> None:
        """Write the weights in half precision."""
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            names=np.array("\n".join(self.names)),
            weights=self.weights.astype(np.float16),
            bias=self.bias.astype(np.float32),
        )

    @classmethod
    def load(cls, path: Path) -> "LinearModel":
        """Read what ``save`` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                tuple(map(str, stored["labels"])),
                tuple(str(stored["names"]).split("\n")),
                stored["weights"].astype(np.float32),
                stored["bias"],
            )


def fit(rows: Sequence[Sequence[str]], labels: Sequence[str], *, strength: float) -> LinearModel:
    """Logistic regression with an L2 penalty; ``strength``: the inverse of the penalty. Features
    that hardly tell labels apart are left out."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count > 1)
    place = {name: number for number, name in enumerate(names)}
    values, columns, ends = [], [], [0]
    for row in rows:
        known = [place[name] for name in row if name in place]
        columns += known
        values += [1.0 / max(1.0, len(known)) ** 0.5] * len(known)
        ends.append(len(columns))
    matrix: Any = csr_matrix((values, columns, ends), shape=(len(rows), len(names)))
    model = LogisticRegression(C=strength, max_iter=1000)
    model.fit(matrix, labels)
    weights = model.coef_.T.astype(np.float32)
    telling = np.ptp(weights, axis=1) >= _LEAST_SPREAD
    return LinearModel(
        tuple(map(str, model.classes_)),
        tuple(name for name, kept in zip(names, telling, strict=True) if kept),
        weights[telling],
        model.intercept_.astype(np.float32),
    )
