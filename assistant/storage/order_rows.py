"""Records of the desk read from their tables.

A row's columns are named as the fields of its record; lists of a record are tuples here and lists
in JSON columns there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, func, select

from assistant.desk.records import ProductOnSale
from assistant.desk.types import (
    Address,
    Customer,
    Exchange,
    Item,
    Order,
    OrderItem,
    Payment,
    PaymentMethod,
    Return,
    Shipment,
)
from assistant.desk.wire import from_json
from assistant.storage.order_tables import CustomerRow, OrderRow

Record = TypeVar("Record")
_CHUNK = 500
"""Ids in one query; every database takes that many."""


def table(name: str) -> Table:
    """One of the tables in ``order_tables``."""
    return CustomerRow.metadata.tables[name]


def not_cancelled() -> ColumnElement[bool]:
    """Of orders that stand, or did until they were sent back."""
    return func.lower(OrderRow.status).not_like("cancel%")


def read_customers(
    connection: Connection, ids: Sequence[str] | None = None, *, lock: bool = False
) -> list[Customer]:
    """Customers of these ids, or all, in the order of the source.

    lock: until the transaction ends nobody else reads these rows with a lock or writes them.
    """
    rows = _rows(connection, "customers", "id", ids, lock=lock)
    methods = _by_parent(connection, "payment_methods", "customer_id", ids)
    orders = _by_parent(connection, "orders", "customer_id", ids, order="of_customer")
    return [
        _record(
            Customer,
            row,
            address=_record(Address, row),
            payment_methods=tuple(_record(PaymentMethod, one) for one in methods[row["id"]]),
            group=row["customer_group"],
            order_ids=tuple(one["id"] for one in orders[row["id"]]),
        )
        for row in rows
    ]


def read_orders(
    connection: Connection,
    ids: Sequence[str] | None = None,
    *,
    column: str = "id",
    lock: bool = False,
) -> list[Order]:
    """Orders of these ids, or all, in the order of the source.

    column: what ``ids`` are of; "customer_id" gives a customer's orders, in their order.
    """
    order = "position" if column == "id" else "of_customer"
    rows = _rows(connection, "orders", column, ids, order=order, lock=lock)
    own = None if ids is None else [row["id"] for row in rows]
    items = _by_parent(connection, "order_items", "order_id", own)
    payments = _by_parent(connection, "payments", "order_id", own)
    shipments = _by_parent(connection, "shipments", "order_id", own)
    return [
        _record(
            Order,
            row,
            address=_record(Address, row),
            items=tuple(_record(OrderItem, one) for one in items[row["id"]]),
            payments=tuple(_record(Payment, one) for one in payments[row["id"]]),
            shipments=tuple(_record(Shipment, one) for one in shipments[row["id"]]),
            returned=row["returned"] and from_json(Return, row["returned"]),
            exchanged=row["exchanged"] and from_json(Exchange, row["exchanged"]),
        )
        for row in rows
    ]


def read_products(connection: Connection, ids: Sequence[str] | None = None) -> list[ProductOnSale]:
    """Products of these ids with all their forms, or all, in the order of the source."""
    forms = _by_parent(connection, "variants", "product_id", ids)
    return [
        _record(
            ProductOnSale,
            row,
            forms=tuple(
                _record(Item, one, name=row["name"], category=tuple(row["category"]))
                for one in forms[row["id"]]
            ),
        )
        for row in _rows(connection, "products", "id", ids)
    ]


def _record(kind: type[Record], row: RowMapping, **given: Any) -> Record:
    """A record from the columns named as its fields, and from what is given."""
    for one in fields(kind):  # type: ignore[arg-type]
        if one.name not in given:
            value = row[one.name]
            given[one.name] = tuple(value) if isinstance(value, list) else value
    return kind(**given)


def _rows(
    connection: Connection,
    name: str,
    column: str,
    ids: Sequence[str] | None,
    *,
    order: str = "position",
    lock: bool = False,
) -> list[RowMapping]:
    """Rows of a table with one of these ids in a column, or all of them."""
    rows = table(name)
    wanted = select(rows).order_by(rows.c[order])
    if lock:
        wanted = wanted.with_for_update()
    if ids is None:
        return list(connection.execute(wanted).mappings())
    chunks = (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
    return [
        row
        for chunk in chunks
        for row in connection.execute(wanted.where(rows.c[column].in_(chunk))).mappings()
    ]


def _by_parent(
    connection: Connection,
    name: str,
    column: str,
    ids: Sequence[str] | None,
    order: str = "position",
) -> Mapping[str, list[RowMapping]]:
    """Rows of a table under the id in ``column``, each list in its order."""
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for row in _rows(connection, name, column, ids, order=order):
        found[row[column]].append(row)
    return found
