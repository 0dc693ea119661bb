"""The limits in force after a turn, in the readable form of stories. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from assistant.jsonable import FACETS, constraints_from_json
from assistant.stories.expect import Facets, Limits, Range
from assistant.stories.quantities import quantity, within
from assistant.stories.types import Mismatch, Route
from retrieval.text import words
from retrieval.types import Constraints, Measure

AT: Route = ("expect", "constraints")


def readable(limits: Constraints) -> dict[str, Any]:
    """Only what is limited: ``{max_price: 50, brands: [..], not: {colours: [black]}}``."""
    price = limits.price
    said: dict[str, Any] = {
        "max_price": _number(price.max),
        "min_price": _number(price.min),
        "currency": price.currency if price else None,
        **_facets(limits.include),
        "min_rating": limits.min_rating,
        "measures": {one.name: _range(one) for one in limits.measures},
        "audience": list(limits.audience),
        "age": limits.age,
        "gift": limits.gift or None,
        "in_stock": limits.in_stock or None,
        "reduced": limits.reduced or None,
        "sort": limits.sort.value if limits.sort.value != "relevance" else None,
        "not": _facets(limits.exclude),
        "unless": _facets(limits.unless),
    }
    return {name: value for name, value in said.items() if value not in (None, {}, [])}


def check_limits(expect: Limits, state: Mapping[str, Any]) -> Iterator[Mismatch]:
    """Every limit that is not as written, in the order of the format."""
    found = readable(constraints_from_json(state.get("constraints", {})))
    asked = {
        name: value
        for name, value in expect.model_dump(by_alias=True, exclude_unset=True).items()
        if name not in ("exactly", "measures")
    }
    if "measures" in expect.model_fields_set:
        yield from _check_measures(expect.measures or {}, found.get("measures", {}))
    yield from _compare(asked, found, AT)
    if expect.exactly:
        named = {name for name, value in asked.items() if value not in (None, (), {})}
        named |= {"measures"} if expect.measures else set()
        for name in found.keys() - named:
            yield Mismatch((*AT, "exactly"), "no other limits", f"{name}: {_told(found[name])}")


def _compare(asked: Mapping[str, Any], found: Mapping[str, Any], at: Route) -> Iterator[Mismatch]:
    for name, value in asked.items():
        have = found.get(name)
        if name in ("not", "unless"):
            yield from _compare(_set_only(value), have or {}, (*at, name))
        elif not _same(value, have):
            yield Mismatch((*at, name), _told(value), _told(have))


def _check_measures(
    asked: Mapping[str, Range], found: Mapping[str, Mapping[str, str]]
) -> Iterator[Mismatch]:
    """Named measures must have these very limits; ``{}`` asks for none at all."""
    if not asked and found:
        yield Mismatch((*AT, "measures"), "none", _told(found))
    for name, wanted in asked.items():
        have = found.get(name, {})
        for end in ("min", "max"):
            limit, is_ = getattr(wanted, end), have.get(end)
            amount = quantity(limit) if limit is not None else None
            given = quantity(is_) if is_ is not None else None
            both = amount is not None and given is not None
            if (amount is None) is not (given is None) or (
                both and not within(given, amount, amount)  # type: ignore[arg-type]
            ):
                route = (*AT, "measures", name, end)
                yield Mismatch(route, limit or "none", is_ or "none")


def _range(measure: Measure) -> dict[str, str]:
    ends = {"min": measure.min, "max": measure.max}
    return {
        end: f"{value:g} {measure.unit}".strip() for end, value in ends.items() if value is not None
    }


def _set_only(facets: Mapping[str, Any] | None) -> dict[str, Any]:
    """``not: null`` and ``not: {}`` ask for nothing in any facet."""
    return dict(facets) if facets else dict.fromkeys(FACETS, ())


def _same(wanted: Any, have: Any) -> bool:
    if isinstance(wanted, Decimal) and have is not None:
        return wanted == Decimal(str(have))
    if isinstance(wanted, tuple):
        return sorted(words(one) for one in wanted) == sorted(words(one) for one in have or ())
    if wanted is False:
        return not have
    if wanted == "relevance":
        return have is None
    return bool(wanted == have)


def _facets(facets: Any) -> dict[str, list[str]]:
    return {name: list(values) for name in FACETS if (values := getattr(facets, name))}


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _told(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_told(one)}" for name, one in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)


assert set(FACETS) == set(Facets.model_fields)  # a new facet needs its name in the format
