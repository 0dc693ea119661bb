"""A customer made unknown in the records: orders stay, as book-keeping wants, without the person.

What stays of a customer: the shop's own id, the country, the payment references and the balance of
gift cards. The audit log holds no personal data (see ``audit``) and stays as it is.
"""

from collections.abc import Sequence

from sqlalchemy import Engine, delete, select, update

from assistant.people.tables import LineRow, OutgoingRow, RatingRow, TicketRow
from assistant.storage.engine import writing
from assistant.storage.order_tables import (
    ConfirmationRow,
    CustomerRow,
    OrderRow,
    PaymentMethodRow,
    ShipmentRow,
)
from assistant.storage.orders import reachable
from assistant.storage.tables import CartLineRow, CartRow, FeedbackRow

NOBODY = " "
"""As a key that names are compared by: no name has it, for keys have no blanks."""
_NO_ADDRESS = {"line1": "", "line2": "", "city": "", "state": "", "postal_code": ""}


def pseudonymise(engine: Engine, customer_id: str) -> bool:
    """Take the person out of a customer's records, all of it or nothing; False: no such customer.

    Raises:
        BackendError: the database cannot be written.
    """
    mine = select(OrderRow.id).where(OrderRow.customer_id == customer_id)
    with reachable(), writing(engine) as connection:
        nameless = {
            "first_name": "",
            "last_name": "",
            "email": "",
            "email_key": NOBODY,
            "name_key": NOBODY,
            "postal_key": NOBODY,
            "group": "",
            "extra": {},
        }
        here = CustomerRow.id == customer_id
        changed = connection.execute(
            update(CustomerRow).where(here).values(**nameless, **_NO_ADDRESS)
        )
        if not changed.rowcount:
            return False
        methods = update(PaymentMethodRow).where(PaymentMethodRow.customer_id == customer_id)
        connection.execute(methods.values(brand="", last_four=""))
        orders = update(OrderRow).where(OrderRow.customer_id == customer_id)
        connection.execute(orders.values(**_NO_ADDRESS, extra={}))
        parcels = update(ShipmentRow).where(ShipmentRow.order_id.in_(mine))
        connection.execute(parcels.values(tracking=[], extra={}))
        ended = ConfirmationRow.state != "confirmed"
        yeses = delete(ConfirmationRow).where(ConfirmationRow.customer_id == customer_id, ended)
        connection.execute(yeses)
    return True


def forget_conversations(engine: Engine, conversation_ids: Sequence[str]) -> None:
    """Erase what hangs on conversations: tickets, live lines, messages about them on their way out,
    ratings, feedback and guests' carts; all of it or nothing.

    Raises:
        BackendError: the database cannot be written.
    """
    ids = list(conversation_ids)
    guests = [f"guest:{one}" for one in ids]
    tickets = select(TicketRow.number).where(TicketRow.conversation_id.in_(ids))
    with reachable(), writing(engine) as connection:
        connection.execute(delete(OutgoingRow).where(OutgoingRow.ticket.in_(tickets)))
        for row in (LineRow, RatingRow, FeedbackRow, TicketRow):
            connection.execute(delete(row).where(row.conversation_id.in_(ids)))
        for cart in (CartLineRow, CartRow):
            connection.execute(delete(cart).where(cart.owner.in_(guests)))
