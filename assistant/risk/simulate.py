"""Requests with labels: those of real customers, and abuse laid over real histories.

The data says nothing of addresses and ways to pay, so ordinary customers are given some of both at
plain rates (presents, second homes, a gift card instead of the card). Abuse comes in four kinds;
each shows most of its signs but seldom all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from assistant.desk.types import Address, Customer, Order, Payment
from assistant.risk.behaviour import AHEAD, CARD, GIFT, HOME, History, an_order
from assistant.risk.terms import Asked

REGION = replace(HOME, state="R", postal_code="20000")
ABROAD = Address("9 Far St", "", "Far", "F", "90000", "FR")
MOST_REQUESTS = 4
"""So many requests of one real customer are taken."""
GIFT_RATE, ABROAD_RATE, OTHER_METHOD_RATE = 0.12, 0.01, 0.08
"""Of ordinary requests: to another region, to another country, by another method."""
ABUSE = 0.25
"""So many simulated abuses for each real customer."""


@dataclass(frozen=True, slots=True)
class Example:
    """One request with its label."""

    customer: Customer
    orders: tuple[Order, ...]
    asked: Asked
    now: datetime
    kind: str
    """"ordinary", "heavy" (a real customer who went on returning), or a kind of abuse."""

    @property
    def odd(self) -> bool:
        """The label."""
        return self.kind != "ordinary"


def examples(histories: Sequence[History], last: datetime, random: Random) -> tuple[Example, ...]:
    """Requests of these customers and abuse over their histories.

    Args:
        last: end of the data; real requests have ``AHEAD`` after them to be labelled by.
    """
    found: list[Example] = []
    for history in histories:
        found += _real(history, last, random)
        if random.random() < ABUSE:
            found.append(_abuse(history, random))
    return tuple(found)


def _real(history: History, last: datetime, random: Random) -> list[Example]:
    """Returns as they happened, and orders as they came in."""
    asks: list[tuple[str, Decimal, datetime]] = [
        (one.order_id, one.amount, one.at) for one in history.back
    ]
    asks += [
        (one.id, one.total, one.placed + timedelta(hours=1)) for one in history.orders if one.placed
    ]
    asks = [one for one in asks if one[2] + AHEAD <= last]
    found = []
    for order_id, amount, now in random.sample(asks, min(MOST_REQUESTS, len(asks))):
        orders = history.orders_at(now)
        order = next(one for one in orders if one.id == order_id)
        roll = random.random()
        address = ABROAD if roll < ABROAD_RATE else REGION if roll < GIFT_RATE else HOME
        method = GIFT.id if random.random() < OTHER_METHOD_RATE else CARD.id
        kind = "heavy" if history.goes_on_returning(now) else "ordinary"
        asked = Asked(order, amount, method, address)
        found.append(Example(history.customer, orders, asked, now, kind))
    return found


def _abuse(history: History, random: Random) -> Example:
    kind = random.choice(list(_KINDS))
    start = max(one.placed for one in history.orders if one.placed) + timedelta(days=3)
    return replace(_KINDS[kind](history, start, random), kind=kind)


def _takeover(history: History, now: datetime, random: Random) -> Example:
    """A stranger in an old account: dear orders at once, sent elsewhere, paid back elsewhere."""
    orders = history.orders_at(now)
    bought = _new_orders(orders, random.randint(1, 5), now, random, dearer=(2, 9))
    return _example(history, (*orders, *bought), now, random, elsewhere=0.9, other=0.7)


def _bust_out(history: History, now: datetime, random: Random) -> Example:
    """A new account that orders more and more within days."""
    opened = history.orders_at(now)[-1:]
    age = timedelta(days=random.randint(0, 12))
    opened = tuple(replace(one, placed=now - age) for one in opened)
    bought = _new_orders(opened, random.randint(1, 6), now, random, dearer=(1.5, 8))
    return _example(history, (*opened, *bought), now, random, elsewhere=0.7, other=0.6)


def _wardrobe(history: History, now: datetime, random: Random) -> Example:
    """Buys to wear once: nearly everything goes back, for months."""
    orders = history.orders_at(now)
    bought = _new_orders(orders, random.randint(3, 9), now, random, dearer=(0.5, 3), days=58)
    share = random.uniform(0.6, 1)
    worn = tuple(_returned(one) if random.random() < share else one for one in bought)
    return _example(history, (*orders, *worn), now, random, elsewhere=0.1, other=0.3)


def _burst(history: History, now: datetime, random: Random) -> Example:
    """Refunds on many orders at once, asked for another way than they were paid."""
    orders = history.orders_at(now)
    bought = _new_orders(orders, random.randint(3, 7), now, random, dearer=(0.7, 4), days=14)
    count = random.randint(2, len(bought))
    claimed = tuple(_returned(one) if i < count else one for i, one in enumerate(bought))
    return _example(history, (*orders, *claimed), now, random, elsewhere=0.2, other=0.8)


_KINDS: dict[str, Callable[[History, datetime, Random], Example]] = {
    "takeover": _takeover,
    "bust-out": _bust_out,
    "wardrobe": _wardrobe,
    "burst": _burst,
}


def _new_orders(
    orders: Sequence[Order],
    count: int,
    now: datetime,
    random: Random,
    *,
    dearer: tuple[float, float],
    days: int = 6,
) -> tuple[Order, ...]:
    usual = sum((one.total for one in orders), Decimal(0)) / max(1, len(orders))
    found = []
    for number in range(count):
        amount = usual * Decimal(repr(round(random.uniform(*dearer), 3)))
        at = now - timedelta(hours=random.uniform(1, 24 * days))
        cents = max(amount, Decimal(1)).quantize(Decimal("0.01"))
        found.append(an_order(f"S{number}", orders[0].customer_id, cents, at))
    return tuple(found)


def _returned(order: Order) -> Order:
    refund = Payment("refund", order.total, CARD.id)
    return replace(order, payments=(*order.payments, refund))


def _example(
    history: History,
    orders: tuple[Order, ...],
    now: datetime,
    random: Random,
    *,
    elsewhere: float,
    other: float,
) -> Example:
    """The request about the last order that has not gone back."""
    open_ones = [one for one in orders if len(one.payments) == 1] or list(orders)
    order = open_ones[-1]
    away = random.choice((REGION, ABROAD)) if random.random() < elsewhere else HOME
    method = GIFT.id if random.random() < other else CARD.id
    return Example(history.customer, orders, Asked(order, order.total, method, away), now, "")
