"""Confirmations and the audit log, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shop_places import HOME, Place, cancelling, made_place, moving, open_place, planned, said
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from assistant.desk.types import Plan, Receipt
from assistant.errors import RecordsChangedError
from assistant.storage.ledger import Ledger
from assistant.storage.orders import utc_now


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with made_place(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def ledger(place: Place) -> Ledger:
    return Ledger(place.engine)


@pytest.fixture
def plan(place: Place) -> Iterator[Plan]:
    shop = open_place(place.name)
    yield planned(shop, cancelling("#A2"))
    shop.close()


def test_a_confirmation_is_kept_word_for_word_and_once(ledger: Ledger, plan: Plan) -> None:
    assert ledger.state("k") == ""
    ledger.confirm(plan, said("k"))
    ledger.confirm(plan, said("k"))
    (pending,) = ledger.unfinished()
    assert (pending.plan, pending.confirmation) == (plan, said("k"))
    assert pending.plan.digest == plan.digest
    assert pending.at.tzinfo is not None
    assert [line.action for line in ledger.audit()] == ["confirmed"]


def test_a_key_confirms_one_plan(ledger: Ledger, plan: Plan, place: Place) -> None:
    ledger.confirm(plan, said("k"))
    shop = open_place(place.name)
    with pytest.raises(RecordsChangedError):
        ledger.confirm(planned(shop, moving()), said("k"))
    shop.close()


def test_what_is_done_stays_done(ledger: Ledger, plan: Plan) -> None:
    ledger.confirm(plan, said("k"))
    ledger.done(Receipt("k", plan.digest, plan, utc_now()))
    ledger.failed("k", "too late")
    assert ledger.state("k") == "done"
    assert [line.action for line in ledger.audit()] == ["confirmed", "done"]


def test_the_log_is_read_by_customer_and_order(ledger: Ledger, plan: Plan) -> None:
    ledger.confirm(plan, said("k"))
    ledger.record(
        actor="customer:ida", action="verified", customer_id="ida", details={"by": "email"}
    )
    assert [line.action for line in ledger.audit()] == ["confirmed", "verified"]
    assert [line.details for line in ledger.audit(customer_id="ida")] == [{"by": "email"}]
    (line,) = ledger.audit(order_id="#A2")
    assert (line.customer_id, line.conversation_id, line.key) == ("noor", "talk", "k")
    assert line.details["summary"] == "Shall I do k?"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'somebody else'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE number = 1",
    ],
)
def test_nobody_changes_or_removes_a_line(ledger: Ledger, place: Place, statement: str) -> None:
    ledger.record(actor="person:ann", action="looked", details={})
    before = ledger.audit()
    with pytest.raises(SQLAlchemyError, match="only ever added to"), place.engine.begin() as one:
        one.execute(text(statement))
    assert ledger.audit() == before


def test_no_line_is_put_in_the_place_of_another(ledger: Ledger, place: Place, plan: Plan) -> None:
    ledger.confirm(plan, said("k"))
    before = ledger.audit()
    columns = "number, at, actor, action, customer_id, conversation_id, order_id, key, details"
    values = "1, '2026-01-01', 'x', 'y', '', '', '', '', '{}'"
    instead = {
        "sqlite": f"INSERT OR REPLACE INTO audit ({columns}) VALUES ({values})",
        "postgresql": f"INSERT INTO audit ({columns}) VALUES ({values})"
        " ON CONFLICT (number) DO UPDATE SET actor = 'x'",
    }
    with pytest.raises(SQLAlchemyError), place.engine.begin() as connection:
        connection.exec_driver_sql(instead[place.engine.dialect.name])
    if place.engine.dialect.name == "postgresql":
        with pytest.raises(SQLAlchemyError), place.engine.begin() as connection:
            connection.exec_driver_sql("TRUNCATE audit")
    assert ledger.audit() == before


def test_the_log_itself_holds_no_personal_data(ledger: Ledger, place: Place) -> None:
    shop = open_place(place.name)
    plan = planned(shop, moving())
    ledger.confirm(plan, said("k"))
    ledger.done(shop.apply(plan, said("k")))
    shop.close()
    with place.engine.connect() as connection:
        lines = str(connection.execute(text("SELECT * FROM audit")).all())
    assert "noor" in lines
    for private in (HOME.line1, "Flat 9", HOME.postal_code, "example.com", "Shall I"):
        assert private not in lines
