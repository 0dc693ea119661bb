"""Whatever is asked of whatever order: money adds up, states are kept, nothing else changes."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from desk_records import DEMO, EVA, FORMS, GIFT, HOME, NOW, OFFICE, SHIPPED, an_order
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.desk.operations import allowed, decide
from assistant.desk.operations.money import open_payments, paid
from assistant.desk.rule_parts import OrderRules
from assistant.desk.rules import Rules
from assistant.desk.types import (
    Customer,
    Operation,
    Order,
    Payment,
    Plan,
    Refusal,
    Request,
    Swap,
)

CHANGING = [one for one in Operation if one not in ("status", "refund_status", "invoice")]
STATUSES = ("pending", "delivered", "exchanged", "processed", "pending (item modified)")
METHODS = ["card_1", "paypal_1", "gift_1", "gift_2", "paypal_2", ""]
CATEGORY = ("Home", "Things")
GOODS = {one.id: replace(one, category=CATEGORY) for one in FORMS.values()}
RULES = st.sampled_from([SHIPPED, DEMO])
CENTS = st.integers(1, 30_000).map(lambda cents: Decimal(cents) / 100)


@st.composite
def customers(draw: st.DrawFn) -> Customer:
    """Eva with two gift cards of any balance, and in the club or not."""
    cards = tuple(replace(GIFT, id=f"gift_{n}", balance=draw(CENTS)) for n in (1, 2))
    group = draw(st.sampled_from(["", "member"]))
    return replace(EVA, payment_methods=(*EVA.payment_methods[:2], *cards), group=group)


@st.composite
def orders(draw: st.DrawFn, statuses: tuple[str, ...] = STATUSES) -> Order:
    """An order, paid in one or two ways, perhaps with money given back already."""
    ids = draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=4))
    status = draw(st.sampled_from(statuses))
    days = draw(st.sampled_from([1, 29, 45, 70]))
    shipping = draw(st.sampled_from(["0", "4.90", "12.90"]))
    made = an_order(*ids, status=status, shipping=shipping, delivered=NOW - timedelta(days=days))
    if draw(st.booleans()):
        return made
    cut = draw(st.integers(0, int(made.total * 100))) * Decimal("0.01")
    ways = draw(st.permutations(METHODS[:4]))
    entries = [Payment("payment", made.total - cut, ways[0]), Payment("payment", cut, ways[1])]
    back = min(cut, draw(CENTS))
    entries.append(Payment("refund", back, draw(st.sampled_from(ways[:3]))))
    return replace(made, payments=tuple(one for one in entries if one.amount))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Rules, Request, Customer, Order]:
    """Anything that a conversation could ask: mostly what could be, sometimes nonsense."""
    rules, operation = draw(RULES), draw(st.sampled_from(CHANGING))
    section = rules.of(operation)
    nonsense = draw(st.integers(0, 4)) == 0
    states = section.states if isinstance(section, OrderRules) and not nonsense else STATUSES
    order = draw(orders(states))
    ids = [*FORMS, "unknown"] if nonsense else [one.item_id for one in order.items]
    pieces = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2))
    reasons = section.asked_reasons if isinstance(section, OrderRules) else ()
    request = Request(
        operation,
        draw(st.sampled_from(["eva", "ben"])) if nonsense else "eva",
        draw(st.sampled_from(["#W1", "#W2"])) if nonsense else "#W1",
        draw(st.sampled_from(["because", "", *reasons] if nonsense else [*reasons] or [""])),
        tuple(pieces),
        tuple(Swap(one, draw(st.sampled_from(_forms_like(one)))) for one in pieces),
        draw(st.sampled_from(METHODS)),
        draw(st.sampled_from([None, HOME, OFFICE, OFFICE, replace(OFFICE, country="France")])),
    )
    return rules, request, draw(customers()), order


def _forms_like(item_id: str) -> list[str]:
    product = item_id.partition("-")[0]
    return [one for one in FORMS if one.startswith(product)] or list(FORMS)


@settings(deadline=None, max_examples=150)
@given(situations())
def test_what_is_planned_holds_together(
    situation: tuple[Rules, Request, Customer, Order],
) -> None:
    rules, request, customer, order = situation
    made = decide(rules, request, customer, order, GOODS, NOW)
    later = decide(rules, request, customer, order, GOODS, NOW + timedelta(seconds=1))
    assert made == later, "the clock is no part of a plan"
    if isinstance(made, Refusal):
        return
    section = rules.of(request.operation)
    assert request.customer_id == customer.id
    if isinstance(section, OrderRules):
        assert request.order_id == order.id
        assert order.status in section.states
        assert allowed(rules, request.operation, customer, order, NOW) is None
        _money_adds_up(made, customer, order)
        _only_what_was_asked_changes(made, order)
    again = decide(rules, made.request, customer, order, GOODS, NOW)
    assert again == made, "the backend asks again with the completed request"
    assert isinstance(again, Plan)
    assert again.digest == made.digest


def _money_adds_up(made: Plan, customer: Customer, order: Order) -> None:
    after = made.order
    assert after is not None
    for amount in [one.amount for one in (*made.transfers, *after.payments)]:
        assert amount >= 0
        assert amount == amount.quantize(Decimal("0.01"))
    assert after.payments[: len(order.payments)] == order.payments, "the past stays"
    new = after.payments[len(order.payments) :]
    assert all(one.at is None for one in new)
    assert paid(after) == sum((part for _, part in open_payments(after)), Decimal(0))
    back = sum((one.amount for one in made.transfers if one.kind == "refund"), Decimal(0))
    taken = sum((one.amount for one in made.transfers if one.kind == "payment"), Decimal(0))
    assert back <= paid(order)
    moved = sum((one.amount if one.kind == "payment" else -one.amount for one in new), Decimal(0))
    change = after.total - order.total
    match made.request.operation:
        case Operation.CANCEL:
            assert back == paid(order)
            assert paid(after) == 0
        case Operation.CHANGE_ITEMS:
            assert moved == change == taken - back
        case Operation.CHANGE_PAYMENT:
            assert moved == change == 0
            assert back == taken == paid(order) == paid(after)
        case _:
            assert not new
            assert change == 0
    _gift_cards_agree(made, customer, new)


def _gift_cards_agree(made: Plan, customer: Customer, new: tuple[Payment, ...]) -> None:
    """A balance moves by exactly what the order's new entries say, and is never negative."""
    after = made.customer or customer
    for before, now in zip(customer.payment_methods, after.payment_methods, strict=True):
        mine = [one for one in new if one.method_id == now.id]
        moved = sum(
            (one.amount if one.kind == "refund" else -one.amount for one in mine), Decimal(0)
        )
        assert replace(now, balance=before.balance) == before
        if now.balance is not None and before.balance is not None:
            assert now.balance == before.balance + moved
            assert now.balance >= 0


