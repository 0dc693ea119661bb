"""Whose conversations are whose, and a customer who is forgotten, on every database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from databases import database
from sqlalchemy import Engine

from assistant.desk.records import Records
from assistant.desk.types import (
    Address,
    Customer,
    Order,
    OrderItem,
    Payment,
    PaymentMethod,
    Shipment,
)
from assistant.storage.engine import open_database
from assistant.storage.forgetting import pseudonymise
from assistant.storage.orders import SqlBackend
from assistant.storage.records import current_records, replace_records
from assistant.storage.visits import STALE, Visit, Visits

AT = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with database(request.param, tmp_path) as place:
        opened = open_database(place)
        yield opened
        opened.dispose()


class Clock:
    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now


def test_conversations_are_found_by_shopper_and_by_customer(engine: Engine) -> None:
    clock = Clock()
    visits = Visits(engine, clock)
    visits.note(Visit("a"))
    visits.note(Visit("b", "S-1"))
    clock.now += timedelta(minutes=1)
    visits.note(Visit("b", "S-1", "C-1"))
    visits.note(Visit("c", "", "C-1"))
    assert visits.of(shopper_id="S-1") == ("b",)
    assert visits.of(customer_id="C-1") == ("b", "c")
    assert visits.of(shopper_id="S-1", customer_id="C-1") == ("b", "c")
    assert visits.of() == ()
    visits.forget(("b",))
    assert visits.of(customer_id="C-1") == ("c",)
    visits.note(Visit("b", "S-1", "C-1"))
    assert visits.of(shopper_id="S-1") == ("b",)


def test_turns_that_note_one_conversation_at_once_all_succeed(engine: Engine) -> None:
    for number in range(5):
        visit = Visit(f"at-once-{number}", "", "C-7")
        with ThreadPoolExecutor(8) as pool:
            noted = [pool.submit(Visits(engine).note, visit) for _ in range(8)]
        assert [one.exception() for one in noted] == [None] * 8
    assert len(Visits(engine).of(customer_id="C-7")) == 5


def test_old_conversations_are_those_that_nobody_went_on_with(engine: Engine) -> None:
    clock = Clock()
    visits = Visits(engine, clock)
    visits.note(Visit("old"))
    visits.note(Visit("long"))
    clock.now += timedelta(days=2)
    visits.note(Visit("long"))
    assert visits.before(clock.now - timedelta(days=1)) == ("old",)
    assert timedelta(days=1) > STALE


def address(street: str) -> Address:
    return Address(street, "", "Portland", "OR", "97205", "USA")


def records() -> Records:
    visa = PaymentMethod("card_1", "credit_card", "visa", "4410")
    gift = PaymentMethod("gift_1", "gift_card", balance=Decimal("12.50"))
    anna = Customer(
        "C-1", "Anna", "Berg", "anna@mail.example", address("1 Oak Lane"), (visa, gift), "member",
        ("#1",), {"note": "likes tea"},
    )  # fmt: skip
    ben = Customer("C-2", "Ben", "Cole", "ben@mail.example", address("2 Elm Road"))
    lamp = OrderItem("I-1", "P-1", "Lamp", {"colour": "red"}, Decimal("20.00"))
    order = Order(
        "#1", "C-1", "delivered", address("3 Ash Way"), (lamp,),
        (Payment("payment", Decimal("20.00"), "card_1"),), (Shipment(("T-1",), ("I-1",)),),
    )  # fmt: skip
    return Records((anna, ben), (order,), ())


def test_a_forgotten_customers_orders_stay_without_the_person(engine: Engine) -> None:
    replace_records(engine, records(), "test")
    assert pseudonymise(engine, "C-1")
    kept = current_records(engine)
    assert not any(word in repr(kept) for word in ("Anna", "anna@", "Oak", "Ash", "4410", "T-1"))
    assert "likes tea" not in repr(kept)
    [order] = kept.orders
    assert (order.total, order.status, order.customer_id) == (Decimal("20.00"), "delivered", "C-1")
    assert order.address.country == "USA"
    assert order.payments == records().orders[0].payments
    assert kept.customers[0].payment_methods[1].balance == Decimal("12.50")
    assert kept.customers[1] == records().customers[1]


def test_a_later_import_does_not_bring_the_person_back(engine: Engine) -> None:
    replace_records(engine, records(), "test")
    pseudonymise(engine, "C-1")
    pseudonymise(engine, "C-1")
    replace_records(engine, records(), "again", force=True)
    kept = current_records(engine)
    assert not any(word in repr(kept) for word in ("Anna", "anna@", "Oak", "Ash", "4410", "T-1"))
    assert kept.customers[1] == records().customers[1]


def test_nobody_is_verified_as_a_forgotten_customer(engine: Engine) -> None:
    replace_records(engine, records(), "test")
    pseudonymise(engine, "C-1")
    backend = SqlBackend(engine, lambda *_: pytest.fail("no rule is asked"))
    assert backend.customer_by_email("anna@mail.example") is None
    for email in ("", " "):
        assert backend.customer_by_email(email) is None
        assert backend.customer_by_name(email, email, email) is None
    assert backend.customer_by_email("ben@mail.example") == "C-2"


def test_an_unknown_customer_cannot_be_forgotten(engine: Engine) -> None:
    replace_records(engine, records(), "test")
    assert not pseudonymise(engine, "C-9")
    assert current_records(engine) == records()
