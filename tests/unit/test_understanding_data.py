"""The hand-written utterances, the split of the public data, and the roughening of texts."""

import random
import re

import pytest

from assistant.types import Intent
from assistant.understanding import data
from assistant.understanding.augment import augment, swap_slots, typo
from assistant.understanding.data import Example, cap, in_context, intent_data, normal_form, written
from assistant.understanding.mood_data import MOODS, mood_data
from retrieval.errors import ModelError

WELL_COVERED = {
    Intent.ORDER_STATUS,
    Intent.CANCEL_ORDER,
    Intent.DELIVERY_QUESTION,
    Intent.PAYMENT_QUESTION,
    Intent.ACCOUNT_HELP,
}
"""Intents for which public data exist too."""


@pytest.mark.parametrize("intent", list(Intent))
def test_every_intent_has_enough_lines(intent: Intent) -> None:
    lines = [e for e in written("train") if e.intent is intent]
    assert len(lines) >= (150 if intent in WELL_COVERED else 235)
    assert len([e for e in written("test") if e.intent is intent]) >= 40


def test_test_lines_share_no_template_with_training() -> None:
    train = [set(normal_form(e.text).split()) for e in written("train")]
    for example in written("test"):
        words = set(normal_form(example.text).split())
        assert words not in train, example.text
        if len(words) >= 5:
            like_long = (other for other in train if 0.8 <= len(other) / len(words) <= 1.25)
            nearest = max((len(words & o) / len(words | o) for o in like_long), default=0)
            assert nearest < 0.8, example.text


def test_no_line_is_written_under_two_intents() -> None:
    intents: dict[str, Intent] = {}
    for example in (*written("train"), *written("test")):
        assert intents.setdefault(example.text, example.intent) is example.intent, example.text


def test_lines_in_context_share_no_message_and_name_every_intent_that_hangs_on_it() -> None:
    train, test = in_context("train"), in_context("test")
    assert len(train) >= 900
    assert len(test) >= 180
    assert {normal_form(e.text) for e in train} & {normal_form(e.text) for e in test} <= {""}
    assert {e.intent for e in test} >= set(Intent) - {Intent.SMALL_TALK, Intent.OUT_OF_SCOPE}
    meant: dict[str, set[Intent]] = {}
    for example in train:
        meant.setdefault(example.text, set()).add(example.intent)
    assert meant["blue"] == {Intent.FIND_PRODUCT, Intent.REFINE_SEARCH, Intent.ADD_TO_CART}


def test_without_public_data_the_written_lines_are_enough(
    monkeypatch: pytest.MonkeyPatch, tmp_path: data.Path
) -> None:
    monkeypatch.setenv("DAOGOU_DATA", str(tmp_path))
    parts = intent_data()
    assert {e.intent for e in parts.train} == set(Intent)
    assert {e.source for e in parts.train} == {"written", "in context"}
    seen, held = ({(e.text, e.context) for e in part} for part in (parts.train, parts.dev))
    assert not seen & held


def test_a_missing_data_folder_is_named(tmp_path: data.Path) -> None:
    with pytest.raises(ModelError, match="--data"):
        intent_data(tmp_path / "nowhere")


def test_cap_keeps_unique_examples() -> None:
    lines = ["Track my order 1", "track my order 22!", "where is it"]
    examples = [Example(line, Intent.ORDER_STATUS, "x") for line in lines]
    assert len(cap(examples, 5, random.Random(0))) == 2
    assert len(cap(examples, 1, random.Random(0))) == 1


def test_public_data_are_split_without_overlap() -> None:
    if data.data_folder(None) is None:
        pytest.skip("the public data sets are not here (set DAOGOU_DATA)")
    parts = intent_data()
    tested = {normal_form(e.text) for examples in parts.tests.values() for e in examples} - {""}
    assert not tested & {normal_form(e.text) for e in (*parts.train, *parts.dev)}
    trained = {data.opening(e.text) for e in parts.train if e.source == "bitext"}
    assert not trained & {data.opening(e.text) for e in parts.tests["bitext"]}
    assert parts.sha256 == intent_data().sha256


def test_mood_data_are_split_without_overlap() -> None:
    parts = mood_data()
    tested = {normal_form(e.text) for examples in parts.tests.values() for e in examples} - {""}
    assert not tested & {normal_form(e.text) for e in (*parts.train, *parts.dev)}
    written_lines = [e for e in parts.train if e.source == "shoppers"]
    assert {next(iter(e.moods)) for e in written_lines} == set(MOODS)
    assert len(written_lines) >= 600


def test_slots_are_swapped_for_their_kind() -> None:
    rng = random.Random(3)
    swapped = {swap_slots("a red tent under 150", rng) for _ in range(30)}
    assert len(swapped) > 20
    assert all(re.fullmatch(r"a [a-z]+ [a-z ]+ under [1-9]\d\d", text) for text in swapped)
    assert swap_slots("change my phone number", rng) == "change my phone number"


def test_augment_is_repeatable_and_never_empty() -> None:
    texts = [e.text for e in written("train")]
    once = [augment(text, random.Random(i)) for i, text in enumerate(texts)]
    assert once == [augment(text, random.Random(i)) for i, text in enumerate(texts)]
    assert all(text.strip() for text in once)
    assert sum(a != b for a, b in zip(once, texts, strict=True)) > len(texts) / 3


def test_a_typo_changes_one_spot() -> None:
    rng = random.Random(1)
    for _ in range(200):
        wrong = typo("waterproof jacket", rng)
        assert abs(len(wrong) - len("waterproof jacket")) <= 1
    assert typo("ok", rng) == "ok"
