"""Orders, refunds, invoices, the account and forms, told from the records."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from assistant.desk.account import Account
from assistant.desk.order_facts import invoice_text, parcels_of, refunds_of
from assistant.desk.types import Order
from assistant.reply import desk_things as things
from assistant.reply.money import money
from assistant.reply.words import Words

Slots = Mapping[str, Any]


def say_orders(slots: Slots, words: Words) -> str:
    """Orders in a line each."""
    orders: tuple[Order, ...] = slots["orders"]
    if not orders:
        return words.say("desk_no_orders")
    lines = things.listed(things.order_line(one, words) for one in orders)
    return words.say("desk_orders", orders=lines)


def say_status(slots: Slots, words: Words) -> str:
    """Where orders are, with what is in them."""
    return "\n".join(" ".join(_status(one, slots["account"], words)) for one in slots["orders"])


def _status(order: Order, account: Account, words: Words) -> Iterator[str]:
    yield words.say(
        "desk_status",
        id=order.id,
        status=order.status,
        items=things.pieces(order.items, words, full=True),
        total=money(order.total, order.currency),
        address=things.address(order.address),
    )
    if order.placed is not None:
        yield words.say("desk_placed", date=_day(order.placed, account))
    for parcel in parcels_of(order):
        if parcel.tracking:
            by = words.say("desk_parcel_carrier", carrier=parcel.carrier) if parcel.carrier else ""
            yield words.say("desk_parcel", carrier=by, tracking=words.all_of(parcel.tracking))
        if parcel.shipped is not None:
            yield words.say("desk_shipped", date=_day(parcel.shipped, account))
        if parcel.delivered is not None:
            yield words.say("desk_delivered", date=_day(parcel.delivered, account))
    if order.returned is not None or order.exchanged is not None:
        yield from _refunds(order, account, words)


def say_refund(slots: Slots, words: Words) -> str:
    """What went back, or will."""
    account: Account = slots["account"]
    told = []
    for order in slots["orders"]:
        found = list(_refunds(order, account, words))
        none = words.say("desk_refund_none", id=order.id, status=order.status)
        told.append(" ".join(found) or none)
    return "\n".join(told)


def _refunds(order: Order, account: Account, words: Words) -> Iterator[str]:
    for one in refunds_of(account.rules, order, account.customer):
        slots = {
            "id": order.id,
            "method": things.method(one.method, words, order.currency),
            "when": words.say("desk_refund_when", when=one.when) if one.when else "",
        }
        if one.amount is None:
            yield words.say("desk_refund_open", **slots)
            continue
        name = "desk_refund_sent" if one.sent else "desk_refund_announced"
        yield words.say(name, amount=money(one.amount, order.currency), **slots)


def say_invoice(slots: Slots, words: Words) -> str:
    """The invoice as text."""
    account: Account = slots["account"]
    told = (invoice_text(one, account.customer, "") for one in slots["orders"])
    return "\n\n".join(one.strip() for one in told)


def say_profile(slots: Slots, words: Words) -> str:
    """What the account holds."""
    customer = slots["account"].customer
    return words.say(
        "desk_profile",
        name=f"{customer.first_name} {customer.last_name}",
        email=customer.email,
        address=things.address(customer.address),
        methods=words.all_of(things.methods(customer.payment_methods, words)),
    )


def say_forms(slots: Slots, words: Words) -> str:
    """The forms of a product of which the customer has a piece."""
    item, forms = slots["item"], slots["forms"]
    available = tuple(one for one in forms if one.available)
    told = things.forms(item, available, words, slots["currency"])
    named = "; ".join(told) if len(told) <= things.FORMS_NAMED else things.option_values(
        available, words
    )  # fmt: skip
    yours = things.options(item.options) or item.name
    count = words.say("desk_forms_count", available=len(available), all=len(forms))
    return f"{words.say('desk_forms', item=things.called(item), forms=named, yours=yours)} {count}"


def say_total(slots: Slots, words: Words) -> str:
    """What moves in this conversation, together."""
    told = [
        _moved(name, slots[of], words)
        for name, of in (("desk_total", "done"), ("desk_total_now", "now"))
        if slots[of] is not None
    ]
    return " ".join(told) or words.say("desk_total_unknown")


def _moved(name: str, sums: tuple[tuple[str, str, Decimal], ...], words: Words) -> str:
    told = [
        words.say(f"desk_total_{kind}", amount=money(amount, currency))
        for kind, currency, amount in sums
    ]
    return words.say(name, moved=words.all_of(told) or words.say("desk_total_nothing"))


def _day(at: datetime, account: Account) -> str:
    local = at.astimezone(account.rules.zone)
    return f"{local:%B} {local.day}, {local.year}"
