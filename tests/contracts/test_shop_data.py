"""What every database behind ``ShopData`` must keep: SQLite, and PostgreSQL where there is one."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from databases import database

from assistant.storage import CartLine, ShopData, open_shop_data
from ranking.types import Event, EventKind
from retrieval.errors import StoreError

AT = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | Path]:
    with database(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def data(place: str | Path) -> Iterator[ShopData]:
    opened = open_shop_data(place)
    yield opened
    opened.close()


def event(id_: str, at: datetime = AT, shopper: str = "C-1") -> Event:
    return Event(id_, shopper, EventKind.PURCHASE, "OUT-001", at)


def test_an_event_is_kept_once(data: ShopData) -> None:
    assert data.record(event("e1"))
    assert not data.record(event("e1"))
    assert data.events("C-1") == (event("e1"),)
    assert data.events("C-2") == ()


def test_a_shopper_who_is_forgotten_leaves_nothing(data: ShopData) -> None:
    for shopper in ("C-1", "C-2"):
        data.record(event(f"e-{shopper}", shopper=shopper))
        data.add_to_cart(f"shopper:{shopper}", "OUT-001")
    data.forget("C-1", "shopper:C-1")
    assert (data.events("C-1"), data.cart("shopper:C-1")) == ((), ())
    assert (len(data.events("C-2")), len(data.cart("shopper:C-2"))) == (1, 1)
    data.add_to_cart("shopper:C-1", "OUT-002")
    assert [line.product_id for line in data.cart("shopper:C-1")] == ["OUT-002"]


def test_events_come_back_oldest_first_in_utc(data: ShopData) -> None:
    later = (AT + timedelta(hours=1)).astimezone(timezone(timedelta(hours=8)))
    data.record(event("a", later))
    data.record(event("b", AT))
    kept = data.events("C-1")
    assert [one.id for one in kept] == ["b", "a"]
    assert kept[1].at == later
    assert kept[1].at.utcoffset() == timedelta(0)


def test_a_time_without_zone_is_refused(data: ShopData) -> None:
    with pytest.raises(Exception, match="zone"):
        data.record(event("e", AT.replace(tzinfo=None)))


def test_what_was_kept_outlives_the_process(place: str | Path) -> None:
    first = open_shop_data(place)
    first.record(event("e1"))
    first.add_to_cart("C-1", "OUT-001", "OUT-001-2")
    first.close()
    second = open_shop_data(place)
    assert [one.id for one in second.events("C-1")] == ["e1"]
    assert second.cart("C-1") == (CartLine("OUT-001", "OUT-001-2", 1),)
    second.close()


def test_a_cart_adds_up_by_product_and_variant(data: ShopData) -> None:
    data.add_to_cart("C-1", "A", "A-1")
    data.add_to_cart("C-1", "A", "A-2", 2)
    data.add_to_cart("C-1", "A", "A-1", 3)
    data.add_to_cart("C-2", "A", "A-1")
    assert data.cart("C-1") == (CartLine("A", "A-1", 4), CartLine("A", "A-2", 2))
    assert data.remove_from_cart("C-1", "A")
    assert not data.remove_from_cart("C-1", "A")
    assert data.cart("C-1") == ()
    assert data.cart("C-2") == (CartLine("A", "A-1", 1),)


def test_adding_from_many_threads_loses_nothing(data: ShopData) -> None:
    data.add_to_cart("C-1", "A")
    threads = [
        threading.Thread(target=data.record, args=(event(f"e{number}"),)) for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(data.events("C-1")) == 8


def test_feedback_may_change(data: ShopData) -> None:
    data.give_feedback("talk", 1, 1)
    data.give_feedback("talk", 2, 1, "quick")
    data.give_feedback("talk", 1, -1)
    assert data.feedback("talk") == {1: -1, 2: 1}


def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"settings\.toml"):
        open_shop_data(tmp_path / "missing" / "shop.db")


def test_a_line_holds_as_many_as_it_was_last_told(data: ShopData) -> None:
    data.set_in_cart("guest:1", "OUT-001", "", 3)
    data.set_in_cart("guest:1", "OUT-001", "v", 1)
    data.set_in_cart("guest:1", "OUT-001", "", 2)
    assert data.cart("guest:1") == (CartLine("OUT-001", "", 2), CartLine("OUT-001", "v", 1))
    data.set_in_cart("guest:1", "OUT-001", "", 0)
    data.set_in_cart("guest:1", "OUT-404", "", 0)
    assert data.cart("guest:1") == (CartLine("OUT-001", "v", 1),)


def test_adding_to_a_new_cart_from_many_threads_counts_every_time(data: ShopData) -> None:
    barrier = threading.Barrier(8)

    def add() -> None:
        barrier.wait()
        data.add_to_cart("guest:1", "OUT-001")

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert data.cart("guest:1") == (CartLine("OUT-001", "", 8),)


def test_of_more_events_than_wanted_the_latest_come(data: ShopData) -> None:
    for number in range(5):
        data.record(event(f"e{number}", AT + timedelta(minutes=number)))
    since = AT + timedelta(minutes=1)
    assert [one.id for one in data.latest_events(since, 2)] == ["e3", "e4"]
    assert [one.id for one in data.latest_events(since, 9)] == ["e1", "e2", "e3", "e4"]
    assert len(data.latest_events(None, 9)) == 5
