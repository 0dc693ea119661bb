"""Tables of the shop's own data, for SQLite and PostgreSQL alike."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A point in time, kept in UTC and handed back time zone aware on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: its meaning would depend on the machine."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time must carry its zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives naive times back; they are UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Root of the tables."""


class EventRow(Base):
    """One thing a shopper did; the id makes recording it twice harmless."""

    __tablename__ = "events"
    # All that counting events reads, so that no row has to be looked up.
    __table_args__ = (Index("ix_events_counted", "at", "kind", "list_id"),)
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    shopper_id: Mapped[str] = mapped_column(String(200), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    product_id: Mapped[str] = mapped_column(String(200), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    list_id: Mapped[str] = mapped_column(String(200), default="", server_default="")


class CartRow(Base):
    """A cart, owned by a shopper or by a guest's conversation."""

    __tablename__ = "carts"
    owner: Mapped[str] = mapped_column(String(200), primary_key=True)
    made: Mapped[datetime] = mapped_column(UtcTime)


class CartLineRow(Base):
    """One product (and variant, or "") in a cart."""

    __tablename__ = "cart_lines"
    __table_args__ = (UniqueConstraint("owner", "product_id", "variant_id"),)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str] = mapped_column(ForeignKey("carts.owner", ondelete="CASCADE"), index=True)
    product_id: Mapped[str] = mapped_column(String(200))
    variant_id: Mapped[str] = mapped_column(String(200), default="")
    quantity: Mapped[int]


class FeedbackRow(Base):
    """What a shopper thought of one answer: 1 good, -1 bad."""

    __tablename__ = "feedback"
    conversation_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]
    comment: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcTime)
