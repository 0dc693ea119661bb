"""Conversations that go back and forth, over the tiny shop: the whole way of a message."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tiny_shop import CHEAPER, MORE, Talk, ids, tiny_assistant

from assistant.settings import Settings
from assistant.types import Intent, Refinement
from retrieval.types import Constraints, Facets, PriceRange

REFINE: dict[str, Any] = {"intent": Intent.REFINE_SEARCH, "search_text": ""}
DENY: dict[str, Any] = {"intent": Intent.DENY, "search_text": ""}
SCRIPT: Mapping[str, Mapping[str, Any]] = {
    "jacket under 100": {
        "search_text": "jacket",
        "constraints": Constraints(price=PriceRange(max=Decimal(100))),
    },
    "not the first": {**DENY, "refused": ("J1",)},
    "not that one either": {**DENY, "refused": ("J2",)},
    "the third is ugly": {**DENY, "refused": ("J3",)},
    "cheaper": {**REFINE, "refinement": CHEAPER},
    "a bit cheaper": {**REFINE, "refinement": Refinement(cheaper=True, slight=True)},
    "lighter": {**REFINE, "refinement": Refinement(relative=(("weight", -1),))},
    "lighter than the second": {
        **REFINE,
        "references": ("J2",),
        "refinement": Refinement(relative=(("weight", -1),)),
    },
    "quieter": {**REFINE, "refinement": Refinement(relative=(("noise", -1),))},
    "bigger": {**REFINE, "refinement": Refinement(relative=(("size", 1),))},
    "more powerful": {**REFINE, "refinement": Refinement(relative=(("power", 1),))},
    "in black": {**REFINE, "constraints": Constraints(include=Facets(colours=("black",)))},
    "go back to the jackets": {**REFINE, "refinement": Refinement(back=True)},
    "the previous search": {**REFINE, "refinement": Refinement(back=True)},
    "start over": {**REFINE, "refinement": Refinement(drop=("all",), restart=True)},
    "more": {**REFINE, "refinement": MORE},
    "why?": {"intent": Intent.PRODUCT_QUESTION, "search_text": ""},
    "why the second one?": {"intent": Intent.PRODUCT_QUESTION, "references": ("J3",)},
    "add it": {"intent": Intent.ADD_TO_CART, "search_text": "", "ambiguous": ("J1", "J2", "J3")},
    "where is my order": {"intent": Intent.ORDER_STATUS},
    "yes": {"intent": Intent.AFFIRM, "search_text": ""},
    "don't mind": {"intent": Intent.SMALL_TALK, "confidence": 0.4, "search_text": ""},
    "Ashwood": {"constraints": Constraints(include=Facets(brands=("Ashwood",))), "search_text": ""},
}


@pytest.fixture
def talk(tmp_path: Path) -> Any:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        yield Talk(assistant)


def test_what_is_turned_down_is_not_shown_again_in_this_search(talk: Talk) -> None:
    assert ids(talk.say("jacket")) == ["J1", "J2", "J3"]
    reply = talk.say("not the first")
    assert set(ids(reply)) == {"J2", "J3"}
    assert reply.text.startswith("Left out.")
    assert ids(talk.say("not that one either")) == ["J3"]
    assert "J1" not in ids(talk.say("jacket under 100"))  # the same need, said again
    assert talk.say("the third is ugly").action == "no_more"
    assert "J1" in ids(talk.say("lamp")) + ids(talk.say("jacket"))  # a search of its own


def test_a_relative_wish_uses_what_the_records_state_and_says_so(talk: Talk) -> None:
    talk.say("jacket")
    reply = talk.say("lighter than the second")
    assert ids(reply) == ["J1"]
    assert "lighter than the Ridge Wool Jacket (900 g)" in reply.text
    assert "lighter than 900 g" in reply.chips
    assert reply.state["bounds"][0]["value"] == 900
    reply = talk.say("lighter")
    assert reply.action == "nothing_fits"
    assert "None is lighter: the lightest is 310 g, the Drizzle Rain Jacket." in reply.text


def test_a_bound_holds_on_and_ends_with_the_search(talk: Talk) -> None:
    talk.say("lamp")
    talk.say("more powerful")
    reply = talk.say("jacket")
    assert reply.state["bounds"] == []
    talk.say("lighter than the second")
    assert ids(talk.say("in black")) == ["J1"]


def test_a_wish_that_no_record_speaks_of_is_answered_honestly(talk: Talk) -> None:
    talk.say("lamp")
    reply = talk.say("quieter")
    assert reply.action == "ask"
    assert "do not state what makes one quieter" in reply.text
    talk.say("jacket")
    assert "S and M" in talk.say("bigger").text


def test_a_bit_cheaper_is_a_step(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT, Settings(top_shown=2)) as assistant:
        talk = Talk(assistant)
        talk.say("lamp")
        reply = talk.say("a bit cheaper")
        assert reply.cards[0].product.price is not None
        assert Decimal("24.50") <= reply.cards[0].product.price < Decimal("119.00")
        origins = {one["limit"]: one["source"] for one in reply.state["origins"]}
        assert origins["price.max"] == "inferred"


def test_earlier_searches_can_be_taken_up_by_name_or_as_the_last(talk: Talk) -> None:
    talk.say("jacket under 100")
    talk.say("lamp")
    talk.say("socks")
    reply = talk.say("go back to the jackets")
    assert reply.state["topic"] == "jacket"
    assert reply.chips == ("under $100",)
    assert reply.text.startswith("Back to “jacket” (under $100)")
    assert talk.say("the previous search").state["topic"] == "socks"


def test_starting_over_asks_and_keeps_the_way_back(talk: Talk) -> None:
    talk.say("jacket under 100")
    reply = talk.say("start over")
    assert (reply.action, reply.state["topic"]) == ("ask", "")
    assert "from the beginning" in reply.text
    assert talk.say("the previous search").state["topic"] == "jacket"


def test_a_product_that_is_named_is_what_the_talk_is_about(talk: Talk) -> None:
    assert talk.say("Pebble Table Lamp").state["focus"] == "L1"
    assert talk.say("jacket").state["focus"] == ""


def test_why_is_answered_from_the_reasons_of_the_card(talk: Talk) -> None:
    talk.say("jacket under 100")
    reply = talk.say("why?")
    assert reply.action == "explain"
    assert "Why the Drizzle Rain Jacket: at $89.00 it keeps to under $100" in reply.text
    assert "matches: jacket" in reply.text
    assert "Harbour Jacket" in talk.say("why the second one?").text


def test_it_asks_which_naming_the_difference(talk: Talk) -> None:
    talk.say("jacket")
    reply = talk.say("add it")
    assert reply.action == "ask"
    assert reply.suggestions == ("the nylon one", "the wool one", "the cotton one")
    assert "the nylon one, the wool one or the cotton one?" in reply.text
    assert reply.state["pending"]["kind"] == "which"
    assert reply.state["pending"]["said"] == "add it"


def test_two_wishes_in_one_message_are_answered_in_order(talk: Talk) -> None:
    reply = talk.say("where is my order | jacket under 100")
    assert (reply.turn, reply.action) == (1, "show_products")
    assert ids(reply) == ["J1", "J3"]
    assert reply.text.index("cannot see orders") < reply.text.index("Drizzle")
    assert talk.say("yes").action == "handoff"  # to "shall I leave a note?"
    assert next(turn.user for turn in talk.assistant.history("t")).startswith("where is my order")
    assert talk.say("lamp").turn == 3
