"""Conversations, listed and searched in the log of turns."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, distinct, func, select
from sqlalchemy.sql import Subquery

from assistant.people.tables import TicketRow
from assistant.storage.tables import FeedbackRow
from assistant.storage.turns import TurnRow

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation in the list."""

    id: str
    began: datetime
    last: datetime
    turns: int
    """Those whose turns were counted; of a search those that hold its words."""
    said: str
    """The first of these messages, personal data masked."""
    person: bool
    """Whether it was passed to a person."""
    up: int
    down: int
    """Thumbs."""


@dataclass(frozen=True, slots=True)
class Talks:
    """One page of them, the newest first."""

    found: tuple[Talk, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """At least 1."""
        return max(1, -(-self.total // A_PAGE))


def talks(connection: Connection, words: str, since: datetime, page: int) -> Talks:
    """One page; ``words`` are looked for in what shoppers said, all of them, case aside."""
    here = [TurnRow.at >= since]
    here += [TurnRow.said.icontains(word, autoescape=True) for word in words.split()[:8]]
    total = (
        connection.scalar(select(func.count(distinct(TurnRow.conversation_id))).where(*here)) or 0
    )
    last_page = max(1, -(-total // A_PAGE))
    page = min(max(1, page), last_page)
    last = func.max(TurnRow.at).label("last")
    found = (
        select(
            TurnRow.conversation_id,
            func.min(TurnRow.at).label("began"),
            last,
            func.count().label("turns"),
            func.min(TurnRow.turn).label("first"),
        )
        .where(*here)
        .group_by(TurnRow.conversation_id)
        .order_by(last.desc(), TurnRow.conversation_id)
        .limit(A_PAGE)
        .offset((page - 1) * A_PAGE)
        .subquery()
    )
    return Talks(_details(connection, found), total, page)


def talk_times(connection: Connection, conversation_id: str) -> dict[int, datetime]:
    """When each turn of a conversation was."""
    mine = TurnRow.conversation_id == conversation_id
    wanted = select(TurnRow.turn, TurnRow.at).where(mine)
    return {row[0]: row[1] for row in connection.execute(wanted)}


def _details(connection: Connection, found: Subquery) -> tuple[Talk, ...]:
    ids = select(found.c.conversation_id)
    helped = set(
        connection.scalars(
            select(TicketRow.conversation_id).where(TicketRow.conversation_id.in_(ids))
        )
    )
    judged = (
        select(
            FeedbackRow.conversation_id,
            func.sum(case((FeedbackRow.value > 0, 1), else_=0)),
            func.sum(case((FeedbackRow.value < 0, 1), else_=0)),
        )
        .where(FeedbackRow.conversation_id.in_(ids))
        .group_by(FeedbackRow.conversation_id)
    )
    thumbs = {row[0]: (row[1], row[2]) for row in connection.execute(judged)}
    said = (
        select(found, TurnRow.said)
        .join(
            TurnRow,
            (TurnRow.conversation_id == found.c.conversation_id) & (TurnRow.turn == found.c.first),
        )
        .order_by(found.c.last.desc(), found.c.conversation_id)
    )
    return tuple(
        Talk(
            row.conversation_id, row.began, row.last, row.turns, row.said,
            row.conversation_id in helped, *thumbs.get(row.conversation_id, (0, 0)),
        )
        for row in connection.execute(said)
    )  # fmt: skip
