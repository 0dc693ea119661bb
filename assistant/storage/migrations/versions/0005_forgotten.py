"""Who was forgotten, so that a later import does not bring the person back."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "forgotten",
        sa.Column("customer_id", sa.String(200), primary_key=True),
        sa.Column("at", UtcTime, nullable=False),
    )
