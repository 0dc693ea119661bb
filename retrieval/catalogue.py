"""A catalogue as JSON Lines: one product or review a line, keys named as the fields of the types.

A field that is empty or not known is left out. Prices are written as strings so that no digit is
lost; numbers are read as well. Reading is strict: a value of the wrong kind or out of its range is
an error that names the line and the field. Sources of any other shape go through
``retrieval.importers``, which cleans them first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import orjson

from retrieval.errors import CatalogueError
from retrieval.types import Product, Review, Variant

Record = TypeVar("Record", Product, Review)

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


def write_jsonl(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write one JSON object a line, UTF-8, newline at the end of each."""
    with path.open("wb") as out:
        for record in records:
            out.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


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
    _check_keys(data, _PRODUCT_KEYS, "product")
    get = data.get
    variants = get("variants") or ()
    if not isinstance(variants, list | tuple):
        raise _wrong("variants", "a list of objects", variants)
    rating = get("rating")
    if rating is not None:
        rating = _number("rating", rating)
        if not 1 <= rating <= 5:
            raise _wrong("rating", "from 1 to 5", rating)
    currency = get("currency", "USD")
    if not (isinstance(currency, str) and len(currency) == 3 and currency.isupper()):
        raise _wrong("currency", "an ISO code of three capital letters", currency)
    return Product(
        id=_required(data, "id"),
        title=_required(data, "title"),
        brand=_text(data, "brand"),
        category=_texts(data, "category"),
        description=_text(data, "description"),
        bullets=_texts(data, "bullets"),
        attributes=_text_map("attributes", get("attributes")),
        price=_price("price", get("price")),
        list_price=_price("list_price", get("list_price")),
        currency=currency,
        stock=_count("stock", get("stock")),
        rating=rating,
        rating_count=_count("rating_count", get("rating_count")) or 0,
        colours=_texts(data, "colours"),
        sizes=_texts(data, "sizes"),
        image=_text(data, "image"),
        added=_date("added", get("added")),
        variants=tuple(_variant_from_json(variant) for variant in variants),
        texts=_language_texts(get("texts")),
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
    _check_keys(data, _REVIEW_KEYS, "review")
    stars = data.get("stars")
    if type(stars) is not int or not 1 <= stars <= 5:
        raise _wrong("stars", "a whole number from 1 to 5", stars)
    return Review(
        id=_required(data, "id"),
        product_id=_required(data, "product_id"),
        stars=stars,
        text=_text(data, "text"),
        title=_text(data, "title"),
        author=_text(data, "author"),
        written=_date("written", data.get("written")),
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
    _check_keys(data, _VARIANT_KEYS, "variant")
    return Variant(
        id=_required(data, "id"),
        options=_text_map("options", data.get("options")),
        price=_price("price", data.get("price")),
        stock=_count("stock", data.get("stock")),
    )


def _wrong(name: str, wanted: str, value: Any) -> CatalogueError:
    shown = repr(value)
    return CatalogueError(f"{name} must be {wanted}, not {shown[:60]}.")


def _check_keys(data: Any, allowed: frozenset[str], kind: str) -> None:
    if not isinstance(data, Mapping):
        raise CatalogueError(f"a {kind} must be a JSON object, not {type(data).__name__}.")
    if unknown := data.keys() - allowed:
        raise CatalogueError(f"a {kind} has no field {sorted(unknown)[0]!r}.")


def _required(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(name, "a text that is not empty", value)
    return value


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(name, "a text", value)
    return value


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name)
    if not value and value != 0:
        return ()
    if not isinstance(value, list | tuple) or not all(type(item) is str for item in value):
        raise _wrong(name, "a list of texts", value)
    return tuple(value)


def _text_map(name: str, value: Any) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _wrong(name, "an object of texts", value)
    for key, item in value.items():
        if type(key) is not str or type(item) is not str:
            raise _wrong(f"{name}.{key}", "a text", item)
    return dict(value)


def _language_texts(value: Any) -> dict[str, dict[str, str]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _wrong("texts", "an object of languages", value)
    return {code: _text_map(f"texts.{code}", texts) for code, texts in value.items()}


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise _wrong(name, "a number", value)
    return float(value)


def _count(name: str, value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or value < 0:
        raise _wrong(name, "a whole number, 0 or more", value)
    return value


def _price(name: str, value: Any) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise _wrong(name, "a price", value)
    try:
        # repr of a float is the shortest text that reads back as it: 19.99 stays 19.99.
        price = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        raise _wrong(name, "a price such as 19.99", value) from None
    if not price.is_finite() or price < 0:
        raise _wrong(name, "0 or more", value)
    return price


def _date(name: str, value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(name, "a date such as 2024-05-31", value) from None
