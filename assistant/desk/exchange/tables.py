"""The CSV form: tables in a folder or a zip, brought into the entries of the JSON form.

customers.csv   one row a customer
orders.csv      one row an item; what is said of the order stands in its first row
products.csv    one row a form on sale; may be absent
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.desk.exchange.source import Entries, Entry, Rejection, SourceError
from assistant.desk.exchange.values import BadValue, amount

Row = Mapping[str, str]
Group = tuple[list[int], list[Row]]
"""Lines of a table, from 1, and the rows that stand there."""
_NAMES = ("customers.csv", "orders.csv", "products.csv")
_ADDRESS = {
    "line1": "address1",
    "line2": "address2",
    "city": "city",
    "country": "country",
    "state": "state",
    "postal_code": "zip",
}
_OF_ORDER = ("status", "placed", "currency", "shipping", "cancel_reason")


def read_tables(path: Path) -> Entries:
    """Every table as entries; a bad row leaves out the customer, order or product it belongs to.

    Raises:
        SourceError: a table or a column that must be there is not.
    """
    files = _files(path)
    for name in _NAMES[:2]:
        if name not in files:
            raise SourceError(
                f"{path} has no {name}: add it (docs/orders.md describes its columns)."
            )
    customers = list(_rows("customers.csv", files, ("customer_id",)))
    homes = {row["customer_id"]: row for _, row in customers}
    rejected: list[Rejection] = []

    def made(
        name: str, groups: Iterable[Group], make: Callable[[list[Row]], Any]
    ) -> Iterator[Entry]:
        for lines, rows in groups:
            # The second item of an order stands in the second of these lines.
            where = ", ".join(map(str, lines))
            place = f"{name}, line{'' if len(lines) == 1 else 's'} {where}"
            try:
                yield Entry(place, make(rows))
            except BadValue as error:
                rejected.append(Rejection(place, str(error)))

    products = _grouped(_rows("products.csv", files, ("product_id",)), "product_id")
    orders = _grouped(_rows("orders.csv", files, ("order_id",)), "order_id")
    return Entries(
        form="CSV",
        products=tuple(made("products.csv", products, _product)),
        users=tuple(made("customers.csv", (([line], [row]) for line, row in customers), _user)),
        orders=tuple(made("orders.csv", orders, lambda rows: _order(rows, homes))),
        rejected=tuple(rejected),
    )


def _files(path: Path) -> dict[str, bytes]:
    """The tables that are there, by name; folders inside a zip do not matter."""
    if path.is_dir():
        return {name: (path / name).read_bytes() for name in _NAMES if (path / name).is_file()}
    with zipfile.ZipFile(path) as packed:
        inside = {Path(name).name.lower(): name for name in packed.namelist()}
        return {name: packed.read(inside[name]) for name in _NAMES if name in inside}


def _rows(
    name: str, files: Mapping[str, bytes], needed: Iterable[str]
) -> Iterator[tuple[int, Row]]:
    """(line, row) with trimmed cells and lower-case column names; none where there is no file."""
    if name not in files:
        return
    try:
        text = files[name].decode("utf-8-sig")
    except UnicodeDecodeError:
        text = files[name].decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restval="")
    columns = {column.strip().lower() for column in reader.fieldnames or ()}
    for column in needed:
        if column not in columns:
            raise SourceError(f"{name} has no column {column!r}: docs/orders.md names the columns.")
    for row in reader:
        yield (
            reader.line_num,
            {
                str(key).strip().lower(): value.strip()
                for key, value in row.items()
                if key is not None and isinstance(value, str)
            },
        )


def _grouped(rows: Iterable[tuple[int, Row]], column: str) -> list[Group]:
    """Rows of the same id together, wherever they stand, with their lines."""
    groups: dict[str, Group] = {}
    for line, row in rows:
        # Rows without an id stay single, so that each is reported.
        lines, together = groups.setdefault(row[column] or f"\0{line}", ([], []))
        lines.append(line)
        together.append(row)
    return list(groups.values())


def _product(rows: list[Row]) -> dict[str, Any]:
    return {
        "product_id": rows[0]["product_id"],
        "name": _one(rows, "name"),
        "category": [part.strip() for part in _one(rows, "category").split(">") if part.strip()],
        "variants": [
            {
                "item_id": row.get("item_id") or row["product_id"],
                "options": _options(row.get("options", "")),
                "available": _available(row.get("available", "")),
                "price": row.get("price", ""),
            }
            for row in rows
        ],
    }


def _user(rows: list[Row]) -> dict[str, Any]:
    row = rows[0]
    return {
        "user_id": row["customer_id"],
        "name": {name: row.get(name, "") for name in ("first_name", "last_name")},
        "address": _address(row),
        "email": row.get("email", ""),
        "payment_methods": [
            _method(part) for part in row.get("payment_methods", "").split(";") if part.strip()
        ],
        "group": row.get("group", ""),
    }


def _order(rows: list[Row], homes: Mapping[str, Row]) -> dict[str, Any]:
    customer = _one(rows, "customer_id")
    said = {name: _one(rows, name) for name in _OF_ORDER}
    order: dict[str, Any] = {
        "order_id": rows[0]["order_id"],
        "user_id": customer,
        "address": _address({name: _one(rows, name) for name in _ADDRESS})
        if any(_one(rows, name) for name in _ADDRESS)
        else _address(homes.get(customer, {})),
        "items": [_item(row) for row in rows],
        **{name: value for name, value in said.items() if value},
        "fulfillments": _shipments(rows),
    }
    order["payment_history"] = _payments(rows, order)
    return order


def _item(row: Row) -> dict[str, Any]:
    quantity = row.get("quantity", "") or "1"
    return {
        "item_id": row.get("item_id") or row.get("product_id", ""),
        "product_id": row.get("product_id", ""),
        "name": row.get("name", ""),
        "options": _options(row.get("options", "")),
        "price": row.get("price", ""),
        "quantity": int(quantity) if quantity.isdecimal() else quantity,
    }


def _shipments(rows: list[Row]) -> list[dict[str, Any]]:
    """One parcel for each tracking number; items without one are not on their way."""
    parcels: dict[str, dict[str, Any]] = {}
    for row in rows:
        if tracking := row.get("tracking", ""):
            parcel = parcels.setdefault(
                tracking,
                {
                    "tracking_id": [tracking],
                    "item_ids": [],
                    **{name: row.get(name, "") for name in ("carrier", "shipped", "delivered")},
                },
            )
            item = _item(row)
            if isinstance(item["quantity"], int):
                parcel["item_ids"] += [item["item_id"]] * item["quantity"]
    return list(parcels.values())


def _payments(rows: list[Row], order: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was paid (the total, unless ``paid`` says otherwise) and what was given back."""
    method = _one(rows, "payment_method_id")
    if not method:
        return []
    paid = _one(rows, "paid")
    if not paid:
        with suppress(BadValue, TypeError):  # which is reported where the item is read
            prices = [amount(item, "price") * item["quantity"] for item in order["items"]]
            paid = str(sum(prices, amount({"shipping": order.get("shipping", 0)}, "shipping")))
    moved = [("payment", paid), ("refund", _one(rows, "refunded"))]
    return [
        {"transaction_type": kind, "amount": value, "payment_method_id": method}
        for kind, value in moved
        if value
    ]


