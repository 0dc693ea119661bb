"""WooCommerce's product export: a "variable" product, and below it rows of type "variation"."""

import re
from typing import Any

from retrieval.importers import delimited
from retrieval.importers.columns import normalised
from retrieval.importers.report import Rejection
from retrieval.importers.source import Row, Rows, Source
from retrieval.importers.values import to_flag
from retrieval.importers.variants import amount_of, option_name

_COMMA = re.compile(r"(?<!\\),")


def read(source: Source) -> Rows:
    """One row a product, its variations folded in. A variation without a parent is a rejection."""
    products: dict[str, tuple[Row, list[Row]]] = {}
    by_key: dict[str, str] = {}
    variations = []
    for row in delimited.read(source):
        if isinstance(row, Rejection):
            yield row
            continue
        row.values = {normalised(column): value for column, value in row.values.items()}
        if "variation" in re.split(r"[,\s]+", row.values.get("type", "").lower()):
            variations.append(row)
            continue
        key = row.values.get("id") or row.values.get("sku") or f"line {row.line}"
        products[f"{key} {row.line}"] = (row, [])
        for name in (f"id:{row.values.get('id')}", row.values.get("sku"), row.values.get("id")):
            if name:
                by_key.setdefault(name, f"{key} {row.line}")
    for row in variations:
        parent = row.values.get("parent", "").strip()
        if parent in by_key:
            products[by_key[parent]][1].append(row)
        else:
            reason = f"variation of {parent!r}, which the file does not have"
            yield Rejection(row.line, _id(row.values), "no parent product", reason)
    for row, children in products.values():
        yield _product(row, children)


def _product(row: Row, children: list[Row]) -> Row | Rejection:
    values = row.values
    count = 1 + len(children)
    if to_flag(values.get("published", "")) is False or values.get("published") == "-1":
        return Rejection(row.line, _id(values), "not on sale", "not published", rows=count)
    attributes = _attributes(values)
    names = {option_name(name) for child in children for name in _attributes(child.values)}
    variants = [_variant(child.values) for child in children]
    offer = min(variants, key=lambda variant: amount_of(variant["price"]), default={})
    prose = [values.get("shortdescription", ""), values.get("description", "")]
    fields: dict[str, Any] = {
        "id": _id(values),
        "title": values.get("name", ""),
        "brand": values.get("brands") or values.get("brand") or attributes.get("Brand", ""),
        "category": _category(values.get("categories", "")),
        "description": "\n\n".join(filter(None, map(_unescape, prose))),
        "price": values.get("regularprice") or offer.get("regular"),
        "sale_price": values.get("saleprice") or offer.get("sale"),
        "stock": _stock(values),
        "rating": values.get("averagerating"),
        "rating_count": values.get("reviewcount"),
        "image": values.get("images"),
        "variants": variants,
        "attributes": {n: v for n, v in attributes.items() if option_name(n) not in names},
    }
    if values.get("tags"):
        fields["attributes"]["Tags"] = ", ".join(_parts(values["tags"]))
    if values.get("sku") and values.get("id"):
        fields["attributes"]["SKU"] = values["sku"]
    if not children:
        for name, parts in _attribute_parts(values).items():
            field = {"colour": "colours", "size": "sizes"}.get(option_name(name))
            if field:
                fields[field] = parts
    notes = tuple(note for child in (row, *children) for note in child.notes)
    return Row(row.line, values, fields, rows=count, notes=notes)


def _variant(values: dict[str, Any]) -> dict[str, Any]:
    regular, sale = values.get("regularprice"), values.get("saleprice")
    return {
        "id": values.get("sku") or values.get("id"),
        "options": {option_name(name): value for name, value in _attributes(values).items()},
        "price": sale or regular or None,
        "regular": regular,
        "sale": sale,
        "stock": _stock(values),
    }


def _stock(values: dict[str, Any]) -> Any:
    """A number if the shop counts this product, else whether it is in stock."""
    stock = values.get("stock", "")
    on_hand = to_flag(values.get("instock", ""))
    if values.get("backordersallowed", "").strip().lower() in ("1", "yes", "notify"):
        return None
    if stock not in ("", "parent"):
        return stock
    return False if on_hand is False else None


def _category(text: str) -> list[str]:
    """The deepest of the comma-separated paths."""
    paths = [[step.strip() for step in part.split(">") if step.strip()] for part in _parts(text)]
    return max(paths, key=len, default=[])


def _attributes(values: dict[str, Any]) -> dict[str, str]:
    return {name: ", ".join(parts) for name, parts in _attribute_parts(values).items()}


def _attribute_parts(values: dict[str, Any]) -> dict[str, list[str]]:
    """Values by name, from the columns "Attribute 1 name" and "Attribute 1 value(s)" and so on."""
    found = {}
    for column, name in values.items():
        match = re.fullmatch(r"attribute(\d+)name", column)
        if match and name:
            parts = _parts(values.get(f"attribute{match[1]}values") or "")
            if parts:
                found[name.strip()] = parts
    return found


def _parts(text: str) -> list[str]:
    """Items of a list; a comma inside an item is written with a backslash."""
    return [part for item in _COMMA.split(text) if (part := _unescape(item).strip())]


def _unescape(text: str) -> str:
    return text.replace("\\,", ",").replace("\\n", "\n").replace("\\\\", "\\")


def _id(values: dict[str, Any]) -> str:
    return str(values.get("id") or values.get("sku") or "").strip()
