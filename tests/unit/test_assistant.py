"""Whole conversations over the tiny shop: graph, services, replies, memory."""

import sqlite3
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, Pool, event
from tiny_shop import CHEAPER, MORE, Talk, ids, tiny_assistant

from assistant.desk.http_backend import HttpBackend
from assistant.errors import UnknownShopperError
from assistant.settings import Settings
from assistant.storage.engine import open_database
from assistant.types import Intent, Message, Refinement, Reply, Sentiment
from ranking.types import Event, EventKind
from retrieval.types import Constraints, Facets, PriceRange, Sort

AFFIRM: dict[str, Any] = {"intent": Intent.AFFIRM, "search_text": ""}
SCRIPT: Mapping[str, Mapping[str, Any]] = {
    "jacket under 100": {
        "search_text": "jacket",
        "constraints": Constraints(price=PriceRange(max=Decimal(100))),
    },
    "jacket under 20": {
        "search_text": "jacket",
        "constraints": Constraints(price=PriceRange(max=Decimal(20))),
    },
    "jacket under 20 euros": {
        "search_text": "jacket",
        "constraints": Constraints(price=PriceRange(max=Decimal(60), currency="EUR")),
    },
    "furry lamp": {
        "search_text": "furry lamp",
        "constraints": Constraints(include=Facets(categories=("Lamps",), attributes=("furry",))),
    },
    "lamps, cheapest first": {
        "search_text": "lamp",
        "constraints": Constraints(sort=Sort.PRICE_ASC),
    },
    "yes": AFFIRM,
    "cheaper": {"intent": Intent.REFINE_SEARCH, "search_text": "", "refinement": CHEAPER},
    "more": {"intent": Intent.REFINE_SEARCH, "search_text": "", "refinement": MORE},
    "like the first": {
        "intent": Intent.REFINE_SEARCH,
        "search_text": "",
        "references": ("L1",),
        "refinement": Refinement(similar=True),
    },
    "compare": {"intent": Intent.COMPARE_PRODUCTS, "search_text": ""},
    "what is it made of?": {"intent": Intent.PRODUCT_QUESTION, "search_text": ""},
    "does it have a hood?": {"intent": Intent.PRODUCT_QUESTION, "search_text": ""},
    "is the Pebble Table Lamp dimmable?": {"intent": Intent.PRODUCT_QUESTION},
    "add the first": {
        "intent": Intent.ADD_TO_CART,
        "search_text": "",
        "references": ("J1",),
    },
    "add the socks": {"intent": Intent.ADD_TO_CART, "search_text": "", "references": ("S1",)},
    "add the harbour": {"intent": Intent.ADD_TO_CART, "search_text": "", "references": ("J3",)},
    "black": {"search_text": "", "constraints": Constraints(include=Facets(colours=("black",)))},
    "cart": {"intent": Intent.VIEW_CART, "search_text": ""},
    "can I return it?": {"intent": Intent.RETURN_OR_EXCHANGE},
    "is cash okay?": {"intent": Intent.PAYMENT_QUESTION},
    "where is my order": {"intent": Intent.ORDER_STATUS},
    "it broke!!": {"intent": Intent.COMPLAINT, "sentiment": Sentiment("negative", -0.9)},
    "a person please": {"intent": Intent.HUMAN_AGENT},
    "recommend": {"intent": Intent.RECOMMEND, "search_text": ""},
    "gibberish": {"intent": Intent.OUT_OF_SCOPE},
    "我要袜子": {"search_text": "socks", "language": "zh"},
    "hi": {"intent": Intent.SMALL_TALK, "search_text": ""},
}


@pytest.fixture
def talk(tmp_path: Path) -> Any:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        yield Talk(assistant)


def test_limits_hold_in_what_is_shown_and_are_said(talk: Talk) -> None:
    reply = talk.say("jacket under 100")
    assert (reply.action, ids(reply)) == ("show_products", ["J1", "J3"])  # J3 is out of stock
    assert reply.chips == ("under $100",)
    assert "$89.00" in reply.text
    assert reply.cards[0].reason_texts == ("Matches: jacket",)
    assert set(reply.stages_ms) == {"understand", "desk", "retrieve", "rank", "reply"}
    assert reply.latency_ms >= sum(reply.stages_ms.values()) * 0.9


