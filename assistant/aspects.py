"""What products can be more or less of: weight, size, battery, brightness ..., read from their
records. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from retrieval.types import Product
from retrieval.units import CANONICAL, UNITS

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AXES = re.compile(
    rf"({_NUMBER})\s*[a-z\"″]*\s*[x×]\s*({_NUMBER})(?:\s*[a-z\"″]*\s*[x×]\s*({_NUMBER}))?", re.I
)
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER})(?:\s?(?:-|–|to)\s?(?:{_NUMBER})(?=\s?[^\W\d_]))?"
    rf"\s?(?P<unit>[^\W\d_]+(?:/[^\W\d_]+)?|\"|″|%)?"
)
_SPLIT = re.compile(r"\s*[:–—]\s*")
_NAMES: dict[str, str] = {
    "weight": r"(?:net |item |product |total )?weight|weigh(?:s|ing)",
    "size": r"(?:screen |display |item |product |panel |packed )?size|screen|dimensions?|capacity"
    r"|volume|diameter|length|width|height",
    "length": r"(?:cable |cord |blade |total |item )?length",
    "width": r"(?:item |product )?width|dimensions?",
    "height": r"(?:item |product |seat )?height|dimensions?",
    "thickness": r"thickness|depth",
    "battery": r"battery(?: life| runtime| capacity)?|playing time|play ?time|run ?time|lasts"
    r"|talk time",
    "noise": r"noise(?: level)?|sound level|loudness",
    "warmth": r"tog|fill power|fill weight|insulation",
    "power": r"power(?: output)?|wattage|torque|suction(?: power)?|pressure|motor",
    "speed": r"(?:max(?:imum)? |top )?speed|print speed|read speed|refresh rate|frequency",
    "capacity": r"(?:storage |memory |dust |tank |battery )?capacity|storage|memory|ram|volume"
    r"|water tank|net volume|load",
    "brightness": r"brightness|luminous flux|luminance|lumens?|light output",
    "softness": r"softness",
    "sweetness": r"sugars?|sugar content",
    "strength": r"max(?:imum)? load|load(?: capacity)?|weight capacity|strength",
}  # fmt: skip
"""Aspect to the names under which records state it, whatever kind of product it is."""
ASPECTS = {name: re.compile(rf"^\W*(?:{pattern})\b", re.I) for name, pattern in _NAMES.items()}
_ANYWHERE = {
    name: re.compile(rf"\b(?:{pattern})\b", re.I)
    for name, pattern in _NAMES.items()
    if name in ("weight", "battery", "noise", "brightness", "capacity", "power")
}
_SIZES = ("size", "screen", "capacity", "volume", "axes", "diameter", "length", "height", "width")
_IMPLIED = {"lm": "brightness", "lumen": "brightness", "lumens": "brightness", "db": "noise"}
"""Units that say by themselves what they measure."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a record states of an aspect."""

    value: float
    """In ``unit``; the product of all axes where a size is stated by its axes."""
    unit: str
    """Canonical where the unit is known ("g", "cm", "h"), else as written, in lower case."""
    name: str
    """Under which the record states it; amounts of different names are not compared."""
    said: str
    """As the record has it: "420 g"."""

    def comparable(self, other: "Amount") -> bool:
        """Whether the two measure the same thing in the same unit."""
        return (self.unit, self.name) == (other.unit, other.name)


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit that a relative wish made: strictly more, or less, of an aspect than an amount."""

    aspect: str
    sign: int
    """1: more than ``value`` is wanted, -1: less."""
    value: float
    unit: str
    name: str
    said: str

    def holds(self, product: Product) -> bool:
        """Whether the product's record states that it does."""
        return any(
            self.sign * one.value > self.sign * self.value
            for one in amounts(product, self.aspect)
            if (one.unit, one.name) == (self.unit, self.name)
        )


