"""Wording that was misread in long talks: comparisons, exceptions, other people's names."""

from decimal import Decimal

import pytest

from assistant.desk.reading.consent import consent
from assistant.desk.reading.forms import which_form
from assistant.desk.reading.identity import read_identity
from assistant.desk.reading.items import which_items
from assistant.desk.reading.types import Consent
from assistant.desk.types import Item, Operation, OrderItem


def piece(item_id: str, name: str, price: str, **options: str) -> OrderItem:
    """A piece of an order."""
    return OrderItem(item_id, name.lower(), name, options, Decimal(price))


ITEMS = (
    piece("short", "Skateboard", "186.06", length="28 inch", material="maple"),
    piece("long", "Skateboard", "202.13", length="34 inch", material="bamboo"),
    piece("buds", "Wireless Earbuds", "90.00", color="blue"),
    piece("tablet", "Tablet", "900.00", storage="128GB"),
)


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (Operation.EXCHANGE, Consent.YES),
        (Operation.RETURN, Consent.NONE),
        (Operation.CANCEL, Consent.NONE),
    ],
)
def test_the_name_of_another_operation_is_no_yes(operation: Operation, expected: Consent) -> None:
    assert consent("exchange it", operation) is expected
    assert consent("yes", operation) is Consent.YES


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("I bought two skateboards, send back the longer one", ("long",)),
        ("I bought two skateboards, return the more expensive one", ("long",)),
        ("return everything in my last order but the tablet", ("short", "long", "buds")),
        ("I want the tablet with less storage", ("tablet",)),
    ],
)
def test_which_pieces_are_meant(text: str, ids: tuple[str, ...]) -> None:
    assert which_items(text, ITEMS).ids == ids


def test_what_is_told_of_somebody_else_is_no_identity() -> None:
    said = read_identity("her name is Mia Jackson, zip 46227. I'm Harper Lee, 76157")
    assert (said.first_name, said.last_name, said.postal_code) == ("Harper", "Lee", "76157")
    assert read_identity("hmm then the 10000 one").last_name == ""


def test_the_code_beside_the_name_is_who_writes() -> None:
    said = read_identity("Anya Brown 10121 send it to 14 Elm Road, Boulder, CO 80301")
    assert (said.last_name, said.postal_code) == ("Brown", "10121")


def test_the_most_is_that_of_what_can_be_had() -> None:
    charger = piece("c5", "Charger", "105.49", capacity="5000mAh")
    forms = (
        Item("c5", "charger", "Charger", {"capacity": "5000mAh"}, Decimal("105.49"), True),
        Item("c10", "charger", "Charger", {"capacity": "10000mAh"}, Decimal("101.99"), True),
        Item("c20", "charger", "Charger", {"capacity": "20000mAh"}, Decimal("98.25"), False),
    )
    for text in ("the biggest you have", "as big as you have"):
        assert which_form(text, charger, forms).candidates == ("c10",)
