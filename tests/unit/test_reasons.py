"""Reasons: what one names is taken away, and the product falls."""

from datetime import UTC, datetime

import pytest
from tiny_shop import PRODUCTS

from assistant.evaluate_reasons import FIRST, demo_check, favourite
from assistant.reason_check import ReasonCheck, compared
from ranking.causes import World, without_cause, without_words
from ranking.types import Event, EventKind, Ranked, Reason, Shopper
from retrieval.index_folder import Store
from retrieval.keyword_index import body_text
from retrieval.text import words

SEARCHED = 4
"""Every such customer searches, too: a search takes a hundred times as long to check."""
J1 = PRODUCTS[0]
BY_ID = {product.id: product for product in PRODUCTS}


def did(*ids: str) -> Shopper:
    at = datetime(2026, 5, 4, tzinfo=UTC)
    events = tuple(Event(f"e{n}", "C", EventKind.PURCHASE, one, at) for n, one in enumerate(ids))
    return Shopper("C", history=ids, bought=ids, events=events)


def test_words_are_taken_out_of_the_whole_record() -> None:
    left = without_words(J1, "Waterproof jackets, black")
    assert {"waterproof", "jacket", "black"}.isdisjoint(words(body_text(left)))
    assert left.title == "Drizzle Rain"
    assert (left.category, left.colours) == (("Outdoor",), ("moss green",))
    assert left.price == J1.price


@pytest.mark.parametrize(
    ("kind", "value", "left"),
    [
        ("bought_before", "1", ("J2", "L1")),
        ("brand_affinity", "Ashwood", ("J1", "L1")),
        ("category_affinity", "Jackets", ("L1",)),
        ("similar", "Ridge Wool Jacket", ("J1", "L1")),
    ],
)
def test_what_was_done_is_taken_away(kind: str, value: str, left: tuple[str, ...]) -> None:
    world = World(J1, did("J1", "J2", "L1"))
    without = without_cause(Reason(kind, value, 1.0), world, BY_ID.get)
    assert without is not None
    assert without.shopper is not None
    assert without.shopper.history == without.shopper.bought == left
    assert tuple(event.product_id for event in without.shopper.events) == left


def test_a_reason_that_names_nothing_is_none() -> None:
    world = World(J1, did("L1"))
    assert without_cause(Reason("similar", "Ridge Wool Jacket", 1.0), world, BY_ID.get) is None
    assert without_cause(Reason("brand_affinity", "Northfell", 1.0), world, BY_ID.get) is None


def test_falling_is_seen_against_the_others() -> None:
    def listed(**scores: float) -> list[Ranked]:
        best = sorted(scores.items(), key=lambda one: -one[1])
        return [Ranked(name, 0, score, {}) for name, score in best]

    then = listed(a=3.0, b=2.0, c=1.0)
    assert compared(then, listed(a=1.5, b=2.0, c=1.0), "a") == (pytest.approx(1.5), 1)
    assert compared(then, listed(a=4.0, b=3.0, c=2.0), "a") == (pytest.approx(0.0), 0)
    assert compared(then, listed(b=2.0, c=1.0), "a")[1] > 0


@pytest.fixture(scope="module")
def demo() -> tuple[ReasonCheck, dict[str, Shopper], Store]:
    check, customers, store = demo_check()
    return check, {one.id: one for one in customers}, store


@pytest.mark.parametrize("number", range(1, 21))
def test_reasons_of_every_customer_hold(
    demo: tuple[ReasonCheck, dict[str, Shopper], Store], number: int
) -> None:
    """Of what is recommended, and of the first product of a search in the category they like; all
    searches of all customers: ``daogou evaluate reasons``."""
    check, customers, store = demo
    customer = customers[f"C-{number:02}"]
    checked = [*check.check("", customer, FIRST)]
    if number % SEARCHED == 0:
        checked += check.check(favourite(customer, store), customer, 1)
    assert len(checked) > FIRST, "there are reasons"
    assert [one for one in checked if not one.holds] == []
