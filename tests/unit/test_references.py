"""References to shown products: places, extremes, descriptions, pronouns, and what is none."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.understanding.references import References, resolve_references
from retrieval.types import Product


def product(
    key: str, title: str, brand: str, colours: tuple[str, ...], price: str, **more: Any
) -> Product:
    return Product(id=key, title=title, brand=brand, colours=colours, price=Decimal(price), **more)


JACKETS = (
    product(
        "OUT-001",
        "Tarnwick Waterproof Hiking Jacket",
        "Northfell",
        ("black", "moss green"),
        "109",
        category=("Outdoor", "Jackets"),
        rating=4.6,
        added=date(2026, 5, 1),
        bullets=("Adjustable hood",),
    ),
    product(
        "OUT-002",
        "Skerry Rain Jacket",
        "Ashwood",
        ("blue",),
        "59",
        category=("Outdoor", "Jackets"),
        rating=4.1,
        added=date(2026, 1, 1),
        attributes={"Material": "recycled polyester"},
    ),
    product(
        "OUT-003",
        "Fenland Down Jacket",
        "Northfell",
        ("red",),
        "149",
        category=("Outdoor", "Jackets"),
        rating=4.8,
        added=date(2025, 1, 1),
    ),
    product(
        "OUT-004",
        "Harbour Wool Coat",
        "Acme",
        ("grey", "blue"),
        "59",
        category=("Outdoor", "Coats"),
        rating=3.9,
        added=date(2024, 1, 1),
        attributes={"Material": "wool"},
    ),
)
PAIR = JACKETS[:2]
A, B, C, D = (p.id for p in JACKETS)


def ids(*found: str) -> References:
    return References(ids=found)


def unclear(*found: str) -> References:
    return References(ambiguous=found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the second one", ids(B)),
        ("tell me more about the 2nd", ids(B)),
        ("#3", ids(C)),
        ("number two please", ids(B)),
        ("add option 4 to my cart", ids(D)),
        ("the last one", ids(D)),
        ("is the first waterproof?", ids(A)),
        ("compare the first and the third", ids(A, C)),
        ("compare the first two", ids(A, B)),
        ("the last two", ids(C, D)),
        ("second to last", ids(C)),
        ("the one on the left", ids(A)),
        ("the seventh one", ids()),
        ("OUT-003", ids(C)),
        ("how much is out-002?", ids(B)),
        ("the red one", ids(C)),
        ("that Ashwood jacket", ids(B)),
        ("is the wool coat warm?", ids(D)),
        ("the one with the hood", ids(A)),
        ("the one from Acme", ids(D)),
        ("the blue one", unclear(B, D)),
        ("the northfell jacket", unclear(A, C)),
        ("the blue ones", ids(B, D)),
        ("the cheapest one", unclear(B, D)),
        ("the most expensive one", ids(C)),
        ("the best rated of these", ids(C)),
        ("the cheaper of the first two", ids(B)),
        ("compare the red one and the grey one", ids(C, D)),
        ("the $149 one", ids(C)),
        ("add the Fenland Down Jacket", ids(C)),
        ("does skerry rain jacket come in L", ids(B)),
        ("compare them", ids(A, B, C, D)),
        ("is it waterproof?", unclear(A, B, C, D)),
        ("the second jacket", ids(B)),
        ("compare the Northfell jackets", ids(A, C)),
        ("the newest one", ids(A)),
        ("the second cheapest one", ids(A)),
        ("the one that costs most", ids(C)),
        ("is the one with the best rating in stock?", ids(C)),
        ("the one for $149", ids(C)),
        ("the one that costs $109", ids(A)),
        ("the one from Ashwood in stock?", ids(B)),
        ("the one made of recycled polyester looks good", ids(B)),
        ("the harbour wool", ids(D)),
        ("how much is the Tarnwick?", ids(A)),
        ("is the Fenland Down in stock", ids(C)),
        ("no. 2 and #3", ids(B, C)),
        ("the very last one", ids(D)),
        ("the one on the right looks good", ids(D)),
        ("the firt one looks good", ids(A)),
        ("add the fouth one", ids(D)),
        ("can you show me the most expensive again?", ids(C)),
        ("add all of them to my cart", ids(A, B, C, D)),
        ("add these to my basket", ids(A, B, C, D)),
        ("the red version", ids(C)),
        ("the one that comes in red", ids(C)),
        ("the one that's made from recycled polyester", ids(B)),
        ("the one called Skerry", ids(B)),
        ("the one with Tarnwick in its name", ids(A)),
        ("the right-hand one", ids(D)),
        ("the third from the top", ids(C)),
        ("the second from the bottom", ids(C)),
        ("the highest priced one", ids(C)),
        ("the one people rate best", ids(C)),
    ],
)
def test_points_at(text: str, expected: References) -> None:
    assert resolve_references(text, JACKETS, None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a cheap one",
        "another one",
        "second hand jackets",
        "I need 2 of something under 50",
        "do you have a first aid kit",
        "when will my last order arrive",
        "one",
        "show me the cheapest tents",
        "actually make it blue",
        "is it possible to pay later",
        "waterproof hiking jacket under $120, not black",
        "just a second",
        "hello",
        "",
    ],
)
def test_points_at_nothing(text: str) -> None:
    assert resolve_references(text, JACKETS, JACKETS[0].id) == References()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is it waterproof?", ids(B)),
        ("I'll take that one", ids(B)),
        ("add this to my cart", ids(B)),
        ("how much is that?", ids(B)),
        ("what's its weight", ids(B)),
        ("the other one", ids(A)),
        ("the cheaper one", ids(B)),
        ("the cheaper of the two", ids(B)),
        ("which of these is warmer", ids(A, B)),
        ("both", ids(A, B)),
    ],
)
def test_focus_and_pairs(text: str, expected: References) -> None:
    assert resolve_references(text, PAIR, B) == expected


WEIGHED = (
    product("T-100", "Alder Tent", "Northfell", (), "200", attributes={"Weight": "1.6 kg"}),
    product("T-200", "Birch Tent", "Northfell", (), "220", attributes={"Weight": "940 g"}),
    product("T-300", "Cedar Tent, 27 inch", "Ashwood", (), "90", attributes={"Weight": "2.1 kg"}),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the lightest one", ids("T-200")),
        ("add the heaviest one", ids("T-300")),
        ("the lighter of the first two", ids("T-200")),
        ("the 1.6 kg one", ids("T-100")),
        ("the one with 940 g", ids("T-200")),
        ("the 0.94 kg one", ids("T-200")),
        ("the 27 inch one", ids("T-300")),
        ("the northfell tent", unclear("T-100", "T-200")),
    ],
)
def test_amounts_are_compared_across_units(text: str, expected: References) -> None:
    assert resolve_references(text, WEIGHED, None) == expected


def test_a_place_beyond_the_list_is_told() -> None:
    assert resolve_references("the ninth one", WEIGHED, "T-200") == References()
    assert resolve_references("the ninth one", WEIGHED, "T-200").beyond
    assert not resolve_references("the third one", WEIGHED, None).beyond


def test_a_part_of_the_name_is_more_than_the_maker() -> None:
    said = resolve_references("what do people say about the Northfell Alder?", WEIGHED, None)
    assert said == unclear("T-100", "T-200")
    pans = (
        product("P-1", "Orva Petal Frying Pan", "Orva", (), "20"),
        product("P-2", "Orva Stone Frying Pan", "Orva", (), "30"),
    )
    assert resolve_references("compare the Orva Petal with the Orva Stone", pans, None) == ids(
        "P-1", "P-2"
    )


@pytest.mark.parametrize("text", ["the others", "the other two", "how much are the rest?"])
def test_all_but_the_focus(text: str) -> None:
    assert resolve_references(text, WEIGHED, "T-200") == ids("T-100", "T-300")


def test_the_only_product_shown_is_meant() -> None:
    assert resolve_references("is it waterproof?", JACKETS[:1], None) == ids(A)


def test_nothing_shown_nothing_meant() -> None:
    assert resolve_references("the second one", (), None) == References()


@settings(deadline=None)
@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    found = resolve_references(text, JACKETS, None)
    assert not (found.ids and found.ambiguous)
    assert {*found.ids, *found.ambiguous} <= {p.id for p in JACKETS}
