"""The shipped rules over all orders of the tau2 retail records (skipped where the data is not)."""

import os
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from desk_records import NOW, SHIPPED

from assistant.desk.exchange import read_records
from assistant.desk.operations import allowed, decide
from assistant.desk.records import Records
from assistant.desk.types import Customer, Operation, Plan, Request, Swap

DATA = Path(os.environ.get("DAOGOU_DATA", Path(__file__).parents[3] / "shared" / "data"))
FILE = DATA / "tau2_retail" / "db.json"
PENDING = {
    Operation.CANCEL,
    Operation.CHANGE_ADDRESS,
    Operation.CHANGE_PAYMENT,
    Operation.CHANGE_ITEMS,
}
DELIVERED = {Operation.RETURN, Operation.EXCHANGE}


@pytest.fixture(scope="module")
def records() -> Records:
    if not FILE.is_file():
        pytest.skip(f"no {FILE}: set DAOGOU_DATA to the folder of the public data")
    return read_records(FILE).records


@pytest.fixture(scope="module")
def customers(records: Records) -> dict[str, Customer]:
    return {one.id: one for one in records.customers}


def test_only_pending_orders_change_and_only_delivered_ones_come_back(
    records: Records, customers: dict[str, Customer]
) -> None:
    for order in records.orders:
        possible = {
            one
            for one in PENDING | DELIVERED
            if allowed(SHIPPED, one, customers[order.customer_id], order, NOW) is None
        }
        states = {"pending": PENDING, "delivered": DELIVERED}
        assert possible == states.get(order.status, set())


def test_a_cancelled_order_is_paid_back_the_way_it_was_paid(
    records: Records, customers: dict[str, Customer]
) -> None:
    times: Counter[tuple[str, str]] = Counter()
    for order in [one for one in records.orders if one.status == "pending"]:
        customer = customers[order.customer_id]
        request = Request(Operation.CANCEL, customer.id, order.id, "ordered by mistake")
        plan = decide(SHIPPED, request, customer, order, {}, NOW)
        assert isinstance(plan, Plan)
        (transfer,) = plan.transfers
        assert transfer.amount == order.total
        method = customer.method(transfer.method_id)
        assert method is not None
        times[method.kind, transfer.when] += 1
        if method.balance is not None:
            assert plan.customer is not None
            after = plan.customer.method(method.id)
            assert after is not None
            assert after.balance == method.balance + order.total
    assert set(times) == {
        ("gift_card", "immediately"),
        ("paypal", "within 5 to 7 business days"),
        ("credit_card", "within 5 to 7 business days"),
    }


def test_whole_orders_come_back_to_the_original_method_or_a_gift_card_only(
    records: Records, customers: dict[str, Customer]
) -> None:
    for order in [one for one in records.orders if one.status == "delivered"]:
        customer = customers[order.customer_id]
        ids = tuple(one.item_id for one in order.items)
        for method in customer.payment_methods:
            request = Request(
                Operation.RETURN, customer.id, order.id, item_ids=ids, method_id=method.id
            )
            plan = decide(SHIPPED, request, customer, order, {}, NOW)
            fine = method.kind == "gift_card" or method.id == order.payments[0].method_id
            assert isinstance(plan, Plan) == fine
            if isinstance(plan, Plan):
                assert [one.amount for one in plan.transfers] == [order.total]


def test_every_piece_of_a_delivered_order_swaps_into_available_forms_of_its_product(
    records: Records, customers: dict[str, Customer]
) -> None:
    forms = {form.id: form for one in records.products for form in one.forms}
    for order in [one for one in records.orders if one.status == "delivered"]:
        customer = customers[order.customer_id]
        card = next((m for m in customer.payment_methods if m.kind != "gift_card"), None)
        if card is None:
            continue
        item = order.items[0]
        for form in [one for one in forms.values() if one.product_id == item.product_id]:
            request = Request(
                Operation.EXCHANGE,
                customer.id,
                order.id,
                swaps=(Swap(item.item_id, form.id),),
                method_id=card.id,
            )
            plan = decide(SHIPPED, request, customer, order, forms, NOW)
            assert isinstance(plan, Plan) == (form.available and form.id != item.item_id)
            if isinstance(plan, Plan):
                assert plan.order is not None
                assert plan.order.exchanged is not None
                assert plan.order.exchanged.difference == form.price - item.price
                moved = sum((one.amount for one in plan.transfers), Decimal(0))
                assert moved == abs(form.price - item.price)
