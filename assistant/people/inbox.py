"""What the shop's people see and do: the queue, a ticket with its conversation, and their part in
it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.desk.types import AuditEntry, Order
from assistant.people.tickets import Tickets
from assistant.people.types import Kind, Line, Ticket
from assistant.types import Turn

Orders = Callable[[str], Sequence[Order]]
"""A verified customer's orders, by the customer's id."""
Log = Callable[[str], Sequence[AuditEntry]]
"""What was done of a customer's and left to a person, oldest first."""


_TOLD = ("done", "failed", "left to a person")


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
    log: tuple[str, ...]
    """What was done in this conversation, and what the rules left to a person and why."""
    rating: int | None
    """How satisfied the shopper was, 1..5; None: not said."""


class Inbox:
    """The inbox of a shop; safe to share between threads. Raises what ``Tickets`` raises."""

    def __init__(
        self,
        tickets: Tickets,
        history: Callable[[str], Sequence[Turn]],
        orders: Orders,
        log: Log = lambda customer_id: (),
    ) -> None:
        self._history = history
        self._orders = orders
        self._log = log
        self.queue = tickets.queue
        self.closed = tickets.closed
        self.get = tickets.get
        self.take = tickets.take
        self.give_back = tickets.give_back
        self.close = tickets.close
        self.say = tickets.say
        self._lines = tickets.lines
        self._rating = tickets.rating

    def case(self, number: int) -> Case:
        """One ticket with its conversation. Raises TicketError: no such ticket."""
        ticket = self.get(number)
        call = ticket.call
        turns = self._history(call.conversation_id)
        heard = [one for one in self._lines(call.conversation_id) if one.kind is Kind.SHOPPER]
        orders = tuple(self._orders(call.customer_id)) if call.customer_id else ()
        entries = self._log(call.customer_id) if call.customer_id else ()
        log = tuple(_logged(one) for one in entries if _worth_reading(one, call.conversation_id))
        return Case(
            ticket, transcript(turns, heard), orders, log, self._rating(call.conversation_id)
        )


def _worth_reading(entry: AuditEntry, conversation_id: str) -> bool:
    return entry.conversation_id == conversation_id and entry.action in _TOLD


def _logged(entry: AuditEntry) -> str:
    """ "left to a person: return of #W1 (needs_person, score 0.93: ...)"."""
    details = entry.details
    about = str(details.get("operation", "")).replace("_", " ")
    why = [str(details[name]) for name in ("code", "for_person", "why") if details.get(name)]
    of = f" of {entry.order_id}" if entry.order_id else ""
    return f"{entry.action}: {about}{of}" + (f" ({', '.join(why)})" if why else "")


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
