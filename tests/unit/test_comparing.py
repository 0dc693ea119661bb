"""Side by side: amounts in one unit, what differs, and which of them is lighter."""

from decimal import Decimal

import pytest
from tiny_shop import understood

from assistant.policy import decide
from assistant.reply.words import Words
from assistant.reviews.aspects import AspectCount, Opinion
from assistant.service.compare import alike, comparison_table, findings
from assistant.service.quantities import aligned, comparable, quantity
from assistant.service.which import which
from assistant.state import DialogueState
from assistant.types import Intent
from retrieval.types import Product

TENT = Product(
    "T",
    "Tent",
    attributes={"Weight": "1.2 kg", "Material": "nylon", "Height": "110 cm"},
    price=Decimal("120.00"),
    rating=4.2,
)
SHELTER = Product(
    "S",
    "Shelter",
    attributes={"Weight": "900 g", "Material": "Nylon", "Colour": "green"},
    price=Decimal("80.00"),
    rating=4.6,
)


def count(aspect: str, praise: int, complain: int) -> AspectCount:
    one = Opinion(aspect, "r", 0.9, "so it is")
    return AspectCount(aspect, praise + complain, praise, complain, one, one)


@pytest.mark.parametrize(
    ("value", "number", "symbol"),
    [
        ("430 g", 430.0, "g"),
        ("1.2 kg (with box)", 1.2, "kg"),
        ("20,000 mm", 20000.0, "mm"),
        ("3 litres", 3.0, "l"),
        ("12", 12.0, None),
    ],
)
def test_amounts_are_read(value: str, number: float, symbol: str | None) -> None:
    found = quantity(value)
    assert found is not None
    assert (found.number, found.unit and found.unit.symbol) == (number, symbol)


@pytest.mark.parametrize("value", ["nylon", "60 x 40 cm", "2-3 kg", "15,000 g/m²/24 h"])
def test_what_is_no_single_amount_is_left(value: str) -> None:
    found = quantity(value)
    assert found is None or found.unit is None or value.startswith("15")


def test_amounts_come_in_the_commonest_unit() -> None:
    assert aligned(["1.2 kg", "900 g", "700 g"]) == ("1200 g", "900 g", "700 g")
    assert aligned(["1.2 kg", "not stated"]) == ("1.2 kg", "not stated")
    assert aligned(["2 kg", "3 cm"]) == ("2 kg", "3 cm")
    assert [q.canonical for q in comparable(["1.2 kg", "900 g"])] == [1200.0, 900.0]
    assert comparable(["1.2 kg", "light"]) == ()


def test_only_what_differs_is_a_row_and_the_rest_is_named() -> None:
    rows = comparison_table([TENT, SHELTER], Words())
    assert [row[0] for row in rows] == ["", "Price", "Rating", "Weight", "Height", "Colour"]
    assert alike([TENT, SHELTER]) == ("Material",)
    assert "alike in Material" in findings([TENT, SHELTER], Words())


def test_reviewers_stand_in_the_table_with_their_number() -> None:
    said = [{"weight": count("weight", 1, 3)}, {"weight": count("weight", 2, 0)}]
    rows = comparison_table([TENT, SHELTER], Words(), said)
    assert rows[-2] == ("Reviewers praise", "–", "weight (2/2)")
    assert rows[-1] == ("Reviewers complain of", "weight (3/4)", "–")


@pytest.mark.parametrize(
    ("text", "kind", "best"),
    [
        ("which is lighter?", "attribute", "S"),  # 900 g < 1.2 kg
        ("which one is heavier", "attribute", "T"),
        ("which is cheaper?", "price", "S"),
        ("which is more expensive?", "dearer", "T"),
        ("which is better rated?", "rating", "S"),
        ("which is taller?", "attribute", None),  # one record does not say
    ],
)
def test_which_is_told_from_the_records(text: str, kind: str, best: str | None) -> None:
    answer = which(text, [TENT, SHELTER])
    assert answer is not None
    assert (answer.kind, answer.best and answer.best.id) == (kind, best)


def test_what_no_record_measures_is_told_from_reviews() -> None:
    said = [{"comfort": count("comfort", 1, 2)}, {"comfort": count("comfort", 3, 0)}]
    answer = which("which is more comfortable?", [TENT, SHELTER], said)
    assert answer is not None
    assert (answer.kind, answer.name, answer.best) == ("opinion", "comfort", SHELTER)
    assert which("compare them", [TENT, SHELTER], said) is None


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("which is lighter?", "compare"),
        ("and which one has more room", "compare"),
        ("which of the two is cheaper?", "compare"),
        ("which tents do you have?", "find"),
        ("any complaints?", "answer"),
        ("do people complain about the zip?", "answer"),
        ("I want to complain", "complaint"),
    ],
)
def test_what_is_asked_of_products_side_by_side_is_told_from_a_search(
    said: str, action: str
) -> None:
    state = DialogueState(shown=("J1", "J2"), last_action="compare", topic="tents")
    complains = "complain" in said
    intent = Intent.COMPLAINT if complains else Intent.FIND_PRODUCT
    fields = {} if complains else {"product_words": ("tent",)}
    decided, _ = decide(state, understood(said, intent=intent, **fields))
    assert decided.name == action
    if action == "compare":
        assert dict(decided.slots) == {"ids": ("J1", "J2"), "question": said}
