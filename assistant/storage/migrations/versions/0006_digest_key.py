"""The key of digests in the log, drawn at random and kept in the database only."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table of one row."""
    table = op.create_table("digest_key", sa.Column("key", sa.String(64), primary_key=True))
    op.bulk_insert(table, [{"key": secrets.token_hex(32)}])