def bound_by(aspect: str, sign: int, products: Sequence[Product]) -> Bound | None:
    """The bound beyond all of these products; None: no record states the aspect.

    Where they state it under different names the first one's counts.
    """
    stated = [one for product in products for one in amounts(product, aspect)]
    if not stated:
        return None
    alike = [one for one in stated if one.comparable(stated[0])]
    far = max(alike, key=lambda one: sign * one.value)
    return Bound(aspect, sign, far.value, far.unit, far.name, far.said)


def amounts(product: Product, aspect: str) -> tuple[Amount, ...]:
    """All that the record states of an aspect, attributes first, one for each name and unit."""
    pattern = ASPECTS.get(aspect)
    if pattern is None:
        return ()
    found: dict[tuple[str, str], Amount] = {}
    for name, value in _statements(product):
        kind = _kind(name, aspect)
        if pattern.match(name) and (one := _amount(value, kind)):
            found.setdefault((one.name, one.unit), one)
    if not found:
        for one in _in_texts(product, aspect):
            found.setdefault((one.name, one.unit), one)
    if aspect == "size":
        return tuple(sorted(found.values(), key=lambda one: _telling(one.name)))
    return tuple(found.values())


def _telling(name: str) -> int:
    """How early people think of it when they say "bigger": lower first."""
    return next((i for i, word in enumerate(_SIZES) if word in name), len(_SIZES))


def _statements(product: Product) -> Iterator[tuple[str, str]]:
    yield from product.attributes.items()
    for bullet in product.bullets:
        name, *value = _SPLIT.split(bullet, maxsplit=1)
        if value:
            yield name, value[0]


def _kind(name: str, aspect: str) -> str:
    """One name for what is the same thing: "Item weight" and "Weight"."""
    if aspect == "size":
        return "axes" if re.search(r"dimension|packed size", name, re.I) else name.strip().lower()
    return aspect


def _amount(value: str, name: str) -> Amount | None:
    axes = _AXES.search(value) if name in ("axes", "size", "width", "height") else None
    if axes:
        sides = [_number(side) for side in axes.groups() if side]
        tail = _AMOUNT.match(value, axes.end() - len([s for s in axes.groups() if s][-1]))
        unit, factor = _unit((tail and tail["unit"]) or "")
        if name in ("width", "height"):
            place = 0 if name == "width" else len(sides) - 1
            return Amount(sides[place] * factor, unit, name, f"{sides[place]:g} {unit}".strip())
        size = prod(side * factor for side in sides)
        return Amount(size, f"{unit}{len(sides)}", "axes", value.split(",")[0].strip())
    found = _AMOUNT.search(value)
    if not found:
        return None
    unit, factor = _unit(found["unit"] or "")
    return Amount(_number(found["number"]) * factor, unit, name, found.group().strip())


def _in_texts(product: Product, aspect: str) -> Iterator[Amount]:
    """Amounts in titles and bullets beside a word for the aspect, or in a unit that says it."""
    beside = _ANYWHERE.get(aspect)
    for text in (product.title, *product.bullets):
        named = beside is not None and beside.search(text) is not None
        for found in _AMOUNT.finditer(text):
            said = (found["unit"] or "").lower()
            unit, factor = _unit(said)
            implied = _IMPLIED.get(said) == aspect
            if implied or (named and unit in _USUAL.get(aspect, ())):
                value = _number(found["number"]) * factor
                yield Amount(value, unit, aspect, found.group().strip())


_USUAL = {
    "weight": ("g",), "battery": ("h", "mah"), "noise": ("db",), "brightness": ("lm", "nits"),
    "capacity": ("ml", "GB"), "power": ("W",),
}  # fmt: skip
"""Units in which a sentence may speak of an aspect."""


_SPELLED = {"lumen": "lm", "lumens": "lm", "decibel": "db", "decibels": "db"}


def _unit(said: str) -> tuple[str, float]:
    lowered = said.lower()
    known = UNITS.get(lowered)
    if known is None:
        return _SPELLED.get(lowered, lowered), 1.0
    return CANONICAL[known.dimension], known.factor


def _number(text: str) -> float:
    return float(text.replace(",", ""))
