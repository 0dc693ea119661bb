"""Google Merchant feeds: tab-separated text, and XML as RSS or Atom with the g: name space."""

from collections.abc import Iterator
from typing import Any

from retrieval.errors import CatalogueError
from retrieval.importers import delimited
from retrieval.importers.columns import normalised, readable_name
from retrieval.importers.report import Rejection
from retrieval.importers.source import Row, Rows, Source
from retrieval.importers.values import to_list, to_text
from retrieval.importers.variants import amount_of, option_name

_ATTRIBUTES = (
    "material", "pattern", "gender", "age_group", "size_type", "size_system", "product_length",
    "product_width", "product_height", "product_weight", "energy_efficiency_class", "multipack",
    "certification",
)  # fmt: skip
_OPTIONS = ("color", "size", "material", "pattern")


def read_table(source: Source) -> Rows:
    """Products of a text feed; rows with one item_group_id are one product."""
    return _group(delimited.read(source))


def read_xml(source: Source) -> Rows:
    """Products of an XML feed, numbered by their place in it. Raises CatalogueError."""
    return _group(_items(source))


def _items(source: Source) -> Rows:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    number = 0
    try:
        with source.open() as raw:
            for _, element in iterparse(raw, forbid_dtd=False):
                if _local(element.tag) in ("item", "entry"):
                    number += 1
                    yield Row(number, _values(element))
                    element.clear()
    except ParseError as error:
        line, column = error.position
        raise CatalogueError(
            f"{source.path.name} is not valid XML (line {line}, column {column + 1}):"
            " export the feed again."
        ) from None
    except DefusedXmlException:
        raise CatalogueError(
            f"{source.path.name} defines XML entities, which can be used to do harm:"
            " export the feed without them."
        ) from None
    if not number:
        raise CatalogueError(
            f"{source.path.name} has no <item> or <entry>: it is not a product feed."
        )


def _values(element: Any) -> dict[str, Any]:
    """Texts of the children by name; a name that comes again makes a list."""
    values: dict[str, Any] = {}
    for child in element:
        name = _local(child.tag)
        parts = {_local(part.tag): (part.text or "").strip() for part in child}
        value: Any = parts or (child.text or "").strip() or child.get("href", "")
        if name in values:
            values[name] = [*_listed(values[name]), value]
        else:
            values[name] = value
    return values


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def _group(rows: Rows) -> Rows:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if isinstance(row, Rejection):
            yield row
            continue
        names = {normalised(column): column for column in row.values}
        row.fields = {key: row.values[names[normalised(key)]] for key in _KEYS
                      if normalised(key) in names}  # fmt: skip
        group = to_text(row.fields.get("item_group_id"))
        if group:
            groups.setdefault(group, []).append(row)
        else:
            yield _single(row)
    for group, members in groups.items():
        yield _family(group, members)


def _single(row: Row) -> Row:
    row.fields = _fields(row.fields or {})
    return row


def _family(group: str, rows: list[Row]) -> Row:
    first = rows[0]
    cheapest = min(rows, key=lambda row: amount_of(_offer(row.fields or {})))
    fields = _fields(first.fields or {})
    fields.update(_prices(cheapest.fields or {}))
    variants = [_variant(row.fields or {}) for row in rows]
    fields.update(id=group, variants=variants, colours=None, sizes=None)
    notes = tuple(note for row in rows for note in row.notes)
    return Row(first.line, first.values, fields, rows=len(rows), notes=notes)


def _variant(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item.get("id"),
        "options": {option_name(name): item[name] for name in _OPTIONS if item.get(name)},
        "price": _offer(item),
        "stock": _stock(item),
    }


def _offer(item: dict[str, Any]) -> str | None:
    return to_text(item.get("sale_price")) or to_text(item.get("price")) or None


def _prices(item: dict[str, Any]) -> dict[str, Any]:
    return {"price": item.get("price"), "sale_price": item.get("sale_price")}


def _fields(item: dict[str, Any]) -> dict[str, Any]:
    google = to_text(item.get("google_product_category"))
    return {
        "id": item.get("id"),
        "title": item.get("title"),
        "brand": item.get("brand"),
        # A category given as Google's number says nothing to a shopper.
        "category": _first(item.get("product_type")) or ("" if google.isdigit() else google),
        "description": item.get("description"),
        "bullets": item.get("product_highlight"),
        **_prices(item),
        "stock": _stock(item),
        "colours": item.get("color"),
        "sizes": item.get("size"),
        "image": item.get("image_link"),
        "attributes": _attributes(item),
    }


def _stock(item: dict[str, Any]) -> Any:
    return item.get("quantity") or item.get("availability")


def _attributes(item: dict[str, Any]) -> dict[str, str]:
    found = {readable_name(name): to_text(item[name]) for name in _ATTRIBUTES if item.get(name)}
    condition = to_text(item.get("condition"))
    if condition and condition.lower() != "new":
        found["Condition"] = condition
    found.update(_details(item.get("product_detail")))
    return found


def _details(value: Any) -> Iterator[tuple[str, str]]:
    """Details of an XML feed are objects, those of a text feed "section:name:value" with commas."""
    for detail in _listed(value) if not isinstance(value, str) else to_list(value, (",",)):
        if isinstance(detail, dict):
            yield to_text(detail.get("attribute_name")), to_text(detail.get("attribute_value"))
        elif detail.count(":") >= 2:
            _, name, text = detail.split(":", 2)
            yield to_text(name), to_text(text)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


_KEYS = (
    "id", "title", "description", "brand", "price", "sale_price", "availability", "quantity",
    "color", "size", "image_link", "product_type", "google_product_category", "item_group_id",
    "product_highlight", "product_detail", "condition", *_ATTRIBUTES,
)  # fmt: skip
