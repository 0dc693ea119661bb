"""The shipped intent and sentiment weights, run as a shopper's message runs them."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.types import Intent
from assistant.understanding.context import Context
from assistant.understanding.intent import (
    INTENT_WEIGHTS,
    INTENTS,
    LABELS,
    IntentClassifier,
    as_intents,
    decide,
    label_of,
)
from assistant.understanding.sentiment import SENTIMENT_WEIGHTS, SentimentModel
from retrieval.bert import OnnxBert
from retrieval.errors import ModelError


@pytest.fixture(scope="module")
def intents() -> IntentClassifier:
    return IntentClassifier.load()


@pytest.fixture(scope="module")
def moods() -> SentimentModel:
    return SentimentModel.load()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("waterproof hiking jacket under $120, not black", Intent.FIND_PRODUCT),
        ("cheaper", Intent.REFINE_SEARCH),
        ("in blue", Intent.REFINE_SEARCH),
        ("a present for my grandfather, any ideas", Intent.RECOMMEND),
        ("does the second one come with a charger", Intent.PRODUCT_QUESTION),
        ("which of these two is lighter", Intent.COMPARE_PRODUCTS),
        ("put the first one in my cart", Intent.ADD_TO_CART),
        ("what's in my basket", Intent.VIEW_CART),
        ("WHERE IS MY ORDER", Intent.ORDER_STATUS),
        ("pls cancle my order", Intent.CANCEL_ORDER),
        ("can I still change the address of my order", Intent.CHANGE_ORDER),
        ("I want to send these shoes back", Intent.RETURN_OR_EXCHANGE),
        ("do you ship to norway", Intent.DELIVERY_QUESTION),
        ("can i pay with paypal", Intent.PAYMENT_QUESTION),
        ("I forgot my password", Intent.ACCOUNT_HELP),
        ("this is the worst service I have ever had", Intent.COMPLAINT),
        ("let me talk to a real person", Intent.HUMAN_AGENT),
        ("hi there", Intent.SMALL_TALK),
        ("yes please", Intent.AFFIRM),
        ("no thanks", Intent.DENY),
        ("what's the weather in paris tomorrow", Intent.OUT_OF_SCOPE),
    ],
)
def test_plain_messages(intents: IntentClassifier, text: str, intent: Intent) -> None:
    found = intents.predict(text)
    assert found.intent is intent
    assert 0.3 < found.confidence <= 1


def test_a_bare_question_means_what_the_message_before_makes_of_it(
    intents: IntentClassifier,
) -> None:
    after_search, after_question = Context(Intent.FIND_PRODUCT), Context(Intent.PRODUCT_QUESTION)
    assert intents.predict("in blue?", after_search).intent is Intent.REFINE_SEARCH
    assert intents.predict("in blue?", after_question).intent is Intent.PRODUCT_QUESTION


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("our kitten sharpens her claws on the couch", Intent.FIND_PRODUCT),
        ("something to keep soup warm until lunch", Intent.FIND_PRODUCT),
        ("what could I give my aunt, she loves baking", Intent.RECOMMEND),
    ],
)
def test_needs(intents: IntentClassifier, text: str, intent: Intent) -> None:
    found = intents.predict(text)
    assert (found.intent, found.need) == (intent, True)


@pytest.mark.parametrize(
    "text",
    ["table lamp", "waterproof hiking jacket", "surprise me", "my parcel arrived broken",
     "what's the weather in paris tomorrow"],
)  # fmt: skip
def test_what_is_no_need(intents: IntentClassifier, text: str) -> None:
    assert not intents.predict(text).need


def test_needs_count_for_their_intents() -> None:
    told = np.zeros((2, len(LABELS)), np.float32)
    told[0, label_of(Intent.RECOMMEND, need=True)] = 0.75
    told[0, label_of(Intent.RECOMMEND, need=False)] = 0.25
    told[1, label_of(Intent.COMPLAINT, need=False)] = 1
    merged = as_intents(told)
    assert merged.shape == (2, len(INTENTS))
    assert merged.argmax(1).tolist() == [
        INTENTS.index(Intent.RECOMMEND), INTENTS.index(Intent.COMPLAINT)
    ]  # fmt: skip
    assert merged.sum(1).tolist() == [1, 1]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x1b\u200b\n"])
def test_nothing_to_read(intents: IntentClassifier, moods: SentimentModel, text: str) -> None:
    assert intents.predict(text) == (Intent.OUT_OF_SCOPE, 0.0, False)
    assert (moods.predict(text).label, moods.predict(text).score) == ("neutral", 0.0)


def test_a_very_long_message_is_read_in_bounds(
    intents: IntentClassifier, moods: SentimentModel
) -> None:
    text = "<b>jacket</b> " * 10_000
    assert intents.predict(text)[0] in INTENTS
    assert -1 <= moods.predict(text).score <= 1


def test_probabilities(intents: IntentClassifier) -> None:
    rows = intents.probabilities(["hello", "red shoes", "hello"])
    assert rows.shape == (3, 20)
    assert rows.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert rows[0] == pytest.approx(rows[2], abs=0.02)


def test_unsure_is_out_of_scope() -> None:
    rows = np.full((2, 20), 0.03, np.float32)
    rows[0, 4], rows[1, 4] = 0.43, 0.6
    assert [INTENTS[i] for i in decide(rows, 0.5)] == [Intent.OUT_OF_SCOPE, INTENTS[4]]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("this is useless, third time I ask", "negative"),
        ("my parcel arrived broken and nobody answers", "negative"),
        ("show me waterproof jackets under 100", "neutral"),
        ("where is my order", "neutral"),
        ("I want to return the shoes", "neutral"),
        ("thank you so much, I love it", "positive"),
        ("great quality and it came early", "positive"),
    ],
)
def test_moods(moods: SentimentModel, text: str, label: str) -> None:
    mood = moods.predict(text)
    assert mood.label == label
    assert {"negative": mood.score < -0.3, "neutral": abs(mood.score) < 0.6}.get(
        label, mood.score > 0.3
    )


@pytest.mark.parametrize("folder", [INTENT_WEIGHTS, SENTIMENT_WEIGHTS])
def test_weights_are_small_and_told_about(folder: Path) -> None:
    assert (folder / "adapter.safetensors").stat().st_size < 4_000_000
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for key in ("base_sha256", "data_sha256", "labels", "recipe", "date", "command", "dev"):
        assert manifest[key]


def test_weights_of_other_intents_are_refused(intents: IntentClassifier) -> None:
    class Other:
        manifest = {"labels": ["yes", "no"]}  # noqa: RUF012

    with pytest.raises(ModelError, match="daogou train intent"):
        IntentClassifier(Other())  # type: ignore[arg-type]
    assert isinstance(intents._model, OnnxBert)
