"""One number with its unit in a message, or two or three that belong together: "20 to 30 cm",
"60 x 40 cm"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.understanding import measure_words as say
from assistant.understanding.amounts import SPELLED, from_words
from assistant.understanding.measure_context import (
    behind_thing,
    inner_kind,
    left_of,
    name_of,
    right_of,
)
from retrieval.types import Measure
from retrieval.units import CANONICAL, UNIT_PATTERN, Unit, unit_of

AROUND = 0.1
"""How far "around 50 cm" reaches to both sides, as a share; the same as for prices."""
Span = tuple[int, int]
_REACH = 60

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+|\d+\s\d/\d|\d/\d|\d+"
_NUMBER = (
    rf"(?:(?<![\w.,/])(?P<digits>{_DIGITS})"
    rf"|(?<![\w-])(?P<words>half an?|an? half|{SPELLED})(?P<half>\s+and a half)?"
    r"|(?<![\w-])(?P<one>an?)(?=\s+(?:kilo|kg|lit|met|pound|lb|gal|pint|quart|foot|yard|gig|tera"
    r"|tb|cent|inch|day|week|hour)))"
)
"""A number in digits or words; "a" only before a unit and, for the reader, with a limit."""
_MORE = r"(?P<more>\s*(?:\+|plus\b|or (?:more|less|so)\b)|\s?-?ish\b)?"
QUANTITY = re.compile(
    rf"{_NUMBER}{_MORE}(?P<gap>[\s-]{{0,2}})(?P<unit>{UNIT_PATTERN})(?:(?<=[\"″”])|(?![^\W_]))",
    re.I,
)
"""A number with its unit."""
_FIRST = re.compile(rf"{_NUMBER}$", re.I)
_AXES = re.compile(
    rf"(?<![\w.,])(?P<a>\d+(?:[.,]\d+)?)\s?(?P<ua>{UNIT_PATTERN})?\s*(?:x|×|by|\*)\s*"
    rf"(?P<b>\d+(?:[.,]\d+)?)\s?(?P<ub>{UNIT_PATTERN})?"
    rf"(?:\s*(?:x|×|by|\*)\s*(?P<c>\d+(?:[.,]\d+)?)\s?(?P<uc>{UNIT_PATTERN})?)?(?![^\W_])",
    re.I,
)
_FLUID = re.compile(
    r"(?<!\w)(?:mugs?|cups?|bottles?|tumblers?|glass(?:es)?|flasks?|thermos\w*|kettles?|jars?"
    r"|pitchers?|carafes?|shampoos?|lotions?|jugs?|shakers?|canteens?)(?!\w)",
    re.I,
)
"""Things of which "oz" says how much they hold."""
_OWN = frozenset(("battery", "capacity"))
"""Names behind a number that only the product itself can mean."""
_HEAVY = re.compile(r"(?<!\w)(?:weigh\w*|heav\w+|light\w*|dumbbells?|kettlebells?)(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A measure and where it is said."""

    measure: Measure
    span: Span
    whole: Span
    """With the name behind: "15 inch screen"."""


def read_axes(text: str, is_size: Callable[[str], bool]) -> Iterable[Found]:
    """ "60 x 40 cm": length and width; "60 x 40 x 30 cm": length, width and height."""
    for match in _AXES.finditer(text):
        written = match["uc"] or match["ub"] or match["ua"]
        unit = unit_of(written) if written else None
        if unit is None or unit.dimension != "length" or is_size(match.group()):
            continue
        if any(say.before(other, text, match.start()) for other in (say.FITS, say.OWNER)):
            continue
        kind, _, left, _ = left_of(text, match.start())
        span = (left if kind else match.start(), match.end())
        for name, part in zip(("length", "width", "height"), "abc", strict=True):
            if match[part]:
                value = _value_of(match[part]) * unit.factor
                low, high = _limits(value, value, kind, ranged=False)
                measure = Measure(name, low, high, CANONICAL["length"], unit.symbol)
                yield Found(measure, span, span)