def test_nothing_fits_offers_the_nearest_and_a_yes_shows_it(talk: Talk) -> None:
    reply = talk.say("jacket under 20")
    assert (reply.action, ids(reply)) == ("nothing_fits", [])
    assert "None under $20; the cheapest is $59.50, the Harbour Jacket." in reply.text
    reply = talk.say("yes")
    assert (reply.action, ids(reply)) == ("show_products", ["J3"])
    assert reply.state["constraints"]["price"]["max"] == 59.5


def test_a_wish_that_no_listing_says_is_given_up_openly(talk: Talk) -> None:
    reply = talk.say("furry lamp")
    assert reply.action == "show_products"
    assert "No listing says furry" in reply.text
    assert {card.product.category[-1] for card in reply.cards} == {"Lamps"}


def test_cheaper_means_cheaper_than_what_was_shown(talk: Talk) -> None:
    talk.say("lamp")
    reply = talk.say("cheaper")
    assert reply.action == "nothing_fits"  # all lamps were shown; the search stays as it was
    assert "None is cheaper: the cheapest is $24.50" in reply.text
    assert reply.state["constraints"]["price"]["max"] is None
    assert ids(talk.say("lamps, cheapest first")) == ["L3", "L1", "L2"]


def test_cheaper_with_something_cheaper(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT, Settings(top_shown=1)) as assistant:
        talk = Talk(assistant)
        assert ids(talk.say("lamp")) == ["L2"]
        reply = talk.say("cheaper")
        assert ids(reply)[0] in ("L1", "L3")
        assert reply.state["constraints"]["price"]["max"] == 118.99  # a cent below 119.00


def test_more_shows_others_until_there_are_none(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT, Settings(top_shown=2)) as assistant:
        talk = Talk(assistant)
        first, second = talk.say("lamp"), talk.say("more")
        assert not set(ids(first)) & set(ids(second))
        assert talk.say("more").action == "no_more"


def test_similar_leaves_the_product_itself_out(talk: Talk) -> None:
    talk.say("lamp")
    reply = talk.say("like the first")
    assert set(ids(reply)) == {"L2", "L3"}
    assert "Close to the Pebble Table Lamp" in reply.text


def test_a_limit_in_another_currency_is_taken_and_said(talk: Talk) -> None:
    reply = talk.say("jacket under 20 euros")
    assert ids(reply) == ["J3"]
    assert "Prices here are in USD; I took your limit as $60." in reply.text


def test_comparing_and_asking(talk: Talk) -> None:
    talk.say("jacket")
    reply = talk.say("compare")
    assert reply.action == "compare"
    assert reply.comparison[1] == ("Price", "$89.00", "$129.00")
    assert ids(reply) == ["J1", "J2"]
    assert "Material is given as “nylon”" in talk.say("what is it made of?").text
    reply = talk.say("does it have a hood?")
    assert "does not say" in reply.text
    assert reply.suggestions == ("Yes, please", "No, thanks")
    assert "note 1" in talk.say("yes").text


def test_a_product_named_in_a_question_is_found_and_answered(talk: Talk) -> None:
    reply = talk.say("is the Pebble Table Lamp dimmable?")
    assert reply.action == "answer_product_question"
    assert "“Dimmable”" in reply.text
    assert reply.state["focus"] == "L1"


def test_a_cart_asks_for_the_form_and_lasts(talk: Talk) -> None:
    reply = talk.say("add the first")
    assert (reply.action, reply.suggestions) == ("add_to_cart", ("black", "moss green"))
    reply = talk.say("black")
    assert "(black, S)" in reply.text  # black in M is sold out, so S is the only one left
    reply = talk.say("add the socks")
    assert "It now holds 2 items, $103.90 together" in reply.text  # 89.00 + 14.90
    assert "out of stock" in talk.say("add the harbour").text
    reply = talk.say("cart")
    assert ids(reply) == ["J1", "S1"]
    assert "1 × Drizzle Rain Jacket (black, S) ($89.00)" in reply.text


