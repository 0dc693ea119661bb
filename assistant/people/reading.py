"""What is kept of tickets, live conversations and ratings, read from the shop's database."""

from datetime import datetime

from sqlalchemy import Engine, func, select

from assistant.errors import TicketError
from assistant.people.rows import OPEN, read_lines, read_tickets, ticket_of
from assistant.people.tables import RatingRow, TicketRow
from assistant.people.types import Kind, Line, Standing, Ticket, TicketState
from assistant.storage.engine import reading
from assistant.storage.orders import reachable


class TicketReader:
    """All tickets of a shop; safe between threads and processes.

    Every method raises ``BackendError`` when the database cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, conversation_id: str) -> Ticket | None:
        """The ticket of a conversation that is not closed."""
        with reachable(), reading(self._engine) as connection:
            return ticket_of(connection, conversation_id)

    def get(self, number: int) -> Ticket:
        """One ticket. Raises TicketError: no such number."""
        with reachable(), reading(self._engine) as connection:
            wanted = select(TicketRow.__table__).where(TicketRow.number == number)
            return existing(next(iter(read_tickets(connection, wanted)), None), number)

    def queue(self) -> tuple[Ticket, ...]:
        """All that are not closed, longest in the queue first."""
        wanted = select(TicketRow.__table__).where(OPEN)
        with reachable(), reading(self._engine) as connection:
            ordered = wanted.order_by(TicketRow.waiting_since, TicketRow.number)
            return read_tickets(connection, ordered)

    def closed(self, top: int = 30) -> tuple[Ticket, ...]:
        """The newest closed ones."""
        wanted = select(TicketRow.__table__).where(TicketRow.state == TicketState.CLOSED)
        with reachable(), reading(self._engine) as connection:
            newest = wanted.order_by(TicketRow.closed.desc(), TicketRow.number.desc()).limit(top)
            return read_tickets(connection, newest)

    def before(self, ticket: Ticket) -> int:
        """How many in the queue have waited longer."""
        earlier = (TicketRow.waiting_since < ticket.waiting_since) | (
            (TicketRow.waiting_since == ticket.waiting_since) & (TicketRow.number < ticket.number)
        )
        wanted = select(func.count()).where(TicketRow.state == TicketState.WAITING, earlier)
        with reachable(), reading(self._engine) as connection:
            return connection.scalar(wanted) or 0

    def of_customer(self, customer_id: str, since: datetime) -> tuple[Ticket, ...]:
        """A verified customer's tickets, oldest first."""
        mine = (TicketRow.customer_id == customer_id) & (TicketRow.opened >= since)
        wanted = select(TicketRow.__table__).where(mine).order_by(TicketRow.number)
        with reachable(), reading(self._engine) as connection:
            return read_tickets(connection, wanted) if customer_id else ()

    def lines(self, conversation_id: str, after: int = 0) -> tuple[Line, ...]:
        """Live lines of a greater number than ``after``, oldest first."""
        with reachable(), reading(self._engine) as connection:
            return read_lines(connection, conversation_id, after)

    def standing(self, conversation_id: str, turn: int) -> Standing:
        """How the people stand to a conversation whose last turn was ``turn``."""
        with reachable(), reading(self._engine) as connection:
            ticket = ticket_of(connection, conversation_id)
            since = read_lines(connection, conversation_id, turn=turn)
        theirs = [line for line in since if line.kind is not Kind.SHOPPER]
        return Standing(ticket, bool(theirs), bool(theirs) and theirs[-1].kind is Kind.ASKED)

    def rating(self, conversation_id: str) -> int | None:
        """How satisfied a shopper was, 1 (bad) .. 5 (good); None: not said."""
        wanted = select(RatingRow.value).where(RatingRow.conversation_id == conversation_id)
        with reachable(), reading(self._engine) as connection:
            return connection.scalar(wanted)


def existing(ticket: Ticket | None, number: int) -> Ticket:
    """The ticket. Raises TicketError: there is none of this number."""
    if ticket is None:
        raise TicketError(f"There is no ticket {number}.")
    return ticket
