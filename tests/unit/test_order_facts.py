"""What is told of an order: its parcels, its refunds, its invoice."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from desk_records import CARD, DEMO, EVA, FORMS, GIFT, NOW, SHIPPED, an_order, piece

from assistant.desk.operations import decide
from assistant.desk.order_facts import invoice_text, parcels_of, refunds_of, unsent_items
from assistant.desk.rules import Rules
from assistant.desk.types import Operation, Order, Payment, Plan, Request, Shipment, Swap


def done(rules: Rules, request: Request, order: Order) -> Order:
    made = decide(rules, request, EVA, order, FORMS, NOW)
    assert isinstance(made, Plan)
    assert made.order is not None
    return made.order


def test_parcels_hold_their_pieces_and_the_rest_is_unsent() -> None:
    sent = (Shipment(("T1",), ("mug-s",), "Post", NOW), Shipment(("T2",), ("tv-1",)))
    order = replace(an_order("lamp-b", "mug-s", "tv-1"), shipments=sent)
    first, second = parcels_of(order)
    assert (first.items, first.tracking, first.carrier) == ((piece("mug-s"),), ("T1",), "Post")
    assert (second.items, second.delivered) == ((piece("tv-1"),), None)
    assert unsent_items(order) == (piece("lamp-b"),)


def test_a_cancelled_order_tells_its_refund_and_how_long_it_takes() -> None:
    request = Request(Operation.CANCEL, "eva", "#W1", "no longer needed")
    (card,) = refunds_of(SHIPPED, done(SHIPPED, request, an_order("mug-s")), EVA)
    assert (card.amount, card.method, card.sent) == (Decimal("8.10"), CARD, True)
    assert card.when == "within 5 to 7 business days"
    (gift,) = refunds_of(SHIPPED, done(SHIPPED, request, an_order("mug-s", method=GIFT)), EVA)
    assert gift.when == "immediately"


def test_an_announced_return_is_not_sent_yet() -> None:
    request = Request(
        Operation.RETURN, "eva", "#W1", item_ids=("mug-s", "mug-s"), method_id="gift_1"
    )
    order = done(SHIPPED, request, an_order("mug-s", "tv-1", "mug-s", status="delivered"))
    (one,) = refunds_of(SHIPPED, order, EVA)
    assert (one.amount, one.method, one.sent) == (Decimal("16.20"), GIFT, False)
    assert one.items == (piece("mug-s"), piece("mug-s"))
    assert one.when == "", "the shipped rules do not say how long a return takes"
    (less_fee,) = refunds_of(DEMO, order, EVA)
    assert less_fee.amount is None
    assert less_fee.when == "within 5 working days of the return reaching us"


def test_a_cheaper_exchange_announces_its_difference_and_a_dearer_one_nothing() -> None:
    for new, amounts in (("lamp-r", [Decimal("9.75")]), ("lamp-w", [])):
        request = Request(
            Operation.EXCHANGE, "eva", "#W1", swaps=(Swap("lamp-b", new),), method_id="card_1"
        )
        order = done(SHIPPED, request, an_order("lamp-b", status="delivered"))
        assert [one.amount for one in refunds_of(SHIPPED, order, EVA)] == amounts


def test_a_refund_that_went_out_is_no_longer_announced() -> None:
    at = datetime(2026, 2, 24, tzinfo=UTC)
    payments = (*an_order("mug-s").payments, Payment("refund", Decimal("3.20"), "card_1", at))
    order = replace(an_order("mug-s", status="refunded"), payments=payments)
    (one,) = refunds_of(DEMO, order, EVA)
    assert (one.amount, one.at, one.sent) == (Decimal("3.20"), at, True)
    assert "bank" in one.when


def test_an_order_without_refunds_has_none() -> None:
    assert refunds_of(SHIPPED, an_order("mug-s"), EVA) == ()


def test_an_invoice_adds_up_and_is_ready_to_print() -> None:
    order = an_order("tv-2", "mug-s", "mug-s", shipping="12.90")
    order = replace(
        order,
        placed=datetime(2026, 2, 3, tzinfo=UTC),
        payments=(*order.payments, Payment("refund", Decimal("8.10"), "gone")),
    )
    assert invoice_text(order, EVA, "Tiny Shop").splitlines() == [
        "Tiny Shop",
        "Invoice for order #W1",
        "Ordered on February 3, 2026",
        "",
        "Eva Lind",
        "1 Elm St",
        "Denver, CO 80201",
        "USA",
        "",
        "TV (60 inch)                              900.00 USD",
        "Mug (small)                                 8.10 USD",
        "Mug (small)                                 8.10 USD",
        "Delivery                                   12.90 USD",
        "----------------------------------------------------",
        "Total                                     929.10 USD",
        "Payment: visa credit card ending in 1234  929.10 USD",
        "Refund: another method                     -8.10 USD",
    ]
