"""What every ``ShopBackend`` must keep, wherever the records lie."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from shop_places import (
    HOME,
    LAMPS,
    ORDERS,
    RECORDS,
    TOKEN,
    Place,
    cancelling,
    made_place,
    moving,
    open_place,
    paying,
    planned,
    said,
    swapping,
)
from sqlalchemy import text

from assistant.desk.backend import ShopBackend
from assistant.desk.exchange import read_records, to_document
from assistant.desk.http_backend import HttpBackend
from assistant.desk.types import Operation, Request, Swap
from assistant.errors import BackendError, RecordsChangedError
from assistant.storage.engine import reading
from assistant.storage.ledger import Ledger
from assistant.storage.orders import SqlBackend
from assistant.storage.records import current_records


@pytest.fixture(params=["sqlite", "postgresql", "http"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with made_place(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def shop(place: Place) -> Iterator[SqlBackend | HttpBackend]:
    opened = open_place(place.name)
    yield opened
    opened.close()


def test_customers_are_found_by_email_whatever_the_case(shop: ShopBackend) -> None:
    assert shop.customer_by_email(" NOOR@Example.com ") == "noor"
    assert shop.customer_by_email("family@example.com") is None, "two have it"
    assert shop.customer_by_email("nobody@example.com") is None
    assert shop.customer_by_email("") is None
    assert shop.customer_by_email("nóor@example.com") is None, "an accent makes another mailbox"


def test_customers_are_found_by_name_and_postal_code(shop: ShopBackend) -> None:
    assert shop.customer_by_name("noor", "IBANEZ", "b3h4r2") == "noor"
    assert shop.customer_by_name("Ian", "Mo", "B3H 4R2") == "ian"
    assert shop.customer_by_name("Ida", "Mo", "B3H 4R2") is None, "two are called so"
    assert shop.customer_by_name("Noor", "Ibáñez", "B3H 4R3") is None
    assert shop.customer_by_name("Noor", "Ibáñez", "") is None


def test_records_come_back_as_they_were_put_in(shop: ShopBackend) -> None:
    for customer in RECORDS.customers:
        assert shop.customer(customer.id) == customer
        own = tuple(one for one in ORDERS if one.customer_id == customer.id)
        assert tuple(shop.orders_of(customer.id)) == own
    for order in ORDERS:
        assert shop.order(order.id) == order
    assert tuple(shop.forms("p-lamp")) == LAMPS


def test_what_there_is_none_of(shop: ShopBackend) -> None:
    assert (shop.customer("nobody"), shop.order("#none")) == (None, None)
    assert (len(shop.orders_of("nobody")), len(shop.forms("none"))) == (0, 0)


@pytest.mark.parametrize(
    ("request_", "order_id"),
    [
        (cancelling("#A/1 ü"), "#A/1 ü"),
        (paying("#A2"), "#A2"),
        (swapping("#A2"), "#A2"),
        (Request(Operation.CHANGE_ADDRESS, "noor", "#A2", address=replace(HOME, line2="")), "#A2"),
        (Request(Operation.RETURN, "noor", "#A3", item_ids=("lamp-red",), method_id="card_1"),
         "#A3"),
        (Request(Operation.EXCHANGE, "noor", "#A3", swaps=(Swap("lamp-red", "lamp-blue"),),
                 method_id="card_1"), "#A3"),
        (moving(), ""),
    ],
)  # fmt: skip
def test_a_change_is_what_was_planned_and_nothing_else(
    shop: ShopBackend, place: Place, request_: Request, order_id: str, tmp_path: Path
) -> None:
    plan = planned(shop, request_)
    receipt = shop.apply(plan, said("k"))
    assert (receipt.key, receipt.digest, receipt.repeated) == ("k", plan.digest, False)
    after = current_records(place.engine)
    expected = replace(
        RECORDS,
        orders=tuple(plan.order if one.id == order_id and plan.order else one for one in ORDERS),
        customers=tuple(
            plan.customer if one.id == "noor" and plan.customer else one
            for one in RECORDS.customers
        ),
    )
    assert after == expected

    exported = to_document(after)
    (tmp_path / "export.json").write_text(json.dumps(exported), "utf-8")
    again = read_records(tmp_path / "export.json")
    assert (again.rejected, to_document(again.records)) == ((), exported)


def test_amounts_are_exact_to_the_cent(shop: ShopBackend) -> None:
    order = shop.order("#A2")
    assert order is not None
    assert order.total == Decimal("40.40")
    plan = planned(shop, paying("#A2"))
    shop.apply(plan, said("k"))
    customer = shop.customer("noor")
    assert customer is not None
    assert [one.balance for one in customer.payment_methods] == [None, Decimal("59.60")]


def test_the_same_key_does_it_once(shop: ShopBackend, place: Place) -> None:
    plan = planned(shop, cancelling("#A2"))
    first = shop.apply(plan, said("k"))
    then = current_records(place.engine)
    again = shop.apply(plan, said("k"))
    assert (again.repeated, again.at, again.digest) == (True, first.at, first.digest)
    assert current_records(place.engine) == then


def test_a_key_belongs_to_one_change(shop: ShopBackend, place: Place) -> None:
    other = planned(shop, cancelling("#N1"))
    shop.apply(planned(shop, cancelling("#A2")), said("k"))
    then = current_records(place.engine)
    with pytest.raises(RecordsChangedError):
        shop.apply(other, said("k"))
    assert current_records(place.engine) == then


@pytest.mark.parametrize("first", [cancelling("#A2"), swapping("#A2"), paying("#N1")])
def test_nothing_happens_when_the_records_have_changed(
    shop: ShopBackend, place: Place, first: Request
) -> None:
    plan = planned(shop, paying("#A2"))
    shop.apply(planned(shop, first), said("first"))
    then = current_records(place.engine)
    with pytest.raises(RecordsChangedError):
        shop.apply(plan, said("second"))
    assert current_records(place.engine) == then


def test_a_plan_that_the_rules_would_not_make_is_not_carried_out(
    shop: ShopBackend, place: Place
) -> None:
    plan = planned(shop, cancelling("#A2"))
    assert plan.order is not None
    richer = replace(plan.order, status="delivered")
    for forged in (
        replace(plan, order=richer),
        replace(plan, request=replace(plan.request, order_id="#B1")),
        replace(plan, request=replace(plan.request, customer_id="ida")),
        replace(plan, request=replace(plan.request, customer_id="nobody")),
    ):
        with pytest.raises(RecordsChangedError):
            shop.apply(forged, said("k"))
    assert current_records(place.engine) == RECORDS


def together(count: int, job: Callable[[int], object]) -> list[object]:
    """What each of so many threads came to; an error counts as what it came to."""

    def run(number: int) -> object:
        try:
            return job(number)
        except RecordsChangedError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_the_same_yes_from_eight_threads_is_done_once(shop: ShopBackend, place: Place) -> None:
    plan = planned(shop, cancelling("#A2"))
    receipts = together(8, lambda _: shop.apply(plan, said("k")).repeated)
    assert sorted(map(str, receipts)) == ["False"] + ["True"] * 7
    assert len(shop.order("#A2").payments) == 2  # type: ignore[union-attr]


def test_one_gift_card_is_not_spent_twice(shop: ShopBackend) -> None:
    """Four orders of 40.10 each and 100.00 on the card: two can be paid by it."""
    ids = [f"#N{number}" for number in range(4)]

    def pay(number: int) -> str:
        for _ in range(4):  # planned anew when somebody else was quicker
            try:
                plan = planned(shop, paying(ids[number]))
            except AssertionError:
                return "refused"
            try:
                shop.apply(plan, said(f"k{number}"))
            except RecordsChangedError:
                continue
            return "paid"
        return "given up"

    assert sorted(map(str, together(4, pay))) == ["paid", "paid", "refused", "refused"]
    customer = shop.customer("noor")
    assert customer is not None
    assert customer.payment_methods[1].balance == Decimal("19.80")


def test_nobody_sees_half_a_change(shop: ShopBackend) -> None:
    def change() -> None:
        for number in range(10):
            shop.apply(planned(shop, cancelling(f"#N{number}")), said(f"k{number}"))

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(change)
        while not writer.done():
            for order in shop.orders_of("noor"):
                assert (order.status == "cancelled") == (len(order.payments) == 2)
    writer.result()


def test_every_change_leaves_its_line_in_the_log(shop: ShopBackend, place: Place) -> None:
    plan = planned(shop, swapping("#A2"))
    shop.apply(plan, said("k"))
    (line,) = Ledger(place.engine).audit(order_id="#A2")
    assert (line.action, line.actor, line.key) == ("done", "customer:noor", "k")
    assert line.details["digest"] == plan.digest
    assert line.details["swaps"] == [["lamp-red", "lamp-blue"]]
    assert line.details["transfers"] == [["payment", "5.25", "gift_1"]]
    assert HOME.line1 not in str(line)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("table", ["payment_methods", "changes", "audit"])
def test_a_change_that_breaks_in_the_middle_leaves_nothing(
    kind: str, table: str, tmp_path: Path
) -> None:
    with made_place(kind, tmp_path) as place:
        shop = open_place(place.name)
        plan = planned(shop, cancelling("#A2"))
        paid = planned(shop, paying("#A2"))
        _break(place, table)
        with pytest.raises(BackendError, match="try again"):
            shop.apply(paid if table == "payment_methods" else plan, said("k"))
        assert current_records(place.engine) == RECORDS
        with reading(place.engine) as connection:
            assert connection.scalar(text("SELECT count(*) FROM changes")) == 0
        shop.close()


def _break(place: Place, table: str) -> None:
    """Make the database refuse new rows in a table."""
    refuse = {
        "sqlite": f"CREATE TRIGGER broken BEFORE INSERT ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'broken'); END",
        "postgresql": "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'broken'; END $$;"
        f"CREATE TRIGGER broken BEFORE INSERT ON {table} EXECUTE FUNCTION broken()",
    }
    with place.engine.begin() as connection:
        connection.exec_driver_sql(refuse[place.engine.dialect.name])


def test_a_wrong_token_opens_nothing(tmp_path: Path) -> None:
    with made_place("http", tmp_path) as place:
        for token in ("", TOKEN + "x"):
            shop = HttpBackend(place.name, token)
            with pytest.raises(BackendError, match="DAOGOU_ORDERS_TOKEN"):
                shop.order("#A2")
            shop.close()
