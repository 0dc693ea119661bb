"""What the records say of an order: where it is, what comes back, and its invoice. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from assistant.desk.operations.money import kind_of
from assistant.desk.rule_parts import OrderRules
from assistant.desk.rules import Rules
from assistant.desk.types import Address, Customer, Order, OrderItem, PaymentMethod


@dataclass(frozen=True, slots=True)
class Parcel:
    """One shipment in facts."""

    items: tuple[OrderItem, ...]
    tracking: tuple[str, ...]
    carrier: str
    shipped: datetime | None
    delivered: datetime | None


@dataclass(frozen=True, slots=True)
class RefundFact:
    """Money that went back, or was announced to go back, to a customer."""

    amount: Decimal | None
    """None: announced, and the records do not say how much it will be after fees."""
    method: PaymentMethod | None
    """None: not among the customer's methods any more."""
    sent: bool
    """False: announced; it is sent when the goods have come back."""
    at: datetime | None
    """When it was sent, where the records say."""
    when: str
    """How long it takes, in the rules' words; empty: they do not say."""
    items: tuple[OrderItem, ...] = ()
    """Of what is announced: the pieces that come back."""


def parcels_of(order: Order) -> tuple[Parcel, ...]:
    """The parcels of an order with the pieces in each, in the records' order."""
    return tuple(
        Parcel(_pieces(order, one.item_ids), one.tracking, one.carrier, one.shipped, one.delivered)
        for one in order.shipments
    )


def unsent_items(order: Order) -> tuple[OrderItem, ...]:
    """The pieces that no parcel holds."""
    packed = {item_id for one in order.shipments for item_id in one.item_ids}
    return tuple(one for one in order.items if one.item_id not in packed)


def refunds_of(rules: Rules, order: Order, customer: Customer) -> tuple[RefundFact, ...]:
    """What went back for an order, oldest first, and then what is announced to go back."""
    changes = _refunding(rules, order)
    sent = tuple(
        RefundFact(
            one.amount,
            customer.method(one.method_id),
            True,
            one.at,
            _when(changes, customer, one.method_id),
        )
        for one in order.payments
        if one.kind == "refund" and one.amount > 0
    )
    waiting = order.status in (rules.return_.becomes, rules.exchange.becomes)
    return (*sent, *(_announced(rules, order, customer) if waiting else ()))


def invoice_text(order: Order, customer: Customer, shop_name: str) -> str:
    """An invoice as plain text for printing: pieces, delivery, total, payments and refunds."""
    name = f"{customer.first_name} {customer.last_name}".strip()
    rows = [(_described(one), one.price) for one in order.items]
    if order.shipping:
        rows.append(("Delivery", order.shipping))
    rows.append(("Total", order.total))
    rows += [
        (f"{entry.kind.capitalize()}: {_method_text(customer.method(entry.method_id))}", signed)
        for entry in order.payments
        if (signed := entry.amount if entry.kind == "payment" else -entry.amount)
    ]
    width = max(len(text) for text, _ in rows)
    sums = max(len(f"{amount:,.2f}") for _, amount in rows)
    lines = [f"{text:<{width}}  {amount:>{sums},.2f} {order.currency}" for text, amount in rows]
    rule = "-" * (width + sums + len(order.currency) + 3)
    goods = len(order.items) + bool(order.shipping)
    head = [shop_name, f"Invoice for order {order.id}", *_dated(order), "", name]
    return "\n".join(
        [*head, *_address_lines(order.address), "", *lines[:goods], rule, *lines[goods:]]
    )


def _announced(rules: Rules, order: Order, customer: Customer) -> tuple[RefundFact, ...]:
    found = []
    if (back := order.returned) is not None:
        items = _pieces(order, back.item_ids)
        free = not rules.return_.fee.amount and not any(one.fee for one in rules.goods)
        amount = sum((one.price for one in items), Decimal(0)) if free else None
        when = _when(rules.return_, customer, back.method_id)
        method = customer.method(back.method_id)
        found.append(RefundFact(amount, method, False, None, when, items))
    if (swap := order.exchanged) is not None and swap.difference < 0:
        when = _when(rules.exchange, customer, swap.method_id)
        method = customer.method(swap.method_id)
        items = _pieces(order, swap.item_ids)
        found.append(RefundFact(-swap.difference, method, False, None, when, items))
    return tuple(found)


def _refunding(rules: Rules, order: Order) -> OrderRules:
    """The operation that an order's refunds came from."""
    if order.status == rules.cancel.becomes:
        return rules.cancel
    if order.status == rules.change_items.becomes:
        return rules.change_items
    return rules.change_payment if order.status in rules.change_payment.states else rules.return_


def _when(rules: OrderRules, customer: Customer, method_id: str) -> str:
    kind = kind_of(customer.method(method_id))
    return rules.times.get(kind, rules.times.get("other", ""))


def _pieces(order: Order, item_ids: Sequence[str]) -> tuple[OrderItem, ...]:
    left, found = list(order.items), []
    for item_id in item_ids:
        piece = next((one for one in left if one.item_id == item_id), None)
        if piece is not None:
            left.remove(piece)
            found.append(piece)
    return tuple(found)


def _described(item: OrderItem) -> str:
    form = ", ".join(item.options.values())
    return f"{item.name} ({form})" if form else item.name


def _method_text(method: PaymentMethod | None) -> str:
    if method is None:
        return "another method"
    kind = kind_of(method).replace("_", " ")
    ending = f" ending in {method.last_four}" if method.last_four else ""
    return f"{method.brand} {kind}{ending}".strip()


def _dated(order: Order) -> list[str]:
    return [] if order.placed is None else [f"Ordered on {_day(order.placed.date())}"]


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _address_lines(address: Address) -> list[str]:
    town = " ".join(filter(None, (address.state, address.postal_code)))
    lines = (address.line1, address.line2, ", ".join(filter(None, (address.city, town))))
    return [line for line in (*lines, address.country) if line]
