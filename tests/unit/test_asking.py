"""The one question that narrows a broad need down: what it is worth, and when it is asked."""

from decimal import Decimal
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import named_choices
from assistant.asking import CARES, LEAST_GAIN, Question, beliefs, best_question, information
from assistant.simulator.asking import NEVER, Search, mean_turns, values_of
from retrieval.types import Constraints, Facets, PriceRange, Product

KINDS = ("Table lamps", "Floor lamps", "Desk lamps", "Wall lamps")


def lamps(count: int = 16, **same: object) -> list[Product]:
    """Lamps of four kinds in equal number, each of its own brand, price and colour apart."""
    fields: dict[str, object] = {"brand": "Lumen", **same}
    return [
        Product(f"L{i}", f"Lamp {i}", category=("Home", KINDS[i % 4]), **fields)  # type: ignore[arg-type]
        for i in range(count)
    ]


def test_information_of_an_even_split_is_its_bits() -> None:
    even = [0.25] * 4
    assert information([("a",), ("b",), ("c",), ("d",)], even) == pytest.approx(2.0)
    assert information([("a",), ("a",), ("b",), ("b",)], even) == pytest.approx(1.0)
    assert information([("a",)] * 4, even) == pytest.approx(0.0)


def test_what_comes_in_every_colour_tells_nothing() -> None:
    both = [("red", "blue")] * 4
    assert information(both, [0.25] * 4) == pytest.approx(0.0)
    uneven = [0.5, 0.25, 0.125, 0.125]
    alone = [("a",), ("b",), ("c",), ("d",)]
    assert information(alone, uneven) == pytest.approx(-sum(w * log2(w) for w in uneven))


@given(st.lists(st.floats(-1e3, 1e3), max_size=40))
def test_beliefs_sum_to_one_and_follow_the_scores(scores: list[float]) -> None:
    weights = beliefs(scores)
    assert sum(weights) == pytest.approx(1.0 if scores else 0.0)
    ordered = sorted(range(len(scores)), key=scores.__getitem__)
    assert [weights[i] for i in ordered] == pytest.approx(sorted(weights))
    scaled = beliefs([10 * score for score in scores])
    assert scaled == pytest.approx(weights, rel=1e-3, abs=1e-6)


def test_a_broad_need_is_asked_for_its_kind() -> None:
    asked = best_question(lamps(), [0.0] * 16, Constraints(), "lamp")
    assert asked is not None
    assert asked.facet == "categories"
    assert set(asked.choices) == set(KINDS)
    assert asked.gain == pytest.approx(CARES["categories"] * 2.0)


@pytest.mark.parametrize(
    ("scores", "limits", "topic", "settled", "page"),
    [
        ([0.0] * 16, Constraints(), "table lamps", (), 5),  # said already
        ([0.0] * 16, Constraints(), "lamp", ("categories",), 5),  # asked already
        ([9.0, *[0.0] * 15], Constraints(), "lamp", (), 5),  # the first is clearly meant
        ([0.0] * 16, Constraints(), "lamp", (), 16),  # all are on display
    ],
)
def test_no_question_where_it_would_be_in_the_way(
    scores: list[float], limits: Constraints, topic: str, settled: tuple[str, ...], page: int
) -> None:
    assert best_question(lamps(), scores, limits, topic, settled, page) is None


def test_a_limit_in_force_is_not_asked_about() -> None:
    mixed = [
        Product(f"S{i}", "Shirt", colours=(("red", "blue", "green", "white")[i % 4],))
        for i in range(16)
    ]
    asked = best_question(mixed, [0.0] * 16, Constraints(), "shirt")
    assert asked is not None
    assert asked.facet == "colours"
    blue = Constraints(include=Facets(colours=("blue",)))
    assert best_question(mixed, [0.0] * 16, blue, "shirt") is None
    assert best_question(mixed, [0.0] * 16, Constraints(), "blue shirt") is None


def test_a_facet_that_few_records_state_is_not_asked_about() -> None:
    """Choosing a value would drop all products that do not say."""
    some = [
        Product(f"S{i}", "Shirt", colours=(("red", "blue")[i % 2],) if i < 8 else ())
        for i in range(16)
    ]
    assert best_question(some, [0.0] * 16, Constraints(), "shirt") is None


def test_prices_are_asked_in_bands_at_amounts_that_people_name() -> None:
    dear = [Product(f"P{i}", "Pan", price=Decimal(11 + 7 * i)) for i in range(16)]
    asked = best_question(dear, [0.0] * 16, Constraints(), "pan")
    if CARES["price"] * log2(3) < LEAST_GAIN:
        assert asked is None
    else:
        assert asked is not None
        assert asked.choices == ("45", "80")
    bounded = Constraints(price=PriceRange(max=Decimal(200)))
    assert best_question(dear, [0.0] * 16, bounded, "pan") is None


def test_choices_are_understood_with_words_around_them() -> None:
    options = ("Table lamps", "Floor lamps", "green", "moss green")
    assert named_choices(options, "a table lamp please") == ("Table lamps",)
    assert named_choices(options, "moss green") == ("moss green",)
    assert named_choices(options, "table lamps or floor lamps") == ("Table lamps", "Floor lamps")
    assert named_choices(options, "don't mind") == ()


def test_simulated_shoppers_find_what_they_mean_in_fewer_turns() -> None:
    search = Search("lamp", tuple(lamps(40)), tuple([0.0] * 40))
    without, none = mean_turns([search], NEVER, by_belief=False, each=40)
    turns, questions = mean_turns([search], LEAST_GAIN, by_belief=False, each=40)
    assert none == 0
    assert without == pytest.approx(4.5, abs=1.0)  # (1 + 8) / 2 pages of five
    assert turns < without - 1
    assert 0 < questions <= 2


def test_prices_are_answered_by_band() -> None:
    question = Question("price", ("20", "50"), 1.2)
    prices = [values_of(question, Product("x", "x", price=Decimal(p))) for p in (10, 20, 49, 50)]
    assert prices == [("0",), ("1",), ("1",), ("2",)]
    assert values_of(question, Product("x", "x")) == ()
