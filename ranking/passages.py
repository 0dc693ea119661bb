"""How much of a question a passage speaks to, counted in words. Pure."""

import re
from collections.abc import Collection, Sequence

from retrieval.text import words

_ASKING = frozenset(
    words(
        "what which who whose when where why how does do did is are am was were be been can could"
        " will would should shall may might must have has had i me my we you your it its this that"
        " these those they them there the a an any some of for to in on at by with from about if"
        " something anything never ever now"
        " and or but so please tell know say get give need want one ones product item thing really"
        " first second third fourth fifth last other"
        " actually much many long use used using good come comes made make also just like me"
        " put go goes going work works able possible possibly"
    )
)
_SAME = {
    "heavy": "weight",
    "weigh": "weight",
    "light": "weight",
    "lightweight": "weight",
    "big": "dimension size",
    "large": "dimension size",
    "tall": "dimension height",
    "wide": "dimension width",
    "high": "dimension height",
    "deep": "dimension depth",
    "measurement": "dimension",
    "size": "dimension",
    "fabric": "material",
    "wash": "care machine",
    "washable": "care wash machine",
    "clean": "care wipe wash",
    "charge": "charging battery",
    "last": "battery life",
    "loud": "noise quiet db",
    "noisy": "noise quiet loud",
    "quiet": "noise loud",
    "water": "waterproof",
    "rain": "waterproof water",
    "waterproof": "water",
    "warranty": "guarantee",
    "guarantee": "warranty",
    "old": "age",
    "kid": "child age",
    "child": "kid age",
    "include": "box included",
    "included": "box include",
    "fit": "size sizing",
    "comfortable": "comfort comfy",
    "watt": "power",
    "hold": "capacity load maximum",
    "limit": "maximum max load",
    "maximum": "max",
    "sleep": "capacity person berth",
    "people": "person player capacity",
    "person": "people",
    "guaranteed": "warranty guarantee",
    "thick": "thickness pile",
    "thickness": "thick",
    "bright": "brightness lumen",
    "warm": "temperature warmth insulation",
    "leather": "material",
    "wool": "material",
    "cotton": "material",
    "wood": "material",
    "wooden": "material wood",
    "plastic": "material",
    "metal": "material steel",
    "language": "english",
    "shed": "lint fluff hair",
    "swim": "waterproof water",
    "pack": "packed",
    "volume": "capacity",
    "return": "refund send back",
    "refund": "money back return",
    "shipping": "delivery ship",
    "ship": "delivery shipping",
    "deliver": "delivery shipping",
    "delivery": "shipping ship deliver",
    "post": "delivery shipping",
    "arrive": "delivery late lost",
    "arrived": "delivery late lost",
    "late": "lost delay",
    "track": "follow tracking",
    "tracking": "follow track",
    "reset": "forgot",
    "abroad": "international country",
    "pay": "payment card paypal",
    "payment": "pay card",
    "cancel": "cancellation",
    "exchange": "swap return",
    "broken": "damaged faulty",
    "damaged": "broken faulty",
    "password": "account sign",
    "free": "cost charge",
    "cost": "free charge price",
}
_KINDRED = {word: frozenset(words(others)) for word, others in _SAME.items()}
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(\d])")
_MADE_OF = re.compile(r"\bmade (out )?of\b|\bmaterials?\b", re.IGNORECASE)


def content_words(question: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """The words of a question that an answer should speak to.

    Those of ``known`` (the name of what is asked about) do not count, unless there are no others:
    "is it waterproof?" asks something of a "Waterproof Jacket".
    """
    named = {word for text in known for word in words(text)}
    found = [word for word in words(question) if word not in _ASKING]
    if _MADE_OF.search(question):
        found.append("material")
    asked = [word for word in found if word not in named] or found
    return tuple(dict.fromkeys(asked))


def overlap(asked: Sequence[str], said: Collection[str]) -> float:
    """Share of the asked words that a passage says, 0..1; a kindred word counts for 0.8.

    Args:
        said: the stemmed words of the passage.
    """
    if not asked:
        return 0.0
    total = 0.0
    for word in asked:
        if word in said:
            total += 1.0
        elif not _KINDRED.get(word, frozenset()).isdisjoint(said) or any(
            _same_root(word, other) for other in said
        ):
            total += 0.8
    return total / len(asked)


def likeness(asked: Sequence[str], heading: Sequence[str]) -> float:
    """How alike two questions are, 0..1: the harmonic mean of how much of each the other says."""
    there, back = overlap(asked, heading), overlap(heading, asked)
    return 2 * there * back / (there + back) if there + back else 0.0


def _same_root(one: str, other: str) -> bool:
    """Whether two words grow from one: "wash" and "washable", "breathable" and "breathability"."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return False
    return long.startswith(short) or (len(short) >= 7 and long[:7] == short[:7])
