"""What a shop keeps of conversations: events, carts, notes for people, feedback."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.tables import UtcTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "events",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("shopper_id", sa.String(200), nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("product_id", sa.String(200), nullable=False, index=True),
        sa.Column("at", UtcTime, nullable=False),
    )
    op.create_table(
        "carts",
        sa.Column("owner", sa.String(200), primary_key=True),
        sa.Column("made", UtcTime, nullable=False),
    )
    op.create_table(
        "cart_lines",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "owner",
            sa.String(200),
            sa.ForeignKey("carts.owner", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("product_id", sa.String(200), nullable=False),
        sa.Column("variant_id", sa.String(200), nullable=False),
        sa.Column("quantity", sa.Integer, nullable=False),
        sa.UniqueConstraint("owner", "product_id", "variant_id"),
    )
    op.create_table(
        "handoffs",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation_id", sa.String(200), nullable=False, index=True),
        sa.Column("shopper_id", sa.String(200)),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("conversation_id", sa.String(200), primary_key=True),
        sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
    )
