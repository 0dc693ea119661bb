"""Tables of tickets, live lines, ratings, and messages on their way out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.storage.tables import Base, UtcTime

ID = String(200)
NOT_CLOSED = text("state <> 'closed'")


class TicketRow(Base):
    """One matter for the shop's people; its transcript is that of the conversation."""

    __tablename__ = "tickets"
    __table_args__ = (
        Index(
            "ix_tickets_one_open",
            "conversation_id",
            unique=True,
            sqlite_where=NOT_CLOSED,
            postgresql_where=NOT_CLOSED,
        ),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ID, index=True)
    reason: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(ID)
    shopper_id: Mapped[str | None] = mapped_column(ID)
    customer_id: Mapped[str] = mapped_column(ID, index=True)
    contact: Mapped[str] = mapped_column(Text)
    summary: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(20), index=True)
    opened: Mapped[datetime] = mapped_column(UtcTime)
    waiting_since: Mapped[datetime] = mapped_column(UtcTime)
    agent: Mapped[str] = mapped_column(ID)
    turn: Mapped[int]
    closed: Mapped[datetime | None] = mapped_column(UtcTime)


class LineRow(Base):
    """Something said or done while people look after a conversation."""

    __tablename__ = "live_lines"
    __table_args__ = (
        Index("ix_live_lines_conversation", "conversation_id", "number"),
        # A message is kept once, even if its turn is tried again after a kill.
        Index(
            "ix_live_lines_once",
            "conversation_id",
            "turn",
            unique=True,
            sqlite_where=text("kind = 'shopper'"),
            postgresql_where=text("kind = 'shopper'"),
        ),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ID)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(ID)
    turn: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcTime)


class RatingRow(Base):
    """How satisfied a shopper was; a row without a value was asked for only."""

    __tablename__ = "ratings"
    conversation_id: Mapped[str] = mapped_column(ID, primary_key=True)
    asked: Mapped[datetime] = mapped_column(UtcTime)
    value: Mapped[int | None]
    given: Mapped[datetime | None] = mapped_column(UtcTime)


class OutgoingRow(Base):
    """A message to the shop's own desk, or by email, on its way out."""

    __tablename__ = "outgoing"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    event: Mapped[str] = mapped_column(String(40))
    ticket: Mapped[int] = mapped_column(index=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    made: Mapped[datetime] = mapped_column(UtcTime)
    due: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    """When to try (again); None: given up."""
    tries: Mapped[int]
