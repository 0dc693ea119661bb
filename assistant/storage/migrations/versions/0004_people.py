"""Tickets with their live conversations in place of notes; ratings; messages on their way out."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "0004"
down_revision = "0003"

ID = sa.String(200)
_NOT_CLOSED = sa.text("state <> 'closed'")
_OF_SHOPPER = sa.text("kind = 'shopper'")
_OLD_REASONS = {
    "asked for a person": "request",
    "complaint": "complaint",
    "not helped": "failures",
    "dissatisfied": "mood",
}


def upgrade() -> None:
    """Make the tables; notes become tickets with the numbers that shoppers were told."""
    tickets = op.create_table(
        "tickets",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("about", ID, nullable=False),
        sa.Column("shopper_id", ID, nullable=True),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("opened", UtcTime, nullable=False),
        sa.Column("waiting_since", UtcTime, nullable=False),
        sa.Column("agent", ID, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("closed", UtcTime, nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tickets_conversation_id", "tickets", ["conversation_id"])
    op.create_index("ix_tickets_customer_id", "tickets", ["customer_id"])
    op.create_index("ix_tickets_state", "tickets", ["state"])
    op.create_index(
        "ix_tickets_one_open",
        "tickets",
        ["conversation_id"],
        unique=True,
        sqlite_where=_NOT_CLOSED,
        postgresql_where=_NOT_CLOSED,
    )
    op.create_table(
        "live_lines",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("name", ID, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_live_lines_conversation", "live_lines", ["conversation_id", "number"])
    op.create_index(
        "ix_live_lines_once",
        "live_lines",
        ["conversation_id", "turn"],
        unique=True,
        sqlite_where=_OF_SHOPPER,
        postgresql_where=_OF_SHOPPER,
    )
    op.create_table(
        "ratings",
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("asked", UtcTime, nullable=False),
        sa.Column("value", sa.Integer, nullable=True),
        sa.Column("given", UtcTime, nullable=True),
        sa.PrimaryKeyConstraint("conversation_id"),
    )
    op.create_table(
        "outgoing",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("ticket", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("made", UtcTime, nullable=False),
        sa.Column("due", UtcTime, nullable=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outgoing_due", "outgoing", ["due"])
    op.create_index("ix_outgoing_ticket", "outgoing", ["ticket"])
    _move_notes(tickets)
    op.drop_table("handoffs")


def _move_notes(tickets: sa.Table) -> None:
    """Of several open notes of a conversation the newest stays open: one is enough for it."""
    connection = op.get_bind()
    notes = connection.execute(sa.text("SELECT * FROM handoffs ORDER BY number")).mappings().all()
    newest = {note["conversation_id"]: note["number"] for note in notes if not note["done"]}
    for note in notes:
        at = _in_utc(note["at"])
        still = newest.get(note["conversation_id"]) == note["number"]
        connection.execute(
            tickets.insert().values(
                number=note["number"],
                conversation_id=note["conversation_id"],
                reason=_OLD_REASONS.get(note["reason"], "question"),
                about="",
                shopper_id=note["shopper_id"],
                customer_id="",
                contact="",
                summary={"what": note["summary"]},
                state="waiting" if still else "closed",
                opened=at,
                waiting_since=at,
                agent="",
                turn=0,
                closed=None if still else at,
            )
        )
    if notes and connection.dialect.name == "postgresql":
        connection.execute(
            sa.text("SELECT setval(pg_get_serial_sequence('tickets', 'number'), :last)"),
            {"last": notes[-1]["number"]},
        )


def _in_utc(at: datetime | str) -> datetime:
    read = datetime.fromisoformat(at) if isinstance(at, str) else at
    return read if read.tzinfo else read.replace(tzinfo=UTC)