_FIELDS = {
    Operation.CANCEL: {"status", "payments", "cancel_reason"},
    Operation.CHANGE_ADDRESS: {"address"},
    Operation.CHANGE_PAYMENT: {"payments"},
    Operation.CHANGE_ITEMS: {"status", "items", "payments"},
    Operation.RETURN: {"status", "returned"},
    Operation.EXCHANGE: {"status", "exchanged"},
}


def _only_what_was_asked_changes(made: Plan, order: Order) -> None:
    after, request = made.order, made.request
    assert after is not None
    changed = {name for name in Order.__slots__ if getattr(after, name) != getattr(order, name)}
    assert changed <= _FIELDS[request.operation]
    held = Counter(one.item_id for one in order.items)
    if request.operation is Operation.CHANGE_ITEMS:
        asked = Counter(held)
        asked.subtract(one.item_id for one in request.swaps)
        asked.update(one.new_item_id for one in request.swaps)
        assert Counter(one.item_id for one in after.items) == +asked
        kinds = Counter(one.product_id for one in order.items)
        assert Counter(one.product_id for one in after.items) == kinds
    if request.operation is Operation.RETURN:
        assert after.returned is not None
        assert Counter(after.returned.item_ids) == Counter(request.item_ids)
        assert Counter(request.item_ids) <= held
    if request.operation is Operation.EXCHANGE:
        assert after.exchanged is not None
        pairs = zip(after.exchanged.item_ids, after.exchanged.new_item_ids, strict=True)
        assert Counter(pairs) == Counter((one.item_id, one.new_item_id) for one in request.swaps)
        assert all(GOODS[one.new_item_id].available for one in request.swaps)


@settings(deadline=None)
@given(orders())
def test_open_payments_are_payments_less_refunds(order: Order) -> None:
    ins = sum((one.amount for one in order.payments if one.kind == "payment"), Decimal(0))
    outs = sum((one.amount for one in order.payments if one.kind == "refund"), Decimal(0))
    assert paid(order) == ins - outs
    assert all(amount > 0 for _, amount in open_payments(order))


@settings(deadline=None)
@given(RULES, orders(), st.sampled_from(CHANGING))
def test_an_early_no_is_the_same_as_the_late_one(
    rules: Rules, order: Order, operation: Operation
) -> None:
    early = allowed(rules, operation, EVA, order, NOW)
    if early is not None and early.code != "window_over":
        request = Request(operation, "eva", order.id, address=OFFICE)
        assert decide(rules, request, EVA, order, GOODS, NOW) == early
