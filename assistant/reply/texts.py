"""The assistant's texts as a shop may change them: what they are, which parts stay, what is wrong.

A text is a template; ``{title}`` in it is filled from the records. A shop's own wording has to keep
every such part, so that no price, name or number gets lost or made up. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from string import Formatter

from assistant.reply import (
    en,
    en_desk,
    en_labels,
    en_people,
    en_privacy,
    en_search,
    en_shelves,
    en_talk,
)

Texts = Mapping[str, Sequence[str]]
"""Wordings by the text's name; several take turns."""

GROUPS: Mapping[str, Mapping[str, str | tuple[str, ...]]] = {
    "Finding and comparing": en.TEXTS,
    "Carts, rules, talking": en_talk.TEXTS,
    "Limits, reasons, quick replies": en_labels.TEXTS,
    "Changing a search": en_search.TEXTS,
    "Orders and returns": en_desk.TEXTS,
    "The shop's people": en_people.TEXTS,
    "Personal data": en_privacy.TEXTS,
    "Rows on the front page": en_shelves.TEXTS,
}
"""All English texts, by what they are about."""
MOST_CHARS = 600
MOST_WORDINGS = 8
_READ_BACK = (
    "say_", "limit_", "measure_", "for_", "sort_", "more_", "most_", "less_", "least_", "further_",
)  # fmt: skip
"""Quick replies, chips and their words come back as messages: the assistant reads just these."""
_JOINED = ("and", "or")
_PART = re.compile(r"[a-z_]+")


def defaults() -> dict[str, tuple[str, ...]]:
    """Every text that a shop may change, with Daogou's own wordings."""
    return {
        name: (text,) if isinstance(text, str) else text
        for group in GROUPS.values()
        for name, text in group.items()
        if not name.startswith(_READ_BACK) and name not in _JOINED
    }


def parts(wordings: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Names in braces that every wording has, and those that any has.

    Raises:
        ValueError: a brace without its partner, or one that holds no plain name.
    """
    found = [_parts(one) for one in wordings]
    return frozenset.intersection(*found), frozenset.union(*found)


def fault(name: str, wordings: Sequence[str]) -> str:
    """Why these cannot take the place of a text's own wordings, in a sentence; "": they can."""
    own = defaults().get(name)
    if own is None:
        return f"There is no text “{name}” that can be changed."
    if not wordings:
        return "Write at least one wording, or go back to Daogou's own."
    if len(wordings) > MOST_WORDINGS:
        return f"A text has at most {MOST_WORDINGS} wordings."
    needed, allowed = parts(own)
    return next(filter(None, (_fault(one, needed, allowed) for one in wordings)), "")


def faults(texts: Texts) -> dict[str, str]:
    """What is wrong with each of several texts; empty: nothing."""
    found = {name: fault(name, wordings) for name, wordings in texts.items()}
    return {name: said for name, said in found.items() if said}


def filled(wording: str) -> str:
    """How a wording reads, with an example in place of each name in braces.

    Raises:
        ValueError: as ``parts`` does.
    """
    return wording.format_map({one: _EXAMPLES.get(one, f"‹{one}›") for one in _parts(wording)})


def _parts(wording: str) -> frozenset[str]:
    names = []
    for literal, name, spec, conversion in Formatter().parse(wording):
        if "{" in literal or "}" in literal:
            raise ValueError("a brace stands alone")
        if name is None:
            continue
        if not _PART.fullmatch(name) or spec or conversion:
            raise ValueError(f"{{{name}}} is no plain name")
        names.append(name)
    return frozenset(names)


def _fault(wording: str, needed: frozenset[str], allowed: frozenset[str]) -> str:
    if not wording.strip() or len(wording) > MOST_CHARS or not wording.isprintable():
        return f"A wording is one line of 1 to {MOST_CHARS} characters."
    try:
        used = _parts(wording)
    except ValueError:
        return "Braces stand only around a name, as in {title}, and always in pairs."
    if lost := needed - used:
        are = "is missing: it is" if len(lost) == 1 else "are missing: they are"
        return f"{_listed(lost)} {are} filled from the records and must stand somewhere."
    if unknown := used - allowed:
        known = f"; known here: {_listed(allowed)}" if allowed else ", and none is known here"
        return f"{_listed(unknown)} cannot be filled in this text{known}."
    return ""


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{one}}}" for one in sorted(names))


_EXAMPLES: Mapping[str, str] = {
    "about": "the return of the lamp", "address": "9 Hill Road, Boulder", "amount": "$40",
    "aspect": "zip", "brand": "Northfell", "carrier": "the post", "colours": "green or navy",
    "contact": "mia@example.com", "count": "5", "currency": "USD", "date": "May 4",
    "day": "Monday", "difference": "$12.00", "email": "mia@example.com", "high": "$60",
    "id": "W-1001", "item": "the Pebble Table Lamp", "items": "2 items", "limit": "$40",
    "limits": "under $40, not black", "low": "$20", "method": "your gift card", "name": "Mia",
    "names": "the first and the second", "number": "3", "offer": "Pebble Table Lamp at $39.90",
    "options": "green or navy", "order": "W-1001", "page": "Returns", "price": "$39.90",
    "quote": "It can be sent back for 30 days.", "rating": "4.6", "reason": "Waterproof",
    "shop": "our shop", "sizes": "S or M", "stars": "4.6", "status": "shipped", "stock": "9",
    "time": "9:00", "title": "Pebble Table Lamp", "topic": "table lamp", "total": "$79.80",
    "value": "linen", "wanted": "“table lamp” (under $40)", "words": "it arrived broken",
}  # fmt: skip
