"""Canonical JSON Lines: nothing is lost in writing, nothing wrong gets in by reading."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.catalogue import (
    product_from_json,
    product_to_json,
    read_catalogue,
    read_reviews,
    review_from_json,
    review_to_json,
    write_jsonl,
)
from retrieval.errors import CatalogueError
from retrieval.types import Product, Review, Variant

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
names = words.filter(str.strip)
prices = st.none() | st.decimals(min_value=0, max_value=10**9, places=2)
counts = st.none() | st.integers(0, 10**6)
maps = st.dictionaries(names, words, max_size=3)
products = st.builds(
    Product,
    id=names,
    title=names,
    brand=words,
    category=st.lists(words, max_size=3).map(tuple),
    description=words,
    bullets=st.lists(words, max_size=3).map(tuple),
    attributes=maps,
    price=prices,
    list_price=prices,
    currency=st.sampled_from(["USD", "EUR"]),
    stock=counts,
    rating=st.none() | st.floats(1, 5),
    rating_count=st.integers(0, 10**6),
    colours=st.lists(words, max_size=2).map(tuple),
    sizes=st.lists(words, max_size=2).map(tuple),
    image=words,
    added=st.none() | st.dates(),
    variants=st.lists(st.builds(Variant, names, maps, prices, counts), max_size=2).map(tuple),
    texts=st.dictionaries(names, maps, max_size=2),
)


@settings(deadline=None)
@given(products)
def test_products_survive_json(product: Product) -> None:
    assert product_from_json(orjson.loads(orjson.dumps(product_to_json(product)))) == product


def test_prices_keep_every_digit_and_may_be_numbers() -> None:
    written = product_to_json(Product("1", "Lamp", price=Decimal("19.90")))
    assert written["price"] == "19.90"
    read = product_from_json({"id": "1", "title": "Lamp", "price": 19.99, "list_price": 25})
    assert (read.price, read.list_price) == (Decimal("19.99"), Decimal(25))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", 7),
        ("title", None),
        ("title", "  "),
        ("brand", 3),
        ("category", "Lamps"),
        ("category", ""),
        ("category", ["Lamps", 1]),
        ("bullets", "one"),
        ("attributes", ["x"]),
        ("attributes", {"Weight": 3}),
        ("price", -1),
        ("price", "NaN"),
        ("price", "cheap"),
        ("price", True),
        ("currency", "euro"),
        ("stock", -1),
        ("stock", 1.5),
        ("rating", 0),
        ("rating", 5.1),
        ("rating", "4"),
        ("rating_count", -3),
        ("added", "01/02/2024"),
        ("variants", {"id": "x"}),
        ("variants", [{"id": "", "options": {}}]),
        ("variants", [{"id": "a", "options": {"size": 3}}]),
        ("texts", {"zh": "标题"}),
        ("colour", "red"),
    ],
)
def test_a_bad_value_is_an_error_that_names_the_field(field: str, value: Any) -> None:
    data = {"id": "1", "title": "Lamp", field: value}
    with pytest.raises(CatalogueError) as error:
        product_from_json(data)
    assert field in str(error.value) or (field == "variants" and "must be" in str(error.value))


def test_files_are_read_in_order_and_errors_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "products.jsonl"
    write_jsonl([{"id": "b", "title": "B"}, {"id": "a", "title": "A"}], path)
    assert [product.id for product in read_catalogue(path)] == ["b", "a"]

    path.write_text('{"id": "a", "title": "A"}\n\n{"id": "b"}\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"line 3: title"):
        read_catalogue(path)
    path.write_text('{"id": "a", "title": "A"}\n{"id": "a", "title": "B"}\n', "utf-8")
    with pytest.raises(CatalogueError, match="line 2: the id 'a' comes twice"):
        read_catalogue(path)
    path.write_text('{"id": \n', "utf-8")
    with pytest.raises(CatalogueError, match="line 1: not valid JSON"):
        read_catalogue(path)
    with pytest.raises(CatalogueError, match="Cannot read"):
        read_catalogue(tmp_path / "missing.jsonl")


def test_reviews_survive_json_and_are_checked(tmp_path: Path) -> None:
    review = Review("r1", "1", 4, "Bright.", "Good", "Ann", date(2024, 5, 31))
    assert review_from_json(review_to_json(review)) == review
    path = tmp_path / "reviews.jsonl"
    write_jsonl([review_to_json(review)], path)
    assert read_reviews(path) == (review,)
    for stars in (0, 6, 4.5, "4", True):
        with pytest.raises(CatalogueError, match="stars"):
            review_from_json({**review_to_json(review), "stars": stars})
