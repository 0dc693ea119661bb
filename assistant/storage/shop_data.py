"""The shop's own data behind one class; every method is one transaction, durable on return."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.storage.engine import open_database, writing
from assistant.storage.tables import CartLineRow, CartRow, EventRow, FeedbackRow
from ranking.types import Event, EventKind


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of a cart, oldest first in any sequence of them."""

    product_id: str
    variant_id: str
    """Empty: the product has no variants."""
    quantity: int
    """At least 1."""


class ShopData:
    """Events, carts and feedback; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, happened: Event) -> bool:
        """Keep an event; False when its id is known already (nothing changes then)."""
        row = EventRow(
            id=happened.id,
            shopper_id=happened.shopper_id,
            kind=happened.kind.value,
            product_id=happened.product_id,
            at=happened.at,
            list_id=happened.list_id,
        )
        try:
            with Session(self._engine) as session, session.begin():
                session.add(row)
        except IntegrityError:
            return False
        return True

    def events(self, shopper_id: str) -> tuple[Event, ...]:
        """All events of a shopper, oldest first."""
        wanted = (
            select(EventRow)
            .where(EventRow.shopper_id == shopper_id)
            .order_by(EventRow.at, EventRow.id)
        )
        with Session(self._engine) as session:
            return tuple(map(_event, session.scalars(wanted)))

    def all_events(self, since: datetime | None, after: str, most: int) -> tuple[Event, ...]:
        """At most so many events of everybody, oldest first: since a time (None: all), and behind
        the event of an id (empty, or not known: from the first on)."""
        wanted = select(EventRow).order_by(EventRow.at, EventRow.id).limit(most)
        if since is not None:
            wanted = wanted.where(EventRow.at >= since)
        with Session(self._engine) as session:
            last = session.get(EventRow, after) if after else None
            if last is not None:
                wanted = wanted.where(tuple_(EventRow.at, EventRow.id) > (last.at, last.id))
            return tuple(map(_event, session.scalars(wanted)))

    def latest_events(self, since: datetime | None, most: int) -> tuple[Event, ...]:
        """At most so many events of everybody since a time (None: all), the latest of them, oldest
        first."""
        wanted = select(EventRow).order_by(EventRow.at.desc(), EventRow.id.desc()).limit(most)
        if since is not None:
            wanted = wanted.where(EventRow.at >= since)
        with Session(self._engine) as session:
            return tuple(map(_event, reversed(session.scalars(wanted).all())))

    def add_to_cart(
        self, owner: str, product_id: str, variant_id: str = "", quantity: int = 1
    ) -> None:
        """Put ``quantity`` more of a product into the owner's cart."""
        self._change_line(owner, product_id, variant_id, lambda held: held + quantity)

    def set_in_cart(self, owner: str, product_id: str, variant_id: str, quantity: int) -> None:
        """Make the owner's line of a product hold this many; 0 takes it out."""
        self._change_line(owner, product_id, variant_id, lambda held: quantity)

    def _change_line(
        self, owner: str, product_id: str, variant_id: str, change: Callable[[int], int]
    ) -> None:
        """Change how many a line holds, 0 where it is not there; one change of a cart at a time."""
        self._have_cart(owner)
        cart = select(CartRow).where(CartRow.owner == owner).with_for_update()
        wanted = select(CartLineRow).where(
            CartLineRow.owner == owner,
            CartLineRow.product_id == product_id,
            CartLineRow.variant_id == variant_id,
        )
        with writing(self._engine) as connection, Session(connection) as session, session.begin():
            session.scalar(cart)
            line = session.scalar(wanted)
            held = change(0 if line is None else line.quantity)
            if line is None and held:
                session.add(
                    CartLineRow(
                        owner=owner, product_id=product_id, variant_id=variant_id, quantity=held
                    )
                )
            elif line is not None and held:
                line.quantity = held
            elif line is not None:
                session.delete(line)

    def _have_cart(self, owner: str) -> None:
        try:
            with Session(self._engine) as session, session.begin():
                if session.get(CartRow, owner) is None:
                    session.add(CartRow(owner=owner, made=datetime.now(UTC)))
        except IntegrityError:  # somebody else has just made it
            pass

    def remove_from_cart(self, owner: str, product_id: str) -> bool:
        """Take every line of a product out; False when the cart does not hold it."""
        with Session(self._engine) as session, session.begin():
            gone: Any = session.execute(
                delete(CartLineRow).where(
                    CartLineRow.owner == owner, CartLineRow.product_id == product_id
                )
            )
            return bool(gone.rowcount)

    def cart(self, owner: str) -> tuple[CartLine, ...]:
        """The owner's cart, oldest line first."""
        wanted = select(CartLineRow).where(CartLineRow.owner == owner).order_by(CartLineRow.number)
        with Session(self._engine) as session:
            return tuple(
                CartLine(row.product_id, row.variant_id, row.quantity)
                for row in session.scalars(wanted)
            )

    def forget(self, shopper_id: str, owner: str) -> None:
        """Erase a shopper's events and cart."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(EventRow).where(EventRow.shopper_id == shopper_id))
            session.execute(delete(CartLineRow).where(CartLineRow.owner == owner))
            session.execute(delete(CartRow).where(CartRow.owner == owner))

    def give_feedback(self, conversation_id: str, turn: int, value: int, comment: str = "") -> None:
        """Keep what a shopper thought of one answer; a second opinion replaces the first."""
        row = FeedbackRow(
            conversation_id=conversation_id,
            turn=turn,
            value=value,
            comment=comment,
            at=datetime.now(UTC),
        )
        with Session(self._engine) as session, session.begin():
            session.merge(row)

    def feedback(self, conversation_id: str) -> dict[int, int]:
        """Turn number to value, for one conversation."""
        wanted = select(FeedbackRow).where(FeedbackRow.conversation_id == conversation_id)
        with Session(self._engine) as session:
            return {row.turn: row.value for row in session.scalars(wanted)}

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def _event(row: EventRow) -> Event:
    kind = EventKind(row.kind)
    return Event(row.id, row.shopper_id, kind, row.product_id, row.at, row.list_id)


def open_shop_data(url_or_path: str | Path) -> ShopData:
    """Open (and make, where there is none) the shop's own data.

    Args:
        url_or_path: a SQLAlchemy URL, or the path of an SQLite file.

    Raises:
        StoreError: the database cannot be opened.
    """
    return ShopData(open_database(url_or_path))
