"""What products say of their measures, as numbers: read once, at import.

A measure is read from attributes whose name says it ("Weight: 1.6 kg"), from the title ("Kettle
1.7 L") and from bullets that name it ("weighs 310 g"). A bare number counts where the attribute's
name has the unit ("Width (cm)"), or where the catalogue's own titles show which unit is meant.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from retrieval.types import Product
from retrieval.units import UNIT_PATTERN, UNITS, Dimension, Unit, unit_of

Interval = tuple[float, float]
Stated = tuple[str, Interval]
"""A measure's name and what is stated of it, in its canonical unit; ``low == high`` mostly."""

ROUNDING = 0.01
"""Share by which two numbers may differ and still be equal."""
LENGTHS = ("length", "width", "height", "depth", "diameter", "thickness", "size")
_ENOUGH = 10
"""Titles that must agree before a bare number takes their unit."""
_CLEAR = 3
"""How many times as many must agree as with any other unit."""

_DIMENSIONS: dict[str, Dimension] = {
    **dict.fromkeys((*LENGTHS, "screen"), "length"),
    "weight": "weight", "capacity": "volume", "battery": "time", "power": "power",
    "storage": "storage", "memory": "storage",
}  # fmt: skip
_OTHER_THING = re.compile(
    r"pack|box|case|carton|pallet|ship|parcel|max|user|load|cable|cord|operating|laptop|seat|recomm"
    r"|compatible|supported|suitable|paper|media|imperial|drop|standby|temperature|print|folded",
    re.I,
)
"""In an attribute's name: it is not the product itself that is measured."""
_ATTRIBUTES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"^(?:{pattern})$", re.I))
    for name, pattern in (
        ("weight", r"(?:net |item |product |total )?weight|item weight"),
        ("width", r"(?:item |product |overall |total )?width"),
        ("height", r"(?:item |product |overall |total )?height"),
        ("depth", r"(?:item |product |overall |total )?depth"),
        ("length", r"(?:item |product |overall |total )?length|cable length|blade length"),
        ("diameter", r"(?:item |product |overall )?diameter"),
        ("thickness", r"(?:item |product )?thickness"),
        ("dimensions", r"(?:item |product |overall )?dimensions.*|size|measurements"),
        ("capacity", r"(?:item |total |tank |water )?(?:capacity|volume)|size|water tank"
         r"|net content"),
        ("battery", r"batter(?:y|ies)(?: (?:life|run\s?time|time|duration))?|run\s?time"
         r"|playback(?: time)?|talk time"),
        ("power", r"(?:rated |output |rms )?power(?: output| consumption)?|wattage|watts"),
        ("storage", r"(?:total |internal )?(?:storage|flash)(?: capacity| memory)?"
         r"|(?:total )?(?:hdd|ssd|hard drive)(?: storage)?(?: capacity| size)?|disk capacity"),
        ("memory", r"ram|(?:internal |system )?memory|ram capacity|memory size"),
        ("screen", r"screen(?: size)?|display(?: size| diagonal)?|(?:screen )?diagonal"),
        ("count", r"pieces|count|pack size|quantity(?: per pack)?|number of pieces|units per pack"
         r"|piece count|contents"),
    )
)  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
# A number comes first, so that the search jumps from digit to digit; what stands before it is
# looked at afterwards.
_WORD = r"fl\.?\s?oz|fluid ounces?|[^\W\d_]+|[\"″”]"
_QUANTITY = re.compile(
    rf"(?P<low>{_NUMBER})(?:\s?(?P<ulow>{_WORD})?\s?(?:-|–|to|and)\s?(?P<high>{_NUMBER}))?"
    rf"[\s-]?(?P<unit>{_WORD})(?![\d_]|\s?[/²³])",
    re.I,
)
_BEFORE = re.compile(r"[\w.,/]$")
_UP_TO = re.compile(r"up to $", re.I)
_AXES = re.compile(
    rf"({_NUMBER})\s?({UNIT_PATTERN})?\s?[x×]\s?({_NUMBER})\s?({UNIT_PATTERN})?"
    rf"(?:\s?[x×]\s?({_NUMBER})\s?({UNIT_PATTERN})?)?(?![^\W_])",
    re.I,
)
_BARE = re.compile(rf"({_NUMBER})(?:\s?(?:-|–|to)\s?({_NUMBER}))?")
_NAMED_UNIT = re.compile(rf"^(?P<name>.*?)\s*(?:\((?P<a>{UNIT_PATTERN})\)|\bin (?P<b>\w+))$", re.I)
_ORDER = re.compile(r"\(([whdl]) ?x ?([whdl])(?: ?x ?([whdl]))?\)", re.I)
_AXIS = {"w": "width", "h": "height", "d": "depth", "l": "length"}
_COUNTED = re.compile(
    r"(\d{1,5})[\s-]?(?:pack|pk|pcs?|pieces?|count|ct|pairs?|tablets|capsules|sheets"
    r"|rolls|tea ?bags|bags)(?![^\W_])",
    re.I,
)
_SET_OF = re.compile(r"(?:pack|set|box|case|bundle) of (\d{1,5})(?![.,]?\d)", re.I)
_NAMED_IN_TEXT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("battery", r"batter|play(?:back|time| time)|run ?time|on (?:a|one) charge|per charge"),
        ("weight", r"\bweigh"),
        ("width", r"\bwide\b|\bwidth\b"),
        ("height", r"\btall\b|\bhigh\b|\bheight\b"),
        ("length", r"\blong\b|\blength\b"),
        ("depth", r"\bdeep\b|\bdepth\b"),
        ("diameter", r"\bdiameter\b|\bacross\b"),
        ("screen", r"\bscreen\b|\bdisplay\b"),
        ("capacity", r"\bholds?\b|\bcapacity\b"),
    )
)
_DIGIT = re.compile(r"\d")
_NEAR = 24
"""Characters around a number in which the word must stand that names it."""