def read_quantity(
    text: str, match: re.Match[str], is_size: Callable[[str], bool], earlier: Sequence[Found]
) -> Found | None:
    """The measure that a match of ``QUANTITY`` says with the words around it, or None where it is
    none of the product; ``earlier``: what was found before, whose limit may go on."""
    unit = unit_of(match["unit"])
    if unit is None or _is_preposition(text, match) or say.OTHER.match(text, match.end()):
        return None
    if say.before(say.SIZED, text, match.start()):
        return None  # "Size 43 feet".
    if match["unit"] in "gG" and not match["gap"] and re.fullmatch("[2-6]", match["digits"] or ""):
        return None  # "5G" is a network.
    if unit.symbol == "oz" and _FLUID.search(text):
        unit = unit_of("floz") or unit
    if unit.symbol == "mm" and say.WATER_COLUMN.match(text, match.end()):
        return None
    value = _number(match) * unit.factor
    low, start = value, match.start()
    first = _first_of_range(text, start, unit)
    if first:
        low, start = first
    kind, name, left, near_fits = left_of(text, start)
    right_name, right_kind, end, named_to = right_of(text, match.end(), unit)
    kind = kind or right_kind or inner_kind(match["more"])
    said_before, name = name, name_of(unit, name, right_name, text)
    if not name:
        return None
    if name == "weight" and (say.before(say.LOAD, text, start) or say.before(say.LOAD, text, left)):
        return None
    if match["one"] and not (kind or right_name or said_before):
        return None
    if unit.symbol == "cups" and not (kind or right_name) and match["unit"].lower() == "cups":
        return None
    if match["unit"].lower().startswith("pound") and _is_money(text, match, kind):
        return None
    if (near_fits and right_name not in _OWN) or say.before(say.OWNER, text, start):
        return None
    kind = kind or _carried(text, start, earlier) or behind_thing(text, end)
    least, most = _limits(low, value, kind, ranged=first is not None)
    measure = Measure(name, least, most, CANONICAL[unit.dimension], unit.symbol)
    if measure.exact and is_size(text[match.start() : match.end()]):
        return None
    return Found(measure, (left, end), (left, max(end, named_to)))


def _carried(text: str, start: int, earlier: Sequence[Found]) -> str:
    """The kind of limit that goes on over an "and": "at most 120 cm wide and 60 cm deep"."""
    for one in earlier:
        low, high = one.measure.min, one.measure.max
        if (low is None) is not (high is None) and _AND.fullmatch(text, one.whole[1], start):
            return "max" if low is None else "min"
    return ""


_AND = re.compile(r"\s*,?\s*and\s+", re.I)


def _is_preposition(text: str, match: re.Match[str]) -> bool:
    """ "Under 50 in blue": the "in" is no unit."""
    if match["unit"].lower() != "in" or not match["gap"]:
        return False
    behind = text[match.end() :]
    ends = not behind.strip() or behind.lstrip()[0] in ",.;!?)"
    return match["gap"] != "-" and not ends and say.INCHES.match(behind) is None


def _is_money(text: str, match: re.Match[str], kind: str) -> bool:
    """ "Under 20 pounds" is a price unless something is said of weight."""
    if "-" in match["gap"] or say.NAME_RIGHT.match(text, match.end()):
        return False
    return not _HEAVY.search(text) and (
        bool(kind) or not re.match(r"\s+[^\W\d_]", text[match.end() :])
    )


def _first_of_range(text: str, start: int, unit: Unit) -> tuple[float, int] | None:
    """The lower end before a quantity, and where it begins: the "20 to" of "20 to 30 cm"."""
    for join in say.JOIN.finditer(text, max(0, start - 24), start):
        if join.end() != start:
            continue
        left = text[: join.start()]
        same = _QUANTITY_END.search(left[-_REACH:])
        number = same or _FIRST.search(left[-_REACH:])
        if number is None:
            continue
        begin = len(left) - len(left[-_REACH:]) + number.start()
        link = join.group().strip().lower()
        between = say.before(say.BETWEEN, text, begin)
        if link in ("and", "or") and same and not between:
            continue
        if (link == "and" or link.startswith("up")) and not between:
            continue
        own = unit_of(same["unit"]) if same else unit
        if own is None or own.dimension != unit.dimension:
            continue
        return _number(number) * own.factor, (between.start() if between else begin)
    return None


_QUANTITY_END = re.compile(QUANTITY.pattern + r"$", re.I)


def _limits(
    low: float, value: float, kind: str, *, ranged: bool
) -> tuple[float | None, float | None]:
    if ranged:
        return min(low, value), max(low, value)
    if kind == "near":
        return value * (1 - AROUND), value * (1 + AROUND)
    if kind == "max":
        return None, value
    if kind == "min":
        return value, None
    return value, value


def _number(match: re.Match[str]) -> float:
    if match["digits"]:
        return _value_of(match["digits"])
    if match["one"]:
        return 1.0
    words = match["words"].lower()
    value = 0.5 if "half" in words else float(from_words(words) or 0)
    return value + (0.5 if match["half"] else 0.0)


def _value_of(digits: str) -> float:
    """ "1,200", "1.5", "1,5", "1/2" and "1 1/2" as shoppers write them."""
    if "/" in digits:
        whole, _, part = digits.rpartition(" ")
        over, under = part.split("/")
        return float(whole or 0) + float(over) / (float(under) or 1.0)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))
