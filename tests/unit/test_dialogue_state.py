"""The state of a conversation, its limits, and how both are kept."""

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.aspects import Bound
from assistant.jsonable import constraints_from_json, constraints_to_json, limits_to_json
from assistant.limits import merge, soften, stated
from assistant.remembered import Origin, Pending, Search
from assistant.state import EARLIER_KEPT, DialogueState
from assistant.types import Refinement
from retrieval.types import Constraints, Facets, Measure, PriceRange, Sort

STATE = DialogueState(
    turn=4,
    topic="lamp",
    need=True,
    constraints=Constraints(
        price=PriceRange(Decimal("5.50"), Decimal(120), "EUR"),
        include=Facets(brands=("A",), sizes=("M", "L")),
        exclude=Facets(colours=("black",), attributes=("wool",)),
        unless=Facets(attributes=("merino",)),
        min_rating=4.5,
        in_stock=True,
        sort=Sort.RATING,
        measures=(Measure("weight", max=300.0, unit="g", said_in="g"),),
        audience=("kids",),
        age=7,
        gift=True,
    ),
    origins=(Origin("price.max", "inferred", 3), Origin("in_stock", "said", 1)),
    bounds=(Bound("weight", -1, 420.0, "g", "weight", "420 g"),),
    shown=("a", "b"),
    seen=("a", "b", "c"),
    refused=("d",),
    focus="a",
    page="c",
    pending=Pending("which", "a", Constraints(in_stock=True), "why", ("a", "b"), "add it"),
    asked=("brands", "price"),
    asked_in_a_row=1,
    earlier=(
        Search(
            "rain jacket",
            Constraints(include=Facets(colours=("blue",))),
            (Origin("include.colours:blue", "said", 1),),
            (Bound("battery", 1, 30.0, "h", "battery", "30 hours"),),
            ("j1",),
            ("j2",),
            2,
        ),
    ),
    failures=1,
    last_action="show_products",
    last_intent="find_product",
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


def test_a_state_of_an_older_version_is_read() -> None:
    old = {
        "turn": 2,
        "topic": "lamp",
        "constraints": {"price": {"max": 50}, "colours": ["blue"]},
        "shown": ["a"],
        "seen": ["a"],
        "focus": "",
        "pending": {"kind": "variant", "product_id": "a", "options": ["S"], "said": "add it"},
        "failures": 0,
    }
    state = DialogueState.from_json(old)
    assert (state.topic, state.shown, state.refused, state.earlier) == ("lamp", ("a",), (), ())
    assert state.constraints.price.max == Decimal(50)
    assert state.pending == Pending("variant", "a", options=("S",), said="add it")


def test_each_limit_knows_where_and_when_it_was_stated() -> None:
    first = Constraints(price=PriceRange(max=Decimal(50)), include=Facets(colours=("blue",)))
    state = DialogueState(turn=1).limited(first)
    assert [(o.limit, o.source, o.turn) for o in state.origins] == [
        ("price.max", "said", 1),
        ("include.colours:blue", "said", 1),
    ]
    cheaper = replace(first, price=PriceRange(max=Decimal(39)))
    state = state.with_(turn=2).limited(cheaper, "inferred")
    assert {o.limit: (o.source, o.turn) for o in state.origins} == {
        "price.max": ("inferred", 2),
        "include.colours:blue": ("said", 1),
    }
    assert state.limited(Constraints()).origins == ()


@settings(max_examples=25)
@given(limits)
def test_there_is_one_origin_for_each_limit(some: Constraints) -> None:
    state = DialogueState(turn=1).limited(some)
    assert [one.limit for one in state.origins] == list(stated(some))
    assert bool(stated(replace(some, audience=(), age=None))) >= bool(some.include)


def test_a_search_that_was_left_can_be_returned_to() -> None:
    lamps = DialogueState(turn=2, topic="lamp", shown=("l1", "l2"), refused=("l3",)).limited(
        Constraints(price=PriceRange(max=Decimal(50)))
    )
    sofas = lamps.left().with_(topic="sofa", shown=("s1",), turn=3)
    assert (sofas.constraints, sofas.refused) == (Constraints(), ())
    again = sofas.returned(sofas.earlier[0])
    assert (again.topic, again.shown, again.refused) == ("lamp", ("l1", "l2"), ("l3",))
    assert (again.constraints, again.origins) == (lamps.constraints, lamps.origins)
    assert [one.topic for one in again.earlier] == ["sofa"]


def test_earlier_searches_are_few_and_each_is_kept_once() -> None:
    state = DialogueState()
    for number in range(2 * EARLIER_KEPT):
        state = state.with_(topic=f"thing {number}").left()
    assert len(state.earlier) == EARLIER_KEPT
    assert state.with_(topic="thing 15").left().earlier[-1].topic == "thing 15"
    assert len(state.with_(topic="thing 15").left().earlier) == EARLIER_KEPT
    assert DialogueState().left() == DialogueState()


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
        "measures": [{"name": "weight", "min": None, "max": 300, "unit": "g", "said_in": "g"}],
        "audience": ["kids"],
        "age": 7,
        "gift": True,
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


def test_a_measure_replaces_the_one_of_its_name() -> None:
    wide, light = Measure("width", max=60.0, unit="cm"), Measure("weight", max=300.0, unit="g")
    lighter = Measure("weight", max=200.0, unit="g")
    merged = merge(
        Constraints(measures=(wide, light)), Constraints(measures=(lighter,)), Refinement()
    )
    assert merged.measures == (wide, lighter)


def test_for_whom_it_is_is_said_anew() -> None:
    old = Constraints(audience=("women",), gift=True)
    merged = merge(old, Constraints(audience=("kids",), age=7), Refinement())
    assert (merged.audience, merged.age, merged.gift) == (("kids",), 7, True)
    assert merge(merged, Constraints(audience=("men",)), Refinement()).age is None


def test_what_is_released_may_but_need_not_hold() -> None:
    old = Constraints(include=Facets(attributes=("leather", "brown")))
    merged = merge(old, Constraints(), Refinement(), Facets(attributes=("leather",)))
    assert merged.include.attributes == ("brown",)
    assert merged.exclude == Facets()


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


def test_a_product_page_is_what_the_talk_is_about_until_something_else_is() -> None:
    on_page = DialogueState(shown=("a", "b"), focus="a").looking_at("p")
    assert (on_page.focus, on_page.page) == ("p", "p")
    # The next message comes from the same page: what was pointed at since stays in focus.
    assert on_page.with_(focus="b").looking_at("p").focus == "b"
    assert on_page.looking_at("q").focus == "q"
    left = on_page.looking_at("")
    assert (left.focus, left.page) == ("p", "")
