"""Buttons on products: a message that is not read but carried out. Pure.

A tap names its products by id, so nothing depends on how titles are understood; it is a turn like
any other, and what is said next can speak of what it has put on display.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.policy import settle
from assistant.state import DialogueState
from assistant.types import Action, Intent, Message, Sentiment, Tap, Understanding
from retrieval.types import Constraints

MOST_TOGETHER = 4
"""Products that are put beside each other."""


def known(message: Message, is_known: Callable[[str], bool]) -> Message:
    """The message without products that the catalogue does not have; a tap that is left without
    what it needs is none any more, and its words are read."""
    if message.tap is None:
        return message
    ids = tuple(dict.fromkeys(one for one in message.product_ids if is_known(one)))
    enough = len(ids) >= (2 if message.tap is Tap.COMPARE else 1)
    return replace(message, product_ids=ids, tap=message.tap if enough else None)


def tapped(state: DialogueState, message: Message) -> tuple[Understanding, Action, DialogueState]:
    """What a tap wants, in place of understanding and deciding.

    Args:
        message: with a tap, and with products that the catalogue has.
    """
    assert message.tap is not None
    intent, action = _TAPS[message.tap](message.product_ids)
    read = Understanding(
        text=message.text,
        intent=intent,
        confidence=1.0,
        sentiment=Sentiment("neutral", 0.0),
        constraints=Constraints(),
        search_text="",
        references=message.product_ids,
        language=state.language,
    )
    return read, action, settle(state, read)


def _compare(ids: Sequence[str]) -> tuple[Intent, Action]:
    slots = {"ids": tuple(ids[:MOST_TOGETHER]), "question": ""}
    return Intent.COMPARE_PRODUCTS, Action("compare", slots)


def _similar(ids: Sequence[str]) -> tuple[Intent, Action]:
    return Intent.REFINE_SEARCH, Action("find", {"mode": "similar", "id": ids[0]})


def _present(ids: Sequence[str]) -> tuple[Intent, Action]:
    return Intent.FIND_PRODUCT, Action("present", {"ids": tuple(ids)})


_TAPS: Mapping[Tap, Callable[[Sequence[str]], tuple[Intent, Action]]] = {
    Tap.COMPARE: _compare,
    Tap.SIMILAR: _similar,
    Tap.PRESENT: _present,
}
