"""Tickets, live conversations and ratings in the shop's database.

One ticket a conversation is open at a time; who takes it talks to the shopper, alone. Whatever the
shop's own desk is to hear of goes into the outbox in the same transaction.
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, update
from sqlalchemy.exc import IntegrityError

from assistant.errors import BackendError, TicketError
from assistant.people.reading import TicketReader, existing
from assistant.people.rows import (
    add_line,
    add_ticket,
    ask_rating,
    change_ticket,
    locked_ticket,
    read_lines,
    ticket_of,
)
from assistant.people.tables import LineRow, RatingRow
from assistant.people.types import Call, Kind, Line, Ticket, TicketState
from assistant.storage.engine import writing
from assistant.storage.orders import reachable, utc_now

AWAY = timedelta(minutes=10)
"""A shopper who has said nothing for so long is answered by email as well, if they left one."""
Tell = Callable[[Connection, str, Ticket, str], None]
"""Puts an event, its ticket and what was said into the outbox."""


class Tickets(TicketReader):
    """All tickets of a shop; safe between threads and processes.

    Every method is one transaction, durable on return, and raises ``BackendError`` when the
    database cannot be reached.
    """

    def __init__(
        self,
        engine: Engine,
        tell: Tell = lambda connection, event, ticket, text: None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(engine)
        self._tell = tell
        self._now = now

    def open(self, call: Call, turn: int) -> tuple[Ticket, bool]:
        """The conversation's ticket, and whether it is (back) in the queue only now."""
        try:
            return self._open(call, turn)
        except BackendError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise
            return self._open(call, turn)  # another process was quicker: theirs is the ticket

    def _open(self, call: Call, turn: int) -> tuple[Ticket, bool]:
        at = self._now()
        with reachable(), writing(self._engine) as connection:
            known = ticket_of(connection, call.conversation_id)
            if known is not None and known.state is not TicketState.RETURNED:
                return known, False
            if known is None:
                number = add_ticket(connection, call, at, turn)
            else:
                number = known.number
                change_ticket(
                    connection, number, state=TicketState.WAITING, waiting_since=at, turn=turn
                )
            ticket = self._changed(connection, number)
            event = "ticket.opened" if known is None else "ticket.reopened"
            self._tell(connection, event, ticket, "")
            return ticket, True

    def take(self, number: int, agent: str) -> Ticket:
        """Take a conversation over; from now on its messages are for ``agent``.

        Raises:
            TicketError: it is closed, or somebody else has it.
        """
        return self._step(number, agent, "ticket.taken", TicketState.TAKEN, Kind.JOINED)

    def give_back(self, number: int, agent: str) -> Ticket:
        """Let the assistant go on. Raises TicketError: ``agent`` does not have it."""
        return self._step(number, agent, "ticket.returned", TicketState.RETURNED, Kind.LEFT)

    def close(self, number: int, agent: str) -> Ticket:
        """The matter is settled; the shopper is asked once how satisfied they are.

        Raises:
            TicketError: it is closed already, or somebody else has it.
        """
        return self._step(number, agent, "ticket.closed", TicketState.CLOSED, Kind.CLOSED)

    def say(self, number: int, agent: str, text: str) -> Line:
        """A person's words to the shopper. Raises TicketError: ``agent`` does not have it."""
        with reachable(), writing(self._engine) as connection:
            ticket = _held(existing(locked_ticket(connection, number), number), agent)
            at = self._now()
            lines = read_lines(connection, ticket.call.conversation_id)
            heard = [one.at for one in lines if one.kind is Kind.SHOPPER]
            line = add_line(connection, ticket, Kind.PERSON, at, text)
            self._tell(connection, "ticket.answered", ticket, text)
            if at - max((ticket.waiting_since, *heard)) > AWAY:
                self._tell(connection, "shopper.away", ticket, text)
            return line

    def hear(self, conversation_id: str, turn: int, text: str) -> tuple[Line, ...]:
        """A shopper's message to the person who has the conversation: kept once for each turn.

        Returns:
            The live lines, oldest first, this one the last.
        """
        with reachable(), writing(self._engine) as connection:
            ticket = ticket_of(connection, conversation_id)
            if ticket is None:
                return ()
            again = (LineRow.conversation_id == conversation_id) & (LineRow.turn == turn)
            tried = update(LineRow).where(again, LineRow.kind == Kind.SHOPPER).values(text=text)
            if not connection.execute(tried).rowcount:
                change_ticket(connection, ticket.number, turn=turn)
                line = add_line(
                    connection, replace(ticket, turn=turn), Kind.SHOPPER, self._now(), text
                )
                self._tell(
                    connection, "ticket.message", replace(ticket, last_line=line.number), text
                )
            return read_lines(connection, conversation_id)

    def follow(
        self, conversation_id: str, turn: int, customer_id: str = "", who: str = "", email: str = ""
    ) -> None:
        """The assistant has answered a turn of a conversation that has a ticket.

        Args:
            customer_id: verified, perhaps only now; ``who`` and ``email`` are the customer's.
        """
        with reachable(), writing(self._engine) as connection:
            ticket = ticket_of(connection, conversation_id)
            if ticket is None:
                return
            change_ticket(connection, ticket.number, turn=turn)
            if customer_id and not ticket.call.customer_id:
                change_ticket(
                    connection,
                    ticket.number,
                    customer_id=customer_id,
                    contact=ticket.call.contact or email,
                    summary=asdict(replace(ticket.call.summary, who=who)),
                )

    def leave_contact(self, conversation_id: str, contact: str) -> Ticket | None:
        """Keep where to answer to; None: the conversation has no open ticket."""
        with reachable(), writing(self._engine) as connection:
            ticket = ticket_of(connection, conversation_id)
            if ticket is None:
                return None
            change_ticket(connection, ticket.number, contact=contact)
            ticket = self._changed(connection, ticket.number)
            self._tell(connection, "ticket.contact", ticket, contact)
            return ticket

    def ask_rating(self, conversation_id: str) -> bool:
        """Note that the shopper is asked how satisfied they are; False: they were before."""
        with reachable(), writing(self._engine) as connection:
            return ask_rating(connection, conversation_id, self._now())

    def rate(self, conversation_id: str, value: int) -> None:
        """Keep how satisfied a shopper is who was asked, 1 (bad) .. 5 (good)."""
        of_it = RatingRow.conversation_id == conversation_id
        with reachable(), writing(self._engine) as connection:
            values = {"value": value, "given": self._now()}
            connection.execute(update(RatingRow).where(of_it).values(**values))

    def _step(self, number: int, agent: str, event: str, state: TicketState, kind: Kind) -> Ticket:
        at = self._now()
        with reachable(), writing(self._engine) as connection:
            ticket = existing(locked_ticket(connection, number), number)
            if ticket.state is TicketState.CLOSED:
                raise TicketError(f"Ticket {number} is closed.")
            if state is TicketState.RETURNED:
                _held(ticket, agent)
            elif ticket.state is TicketState.TAKEN and ticket.agent != agent:
                raise TicketError(f"{ticket.agent} has taken ticket {number} over.")
            if ticket.state is state:
                return ticket
            closed = at if state is TicketState.CLOSED else None
            change_ticket(connection, number, state=state, agent=agent, closed=closed)
            ticket = self._changed(connection, number)
            add_line(connection, ticket, kind, at)
            conversation = ticket.call.conversation_id
            if closed and ask_rating(connection, conversation, at):
                add_line(connection, ticket, Kind.ASKED, at)
            self._tell(connection, event, ticket, "")
            return self._changed(connection, number)

    def _changed(self, connection: Connection, number: int) -> Ticket:
        return existing(locked_ticket(connection, number), number)


def _held(ticket: Ticket, agent: str) -> Ticket:
    if ticket.state is not TicketState.TAKEN or ticket.agent != agent:
        raise TicketError(f"Take ticket {ticket.number} over first; it is not yours.")
    return ticket
