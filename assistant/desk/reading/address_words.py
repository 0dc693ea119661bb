"""Patterns of the parts of an address, and how they are written down."""

import re

from assistant.desk.reading.regions import COUNTRIES, STATES

STREET = (
    r"street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|way|terrace"
    r"|ter|circle|cir|parkway|pkwy|highway|hwy|square|sq|trail|trl|close|crescent|cres|gardens"
    r"|grove"
    r"|row|walk|mews|hill|loop|alley|plaza|broadway|quay|path|ridge|run|view|crossing|commons|green"
)
UNIT = (
    r"(?:(?:suite|ste|apt|apartment|appt|unit|flat|room|rm|floor|fl|building|bldg|lot|door"
    r"|box)\b\.?"
    r"\s*(?:no\.?|number)?\s*#?\s*[\w-]+|#\s*[\w-]+|\d+(?:st|nd|rd|th)\s+floor)"
)
ZIP = (
    r"(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
    r"|\d{4} ?[A-Z]{2}|\d{4,6})"
)
STATE = "|".join(sorted(map(re.escape, STATES), key=len, reverse=True))
COUNTRY = "|".join(sorted(map(re.escape, COUNTRIES), key=len, reverse=True))
UNIT_AT = re.compile(rf"(?<!\w){UNIT}", re.I)
LEAD = re.compile(
    r"^.*\b(?:address(?: is| to|:)?|to|at|is|be|it's|lives?(?: in| at)?)\b[\s:]*(?=\S)", re.I
)


def titled(words: str) -> str:
    """Words in lower case with capitals; others as they were written."""
    words = " ".join(words.split()).strip(" ,")
    if words != words.lower():
        return words
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


def capital(words: str) -> str:
    """With a capital at the beginning."""
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]


def nation(words: str) -> str:
    """A country; short names are codes."""
    return words.upper() if len(words) <= 4 else titled(words)
