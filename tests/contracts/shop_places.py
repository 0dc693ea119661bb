"""One small shop, and the places where its records may lie: SQLite, PostgreSQL, behind HTTP."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from databases import database
from sqlalchemy import Engine

from assistant.desk.backend import Confirmation, ShopBackend
from assistant.desk.operations import decide
from assistant.desk.records import ProductOnSale, Records
from assistant.desk.rules import load_rules
from assistant.desk.types import (
    Address,
    Customer,
    Item,
    Operation,
    Order,
    OrderItem,
    Payment,
    PaymentMethod,
    Plan,
    Request,
    Swap,
)
from assistant.storage.engine import open_database
from assistant.storage.orders import SqlBackend, utc_now
from assistant.storage.records import replace_records

if TYPE_CHECKING:
    from assistant.desk.http_backend import HttpBackend

TOKEN = "only for tests"
DECIDE = partial(decide, load_rules(None))
HOME = Address("12 Quay Row", "Flat 3", "Halifax", "NS", "B3H 4R2", "Canada")
CARD = PaymentMethod("card_1", "credit_card", "visa", "4111")
GIFT = PaymentMethod("gift_1", "gift_card", balance=Decimal("100.00"))
LAMPS = tuple(
    Item(f"lamp-{colour}", "p-lamp", "Lamp", {"colour": colour}, Decimal(price), available)
    for colour, price, available in (
        ("red", "40.10", True),
        ("blue", "45.35", True),
        ("grey", "30", False),
    )
)
MUG = Item("mug", "p-mug", "Mug", {}, Decimal("0.1"))


def order(id: str, customer: str = "noor", *items: Item, status: str = "pending") -> Order:
    """An order of lamps or other things, paid by the card."""
    pieces = tuple(
        OrderItem(one.id, one.product_id, one.name, one.options, one.price)
        for one in items or LAMPS[:1]
    )
    total = sum((one.price for one in pieces), Decimal(0))
    return Order(id, customer, status, HOME, pieces, (Payment("payment", total, "card_1"),))


ORDERS = (
    order("#A/1 ü"),
    order("#A2", "noor", *LAMPS[:1], MUG, MUG, MUG),
    order("#A3", "noor", *LAMPS[:2], status="delivered"),
    order("#B1", "ida"),
    *(order(f"#N{number}") for number in range(20)),
)


def customer(id: str, first: str, last: str, email: str) -> Customer:
    """A customer with a card and a gift card, and those of ORDERS that are theirs."""
    own = tuple(one.id for one in ORDERS if one.customer_id == id)
    return Customer(id, first, last, email, HOME, (CARD, GIFT), order_ids=own)


RECORDS = Records(
    customers=(
        customer("noor", "Noor", "Ibáñez", "noor@example.com"),
        customer("ida", "Ida", "Mo", "family@example.com"),
        customer("ian", "Ian", "Mo", "Family@example.com"),
        customer("ida-2", "ida", "MO", "ida2@example.com"),
    ),
    orders=ORDERS,
    products=(ProductOnSale("p-lamp", "Lamp", LAMPS), ProductOnSale("p-mug", "Mug", (MUG,))),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shop's records lie."""

    name: str
    """As ``open_place`` takes it."""
    engine: Engine
    """Of the database behind it."""
    ledger: str | Path
    """Where the conversation keeps its ledger."""


def open_place(name: str) -> "SqlBackend | HttpBackend":
    """The backend of a place, by file, database URL or HTTP address.

    What only HTTP needs is imported for it alone: processes that the tests start are many.
    """
    if name.startswith("http"):
        from assistant.desk.http_backend import HttpBackend

        return HttpBackend(name, TOKEN)
    return SqlBackend(open_database(name if "://" in name else Path(name)), DECIDE)


@contextmanager
def made_place(kind: str, folder: Path) -> Iterator[Place]:
    """A new place of this kind with RECORDS in it."""
    behind = "sqlite" if kind == "http" else kind
    with database(behind, folder, _fill) as where:
        engine = open_database(where)
        if kind == "http":
            with served(SqlBackend(engine, DECIDE)) as address:
                yield Place(address, engine, folder / "ledger.db")
        else:
            yield Place(str(where), engine, where)
        engine.dispose()


@contextmanager
def served(backend: ShopBackend) -> Iterator[str]:
    """The address of the reference server over a backend."""
    import uvicorn

    from assistant.desk.http_server import create_orders_app

    listener = socket.create_server(("127.0.0.1", 0))
    app = create_orders_app(backend, TOKEN)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def planned(backend: ShopBackend, request: Request) -> Plan:
    """What a request would do to the records as they are now."""
    found = backend.order(request.order_id) if request.order_id else None
    of = backend.customer(request.customer_id)
    assert of is not None
    products = {one.product_id for one in found.items} if found else set()
    forms = {form.id: form for product in products for form in backend.forms(product)}
    plan = DECIDE(request, of, found, forms, utc_now())
    assert isinstance(plan, Plan), plan
    return plan


def said(key: str) -> Confirmation:
    """A yes of Noor's."""
    return Confirmation(key, f"Shall I do {key}?", "talk", "customer:noor")


def cancelling(order_id: str, customer_id: str = "noor") -> Request:
    """A request to cancel."""
    return Request(Operation.CANCEL, customer_id, order_id, reason="no longer needed")


def paying(order_id: str, method_id: str = "gift_1") -> Request:
    """A request to pay by something else."""
    return Request(Operation.CHANGE_PAYMENT, "noor", order_id, method_id=method_id)


def swapping(order_id: str) -> Request:
    """A request for the blue lamp in place of the red one, paid by gift card."""
    swap = Swap("lamp-red", "lamp-blue")
    return Request(Operation.CHANGE_ITEMS, "noor", order_id, swaps=(swap,), method_id="gift_1")


def moving() -> Request:
    """A request for another default address."""
    there = replace(HOME, line2="Flat 9")
    return Request(Operation.CHANGE_DEFAULT_ADDRESS, "noor", address=there)


def _fill(engine: Engine) -> None:
    replace_records(engine, RECORDS, "test")
