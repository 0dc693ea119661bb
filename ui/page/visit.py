"""Who is on the page and in which conversation, and what an event draws anew."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import uuid4

from assistant.service.cart import owner_of
from assistant.types import Turn

Memory = Mapping[str, Any]
"""What the browser keeps: "conversation", "shopper", "rated" ({turn: 1 or -1}) and "hidden" (ids).
It is believed in nothing that matters: who a shopper is says their login (or, in a demonstration,
the choice among sample shoppers)."""
GUEST: Memory = {"conversation": "", "shopper": "", "rated": {}, "hidden": []}


class Why(StrEnum):
    """Why a message got no answer."""

    WRONG = "wrong"
    """Something failed."""
    BUSY = "busy"
    """There was no room for it: nothing was done."""
    LATE = "late"
    """It takes long, and goes on."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A message that got no answer yet."""

    user: str
    why: Why = Why.WRONG
    event: Mapping[str, Any] = field(default_factory=dict)
    """What happened on the page, to be done again; its "id" makes that harmless, and "tries" says
    how often it was done."""


@dataclass(frozen=True, slots=True)
class Session:
    """What a tab has on the server."""

    turns: tuple[Turn | Failed, ...] = ()
    """The exchanges of the transcript, oldest first."""
    login: str = ""
    """What the shop's login says of who this is, signed by it; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A session together with what the browser remembers."""

    session: Session = field(default_factory=Session)
    conversation: str = ""
    """Empty: nothing has been said or done."""
    shopper: str = ""
    """Verified, or a sample; empty: a guest."""
    rated: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    """Products that are not for this shopper."""

    @property
    def owner(self) -> str:
        """Whose cart it is."""
        return owner_of(self.shopper or None, self.conversation)

    @property
    def known_as(self) -> str:
        """Under which id events are recorded."""
        return self.shopper or self.owner

    @property
    def memory(self) -> Memory:
        """What the browser is to keep."""
        return {
            "conversation": self.conversation,
            "shopper": self.shopper,
            "rated": dict(self.rated),
            "hidden": list(self.hidden),
        }

    def begun(self) -> "Visit":
        """The visit with a conversation, a new one where there was none."""
        return self if self.conversation else replace(self, conversation=uuid4().hex)

    def with_turns(self, *turns: Turn | Failed) -> "Visit":
        """The visit with these exchanges in the transcript."""
        return replace(self, session=replace(self.session, turns=turns))


def visit_of(
    memory: Memory | None, session: Session | None, whose: Callable[[str, str], str]
) -> Visit:
    """A visit out of what came from the browser, whatever that was.

    Args:
        whose: login and the id that the browser names -> the shopper; empty: a guest. A
            conversation that belonged to another shopper is left.
    """
    known, session = memory if isinstance(memory, Mapping) else {}, session or Session()
    named = str(known.get("shopper") or "")
    shopper = whose(session.login, named)
    if named and shopper != named:
        return Visit(Session(login=session.login), "", shopper)
    rated, hidden = known.get("rated"), known.get("hidden")
    return Visit(
        session,
        str(known.get("conversation") or ""),
        shopper,
        {str(turn): value for turn, value in rated.items() if value in (1, -1)}
        if isinstance(rated, Mapping)
        else {},
        tuple(map(str, hidden)) if isinstance(hidden, list) else (),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """What an event draws anew; None: it stays as it is."""

    visit: Visit
    transcript: str | None = None
    sheet: str | None = None
    """A panel over the page."""
    news: str | None = None
    """A word on what was done, and how much is in the cart."""
    head: str | None = None
    until: "Future[Any] | None" = None
    """What is to be waited for before the next step is asked for, at most the work's seconds."""
