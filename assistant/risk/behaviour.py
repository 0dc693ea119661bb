"""Real orders and returns: the UCI Online Retail data (Chen, 2015; CC BY 4.0) as desk records.

An invoice is an order; one whose number starts with C takes goods back, and is booked as a refund
on the customer's latest order before it that is worth as much. The data has countries but no
addresses and no ways to pay, so those are one and the same here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from assistant.desk.types import Address, Customer, Order, OrderItem, Payment, PaymentMethod
from assistant.errors import SettingsError

FILE = Path("uci_online_retail") / "until_2011-11-10.parquet"
AHEAD = timedelta(days=90)
NOT_GOODS = ("POST", "D", "M", "BANK CHARGES", "CRUK", "DOT", "PADS", "C2")
"""Postage, discounts and bookings by hand."""
HEAVY_SHARE, HEAVY_COUNT = Decimal("0.1"), 2
"""Within ``AHEAD`` so much of the value bought, in so many returns, makes a heavy returner."""
CARD = PaymentMethod("card", "credit_card")
GIFT = PaymentMethod("gift", "gift_card", balance=Decimal(0))
HOME = Address("1 Home St", "", "Home", "H", "10000", "GB")


@dataclass(frozen=True, slots=True)
class Giving:
    """One time that goods went back."""

    order_id: str
    amount: Decimal
    at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """One customer with all that they bought and sent back."""

    customer: Customer
    orders: tuple[Order, ...]
    """Oldest first; without what went back later."""
    back: tuple[Giving, ...]
    """Oldest first."""

    def orders_at(self, now: datetime) -> tuple[Order, ...]:
        """The records as they were just before ``now``."""
        return tuple(
            _with_refunds(one, [g for g in self.back if g.order_id == one.id and g.at < now])
            for one in self.orders
            if one.placed is not None and one.placed <= now
        )

    def goes_on_returning(self, now: datetime) -> bool:
        """Whether they turn out to be a heavy returner afterwards."""
        bought = sum(
            (o.total for o in self.orders if o.placed and now < o.placed <= now + AHEAD), Decimal(0)
        )
        back = [one.amount for one in self.back if now < one.at <= now + AHEAD]
        return len(back) >= HEAVY_COUNT and sum(back) >= HEAVY_SHARE * max(bought, Decimal(1))


@cache
def read_histories(data: Path) -> tuple[History, ...]:
    """All customers with an order, in the order of their ids. Raises SettingsError."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    path = data / FILE
    if not path.is_file():
        raise SettingsError(f"{path} is not there: name the folder of the public data (--data).")
    table = pq.read_table(path)
    goods = pc.invert(pc.is_in(table["StockCode"], pc.cast(list(NOT_GOODS), "string")))
    table = table.filter(pc.and_(pc.is_valid(table["CustomerID"]), goods))
    value = pc.multiply(table["Quantity"], table["UnitPrice"])
    table = table.append_column("Value", value)
    sums = table.group_by(["CustomerID", "InvoiceNo"]).aggregate(
        [("Value", "sum"), ("InvoiceDate", "min")]
    )
    rows = sorted(
        zip(
            sums["CustomerID"].to_pylist(),
            sums["InvoiceDate_min"].to_pylist(),
            sums["InvoiceNo"].to_pylist(),
            sums["Value_sum"].to_pylist(),
            strict=True,
        )
    )
    found: dict[str, list[tuple[datetime, str, Decimal]]] = {}
    for customer, at, invoice, amount in rows:
        cents = Decimal(repr(amount)).quantize(Decimal("0.01"))
        found.setdefault(str(int(customer)), []).append((at.replace(tzinfo=UTC), invoice, cents))
    histories = (_history(customer, invoices) for customer, invoices in found.items())
    return tuple(one for one in histories if one.orders)


def _history(customer_id: str, invoices: Sequence[tuple[datetime, str, Decimal]]) -> History:
    customer = Customer(customer_id, "", "", "", HOME, (CARD, GIFT))
    orders: list[Order] = []
    back: list[Giving] = []
    for at, invoice, amount in invoices:
        if amount > 0 and not invoice.startswith("C"):
            orders.append(an_order(invoice, customer_id, amount, at))
        elif amount < 0:
            bought = next((one for one in reversed(orders) if one.total >= -amount), None)
            if bought is not None:
                back.append(Giving(bought.id, -amount, at))
    return History(customer, tuple(orders), tuple(back))


def an_order(id: str, customer_id: str, amount: Decimal, at: datetime) -> Order:
    """An order of one piece, sent home and paid by card."""
    item = OrderItem(id, id, "Goods", {}, amount)
    paid = Payment("payment", amount, CARD.id, at)
    return Order(id, customer_id, "delivered", HOME, (item,), (paid,), placed=at)


def _with_refunds(order: Order, givings: Sequence[Giving]) -> Order:
    refunds = tuple(Payment("refund", one.amount, CARD.id, one.at) for one in givings)
    return replace(order, payments=(*order.payments, *refunds))
