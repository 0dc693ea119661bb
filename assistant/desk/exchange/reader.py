"""A source of records read whole: what is good in it, and what was left out and why."""

import csv
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from assistant.desk.exchange.entries import read_customer, read_order, read_product
from assistant.desk.exchange.source import Entries, Entry, Rejection, SourceError
from assistant.desk.exchange.values import BadValue
from assistant.desk.records import ProductOnSale, Records
from assistant.desk.types import Customer, Order

T = TypeVar("T", Customer, Order, ProductOnSale)
_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""Of a zip: not one, damaged, cut short, locked or packed in a way that is not known."""
_HINT = "see docs/orders.md for the forms that can be read"


@dataclass(frozen=True, slots=True)
class ReadRecords:
    """What came out of a source."""

    records: Records
    rejected: tuple[Rejection, ...]
    """In the order of the source; a bad part of an order leaves the whole order out."""
    form: str
    """"JSON" or "CSV"."""


def read_records(
    path: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> ReadRecords:
    """Read a JSON document, or CSV files in a folder or a zip; the form is told from the content.

    progress: called with (entries read since the last call, entries in all).

    Raises:
        SourceError: the source cannot be read, or there is not one good customer in it.
    """
    return _checked(path, _entries(path), progress)


def _entries(path: Path) -> Entries:
    from assistant.desk.exchange.tables import read_tables

    try:
        if path.is_dir() or zipfile.is_zipfile(path):
            return read_tables(path)
        raw = path.read_bytes()
    except (OSError, csv.Error, *_BAD_ZIP) as error:
        raise SourceError(f"{path} cannot be read ({error}): check the file.") from error
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise SourceError(
            f"{path.name} is neither a JSON document nor a folder or zip of CSV files: {_HINT}."
        )
    try:
        data: dict[str, Any] = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path.name} is not valid JSON ({error}): export it again.") from error
    return _document(path, data)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _document(path: Path, data: Mapping[str, Any]) -> Entries:
    parts: dict[str, tuple[Entry, ...]] = {}
    for name in ("products", "users", "orders"):
        given = data.get(name, {})
        if not isinstance(given, dict | list) or (name == "users" and name not in data):
            raise SourceError(f"{path.name} has no {name!r} by id or in a list: {_HINT}.")
        named: Iterable[tuple[Any, Any]]
        named = given.items() if isinstance(given, dict) else enumerate(given, start=1)
        parts[name] = tuple(
            Entry(f"{name} {json.dumps(key, ensure_ascii=False)}", one) for key, one in named
        )
    return Entries("JSON", parts["products"], parts["users"], parts["orders"])


def _checked(path: Path, entries: Entries, progress: Callable[[int, int], None]) -> ReadRecords:
    rejected = list(entries.rejected)

    def all_of(given: tuple[Entry, ...], read: Callable[[Mapping[str, Any]], T]) -> dict[str, T]:
        found: dict[str, T] = {}
        for entry in given:
            progress(1, entries.count)
            try:
                if not isinstance(entry.data, Mapping):
                    raise BadValue("is no object")
                record = read(entry.data)
                if record.id in found:
                    raise BadValue(f"the id {record.id!r} comes twice")
                found[record.id] = record
            except BadValue as error:
                rejected.append(Rejection(entry.place, str(error)))
        return found

    products = all_of(entries.products, read_product)
    product_of = {form.id: one.id for one in products.values() for form in one.forms}
    customers = all_of(entries.users, read_customer)

    def order(data: Mapping[str, Any]) -> Order:
        read = read_order(data, product_of)
        if read.customer_id not in customers:
            raise BadValue(f"there is no good record of its customer {read.customer_id!r}")
        return read

    orders = all_of(entries.orders, order)
    if not customers:
        why = f" (first: {rejected[0].place}: {rejected[0].reason})" if rejected else ""
        raise SourceError(f"{path.name} has no customer that can be read{why}: {_HINT}.")
    records = Records(
        _with_orders(customers, orders), tuple(orders.values()), tuple(products.values())
    )
    return ReadRecords(records, tuple(rejected), entries.form)


def _with_orders(
    customers: Mapping[str, Customer], orders: Mapping[str, Order]
) -> tuple[Customer, ...]:
    """Customers with the ids of their orders: as they name them, then those that they do not."""
    own: dict[str, list[str]] = {id: [] for id in customers}
    for one in orders.values():
        own[one.customer_id].append(one.id)
    named = {
        id: [one for one in dict.fromkeys(customer.order_ids) if one in own[id]]
        for id, customer in customers.items()
    }
    return tuple(
        replace(customer, order_ids=tuple(dict.fromkeys((*named[id], *own[id]))))
        for id, customer in customers.items()
    )
