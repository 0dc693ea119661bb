"""Reading a message: the parsers together, in the light of the conversation, whatever the text."""

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_shop import CUSTOMERS, PRODUCTS, TinyRanker, TinySearcher, TinyStore, ids, tiny_pages

from assistant.assistant import Assistant
from assistant.build import assemble
from assistant.settings import Settings
from assistant.state import DialogueState
from assistant.types import Intent, Message, Sentiment, Wanted
from assistant.understanding.constraints import ConstraintParser
from assistant.understanding.context import Context
from assistant.understanding.nouns import catalogue_nouns
from assistant.understanding.other_languages import upper_limit
from assistant.understanding.understand import MessageReader
from retrieval.vocabulary import build_vocabulary

NOWHERE = Context()


class ByWords:
    """Stands in for the trained models."""

    def __init__(self, answer: Intent = Intent.FIND_PRODUCT) -> None:
        self._answer = answer

    def predict(self, text: str, context: Context = NOWHERE) -> Wanted:
        return Wanted(Intent.COMPARE_PRODUCTS if "compare" in text else self._answer, 0.9)


class Calm:
    """Stands in for the trained model of moods."""

    def predict(self, text: str) -> Sentiment:
        return Sentiment("neutral", 0.0)


@pytest.fixture(scope="module")
def reader() -> MessageReader:
    return MessageReader(
        intents=ByWords(),
        moods=Calm(),
        parser=ConstraintParser(build_vocabulary(PRODUCTS)),
        nouns=catalogue_nouns(PRODUCTS),
        product=TinyStore().get,
        max_chars=500,
    )


@pytest.fixture(scope="module")
def assistant(reader: MessageReader, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("kept")
    return assemble(
        store=TinyStore(),
        searcher=TinySearcher(),
        ranker=TinyRanker(),
        understand=reader,
        pages=tiny_pages(),
        customers=CUSTOMERS,
        settings=Settings(),
        folder=folder,
    )


def test_everything_that_a_message_says(reader: MessageReader) -> None:
    read = reader("a rain jacket under $100, not black", DialogueState())
    assert read.intent is Intent.FIND_PRODUCT
    assert str(read.constraints.price.max) == "100"
    assert read.constraints.exclude.colours == ("black",)
    assert "jacket" in read.product_words
    assert "100" not in read.search_text
    assert read.language == "en"


def test_pointing_counts_through_what_is_shown(reader: MessageReader) -> None:
    state = DialogueState(shown=("L1", "gone", "L2"))
    assert reader("is the second one dimmable?", state).references == ("L2",)
    assert reader("something cheaper", state).refinement.cheaper


def test_only_so_much_is_read(reader: MessageReader) -> None:
    assert len(reader("lamp " * 5_000, DialogueState()).text) <= 500


def test_a_conversation_with_the_real_parsers(assistant: Assistant) -> None:
    first = assistant.reply(Message("jackets under $100, not blue", "real"))
    assert ids(first) == ["J1"]
    second = assistant.reply(Message("compare the first two", "real"))
    assert second.action == "ask"  # only one is shown
    third = assistant.reply(Message("lamps by Lumen Labs", "real"))
    assert set(ids(third)) == {"L1", "L2"}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_no_text_brings_it_down(assistant: Assistant, texts: list[str]) -> None:
    for text in texts:
        reply = assistant.reply(Message(text, "fuzz"))
        assert reply.text
        assert all(card.product.id for card in reply.cards)


@pytest.mark.parametrize(
    "text",
    ["jacket " * 15_000, "\x00" * 100_000, "<b>" * 30_000, "9" * 100_000, "under $" * 15_000],
    ids=["words", "controls", "markup", "digits", "limits"],
)
def test_a_hundred_kilobytes_are_answered_soon(assistant: Assistant, text: str) -> None:
    began = time.perf_counter()
    assert assistant.reply(Message(text, "long")).text
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Ich suche eine Lampe unter 50 Euro", "50"),
        ("une lampe à moins de 19,90 €", "19.90"),
        ("una lámpara de menos de 30 euros", "30"),
        ("200元以下的灯", "200"),
        ("Ich suche eine Lampe", None),
    ],
)
def test_the_upper_price_limit_in_other_languages(text: str, limit: str | None) -> None:
    assert upper_limit(text) == (None if limit is None else Decimal(limit))


@pytest.mark.parametrize("text", ["what is 17 times 23?", "what's 12 x 3", "calculate 5+5+5"])
def test_a_sum_is_not_for_a_shop(reader: MessageReader, text: str) -> None:
    assert reader(text, DialogueState()).intent is Intent.OUT_OF_SCOPE


@pytest.mark.parametrize("text", ["50 - 100", "20 x 30", "30/32", "what is it"])
def test_ranges_and_sizes_are_no_sums(reader: MessageReader, text: str) -> None:
    assert reader(text, DialogueState()).intent is Intent.FIND_PRODUCT
