"""How many come in one: "a pack of 12", "a 500 piece puzzle", "at least 100 sheets"."""

import re

from assistant.understanding import measure_words as say
from assistant.understanding.amounts import SPELLED, from_words
from retrieval.types import Measure

Span = tuple[int, int]
AROUND = 0.1
"""How far "around 100 pieces" reaches to both sides, as a share."""
_FEW = 3
"""A suit of so many pieces is no set."""
_MANY = 10
"""From so many on a number of things says how they come rather than how many are wanted."""

_PACKED = (
    r"packs?|pk|ct|count|pcs|pieces?|pc|pairs?|rolls?|tablets?|capsules?|pods?|sachets?|sheets?"
)
"""What goods are counted in."""
_ITEMS = (
    r"items|units|bars|sticks|refills|balls|blades|candles|bulbs|batteries|cartridges|envelopes"
    r"|cards|bottles|cans|wipes|tea\s?bags|bags|pens|pencils|plates|glasses|mugs|cups|forks|spoons"
    r"|knives|napkins|bowls|socks|cookies|bricks|cubes|stickers|markers|crayons|screws|hooks|clips"
)
"""What may be counted to say how many come, and to say how many are wanted."""
_N = (
    r"(?:(?<![\w.,$£€])\d{1,5}(?:,\d{3})?(?![.,]?\d)"
    rf"|(?<![\w-])(?:half\s+a\s+dozen|(?:a\s+)?dozen|{SPELLED})(?!\w))"
)
_RANGE = rf"(?:between\s+)?(?P<n>{_N})(?:\s*(?:-|–|to|or|(?<!\w)and)\s*(?P<n2>{_N}))?"
_MORE = r"(?P<more>\s*(?:\+|plus\b|or (?:more|less|so)\b))?"
_NO_UNIT = r"(?!\s*-?\s*(?:g|kg|ml|l|oz|cm|mm|lbs?|inch\w*|litres?|liters?)\b)"
_OF = re.compile(
    r"(?<!\w)(?:packs?|sets?|box(?:es)?|cases?|bundles?|cartons?|packets?|multi-?packs?|bags?|tins?)"
    rf"\s+(?:of|with)\s+(?P<cue>(?:at least|up to|around|about|over|under|at most)\s+)?{_RANGE}"
    rf"{_MORE}{_NO_UNIT}",
    re.I,
)
_COUNTED = re.compile(
    rf"{_RANGE}{_MORE}[\s-]{{0,2}}(?:(?P<packed>{_PACKED})|(?P<items>{_ITEMS}))(?![^\W_])", re.I
)
_DOZEN = re.compile(r"(?<!\w)(?P<n>half\s+a\s+dozen|(?:a\s+)?dozen)(?=\s+[^\W\d_])", re.I)
_WANTED = re.compile(
    r"(?<!\w)(?:need|want|buy|order|get|take|add|have|ordered|bought|for the|these|those|the|first"
    r"|last|other|compare|my|our)\s+$",
    re.I,
)
"""Words before a number of things to buy, or of things pointed at."""
_CUES = {"at least": "min", "over": "min", "up to": "max", "under": "max", "at most": "max"}


def read_counts(text: str) -> list[tuple[Measure, Span]]:
    """The counts of a cleaned message in order, with their places. A number of things to buy ("I
    need 3 mugs") or of people ("for 4 players") counts nothing of the product."""
    found: list[tuple[Measure, Span]] = []
    for pattern in (_OF, _COUNTED, _DOZEN):
        for match in pattern.finditer(text):
            if all(end <= match.start() or match.end() <= start for _, (start, end) in found):
                read = _count(text, match)
                found += [read] if read else []
    return sorted(found, key=lambda one: one[1])


def _count(text: str, match: re.Match[str]) -> tuple[Measure, Span] | None:
    said = match.groupdict()
    low = _value(match["n"])
    high = _value(said["n2"]) if said.get("n2") else low
    # What is counted may be the thing itself and stays to be read: "a dozen mugs".
    counted = match.end("n2") if said.get("n2") else match.end("n")
    kind, start, end = "", match.start(), counted if said.get("items") else match.end()
    left = say.before(say.LEFT, text, start)
    if left:
        kind, start = _kind(text, left)
    if low < 2 or not _counts_product(text, match, limited=bool(kind)):
        return None
    if cue := (said.get("cue") or "").strip().lower():
        kind = _CUES.get(cue, "near")
    if more := (said.get("more") or "").strip().lower():
        kind = kind or ("max" if "less" in more else "near" if "so" in more else "min")
    elif not kind and (right := say.RIGHT.match(text, end)):
        kind, end = right.lastgroup or "", right.end()
    return Measure("count", *_limits(low, high, kind)), (start, end)


def _counts_product(text: str, match: re.Match[str], *, limited: bool) -> bool:
    said = match.groupdict()
    if match.re is _OF:
        return True
    before = text[: match.start()]
    if match.re is _DOZEN:
        return not _WANTED.search(before)
    value = _value(match["n"])
    thing = (said["packed"] or said["items"]).lower()
    if thing.startswith("piece") and not match["n"][0].isdigit() and value <= _FEW:
        return False
    if _WANTED.search(before) and not limited:
        return thing in ("piece", "pack", "pk", "pc")
    if said["items"] and not limited:
        return value >= _MANY
    return True


def _kind(text: str, left: re.Match[str]) -> tuple[str, int]:
    compared = left["compared"]
    kind = say.COMPARED[compared.lower()][1] if compared else left.lastgroup or ""
    kind = kind.removesuffix("_sign")
    negation = say.before(say.NEGATION, text, left.start())
    if negation and kind in ("min", "max"):
        return ("max" if kind == "min" else "min"), negation.start()
    return kind, left.start()


def _limits(low: float, high: float, kind: str) -> tuple[float | None, float | None]:
    if low != high:
        return min(low, high), max(low, high)
    if kind == "near":
        return low * (1 - AROUND), low * (1 + AROUND)
    return (None if kind == "max" else low), (None if kind == "min" else high)


def _value(said: str) -> float:
    lowered = said.lower()
    if "dozen" in lowered:
        return 6.0 if lowered.startswith("half") else 12.0
    if lowered[0].isdigit():
        return float(lowered.replace(",", ""))
    return float(from_words(lowered) or 0)
