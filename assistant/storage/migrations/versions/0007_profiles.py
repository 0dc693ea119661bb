"""What shoppers said of their profile: what not to use, and whether to use it at all."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "profiles_off",
        sa.Column("shopper_id", sa.String(200), primary_key=True),
    )
    op.create_table(
        "profile_stops",
        sa.Column("shopper_id", sa.String(200), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("value", sa.String(200), primary_key=True),
    )
