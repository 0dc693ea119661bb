"""The constraint parser against its table of written cases."""

import pytest
from limit_cases import differences, read_table, vocabulary_of

from assistant.understanding.constraints import ConstraintParser

TABLE = read_table("constraints_cases.yaml")
FLOORS = {"open": 1.0, "held": 0.94}
"""Least share of cases that must match exactly, by part."""


@pytest.fixture(scope="module")
def parser() -> ConstraintParser:
    return ConstraintParser(vocabulary_of(TABLE))


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_exact_match_stays_above_its_floor(parser: ConstraintParser, part: str) -> None:
    cases = [case for case in TABLE["cases"] if case["part"] == part]
    wrong = {
        case["text"]: found
        for case in cases
        if (found := differences(case, parser.parse(case["text"])))
    }
    share = 1 - len(wrong) / len(cases)
    listing = "\n".join(f"  {text!r}: {'; '.join(found)}" for text, found in wrong.items())
    assert share >= FLOORS[part], f"{part}: {share:.1%} of {len(cases)} match\n{listing}"


def test_the_table_is_large_enough() -> None:
    parts = [case["part"] for case in TABLE["cases"]]
    assert len(parts) >= 900
    assert parts.count("held") >= 110
