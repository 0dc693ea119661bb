"""Messages that want two things at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Intent, Wanted
from assistant.understanding.parts_of_message import MOST_PLACES, parts_of

WORDS = {
    "order": Intent.ORDER_STATUS,
    "parcel": Intent.ORDER_STATUS,
    "red": Intent.REFINE_SEARCH,
    "tents": Intent.FIND_PRODUCT,
    "jacket": Intent.FIND_PRODUCT,
    "waterproof": Intent.PRODUCT_QUESTION,
    "delivery": Intent.DELIVERY_QUESTION,
    "cart": Intent.ADD_TO_CART,
    "refund": Intent.RETURN_OR_EXCHANGE,
    "broken": Intent.COMPLAINT,
}


def by_words(text: str) -> Wanted:
    """A classifier that knows the last of the words above; unsure where there is none."""
    known = [intent for word in text.lower().split() if (intent := WORDS.get(word.strip("?!.,")))]
    return Wanted(known[-1], 0.95) if known else Wanted(Intent.SMALL_TALK, 0.4)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "where is my order, and do you have it in red?",
            ("where is my order", "do you have it in red?"),
        ),
        (
            "Is it waterproof? And how long is delivery?",
            ("Is it waterproof?", "how long is delivery?"),
        ),
        (
            "add it to my cart and show me tents",
            ("add it to my cart", "show me tents"),
        ),
        (
            "show me tents. Where is my parcel? Also, how long is delivery?",
            ("show me tents.", "Where is my parcel?", "how long is delivery?"),
        ),
        ("a jacket and it should be red", ("a jacket and it should be red",)),
        ("is it waterproof and do you have it in red", None),
        ("my parcel came broken and I want a refund", None),
        ("tents and a red jacket", None),
        ("where is my order and hmm well you know", None),
        ("hello. show me tents", None),
        ("", None),
    ],
)
def test_takes_apart(text: str, parts: tuple[str, ...] | None) -> None:
    assert parts_of(text, by_words) == (parts or (text,))


def test_a_need_told_in_two_sentences_stays_whole() -> None:
    def need(text: str) -> Wanted:
        if "how" in text and "broken" in text:
            return Wanted(Intent.FIND_PRODUCT, 0.8, need=True)
        return Wanted(Intent.ORDER_STATUS if "broken" in text else Intent.FIND_PRODUCT, 0.9)

    told = "my fence is broken. how can I keep the deer out?"
    assert parts_of(told, need) == (told,)


def test_a_message_without_a_border_costs_nothing() -> None:
    def never(text: str) -> Wanted:
        raise AssertionError(text)

    assert parts_of("waterproof jacket under $120, not black", never)


@given(st.text(" .?!and", max_size=200))
def test_reads_a_few_places_and_loses_no_word(text: str) -> None:
    asked: list[str] = []

    def count(part: str) -> Wanted:
        asked.append(part)
        return by_words(part)

    parts = parts_of(text, count)
    assert len(asked) <= 2 * MOST_PLACES
    assert parts == (text,)
