"""Reviews that come with a catalogue, from JSON Lines (plain or gzip)."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

from retrieval.importers import jsonl
from retrieval.importers.columns import normalised
from retrieval.importers.report import ImportReport, Rejection, Tally
from retrieval.importers.source import Row, Source
from retrieval.importers.text import clean_blocks, join_sentences
from retrieval.importers.values import to_date, to_rating, to_text
from retrieval.types import Product, Review

_SYNONYMS = {
    "id": ("id", "reviewid"),
    "product_id": ("productid", "asin", "sku", "itemid", "product", "handle", "parentasin"),
    "stars": ("stars", "rating", "score", "overall", "starrating"),
    "text": ("text", "body", "review", "reviewtext", "content", "comment", "reviewbody"),
    "title": ("title", "summary", "headline", "reviewtitle", "subject"),
    "author": ("author", "reviewer", "reviewername", "name", "user", "username"),
    "written": ("written", "date", "reviewtime", "createdat", "timestamp", "reviewdate"),
}
_FIELD = {name: field for field, names in _SYNONYMS.items() for name in names}


def read_review_source(
    path: Path, product_ids: Collection[str]
) -> tuple[tuple[Review, ...], ImportReport]:
    """Reviews of the products that the catalogue has; the rest is rejected, with the reason."""
    tally = Tally()
    reviews: dict[str, Review] = {}
    for row in jsonl.read(Source(path)):
        tally.read += 1
        result = row if isinstance(row, Rejection) else _clean(row, product_ids, tally)
        if isinstance(result, Rejection):
            tally.rejected.append(result)
        elif result.id in reviews:
            tally.merged += 1
        else:
            reviews[result.id] = result
    return tuple(reviews.values()), tally.report(len(reviews))


def with_ratings(products: tuple[Product, ...], reviews: tuple[Review, ...]) -> tuple[Product, ...]:
    """The products; one whose record has no rating takes it from its reviews."""
    stars: dict[str, list[int]] = {}
    for review in reviews:
        stars.setdefault(review.product_id, []).append(review.stars)
    return tuple(
        replace(product, rating=round(fmean(found), 2), rating_count=len(found))
        if product.rating is None and (found := stars.get(product.id))
        else product
        for product in products
    )


def _clean(row: Row, product_ids: Collection[str], tally: Tally) -> Review | Rejection:
    raw: dict[str, Any] = {}
    for column, value in row.values.items():
        field = _FIELD.get(normalised(column))
        if field and value not in (None, ""):
            raw.setdefault(field, value)
    id = to_text(raw.get("id")) or f"line-{row.line}"
    product = to_text(raw.get("product_id"))
    if product not in product_ids:
        reason = f"the catalogue has no product {product!r}" if product else "names no product"
        return Rejection(row.line, id, "no such product", reason)
    try:
        stars = to_rating(raw.get("stars"))
    except ValueError as error:
        return Rejection(row.line, id, str(error), f"{error}: {raw['stars']!r}")
    if stars is None:
        return Rejection(row.line, id, "no stars", "no stars")
    text = join_sentences([block for block, _ in clean_blocks(_raw_text(raw.get("text")))])
    title = to_text(raw.get("title"))
    if not text and not title:
        return Rejection(row.line, id, "no text", "neither text nor title")
    try:
        written = to_date(raw.get("written"))
    except ValueError as error:
        tally.warn(str(error), row.line)
        written = None
    author = to_text(raw.get("author"))
    return Review(id, product, round(stars), text, title, author, written)


def _raw_text(value: Any) -> str:
    """The text of a value with its line breaks."""
    return value if isinstance(value, str) else to_text(value)
