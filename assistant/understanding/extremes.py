"""The extreme of the shown products: "the cheapest one", "the better rated of the two"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.aspects import amounts
from retrieval.types import Product

_EXTREMES: dict[str, tuple[str, int]] = {
    "cheapest": ("price", 1), "cheaper": ("price", 1), "least expensive": ("price", 1),
    "less expensive": ("price", 1), "lowest priced": ("price", 1),
    "most expensive": ("price", -1), "more expensive": ("price", -1), "pricier": ("price", -1),
    "priciest": ("price", -1), "highest priced": ("price", -1),
    "dearer": ("price", -1), "dearest": ("price", -1),
    "best rated": ("rating", -1), "top rated": ("rating", -1), "highest rated": ("rating", -1),
    "better rated": ("rating", -1), "best reviewed": ("rating", -1), "higher rated": ("rating", -1),
    "worst rated": ("rating", 1), "lowest rated": ("rating", 1), "newest": ("added", -1),
    "newer": ("added", -1), "oldest": ("added", 1), "older": ("added", 1),
    "most popular": ("count", -1), "most reviewed": ("count", -1),
    "lightest": ("weight", 1), "lighter": ("weight", 1), "heaviest": ("weight", -1),
    "heavier": ("weight", -1), "biggest": ("size", -1), "bigger": ("size", -1),
    "largest": ("size", -1), "larger": ("size", -1), "smallest": ("size", 1),
    "smaller": ("size", 1), "quietest": ("noise", 1), "quieter": ("noise", 1),
    "loudest": ("noise", -1), "louder": ("noise", -1), "brightest": ("brightness", -1),
    "brighter": ("brightness", -1), "dimmest": ("brightness", 1), "fastest": ("speed", -1),
    "faster": ("speed", -1), "slowest": ("speed", 1), "slower": ("speed", 1),
    "most powerful": ("power", -1), "more powerful": ("power", -1), "longest": ("length", -1),
    "shortest": ("length", 1), "widest": ("width", -1), "wider": ("width", -1),
    "narrowest": ("width", 1), "tallest": ("height", -1), "taller": ("height", -1),
    "thickest": ("thickness", -1), "thinnest": ("thickness", 1), "thinner": ("thickness", 1),
    "longest lasting": ("battery", -1), "longer lasting": ("battery", -1),
}  # fmt: skip
"""How an extreme is called: what of, and 1 where the least is meant."""
_RANKS = {"second": 1, "2nd": 1, "third": 2, "3rd": 2}
_OF = (
    r"\s+of\s+(?:the\s+|these\s+|those\s+)?"
    r"(?:two|both|three|four|these|those|them|first (?:two|three)|last (?:two|three))"
    r"|\s+(?:here|shown|above|on the list)"
)
_CALLED = "|".join(sorted((e.replace(" ", "[ -]") for e in _EXTREMES), key=len, reverse=True))
_MANY = "two|three|2|3"
_EXTREME = re.compile(
    rf"\b(?:the|that)\s+(?:(?P<rank>{'|'.join(_RANKS)})[\s-]+|(?P<first>{_MANY})\s+)?"
    rf"(?P<what>{_CALLED})\b(?:\s+(?P<many>{_MANY})\b)?(?P<of>\s+(?:one|product|option|item)s?)?(?P<among>{_OF})?(?P<rest>\s*[\w']*)",
    re.I,
)
_WHICH_MANY = re.compile(rf"\bwhich ({_MANY})\b", re.I)
_HAVING: dict[str, tuple[str, int]] = {
    r"(?:costs?|is)(?: the)? (?:least|cheapest)|has the (?:lowest|best) price"
    r"|with the (?:lowest|best) price": ("price", 1),
    r"(?:costs?|is)(?: the)? (?:most|most expensive)|(?:has|with) the highest price": ("price", -1),
    r"(?:has|with|got) the (?:best|highest|most|top) (?:ratings?|stars|reviews|scores?)"
    r"|(?:is|are) rated (?:the )?(?:best|highest)|people (?:like|rate|review) (?:the )?(?:best|most"
    r"|highest)": ("rating", -1),
    r"(?:has|with|got) the (?:worst|lowest|fewest) (?:ratings?|stars|reviews)": ("rating", 1),
    r"(?:has|with|got) the (?:longest|best|biggest) battery(?: life)?|lasts (?:the )?longest":
        ("battery", -1),
    r"weighs (?:the )?least|with the (?:least|lowest) weight": ("weight", 1),
    r"weighs (?:the )?most": ("weight", -1),
    r"(?:has|with|got) the (?:biggest|largest) (?:screen|capacity|display)": ("size", -1),
}  # fmt: skip
_THE_ONE = [
    (re.compile(rf"\bthe (?:one|product|item)\s+(?:that |which )?(?:{pattern})\b", re.I), how)
    for pattern, how in _HAVING.items()
]
"""The same after "the one": "the one with the best rating", "the one that costs least"."""
_WANTS_A_SEARCH = re.compile(
    r"\b(?:show|find|see|have|want|need|search|looking|get|sell|sort|list)\b", re.I
)
_MAY_FOLLOW = frozenset(("", "to", "is", "in", "and", "please", "then", "with", "has", "does"))
_COUNT = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3, "four": 4}


_BY_RECORD = frozenset(("price", "rating", "added", "count"))
"""What every record states, and a search can be ordered by."""
_MEASURED = {
    called: (what, -sign)
    for called, (what, sign) in _EXTREMES.items()
    if what not in _BY_RECORD and re.search(r"^(?:most|longest) |est$", called)
}
_MEASURES = "|".join(sorted((e.replace(" ", "[ -]") for e in _MEASURED), key=len, reverse=True))
_SUPERLATIVE = re.compile(
    r"\b(?:(?P<battery>(?:longest|best|biggest)[\s-]+(?:lasting\s+)?battery(?:\s+life)?"
    r"|battery (?:that )?lasts (?:the )?longest)"
    rf"|(?P<what>{_MEASURES})(?!\s+(?:colou?rs?|shades?)\b))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Furthest:
    """A superlative that records measure, of whatever is looked for."""

    aspect: str
    """As in ``assistant.aspects``."""
    sign: int
    """1: the most of it is wanted, -1: the least."""
    start: int
    end: int


def find_furthest(text: str) -> Furthest | None:
    """The first measured superlative of a text: "the lightest tent", "which phone has the longest
    battery life"; None: there is none. Price, rating and age are orders (``wishes``)."""
    match = _SUPERLATIVE.search(text)
    if match is None:
        return None
    if match["battery"]:
        return Furthest("battery", 1, *match.span())
    what, sign = _MEASURED[" ".join(match["what"].lower().replace("-", " ").split())]
    return Furthest(what, sign, *match.span())


