"""Questions to all that is on display: which goes furthest, and which of them are so."""

from decimal import Decimal
from typing import Any

import pytest
from tiny_shop import understood

from assistant.policy import decide
from assistant.service.among import Among, sort_out
from assistant.service.answers import ProductAnswer
from assistant.service.which import recorded, which
from assistant.state import DialogueState
from assistant.types import Intent
from assistant.understanding.references import resolve_references
from retrieval.types import Constraints, PriceRange, Product


def item(name: str, price: str, rating: float = 4.0, **more: Any) -> Product:
    return Product(id=name, title=name, price=Decimal(price), currency="USD", rating=rating, **more)


FOUR = (item("A1", "40", 4.5), item("B2", "10", 4.5), item("C3", "20"), item("D4", "10"))
LOOKING = DialogueState(turn=1, topic="mugs", shown=("A1", "B2", "C3", "D4"))


def decided(
    text: str, state: DialogueState = LOOKING, intent: Intent = Intent.PRODUCT_QUESTION, **more: Any
) -> tuple[str, dict[str, Any]]:
    action, _ = decide(state, understood(text, intent=intent, **more))
    return action.name, dict(action.slots)


@pytest.mark.parametrize(
    "text",
    [
        "which one is the cheapest?",
        "which is cheapest",
        "what's the cheapest of them",
        "What is the best rated of these?",
        "and the lightest?",
        "ok, the most expensive one?",
        "which of those has the longest battery life?",
        "which has the fewest complaints",
        "which one's thickest",
    ],
)
@pytest.mark.parametrize(
    "intent", [Intent.PRODUCT_QUESTION, Intent.REFINE_SEARCH, Intent.COMPARE_PRODUCTS]
)
def test_what_goes_furthest_is_asked_of_all_that_is_shown(text: str, intent: Intent) -> None:
    name, slots = decided(text, intent=intent)
    assert (name, slots["ids"], slots["most"]) == ("of_shown", LOOKING.shown, text)


@pytest.mark.parametrize(
    "text",
    [
        "what is the cheapest one made of?",
        "is the cheapest one waterproof?",
        "which vest is warm",
        "which one holds at least 2 litres?",
        "what about a chest?",
        "the cheapest one please",
        "anything of interest?",
    ],
)
def test_other_questions_are_not(text: str) -> None:
    assert decided(text)[0] != "of_shown"


def test_a_named_thing_is_looked_for_and_two_are_compared() -> None:
    text = "what's the cheapest?"
    assert decided(text, product_words=("tent",))[0] != "of_shown"
    assert decided("which mug is the cheapest", product_words=("mug",))[0] == "answer"
    assert decided("which is cheaper", references=("A1", "B2"))[0] == "compare"
    assert decided(text, LOOKING.with_(shown=("A1", "B2")))[0] != "of_shown"


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("do any of them have a lid?", "do it have a lid?"),
        ("is one of these dishwasher safe", "is it dishwasher safe"),
        ("which of those are waterproof?", "it are waterproof?"),
        ("and any of them with usb", "it with usb"),
    ],
)
def test_each_is_asked_the_same(text: str, put: str) -> None:
    name, slots = decided(text)
    assert name == "of_shown"
    assert (slots["ids"], slots["any"]) == (LOOKING.shown, put)


def test_they_are_those_that_are_pointed_at() -> None:
    name, slots = decided("do they all have a lid?", references=("A1", "C3"))
    assert (name, slots["ids"], slots["any"]) == ("of_shown", ("A1", "C3"), "do it have a lid?")
    assert decided("do they differ in size?", references=("A1", "C3"))[0] != "of_shown"
    assert decided("do they have a lid?", references=("A1",))[0] == "answer"


def test_a_limit_on_any_of_them_is_looked_for() -> None:
    under_30 = Constraints(price=PriceRange(max=Decimal(30)))
    assert decided("are any of them under 30?", constraints=under_30)[0] == "find"


def test_what_is_pointed_at_by_records_alone_is_the_answer() -> None:
    assert decided("which is the newest?", references=("C3",))[1]["pointed"] == ("C3",)
    assert decided("which is the newest?", ambiguous=("C3", "D4"))[1]["pointed"] == ("C3", "D4")
    assert decided("which is the best to go with it?", references=("C3",))[1]["pointed"] == ()
    newest = recorded(FOUR[2:3])
    assert newest is not None
    assert newest.best == FOUR[2]
    both = recorded(FOUR[2:])
    assert both is not None
    assert (both.best, both.level) == (None, FOUR[2:])
    assert recorded(()) is None


def test_another_one_is_looked_for() -> None:
    assert decided("is there one in blue?")[0] == "find"


def test_level_ones_are_all_named_where_others_are_not() -> None:
    cheapest = which("which is the cheapest", FOUR)
    assert cheapest is not None
    assert cheapest.best is None
    assert [product.id for product in cheapest.level] == ["B2", "D4"]
    dearest = which("which is the most expensive", FOUR)
    assert dearest is not None
    assert dearest.best == FOUR[0]
    assert dearest.level == ()
    all_level = which("which is the cheapest", (FOUR[1], FOUR[3]))
    assert all_level is not None
    assert (all_level.best, all_level.level) == (None, ())


def test_products_are_sorted_by_what_their_records_answer() -> None:
    answers = {
        "A1": ProductAnswer("attribute", "Lid", "yes", verdict=True),
        "B2": ProductAnswer("attribute", "Lid", "no", verdict=False),
        "C3": ProductAnswer("listing", value="Closes tightly."),
        "D4": ProductAnswer("unknown"),
    }
    among = sort_out(FOUR, lambda product: answers[product.id])
    assert [p.id for p, _ in among.yes] == ["A1"]
    assert [p.id for p, _ in among.no] == ["B2"]
    assert [p.id for p, _ in among.told] == ["C3"]
    assert [p.id for p in among.unknown] == ["D4"]
    assert among.known
    assert not Among(unknown=FOUR).known


def test_a_wanted_colour_is_there_or_not() -> None:
    blue, red = item("A1", "1", colours=("Blue",)), item("B2", "1", colours=("red",))
    among = sort_out((blue, red), lambda product: ProductAnswer("colours"), ("blue",))
    assert [p.id for p, _ in among.yes] == ["A1"]
    assert [p.id for p, _ in among.no] == ["B2"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the two cheapest", {"B2", "D4"}),
        ("add the cheapest two", {"B2", "D4"}),
        ("which two are the cheapest?", {"B2", "D4"}),
        ("the three cheapest ones", {"B2", "C3", "D4"}),
    ],
)
def test_so_many_of_them(text: str, ids: set[str]) -> None:
    assert set(resolve_references(text, FOUR, None).ids) == ids


def test_so_many_that_more_fit_are_not_clear() -> None:
    three = (*FOUR[1:], item("E5", "20"))
    found = resolve_references("the three cheapest", three, None)
    assert found.ids == ()
    assert set(found.ambiguous) == {"B2", "C3", "D4", "E5"}
