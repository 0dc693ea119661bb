"""The constraint parser against its table of written cases."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.understanding.constraints import ConstraintParser, ParsedLimits
from retrieval.types import Constraints, Facets, PriceRange, Sort
from retrieval.vocabulary import Vocabulary

TABLE = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "constraints_cases.yaml").read_text("utf-8")
)
FLOORS = {"open": 1.0, "held": 0.94}
"""Least share of cases that must match exactly, by part."""
FACETS = ("brands", "categories", "colours", "sizes", "attributes")


def vocabulary() -> Vocabulary:
    """The small catalogue vocabulary that the cases are written against."""
    said = TABLE["vocabulary"]
    return Vocabulary(
        brands=dict.fromkeys(said["brands"], 3),
        categories=dict.fromkeys([node for path in said["categories"] for node in path], 3),
        colours=dict.fromkeys(said["colours"], 3),
        sizes=dict.fromkeys(said["sizes"], 3),
        attributes={n: dict.fromkeys(v, 3) for n, v in said["attributes"].items()},
    )


@pytest.fixture(scope="module")
def parser() -> ConstraintParser:
    return ConstraintParser(vocabulary())


def _facets(case: dict[str, Any]) -> Facets:
    return Facets(**{name: tuple(case.get(name, ())) for name in FACETS})


def expected(case: dict[str, Any]) -> Constraints:
    """The constraints that a case writes down."""
    low, high, currency = case.get("price", (None, None, None))
    return Constraints(
        price=PriceRange(
            None if low is None else Decimal(str(low)),
            None if high is None else Decimal(str(high)),
            currency,
        ),
        include=_facets(case),
        exclude=_facets(case.get("not", {})),
        unless=_facets(case.get("unless", {})),
        min_rating=case.get("rating"),
        in_stock=case.get("stock", False),
        sort=Sort(case.get("sort", "relevance")),
    )


def _unordered(constraints: Constraints) -> Constraints:
    def ordered(facets: Facets) -> Facets:
        return Facets(**{name: tuple(sorted(getattr(facets, name))) for name in FACETS})

    return constraints.with_(
        include=ordered(constraints.include),
        exclude=ordered(constraints.exclude),
        unless=ordered(constraints.unless),
    )


def differences(case: dict[str, Any], got: ParsedLimits) -> list[str]:
    """What a reading got wrong, one line a field; empty: an exact match."""
    want, have = _unordered(expected(case)), _unordered(got.constraints)
    wrong = [
        f"{name}: {getattr(have, name)} instead of {getattr(want, name)}"
        for name in ("price", "include", "exclude", "unless", "min_rating", "in_stock", "sort")
        if getattr(have, name) != getattr(want, name)
    ]
    if "search" in case and case["search"] != got.search_text:
        wrong.append(f"search: {got.search_text!r} instead of {case['search']!r}")
    return wrong


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
    assert len(parts) >= 220
    assert parts.count("held") >= 110
