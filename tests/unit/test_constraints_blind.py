"""The constraint parser against cases that were written without a look at it.

A failure says numbers alone, so that the table stays unseen while the parser is worked on;
``DAOGOU_SHOW_BLIND=1`` lists what failed, once that is to end.
"""

import os

import pytest
from limit_cases import differences, read_table, vocabulary_of

from assistant.understanding.constraints import ConstraintParser

FLOORS = {
    "constraints_blind.yaml": 0.99,
    "constraints_blind_2.yaml": 0.96,
    "constraints_blind_3.yaml": 0.995,
    "constraints_blind_4.yaml": 0.97,
}
"""Least share of cases that must match exactly, by table: what is reached so far; the aim is 0.97.
The first and the third table have been opened since; the second and the fourth have not."""


@pytest.mark.parametrize("name", list(FLOORS))
def test_exact_match_on_cases_written_blind(name: str) -> None:
    table = read_table(name)
    parser = ConstraintParser(vocabulary_of(table))
    cases = table["cases"]
    wrong = {}
    for case in cases:
        found = differences(case, parser.parse(str(case["text"])))
        if found:
            wrong[case["text"]] = found
    share = 1 - len(wrong) / len(cases)
    told = f"{share:.1%} of {len(cases)} match exactly"
    if os.environ.get("DAOGOU_SHOW_BLIND"):
        told += "".join(f"\n  {text!r}: {'; '.join(found)}" for text, found in wrong.items())
    if share < FLOORS[name]:
        pytest.fail(told, pytrace=False)