@dataclass(frozen=True, slots=True)
class Extreme:
    """What one superlative points at and where it stands."""

    ids: tuple[str, ...]
    clear: bool
    """Exactly these products are meant; else any of ``ids`` may be."""
    start: int
    end: int


def find_extremes(text: str, shown: Sequence[Product]) -> Iterator[Extreme]:
    """The shown products that superlatives in ``text`` point at, in order.

    "The cheapest tent" asks for a search; "the cheapest one", "the cheapest of these" and "add the
    cheapest to my cart" point at what is shown. Two that are equal, or "the two" where more are
    shown, are not clear.
    """
    for pattern, (what, sign) in _THE_ONE:
        for match in pattern.finditer(text):
            best = _extreme(list(shown), what, sign, 0)
            yield Extreme(best, len(best) == 1, *match.span())
    for match in _EXTREME.finditer(text):
        asked = _WHICH_MANY.search(text[: match.start()])
        many = match["first"] or match["many"] or (asked and asked[1]) or ""
        count = _COUNT.get(many.lower(), 1)
        rest = match["rest"].strip().lower()
        open_ended = rest in _MAY_FOLLOW
        pointed = bool(
            match["of"] or match["among"] or rest == "again" or (count > 1 and open_ended)
        )
        if not pointed and (not open_ended or _WANTS_A_SEARCH.search(text[: match.start()])):
            continue
        what, sign = _EXTREMES[" ".join(match["what"].lower().replace("-", " ").split())]
        if (
            what not in _BY_RECORD
            and not match["rank"]
            and not any(amounts(p, what) for p in shown)
        ):
            continue
        end = match.end("among") if match["among"] else match.end("of" if match["of"] else "what")
        among = list(shown)
        limit = re.search(r"(first|last)? ?(two|three|four|both)", match["among"] or "", re.I)
        if limit:
            size = _COUNT[limit[2].lower()]
            if limit[1]:
                among = among[:size] if limit[1].lower() == "first" else among[-size:]
            elif size < len(among):
                yield Extreme(tuple(p.id for p in among), False, match.start(), end)
                continue
        best = _extreme(among, what, sign, _RANKS.get((match["rank"] or "").lower(), 0), count)
        yield Extreme(best, len(best) == count, match.start(), end)


def _extreme(
    among: Sequence[Product], what: str, sign: int, rank: int, count: int = 1
) -> tuple[str, ...]:
    """Those with the least of it, or the most; ``rank`` 1: the next after these; ``count``: so many
    of them, and those level with the last."""
    known = [
        (sign * v, p.id) for p, v in zip(among, _values(among, what), strict=True) if v is not None
    ]
    levels = sorted({value for value, _ in known})
    if rank >= len(levels):
        return ()
    if count == 1:
        return tuple(product for value, product in known if value == levels[rank])
    last = sorted(value for value, _ in known)[min(count, len(known)) - 1]
    return tuple(product for value, product in sorted(known) if value <= last)


def _values(among: Sequence[Product], what: str) -> list[float | None]:
    if what == "price":
        return [None if p.price is None else float(p.price) for p in among]
    if what == "rating":
        return [p.rating for p in among]
    if what == "count":
        return [float(p.rating_count) for p in among]
    if what == "added":
        return [None if p.added is None else float(p.added.toordinal()) for p in among]
    stated = [amounts(product, what) for product in among]
    first = next((each[0] for each in stated if each), None)
    if first is None:
        return [None] * len(among)
    return [next((a.value for a in each if a.comparable(first)), None) for each in stated]
