"""What is on sale as the desk sees it (forms with a price) and as the catalogue does (products)."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from assistant.desk.records import ProductOnSale
from assistant.desk.types import Item
from retrieval.importers.cleaner import RowCleaner
from retrieval.importers.report import Rejection, Tally
from retrieval.importers.source import Row
from retrieval.importers.variants import option_name
from retrieval.mapping import ColumnMapping
from retrieval.types import Product, Variant


def from_catalogue(products: Iterable[Product]) -> tuple[ProductOnSale, ...]:
    """Products with their forms; one without variants has one form, of its own id.

    Forms whose price nobody knows are left out: they cannot be charged.
    """
    return tuple(
        ProductOnSale(one.id, one.title, tuple(_forms(one)), one.category) for one in products
    )


def to_catalogue(products: Iterable[ProductOnSale], currency: str) -> tuple[Product, ...]:
    """Products for the search, each at the lowest price that it can be had for; options also as
    attributes.

    currency: ISO code of all prices.
    """
    cleaner = RowCleaner(ColumnMapping(currency=currency), Tally())
    made = []
    for line, one in enumerate(products, start=1):
        product = cleaner.clean(Row(line, _row(one)))
        if not isinstance(product, Rejection):
            made.append(replace(product, price=_lowest(one)))
    return tuple(made)


def _lowest(product: ProductOnSale) -> Decimal | None:
    sold = [form for form in product.forms if form.available]
    return min((form.price for form in sold or product.forms), default=None)


def _forms(product: Product) -> Iterable[Item]:
    variants = product.variants or (Variant(product.id, {}, None, product.stock),)
    for one in variants:
        price = one.price if one.price is not None else product.price
        if price is not None:
            available = one.stock is None or one.stock > 0
            yield Item(
                one.id, product.id, product.title, one.options, price, available, product.category
            )


def _row(product: ProductOnSale) -> dict[str, Any]:
    """The columns of a catalogue row that the importers read."""
    values: dict[str, dict[str, None]] = {}
    for form in product.forms:
        for name, value in form.options.items():
            if option_name(name) not in ("colour", "size"):  # fields of their own in a product
                values.setdefault(name, {})[value] = None
    return {
        "id": product.id,
        "title": product.name,
        "category": list(product.category),
        "price": str(_lowest(product) or ""),
        "stock": None if any(form.available for form in product.forms) else 0,
        "attributes": {name: ", ".join(said) for name, said in values.items()},
        "variants": [
            {
                "id": form.id,
                "options": dict(form.options),
                "price": str(form.price),
                "stock": None if form.available else 0,
            }
            for form in product.forms
            if form.options
        ],
    }
