"""Customers, orders, what is on sale, confirmations, changes and the audit log."""

import sqlalchemy as sa
from alembic import op

from assistant.storage.order_tables import Money
from assistant.storage.tables import UtcTime

revision = "0002"
down_revision = "0001"

ID = sa.String(200)
_ONLY_ADDED_TO = "the audit log is only ever added to"
_GUARDS = {
    "sqlite": (
        f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit"
        f" BEGIN SELECT RAISE(ABORT, '{_ONLY_ADDED_TO}'); END",
        f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit"
        f" BEGIN SELECT RAISE(ABORT, '{_ONLY_ADDED_TO}'); END",
        # INSERT OR REPLACE removes a line without asking the trigger above.
        f"CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit"
        f" WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number OR"
        f" (key <> '' AND key = NEW.key AND action = NEW.action))"
        f" BEGIN SELECT RAISE(ABORT, '{_ONLY_ADDED_TO}'); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_ONLY_ADDED_TO}'; END $$",
        "CREATE TRIGGER audit_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("action", sa.String(100), nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("key", ID, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_customer_id", "audit", ["customer_id"])
    op.create_index(
        "ix_audit_once",
        "audit",
        ["key", "action"],
        unique=True,
        sqlite_where=sa.text("key <> ''"),
        postgresql_where=sa.text("key <> ''"),
    )
    op.create_index("ix_audit_order_id", "audit", ["order_id"])
    op.create_table(
        "changes",
        sa.Column("key", ID, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_changes_customer_id", "changes", ["customer_id"])
    op.create_index("ix_changes_order_id", "changes", ["order_id"])
    op.create_table(
        "confirmations",
        sa.Column("key", ID, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_confirmations_customer_id", "confirmations", ["customer_id"])
    op.create_index("ix_confirmations_state", "confirmations", ["state"])
    op.create_table(
        "customers",
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("first_name", sa.Text, nullable=False),
        sa.Column("last_name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("customer_group", sa.Text, nullable=False),
        sa.Column("email_key", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("postal_key", sa.Text, nullable=False),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.Column("line1", sa.Text, nullable=False),
        sa.Column("line2", sa.Text, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("postal_code", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_customers_email_key", "customers", ["email_key"])
    op.create_index("ix_customers_name_key", "customers", ["name_key", "postal_key"])
    op.create_table(
        "imports",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "products",
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("category", sa.JSON, nullable=False),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "orders",
        sa.Column("id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("of_customer", sa.Integer, nullable=False),
        sa.Column("status", sa.String(100), nullable=False),
        sa.Column("shipping", Money, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("placed", UtcTime, nullable=True),
        sa.Column("cancel_reason", sa.Text, nullable=False),
        sa.Column("returned", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("exchanged", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.Column("line1", sa.Text, nullable=False),
        sa.Column("line2", sa.Text, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("postal_code", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_orders_customer_id", "orders", ["customer_id"])
    op.create_table(
        "payment_methods",
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("brand", sa.String(40), nullable=False),
        sa.Column("last_four", sa.String(4), nullable=False),
        sa.Column("balance", Money, nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"]),
        sa.PrimaryKeyConstraint("customer_id", "id"),
    )
    op.create_table(
        "variants",
        sa.Column("product_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("price", Money, nullable=False),
        sa.Column("available", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"]),
        sa.PrimaryKeyConstraint("product_id", "id"),
    )
    op.create_table(
        "order_items",
        sa.Column("order_id", ID, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("item_id", ID, nullable=False),
        sa.Column("product_id", ID, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("price", Money, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.PrimaryKeyConstraint("order_id", "position"),
    )
    op.create_table(
        "payments",
        sa.Column("order_id", ID, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("amount", Money, nullable=False),
        sa.Column("method_id", ID, nullable=False),
        sa.Column("at", UtcTime, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.PrimaryKeyConstraint("order_id", "position"),
    )
    op.create_table(
        "shipments",
        sa.Column("order_id", ID, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("tracking", sa.JSON, nullable=False),
        sa.Column("item_ids", sa.JSON, nullable=False),
        sa.Column("carrier", sa.Text, nullable=False),
        sa.Column("shipped", UtcTime, nullable=True),
        sa.Column("delivered", UtcTime, nullable=True),
        sa.Column("extra", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
        sa.PrimaryKeyConstraint("order_id", "position"),
    )
    for statement in _GUARDS[op.get_context().dialect.name]:
        op.execute(statement)
