"""The sides of products that reviewers speak of, and the words by which they do. English."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache

from retrieval.text import words

_SPOKEN = {
    "battery": "battery batteries recharge recharged runtime charging",
    "comfort": "comfort comfortable comfortably comfy uncomfortable cosy cushioning cushioned"
    " ergonomic ache aches aching blister blisters",
    "fit": "fit fits fitted fitting snug baggy sizing true-to-size",
    "size": "size sizes compact roomy bulky oversized",
    "weight": "weight weighs heavy heavier lightweight",
    "quality": "quality sturdy flimsy well-made craftsmanship workmanship robust shoddy",
    "durability": "durable durability lasted lasting broke broken breaks snapped cracked tore"
    " worn pilled pilling peeled peeling rusted rust frayed fell-apart wore-out gave-up",
    "price": "price value money cost expensive overpriced bargain worth pricey",
    "delivery": "delivery shipping courier",
    "packaging": "packaging packaged",
    "smell": "smell smells smelly smelling scent scented odour odor stink stinks fragrance",
    "taste": "taste tastes tasting tasty flavour flavours flavor flavors"
    " flavourful delicious bland",
    "noise level": "noise noisy quiet quietly loud louder loudly silent hum hums buzz buzzes rattle"
    " rattles squeak squeaks squeaky whine",
    "sound": "sound sounds audio bass treble speaker speakers",
    "warmth": "warm warmth warmer insulation toasty shivering",
    "waterproofing": "waterproof waterproofing watertight rain soaked leak leaks leaked leaking",
    "breathability": "breathable breathes breathability sweat sweaty clammy",
    "colour": "colour color colours colors shade",
    "cleaning": "clean cleans cleaning wash washes washed washing wipe wipes stain stains"
    " dishwasher rinse rinses",
    "assembly": "assembly assemble assembled assembling set-up install installed installation",
    "ease of use": "easy-to-use simple-to-use hard-to-use intuitive fiddly confusing complicated"
    " awkward",
    "look": "look looks design stylish beautiful ugly elegant",
    "brightness": "brightness brighter dim dimmer",
    "screen": "screen display",
    "power": "power powerful suction motor",
    "softness": "soft softer softness scratchy itchy stiff",
    "grip": "grip grips grippy slip slips slipped slippery traction",
    "stability": "stable stability wobble wobbles wobbly tippy",
    "skin": "skin irritated irritation rash",
    "temperature": "heat heats overheats lukewarm",
    "speed": "speed fast slow slowly",
}
_ASKED = {
    "comfort": "comfortable comfort comfy ergonomic",
    "durability": "durable durability last long-lasting sturdy reliable",
    "quality": "quality well-made sturdy",
    "warmth": "warm warmth",
    "noise level": "noisy noise quiet loud silent",
    "price": "value worth",
    "fit": "fit fits true-to-size sizing",
    "ease of use": "easy simple fiddly",
    "waterproofing": "waterproof watertight waterproofing rain leak leaks",
    "look": "looks look stylish pretty beautiful",
    "softness": "soft softness scratchy itchy",
    "taste": "taste tastes tasty flavour flavor",
    "smell": "smell smells scent",
    "brightness": "bright brightness",
    "power": "powerful power suction",
    "speed": "fast speed quick slow",
}
"""By which words a wish or a question names an aspect, where not by all the spoken ones."""
ASPECTS = tuple(_SPOKEN)


def _by_word(table: Mapping[str, str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for aspect, said in table.items():
        for word in (*said.split(), aspect.replace(" ", "-")):
            key = tuple(words(word.replace("-", " ")))
            if key:
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), aspect)))
    return found


def fingerprint() -> str:
    """Changes with the words: what was found by others is found anew."""
    return hashlib.sha256(repr(_SPOKEN).encode()).hexdigest()[:8]


@cache
def _tables() -> tuple[dict[tuple[str, ...], tuple[str, ...]], ...]:
    return _by_word(_SPOKEN), _by_word({**_SPOKEN, **_ASKED})


def spoken_aspects(clause: str) -> tuple[str, ...]:
    """The aspects of which a clause of a review speaks."""
    return _named(clause, _tables()[0])


def asked_aspects(text: str) -> tuple[str, ...]:
    """The aspects that a question or a wish names."""
    return _named(text, _tables()[1])


def _named(text: str, table: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    said = words(re.sub(r"[-’']", " ", text))
    found: dict[str, None] = {}
    for place in range(len(said)):
        for length in (1, 2, 3):
            for aspect in table.get(tuple(said[place : place + length]), ()):
                found[aspect] = None
    return tuple(found)
