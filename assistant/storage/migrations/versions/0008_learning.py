"""Lists as they were shown, and what was learned from them."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "shown_lists",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("shopper_id", sa.String(200), nullable=False, index=True),
        sa.Column("conversation_id", sa.String(200), nullable=False, index=True),
        sa.Column("at", UtcTime, nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("products", sa.JSON, nullable=False),
        sa.Column("terms", sa.JSON, nullable=False),
        sa.Column("chances", sa.JSON, nullable=False),
    )
    op.create_table(
        "beliefs",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("belief", sa.JSON, nullable=False),
    )
    op.create_table(
        "belief_snapshots",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False, index=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("choices", sa.Integer, nullable=False),
        sa.Column("belief", sa.JSON, nullable=False),
    )
    op.add_column("events", sa.Column("list_id", sa.String(200), nullable=False, server_default=""))
