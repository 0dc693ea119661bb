"""What was understood, in words, one piece at a time: each can be shown, and taken back, by itself.

Taking a chip back is a message like any other (``removal``), so that every face can do it and the
conversation reads as what happened.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.reply.money import money
from retrieval.text import words as words_of
from retrieval.types import Constraints, Facets, Measure, Sort
from retrieval.units import UNITS

FACETS = ("brands", "categories", "colours", "sizes", "attributes")
_REMOVAL = re.compile(r"^\W*(?:remove|take back)\s*:?\s*[“\"«](?P<label>.+)[”\"»]\W*$", re.I)


class Sayer(Protocol):
    """Fills the templates of one language (``assistant.reply.words``)."""

    def say(self, name: str, turn: int = 0, /, **slots: object) -> str: ...

    def one_of(self, values: Iterable[str]) -> str: ...


@dataclass(frozen=True, slots=True)
class Chip:
    """One limit or wish in words."""

    label: str
    names: tuple[str, ...]
    """The limits that it says, as ``assistant.limits.stated`` names them."""
    hard: bool = True
    """Whether what is shown must hold it; whom it is for is a wish."""


def chips(limits: Constraints, currency: str, words: Sayer) -> tuple[Chip, ...]:
    """Every limit and wish in words, in a steady order: "under $120", "not black", "for girls"."""
    return (
        *_price(limits, currency, words),
        *_included(limits.include, words),
        *(Chip(measure_said(one, words), (f"measures.{one.name}",)) for one in limits.measures),
        *_excluded(limits.exclude, words),
        *_others(limits, words),
        *(Chip(words.say("limit_for", value=words.say(f"for_{who}")), (f"audience:{who}",), False)
          for who in limits.audience),
        *((Chip(words.say("limit_age", value=limits.age), ("age",), False),)
          if limits.age is not None else ()),
        *((Chip(words.say("limit_gift"), ("gift",), False),) if limits.gift else ()),
    )  # fmt: skip


def removal(label: str) -> str:
    """The message that takes a chip back: ``Remove “under $120”``."""
    return f"Remove “{label}”"


def taken_back(text: str, shown: Sequence[Chip]) -> tuple[str, ...] | None:
    """The names of the limits that a message takes back, if it is a ``removal``; empty: its chip
    is not among those ``shown``. None: the message is something else."""
    match = _REMOVAL.match(text)
    if match is None:
        return None
    wanted = words_of(match["label"])
    return next((chip.names for chip in shown if words_of(chip.label) == wanted), ())


def measure_said(measure: Measure, words: Sayer) -> str:
    """A measure in the unit that the shopper used: "under 2 kg", "at least 30 h of battery"."""
    low, high = _amount(measure.min, measure), _amount(measure.max, measure)
    unit = measure.said_in or measure.unit
    if measure.exact:
        amount = words.say("measure_exact", value=low, unit=unit)
    elif not low:
        amount = words.say("measure_max", value=high, unit=unit)
    elif not high:
        amount = words.say("measure_min", value=low, unit=unit)
    else:
        amount = words.say("measure_between", low=low, high=high, unit=unit)
    return words.say(f"measure_{measure.name}", amount=" ".join(amount.split()))


def _amount(value: float | None, measure: Measure) -> str:
    if value is None:
        return ""
    factor = next(
        (u.factor for u in UNITS.values() if u.symbol == measure.said_in and measure.said_in), 1.0
    )
    return f"{round(value / factor, 2):g}" if value / factor < 100_000 else f"{value / factor:.0f}"


def _price(limits: Constraints, currency: str, words: Sayer) -> Iterable[Chip]:
    low, high = limits.price.min, limits.price.max
    if low is not None and high is not None:
        ends = {
            "low": money(low, currency, short=True),
            "high": money(high, currency, short=True),
        }
        yield Chip(words.say("limit_between", **ends), ("price.min", "price.max"))
    elif high is not None:
        amount = money(high, currency, short=True)
        yield Chip(words.say("limit_max", amount=amount), ("price.max",))
    elif low is not None:
        amount = money(low, currency, short=True)
        yield Chip(words.say("limit_min", amount=amount), ("price.min",))


def _included(include: Facets, words: Sayer) -> Iterable[Chip]:
    """Alternatives stand in one chip, attributes each in one of its own."""
    for facet in ("categories", "brands", "colours", "sizes"):
        values = getattr(include, facet)
        if values:
            label = words.one_of(values)
            if facet == "sizes":
                label = words.say("limit_size", value=label)
            yield Chip(label, tuple(f"include.{facet}:{value}" for value in values))
    for value in include.attributes:
        yield Chip(value, (f"include.attributes:{value}",))


def _excluded(exclude: Facets, words: Sayer) -> Iterable[Chip]:
    for facet in FACETS:
        for value in getattr(exclude, facet):
            yield Chip(words.say("limit_not", value=value), (f"exclude.{facet}:{value}",))


def _others(limits: Constraints, words: Sayer) -> Iterable[Chip]:
    if limits.min_rating is not None:
        stars = f"{limits.min_rating:g}"
        yield Chip(words.say("limit_rating", stars=stars), ("min_rating",))
    if limits.in_stock:
        yield Chip(words.say("limit_stock"), ("in_stock",))
    if limits.reduced:
        yield Chip(words.say("limit_reduced"), ("reduced",))
    if limits.sort is not Sort.RELEVANCE:
        yield Chip(words.say(f"sort_{limits.sort.value}"), ("sort",))
