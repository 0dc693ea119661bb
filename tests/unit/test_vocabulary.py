"""The vocabulary counts products, unites spellings, and survives JSON."""

import pytest

from retrieval.errors import StoreError
from retrieval.types import Product
from retrieval.vocabulary import VALUES_PER_ATTRIBUTE, Vocabulary, build_vocabulary

PRODUCTS = (
    Product(
        "1",
        "Parka",
        brand="North",
        category=("Outdoor", "Jackets"),
        colours=("Black", "Red"),
        sizes=("M", "L"),
        attributes={"Material": "wool", "Lining": "yes"},
    ),
    Product(
        "2",
        "Cap",
        brand="NORTH",
        category=("Outdoor", "Caps"),
        colours=("black",),
        attributes={"material": "Wool"},
    ),
    Product("3", "Tent", brand="North", category=("Outdoor",), colours=("Black",)),
)


def test_values_are_counted_by_product_commonest_first() -> None:
    vocabulary = build_vocabulary(PRODUCTS)
    assert next(iter(vocabulary.categories.items())) == ("Outdoor", 3)
    assert vocabulary.categories["Jackets"] == 1
    assert vocabulary.sizes == {"L": 1, "M": 1}


def test_spellings_that_differ_in_case_are_one_under_the_commonest() -> None:
    vocabulary = build_vocabulary(PRODUCTS)
    assert vocabulary.brands == {"North": 3}
    assert vocabulary.colours == {"Black": 3, "Red": 1}
    assert set(vocabulary.attributes) == {"Lining", "Material"}
    assert sum(vocabulary.attributes["Material"].values()) == 2


def test_a_category_named_twice_in_one_path_counts_once() -> None:
    twice = Product("1", "x", category=("Sale", "Sale"))
    assert build_vocabulary([twice]).categories == {"Sale": 1}


def test_prose_and_the_rarest_values_are_left_out() -> None:
    many = [
        Product(str(n), "x", attributes={"Code": f"c{n}", "Notes": "long " * 30})
        for n in range(VALUES_PER_ATTRIBUTE + 10)
    ]
    attributes = build_vocabulary(many).attributes
    assert "Notes" not in attributes
    assert len(attributes["Code"]) == VALUES_PER_ATTRIBUTE


def test_json_round_trip_and_damage() -> None:
    vocabulary = build_vocabulary(PRODUCTS)
    data = vocabulary.to_json()
    assert Vocabulary.from_json(data) == vocabulary
    del data["sizes"]
    with pytest.raises(StoreError, match="daogou import"):
        Vocabulary.from_json(data)
