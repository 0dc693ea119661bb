"""What counts as bought in a shop's database: each order once, by what its shopper allows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from shop_places import HOME, Place, made_place, open_place

from assistant.crowd import LEAST_SHOPPERS, recorded, shop_crowd
from assistant.customers import with_events
from assistant.desk.purchase import Purchase, PurchaseLine
from assistant.storage import ShopData
from assistant.storage.profile_choices import ProfileChoices
from ranking.types import Event, EventKind, Shopper
from retrieval.types import Product

MUG = PurchaseLine("mug", "p-mug", "Mug", {}, Decimal("0.10"), 1, None)
NOW = datetime.now(UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with made_place(request.param, tmp_path) as made:
        yield made


def bought(place: Place, number: int) -> None:
    """As the checkout does it: an order of this address, and a purchase of the shopper."""
    shop = open_place(place.name)
    purchase = Purchase(
        "Ute", "Ohm", f"ute{number}@example.com", HOME, "paypal", (MUG,), Decimal(0), "USD",
        NOW - timedelta(hours=1),
    )  # fmt: skip
    shop.place(purchase, f"key-{number}")
    shop.close()
    event = Event(f"key-{number}-mug", f"S-{number}", EventKind.PURCHASE, "p-mug", NOW)
    ShopData(place.engine).record(event)


def mugs(place: Place) -> list[str]:
    return [one.shopper for one in recorded(place.engine) if one.product_id == "p-mug"]


def test_an_order_that_was_placed_here_counts_once(place: Place) -> None:
    before = mugs(place)
    bought(place, 1)
    assert sorted(mugs(place)) == sorted([*before, "S-1"])


def test_who_switched_the_profile_off_does_not_count_by_the_order_either(place: Place) -> None:
    shops = [Product(id="p-mug", title="Mug", category=("Mugs",))]
    for number in range(LEAST_SHOPPERS):
        bought(place, number)
        ProfileChoices(place.engine).use(f"S-{number}", False)
    assert shop_crowd(shops, place.engine, (), NOW) is None


def test_customers_bought_when_they_bought_and_not_when_they_last_looked(place: Place) -> None:
    mug, long_ago = Product(id="p-tea", title="Tea", category=("Tea",)), NOW - timedelta(days=200)
    customers = [
        with_events(
            Shopper(f"C-{number}", bought=("p-tea",), history=("p-tea",)),
            [
                Event("e1", f"C-{number}", EventKind.PURCHASE, "p-tea", long_ago),
                Event("e2", f"C-{number}", EventKind.PURCHASE, "p-tea", NOW - timedelta(days=2)),
                Event("e3", f"C-{number}", EventKind.VIEW, "p-tea", NOW),
            ],
        )
        for number in range(LEAST_SHOPPERS)
    ]
    crowd = shop_crowd([mug], place.engine, customers, NOW)
    assert crowd is not None
    assert crowd.sold.tolist() == [3 * LEAST_SHOPPERS]
    assert crowd.this_week.tolist() == [LEAST_SHOPPERS]
