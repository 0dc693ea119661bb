"""Buttons on products as turns, a guest's own events, and orders as cards."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from desk_talk import Shop
from tiny_shop import CHEAPER, Talk, ids, tiny_assistant

from assistant.assistant import Assistant
from assistant.desk.types import Address, Order, OrderItem, Shipment
from assistant.records import turn_from_json, turn_to_json
from assistant.reply.order_cards import order_card
from assistant.service.cart import owner_of
from assistant.types import Intent, Message, Reply, Tap
from ranking.types import Event, EventKind

HERE = "conversation-taps"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SCRIPT = {
    "lamp": {"search_text": "lamp"},
    "cheaper": {"intent": Intent.REFINE_SEARCH, "search_text": "", "refinement": CHEAPER},
}


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path, SCRIPT) as made:
        yield made


def tap(assistant: Assistant, which: Tap, *products: str) -> Reply:
    return assistant.reply(Message("(a button)", HERE, tap=which, product_ids=products))


def test_any_products_are_compared_and_then_talked_about(assistant: Assistant) -> None:
    reply = tap(assistant, Tap.COMPARE, "L1", "J2")
    assert (reply.action, ids(reply)) == ("compare", ["L1", "J2"])
    assert len(reply.comparison[0]) == 3
    assert reply.state["shown"] == ["L1", "J2"]
    assert assistant.history(HERE)[0].user == "(a button)"


def test_similar_ones_leave_the_product_out_and_can_be_refined(assistant: Assistant) -> None:
    reply = tap(assistant, Tap.SIMILAR, "L1")
    assert reply.action == "show_products"
    assert ids(reply)
    assert "L1" not in ids(reply)


def test_what_a_picture_found_is_what_the_talk_is_about(assistant: Assistant) -> None:
    reply = tap(assistant, Tap.PRESENT, "L2", "L1")
    assert ids(reply) == ["L2", "L1"]
    assert "picture" in reply.text
    dearest = max(card.product.price or Decimal(0) for card in reply.cards)
    after = assistant.reply(Message("cheaper", HERE))
    assert all((card.product.price or Decimal(0)) < dearest for card in after.cards)


def test_unknown_products_are_left_out_and_a_tap_without_enough_is_read_as_words(
    assistant: Assistant,
) -> None:
    assert ids(tap(assistant, Tap.COMPARE, "L1", "nope", "L2")) == ["L1", "L2"]
    reply = assistant.reply(Message("lamp", HERE, tap=Tap.COMPARE, product_ids=("L1", "L1")))
    assert (reply.action, reply.intent) == ("show_products", Intent.FIND_PRODUCT)


def test_what_a_guest_dislikes_is_shown_no_more_in_their_conversation_alone(
    assistant: Assistant,
) -> None:
    first = ids(assistant.reply(Message("lamp", HERE)))[0]
    guest = owner_of(None, HERE)
    assistant.record(Event("event-0001", guest, EventKind.DISLIKE, first, NOW))
    assert first not in ids(assistant.reply(Message("lamp", HERE)))
    assert first in ids(assistant.reply(Message("lamp", "conversation-other")))


def piece(number: int) -> OrderItem:
    return OrderItem("I1", "P1", "Mug", {"colour": "grey"}, Decimal(number))


@pytest.mark.parametrize(
    ("status", "shipments", "done"),
    [
        ("pending", (), ["Ordered"]),
        ("processed", (), ["Ordered", "Packed"]),
        ("processed", (Shipment(("T1",), ("I1",), shipped=NOW),),
         ["Ordered", "Packed", "On the way"]),
        ("out for delivery", (), ["Ordered", "Packed", "On the way"]),
        ("delivered", (), ["Ordered", "Packed", "On the way", "Delivered"]),
        ("partially delivered", (), ["Ordered", "Packed", "On the way"]),
        ("cancelled", (), ["Ordered", "Cancelled"]),
        ("return requested", (), ["Ordered", "Packed", "On the way", "Delivered", "Going back"]),
        ("in the making", (), ["Ordered"]),
    ],
)  # fmt: skip
def test_how_far_an_order_has_come(
    status: str, shipments: tuple[Shipment, ...], done: list[str]
) -> None:
    order = Order("#1", "c", status, Address("x"), (piece(3), piece(3)), shipments=shipments)
    card = order_card(order)
    assert [step.name for step in card.steps if step.done] == done
    assert [(one.name, one.form, one.count) for one in card.lines] == [("Mug", "grey", 2)]
    assert card.total == Decimal(6)


def test_an_answer_about_orders_has_their_cards_and_keeps_them(tmp_path: Path) -> None:
    script = {"my orders": {"intent": Intent.ORDER_STATUS}}
    with tiny_assistant(tmp_path, script, backend=Shop(tmp_path).backend) as assistant:
        talk = Talk(assistant)
        assert talk.say("my orders").orders == ()
        reply = talk.say("eva@example.com")
        assert reply.orders
        assert all(one.id in reply.text for one in reply.orders)
        kept = turn_from_json(turn_to_json("x", reply), assistant._store.get)
        assert kept.reply.orders == reply.orders
