"""Whose a conversation is, so that it can be found when it is to be forgotten."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "visits",
        sa.Column("conversation_id", sa.String(200), primary_key=True),
        sa.Column("shopper_id", sa.String(200), nullable=False, index=True),
        sa.Column("customer_id", sa.String(200), nullable=False, index=True),
        sa.Column("began", UtcTime, nullable=False),
        sa.Column("last_at", UtcTime, nullable=False, index=True),
    )
