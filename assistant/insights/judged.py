"""What shoppers thought of it: thumbs, satisfaction, hand-offs, and what they did with lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, distinct, func, select

from assistant.insights.span import Span, day_name, day_of
from assistant.people.tables import RatingRow, TicketRow
from assistant.storage.learning import ShownListRow
from assistant.storage.tables import EventRow, FeedbackRow
from ranking.types import EventKind


@dataclass(frozen=True, slots=True)
class Thumbs:
    """Of single answers, a number for each day."""

    up: tuple[int, ...]
    down: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """Conversations that were passed to a person."""

    by_day: tuple[int, ...]
    by_reason: Mapping[str, int]
    """The commonest first."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists that were shown, and those with which something was done: by the day of each, and as
    far as events name their list."""

    shown: tuple[int, ...]
    clicked: tuple[int, ...]
    """Lists of which at least one product was clicked."""
    carted: tuple[int, ...]
    bought: tuple[int, ...]


def thumbs(connection: Connection, span: Span) -> Thumbs:
    """Thumbs of each day; those taken back do not count."""
    day = day_of(connection, FeedbackRow.at.expression)
    up = func.sum(case((FeedbackRow.value > 0, 1), else_=0))
    down = func.sum(case((FeedbackRow.value < 0, 1), else_=0))
    wanted = select(day, up, down).where(FeedbackRow.at >= span.since).group_by(day)
    found = {day_name(row[0]): (row[1], row[2]) for row in connection.execute(wanted)}
    pairs = [found.get(one, (0, 0)) for one in span.days]
    return Thumbs(tuple(up for up, _ in pairs), tuple(down for _, down in pairs))


def rated(connection: Connection, span: Span) -> tuple[int, int, int, int, int]:
    """How many were 1 (bad) .. 5 (good) satisfied."""
    wanted = (
        select(RatingRow.value, func.count())
        .where(RatingRow.given >= span.since, RatingRow.value.is_not(None))
        .group_by(RatingRow.value)
    )
    found = {row[0]: row[1] for row in connection.execute(wanted)}
    one, two, three, four, five = (int(found.get(value, 0)) for value in range(1, 6))
    return one, two, three, four, five


def handed_on(connection: Connection, span: Span) -> Hands:
    """Tickets by the day they were opened, and by reason."""
    day = day_of(connection, TicketRow.opened.expression)
    wanted = (
        select(TicketRow.reason, day, func.count())
        .where(TicketRow.opened >= span.since)
        .group_by(TicketRow.reason, day)
    )
    days: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for reason, on, count in connection.execute(wanted):
        days[day_name(on)] = days.get(day_name(on), 0) + count
        reasons[reason] = reasons.get(reason, 0) + count
    ordered = dict(sorted(reasons.items(), key=lambda one: (-one[1], one[0])))
    return Hands(tuple(days.get(one, 0) for one in span.days), ordered)


def shown_lists(connection: Connection, span: Span) -> Lists:
    """Lists, and those with which something was done, of lists that are kept."""
    day, recent = day_of(connection, ShownListRow.at.expression), ShownListRow.at >= span.since
    shown = _days(connection, select(day, func.count()).where(recent).group_by(day))
    when = day_of(connection, EventRow.at.expression)
    done = (
        select(when, EventRow.kind, func.count(distinct(EventRow.list_id)))
        .join(ShownListRow, ShownListRow.id == EventRow.list_id)  # a browser can name any list
        .where(EventRow.at >= span.since, EventRow.list_id != "")
        .group_by(when, EventRow.kind)
    )
    by_kind: dict[str, dict[str, int]] = {}
    for on, kind, count in connection.execute(done):
        by_kind.setdefault(kind, {})[day_name(on)] = count

    def row(kind: EventKind) -> tuple[int, ...]:
        return tuple(by_kind.get(kind.value, {}).get(one, 0) for one in span.days)

    return Lists(
        tuple(shown.get(one, 0) for one in span.days),
        row(EventKind.CLICK),
        row(EventKind.CART),
        row(EventKind.PURCHASE),
    )


def _days(connection: Connection, wanted: Select[Any]) -> dict[str, int]:
    return {day_name(row[0]): row[1] for row in connection.execute(wanted)}
