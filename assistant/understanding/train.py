"""``daogou train intent`` and ``daogou train sentiment``: data in, a folder of weights out."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from assistant.types import Intent
from assistant.understanding.augment import augment
from assistant.understanding.context import Asked, Context
from assistant.understanding.data import IN_CONTEXT, Example, intent_data
from assistant.understanding.fine_tune import (
    Floats,
    Ints,
    Recipe,
    best_temperature,
    fine_tune,
    one_hot,
    softmax,
)
from assistant.understanding.intent import (
    INTENT_WEIGHTS,
    INTENTS,
    LABELS,
    NEEDS,
    as_intents,
    decide,
    intent_inputs,
    label_of,
)
from assistant.understanding.mood_data import MOODS, MoodExample, mood_data
from assistant.understanding.sentiment import SENTIMENT_WEIGHTS
from assistant.understanding.spelling import shop_speller
from retrieval.bert import OnnxBert, load_onnx

INTENT_RECIPE = Recipe(epochs=5, max_tokens=64, learning_rate=1.5e-4)
SENTIMENT_RECIPE = Recipe(epochs=3, batch=32, max_tokens=112)
_UNWRAPPED = frozenset({Intent.SMALL_TALK, Intent.AFFIRM, Intent.DENY, Intent.OUT_OF_SCOPE})
_UNSWAPPED = _UNWRAPPED | {Intent.ACCOUNT_HELP, Intent.PAYMENT_QUESTION, Intent.HUMAN_AGENT}


def train_intent(
    data: Path | None = None,
    out: Path = INTENT_WEIGHTS,
    *,
    seed: int = 13,
    recipe: Recipe = INTENT_RECIPE,
    progress: bool = True,
) -> Mapping[str, Any]:
    """Train, calibrate and save the intent classifier; returns its manifest.

    data: folder of the public data sets (None: the usual place; without it the hand-written
    utterances alone). Temperature and threshold are chosen on the dev part with the int8 model
    that will run. Raises ModelError.
    """
    from retrieval.bert_torch import save_adapter

    started = time.monotonic()
    recipe = replace(recipe, seed=seed)
    parts = intent_data(data, seed=seed)
    # Lines that hang on their context are few for all the places of a conversation.
    examples = (*parts.train, *(e for e in parts.train if e.source == IN_CONTEXT))
    speller = shop_speller()

    def variant(row: int, rng: random.Random) -> tuple[str, str]:
        example = examples[row]
        text = augment(
            example.text,
            rng,
            wrap=example.intent not in _UNWRAPPED and example.context is None,
            swap=example.intent not in _UNSWAPPED,
        )
        return speller.mend(text), (example.context or _anywhere(rng)).in_words()

    model = fine_tune(
        [e.text for e in examples],
        one_hot(_numbers(examples), len(LABELS)),
        recipe,
        augment=variant,
        progress=progress,
    )
    manifest: dict[str, Any] = {
        "task": "intent",
        "outputs": len(LABELS),
        "max_tokens": recipe.max_tokens,
        "labels": list(LABELS),
        "recipe": asdict(recipe),
        "data_sha256": parts.sha256,
        "examples": {"train": len(parts.train), "dev": len(parts.dev)},
        "command": "daogou train intent",
        "date": datetime.now(UTC).date().isoformat(),
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    save_adapter(model, out, manifest)
    texts, contexts = intent_inputs(
        [e.text for e in parts.dev], [e.context or Context() for e in parts.dev], speller
    )
    manifest |= _calibrated(load_onnx(out)(texts, contexts), _numbers(parts.dev))
    save_adapter(model, out, manifest)
    return manifest


def _anywhere(rng: random.Random) -> Context:
    """Any place of a conversation; in two cases of five its beginning."""
    if rng.random() < 0.4:
        return Context()
    asked = rng.choices(tuple(Asked), (8, 1, 1))[0]
    return Context(rng.choice(INTENTS), asked)


def _calibrated(logits: Floats, truth: Ints) -> dict[str, Any]:
    """Temperature, threshold and the scores they reach on dev, where a need is a
    ``find_product``."""
    temperature = best_temperature(logits, truth)
    probabilities = softmax(logits, temperature)
    needs, told = truth >= len(INTENTS), probabilities.argmax(1) >= len(INTENTS)
    intents = [*range(len(INTENTS)), *map(INTENTS.index, NEEDS)]
    truth = np.array(intents, np.int64)[truth]
    probabilities = as_intents(probabilities)
    threshold = _best_threshold(probabilities, truth)
    decided = decide(probabilities, threshold)
    return {
        "temperature": temperature,
        "threshold": threshold,
        "dev": {
            "accuracy": round(float((decided == truth).mean()), 4),
            "macro_f1": round(_macro_f1(decided, truth), 4),
            "needs_recall": round(float(told[needs].mean()), 4) if needs.any() else None,
            "needs_precision": round(float(needs[told].mean()), 4) if told.any() else None,
        },
    }


def train_sentiment(
    data: Path | None = None,
    out: Path = SENTIMENT_WEIGHTS,
    *,
    seed: int = 13,
    recipe: Recipe = SENTIMENT_RECIPE,
    progress: bool = True,
) -> Mapping[str, Any]:
    """Train, calibrate and save the sentiment model; returns its manifest. Raises ModelError."""
    from retrieval.bert_torch import save_adapter

    started = time.monotonic()
    recipe = replace(recipe, seed=seed)
    parts = mood_data(data, seed=seed)
    examples = (*parts.train, *(e for e in parts.train if e.source == "shoppers"))

    def variant(row: int, rng: random.Random) -> str:
        return augment(examples[row].text, rng, wrap=False)

    model = fine_tune(
        [e.text for e in examples],
        np.array([[mood in e.moods for mood in MOODS] for e in examples]),
        recipe,
        augment=variant,
        progress=progress,
    )
    manifest: dict[str, Any] = {
        "task": "sentiment",
        "outputs": len(MOODS),
        "max_tokens": recipe.max_tokens,
        "labels": list(MOODS),
        "language": "en",
        "recipe": asdict(recipe),
        "data_sha256": parts.sha256,
        "examples": {"train": len(parts.train), "dev": len(parts.dev)},
        "command": "daogou train sentiment",
        "date": datetime.now(UTC).date().isoformat(),
        "minutes": round((time.monotonic() - started) / 60, 1),
    }
    save_adapter(model, out, manifest)
    manifest |= _mood_calibrated(load_onnx(out), parts.dev)
    save_adapter(model, out, manifest)
    return manifest


def _mood_calibrated(model: OnnxBert, dev: Sequence[MoodExample]) -> dict[str, Any]:
    """Temperature and the scores on those dev messages whose mood is known."""
    known = [e for e in dev if len(e.moods) == 1]
    logits = model([e.text for e in known])
    truth = np.array([MOODS.index(next(iter(e.moods))) for e in known], np.int64)
    decided = logits.argmax(1).astype(np.int64)
    return {
        "temperature": best_temperature(logits, truth),
        "dev": {
            "accuracy": round(float((decided == truth).mean()), 4),
            "macro_f1": round(_macro_f1(decided, truth), 4),
        },
    }


def _numbers(examples: tuple[Example, ...]) -> Ints:
    return np.array([label_of(e.intent, need=e.need) for e in examples], np.int64)


def _best_threshold(probabilities: Floats, truth: Ints) -> float:
    """The highest macro F1 on dev; of equal ones the most careful."""
    grid = np.arange(0.2, 0.71, 0.02)
    scores = [_macro_f1(decide(probabilities, float(t)), truth) for t in grid]
    best = max(i for i, score in enumerate(scores) if score >= max(scores) - 0.001)
    return round(float(grid[best]), 2)


def _macro_f1(decided: Ints, truth: Ints) -> float:
    from sklearn.metrics import f1_score

    return float(f1_score(truth, decided, average="macro", zero_division=0))
