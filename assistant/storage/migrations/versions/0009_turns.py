"""What each turn was, for the shop to look at; events found by their time and by their list."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table and the indices."""
    op.create_table(
        "turns",
        sa.Column("conversation_id", sa.String(200), primary_key=True),
        sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("intent", sa.String(40), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("topic", sa.String(200), nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("mood", sa.Float, nullable=False),
        sa.Column("latency_ms", sa.Float, nullable=False),
    )
    counted = ["at", "conversation_id", "intent", "action", "topic", "latency_ms"]
    op.create_index("ix_turns_counted", "turns", counted)
    op.create_index("ix_events_counted", "events", ["at", "kind", "list_id"])