def read_measures(products: Sequence[Product]) -> Iterator[tuple[Stated, ...]]:
    """What each product states, in order."""
    titled = [tuple(_of_title(product)) for product in products]
    units = bare_units(products, titled)
    for product, title in zip(products, titled, strict=True):
        found = (*_of_attributes(product, units), *title, *_of_bullets(product))
        yield tuple(dict.fromkeys(found))


def bare_units(
    products: Sequence[Product], titled: Sequence[tuple[Stated, ...]]
) -> Mapping[str, Unit]:
    """The unit that bare numbers of an attribute have, by its name: the one that most titles
    agree with. Attributes on which no titles agree are left out."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for product, title in zip(products, titled, strict=True):
        said = {low for name, (low, _) in title if name != "count"}
        if not said:
            continue
        for attribute, value in product.attributes.items():
            kinds, written = kinds_of(attribute)
            if written or not kinds or not _BARE.fullmatch(value.strip()):
                continue
            number = _value(_BARE.match(value.strip()).group(1))  # type: ignore[union-attr]
            for unit in _candidates(kinds):
                if any(abs(number * unit.factor - one) <= ROUNDING * one for one in said):
                    votes[attribute][unit.symbol] += 1
    found: dict[str, Unit] = {}
    for attribute, counts in votes.items():
        (best, most), *others = counts.most_common(2)
        if most >= _ENOUGH and (not others or most >= _CLEAR * others[0][1]):
            found[attribute] = unit_of(best) or UNITS["floz"]
    return found


@lru_cache(maxsize=20_000)
def kinds_of(attribute: str) -> tuple[tuple[str, ...], str]:
    """The measures that an attribute's name may stand for, and the unit in the name, if any."""
    written = ""
    named = _NAMED_UNIT.match(attribute)
    if named and (unit := unit_of(named["a"] or named["b"])):
        attribute, written = named["name"], unit.symbol
    counts = attribute.lower() in ("quantity per pack", "pack size", "units per pack")
    if _OTHER_THING.search(attribute) and not counts and attribute.lower() != "cable length":
        return (), ""
    return tuple(name for name, pattern in _ATTRIBUTES if pattern.match(attribute)), written


def _of_attributes(product: Product, units: Mapping[str, Unit]) -> Iterator[Stated]:
    for attribute, value in product.attributes.items():
        kinds, written = kinds_of(attribute)
        if not kinds:
            continue
        bare = unit_of(written) if written else units.get(attribute)
        for name in kinds:
            if name == "count":
                number = _BARE.match(value)
                if number:
                    low = _value(number[1])
                    yield name, (low, _value(number[2]) if number[2] else low)
            elif name == "dimensions":
                yield from _axes(value, attribute, bare)
            else:
                yield from _first(name, value, bare)