def test_a_customer_s_cart_follows_them_and_a_guest_s_does_not(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        Talk(assistant, "C-1", "one").say("add the socks")
        assert ids(Talk(assistant, "C-1", "two").say("cart")) == ["S1"]
        Talk(assistant, None, "three").say("add the socks")
        assert Talk(assistant, None, "four").say("cart").action == "view_cart"
        assert ids(Talk(assistant, None, "four").say("cart")) == []


def test_pages_are_quoted_and_their_silence_is_said(talk: Talk) -> None:
    assert "“You may send things back within 30 days" in talk.say("can I return it?").text
    reply = talk.say("is cash okay?")
    assert "Our pages do not say" in reply.text
    assert talk.say("yes").action == "handoff"


def test_orders_are_not_pretended_about(talk: Talk) -> None:
    reply = talk.say("where is my order")
    assert reply.action == "order_help"
    assert "cannot see orders" in reply.text
    assert talk.say("yes").action == "handoff"


def test_a_note_holds_the_talk(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        talk = Talk(assistant, "C-1")
        talk.say("lamp")
        reply = talk.say("a person please")
        assert "note 1" in reply.text
        (ticket,) = assistant.inbox.queue()
        said = [one.text for one in assistant.inbox.case(ticket.number).transcript]
    assert (ticket.call.shopper_id, ticket.call.reason) == ("C-1", "request")
    assert ticket.call.summary.who == 'A guest with the id "C-1", not verified'
    assert "“lamp”, “a person please”; looking for lamp" in ticket.call.summary.what
    assert ticket.call.summary.tried == ("showed products",)
    assert (said[0], said[-1]) == ("lamp", reply.text)


def test_a_complaint_is_met_with_regret_and_a_person(talk: Talk) -> None:
    reply = talk.say("it broke!!")
    assert reply.action == "acknowledge_complaint"
    assert "sorry" in reply.text
    assert talk.say("yes").action == "handoff"


def test_two_failures_bring_the_offer_of_a_person(talk: Talk) -> None:
    assert "Shall I leave a note" not in talk.say("gibberish").text
    assert "Shall I leave a note" in talk.say("gibberish").text
    assert talk.say("yes").action == "handoff"


def test_recommending_knows_the_customer(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        reply = Talk(assistant, "C-1").say("recommend")
        assert reply.cards[0].product.brand == "Northfell"
        assert "S1" not in ids(reply)  # bought once
        assert "looked at and bought" in reply.text
        assert "do not know your taste" in Talk(assistant, None, "g").say("recommend").text


def test_other_languages_get_an_honest_line_and_products(talk: Talk) -> None:
    reply = talk.say("我要袜子")
    assert reply.text.startswith("抱歉")
    assert set(ids(reply)) == {"S1", "S2"}


def test_a_shop_s_own_greeting(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT, Settings(greeting="Servus!")) as assistant:
        assert Talk(assistant).say("hi").text == "Servus!"


def test_history_comes_back_whole(talk: Talk) -> None:
    said = [talk.say(text) for text in ("hi", "jacket under 100", "compare", "jacket under 20")]
    kept = talk.assistant.history("t")
    assert [turn.user for turn in kept] == ["hi", "jacket under 100", "compare", "jacket under 20"]
    for turn, reply in zip(kept, said, strict=True):
        assert without_times(turn.reply) == without_times(reply)
    assert talk.assistant.history("unknown") == ()


def without_times(reply: Reply) -> dict[str, Any]:
    names = [name for name in Reply.__slots__ if name not in ("latency_ms", "stages_ms")]
    return {name: getattr(reply, name) for name in names}


def test_a_conversation_goes_on_in_another_process_s_assistant(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        Talk(assistant).say("jacket under 20")
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        reply = Talk(assistant).say("yes")
        assert (reply.turn, ids(reply)) == (2, ["J3"])
        assert len(assistant.history("t")) == 2


def test_what_is_kept_is_plain_data(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        Talk(assistant).say("jacket under 100")
    rows = sqlite3.connect(tmp_path / "conversations.db")
    kept = rows.execute("SELECT type, checkpoint FROM checkpoints").fetchall()
    rows.close()
    assert len(kept) == 1  # one for each turn
    for kind, blob in kept:
        assert kind == "msgpack"
        assert b"assistant.types" not in blob


def test_turns_of_one_conversation_never_run_into_each_other(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        replies: list[Reply] = []
        threads = [
            threading.Thread(
                target=lambda name: replies.append(assistant.reply(Message("hi", name))),
                args=(f"talk-{number % 2}",),
            )
            for number in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for name in ("talk-0", "talk-1"):
            turns = sorted(reply.turn for reply in replies if reply.conversation_id == name)
            assert turns == [1, 2, 3, 4, 5, 6]
            assert [turn.reply.turn for turn in assistant.history(name)] == turns


def test_events_change_what_is_known_of_a_customer(tmp_path: Path) -> None:
    at = datetime(2026, 5, 4, tzinfo=UTC)
    with tiny_assistant(tmp_path, SCRIPT) as assistant:
        assistant.record(Event("e1", "C-1", EventKind.PURCHASE, "L1", at))
        assistant.record(Event("e1", "C-1", EventKind.PURCHASE, "L1", at))
        assistant.record(Event("e2", "C-1", EventKind.DISLIKE, "L2", at))
        (shopper,) = assistant.shoppers()
        assert shopper.history == ("J1", "S1", "L1")
        assert shopper.bought == ("S1", "L1")
        assert shopper.disliked == ("L2",)
        assert assistant.shopper("C-1") == shopper
        with pytest.raises(UnknownShopperError, match="guest"):
            assistant.shopper("nobody")
        assert [card.product.id for card in assistant.recommend("nobody", 2)] == ["S1", "J1"]
        assert assistant.recommend("C-1", 2)[0].product.id == "J1"  # S1 was bought once


def test_records_are_at_hand_for_the_pages(talk: Talk) -> None:
    product = talk.assistant.product("L1")
    assert product is not None
    assert talk.assistant.product("nothing") is None
    assert [review.id for review in talk.assistant.reviews("L1")] == ["L1-R1"]
    assert talk.assistant.reviews("nothing") == ()
    assert talk.assistant.image_path(product) is None
    found = talk.assistant.search("jacket under 100", None, 5)
    assert [card.product.id for card in found] == ["J1", "J3"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00\x07", "<script>alert(1)</script>", "{price} %s {0}", "🙂" * 40, "a" * 9_000],
)
def test_odd_messages_get_a_polite_answer(talk: Talk, text: str) -> None:
    reply = talk.say(text)
    assert len(reply.text) > 10
    assert reply.turn == 1
    assert talk.say("lamp").turn == 2


def test_one_database_is_opened_once_and_all_is_let_go(tmp_path: Path) -> None:
    opened: set[int] = set()
    held: set[int] = set()

    # What threads of earlier tests still write elsewhere is not looked at.
    def came(connection: object, record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            files = connection.execute("pragma database_list").fetchall()
            if str(tmp_path) in str(files):
                held.add(id(record))

    def went(connection: object, record: object) -> None:
        held.discard(id(record))

    def used(connection: Connection) -> None:
        if str(tmp_path) in str(connection.engine.url):
            opened.add(id(connection.engine))

    listened = ((Pool, "connect", came), (Pool, "close", went), (Engine, "engine_connect", used))
    for listener in listened:
        event.listen(*listener)
    try:
        engine = open_database(tmp_path / "shop.db")
        backend = HttpBackend("http://127.0.0.1:9")
        with tiny_assistant(tmp_path, SCRIPT, backend=backend, engine=engine) as assistant:
            Talk(assistant).say("a person please")
            assert (opened, bool(held)) == ({id(engine)}, True)
    finally:
        for listener in listened:
            event.remove(*listener)
    assert not held
    with pytest.raises(RuntimeError, match="closed"):
        backend.customer("eva")
