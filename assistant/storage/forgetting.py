"""A customer made unknown in the records: orders stay, as book-keeping wants, without the person.

What stays of a customer: the shop's own id, the country, the payment references and the balance of
gift cards. The audit log holds no personal data (see ``audit``) and stays as it is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from assistant.people.tables import LineRow, OutgoingRow, RatingRow, TicketRow
from assistant.storage.engine import reading, writing
from assistant.storage.learning import ShownListRow
from assistant.storage.order_tables import (
    ConfirmationRow,
    CustomerRow,
    OrderRow,
    PaymentMethodRow,
    ShipmentRow,
)
from assistant.storage.orders import reachable, utc_now
from assistant.storage.tables import (
    Base,
    CartLineRow,
    CartRow,
    EventRow,
    FeedbackRow,
    UtcTime,
)
from assistant.storage.turns import TurnRow

NOBODY = " "
"""As a key that names are compared by: no name has it, for keys have no blanks."""
_NAMELESS = {
    "first_name": "",
    "last_name": "",
    "email": "",
    "email_key": NOBODY,
    "name_key": NOBODY,
    "postal_key": NOBODY,
    "group": "",
    "extra": {},
}
_NO_ADDRESS = {"line1": "", "line2": "", "city": "", "state": "", "postal_code": ""}


class ForgottenRow(Base):
    """A customer who was forgotten; one who comes back gets a new id from the shop."""

    __tablename__ = "forgotten"
    customer_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)


def pseudonymise(engine: Engine, customer_id: str) -> bool:
    """Take the person out of a customer's records, all of it or nothing, and out of every later
    import of them; False: no such customer.

    Raises:
        BackendError: the database cannot be written.
    """
    with reachable(), writing(engine) as connection:
        known = select(CustomerRow.id).where(CustomerRow.id == customer_id)
        if connection.scalar(known) is None:
            return False
        if not connection.scalar(_forgotten(customer_id)):
            row = insert(ForgottenRow).values(customer_id=customer_id, at=utc_now())
            connection.execute(row)
        _take_out(connection, [customer_id])
        ended = ConfirmationRow.state != "confirmed"
        yeses = delete(ConfirmationRow).where(ConfirmationRow.customer_id == customer_id, ended)
        connection.execute(yeses)
    return True


def keep_forgotten(connection: Connection) -> None:
    """Take out again whom an import has brought back."""
    ids = connection.scalars(select(ForgottenRow.customer_id)).all()
    if ids:
        _take_out(connection, ids)


def _forgotten(customer_id: str) -> Select[str]:
    return select(ForgottenRow.customer_id).where(ForgottenRow.customer_id == customer_id)


def _take_out(connection: Connection, customer_ids: Sequence[str]) -> None:
    mine = OrderRow.customer_id.in_(customer_ids)
    orders = select(OrderRow.id).where(mine)
    connection.execute(
        update(CustomerRow)
        .where(CustomerRow.id.in_(customer_ids))
        .values(**_NAMELESS, **_NO_ADDRESS)
    )
    methods = update(PaymentMethodRow).where(PaymentMethodRow.customer_id.in_(customer_ids))
    connection.execute(methods.values(brand="", last_four=""))
    connection.execute(update(OrderRow).where(mine).values(**_NO_ADDRESS, extra={}))
    parcels = update(ShipmentRow).where(ShipmentRow.order_id.in_(orders))
    connection.execute(parcels.values(tracking=[], extra={}))


def kept_of_conversations(
    engine: Engine, conversation_ids: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """What hangs on conversations, JSON-ready: "notes" for people, live "lines" and "ratings".

    Raises:
        BackendError: the database cannot be read.
    """
    wanted: Mapping[str, tuple[type[Base], str]] = {
        "notes": (TicketRow, "opened reason contact summary"),
        "lines": (LineRow, "at kind name text"),
        "ratings": (RatingRow, "asked value"),
    }
    found = {}
    with reachable(), reading(engine) as connection:
        for name, (kind, columns) in wanted.items():
            rows = kind.__table__
            here = rows.c.conversation_id.in_(list(conversation_ids))
            asked = select(*(rows.c[one] for one in columns.split())).where(here)
            kept = connection.execute(asked).mappings()
            found[name] = [{key: _plain(one[key]) for key in one} for one in kept]
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def forget_conversations(engine: Engine, conversation_ids: Sequence[str]) -> None:
    """Erase what hangs on conversations: tickets, live lines, messages about them on their way out,
    ratings, feedback, and guests' carts and events; all of it or nothing.

    Raises:
        BackendError: the database cannot be written.
    """
    ids = list(conversation_ids)
    guests = [f"guest:{one}" for one in ids]
    tickets = select(TicketRow.number).where(TicketRow.conversation_id.in_(ids))
    with reachable(), writing(engine) as connection:
        connection.execute(delete(OutgoingRow).where(OutgoingRow.ticket.in_(tickets)))
        for row in (LineRow, RatingRow, FeedbackRow, TicketRow, ShownListRow, TurnRow):
            connection.execute(delete(row).where(row.conversation_id.in_(ids)))
        for cart in (CartLineRow, CartRow):
            connection.execute(delete(cart).where(cart.owner.in_(guests)))
        connection.execute(delete(EventRow).where(EventRow.shopper_id.in_(guests)))
