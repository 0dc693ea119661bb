"""The page on service rules: its Python runs, its example decides so, and no key is left out."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from desk_records import CARD, EVA, FORMS, NOW, OFFICE, PAYPAL, an_order
from pydantic import BaseModel

from assistant.desk import rule_parts
from assistant.desk.operations import decide
from assistant.desk.rule_values import Part
from assistant.desk.rules import Rules, read_rules
from assistant.desk.types import Customer, Operation, Order, Plan, Refusal, Request, Swap

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "service_rules.md").read_text("utf-8")
STRICT = read_rules(ROOT / "docs" / "examples" / "strict_shop.toml")
GOODS = {one.id: replace(one, category=("Things",)) for one in FORMS.values()}
PARTS = [
    part for part in vars(rule_parts).values() if isinstance(part, type) and issubclass(part, Part)
]


def test_the_example_in_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(code, {})  # its own assertions


@pytest.mark.parametrize("part", [*PARTS, Rules], ids=lambda one: one.__name__)
def test_every_key_is_explained(part: type[BaseModel]) -> None:
    for name, field in part.model_fields.items():
        key = field.alias or name
        assert re.search(rf"`\[*{key}\b|(^|[\[. ]){key}\b(\]| =|\.)", PAGE, re.MULTILINE), key


def decided(
    request: Request, order: Order, rules: Rules = STRICT, customer: Customer = EVA
) -> Plan | Refusal:
    return decide(rules, request, customer, order, GOODS, NOW)


def test_the_strict_shop_is_strict() -> None:
    fresh = replace(an_order("mug-s"), placed=NOW)
    cancel = Request(Operation.CANCEL, "eva", "#W1", "no longer needed")
    assert isinstance(decided(cancel, fresh), Plan)
    assert _person(decided(cancel, replace(an_order("tv-1", "tv-1"), placed=NOW)), "over_limit")
    assert _person(decided(replace(cancel, reason="just so"), fresh), "reason_not_accepted")
    pay = Request(Operation.CHANGE_PAYMENT, "eva", "#W1", method_id=PAYPAL.id)
    assert _person(decided(pay, fresh), "not_offered")
    swap = Request(
        Operation.CHANGE_ITEMS, "eva", "#W1", swaps=(Swap("mug-s", "mug-l"),), method_id=CARD.id
    )
    assert not _person(decided(swap, fresh), "group_only")
    trade = replace(EVA, group="trade")
    assert isinstance(decided(swap, fresh, customer=trade), Plan)
    away = Request(Operation.CHANGE_ADDRESS, "eva", "#W1", address=replace(OFFICE, country="FR"))
    assert not _person(decided(away, fresh), "other_country")


def test_the_strict_shop_keeps_its_fee_but_not_for_its_own_faults() -> None:
    order = an_order("mug-s", "lamp-b", status="delivered", shipping="4.00", delivered=NOW)
    for reason, fee, back in (("does not fit", "5.95", "42.15"), ("faulty", "0", "52.10")):
        request = Request(Operation.RETURN, "eva", "#W1", reason, ("mug-s", "lamp-b"))
        made = decided(request, order)
        assert isinstance(made, Plan)
        assert (made.fee, made.transfers[0].amount) == (Decimal(fee), Decimal(back))


def _person(made: Plan | Refusal, code: str) -> bool:
    assert isinstance(made, Refusal)
    assert made.code == code
    return made.person
