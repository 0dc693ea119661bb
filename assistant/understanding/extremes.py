"""The extreme of the shown products: "the cheapest one", "the better rated of the two"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.types import Product

_EXTREMES: dict[str, tuple[Literal["price", "rating", "added", "count"], int]] = {
    "cheapest": ("price", 1), "cheaper": ("price", 1), "least expensive": ("price", 1),
    "less expensive": ("price", 1), "lowest priced": ("price", 1),
    "most expensive": ("price", -1), "more expensive": ("price", -1), "pricier": ("price", -1),
    "priciest": ("price", -1), "dearer": ("price", -1), "dearest": ("price", -1),
    "best rated": ("rating", -1), "top rated": ("rating", -1), "highest rated": ("rating", -1),
    "better rated": ("rating", -1), "best reviewed": ("rating", -1), "higher rated": ("rating", -1),
    "worst rated": ("rating", 1), "lowest rated": ("rating", 1), "newest": ("added", -1),
    "newer": ("added", -1), "oldest": ("added", 1), "older": ("added", 1),
    "most popular": ("count", -1), "most reviewed": ("count", -1),
}  # fmt: skip
_EXTREME = re.compile(
    rf"\b(?:the|that)\s+(?P<what>{'|'.join(_EXTREMES)})\b"
    r"(?P<of>\s+(?:one|product|option|item))?(?P<among>\s+of\s+(?:the\s+|these\s+|those\s+)?"
    r"(?:two|both|three|four|these|those|them|first (?:two|three)|last (?:two|three))"
    r"|\s+(?:here|shown|above|on the list))?(?P<rest>\s*[\w']*)",
    re.I,
)
_WANTS_A_SEARCH = re.compile(
    r"\b(?:show|find|see|have|want|need|search|looking|get|sell|sort|list)\b", re.I
)
_MAY_FOLLOW = frozenset(("", "to", "is", "in", "and", "please", "then", "with", "has", "does"))
_COUNT = {"two": 2, "both": 2, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class Extreme:
    """What one superlative points at and where it stands."""

    ids: tuple[str, ...]
    clear: bool
    """Exactly one product is meant; else any of ``ids`` may be."""
    start: int
    end: int


def find_extremes(text: str, shown: Sequence[Product]) -> Iterator[Extreme]:
    """The shown products that superlatives in ``text`` point at, in order.

    "The cheapest tent" asks for a search; "the cheapest one", "the cheapest of these" and "add the
    cheapest to my cart" point at what is shown. Two that are equal, or "the two" where more are
    shown, are not clear.
    """
    for match in _EXTREME.finditer(text):
        pointed = bool(match["of"] or match["among"])
        open_ended = match["rest"].strip().lower() in _MAY_FOLLOW
        if not pointed and (not open_ended or _WANTS_A_SEARCH.search(text[: match.start()])):
            continue
        end = match.end("among" if match["among"] else "what")
        among = list(shown)
        limit = re.search(r"(first|last)? ?(two|three|four|both)", match["among"] or "", re.I)
        if limit:
            count = _COUNT[limit[2].lower()]
            if limit[1]:
                among = among[:count] if limit[1].lower() == "first" else among[-count:]
            elif count < len(among):
                yield Extreme(tuple(p.id for p in among), False, match.start(), end)
                continue
        best = _extreme(among, *_EXTREMES[" ".join(match["what"].lower().split())])
        yield Extreme(best, len(best) == 1, match.start(), end)


def _extreme(among: Sequence[Product], what: str, sign: int) -> tuple[str, ...]:
    def value(product: Product) -> float | None:
        if what == "price":
            return None if product.price is None else float(product.price)
        if what == "rating":
            return product.rating
        if what == "count":
            return float(product.rating_count)
        return None if product.added is None else float(product.added.toordinal())

    known = [(sign * v, p.id) for p in among if (v := value(p)) is not None]
    if not known:
        return ()
    best = min(v for v, _ in known)
    return tuple(i for v, i in known if v == best)
