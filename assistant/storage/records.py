"""All records of the desk in the database: replaced as one, read as one."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select

from assistant.desk.exchange.document import to_document
from assistant.desk.records import Records
from assistant.errors import BackendError
from assistant.storage.engine import reading, writing
from assistant.storage.forgetting import keep_forgotten
from assistant.storage.order_rows import read_customers, read_orders, read_products, table
from assistant.storage.order_tables import ChangeRow, ImportRow, ProductRow
from assistant.storage.order_writes import insert_customers, insert_orders, insert_products
from assistant.storage.orders import reachable

T = TypeVar("T")
Progress = Callable[[int, int], None]
_CHILDREN_FIRST = (
    "shipments",
    "payments",
    "order_items",
    "orders",
    "payment_methods",
    "customers",
    "variants",
    "products",
)


@dataclass(frozen=True, slots=True)
class _Last:
    """The import that filled the tables."""

    at: datetime
    digest: str


def current_records(engine: Engine) -> Records:
    """All that the tables hold, as of one moment."""
    with reachable(), reading(engine) as connection:
        return _all(connection)


def replace_records(
    engine: Engine,
    records: Records,
    source: str,
    *,
    force: bool = False,
    progress: Progress = lambda done, total: None,
) -> bool:
    """Put these records in the place of all others: all of them or, when it fails, none.

    Args:
        source: where they come from, for the record.
        force: over changes, too, that were made here and that the source does not have.
        progress: called with (records written since the last call, records in all).

    Returns:
        False: these very records were the last to be put in, and without ``force`` nothing was
        touched.

    Raises:
        BackendError: the database cannot be written, or changes would be lost.
    """
    digest = _digest(records)
    with reachable(), writing(engine) as connection:
        _one_at_a_time(connection)
        if not _replaceable(connection, records, digest, force):
            return False
        for name in _CHILDREN_FIRST:
            connection.execute(delete(table(name)))
        _fill(connection, records, source, digest, progress)
    return True


def check_replaceable(engine: Engine, records: Records, *, force: bool = False) -> bool:
    """What ``replace_records`` would say or raise, with nothing done."""
    with reachable(), reading(engine) as connection:
        return _replaceable(connection, records, _digest(records), force)


def product_ids(engine: Engine) -> set[str]:
    """Ids of the products on sale."""
    with reachable(), reading(engine) as connection:
        return set(connection.scalars(select(ProductRow.id)))


def fill_once(engine: Engine, read: Callable[[], Records], source: str) -> bool:
    """Put records in where none have ever been; False when there have been."""
    with reachable(), reading(engine) as connection:
        if _last(connection) is not None:
            return False
    records = read()
    with reachable(), writing(engine) as connection:
        _one_at_a_time(connection)
        if _last(connection) is not None:
            return False
        _fill(connection, records, source, _digest(records))
    return True


def _one_at_a_time(connection: Connection) -> None:
    """Wait for another import; SQLite's writers do so by themselves."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE imports IN EXCLUSIVE MODE")


def _fill(
    connection: Connection,
    records: Records,
    source: str,
    digest: str,
    progress: Progress = lambda done, total: None,
) -> None:
    total = len(records.products) + len(records.customers) + len(records.orders)

    def counted(part: Iterable[T]) -> Iterator[T]:
        for one in part:
            progress(1, total)
            yield one

    insert_products(connection, counted(records.products))
    insert_customers(connection, counted(records.customers))
    places = {
        order_id: place
        for customer in records.customers
        for place, order_id in enumerate(customer.order_ids)
    }
    insert_orders(connection, counted(records.orders), places)
    keep_forgotten(connection)
    filled = insert(ImportRow).values(at=datetime.now(UTC), source=source, digest=digest)
    connection.execute(filled)


def _replaceable(connection: Connection, records: Records, digest: str, force: bool) -> bool:
    last = _last(connection)
    if last is None or force:
        return True
    if last.digest == digest:
        return False
    _check_for_losses(connection, last, records)
    return True


def _check_for_losses(connection: Connection, last: _Last, records: Records) -> None:
    """Every order and customer changed since must be in the source as it is here."""
    rows = select(ChangeRow.customer_id, ChangeRow.order_id).where(ChangeRow.at >= last.at)
    changed = connection.execute(rows).all()
    customers, orders = ([row[0] for row in changed], [row[1] for row in changed if row[1]])
    here = to_document(
        Records(
            tuple(read_customers(connection, customers)), tuple(read_orders(connection, orders)), ()
        )
    )
    there = to_document(records)
    lost = [
        id
        for part in ("users", "orders")
        for id, record in here[part].items()
        if there[part].get(id) != record
    ]
    if lost:
        raise BackendError(
            f"{len(lost)} records changed here since the last import and the source does not have"
            f" it ({', '.join(lost[:5])}): take them over with `daogou export-orders`, or import"
            " with --replace to lose them."
        )


def _all(connection: Connection) -> Records:
    return Records(
        tuple(read_customers(connection)),
        tuple(read_orders(connection)),
        tuple(read_products(connection)),
    )


def _last(connection: Connection) -> _Last | None:
    rows = select(ImportRow.at, ImportRow.digest).order_by(ImportRow.number.desc()).limit(1)
    row = connection.execute(rows).first()
    return None if row is None else _Last(*row)


def _digest(records: Records) -> str:
    return hashlib.sha256(json.dumps(to_document(records)).encode()).hexdigest()
