"""Written cases of limits: tables in tests/data, read and compared with what a parser makes."""

from decimal import Decimal
from math import isclose
from pathlib import Path
from typing import Any

import yaml

from assistant.understanding.constraints import ParsedLimits
from retrieval.types import Constraints, Facets, Measure, PriceRange, Sort
from retrieval.vocabulary import Vocabulary

FACETS = ("brands", "categories", "colours", "sizes", "attributes")
SMALL = 0.01
"""Share by which measures may differ: units are rounded as people round them."""


def read_table(name: str) -> dict[str, Any]:
    """``{"vocabulary": ..., "cases": [...]}`` of a file in tests/data."""
    path = Path(__file__).parents[1] / "data" / name
    table: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return table


def vocabulary_of(table: dict[str, Any]) -> Vocabulary:
    """The small catalogue vocabulary that the cases of a table are written against."""
    said = table["vocabulary"]
    return Vocabulary(
        brands=dict.fromkeys(said["brands"], 3),
        categories=dict.fromkeys([node for path in said["categories"] for node in path], 3),
        colours=dict.fromkeys(said["colours"], 3),
        sizes=dict.fromkeys(map(str, said["sizes"]), 3),
        attributes={n: dict.fromkeys(map(str, v), 3) for n, v in said["attributes"].items()},
    )


def expected(case: dict[str, Any]) -> Constraints:
    """The constraints that a case writes down, measures aside."""
    low, high, currency = case.get("price") or (None, None, None)
    return Constraints(
        price=PriceRange(
            None if low is None else Decimal(str(low)),
            None if high is None else Decimal(str(high)),
            currency,
        ),
        include=_facets(case),
        exclude=_facets(case.get("not") or {}),
        unless=_facets(case.get("unless") or {}),
        min_rating=case.get("rating"),
        in_stock=bool(case.get("stock", False)),
        sort=Sort(case.get("sort") or "relevance"),
        audience=tuple(case.get("audience") or ()),
        age=case.get("age"),
        gift=bool(case.get("gift", False)),
    )


def differences(case: dict[str, Any], got: ParsedLimits) -> list[str]:
    """What a reading got wrong, one line a field; empty: an exact match."""
    want, have = _unordered(expected(case)), _unordered(got.constraints)
    names = ("price", "include", "exclude", "unless", "min_rating", "in_stock", "sort",
             "audience", "age", "gift")  # fmt: skip
    wrong = [
        f"{name}: {getattr(have, name)} instead of {getattr(want, name)}"
        for name in names
        if getattr(have, name) != getattr(want, name)
    ]
    if not _same_measures(case.get("measures") or [], have.measures):
        wrong.append(f"measures: {have.measures} instead of {case.get('measures')}")
    if "search" in case and case["search"] != got.search_text:
        wrong.append(f"search: {got.search_text!r} instead of {case['search']!r}")
    return wrong


def _facets(case: dict[str, Any]) -> Facets:
    return Facets(**{name: tuple(map(str, case.get(name) or ())) for name in FACETS})


def _unordered(constraints: Constraints) -> Constraints:
    def ordered(facets: Facets) -> Facets:
        return Facets(**{name: tuple(sorted(getattr(facets, name))) for name in FACETS})

    return constraints.with_(
        include=ordered(constraints.include),
        exclude=ordered(constraints.exclude),
        unless=ordered(constraints.unless),
        audience=tuple(sorted(constraints.audience)),
    )


def _same_measures(want: list[list[Any]], have: tuple[Measure, ...]) -> bool:
    wanted = sorted(want, key=lambda one: str(one[0]))
    found = sorted(have, key=lambda one: one.name)
    return len(wanted) == len(found) and all(
        name == one.name and unit == one.unit and _near(low, one.min) and _near(high, one.max)
        for (name, low, high, unit), one in zip(wanted, found, strict=True)
    )


def _near(want: float | None, have: float | None) -> bool:
    if want is None or have is None:
        return want is have
    return isclose(float(want), have, rel_tol=SMALL)
