"""Shopify's product export: rows with one handle are one product, its variants and pictures.

Reads the columns of both the export with "Handle" and the newer one with "URL handle". Drafts,
archived and unpublished products are rejected, since the shop does not sell them.
"""

import re
from collections.abc import Iterable
from typing import Any

from retrieval.importers import delimited
from retrieval.importers.columns import normalised
from retrieval.importers.report import Rejection
from retrieval.importers.source import Row, Rows, Source
from retrieval.importers.values import to_flag
from retrieval.importers.variants import amount_of, option_name

_COLUMNS = {
    "handle": ("handle", "urlhandle"),
    "title": ("title",),
    "description": ("bodyhtml", "description", "body"),
    "vendor": ("vendor",),
    "category": ("productcategory", "standardproducttype"),
    "type": ("type", "customproducttype"),
    "tags": ("tags",),
    "status": ("status",),
    "published": ("published", "publishedononlinestore"),
    "image": ("imagesrc", "productimageurl"),
    "sku": ("variantsku", "sku"),
    "price": ("variantprice", "price"),
    "list_price": ("variantcompareatprice", "compareatprice"),
    "quantity": ("variantinventoryqty", "inventoryquantity"),
    "tracker": ("variantinventorytracker", "inventorytracker"),
    "policy": ("variantinventorypolicy", "continuesellingwhenoutofstock"),
}
_METAFIELD = re.compile(r"(.+?)\s*\(product\.metafields\.[^)]*\)")


def read(source: Source) -> Rows:
    """One row a product, or the rejection of one."""
    groups: dict[str, list[Row]] = {}
    for row in delimited.read(source):
        if isinstance(row, Rejection):
            yield row
            continue
        handle = _get(row.values, "handle")
        if handle:
            groups.setdefault(handle, []).append(row)
        else:
            yield Rejection(row.line, "", "no id", "no handle")
    for handle, rows in groups.items():
        yield _product(handle, rows)


def _product(handle: str, rows: list[Row]) -> Row | Rejection:
    first = next((row.values for row in rows if _get(row.values, "title")), rows[0].values)
    line = rows[0].line
    status = _get(first, "status").lower()
    if status in ("draft", "archived", "unlisted"):
        return Rejection(line, handle, "not on sale", f"status is {status}", rows=len(rows))
    if to_flag(_get(first, "published")) is False:
        return Rejection(line, handle, "not on sale", "not published", rows=len(rows))
    names = [first.get(column, "") for column in _options(first, "name")]
    variants = [
        variant for number, row in enumerate(rows, start=1)
        if (variant := _variant(row.values, names, f"{handle}-{number}"))
    ]  # fmt: skip
    cheapest = min(variants, key=lambda variant: amount_of(variant["price"]), default={})
    single = len(variants) == 1 and not variants[0]["options"]
    fields: dict[str, Any] = {
        "id": handle,
        "title": _get(first, "title"),
        "brand": _get(first, "vendor"),
        "category": _category(_get(first, "category"), _get(first, "type")),
        "description": _get(first, "description"),
        "price": cheapest.get("price"),
        "list_price": cheapest.get("list_price"),
        "stock": variants[0]["stock"] if single else None,
        "image": next((image for row in rows if (image := _get(row.values, "image"))), ""),
        "variants": [] if single else variants,
        "attributes": _attributes(first),
    }
    notes = tuple(note for row in rows for note in row.notes)
    return Row(line, first, fields, rows=len(rows), notes=notes)


def _variant(values: dict[str, Any], names: list[str], fallback: str) -> dict[str, Any] | None:
    """None: the row holds a picture only."""
    chosen = [values.get(column, "").strip() for column in _options(values, "value")]
    price = _get(values, "price")
    if not price and not any(chosen):
        return None
    options = {
        option_name(name): value
        for name, value in zip(names, chosen, strict=False)
        if name and value and not (name == "Title" and value == "Default Title")
    }
    endless = _get(values, "policy").lower() in ("continue", "true")
    untracked = endless or not _get(values, "tracker")
    return {
        "id": _get(values, "sku") or fallback,
        "options": options,
        "price": price or None,
        "list_price": _get(values, "list_price") or None,
        "stock": None if untracked else _get(values, "quantity"),
    }


def _category(path: str, kind: str) -> list[str]:
    steps = [step.strip() for step in path.split(">") if step.strip()]
    if kind and kind.casefold() not in (step.casefold() for step in steps):
        steps.append(kind)
    return steps


def _attributes(values: dict[str, Any]) -> dict[str, str]:
    found = {m[1]: value for column, value in values.items() if (m := _METAFIELD.fullmatch(column))}
    if tags := _get(values, "tags"):
        found["Tags"] = tags
    return found


def _options(columns: Iterable[str], part: str) -> list[str]:
    """The columns "Option1 Name", "Option2 Name" ..., in order."""
    return sorted(c for c in columns if re.fullmatch(rf"option\d{part}", normalised(c)))


def _get(values: dict[str, Any], name: str) -> str:
    """A value by our name for the column, stripped; empty: the source does not say."""
    for column, value in values.items():
        if normalised(column) in _COLUMNS[name] and value:
            return str(value).strip()
    return ""