def _first(name: str, value: str, bare: Unit | None) -> Iterator[Stated]:
    """The first number of the right dimension; a bare one takes the unit given."""
    dimension = _DIMENSIONS[name]
    for interval, unit, _ in _quantities(value):
        if unit.dimension == dimension:
            yield name, interval
            return
    number = _BARE.match(value.strip())
    if bare is not None and bare.dimension == dimension and number:
        low = _value(number[1]) * bare.factor
        yield name, (low, _value(number[2]) * bare.factor if number[2] else low)


def _axes(value: str, attribute: str, bare: Unit | None) -> Iterator[Stated]:
    """ "140 x 70 x 75 cm" as width, depth and height, unless the name has another order; with two
    numbers as width and depth. A single length is a "size"."""
    match = _AXES.search(value)
    if match is None:
        yield from _first("size", value, bare)
        return
    unit = unit_of(match[6] or match[4] or match[2] or "") or bare
    if unit is None or unit.dimension != "length":
        return
    order = _ORDER.search(attribute) or _ORDER.search(value)
    names = [_AXIS[a.lower()] for a in order.groups() if a] if order else []
    numbers = [_value(match[i]) * unit.factor for i in (1, 3, 5) if match[i]]
    if len(names) != len(numbers):
        names = ["width", "depth", "height"]
    for name, number in zip(names, numbers, strict=False):
        yield name, (number, number)
    longest = max(numbers[:2])
    yield "length", (longest, longest)


def _of_bullets(product: Product) -> Iterator[Stated]:
    for text in product.bullets or (product.description,):
        for interval, unit, (start, end) in _quantities(text):
            around = text[max(0, start - _NEAR) : end + _NEAR]
            for name, pattern in _NAMED_IN_TEXT:
                if _DIMENSIONS[name] == unit.dimension and pattern.search(around):
                    yield name, interval
                    break


def _of_title(product: Product) -> Iterator[Stated]:
    title = product.title
    if not _DIGIT.search(title):
        return
    for count in (*_COUNTED.finditer(title), *_SET_OF.finditer(title)):
        if not _BEFORE.search(title, max(0, count.start() - 1), count.start()):
            yield "count", (float(count[1]), float(count[1]))
    axes = _AXES.search(title)
    if axes and not _BEFORE.search(title, max(0, axes.start() - 1), axes.start()):
        yield from _axes(axes.group(), "", None)
    for interval, unit, (start, end) in _quantities(title):
        if axes and start < axes.end() and axes.start() < end:
            continue
        name = {"length": "size", "volume": "capacity", "time": ""}.get(
            unit.dimension, unit.dimension
        )
        around = title[max(0, start - _NEAR) : end + _NEAR]
        for said, pattern in _NAMED_IN_TEXT:
            if _DIMENSIONS[said] == unit.dimension and pattern.search(around):
                name = said
        if unit.symbol == "in" and name == "size" and _SHOWS.search(title):
            name = "screen"
        if name == "storage" and re.match(r"\s*(?:ddr|ram)", title[end:], re.I):
            name = "memory"
        if name:
            yield name, interval


_SHOWS = re.compile(r"\b(?:laptop|notebook|monitor|tv|tablet|(?:smart)?phone|display)s?\b", re.I)


def _quantities(text: str) -> Iterator[tuple[Interval, Unit, tuple[int, int]]]:
    for match in _QUANTITY.finditer(text):
        unit = unit_of(match["unit"])
        start = match.start()
        if _BEFORE.search(text, max(0, start - 1), start):
            continue
        if unit is None or (match["unit"].lower() == "in" and match.end() < len(text) - 1):
            continue
        high = _value(match["high"] or match["low"]) * unit.factor
        first = unit_of(match["ulow"]) if match["ulow"] else unit
        low = _value(match["low"]) * (first or unit).factor
        if _UP_TO.search(text, max(0, start - 6), start):
            low = 0.0
        yield (min(low, high), max(low, high)), unit, match.span()


def _candidates(kinds: Iterable[str]) -> Iterator[Unit]:
    wanted = {"length" if kind == "dimensions" else _DIMENSIONS.get(kind) for kind in kinds}
    seen: set[str] = set()
    for unit in UNITS.values():
        if unit.dimension in wanted and unit.symbol not in seen:
            seen.add(unit.symbol)
            yield unit


def _value(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))