def _method(text: str) -> dict[str, str]:
    """ "ID KIND [BRAND LAST_FOUR]" or "ID gift_card BALANCE"."""
    id, kind, *rest = [*text.split(), ""]
    method = {"id": id, "source": kind}
    if kind == "gift_card" and rest[:-1]:
        return method | {"balance": rest[0]}
    return method | dict(zip(("brand", "last_four"), rest[:-1], strict=False))


def _options(text: str) -> dict[str, str]:
    """ "colour: blue; size: M"."""
    parts = (part.partition(":") for part in text.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _, value in parts}


def _available(text: str) -> bool:
    if text.lower() in ("", "true", "yes", "1"):
        return True
    if text.lower() in ("false", "no", "0"):
        return False
    raise BadValue(f"available is neither yes nor no: {text!r}")


def _address(row: Row) -> dict[str, str]:
    return {name: row.get(column, "") for column, name in _ADDRESS.items()}


def _one(rows: list[Row], column: str) -> str:
    """What the rows of one order or product say; rows may leave it out, not contradict."""
    said = dict.fromkeys(row.get(column, "") for row in rows if row.get(column))
    if len(said) > 1:
        raise BadValue(f"{column} is not the same in all rows: {', '.join(map(repr, said))}")
    return next(iter(said), "")
