"""A cart becomes an order: once, at the records' prices, and it counts as bought."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.checkout import Buyer, mistakes
from assistant.desk.operations import decide
from assistant.desk.rules import load_rules
from assistant.errors import CheckoutError, SoldOutError
from assistant.storage.engine import open_database
from assistant.storage.orders import SqlBackend
from ranking.types import EventKind

UTE = Buyer(
    "Ute", "Ohm", "ute@example.com", "1 Mill Lane", "Leeds", "LS1 4AP", "United Kingdom",
    "credit_card",
)  # fmt: skip
OWNER = "shopper:visitor-1"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Assistant]:
    rules = load_rules(None)
    engine = open_database(tmp_path / "shop.db")
    backend = SqlBackend(engine, lambda *asked: decide(rules, *asked))
    with tiny_assistant(tmp_path, {}, engine=engine, backend=backend, rules=rules) as made:
        made.carts.set(OWNER, "J1", "J1-3", 2)
        made.carts.set(OWNER, "L1", "", 1)
        yield made


def test_a_cart_is_ordered_once_and_counts_as_bought(shop: Assistant) -> None:
    quote = shop.checkout.quote(OWNER)
    assert quote.total == 2 * Decimal("89.00") + Decimal("39.90")
    order = shop.checkout.place(OWNER, UTE, "key-1", quote.total, "visitor-1")
    assert [(one.item_id, one.price) for one in order.items] == [
        ("J1-3", Decimal("89.00")), ("J1-3", Decimal("89.00")), ("L1", Decimal("39.90")),
    ]  # fmt: skip
    assert shop.carts.lines(OWNER) == ()
    bought = shop.profiles.shopper("visitor-1").bought
    assert sorted(bought) == ["J1", "L1"]
    # Sent again, with other things in the cart by now: the same order, and they stay.
    shop.carts.set(OWNER, "L1", "", 3)
    assert shop.checkout.place(OWNER, UTE, "key-1", quote.total, "visitor-1") == order
    assert [line.quantity for line in shop.carts.lines(OWNER)] == [3]
    assert shop.profiles.shopper("visitor-1").bought == bought
    assert shop.checkout.placed("key-1") == order


def test_what_the_page_says_of_the_total_is_not_believed(shop: Assistant) -> None:
    with pytest.raises(CheckoutError, match=r"217\.90 USD now"):
        shop.checkout.place(OWNER, UTE, "key-1", Decimal(1))
    assert len(shop.carts.lines(OWNER)) == 2


def test_stock_is_what_the_catalogue_counted_less_what_was_ordered(shop: Assistant) -> None:
    """Three of J1-3, two of them ordered."""
    shop.checkout.place(OWNER, UTE, "key-1", shop.checkout.quote(OWNER).total)
    shop.carts.set(OWNER, "J1", "J1-3", 2)
    with pytest.raises(SoldOutError, match="down to 1"):
        shop.checkout.place(OWNER, UTE, "key-2", shop.checkout.quote(OWNER).total)
    assert len(shop.carts.lines(OWNER)) == 1


def test_a_form_says_what_is_wrong_with_it() -> None:
    assert mistakes(UTE) == {}
    wrong = mistakes(replace(UTE, email="ute@", city=" ", method="gold", line1="x" * 201))
    assert set(wrong) == {"email", "city", "method", "line1"}
    assert mistakes(UTE, ("US", "CA")) == {"country": "We do not deliver there yet."}


def test_an_empty_cart_and_a_shop_without_orders_place_none(tmp_path: Path) -> None:
    with tiny_assistant(tmp_path, {}) as shop:
        with pytest.raises(CheckoutError, match="empty"):
            shop.checkout.quote(OWNER)
        assert not shop.checkout.open
        with pytest.raises(CheckoutError, match="no orders"):
            shop.checkout.place(OWNER, UTE, "key-1", Decimal(1))


def test_purchases_are_events_of_the_shopper(shop: Assistant) -> None:
    shop.checkout.place(OWNER, UTE, "key-1", shop.checkout.quote(OWNER).total, "visitor-1")
    kinds = {event.kind for event in shop.profiles.shopper("visitor-1").events}
    assert kinds == {EventKind.PURCHASE}
