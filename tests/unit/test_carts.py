"""Carts as the faces change them: within the records, and taking out is never refused."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.carts import totals
from retrieval.errors import DaogouError

GUEST = "guest:conversation-1"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path, {}) as made:
        yield made


def test_lines_hold_what_they_were_told_and_add_up(shop: Assistant) -> None:
    shop.carts.set(GUEST, "L1", "", 5)
    shop.carts.set(GUEST, "J1", "J1-3", 2)
    lines = shop.carts.set(GUEST, "L1", "", 2)
    assert [
        (line.product.id, line.variant and line.variant.id, line.quantity) for line in lines
    ] == [
        ("L1", None, 2),
        ("J1", "J1-3", 2),
    ]
    assert totals(lines) == {"USD": 2 * Decimal("39.90") + 2 * Decimal("89.00")}


@pytest.mark.parametrize(
    ("product", "variant", "quantity", "said"),
    [
        ("L1", "", -1, "fewer than none"),
        ("L1", "", 10, "no more than 9"),
        ("J1", "", 1, "several forms"),
        ("J1", "J1-9", 1, "does not come in this form"),
        ("J1", "J1-2", 1, "out of stock"),
        ("J3", "", 1, "out of stock"),
        ("nothing", "", 1, "nothing"),
    ],
)
def test_what_the_records_do_not_allow_is_refused_in_a_sentence(
    shop: Assistant, product: str, variant: str, quantity: int, said: str
) -> None:
    with pytest.raises(DaogouError, match=said):
        shop.carts.set(GUEST, product, variant, quantity)
    assert shop.carts.lines(GUEST) == ()


def test_what_is_no_longer_sold_can_be_taken_out(shop: Assistant) -> None:
    shop.carts.set(GUEST, "L1", "", 1)
    assert shop.carts.set(GUEST, "nothing", "", 0) == shop.carts.lines(GUEST)
    assert shop.carts.set(GUEST, "L1", "", 0) == ()


def test_only_answers_that_were_given_are_rated(shop: Assistant) -> None:
    assert not shop.rate("conversation-1", 1, 1)
