"""Who a product is made for, which sizes titles name, what is on sale, and what goes furthest."""

from typing import Any

import pytest
from tiny_shop import understood

from assistant.aspects import amounts
from assistant.intent_rules import effective_intent
from assistant.state import DialogueState
from assistant.types import Intent
from assistant.understanding.audience import for_others, read_audience
from assistant.understanding.constraints import ConstraintParser
from assistant.understanding.extremes import find_furthest
from assistant.understanding.mending import Mender
from retrieval.filters import ProductTable, mask_of, says_size
from retrieval.keyword_index import KeywordIndex
from retrieval.text_columns import denied_words
from retrieval.types import Constraints, Facets, Product
from retrieval.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("title", "audience", "age", "others"),
    [
        ("Kids' Baking Set", ("men",), None, True),
        ("Women's Hiking Boots", ("men",), None, True),
        ("Hiking Boots for Men and Women", ("men",), None, False),
        ("Hiking Boots", ("men",), None, False),
        ("Kids' Baking Set", ("girls",), 7, False),
        ("Unisex Kids' Cap", ("women",), None, False),
        ("Baby Bibs for Boys", ("boys",), 8, True),
        ("Baby Bibs for Boys", ("boys",), 1, False),
        ("Men's Shirt", ("boys",), None, True),
        ("Kids' Baking Set", (), None, False),
    ],
)
def test_whom_a_title_is_for(
    title: str, audience: tuple[str, ...], age: int | None, others: bool
) -> None:
    assert for_others(title, audience, age) is others


def test_a_company_s_sons_are_no_boys() -> None:
    assert read_audience("shirts not from Brtram & Sons").audience == ()
    assert read_audience("shirts for my wife and sons").audience == ("women", "boys")


@pytest.mark.parametrize(
    ("title", "size", "said"),
    [
        ("Cotton Sheet Set, Queen, White", "queen", True),
        ("Men's Boot, Black, 10.5 M US", "10.5", True),
        ("Men's Boot, Black, 10.5 M US", "10", False),
        ("Sneaker White/White, 11", "11", True),
        ("Rain Jacket (Size: 8)", "8", True),
        ("8 Inch Chef's Knife, Set of 11 Pieces", "8", False),
        ("T-Shirt, XL", "XL", True),
        ("Nexus XL Phone", "XL", False),
    ],
)
def test_sizes_in_titles(title: str, size: str, said: bool) -> None:
    assert says_size(title, size) is said


def test_a_title_speaks_for_a_size_only_where_the_record_names_none() -> None:
    products = (
        Product("a", "Sheets, Queen"),
        Product("b", "Sheets, Queen", sizes=("King",)),
        Product("c", "Sheets", sizes=("Queen",)),
    )
    table = ProductTable(products, KeywordIndex.build(products))
    mask = mask_of(table, Constraints(include=Facets(sizes=("queen",))))
    assert mask is not None
    assert mask.tolist() == [True, False, True]


def test_words_that_deny_another() -> None:
    denied = denied_words((Product("a", "Decaf beans"), Product("b", "Sleeveless top, unscented")))
    assert denied.equal("caffeine").tolist() == [0]
    assert denied.equal("sleeve").tolist() == denied.equal("scent").tolist() == [1]


@pytest.mark.parametrize(
    ("text", "reduced"),
    [
        ("what's on sale", True),
        ("do u have any sale items", True),
        ("discounted lamps", True),
        ("any deals today?", True),
        ("tents for sale", False),
        ("is it on sale?", False),
        ("when is the next sale", False),
        ("what about sales tax", False),
        ("reduced sodium soup", False),
        ("can I return sale items", False),
    ],
)
def test_on_sale(text: str, reduced: bool) -> None:
    assert ConstraintParser(Vocabulary()).parse(text).constraints.reduced is reduced


def test_only_what_costs_less_than_it_did_is_reduced() -> None:
    from decimal import Decimal

    prices: list[dict[str, Any]] = [
        {"price": Decimal(8), "list_price": Decimal(10)},
        {"price": Decimal(8)},
        {"price": Decimal(8), "list_price": Decimal(8)},
        {"list_price": Decimal(8)},
    ]
    products = tuple(Product(str(row), "Lamp", **price) for row, price in enumerate(prices))
    mask = mask_of(ProductTable(products, KeywordIndex.build(products)), Constraints(reduced=True))
    assert mask is not None
    assert mask.tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "furthest"),
    [
        ("which tent is the lightest", ("weight", -1)),
        ("which phone has the longest battery life", ("battery", 1)),
        ("the most powerful blender", ("power", 1)),
        ("the lightest shade of blue", None),
        ("the cheapest tent", None),
        ("a lighter tent", None),
    ],
)
def test_measured_superlatives(text: str, furthest: tuple[str, int] | None) -> None:
    found = find_furthest(text)
    assert (None if found is None else (found.aspect, found.sign)) == furthest


def test_a_range_is_measured_in_its_unit_not_in_to() -> None:
    fan = Product("fan", "Fan", attributes={"Noise": "26 to 51 dB"})
    (noise,) = amounts(fan, "noise")
    assert (noise.value, noise.unit, noise.said) == (26.0, "db", "26 to 51 dB")


def test_a_doubled_letter_before_an_ending_is_no_slip() -> None:
    mender = Mender({"dimmer": 10, "zipper": 5})
    assert mender.mend("dimmed", "dimmed") is None
    assert mender.mend("zippr", "zippr") == "zipper"


def test_a_colour_of_one_letter_is_none() -> None:
    parser = ConstraintParser(Vocabulary(colours={"a": 3, "Red": 2}, categories={"Books": 9}))
    limits = parser.parse("not a book").constraints
    assert limits.exclude == Facets(categories=("Books",))


def test_a_part_of_a_category_s_name_that_many_titles_say_is_no_name_of_it() -> None:
    vocabulary = Vocabulary(categories={"Lights and locks": 3})
    few, many = {"light": 1, "lights": 1}, {"light": 9, "lights": 4}
    assert ConstraintParser(vocabulary, few).parse("light").constraints.include.categories
    assert not ConstraintParser(vocabulary, many).parse("light").constraints.include.categories
    whole = ConstraintParser(vocabulary, many).parse("lights and locks").constraints
    assert whole.include.categories == ("Lights and locks",)


def test_a_thing_and_what_it_must_not_be_is_no_wish_for_service() -> None:
    asked: dict[str, Any] = {
        "intent": Intent.RETURN_OR_EXCHANGE,
        "constraints": Constraints(exclude=Facets(brands=("Kiln",))),
    }
    unsure = understood(
        "external lamp, not Kiln", confidence=0.5, search_text="external lamp", **asked
    )
    assert effective_intent(DialogueState(), unsure, 0.45) is Intent.FIND_PRODUCT
    text = "I want to return a lamp, not Kiln"
    service = understood(text, confidence=0.5, search_text="return lamp", **asked)
    assert effective_intent(DialogueState(), service, 0.45) is Intent.RETURN_OR_EXCHANGE
