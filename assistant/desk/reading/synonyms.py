"""Other ways to say an option's value or a thing, as comparable words."""

from collections import defaultdict
from functools import lru_cache

from assistant.desk.reading.words import phrase
from assistant.understanding.lexicon import SAME_SIZES, SAME_THINGS, SPELLINGS, WORD_SIZES

_ALIKE = (
    "stainless steel, steel, stainless",
    "waterproof, water resistant, water resistance, water proof, waterproofing",
    "wired, corded, cabled, with a cable, with a cord, plug in",
    "wireless, cordless, cable free, without a cable",
    "wi-fi, wifi, wlan",
    "rechargeable, chargeable, with a rechargeable battery",
    "soft cover, softcover, paperback",
    "hard cover, hardcover, hardback",
    "rgb, multicolor, multicolour, rainbow",
    "men, mens, male, man",
    "women, womens, female, ladies, woman",
    "auto, automatic",
    "navy, navy blue, dark blue",
    "white, plain white",
    "beige, sand, cream",
    "gray, grey",
    "silver, silvery",
    "gold, golden",
    "wood, wooden",
    "wool, woollen, woolen",
    "metal, metallic",
    "quiet operation, quiet, silent",
    "usb-c, type c, usb type c",
    "usb-a, type a, usb type a",
    "battery, batteries, battery powered",
    "large, big",
    "small, little",
    "full size, full sized",
    "half, half length",
    "ac adapter, mains, plug",
)
"""Phrases that stand for each other where a product knows one of them."""
_MEMORY = ("ram", "memory")
_NAMES = (
    _MEMORY,
    ("storage", "disk", "hard drive", "drive", "ssd"),
    ("screen size", "screen", "display", "display size"),
    ("material", "fabric"),
    ("color", "shade"),
    ("scent", "smell", "fragrance"),
    ("switch", "switch type", "key"),
    ("backlight", "lighting", "light"),
    ("capacity", "volume"),
    ("processor", "cpu", "chip"),
    ("strap", "band"),
)
"""Names of options that stand for each other."""


def _table(groups: tuple[tuple[str, ...], ...]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    table: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for group in groups:
        phrases = [phrase(each) for each in group]
        for one in phrases:
            table[one].update(other for other in phrases if other != one)
    return table


_VALUES = _table(
    (
        *(tuple(part.strip() for part in line.split(",")) for line in _ALIKE),
        *SPELLINGS.items(),
        *WORD_SIZES.items(),
        *SAME_SIZES.items(),
    )
)
_OPTION_NAMES = _table(_NAMES)
_THINGS = _table(
    (*SAME_THINGS.items(), ("bicycle", "bike"), ("smartphone", "phone"), ("mug", "cup"))
)


@lru_cache(maxsize=10_000)
def value_phrases(value: str) -> frozenset[tuple[str, ...]]:
    """The value and what stands for it: "XL" -> xl, extra large, x large."""
    own = phrase(value)
    near = _VALUES.get(own, set())
    return frozenset((own, *near, *(far for one in near for far in _letters(one))))


@lru_cache(maxsize=10_000)
def name_phrases(name: str) -> frozenset[tuple[str, ...]]:
    """An option's name and what stands for it: "RAM" -> ram, memory."""
    own = phrase(name)
    return frozenset((own, *_OPTION_NAMES.get(own, ())))


def thing_phrases(name: str) -> frozenset[tuple[str, ...]]:
    """Other names of a thing: "sweater" -> jumper, pullover; without the name itself."""
    own = phrase(name)
    return frozenset(_THINGS.get(own, ()))


def _letters(one: tuple[str, ...]) -> set[tuple[str, ...]]:
    """ "XXL" stands for "2XL", which stands for "double extra large"."""
    return _VALUES.get(one, set()) if len("".join(one)) <= 4 else set()
