"""What the shop's people see and do: the queue, a ticket with its conversation, and their part in
it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.desk.types import Order
from assistant.people.tickets import Tickets
from assistant.people.types import Kind, Line, Ticket
from assistant.types import Turn

Orders = Callable[[str], Sequence[Order]]
"""A verified customer's orders, by the customer's id."""


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance of a transcript."""

    by: str
    """"shopper", "assistant", "person", or "notice" for what happened."""
    name: str
    """Of the person."""
    text: str
    at: datetime | None = None
    """None: not kept."""


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket with all that belongs to it."""

    ticket: Ticket
    transcript: tuple[Said, ...]
    orders: tuple[Order, ...]
    """Of the verified customer."""


class Inbox:
    """The inbox of a shop; safe to share between threads. Raises what ``Tickets`` raises."""

    def __init__(
        self, tickets: Tickets, history: Callable[[str], Sequence[Turn]], orders: Orders
    ) -> None:
        self._history = history
        self._orders = orders
        self.queue = tickets.queue
        self.closed = tickets.closed
        self.get = tickets.get
        self.take = tickets.take
        self.give_back = tickets.give_back
        self.close = tickets.close
        self.say = tickets.say
        self._lines = tickets.lines

    def case(self, number: int) -> Case:
        """One ticket with its conversation. Raises TicketError: no such ticket."""
        ticket = self.get(number)
        call = ticket.call
        turns = self._history(call.conversation_id)
        heard = [one for one in self._lines(call.conversation_id) if one.kind is Kind.SHOPPER]
        orders = tuple(self._orders(call.customer_id)) if call.customer_id else ()
        return Case(ticket, transcript(turns, heard), orders)


def transcript(turns: Sequence[Turn], heard: Sequence[Line]) -> tuple[Said, ...]:
    """A conversation as it went.

    Args:
        heard: the shopper's live lines: they are kept before their turns are, and have times.
    """
    told: list[Said] = []
    times = {line.turn: line.at for line in heard}
    for turn in turns:
        told.append(Said("shopper", "", turn.user, times.pop(turn.reply.turn, None)))
        if turn.reply.text:
            told.append(Said("assistant", "", turn.reply.text))
        told += [
            Said("person" if one.kind is Kind.PERSON else "notice", one.name, one.text, one.at)
            for one in turn.people
        ]
    told += [Said("shopper", "", one.text, one.at) for one in heard if one.turn in times]
    return tuple(told)
