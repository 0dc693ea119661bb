"""New orders: what every ``ShopBackend`` must keep when something is bought."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from shop_places import HOME, RECORDS, Place, cancelling, made_place, open_place, planned, said

from assistant.desk.backend import ShopBackend
from assistant.desk.purchase import Purchase, PurchaseLine
from assistant.errors import RecordsChangedError, SoldOutError
from assistant.storage.ledger import Ledger
from assistant.storage.records import current_records

LAMP = PurchaseLine("lamp-red", "p-lamp", "Lamp", {"colour": "red"}, Decimal("40.10"), 2, 3)
MUG = PurchaseLine("mug", "p-mug", "Mug", {}, Decimal("0.10"), 1, None)
PURCHASE = Purchase(
    "Ute", "Ohm", "ute@example.com", HOME, "paypal", (LAMP, MUG), Decimal("4.90"), "USD",
    datetime.now(UTC) - timedelta(hours=1),
)  # fmt: skip


@pytest.fixture(params=["sqlite", "postgresql", "http"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with made_place(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def shop(place: Place) -> Iterator[ShopBackend]:
    opened = open_place(place.name)
    yield opened
    opened.close()


def test_a_guest_buys_and_finds_the_order_again(shop: ShopBackend, place: Place) -> None:
    placed = shop.place(PURCHASE, "key-1")
    order = placed.order
    assert not placed.repeated
    assert [one.item_id for one in order.items] == ["lamp-red", "lamp-red", "mug"]
    assert order.total == Decimal("40.10") * 2 + Decimal("0.10") + Decimal("4.90")
    assert (order.status, order.address) == ("pending", HOME)
    guest = shop.customer_by_email("UTE@example.com")
    assert guest is not None
    assert guest == shop.customer_by_name("Ute", "Ohm", HOME.postal_code)
    assert tuple(shop.orders_of(guest)) == (order,)
    customer = shop.customer(guest)
    assert customer is not None
    assert customer.method(order.payments[0].method_id) is not None
    assert [one.action for one in Ledger(place.engine).audit(order_id=order.id)] == ["placed"]
    # What the shop knew before is as it was.
    before = current_records(place.engine)
    assert before.orders[:-1] == RECORDS.orders
    assert before.customers[:-1] == RECORDS.customers


def test_a_key_places_one_order(shop: ShopBackend) -> None:
    order = shop.place(PURCHASE, "key-1").order
    again = shop.place(PURCHASE, "key-1")
    assert again.repeated
    assert again.order == order == shop.placed("key-1")
    assert shop.placed("key-2") is None
    with pytest.raises(RecordsChangedError):
        shop.place(replace(PURCHASE, lines=(MUG,)), "key-1")


def test_an_order_by_a_known_address_is_that_customer_s(shop: ShopBackend) -> None:
    before = shop.customer("noor")
    assert before is not None
    order = shop.place(replace(PURCHASE, email="Noor@Example.com"), "key-1").order
    after = shop.customer("noor")
    assert after is not None
    assert order.customer_id == "noor"
    assert after.order_ids == (*before.order_ids, order.id)
    # Nothing of what the buyer typed changes who the customer is.
    assert (after.first_name, after.email, after.address) == ("Noor", before.email, before.address)
    assert after.payment_methods[:-1] == before.payment_methods


def test_no_more_is_sold_than_there_is(shop: ShopBackend) -> None:
    """Three lamps when the stock was counted."""
    first = shop.place(PURCHASE, "key-1").order
    with pytest.raises(SoldOutError, match="down to 1"):
        shop.place(PURCHASE, "key-2")
    assert shop.placed("key-2") is None
    one = replace(PURCHASE, lines=(replace(LAMP, quantity=1),))
    shop.place(one, "key-3")
    with pytest.raises(SoldOutError, match="sold out"):
        shop.place(one, "key-4")
    # A cancelled order gives its pieces back.
    shop.apply(planned(shop, cancelling(first.id, first.customer_id)), said("cancel"))
    shop.place(PURCHASE, "key-5")


def test_the_last_piece_is_sold_once(shop: ShopBackend) -> None:
    last = replace(PURCHASE, lines=(replace(LAMP, quantity=1, stock=1),))

    def buy(number: int) -> str:
        try:
            return shop.place(last, f"key-{number}").order.id
        except SoldOutError:
            return ""

    with ThreadPoolExecutor(4) as pool:
        assert len(list(filter(None, pool.map(buy, range(4))))) == 1
