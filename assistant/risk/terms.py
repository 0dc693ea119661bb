"""What a request looks like beside the customer's own history: named terms in 0..1. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import exp, log2

from assistant.desk.countries import same_country
from assistant.desk.operations.money import open_payments
from assistant.desk.types import Address, Customer, Operation, Order, Plan

NAMES = (
    "many_orders",
    "many_returns",
    "return_rate",
    "new_account",
    "high_value",
    "other_address",
    "other_method",
)
"""In the order of the weights."""

WEEK, SEASON = timedelta(days=7), timedelta(days=60)
NEW_DAYS = 30
"""The account term falls to a third in so many days."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request, or a new order, is about."""

    order: Order
    """As it was before."""
    amount: Decimal
    """Money that would move, or what the order is worth where none does."""
    method_id: str
    """Where money would go or come from; empty: nowhere new."""
    address: Address
    """Where the goods go."""


def asked_by(plan: Plan, orders: Sequence[Order]) -> Asked | None:
    """What a plan asks for; None: it is about no order."""
    before = next((one for one in orders if one.id == plan.request.order_id), None)
    if before is None or plan.order is None:
        return None
    amount = max((one.amount for one in plan.transfers), default=before.total)
    method = plan.request.method_id if plan.request.operation is not Operation.CANCEL else ""
    return Asked(before, amount, method, plan.order.address)


def terms(
    customer: Customer, orders: Sequence[Order], asked: Asked, now: datetime
) -> Mapping[str, float] | None:
    """Every term in 0..1, where 0 is like anybody's request.

    Args:
        orders: all of the customer, the one asked about included.

    None: the records have no dates, so that the history cannot be told.
    """
    if any(one.placed is None for one in orders):
        return None
    dated = [(one.placed, one) for one in orders if one.placed is not None and one.placed <= now]
    others = [one for _, one in dated if one.id != asked.order.id]
    week = sum(1 for placed, _ in dated if now - placed <= WEEK)
    going_back = [
        one for placed, one in dated if one in others and now - placed <= SEASON and sent_back(one)
    ]
    bought = sum((one.total for _, one in dated), Decimal(0))
    back = sum((sent_back(one) for _, one in dated), Decimal(0))
    typical = bought / len(dated) if dated else Decimal(1)
    first = min((placed for placed, _ in dated), default=now)
    values = (
        _share(week - 1, 5),
        _share(len(going_back), 4),
        float(back / (bought + typical)) if bought else 0.0,
        exp(-(now - first).days / NEW_DAYS),
        _above(asked.amount, [one.total for one in others]),
        _elsewhere(customer.address, asked.address),
        _other_method(asked),
    )
    return dict(zip(NAMES, values, strict=True))


def sent_back(order: Order) -> Decimal:
    """The value of what came back of an order or is announced to, as far as the records say.

    A payment that was only moved to another method is none; nor is an order called off.
    """
    if order.cancel_reason:
        return Decimal(0)
    moved = sum((one.amount for one in order.payments if one.kind == "payment"), Decimal(0))
    refunded = sum((one.amount for one in order.payments if one.kind == "refund"), Decimal(0))
    back = max(Decimal(0), refunded - max(Decimal(0), moved - order.total))
    if order.returned is not None:
        ids = list(order.returned.item_ids)
        announced = sum((one.price for one in order.items if one.item_id in ids), Decimal(0))
        back = max(back, announced)
    return min(back, order.total)


def _share(count: int, most: int) -> float:
    return min(1.0, max(0.0, count / most))


def _above(amount: Decimal, usual: Sequence[Decimal]) -> float:
    """Doublings over the mean of the other orders, 1 at eight times as much."""
    mean = sum(usual, Decimal(0)) / len(usual) if usual else Decimal(0)
    if mean <= 0 or amount <= mean:
        return 0.0
    return min(1.0, log2(float(amount / mean)) / 3)


def _elsewhere(home: Address, there: Address) -> float:
    """1: another country; a half: another region."""
    if not same_country(home.country, there.country):
        return 1.0
    region = (home.state or home.postal_code[:2]).lower()
    return 0.5 if region != (there.state or there.postal_code[:2]).lower() else 0.0


def _other_method(asked: Asked) -> float:
    ways = {method_id for method_id, _ in open_payments(asked.order)}
    return 1.0 if asked.method_id and ways and asked.method_id not in ways else 0.0
