"""Written cases of what messages say for the desk: tables in tests/data, read and checked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from assistant.desk.reading.addresses import read_address
from assistant.desk.reading.consent import consent
from assistant.desk.reading.forms import which_form
from assistant.desk.reading.identity import read_identity
from assistant.desk.reading.items import which_items
from assistant.desk.reading.methods import which_method
from assistant.desk.reading.orders import order_ids, which_orders
from assistant.desk.reading.reasons import which_reason
from assistant.desk.reading.swaps import read_swaps
from assistant.desk.reading.wants import wanted
from assistant.desk.types import (
    Address,
    Customer,
    Item,
    Order,
    OrderItem,
    Payment,
    PaymentMethod,
)

REASONS = ("no longer needed", "ordered by mistake")


class Shop:
    """The invented shop of a table."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.forms: dict[str, list[Item]] = {}
        self.items: dict[str, OrderItem] = {}
        for key, product in table["products"].items():
            self.forms[key] = []
            for item_id, (price, available, options) in product["forms"].items():
                texts = {name: str(value) for name, value in options.items()}
                paid = Decimal(str(price))
                one = Item(item_id, key, product["name"], texts, paid, available)
                self.forms[key].append(one)
                self.items[item_id] = OrderItem(item_id, key, product["name"], texts, paid)
        self.now = datetime.fromisoformat(f"{table['now']}T12:00:00+00:00")
        self.customer = _customer(table["customer"])
        self.paid_with = str(table["paid_with"])
        self.orders = [self._order(key, value) for key, value in table["orders"].items()]

    def _order(self, key: str, said: Mapping[str, Any]) -> Order:
        placed = said.get("placed")
        return Order(
            key,
            self.customer.id,
            said["status"],
            self.customer.address,
            tuple(self.items[one] for one in said["items"]),
            (Payment("payment", Decimal(said["total"]), self.paid_with),),
            placed=datetime(placed.year, placed.month, placed.day, 10, tzinfo=UTC)
            if placed
            else None,
        )


def _customer(said: Mapping[str, Any]) -> Customer:
    methods = []
    for key, (kind, *rest) in said["methods"].items():
        if kind == "gift_card":
            methods.append(PaymentMethod(key, kind, balance=Decimal(rest[0])))
        else:
            methods.append(PaymentMethod(key, kind, *rest))
    return Customer(
        "c1",
        said["first_name"],
        said["last_name"],
        "ines@example.org",
        Address(**said["address"]),
        tuple(methods),
    )


def read_table(name: str) -> dict[str, Any]:
    """A file of tests/data."""
    path = Path(__file__).parents[1] / "data" / name
    table: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return table


def differences(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(section, message, what is wrong or "") of every case of a table."""
    shop = Shop(table)
    for section, check in _CHECKS.items():
        for case in table.get(section, ()):
            yield section, str(case[0]), check(shop, *case)


def _same(**pairs: tuple[Any, Any]) -> str:
    return "; ".join(
        f"{k}: {got!r} not {want!r}" for k, (got, want) in pairs.items() if got != want
    )


def _items(
    shop: Shop, text: str, has: Sequence[str], ids: Sequence[str],
    ambiguous: Sequence[str] = (), unknown: Sequence[str] = (),
) -> str:  # fmt: skip
    got = which_items(text, [shop.items[one] for one in has])
    return _same(
        ids=(got.ids, tuple(ids)),
        ambiguous=(got.ambiguous, tuple(ambiguous)),
        unknown=(got.unknown, tuple(unknown)),
    )


def _orders(shop: Shop, text: str, ids: Sequence[str], ambiguous: Sequence[str] = ()) -> str:
    got = which_orders(text, shop.orders, shop.now)
    return _same(ids=(got.ids, tuple(ids)), ambiguous=(got.ambiguous, tuple(ambiguous)))


def _order_ids(shop: Shop, text: str, known: Sequence[str], ids: Sequence[str]) -> str:
    return _same(ids=(order_ids(text, known), tuple(ids)))


def _forms(
    shop: Shop,
    text: str,
    item: str,
    candidates: Sequence[str],
    more: Mapping[str, Any] | None = None,
) -> str:
    piece = shop.items[item]
    got = which_form(text, piece, shop.forms[piece.product_id])
    pairs: dict[str, tuple[Any, Any]] = {"candidates": (got.candidates, tuple(candidates))}
    for field, want in (more or {}).items():
        value = getattr(got, field)
        if isinstance(want, list):
            want = tuple(tuple(one) if isinstance(one, list) else one for one in want)
        pairs[field] = (value, want)
    if more is None and candidates:
        pairs["unknown"] = (got.unknown, ())
    return _same(**pairs)


def _swaps(shop: Shop, text: str, has: Sequence[str], want: Mapping[str, Sequence[str]]) -> str:
    got = read_swaps(text, [shop.items[one] for one in has], shop.forms)
    said = {one.item_id: list(one.form.candidates) for one in got}
    return _same(swaps=(said, {key: list(value) for key, value in want.items()}))


def _methods(
    shop: Shop,
    text: str,
    ids: Sequence[str],
    ambiguous: Sequence[str] = (),
    unknown: Sequence[str] = (),
) -> str:
    got = which_method(text, shop.customer, shop.orders[0])
    return _same(
        ids=(got.ids, tuple(ids)),
        ambiguous=(got.ambiguous, tuple(ambiguous)),
        unknown=(got.unknown, tuple(unknown)),
    )


def _reasons(shop: Shop, text: str, want: str) -> str:
    got = which_reason(text, REASONS)
    said = "other" if got and got not in REASONS else got
    return _same(reason=(said, want))


def _consent(shop: Shop, text: str, want: str) -> str:
    return _same(consent=(str(consent(text)), want))


def _identity(shop: Shop, text: str, first: str, last: str, code: str, email: str) -> str:
    got = read_identity(text)
    said = (got.first_name, got.last_name, got.postal_code, got.email)
    return _same(identity=(said, (first, last, code, email)))


def _addresses(
    shop: Shop, text: str, want: Mapping[str, str] | None, flags: Mapping[str, Any] | None = None
) -> str:
    got = read_address(text, shop.customer.address)
    expected = Address(**want) if want else None
    pairs: dict[str, tuple[Any, Any]] = {"address": (got.address, expected)}
    for field, value in (flags or {}).items():
        pairs[field] = (getattr(got, field), value)
    return _same(**pairs)


def _wanted(
    shop: Shop, text: str, intent: str, operations: Sequence[str], about_rules: bool | None = None
) -> str:
    got = wanted(text, intent, None)
    pairs: dict[str, tuple[Any, Any]] = {
        "operations": ([str(one) for one in got.operations], list(operations))
    }
    if about_rules is not None:
        pairs["about_rules"] = (got.about_rules, about_rules)
    return _same(**pairs)


_CHECKS = {
    "items": _items,
    "orders_chosen": _orders,
    "order_ids": _order_ids,
    "forms": _forms,
    "swaps": _swaps,
    "methods": _methods,
    "reasons": _reasons,
    "consent": _consent,
    "identity": _identity,
    "addresses": _addresses,
    "wanted": _wanted,
}
