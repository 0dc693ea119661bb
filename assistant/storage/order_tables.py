"""Tables of customers, orders and what is on sale, for SQLite and PostgreSQL alike.

``position`` keeps the order of the source; ``extra`` keeps fields that the desk does not use.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Dialect, ForeignKey, Index, Numeric, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from assistant.storage.tables import Base, UtcTime

ID = String(200)


class Money(TypeDecorator[Decimal]):
    """An amount, exact: NUMERIC where the database has it, else text (SQLite's are floats)."""

    impl = String(40)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """No scale is given, so that amounts come back with the digits that they went in with."""
        postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(Numeric() if postgres else String(40))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Text for SQLite."""
        return value if value is None or dialect.name == "postgresql" else f"{value:f}"

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Whatever it was kept as, a decimal."""
        return None if value is None else Decimal(value)


class AddressColumns:
    """Parts of an address; empty where not known."""

    line1: Mapped[str] = mapped_column(Text)
    line2: Mapped[str] = mapped_column(Text)
    city: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    postal_code: Mapped[str] = mapped_column(Text)
    country: Mapped[str] = mapped_column(Text)


class CustomerRow(AddressColumns, Base):
    """One customer; the keys are what the fields are compared by (see ``order_rows``)."""

    __tablename__ = "customers"
    __table_args__ = (Index("ix_customers_name_key", "name_key", "postal_key"),)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    position: Mapped[int]
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    group: Mapped[str] = mapped_column("customer_group", Text)
    email_key: Mapped[str] = mapped_column(Text, index=True)
    name_key: Mapped[str] = mapped_column(Text)
    postal_key: Mapped[str] = mapped_column(Text)
    extra: Mapped[dict[str, Any]] = mapped_column(JSON)


class PaymentMethodRow(Base):
    """A way to pay, by reference; never a card number."""

    __tablename__ = "payment_methods"
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    brand: Mapped[str] = mapped_column(String(40))
    last_four: Mapped[str] = mapped_column(String(4))
    balance: Mapped[Decimal | None] = mapped_column(Money)


class OrderRow(AddressColumns, Base):
    """One order."""

    __tablename__ = "orders"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    position: Mapped[int]
    """Among all orders."""
    of_customer: Mapped[int]
    """Among those of the customer."""
    status: Mapped[str] = mapped_column(String(100))
    shipping: Mapped[Decimal] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(String(3))
    placed: Mapped[datetime | None] = mapped_column(UtcTime)
    cancel_reason: Mapped[str] = mapped_column(Text)
    returned: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    exchanged: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    extra: Mapped[dict[str, Any]] = mapped_column(JSON)


class OrderItemRow(Base):
    """One piece of an order."""

    __tablename__ = "order_items"
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[str] = mapped_column(ID)
    product_id: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(Text)
    options: Mapped[dict[str, str]] = mapped_column(JSON)
    price: Mapped[Decimal] = mapped_column(Money)


class ShipmentRow(Base):
    """One parcel of an order."""

    __tablename__ = "shipments"
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tracking: Mapped[list[str]] = mapped_column(JSON)
    item_ids: Mapped[list[str]] = mapped_column(JSON)
    carrier: Mapped[str] = mapped_column(Text)
    shipped: Mapped[datetime | None] = mapped_column(UtcTime)
    delivered: Mapped[datetime | None] = mapped_column(UtcTime)
    extra: Mapped[dict[str, Any]] = mapped_column(JSON)


class PaymentRow(Base):
    """Money that moved for an order: a payment or a refund."""

    __tablename__ = "payments"
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(Money)
    method_id: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime | None] = mapped_column(UtcTime)
    reason: Mapped[str] = mapped_column(Text)
    extra: Mapped[dict[str, Any]] = mapped_column(JSON)


class ProductRow(Base):
    """A product on sale."""

    __tablename__ = "products"
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    category: Mapped[list[str]] = mapped_column(JSON)
    extra: Mapped[dict[str, Any]] = mapped_column(JSON)


class VariantRow(Base):
    """A form in which a product is sold."""

    __tablename__ = "variants"
    product_id: Mapped[str] = mapped_column(ForeignKey("products.id"), primary_key=True)
    id: Mapped[str] = mapped_column(ID, primary_key=True)
    position: Mapped[int]
    options: Mapped[dict[str, str]] = mapped_column(JSON)
    price: Mapped[Decimal] = mapped_column(Money)
    available: Mapped[bool]


class ImportRow(Base):
    """One import of records; the newest is what the tables were filled from."""

    __tablename__ = "imports"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    source: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))


class ConfirmationRow(Base):
    """A yes to a summary, word for word, and what became of it."""

    __tablename__ = "confirmations"
    key: Mapped[str] = mapped_column(ID, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(String(20), index=True)
    """"confirmed", then "done" or "failed"."""
    customer_id: Mapped[str] = mapped_column(ID, index=True)
    conversation_id: Mapped[str] = mapped_column(ID)
    actor: Mapped[str] = mapped_column(ID)
    summary: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    plan: Mapped[str] = mapped_column(Text)
    """JSON."""


class ChangeRow(Base):
    """A change that was carried out; its key is what makes it happen once."""

    __tablename__ = "changes"
    key: Mapped[str] = mapped_column(ID, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    customer_id: Mapped[str] = mapped_column(ID, index=True)
    order_id: Mapped[str] = mapped_column(ID, index=True)
    digest: Mapped[str] = mapped_column(String(64))


class AuditRow(Base):
    """A line of the log that the database lets nobody change or remove.

    It holds no personal data, only ids, amounts and digests: those who ask to be forgotten can be.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index(
            "ix_audit_once",
            "key",
            "action",
            unique=True,
            sqlite_where=text("key <> ''"),
            postgresql_where=text("key <> ''"),
        ),
        {"sqlite_autoincrement": True},
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor: Mapped[str] = mapped_column(ID)
    action: Mapped[str] = mapped_column(String(100))
    customer_id: Mapped[str] = mapped_column(ID, index=True)
    conversation_id: Mapped[str] = mapped_column(ID)
    order_id: Mapped[str] = mapped_column(ID, index=True)
    key: Mapped[str] = mapped_column(ID)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


class DigestKeyRow(Base):
    """The one secret of this database: without it no digest in the log can be tried out."""

    __tablename__ = "digest_key"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """In hex digits."""
