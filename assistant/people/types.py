"""Tickets and what is said between shoppers and the shop's people."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


class Reason(StrEnum):
    """Why a person is wanted."""

    REQUEST = "request"
    """The shopper asked for one."""
    FAILURES = "failures"
    """Several answers in a row did not help."""
    MOOD = "mood"
    """The shopper is unhappy, or the conversation has become hard."""
    COMPLAINT = "complaint"
    QUESTION = "question"
    """Neither the records nor the pages say."""
    POLICY = "policy"
    """The rules leave it to a person."""
    RISK = "risk"
    """A request that a person is to look at first."""


class TicketState(StrEnum):
    """Where a ticket is."""

    WAITING = "waiting"
    """In the queue; the assistant goes on answering."""
    TAKEN = "taken"
    """A person talks with the shopper; the assistant is silent."""
    RETURNED = "returned"
    """A person gave the conversation back to the assistant."""
    CLOSED = "closed"


class Kind(StrEnum):
    """What a line of a live conversation is."""

    SHOPPER = "shopper"
    PERSON = "person"
    JOINED = "joined"
    LEFT = "left"
    """The assistant answers again."""
    CLOSED = "closed"
    ASKED = "asked"
    """How satisfied the shopper is was asked."""


Status = Literal["none", "waiting", "talking", "returned"]
"""How people stand to a conversation, as the shopper's page hears of it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a person should know before the first word; empty: not known."""

    who: str = ""
    what: str = ""
    """What it is about."""
    done: tuple[str, ...] = ()
    """What was changed in this conversation."""
    tried: tuple[str, ...] = ()
    """What the assistant did about it, oldest first."""
    mood: str = ""
    """"calm", "strained" or "distressed"."""
    may_offer: str = ""
    """What the rules let a person offer for the complaint."""


@dataclass(frozen=True, slots=True)
class Call:
    """What opens a ticket."""

    conversation_id: str
    reason: Reason
    about: str = ""
    """Id of the product or order that it is about."""
    shopper_id: str | None = None
    customer_id: str = ""
    """Of a customer who is verified; empty: nobody is."""
    contact: str = ""
    """Email address or telephone number to answer to."""
    summary: Summary = Summary()


@dataclass(frozen=True, slots=True)
class Ticket:
    """One matter for the shop's people; a conversation has at most one that is not closed."""

    number: int
    """Told to the shopper."""
    call: Call
    state: TicketState
    opened: datetime
    waiting_since: datetime
    """When it came (back) into the queue."""
    agent: str = ""
    """Who has taken it, or had it last."""
    turn: int = 0
    """The conversation's last turn that the people know of."""
    last_line: int = 0
    """Number of the conversation's last live line."""
    unanswered: bool = False
    """Whether the last word of the live conversation is the shopper's."""
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Something said (or that happened) in a live conversation."""

    number: int
    """Grows over all conversations."""
    kind: Kind
    text: str
    """Empty for what merely happened."""
    name: str
    """Of the person; empty: the shopper's line."""
    turn: int
    """The turn after which it was said; of a shopper's line the turn that it is."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How the people stand to a conversation when its next message comes."""

    ticket: Ticket | None = None
    """The one that is not closed."""
    interrupted: bool = False
    """Whether a person has said or done something since the last turn."""
    asked: bool = False
    """Whether the last of that was the question how satisfied the shopper is."""

    @property
    def talking(self) -> bool:
        """Whether messages are for a person."""
        return self.ticket is not None and self.ticket.state is TicketState.TAKEN


@dataclass(frozen=True, slots=True)
class Live:
    """A conversation's live part as the shopper's page follows it."""

    ticket: Ticket | None
    """The one that is not closed."""
    before: int
    """How many tickets are in the queue before it."""
    lines: tuple[Line, ...]
    """Oldest first."""

    @property
    def status(self) -> Status:
        """ "none", "waiting" (in the queue), "talking" (a person has it) or "returned"."""
        names: dict[TicketState, Status] = {
            TicketState.WAITING: "waiting",
            TicketState.TAKEN: "talking",
            TicketState.RETURNED: "returned",
        }
        return "none" if self.ticket is None else names[self.ticket.state]
