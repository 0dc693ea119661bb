"""Measures in a message: "under 2 kg", "60 to 80 cm wide", "a 28 cm pan", "a pack of 12"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.understanding.amounts import SPELLED
from assistant.understanding.counts import read_counts
from assistant.understanding.quantities import QUANTITY, Found, read_axes, read_quantity
from retrieval.types import Measure

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """The measures of a message and the places that say them."""

    measures: tuple[Measure, ...]
    spans: tuple[Span, ...]
    """All of them."""
    limits: tuple[Span, ...]
    """Those of limits, which the search text does not need; exact ones ("28 cm") help a search."""
    names: tuple[Span, ...] = ()
    """Places of all of them with the names behind: "15 inch screen"."""


def read_measures(text: str, is_size: Callable[[str], bool] = lambda said: False) -> MeasureReading:
    """All measures of a cleaned message, in canonical units, each name once (the last counts).

    ``is_size``: whether the catalogue has an exact value ("500 ml") as a size, which then is read
    as one. "Around" reaches 10% to both sides. A number that measures another thing ("for a 15
    inch laptop", "holds 100 kg") or no known thing ("ready in 10 minutes") is left alone.
    """
    if not any(c.isdigit() for c in text) and not _SPELLED_ANY.search(text):
        return MeasureReading((), (), (), ())
    counts = read_counts(text)
    taken = [span for _, span in counts]
    found = [Found(measure, span, span) for measure, span in counts]
    for one in read_axes(text, is_size):
        found.append(one)
        taken.append(one.whole)
    for match in QUANTITY.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        one_found = read_quantity(text, match, is_size, found)
        if one_found:
            # "Between 200 g and 300 g": the lower end was read as a measure of its own.
            start = one_found.whole[0]
            found = [f for f in found if not start <= f.whole[0] < one_found.whole[1]]
            found.append(one_found)
            taken.append(one_found.whole)
    last: dict[str, Measure] = {}
    for each in sorted(found, key=lambda f: f.whole):
        name = each.measure.name
        last[name] = _both(last.get(name), each.measure)
    return MeasureReading(
        tuple(last.values()),
        tuple(sorted(f.span for f in found)),
        tuple(sorted(f.span for f in found if not f.measure.exact)),
        tuple(sorted(f.whole for f in found)),
    )


_SPELLED_ANY = re.compile(rf"(?<![\w-])(?:half|dozen|couple|{SPELLED}|an?\s+\w)", re.I)


def _both(old: Measure | None, new: Measure) -> Measure:
    """ "At least 50 cm and at most 70 cm": two open ends make a range."""
    if old is None or old.exact or new.exact:
        return new
    low = new.min if new.min is not None else old.min
    high = new.max if new.max is not None else old.max
    if low is not None and high is not None and low > high:
        return new
    return Measure(new.name, low, high, new.unit, new.said_in)
