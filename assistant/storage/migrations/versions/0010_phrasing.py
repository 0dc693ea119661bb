"""What a language model was asked, day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    counts = ("calls", "kept", "refused", "failed", "tokens_in", "tokens_out", "cost_millionths")
    op.create_table(
        "phrasing_days",
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in counts),
    )
