"""Records of the desk written to their tables, thousands at a time or one in place of another."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, update

from assistant.desk.records import ProductOnSale
from assistant.desk.types import Customer, Order, PaymentMethod
from assistant.desk.wire import to_json
from assistant.storage.order_rows import table

Record = TypeVar("Record")
_BATCH = 5000


def search_key(*words: str) -> str:
    """What names and codes are compared by: case, accents and blanks aside."""
    plain = unicodedata.normalize("NFKD", " ".join(words).casefold())
    return "".join(one for one in plain if not unicodedata.combining(one) and not one.isspace())


def email_key(email: str) -> str:
    """What email addresses are compared by: case and blanks aside. An accent makes another
    mailbox, and so another person."""
    return "".join(unicodedata.normalize("NFKC", email).casefold().split())


def insert_customers(connection: Connection, customers: Iterable[Customer]) -> None:
    """Add customers, their orders excepted."""
    for chunk in _numbered(customers):
        rows = [{"position": position, **_customer_row(one)} for position, one in chunk]
        _insert(connection, "customers", rows)
        _insert_methods(connection, [one for _, one in chunk])


def insert_orders(
    connection: Connection, orders: Iterable[Order], of_customer: Mapping[str, int]
) -> None:
    """Add orders whose customers are there; of_customer: order id to its place among theirs."""
    for chunk in _numbered(orders):
        places = (
            {"position": position, "of_customer": of_customer[one.id]} for position, one in chunk
        )
        rows = [{**place, **_order_row(one)} for place, (_, one) in zip(places, chunk, strict=True)]
        _insert(connection, "orders", rows)
        _insert_parts(connection, [one for _, one in chunk])


def insert_products(connection: Connection, products: Iterable[ProductOnSale]) -> None:
    """Add products with their forms."""
    for chunk in _numbered(products):
        rows = [{"position": position, **_values(one, leave="forms")} for position, one in chunk]
        _insert(connection, "products", rows)
        _insert(
            connection,
            "variants",
            [
                {"position": position, **_values(form, leave="name category")}
                for _, product in chunk
                for position, form in enumerate(product.forms)
            ],
        )


def add_customer(connection: Connection, customer: Customer, position: int) -> None:
    """Add one customer behind all others."""
    _insert(connection, "customers", [{"position": position, **_customer_row(customer)}])
    _insert_methods(connection, [customer])


def add_method(connection: Connection, customer: Customer, method: PaymentMethod) -> None:
    """Add a way to pay behind those that a customer has."""
    row = {"customer_id": customer.id, "position": len(customer.payment_methods), **_values(method)}
    _insert(connection, "payment_methods", [row])


def add_order(connection: Connection, order: Order, position: int, of_customer: int) -> None:
    """Add one order behind all others, at its place among its customer's."""
    places = {"position": position, "of_customer": of_customer}
    _insert(connection, "orders", [{**places, **_order_row(order)}])
    _insert_parts(connection, [order])


def update_customer(connection: Connection, customer: Customer) -> None:
    """Write a customer who is there already, their orders excepted."""
    rows, methods = table("customers"), table("payment_methods")
    connection.execute(update(rows).where(rows.c.id == customer.id), _customer_row(customer))
    connection.execute(delete(methods).where(methods.c.customer_id == customer.id))
    _insert_methods(connection, [customer])


def update_order(connection: Connection, order: Order) -> None:
    """Write an order that is there already."""
    rows = table("orders")
    connection.execute(update(rows).where(rows.c.id == order.id), _order_row(order))
    for name in ("order_items", "payments", "shipments"):
        parts = table(name)
        connection.execute(delete(parts).where(parts.c.order_id == order.id))
    _insert_parts(connection, [order])


def _customer_row(customer: Customer) -> dict[str, Any]:
    return {
        **_values(customer, leave="address payment_methods group order_ids"),
        **_values(customer.address),
        "customer_group": customer.group,
        "email_key": email_key(customer.email),
        "name_key": search_key(customer.first_name, customer.last_name),
        "postal_key": search_key(customer.address.postal_code),
    }


def _order_row(order: Order) -> dict[str, Any]:
    return {
        **_values(order, leave="address items payments shipments returned exchanged"),
        **_values(order.address),
        "returned": order.returned and to_json(order.returned),
        "exchanged": order.exchanged and to_json(order.exchanged),
    }


def _insert_methods(connection: Connection, customers: Sequence[Customer]) -> None:
    rows = [
        {"customer_id": customer.id, "position": position, **_values(method)}
        for customer in customers
        for position, method in enumerate(customer.payment_methods)
    ]
    _insert(connection, "payment_methods", rows)


def _insert_parts(connection: Connection, orders: Sequence[Order]) -> None:
    for name, field in (("order_items", "items"), ("payments",) * 2, ("shipments",) * 2):
        rows = [
            {"order_id": order.id, "position": position, **_values(part)}
            for order in orders
            for position, part in enumerate(getattr(order, field))
        ]
        _insert(connection, name, rows)


def _insert(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table(name)), rows)


def _values(record: object, leave: str = "") -> dict[str, Any]:
    """The fields of a record as columns, those in ``leave`` excepted."""
    names = (one.name for one in fields(record) if one.name not in leave.split())  # type: ignore[arg-type]
    values = ((name, getattr(record, name)) for name in names)
    return {name: list(one) if isinstance(one, tuple) else one for name, one in values}


def _numbered(records: Iterable[Record]) -> Iterator[list[tuple[int, Record]]]:
    """Records with their positions, some thousands at a time."""
    batch: list[tuple[int, Record]] = []
    for position, one in enumerate(records):
        batch.append((position, one))
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
