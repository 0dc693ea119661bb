"""Constraints as plain JSON and back: the shape that ``daogou understand`` prints and keeps."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from retrieval.types import Constraints, Facets, Measure, PriceRange, Sort

FACETS = ("brands", "categories", "colours", "sizes", "attributes")


def constraints_to_json(constraints: Constraints) -> dict[str, Any]:
    """``{price: {min, max, currency}, brands, ..., exclude: {...}, min_rating, sort, measures:
    [{name, min, max, unit, ...}], audience, age, gift}``.

    ``limits_to_json`` has the two rarer fields as well.
    """
    price = constraints.price
    return {
        "price": {
            "min": _number(price.min),
            "max": _number(price.max),
            "currency": price.currency,
        },
        **facets_to_json(constraints.include),
        "exclude": facets_to_json(constraints.exclude),
        "min_rating": constraints.min_rating,
        "sort": constraints.sort.value,
        "measures": [measure_to_json(one) for one in constraints.measures],
        "audience": list(constraints.audience),
        "age": constraints.age,
        "gift": constraints.gift,
    }


def limits_to_json(constraints: Constraints) -> dict[str, Any]:
    """Every field of the limits; ``constraints_from_json`` reads it back whole."""
    return {
        **constraints_to_json(constraints),
        "unless": facets_to_json(constraints.unless),
        "in_stock": constraints.in_stock,
        "reduced": constraints.reduced,
    }


def constraints_from_json(data: Mapping[str, Any]) -> Constraints:
    """The inverse of ``constraints_to_json``; absent fields are open."""
    price = data.get("price", {})
    return Constraints(
        price=PriceRange(
            min=_decimal(price.get("min")),
            max=_decimal(price.get("max")),
            currency=price.get("currency"),
        ),
        include=facets_from_json(data),
        exclude=facets_from_json(data.get("exclude", {})),
        unless=facets_from_json(data.get("unless", {})),
        min_rating=data.get("min_rating"),
        in_stock=bool(data.get("in_stock", False)),
        reduced=bool(data.get("reduced", False)),
        sort=Sort(data.get("sort", Sort.RELEVANCE)),
        measures=tuple(measure_from_json(one) for one in data.get("measures", ())),
        audience=tuple(data.get("audience", ())),
        age=data.get("age"),
        gift=bool(data.get("gift", False)),
    )


def measure_to_json(measure: Measure) -> dict[str, Any]:
    """``{name, min, max, unit, said_in}``; numbers in ``unit``, null: open on that side."""
    return {
        "name": measure.name,
        "min": measure.min,
        "max": measure.max,
        "unit": measure.unit,
        "said_in": measure.said_in,
    }


def measure_from_json(data: Mapping[str, Any]) -> Measure:
    """The inverse of ``measure_to_json``."""
    return Measure(
        data["name"],
        data.get("min"),
        data.get("max"),
        data.get("unit", ""),
        data.get("said_in", ""),
    )


def facets_to_json(facets: Facets) -> dict[str, list[str]]:
    """Facet name to values."""
    return {name: list(getattr(facets, name)) for name in FACETS}


def facets_from_json(data: Mapping[str, Any]) -> Facets:
    """The inverse of ``facets_to_json``; other keys are passed over."""
    return Facets(**{name: tuple(data.get(name, ())) for name in FACETS})


def _number(amount: Decimal | None) -> int | float | None:
    """A JSON number: whole amounts without a fraction."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _decimal(number: int | float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
