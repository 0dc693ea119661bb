"""The TOML of the service rules: what a shop writes is laid over what is shipped, and checked."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from desk_records import DEMO, SHIPPED, rules_with

from assistant.demo_store.build import SOURCES, read_demo_store
from assistant.desk.rules import SHIPPED as SHIPPED_FILE
from assistant.desk.rules import load_rules
from assistant.desk.types import Operation
from assistant.errors import RulesError

CHANGING = [one for one in Operation if one not in ("status", "refund_status", "invoice")]


def test_a_store_without_a_file_has_the_shipped_rules(tmp_path: Path) -> None:
    assert load_rules(tmp_path) == SHIPPED == load_rules()
    assert SHIPPED.cancel.reasons == ("no longer needed", "ordered by mistake")
    assert SHIPPED.risk.threshold == 0.9


def test_tables_are_joined_and_lists_replaced(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, '[cancel]\nreasons = ["sorry"]\n[cancel.times]\npaypal = "now"\n')
    assert rules.cancel.reasons == ("sorry",)
    assert rules.cancel.states == ("pending",)
    assert rules.cancel.times == {**SHIPPED.cancel.times, "paypal": "now"}


@pytest.mark.parametrize("operation", CHANGING)
def test_every_change_has_a_section(operation: Operation) -> None:
    assert SHIPPED.of(operation).offered


@pytest.mark.parametrize(
    "operation", [Operation.STATUS, Operation.REFUND_STATUS, Operation.INVOICE]
)
def test_what_is_only_told_has_none(operation: Operation) -> None:
    with pytest.raises(ValueError, match="changes nothing"):
        SHIPPED.of(operation)


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("colour = 1", "'colour' is not known"),
        ("[cancel]\nwindw = 3", "'cancel.windw' is not known"),
        ("[return.window]\ndays = 3\nfrom = 1", "'return.window.from' is not known"),
        ("[[goods]]\nname = 'x'\nfee = {cost = 1}", "'goods.0.fee.cost' is not known"),
        ("[return.window]\ndays = -1", "'return.window.days' cannot be used"),
        ("[return.fee]\namount = 4.999", "'return.fee.amount' cannot be used"),
        ("[cancel]\nperson = ['weather']", "'weather' in 'person'"),
        ("[exchange]\nonce = true\nbecomes = ''", "'once' needs a 'becomes'"),
        ("timezone = 'Mars/Base'", "'Mars/Base' is not a time zone"),
        ("[hand_off.hours]\nmonday = ['8-late']", "'hand_off.hours.monday.0' cannot be used"),
        ("[hand_off.hours]\nmoonday = ['08:00-10:00']", "moonday"),
        ("[risk]\nthreshold = 2", "'risk.threshold' cannot be used"),
        (
            "[return.window]\ndays=3\nseasons=[{first='13-01',last='12-01',until='01-01'}]",
            "seasons",
        ),
        ("[cancel\n", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_file(tmp_path: Path, toml: str, named: str) -> None:
    with pytest.raises(RulesError) as caught:
        rules_with(tmp_path, toml)
    assert named in str(caught.value)
    assert "service.toml" in str(caught.value)


def test_amounts_are_exact(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, "[return.fee]\namount = 0.10\n[cancel]\nmax_amount = 1e3\n")
    assert rules.return_.fee.amount * 3 == Decimal("0.30")
    assert rules.cancel.max_amount == Decimal(1000)


def test_rules_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="frozen"):
        SHIPPED.cancel.states = ()  # type: ignore[misc]


def test_the_demo_store_says_what_its_pages_say() -> None:
    window = DEMO.return_.window
    assert window is not None
    assert (window.days, window.groups["member"]) == (30, 60)
    assert (window.seasons[0].first.month, window.seasons[0].last.day) == (11, 24)
    assert DEMO.return_.fee.amount == Decimal("4.90")
    assert DEMO.exchange.window == window
    assert not DEMO.exchange.once
    assert DEMO.change_address.same_country
    assert [one.name for one in DEMO.goods if not one.returnable] == [
        "razors",
        "personalised items and gift cards",
    ]
    assert next(one.fee.amount for one in DEMO.goods if one.fee) == Decimal(39)
    assert DEMO.hand_off.hours["saturday"] == ((time(9), time(17)),)
    assert "sunday" not in DEMO.hand_off.hours
    assert date(2026, 11, 26) in DEMO.hand_off.closed_on


def test_the_demo_store_agrees_with_its_table_of_figures() -> None:
    terms = yaml.safe_load((SOURCES / "terms.yaml").read_text("utf-8"))
    returns, delivery = terms["returns"], terms["delivery"]
    window = DEMO.return_.window
    assert window is not None
    assert (window.days, window.groups["member"]) == (returns["days"], returns["member_days"])
    assert DEMO.return_.fee.amount == Decimal(returns["label"])
    (standard,) = DEMO.return_.delivery
    assert standard.standard == Decimal(delivery["standard"])
    assert standard.free_from == Decimal(delivery["free_from"])
    large = next(one for one in DEMO.goods if one.name == "large items")
    assert list(large.categories) == delivery["large_categories"]
    assert large.fee is not None
    assert large.fee.amount == Decimal(returns["large_collection"])


def test_the_demo_stores_goods_are_kinds_that_it_sells() -> None:
    levels = {level for product in read_demo_store().products for level in product.category}
    for goods in DEMO.goods:
        if goods.name != "personalised items and gift cards":  # none are on sale now
            assert set(goods.categories) <= levels


def test_the_shipped_file_is_packaged() -> None:
    assert SHIPPED_FILE.is_file()
