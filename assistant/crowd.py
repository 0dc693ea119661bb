"""What all shoppers of a shop bought, from its events and the orders of the desk."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from assistant.storage.order_rows import not_cancelled
from assistant.storage.order_tables import ChangeRow, OrderItemRow, OrderRow
from assistant.storage.profile_choices import ProfileChoices
from assistant.storage.tables import EventRow
from ranking.crowd import Crowd
from ranking.types import EventKind, Shopper
from retrieval.types import Product

LEAST_SHOPPERS = 25
"""Of fewer shoppers nothing is told to others: it would say little, and what one person bought
could be read from it."""
MOST = 500_000
"""Purchases counted, the latest."""
LATELY = timedelta(days=28)
THIS_WEEK = timedelta(days=7)


class Purchase(NamedTuple):
    """One product bought by one shopper."""

    shopper: str
    basket: str
    at: datetime | None
    product_id: str


def shop_crowd(
    products: Sequence[Product],
    engine: Engine,
    customers: Sequence[Shopper],
    now: datetime,
) -> Crowd | None:
    """The crowd of a shop as of now; None: too few shoppers have bought anything.

    Whoever switched their profile off does not count.
    """
    choices = ProfileChoices(engine).every()
    silent = {shopper for shopper, said in choices.items() if not said.used or said.forgotten}
    every = (*_of_customers(customers), *recorded(engine))
    bought = [one for one in every if one.shopper not in silent]
    # What is known without a time was there before the rest.
    bought.sort(key=lambda one: one.at.timestamp() if one.at else 0.0)
    return crowd_of(products, bought, now)


def crowd_of(
    products: Sequence[Product], bought: Iterable[Purchase], now: datetime
) -> Crowd | None:
    """The crowd of purchases in the order of time; None: of too few shoppers."""
    rows = {product.id: row for row, product in enumerate(products)}
    histories: dict[str, list[int]] = defaultdict(list)
    baskets: dict[tuple[str, str], list[int]] = defaultdict(list)
    sold: Mapping[timedelta, list[int]] = {LATELY: [], THIS_WEEK: []}
    for one in bought:
        row = rows.get(one.product_id)
        if row is None:
            continue
        histories[one.shopper].append(row)
        baskets[one.shopper, one.basket].append(row)
        for window, mine in sold.items():
            if one.at is not None and one.at > now - window:
                mine.append(row)
    if len(histories) < LEAST_SHOPPERS:
        return None
    lately, this_week = (Crowd.counted(sold[one], len(products)) for one in (LATELY, THIS_WEEK))
    return Crowd.build(
        products, list(histories.values()), list(baskets.values()), lately, this_week
    )


def _of_customers(customers: Sequence[Shopper]) -> Iterable[Purchase]:
    for one in customers:
        timed = [event for event in one.events if event.kind is EventKind.PURCHASE]
        untimed = Counter(one.bought) - Counter(event.product_id for event in timed)
        for product_id in untimed.elements():
            yield Purchase(one.id, "", None, product_id)
        for event in timed:
            yield Purchase(one.id, event.at.date().isoformat(), event.at, event.product_id)


def recorded(engine: Engine) -> list[Purchase]:
    """What the shop's database tells; what was bought on one day is a basket.

    An order that was placed here is an event as well (``assistant.checkout``), of the shopper
    rather than of the customer: it counts once, and by what the shopper lets be used.
    """
    events = (
        select(EventRow.shopper_id, EventRow.at, EventRow.product_id)
        .where(EventRow.kind == EventKind.PURCHASE.value)
        .order_by(EventRow.at.desc())
        .limit(MOST)
    )
    noted = (
        select(EventRow.id)
        .join(ChangeRow, EventRow.id == ChangeRow.key + "-" + OrderItemRow.item_id)
        .where(ChangeRow.order_id == OrderRow.id)
        .correlate(OrderRow, OrderItemRow)
    )
    orders = (
        select(OrderRow.customer_id, OrderRow.id, OrderRow.placed, OrderItemRow.product_id)
        .join(OrderItemRow, OrderItemRow.order_id == OrderRow.id)
        .where(not_cancelled(), ~noted.exists())
        .order_by(OrderRow.position.desc())
        .limit(MOST)
    )
    with Session(engine) as session:
        found = [
            Purchase(shopper, at.date().isoformat(), at, product_id)
            for shopper, at, product_id in session.execute(events)
        ]
        known = {(one.shopper, one.product_id) for one in found}
        # What another system of the shop told of twice, as an event and as an order.
        found += [
            Purchase(customer, f"order {order}", at, product_id)
            for customer, order, at, product_id in session.execute(orders)
            if (customer, product_id) not in known
        ]
    return found
