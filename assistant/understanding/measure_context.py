"""What stands around a number with a unit: what is measured, and which limit it is."""

import re

from assistant.understanding import measure_words as say
from assistant.understanding.lexicon import word_set
from retrieval.units import Unit

_STEPS = 8
"""Words and signs before a number that are looked at."""
_SHOWS = re.compile(
    r"(?<!\w)(?:laptops?|notebooks?|chromebooks?|macbooks?|monitors?|tvs?|televisions?|tablets?"
    r"|ipads?|(?:smart)?phones?|screens?|displays?|e-?readers?|projector screens?)(?!\w)",
    re.I,
)
"""Things of which a bare length is that of the screen."""


def left_of(text: str, start: int) -> tuple[str, str, int, bool]:
    """What stands before a number: the kind of limit, the name, where they begin, and whether it
    is the measure of another thing."""
    kind = name = ""
    place = begin = start
    for _ in range(_STEPS):
        limit = None if kind else say.before(say.LEFT, text, place)
        named = None if name else say.before(say.NAME_LEFT, text, place)
        if limit:
            kind, said = _kind(limit)
            name = name or said
            begin = place = limit.start()
            negation = say.before(say.NEGATION, text, begin)
            if negation and kind in ("min", "max"):
                kind = "max" if kind == "min" else "min"
                begin = place = negation.start()
        elif named:
            name = _named(named["name"])
            begin = place = named.start()
        elif filler := say.before(say.FILL, text, place):
            place = filler.start()
        else:
            break
        if kind and name:
            break
    near = say.before(say.FITS, text, start)
    return kind, name, begin, bool(near and not name and _is_object(text, near))


def _is_object(text: str, fits: re.Match[str]) -> bool:
    """Whether the measured thing is what the product is for, rather than what is looked for."""
    lead = text[: fits.start()].split()
    if fits["word"].lower() == "up to":
        return False
    return bool(lead) and lead[-1].lower().strip(",.") not in _LOOKS


_LOOKS = word_set(
    "look looking looked search searching shop shopping hunt hunting market ask asking browse"
    " browsing wish hi hello hey please need want"
)
"""Words before a "for" that names what is looked for."""


def right_of(text: str, end: int, unit: Unit) -> tuple[str, str, int, int]:
    """What stands behind a unit: the name, the kind of limit, and where they end, without and with
    a name that may be the product itself."""
    name = kind = ""
    named_to = end
    for _ in range(2):
        limit = None if kind else say.RIGHT.match(text, end)
        if (
            limit
            and (limit["min"] or "").startswith("plus")
            and re.match(r"\s+(?!of\b)\w", text[limit.end() :])
        ):
            limit = None
        if limit:
            kind, end = limit.lastgroup or "", limit.end()
            compared = say.COMPARED.get(limit.group().split()[-1].lower(), ("", ""))[0]
            name = name or (compared if compared in say.BY_DIMENSION[unit.dimension] else "")
            continue
        named = None if name else say.NAME_RIGHT.match(text, end)
        if named and _named(named["name"]) in say.BY_DIMENSION[unit.dimension]:
            name, named_to = _named(named["name"]), named.end()
            if name not in say.STAYS:
                end = named_to
    return name, kind, end, named_to


def _kind(limit: re.Match[str]) -> tuple[str, str]:
    """Which limit it makes, and what the comparative says that it measures."""
    if limit["compared"]:
        name, kind = say.COMPARED[limit["compared"].lower()]
        return kind, name
    return (limit.lastgroup or "").removesuffix("_sign"), ""


def inner_kind(more: str | None) -> str:
    said = (more or "").strip(" -").lower()
    if not said:
        return ""
    return "near" if said in ("ish", "or so") else "max" if "less" in said else "min"


def name_of(unit: Unit, before: str, behind: str, text: str) -> str:
    """What is measured: the name said, else what the unit usually measures; "": nothing known."""
    allowed = say.BY_DIMENSION[unit.dimension]
    for said in (behind, before):
        if said in allowed:
            return "storage" if unit.dimension == "storage" and said == "capacity" else said
    if unit.dimension == "time":
        return "battery" if say.BATTERY.search(text) else ""
    if unit.symbol in ("in", "cm") and _SHOWS.search(text):
        return "screen"
    return say.USUAL[unit.dimension]


def _named(said: str) -> str:
    lowered = said.lower()
    return next(name for name, pattern in _NAMES if pattern.fullmatch(lowered))


_NAMES = [(name, re.compile(pattern, re.I)) for name, pattern in say.NAMES]


def behind_thing(text: str, end: int) -> str:
    """The kind of limit behind what is measured: "a 65 litre backpack or bigger"."""
    match = _OR_MORE.match(text, end)
    return (match.lastgroup or "") if match else ""


_OR_MORE = re.compile(
    r"(?:\s+(?!or\b)[\w-]+){1,2}\s+or\s+(?:(?P<min>bigger|larger|more|longer|wider|taller|above"
    r"|higher|heavier|up)|(?P<max>smaller|less|shorter|lighter|below|under|narrower|thinner))(?!\w)"
    r"(?!\s+th[ae]n)",
    re.I,
)
