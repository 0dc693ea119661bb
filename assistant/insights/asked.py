"""What shoppers asked: counted from the log of turns (``assistant.storage.turns``)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, distinct, func, select
from sqlalchemy.orm import InstrumentedAttribute

from assistant.insights.span import Span, day_name, day_of
from assistant.storage.turns import TurnRow

NO_RESULT = ("nothing_fits", "nothing_found", "recommend_none")
"""Actions that answer a search without any product that fits."""
SEARCHES = ("find_product", "refine_search", "recommend")
MOST_UNMET = 20


@dataclass(frozen=True, slots=True)
class Busy:
    """How much was going on, a number for each day of the span."""

    conversations: tuple[int, ...]
    """By the day of each turn: one that goes on over midnight counts on both."""
    turns: tuple[int, ...]
    searches: tuple[int, ...]
    unmet: tuple[int, ...]
    """Searches without a result."""
    all_conversations: int
    """Each once."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each name came, in all and day by day; the commonest first."""

    names: tuple[str, ...]
    totals: tuple[int, ...]
    by_day: tuple[tuple[int, ...], ...]
    """A row for each name, a number for each day."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """Words that were looked for in vain."""

    said: str
    """Personal data masked."""
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, in milliseconds; None on days without turns."""

    median: tuple[float | None, ...]
    late: tuple[float | None, ...]
    """95 of 100 answers were quicker."""


def busy_days(connection: Connection, span: Span) -> Busy:
    """Conversations, turns and searches of each day."""
    day = day_of(connection, _column(TurnRow.at))
    searched = _column(TurnRow.intent).in_(SEARCHES)
    in_vain = _column(TurnRow.action).in_(NO_RESULT)
    wanted = (
        select(
            day,
            func.count(distinct(TurnRow.conversation_id)),
            func.count(),
            func.sum(case((searched, 1), else_=0)),
            func.sum(case((in_vain, 1), else_=0)),
        )
        .where(TurnRow.at >= span.since)
        .group_by(day)
    )
    found = {day_name(row[0]): row[1:] for row in connection.execute(wanted)}
    all_talks = select(func.count(distinct(TurnRow.conversation_id)))
    rows = [found.get(one, (0, 0, 0, 0)) for one in span.days]
    total = connection.scalar(all_talks.where(TurnRow.at >= span.since)) or 0
    talks, turns, searches, in_vain_ones = (
        tuple(int(row[place]) for row in rows) for place in range(4)
    )
    return Busy(talks, turns, searches, in_vain_ones, total)


def by_intent(connection: Connection, span: Span) -> Spread:
    """What messages wanted."""
    return _spread(connection, span, TurnRow.intent)


def by_topic(connection: Connection, span: Span) -> Spread:
    """Categories of the first product of each answer that showed any."""
    return _spread(connection, span, TurnRow.topic)


def unmet(connection: Connection, span: Span) -> tuple[Unmet, ...]:
    """What was searched in vain, the commonest first; alike but for case is one."""
    said = func.lower(TurnRow.said)
    count, last = func.count(), func.max(TurnRow.at, type_=TurnRow.__table__.c.at.type)
    wanted = (
        select(func.min(TurnRow.said), count, last)
        .where(TurnRow.at >= span.since, TurnRow.action.in_(NO_RESULT))
        .group_by(said)
        .order_by(count.desc(), last.desc())
        .limit(MOST_UNMET)
    )
    return tuple(Unmet(row[0], row[1], row[2]) for row in connection.execute(wanted))


def times(connection: Connection, span: Span) -> Times:
    """Median and 95th percentile of each day: the nearest rank."""
    day = day_of(connection, _column(TurnRow.at)).label("day")
    place = func.row_number().over(partition_by=day, order_by=TurnRow.latency_ms)
    of = func.count().over(partition_by=day)
    ranked = (
        select(day, TurnRow.latency_ms, place.label("place"), of.label("n"))
        .where(TurnRow.at >= span.since)
        .subquery()
    )
    half, late = (ranked.c.n + 1) / 2, (ranked.c.n * 19 + 19) / 20
    picked = select(ranked.c.day, ranked.c.latency_ms, ranked.c.place, half, late).where(
        (ranked.c.place == func.floor(half)) | (ranked.c.place == func.floor(late))
    )
    median: dict[str, float] = {}
    slow: dict[str, float] = {}
    for name, took, at, mid, end in connection.execute(picked):
        if at == int(mid):
            median[day_name(name)] = took
        if at == int(end):
            slow[day_name(name)] = took
    return Times(tuple(map(median.get, span.days)), tuple(map(slow.get, span.days)))


def _spread(connection: Connection, span: Span, by: InstrumentedAttribute[str]) -> Spread:
    day = day_of(connection, _column(TurnRow.at))
    wanted = (
        select(by, day, func.count()).where(TurnRow.at >= span.since, by != "").group_by(by, day)
    )
    counts: dict[str, dict[str, int]] = {}
    for name, on, count in connection.execute(wanted):
        counts.setdefault(name, {})[day_name(on)] = count
    names: Sequence[str] = sorted(counts, key=lambda one: (-sum(counts[one].values()), one))
    return Spread(
        tuple(names),
        tuple(sum(counts[one].values()) for one in names),
        tuple(tuple(counts[one].get(day, 0) for day in span.days) for one in names),
    )


def _column(attribute: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return attribute.expression
