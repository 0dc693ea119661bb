"""``daogou evaluate intent`` and ``daogou evaluate sentiment``."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.types import Intent
from assistant.understanding.baselines import Classify, nearest_centroid, tfidf_regression
from assistant.understanding.context import Context
from assistant.understanding.data import IN_CONTEXT, WRITTEN, Example, intent_data
from assistant.understanding.fine_tune import Ints
from assistant.understanding.intent import INTENTS, IntentClassifier, decide
from assistant.understanding.report import Report, Table, present
from assistant.understanding.scoring import (
    ROUGH,
    accuracy,
    calibration_error,
    class_scores,
    draw_confusion,
    macro_f1,
    mistyped,
)

_OUT = INTENTS.index(Intent.OUT_OF_SCOPE)
_LABELS = tuple(intent.value for intent in INTENTS)


def evaluate_intent(
    data: Path | None = None,
    *,
    weights: Path | None = None,
    json_out: bool = False,
    picture: Path | None = None,
    docs: Path | None = None,
) -> Mapping[str, Any]:
    """Measure the intent classifier and two baselines on everything held back, and show it.

    data: folder of the public data sets. weights: another weight folder. picture: where to save
    the confusion matrix (PNG). docs: Markdown file whose ``intent`` section is rewritten.
    Raises ModelError.
    """
    parts = intent_data(data)
    model = IntentClassifier.load(weights)
    test = parts.tests[WRITTEN]
    texts, truth = [e.text for e in test], _numbers(test)
    probabilities = model.probabilities(texts)
    decided = decide(probabilities, model.threshold)
    bound = parts.tests[IN_CONTEXT]
    bound_texts, bound_truth = [e.text for e in bound], _numbers(bound)
    contexts = [e.context or Context() for e in bound]
    told = decide(model.probabilities(bound_texts, contexts), model.threshold)
    untold = decide(model.probabilities(bound_texts), model.threshold)
    train_texts, train_labels = [e.text for e in parts.train], _numbers(parts.train)
    contenders: dict[str, Classify] = {
        "Daogou (fine-tuned MiniLM, LoRA, int8)": lambda new: decide(
            model.probabilities(new), model.threshold
        ),
        "TF-IDF + logistic regression": tfidf_regression(train_texts, train_labels),
        "nearest centroid of frozen MiniLM": nearest_centroid(train_texts, train_labels),
    }
    scores = class_scores(decided, truth, _LABELS)
    sources = {n: e for n, e in parts.tests.items() if n not in (WRITTEN, IN_CONTEXT)}
    rough = {
        "as written": (
            accuracy(decided, truth),
            accuracy(told, bound_truth),
        ),
        **{
            name: (
                accuracy(decide(model.probabilities(change(texts)), model.threshold), truth),
                accuracy(
                    decide(model.probabilities(change(bound_texts), contexts), model.threshold),
                    bound_truth,
                ),
            )
            for name, change in ROUGH.items()
        },
    }
    compared = {
        name: _compare(classify, texts, truth, sources) for name, classify in contenders.items()
    }
    values: dict[str, Any] = {
        "classes": {s.label: [s.precision, s.recall, s.f1, s.support] for s in scores},
        "calibration_error": calibration_error(probabilities, truth),
        "threshold": model.threshold,
        "ms_per_message": _milliseconds(model, texts[:200]),
        "compared": compared,
        "in_context": {
            "accuracy": accuracy(told, bound_truth),
            "accuracy_without_context": accuracy(untold, bound_truth),
            "classes": {
                s.label: [s.precision, s.recall, s.f1, s.support]
                for s in class_scores(told, bound_truth, _LABELS)
                if s.support
            },
        },
        "rough": rough,
    }
    ours = next(iter(compared.values()))
    tables = (
        Table(
            f"Intent on {len(test)} hand-written test messages that share no template with"
            " training",
            ("intent", "precision", "recall", "F1", "messages"),
            tuple((s.label, s.precision, s.recall, s.f1, s.support) for s in scores),
        ),
        Table(
            "The same messages, beside baselines trained on the same examples",
            ("model", *(key.replace("_", " ") for key in ours if key != "sources")),
            tuple(
                (name, *(v for k, v in row.items() if k != "sources"))
                for name, row in compared.items()
            ),
        ),
        Table(
            f"Intent in context: {len(bound)} hand-written messages that mean what they do by the"
            " intent before and by what was asked",
            ("intent", "precision", "recall", "F1", "messages", "recall without the context"),
            (
                *(
                    (s.label, s.precision, s.recall, s.f1, s.support, alone.recall)
                    for s, alone in zip(
                        class_scores(told, bound_truth, _LABELS),
                        class_scores(untold, bound_truth, _LABELS),
                        strict=True,
                    )
                    if s.support
                ),
                (
                    "all (accuracy)",
                    "",
                    accuracy(told, bound_truth),
                    macro_f1(told, bound_truth, _LABELS),
                    len(bound),
                    accuracy(untold, bound_truth),
                ),
            ),
        ),
        Table(
            "Accuracy on rougher copies of both tests",
            ("copy", "messages alone", "messages in context"),
            tuple((name, *pair) for name, pair in rough.items()),
        ),
        Table(
            "Accuracy on held-back parts of public data",
            ("model", *(f"{name} ({len(s)})" for name, s in sources.items())),
            tuple((name, *row["sources"].values()) for name, row in compared.items()),
        ),
        Table(
            "Confidence and speed",
            ("what", "value"),
            (
                ("expected calibration error, 15 bins", values["calibration_error"]),
                ("abstains below", model.threshold),
                ("ms a message, median", values["ms_per_message"]),
            ),
        ),
    )
    if picture is not None:
        draw_confusion(decided, truth, _LABELS, "Intents, hand-written test messages", picture)
    report = Report("intent", "daogou evaluate intent", tables, values)
    present(report, json_out=json_out, docs=docs)
    return values


def _compare(
    classify: Classify,
    texts: Sequence[str],
    truth: Ints,
    sources: Mapping[str, Sequence[Example]],
) -> dict[str, Any]:
    decided, rough = classify(texts), classify(mistyped(texts))
    inside, outside = truth != _OUT, truth == _OUT
    return {
        "accuracy": accuracy(decided, truth),
        "macro_F1": macro_f1(decided, truth, _LABELS),
        "in-scope_accuracy": accuracy(decided[inside], truth[inside]),
        "out-of-scope_recall": accuracy(decided[outside], truth[outside]),
        "macro_F1,_15%_of_words_mistyped": macro_f1(rough, truth, _LABELS),
        "sources": {
            name: accuracy(classify([e.text for e in examples]), _numbers(examples))
            for name, examples in sources.items()
        },
    }


def _numbers(examples: Sequence[Example]) -> Ints:
    return np.array([INTENTS.index(e.intent) for e in examples], np.int64)


def _milliseconds(model: IntentClassifier, texts: Sequence[str]) -> float:
    times = []
    for text in texts:
        started = time.perf_counter()
        model.predict(text)
        times.append(1000 * (time.perf_counter() - started))
    return round(float(np.median(times)), 2)
