"""Generated follow-ups: the truth by construction is one on which careful people agree."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from tiny_shop import PRODUCTS

from assistant.simulator.evaluate_references import ReferenceCase, failure_line
from assistant.simulator.meanings import Meaning
from assistant.simulator.reference_cases import MAKERS
from assistant.understanding.references import References
from retrieval.types import Product

JACKETS = PRODUCTS[:3]
"""J1 Northfell 89.00 310 g black, moss green; J2 Ashwood 129.00 900 g grey; J3 Northfell 59.50."""
SEEDS = range(60)


def meanings(kind: str, shown: Sequence[Product] = JACKETS, noun: str = "jackets") -> set[Meaning]:
    """All that a maker says of a list over many seeds."""
    return {one for seed in SEEDS for one in MAKERS[kind](shown, noun, random.Random(seed))}


def means(kind: str, phrase: str, shown: Sequence[Product] = JACKETS) -> Meaning:
    """The meaning whose phrase ends so; there is one."""
    found = {
        (one.ids, one.among): one for one in meanings(kind, shown) if one.phrase.endswith(phrase)
    }
    assert len(found) == 1, (phrase, found)
    return next(iter(found.values()))


@pytest.mark.parametrize(
    ("kind", "phrase", "ids"),
    [
        ("ordinal", "the second one", ("J2",)),
        ("ordinal", "#3", ("J3",)),
        ("ordinal", "the first jacket", ("J1",)),
        ("position", "the last but one", ("J2",)),
        ("position", "the top one", ("J1",)),
        ("side", "the middle one", ("J2",)),
        ("side", "the one on the far right", ("J3",)),
        ("brand", "that Ashwood jacket", ("J2",)),
        ("material", "the one made of wool", ("J2",)),
        ("attribute value", "the 310 g one", ("J1",)),
        ("price said", "the $59.50 one", ("J3",)),
        ("price extreme", "the cheapest one", ("J3",)),
        ("price extreme", "the cheaper of the first two", ("J1",)),
        ("rating extreme", "the worst rated one", ("J3",)),
        ("count", "the last two", ("J2", "J3")),
        ("count", "all of them", ("J1", "J2", "J3")),
    ],
)
def test_what_phrases_mean(kind: str, phrase: str, ids: tuple[str, ...]) -> None:
    shown = JACKETS[:2] if kind == "attribute value" else JACKETS
    found = means(kind, phrase, shown)
    assert (found.ids, found.among) == (ids, ())


def test_a_brand_of_two_products_is_to_be_asked_about() -> None:
    assert means("brand", "the Northfell one").among == ("J1", "J3")
    assert means("brand", "the Northfell one").ids == ()


def test_equal_prices_are_to_be_asked_about() -> None:
    same = (*JACKETS[:2], replace(JACKETS[2], price=Decimal("89.00")))
    assert means("price extreme", "the cheapest one", same).among == ("J1", "J3")


def test_nothing_is_said_where_people_could_disagree() -> None:
    charcoal = replace(JACKETS[1], colours=("charcoal",))
    grey = replace(JACKETS[2], colours=("grey",))
    assert not [m for m in meanings("colour", (charcoal, grey)) if "grey" in m.phrase]
    unpriced = (*JACKETS[:2], replace(JACKETS[2], price=None))
    assert not [m for m in meanings("price extreme", unpriced) if "first two" not in m.phrase]
    unweighed = replace(JACKETS[0], attributes={})
    assert not meanings("weight extreme", (unweighed, JACKETS[1]))
    mentions = replace(JACKETS[1], description="Goes well with Northfell trousers.")
    assert not [m for m in meanings("brand", (JACKETS[0], mentions)) if "Northfell" in m.phrase]


def test_weights_are_compared_over_units() -> None:
    heavy = replace(JACKETS[1], attributes={"Weight": "0.9 kg"})
    assert means("weight extreme", "the lightest one", (JACKETS[0], heavy)).ids == ("J1",)
    assert means("weight extreme", "the heavier of the two", (JACKETS[0], heavy)).ids == ("J2",)


def test_title_fragments_stand_together_and_are_in_no_other_text() -> None:
    named = (
        replace(PRODUCTS[3], title="Pebble Glow Bedside Lamp"),
        replace(PRODUCTS[4], title="Arc Tall Lamp", description="Has the glow of a pebble."),
    )
    found = meanings("title fragment", named, "lamps")
    assert found  # "Pebble Glow" stands in the description of the other one
    assert all("arc tall" in one.phrase.casefold() for one in found)
    assert {one.ids for one in found} == {("L2",)}


def test_a_pronoun_means_the_focus_and_is_unclear_without() -> None:
    for one in meanings("pronoun"):
        if one.focus:
            assert one.ids == (one.focus,)
        elif "them" not in one.phrase and "they" not in one.phrase:
            assert one.among == ("J1", "J2", "J3")


def test_the_others_leave_out_the_focus() -> None:
    for one in meanings("other"):
        assert one.focus not in (*one.ids, *one.among)
        assert {*one.ids, *one.among, one.focus} == {"J1", "J2", "J3"}
        assert bool(one.among) == one.phrase.endswith(("other one", "other"))


def test_several_are_two_different_products_in_the_order_named() -> None:
    found = meanings("several")
    assert found
    assert all(len(set(one.ids)) == 2 for one in found)


def test_right_is_exactly_what_is_meant() -> None:
    clear = ReferenceCase("demo", "brand", "the Ashwood one", JACKETS, Meaning("", ("J2",)))
    assert clear.right(References(("J2",)))
    assert not clear.right(References(("J2", "J1")))
    assert not clear.right(References(ambiguous=("J1", "J2")))
    unclear = replace(clear, meaning=Meaning("", among=("J1", "J3")))
    assert unclear.right(References(ambiguous=("J3", "J1")))
    assert not unclear.right(References(("J1",)))
    assert not unclear.right(References(ambiguous=("J1", "J2", "J3")))
    nothing = replace(clear, meaning=Meaning(""))
    assert nothing.right(References())
    assert not nothing.right(References(("J1",)))


def test_a_failure_is_told_by_places() -> None:
    case = ReferenceCase(
        "demo", "brand", "the Northfell one", JACKETS, Meaning("", among=("J1", "J3"))
    )
    line = failure_line(case, References(("J2",)))
    assert "'the Northfell one' | 1 Drizzle" in line
    assert line.endswith("| asks among [1, 3] | [2]")
