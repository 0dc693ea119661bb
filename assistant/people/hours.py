"""When the shop's people are there. Pure."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo

from assistant.desk.rule_parts import HandOffRules
from assistant.desk.rule_values import Day

DAYS: tuple[Day, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_AHEAD = 60
"""Days that an opening is looked for in."""
_ALL_DAY = (time(), time())


def is_open(rules: HandOffRules, zone: tzinfo, now: datetime) -> bool:
    """Whether people are there; a shop that names no hours is there at any time."""
    return any(first <= now < last for first, last in _spans(rules, zone, now, days=1))


def next_opening(rules: HandOffRules, zone: tzinfo, now: datetime) -> datetime | None:
    """When people are there next, in the shop's zone; None: there now, or not to be foreseen.

    Args:
        now: in UTC.
    """
    if is_open(rules, zone, now):
        return None
    spans = _spans(rules, zone, now, days=_AHEAD)
    return next((first for first, _ in spans if first > now), None)


def _spans(
    rules: HandOffRules, zone: tzinfo, now: datetime, days: int
) -> Iterator[tuple[datetime, datetime]]:
    """Openings from yesterday's (one may last past midnight) on, in order."""
    today = now.astimezone(zone).date()
    for ahead in range(-1, days):
        day = today + timedelta(days=ahead)
        if day in rules.closed_on:
            continue
        hours = rules.hours.get(DAYS[day.weekday()], ()) if rules.hours else (_ALL_DAY,)
        for first, last in sorted(hours):
            ends_on = day + timedelta(days=1) if last <= first else day
            span = datetime.combine(day, first, zone), datetime.combine(ends_on, last, zone)
            # Through UTC, so that hours that a change of the clocks leaves out do not count.
            opens, closes = (one.astimezone(UTC).astimezone(zone) for one in span)
            yield opens, closes
