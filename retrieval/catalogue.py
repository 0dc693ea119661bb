"""A catalogue as JSON Lines: one product or review a line, keys named as the fields of the types.

A field that is empty or not known is left out. Prices are written as strings so that no digit is
lost; numbers are read as well. Reading is strict: a value of the wrong kind or out of its range is
an error that names the line and the field. Sources of any other shape go through
``retrieval.importers``, which cleans them first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import orjson

from retrieval import records
from retrieval.errors import CatalogueError
from retrieval.types import Product, Review, Variant

_PRODUCT_KEYS = frozenset(f.name for f in fields(Product))
_VARIANT_KEYS = frozenset(f.name for f in fields(Variant))
_REVIEW_KEYS = frozenset(f.name for f in fields(Review))


def read_catalogue(path: Path) -> tuple[Product, ...]:
    """All products of a canonical JSON Lines file, in file order.

    Raises CatalogueError, with the line, for a record that is not valid or an id that comes twice.
    """
    seen: set[str] = set()
    products = []
    for line, data in _records(path):
        product = _at(path, line, product_from_json, data)
        if product.id in seen:
            raise CatalogueError(f"{path.name}, line {line}: the id {product.id!r} comes twice.")
        seen.add(product.id)
        products.append(product)
    return tuple(products)


def read_reviews(path: Path) -> tuple[Review, ...]:
    """All reviews of a canonical JSON Lines file, in file order. Raises as read_catalogue does."""
    return tuple(_at(path, line, review_from_json, data) for line, data in _records(path))


def write_jsonl(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write one JSON object a line, UTF-8, newline at the end of each."""
    with path.open("wb") as out:
        for row in rows:
            out.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def product_to_json(product: Product) -> dict[str, Any]:
    """A JSON-ready dict with the fields that say something; read back by product_from_json."""
    data: dict[str, Any] = {"id": product.id, "title": product.title}
    if product.brand:
        data["brand"] = product.brand
    if product.category:
        data["category"] = list(product.category)
    if product.description:
        data["description"] = product.description
    if product.bullets:
        data["bullets"] = list(product.bullets)
    if product.attributes:
        data["attributes"] = dict(product.attributes)
    if product.price is not None:
        data["price"] = str(product.price)
    if product.list_price is not None:
        data["list_price"] = str(product.list_price)
    data["currency"] = product.currency
    if product.stock is not None:
        data["stock"] = product.stock
    if product.rating is not None:
        data["rating"] = product.rating
    if product.rating_count:
        data["rating_count"] = product.rating_count
    if product.colours:
        data["colours"] = list(product.colours)
    if product.sizes:
        data["sizes"] = list(product.sizes)
    if product.image:
        data["image"] = product.image
    if product.added is not None:
        data["added"] = product.added.isoformat()
    if product.variants:
        data["variants"] = [_variant_to_json(variant) for variant in product.variants]
    if product.texts:
        data["texts"] = {language: dict(texts) for language, texts in product.texts.items()}
    return data


def product_from_json(data: Mapping[str, Any]) -> Product:
    """The product that a dict describes. Raises CatalogueError naming the first bad field."""
    records.check_keys(data, _PRODUCT_KEYS, "product")
    get = data.get
    variants = get("variants") or ()
    if not isinstance(variants, list | tuple):
        raise records.wrong("variants", "a list of objects", variants)
    rating = get("rating")
    if rating is not None:
        rating = records.number("rating", rating)
        if not 1 <= rating <= 5:
            raise records.wrong("rating", "from 1 to 5", rating)
    currency = get("currency", "USD")
    if not (isinstance(currency, str) and len(currency) == 3 and currency.isupper()):
        raise records.wrong("currency", "an ISO code of three capital letters", currency)
    return Product(
        id=records.required(data, "id"),
        title=records.required(data, "title"),
        brand=records.text(data, "brand"),
        category=records.texts(data, "category"),
        description=records.text(data, "description"),
        bullets=records.texts(data, "bullets"),
        attributes=records.text_map("attributes", get("attributes")),
        price=records.price("price", get("price")),
        list_price=records.price("list_price", get("list_price")),
        currency=currency,
        stock=records.count("stock", get("stock")),
        rating=rating,
        rating_count=records.count("rating_count", get("rating_count")) or 0,
        colours=records.texts(data, "colours"),
        sizes=records.texts(data, "sizes"),
        image=records.text(data, "image"),
        added=records.day("added", get("added")),
        variants=tuple(_variant_from_json(variant) for variant in variants),
        texts=records.language_texts(get("texts")),
    )


def review_to_json(review: Review) -> dict[str, Any]:
    """A JSON-ready dict with the fields that say something; read back by review_from_json."""
    data: dict[str, Any] = {
        "id": review.id,
        "product_id": review.product_id,
        "stars": review.stars,
        "text": review.text,
    }
    if review.title:
        data["title"] = review.title
    if review.author:
        data["author"] = review.author
    if review.written is not None:
        data["written"] = review.written.isoformat()
    return data


def review_from_json(data: Mapping[str, Any]) -> Review:
    """The review that a dict describes. Raises CatalogueError naming the first bad field."""
    records.check_keys(data, _REVIEW_KEYS, "review")
    stars = data.get("stars")
    if type(stars) is not int or not 1 <= stars <= 5:
        raise records.wrong("stars", "a whole number from 1 to 5", stars)
    return Review(
        id=records.required(data, "id"),
        product_id=records.required(data, "product_id"),
        stars=stars,
        text=records.text(data, "text"),
        title=records.text(data, "title"),
        author=records.text(data, "author"),
        written=records.day("written", data.get("written")),
    )


def _records(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise CatalogueError(f"Cannot read {path}: {error.strerror}.") from error
    for line, raw in enumerate(lines, start=1):
        if raw.strip():
            try:
                yield line, orjson.loads(raw)
            except orjson.JSONDecodeError as error:
                reason = f"{path.name}, line {line}: not valid JSON ({error})."
                raise CatalogueError(reason) from None


def _at(path: Path, line: int, read: Any, data: Any) -> Any:
    try:
        return read(data)
    except CatalogueError as error:
        raise CatalogueError(f"{path.name}, line {line}: {error}") from None


def _variant_to_json(variant: Variant) -> dict[str, Any]:
    data: dict[str, Any] = {"id": variant.id, "options": dict(variant.options)}
    if variant.price is not None:
        data["price"] = str(variant.price)
    if variant.stock is not None:
        data["stock"] = variant.stock
    return data


def _variant_from_json(data: Mapping[str, Any]) -> Variant:
    records.check_keys(data, _VARIANT_KEYS, "variant")
    return Variant(
        id=records.required(data, "id"),
        options=records.text_map("options", data.get("options")),
        price=records.price("price", data.get("price")),
        stock=records.count("stock", data.get("stock")),
    )
