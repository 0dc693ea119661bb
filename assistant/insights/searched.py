"""What was looked for outside conversations: the shop's search box, and the API."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from assistant.insights.span import Span, day_name, day_of
from assistant.storage.searches import SearchRow

MOST = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that were looked for."""

    said: str
    """Personal data masked."""
    count: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Searched:
    """Searches outside conversations."""

    by_day: tuple[int, ...]
    in_vain_by_day: tuple[int, ...]
    """Those that found nothing."""
    top: tuple[Wanted, ...]
    """The commonest first; alike but for case is one."""
    in_vain: tuple[Wanted, ...]
    """The same of searches that found nothing."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_day)


def searched(connection: Connection, span: Span) -> Searched:
    """Counted from the log of searches (``assistant.storage.searches``)."""
    day = day_of(connection, SearchRow.at.expression)
    nothing = func.sum(case((SearchRow.found == 0, 1), else_=0))
    wanted = select(day, func.count(), nothing).where(SearchRow.at >= span.since).group_by(day)
    found = {day_name(row[0]): (int(row[1]), int(row[2])) for row in connection.execute(wanted)}
    pairs = [found.get(one, (0, 0)) for one in span.days]
    return Searched(
        tuple(count for count, _ in pairs),
        tuple(count for _, count in pairs),
        _commonest(connection, span),
        _commonest(connection, span, SearchRow.found == 0),
    )


def _commonest(
    connection: Connection, span: Span, *which: ColumnElement[Any]
) -> tuple[Wanted, ...]:
    count, last = func.count(), func.max(SearchRow.at, type_=SearchRow.__table__.c.at.type)
    wanted = (
        select(func.min(SearchRow.said), count, last)
        .where(SearchRow.at >= span.since, *which)
        .group_by(func.lower(SearchRow.said))
        .order_by(count.desc(), last.desc())
        .limit(MOST)
    )
    return tuple(Wanted(row[0], row[1], row[2]) for row in connection.execute(wanted))
