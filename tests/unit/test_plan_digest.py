"""What a plan's digest depends on, and plans as JSON."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from assistant.desk.types import (
    Address,
    Customer,
    Exchange,
    Operation,
    Order,
    OrderItem,
    Payment,
    PaymentMethod,
    Plan,
    Request,
    Return,
    Shipment,
    Swap,
    Transfer,
)
from assistant.desk.wire import plan_from_json, plan_to_json

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOME = Address("1 Elm St", "", "Denver", "CO", "80201", "USA")
ITEM = OrderItem("lamp-b", "lamp", "Lamp", {"colour": "black", "size": "M"}, Decimal("5.50"))
ORDER = Order(
    id="#1",
    customer_id="eva",
    status="exchange requested",
    address=HOME,
    items=(ITEM, ITEM),
    payments=(Payment("payment", Decimal("11.00"), "card_1", AT, "", {"till": 3}),),
    shipments=(Shipment(("T1",), ("lamp-b",), "Post", AT, None, {"weight": 2.5}),),
    shipping=Decimal("0"),
    placed=AT,
    returned=Return(("lamp-b",), "card_1"),
    exchanged=Exchange(("lamp-b",), ("lamp-w",), "card_1", Decimal("-0.50")),
    extra={"note": ["kept", None]},
)
EVA = Customer(
    "eva", "Eva", "Lind", "eva@example.com", HOME,
    (PaymentMethod("gift_1", "gift_card", balance=Decimal("50.00")),), order_ids=("#1",),
)  # fmt: skip
PLAN = Plan(
    Request(Operation.EXCHANGE, "eva", "#1", swaps=(Swap("lamp-b", "lamp-w"),), method_id="card_1"),
    ORDER,
    EVA,
    (Transfer("refund", Decimal("0.50"), "card_1", "immediately"),),
    Decimal("0"),
    ("all_items",),
)


def test_a_plan_goes_through_json_unchanged() -> None:
    back = plan_from_json(plan_to_json(PLAN))
    assert back == PLAN
    assert back.digest == PLAN.digest


def test_what_means_the_same_has_the_same_digest() -> None:
    there = timezone(timedelta(hours=8))
    options = {"size": "M", "colour": "black"}
    same = replace(ITEM, price=Decimal("5.5"), options=options)
    order = replace(
        ORDER, items=(same, ITEM), placed=AT.astimezone(there), shipping=Decimal("0.00")
    )
    assert replace(PLAN, order=order).digest == PLAN.digest


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, order=None),
        replace(PLAN, customer=None),
        replace(PLAN, fee=Decimal("0.01")),
        replace(PLAN, notes=()),
        replace(PLAN, transfers=()),
        replace(PLAN, request=replace(PLAN.request, method_id="gift_1")),
        replace(PLAN, order=replace(ORDER, items=(ITEM,))),
        replace(PLAN, order=replace(ORDER, address=replace(HOME, line2="Apt 2"))),
        replace(PLAN, order=replace(ORDER, extra={})),
        replace(PLAN, customer=replace(EVA, email="eva@example.org")),
    ],
)
def test_what_differs_has_another_digest(other: Plan) -> None:
    assert other.digest != PLAN.digest
