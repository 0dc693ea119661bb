"""The state of a conversation, its limits, and how both are kept."""

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.jsonable import constraints_from_json, constraints_to_json, limits_to_json
from assistant.limits import merge, soften
from assistant.state import DialogueState, Pending
from assistant.types import Refinement
from retrieval.types import Constraints, Facets, PriceRange, Sort

STATE = DialogueState(
    turn=4,
    topic="lamp",
    constraints=Constraints(
        price=PriceRange(Decimal("5.50"), Decimal(120), "EUR"),
        include=Facets(brands=("A",), sizes=("M", "L")),
        exclude=Facets(colours=("black",), attributes=("wool",)),
        unless=Facets(attributes=("merino",)),
        min_rating=4.5,
        in_stock=True,
        sort=Sort.RATING,
    ),
    shown=("a", "b"),
    seen=("a", "b", "c"),
    focus="a",
    pending=Pending("variant", "a", Constraints(in_stock=True), "why", ("S", "M"), "black"),
    failures=1,
    last_action="show_products",
    language="de",
)

words = st.text(st.characters(codec="utf-8"), max_size=8)
tuples = st.lists(words, max_size=3).map(tuple)
amounts = st.none() | st.decimals(0, 10_000, places=2)
facets = st.builds(
    Facets, brands=tuples, categories=tuples, colours=tuples, sizes=tuples, attributes=tuples
)
limits = st.builds(
    Constraints,
    price=st.builds(PriceRange, amounts, amounts, st.none() | st.just("USD")),
    include=facets,
    exclude=facets,
    unless=facets,
    min_rating=st.none() | st.floats(1, 5),
    in_stock=st.booleans(),
    sort=st.sampled_from(Sort),
)


def test_a_state_comes_back_whole_from_json() -> None:
    assert DialogueState.from_json(json.loads(json.dumps(STATE.to_json()))) == STATE
    assert DialogueState.from_json({}) == DialogueState()


@settings(max_examples=25)
@given(limits)
def test_limits_come_back_whole_from_json(some: Constraints) -> None:
    assert constraints_from_json(json.loads(json.dumps(limits_to_json(some)))) == some


def test_the_printed_shape_of_limits() -> None:
    assert constraints_to_json(STATE.constraints) == {
        "price": {"min": 5.5, "max": 120, "currency": "EUR"},
        "brands": ["A"],
        "categories": [],
        "colours": [],
        "sizes": ["M", "L"],
        "attributes": [],
        "exclude": {
            "brands": [],
            "categories": [],
            "colours": ["black"],
            "sizes": [],
            "attributes": ["wool"],
        },
        "min_rating": 4.5,
        "sort": "rating",
    }


def test_a_new_limit_replaces_the_old_one_of_its_kind() -> None:
    old = Constraints(price=PriceRange(Decimal(10), Decimal(50)), include=Facets(colours=("red",)))
    new = Constraints(price=PriceRange(max=Decimal(30)), include=Facets(colours=("blue",)))
    merged = merge(old, new, Refinement())
    assert (merged.price.min, merged.price.max) == (Decimal(10), Decimal(30))
    assert merged.include.colours == ("blue",)
    assert merge(old, new, Refinement(also=True)).include.colours == ("red", "blue")


def test_a_price_that_would_exclude_everything_replaces_both_sides() -> None:
    old = Constraints(price=PriceRange(Decimal(100), Decimal(200)))
    merged = merge(old, Constraints(price=PriceRange(max=Decimal(50))), Refinement())
    assert (merged.price.min, merged.price.max) == (None, Decimal(50))


def test_exclusions_add_up_and_give_way_to_inclusion() -> None:
    old = Constraints(exclude=Facets(colours=("black", "red")), include=Facets(brands=("A",)))
    new = Constraints(include=Facets(colours=("Black",)), exclude=Facets(brands=("A",)))
    merged = merge(old, new, Refinement())
    assert merged.exclude == Facets(colours=("red",), brands=("A",))
    assert merged.include == Facets(colours=("Black",))


def test_saying_nothing_changes_nothing_and_all_can_be_dropped() -> None:
    assert merge(STATE.constraints, Constraints(), Refinement()) == STATE.constraints
    assert merge(STATE.constraints, Constraints(), Refinement(drop=("all",))) == Constraints()
    assert merge(
        STATE.constraints, Constraints(), Refinement(drop=("price", "colours"))
    ) == replace(
        STATE.constraints,
        price=PriceRange(),
        exclude=Facets(attributes=("wool",)),
    )


def test_wishes_are_given_up_last_first_then_all() -> None:
    assert list(soften(("a", "b"))) == [("a",), ("b",), ()]
    assert list(soften(("a",))) == [()]
