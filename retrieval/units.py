"""Units of measure that shops and shoppers write, and the one unit each dimension is kept in."""

import re
from dataclasses import dataclass
from typing import Literal

Dimension = Literal["length", "weight", "volume", "time", "power", "storage"]

CANONICAL: dict[Dimension, str] = {
    "length": "cm", "weight": "g", "volume": "ml", "time": "h", "power": "W", "storage": "GB",
}  # fmt: skip
"""The unit in which numbers of a dimension are kept and compared."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to write a unit."""

    dimension: Dimension
    factor: float
    """What one of it is in the canonical unit of its dimension."""
    symbol: str
    """How it is written back: "in" for "inches"."""


def _units() -> dict[str, Unit]:
    written: tuple[tuple[Dimension, float, str, str], ...] = (
        ("length", 0.1, "mm", "mm millimetre millimetres millimeter millimeters"),
        ("length", 1.0, "cm", "cm cms centimetre centimetres centimeter centimeters"),
        ("length", 100.0, "m", "m metre metres meter meters mtr"),
        ("length", 2.54, "in", 'in inch inches inchs " ″ ”'),
        ("length", 30.48, "ft", "ft foot feet"),
        ("length", 91.44, "yd", "yd yds yard yards"),
        ("weight", 0.001, "mg", "mg milligram milligrams"),
        ("weight", 1.0, "g", "g gr gram grams gramme grammes gms"),
        ("weight", 1000.0, "kg", "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
        ("weight", 453.59, "lb", "lb lbs pound pounds"),
        ("weight", 28.35, "oz", "oz ounce ounces"),
        ("volume", 1.0, "ml", "ml millilitre millilitres milliliter milliliters"),
        ("volume", 10.0, "cl", "cl centilitre centilitres centiliter centiliters"),
        ("volume", 100.0, "dl", "dl decilitre decilitres"),
        ("volume", 1000.0, "l", "l ltr ltrs litre litres liter liters"),
        ("volume", 29.57, "fl oz", "floz"),
        ("volume", 236.6, "cups", "cup cups"),
        ("volume", 473.2, "pt", "pint pints"),
        ("volume", 946.35, "qt", "qt quart quarts"),
        ("volume", 3785.0, "gal", "gal gallon gallons"),
        ("time", 1 / 60, "min", "min mins minute minutes"),
        ("time", 1.0, "h", "h hr hrs hour hours"),
        ("time", 24.0, "days", "day days"),
        ("time", 168.0, "weeks", "week weeks"),
        ("power", 1.0, "W", "w watt watts"),
        ("power", 1000.0, "kW", "kw kilowatt kilowatts"),
        ("storage", 0.001, "MB", "mb megabyte megabytes"),
        ("storage", 1.0, "GB", "gb gbs gig gigs gigabyte gigabytes"),
        ("storage", 1000.0, "TB", "tb terabyte terabytes"),
    )
    return {
        word: Unit(dimension, factor, symbol)
        for dimension, factor, symbol, words in written
        for word in words.split()
    }


UNITS = _units()
"""Unit by its word in lower case; "fluid ounces" stand under "floz"."""

FLUID_OUNCE = r"fl(?:uid|\.)?\s?oz\.?|fluid ounces?"
_WORDS = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
UNIT_PATTERN = rf"(?:{FLUID_OUNCE}|{_WORDS})"
"""A unit, without the border behind it; case is the reader's business."""


def unit_of(word: str) -> Unit | None:
    """The unit that a word is; None: no unit."""
    lowered = word.lower().rstrip(".")
    if lowered.startswith("fl"):
        return UNITS["floz"]
    return UNITS.get(lowered)
