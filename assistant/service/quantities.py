"""Amounts with a unit in attribute values: compared, and brought to one unit. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.units import UNIT_PATTERN, Unit, unit_of

_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:\s?(?P<unit>{UNIT_PATTERN})(?![\w²³]))?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\d\s*(?:x|×|by|-|–|to|/)\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a value with its unit."""

    number: float
    unit: Unit | None
    start: int
    end: int
    """Where it stands in the value."""

    @property
    def canonical(self) -> float:
        """The number in the one unit of its dimension; as written where it has none."""
        return self.number * (self.unit.factor if self.unit else 1.0)


def quantity(value: str) -> Quantity | None:
    """The first amount of a value; None: it has none, or is a range or the sides of a thing."""
    if _SEVERAL.search(value):
        return None
    found = _AMOUNT.search(value)
    if found is None:
        return None
    unit = unit_of(found["unit"]) if found["unit"] else None
    number = float(found["number"].replace(",", ""))
    return Quantity(number, unit, found.start(), found.end())


def comparable(values: Sequence[str]) -> tuple[Quantity, ...]:
    """The amounts of all values, where each has one and all are of one dimension; else empty."""
    found = [quantity(value) for value in values]
    known = tuple(q for q in found if q is not None)
    kinds = {q.unit.dimension if q.unit else None for q in known}
    return known if len(known) == len(values) and len(kinds) == 1 else ()


def aligned(values: Sequence[str]) -> tuple[str, ...]:
    """The values in the unit that most of them use, where they differ in nothing else in kind.

    Values that are no amounts ("not stated") stay as they are.
    """
    amounts = [quantity(value) for value in values]
    units = [q.unit for q in amounts if q is not None and q.unit is not None]
    if len({unit.dimension for unit in units}) != 1 or len({unit.symbol for unit in units}) == 1:
        return tuple(values)
    common = Counter(unit.symbol for unit in units).most_common(1)[0][0]
    target = next(unit for unit in units if unit.symbol == common)
    return tuple(_in(value, q, target) for value, q in zip(values, amounts, strict=True))


def _in(value: str, amount: Quantity | None, target: Unit) -> str:
    if amount is None or amount.unit is None or amount.unit.symbol == target.symbol:
        return value
    number = amount.canonical / target.factor
    return f"{value[: amount.start]}{number:.4g} {target.symbol}{value[amount.end :]}"
