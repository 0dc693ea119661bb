"""Amounts as records and stories write them: "310 g", "1.2 kg", 15. Pure."""

import re
from dataclasses import dataclass

from retrieval.units import UNIT_PATTERN, unit_of

_QUANTITY = re.compile(
    rf"(?<![\w.,])(\d[\d,]*(?:\.\d+)?|\.\d+)[\s-]*(?:({UNIT_PATTERN})(?!\w))?", re.IGNORECASE
)
CLOSE = 1e-6
"""Share by which converted amounts may differ and still be equal."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the canonical unit of its dimension."""

    value: float
    dimension: str = ""
    """"weight", "length" ...; empty: a plain number."""


def quantity(text: str) -> Quantity | None:
    """The first amount of a text; None: it has none."""
    found = _QUANTITY.search(text)
    if found is None:
        return None
    number = float(found[1].replace(",", ""))
    unit = unit_of(found[2]) if found[2] else None
    return Quantity(number) if unit is None else Quantity(number * unit.factor, unit.dimension)


def within(found: Quantity, low: Quantity | None, high: Quantity | None) -> bool:
    """Whether an amount keeps both limits. Another dimension does not; a plain number is taken in
    the unit of the other side."""
    return all(_comparable(found, limit) for limit in (low, high) if limit is not None) and (
        (low is None or found.value >= low.value * (1 - CLOSE))
        and (high is None or found.value <= high.value * (1 + CLOSE))
    )


def _comparable(one: Quantity, other: Quantity) -> bool:
    return not (one.dimension and other.dimension) or one.dimension == other.dimension
