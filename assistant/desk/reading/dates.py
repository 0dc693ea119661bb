"""Days that a message speaks of: "last week", "from March", "two days ago", "on the 3rd of May"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
           "couple": 2, "few": 3}  # fmt: skip
_AGO = re.compile(
    r"\b(?:(?P<n>\d{1,3})|(?P<word>an?|one|two|three|four|five|six|a couple(?: of)?|a few))"
    r" (?P<unit>day|week|month|year)s? (?:ago|back)\b",
    re.I,
)
_DATE = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.? (?:the )?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
    rf"|(?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{_MONTH})\b"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
    r"|(?P<m4>\d{1,2})/(?P<d4>\d{1,2})(?:/(?P<y4>\d{2,4}))?)"
    r"(?:,? (?P<year>\d{4}))?",
    re.I,
)
_OF_MONTH = re.compile(
    rf"\b(?:in|from|of|since|during|this|last|early|late|mid|my|the)[ -](?P<month>{_MONTH})\b"
    rf"(?:,? (?P<year>\d{{4}}))?|\b(?P<month2>{_MONTH}) orders?\b",
    re.I,
)
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)})\b", re.I)
_NAMED = re.compile(
    r"\b(?P<what>today|yesterday|this morning|last night|(?P<which>this|last|past|previous)"
    r" (?P<unit>week|weekend|month|year))\b",
    re.I,
)
_SLACK = {"day": 0, "week": 3, "month": 15, "year": 180}
"""Days by which "three weeks ago" may be off, by unit."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: date
    last: date


def period_in(text: str, now: datetime) -> Period | None:
    """The days that ``text`` speaks of, in the past of ``now``; None: it speaks of none."""
    today = now.date()
    for reader in (_ago, _exact, _named, _month, _weekday):
        period = reader(text, today)
        if period is not None:
            return period
    return None


def _ago(text: str, today: date) -> Period | None:
    match = _AGO.search(text)
    if match is None:
        return None
    word = (match["word"] or "").lower().removeprefix("a ").split(" ")[0]
    count = int(match["n"]) if match["n"] else _COUNTS[word]
    unit = match["unit"].lower()
    days = count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    return _around(today - timedelta(days=days), _SLACK[unit])


def _exact(text: str, today: date) -> Period | None:
    match = _DATE.search(text)
    if match is None:
        return None
    month = match["m1"] or match["m2"] or match["m3"] or match["m4"]
    number = int(month) if month.isdigit() else _month_number(month)
    day = int(match["d1"] or match["d2"] or match["d3"] or match["d4"])
    year = match["year"] or match["y3"] or match["y4"]
    try:
        if year:
            exact = date(int(year) + (2000 if len(year) == 2 else 0), number, day)
        else:
            exact = date(today.year, number, day)
            if exact > today:
                exact = exact.replace(year=today.year - 1)
    except ValueError:
        return None
    return Period(exact, exact)


def _named(text: str, today: date) -> Period | None:
    match = _NAMED.search(text)
    if match is None:
        return None
    what, unit = match["what"].lower(), (match["unit"] or "").lower()
    this = (match["which"] or "").lower() == "this"
    if what in ("today", "this morning"):
        return Period(today, today)
    if not unit:
        return Period(today - timedelta(days=1), today - timedelta(days=1))
    monday = today - timedelta(days=today.weekday())
    if unit == "week":
        # "Last week" is the week before this one, or the last seven days.
        return Period(
            monday if this else monday - timedelta(days=7),
            today if this else monday - timedelta(days=1),
        )
    if unit == "weekend":
        return Period(monday - timedelta(days=2), monday - timedelta(days=1))
    first = today.replace(day=1) if unit == "month" else today.replace(month=1, day=1)
    if this:
        return Period(first, today)
    last = first - timedelta(days=1)
    return Period(last.replace(day=1) if unit == "month" else last.replace(month=1, day=1), last)


def _month(text: str, today: date) -> Period | None:
    match = _OF_MONTH.search(text)
    if match is None:
        return None
    number = _month_number(match["month"] or match["month2"])
    year = int(match["year"]) if match["year"] else today.year - (number > today.month)
    following = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), following - timedelta(days=1))


def _weekday(text: str, today: date) -> Period | None:
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    back = (today.weekday() - _DAYS.index(match["day"].lower()) - 1) % 7 + 1
    day = today - timedelta(days=back)
    return Period(day, day)


def _around(day: date, slack: int) -> Period:
    return Period(day - timedelta(days=slack), day + timedelta(days=slack))


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
