"""Searches outside conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "searches",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("found", sa.Integer, nullable=False),
        sa.Column("shown", sa.JSON, nullable=False),
    )
    op.create_index("ix_searches_counted", "searches", ["at", "found", "said"])
