"""WooCommerce's product export: a "variable" product, and below it rows of type "variation"."""

import re
from typing import Any

from retrieval.importers import delimited
from retrieval.importers.columns import normalised
from retrieval.importers.report import Rejection
from retrieval.importers.source import Row, Rows, Source
from retrieval.importers.values import to_flag
from retrieval.importers.variants import amount_of, option_name

_Values = dict[str, Any]
"""Cells by column name without case and separators: "Regular price" is "regularprice"."""
_Variation = tuple[Row, _Values]
_COMMA = re.compile(r"(?<!\\),")


def read(source: Source) -> Rows:
    """One row a product, its variations folded in. A variation without a parent is a rejection."""
    products: dict[int, tuple[Row, _Values, list[_Variation]]] = {}
    by_key: dict[str, int] = {}
    variations: list[_Variation] = []
    for row in delimited.read(source):
        if isinstance(row, Rejection):
            yield row
            continue
        values = row.fields = {normalised(name): value for name, value in row.values.items()}
        if "variation" in re.split(r"[,\s]+", values.get("type", "").lower()):
            variations.append((row, values))
            continue
        products[row.line] = (row, values, [])
        for name in (f"id:{values.get('id')}", values.get("sku"), values.get("id")):
            if name:
                by_key.setdefault(name, row.line)
    for row, values in variations:
        parent = values.get("parent", "").strip()
        if parent in by_key:
            products[by_key[parent]][2].append((row, values))
        else:
            reason = f"variation of {parent!r}, which the file does not have"
            yield Rejection(row.line, _id(values), "no parent product", reason)
    for row, values, children in products.values():
        yield _product(row, values, children)


def _product(row: Row, values: _Values, children: list[_Variation]) -> Row | Rejection:
    count = 1 + len(children)
    if to_flag(values.get("published", "")) is False or values.get("published") == "-1":
        return Rejection(row.line, _id(values), "not on sale", "not published", rows=count)
    attributes = _attributes(values)
    names = {option_name(name) for _, child in children for name in _attributes(child)}
    variants = [_variant(child) for _, child in children]
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
    rows = (row, *(child for child, _ in children))
    notes = tuple(note for each in rows for note in each.notes)
    return Row(row.line, row.values, fields, rows=count, notes=notes)


def _variant(values: _Values) -> dict[str, Any]:
    regular, sale = values.get("regularprice"), values.get("saleprice")
    return {
        "id": values.get("sku") or values.get("id"),
        "options": {option_name(name): value for name, value in _attributes(values).items()},
        "price": sale or regular or None,
        "regular": regular,
        "sale": sale,
        "stock": _stock(values),
    }


def _stock(values: _Values) -> Any:
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


def _attributes(values: _Values) -> dict[str, str]:
    return {name: ", ".join(parts) for name, parts in _attribute_parts(values).items()}


def _attribute_parts(values: _Values) -> dict[str, list[str]]:
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


def _id(values: _Values) -> str:
    return str(values.get("id") or values.get("sku") or "").strip()
