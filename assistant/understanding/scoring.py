"""Measures of a classifier: per class, overall, calibration, robustness, and their picture."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.understanding.augment import swap_synonyms, typo
from assistant.understanding.fine_tune import Floats, Ints


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Precision, recall and F1 of one class, 0..1, and how many test messages have it."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


def class_scores(decided: Ints, truth: Ints, labels: Sequence[str]) -> tuple[ClassScore, ...]:
    """One score a label, in their order; a class never decided has precision 0."""
    result = []
    for number, label in enumerate(labels):
        hits = int(((decided == number) & (truth == number)).sum())
        said, real = int((decided == number).sum()), int((truth == number).sum())
        f1 = 2 * hits / (said + real) if said + real else 0.0
        result.append(
            ClassScore(label, hits / said if said else 0.0, hits / real if real else 0.0, f1, real)
        )
    return tuple(result)


def accuracy(decided: Ints, truth: Ints) -> float:
    """Share of right decisions, 0..1."""
    return float((decided == truth).mean()) if len(truth) else 0.0


def macro_f1(decided: Ints, truth: Ints, labels: Sequence[str]) -> float:
    """Mean F1 of the classes that the truth or the decisions hold, 0..1."""
    present = set(decided.tolist()) | set(truth.tolist())
    scores = class_scores(decided, truth, labels)
    return float(np.mean([scores[number].f1 for number in sorted(present)])) if present else 0.0


def calibration_error(probabilities: Floats, truth: Ints, bins: int = 15) -> float:
    """Expected calibration error of the likeliest class (Naeini et al. 2015), 0..1, 0 is best."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    rows = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for number in range(bins):
        inside = rows == number
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return float(error)


def mistyped(texts: Sequence[str], share: float = 0.15, seed: int = 5) -> list[str]:
    """The texts with one slip of the finger in ``share`` of all words, 0..1, drawn at random."""
    rng = random.Random(seed)
    return [
        " ".join(
            typo(word, rng, least=2) if rng.random() < share else word for word in text.split()
        )
        for text in texts
    ]


def scrawled(texts: Sequence[str], seed: int = 5) -> list[str]:
    """The texts with one slip of the finger about every ten characters, at least one."""
    rng = random.Random(seed)
    return [typo(text, rng, max(1, len(text) // 10)) for text in texts]


def reworded(texts: Sequence[str], seed: int = 5) -> list[str]:
    """The texts with half of the words that have synonyms exchanged."""
    rng = random.Random(seed)
    return [swap_synonyms(text, rng) for text in texts]


def shouted(texts: Sequence[str]) -> list[str]:
    """The texts in capitals and without punctuation, as a phone or a microphone leaves them."""
    return [re.sub(r"[^\w\s$€£%]", "", text).upper() or text for text in texts]


ROUGH: Mapping[str, Callable[[Sequence[str]], list[str]]] = {
    "15% of words mistyped": mistyped,
    "a slip every ten letters": scrawled,
    "synonyms": reworded,
    "capitals, no punctuation": shouted,
}
"""Ways in which a test is repeated rougher than it was written."""


def draw_confusion(
    decided: Ints, truth: Ints, labels: Sequence[str], title: str, path: Path
) -> None:
    """Save the confusion matrix as a PNG: rows are the truth, numbers are messages."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    counts = np.zeros((len(labels), len(labels)), int)
    np.add.at(counts, (truth, decided), 1)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    side = max(4.0, 0.5 * len(labels) + 2.5)
    figure, axes = pyplot.subplots(figsize=(side, side))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=60, ha="right")
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xlabel("understood as")
    axes.set_ylabel("meant")
    axes.set_title(title)
    for row, column in zip(*counts.nonzero(), strict=True):
        shade = "white" if shares[row, column] > 0.55 else "black"
        value = str(counts[row, column])
        axes.text(column, row, value, ha="center", va="center", color=shade, fontsize=8)
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
