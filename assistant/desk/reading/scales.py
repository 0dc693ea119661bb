"""Values of an option as numbers, so that "bigger" and "half a litre" can be read."""

import re
from collections.abc import Mapping, Sequence

from assistant.desk.reading.words import phrase
from assistant.understanding.lexicon import LETTER_SIZES, SAME_SIZES
from retrieval.units import unit_of

_LADDERS = (
    ("extra small", "small", "medium", "large", "extra large"),
    ("xs", "s", "m", "l", "xl"),
    ("mini", "small", "standard", "large"),
    ("portable", "medium", "large"),
    ("low", "medium", "high"),
    ("basic", "standard", "professional"),
    ("beginner", "intermediate", "expert"),
    ("easy", "medium", "hard"),
    ("short", "regular", "long"),
    ("narrow", "standard", "wide"),
    ("single", "double", "queen", "king"),
    ("twin", "full", "queen", "king"),
    ("half", "full"),
    ("light", "medium", "dark"),
)
"""Words in order, the least first; all values of an option must stand on one ladder."""
_LETTERS = {size.lower(): float(n) for n, size in enumerate(LETTER_SIZES)}
_STEPS = {"p": 0.001, "k": 1.0, "mp": 1.0}
"""Picture sizes: 1080p is about 1K."""
_BACKWARDS = frozenset(("a",))
"""What counts down: A6 paper is smaller than A5."""
_WHOLE = (("full",), ("full", "size"))
"""What stands for 100% among shares."""
_FIRST_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def quantity(keys: Sequence[str], place: int = 0) -> tuple[str, float, int] | None:
    """The (dimension, amount, place after it) of a number with a unit that can be converted: "1 L"
    is the same as "1000 ml". None: there is none at ``place``."""
    number = _number(keys, place) if place < len(keys) else None
    if number is None:
        return None
    value, end = number
    if end < len(keys) and keys[end] == "a":
        end += 1
    unit = unit_of(keys[end]) if end < len(keys) and keys[end] != "in" else None
    if unit is None:
        return None
    return unit.dimension, value * unit.factor, end + 1


def _number(keys: Sequence[str], place: int) -> tuple[float, int] | None:
    key = keys[place]
    if key == "half":
        return 0.5, place + 1
    if not _FIRST_NUMBER.fullmatch(key):
        return None
    half = list(keys[place + 1 : place + 4]) == ["and", "a", "half"]
    return float(key) + 0.5 * half, place + 1 + 3 * half


def scale_of(values: Sequence[str]) -> Mapping[str, float]:
    """Rank of each value, from the least up; empty: they have no order."""
    words = {value: " ".join(phrase(value)) for value in values}
    if len(set(words.values())) < 2:
        return {}
    if all(word in _LETTERS for word in words.values()):
        same = {a.lower(): b.lower() for a, b in SAME_SIZES.items()}
        return {v: _LETTERS[same.get(word, word)] for v, word in words.items()}
    for ladder in _LADDERS:
        if all(word in ladder for word in words.values()):
            return {value: float(ladder.index(word)) for value, word in words.items()}
    return _numbers(values)


def _numbers(values: Sequence[str]) -> Mapping[str, float]:
    """Values that differ in one number: "128GB SSD" and "1TB SSD", "i5" and "i7"."""
    ranks: dict[str, float] = {}
    kinds = set()
    for value in values:
        keys = phrase(value)
        if keys in _WHOLE:
            kinds.add(("", "%"))
            ranks[value] = 100.0
            continue
        place = next((n for n, key in enumerate(keys) if _FIRST_NUMBER.fullmatch(key)), None)
        if place is None:
            return {}
        measured = quantity(keys, place)
        number = float(keys[place])
        unit = next((key for key in keys[place + 1 :] if not key[0].isdigit()), "")
        if measured is not None:
            kinds.add(("", measured[0]))
            number = measured[1]
        elif unit in _STEPS:
            kinds.add(("", "picture"))
            number *= _STEPS[unit]
        else:
            kinds.add((" ".join(keys[:place]), unit))
        ranks[value] = -number if keys[0] in _BACKWARDS and place else number
    return ranks if len(kinds) == 1 and len(set(ranks.values())) > 1 else {}
