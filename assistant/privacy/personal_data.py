"""What the shop has of one person: shown as JSON, erased, and kept no longer than set."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from sqlalchemy import Engine

from assistant.desk.backend import ShopBackend
from assistant.desk.types import Order
from assistant.desk.wire import to_json
from assistant.service.cart import owner_of
from assistant.storage import ShopData
from assistant.storage.forgetting import forget_conversations, kept_of_conversations, pseudonymise
from assistant.storage.learning import LearningStore
from assistant.storage.profile_choices import ProfileChoices
from assistant.storage.searches import forget_searches
from assistant.storage.visits import Visits
from assistant.types import Intent

ENDED = frozenset(
    (
        "cancelled", "canceled", "voided", "delivered", "collected", "picked up", "fulfilled",
        "complete", "completed", "closed", "archived",
        "returned", "return received", "return completed", "refunded", "exchanged",
        "exchange completed",
    )
)  # fmt: skip
"""States of an order with which nothing is open any more, as shops usually call them. One that is
not among them is open: with "return requested" money is still to come."""
SEARCHES = frozenset((Intent.FIND_PRODUCT, Intent.REFINE_SEARCH, Intent.RECOMMEND))
"""Intents of messages that look for products."""
AT_ONCE = 500
"""Conversations in one query; every database takes that many."""


def has_ended(status: str) -> bool:
    """Whether an order in this state needs its customer no more; case, ``_`` and ``-`` aside."""
    return " ".join(re.split(r"[\s_-]+", status.strip().casefold())) in ENDED


@dataclass(frozen=True, slots=True)
class Person:
    """Of whom is spoken: a verified customer, a shopper, or whoever has this conversation."""

    conversation_id: str = ""
    customer_id: str = ""
    """Empty: nobody is verified, and only the conversation is theirs for certain."""
    shopper_id: str = ""
    """Whom the shop's server vouches for, though not for their orders; empty: nobody."""

    @property
    def behaved_as(self) -> str:
        """Under which id events and cart are kept; empty: none."""
        return self.customer_id or self.shopper_id


class PersonalData:
    """Safe to share between threads. Raises ``BackendError`` when records cannot be reached.

    Args:
        backend: customers and orders; None: the store has none.
        own_records: whether those are in ``engine``, so that a customer can be made unknown there.
        profile: what is made of a shopper's behaviour, JSON-ready; None: not shown.
        let_go: called with a shopper (empty: nobody) and conversations before they are erased, so
            that nothing of them is written afterwards.
    """

    def __init__(
        self,
        engine: Engine,
        data: ShopData,
        visits: Visits,
        conversations: BaseCheckpointSaver[str],
        backend: ShopBackend | None,
        *,
        own_records: bool,
        now: Callable[[], datetime],
        profile: Callable[[str], Mapping[str, Any]] | None = None,
        let_go: Callable[[str, Sequence[str]], None] = lambda shopper_id, conversation_ids: None,
    ) -> None:
        self._engine = engine
        self._data = data
        self._visits = visits
        self._conversations = conversations
        self._backend = backend
        self._own_records = own_records
        self._now = now
        self._profile = profile
        self._let_go = let_go
        self._choices = ProfileChoices(engine)
        self._lists = LearningStore(engine)

    def known(self, who: Person) -> dict[str, Any]:
        """All of it, JSON-ready: "customer", "orders", "events", what is made of them ("profile"),
        "cart", the "lists" of products that they were shown, "conversations", and of these the
        "notes" for the shop's people, their "lines" and the "ratings".

        Ids of conversations are left out: whoever has one may go on with it.
        """
        talks = self._talks(who)
        customer = self._customer(who)
        owner = owner_of(who.behaved_as or None, who.conversation_id)
        # In conversations with nobody in particular behaviour is kept under the conversation.
        behaved_as = [one for one in (who.behaved_as, *_guests(talks)) if one]
        return {
            "made": self._now().isoformat(timespec="seconds"),
            "customer": None if customer is None else to_json(customer),
            "orders": [to_json(one) for one in self._orders(who)],
            "events": [
                {"kind": one.kind.value, "product_id": one.product_id, "at": one.at.isoformat()}
                for name in behaved_as
                for one in self._data.events(name)
            ],
            "profile": self._profile(who.behaved_as) if self._profile and who.behaved_as else None,
            "cart": [
                {"product_id": one.product_id, "form": one.variant_id, "quantity": one.quantity}
                for one in self._data.cart(owner)
            ],
            "lists": [
                {"at": one.at.isoformat(), "words": one.query, "products": list(one.shown)}
                for name in behaved_as
                for one in self._lists.lists(name)
            ],
            "conversations": [self._transcript(one) for one in talks],
            **kept_of_conversations(self._engine, talks),
        }

    @property
    def own_records(self) -> bool:
        """Whether the customers' accounts and orders can be erased here."""
        return self._own_records

    def open_orders(self, who: Person) -> tuple[str, ...]:
        """Orders that still need the person: until they have ended nobody can be forgotten."""
        return tuple(one.id for one in self._orders(who) if not has_ended(one.status))

    def forget(self, who: Person) -> None:
        """Erase all but the present conversation, which ``erase`` takes when its turn is over.

        Orders stay without the person, where the shop's own database has them.
        """
        if who.behaved_as:
            self._let_go(who.behaved_as, ())
            self._data.forget(who.behaved_as, owner_of(who.behaved_as, ""))
            self._choices.forget(who.behaved_as)
            self._lists.forget(who.behaved_as)
        if who.customer_id and self._own_records:
            pseudonymise(self._engine, who.customer_id)
        self.erase([one for one in self._talks(who) if one != who.conversation_id])

    def erase(self, conversation_ids: Sequence[str]) -> None:
        """Erase conversations with all that hangs on them."""
        for start in range(0, len(conversation_ids), AT_ONCE):
            some = tuple(conversation_ids[start : start + AT_ONCE])
            self._let_go("", some)
            for one in some:
                self._conversations.delete_thread(one)
            forget_conversations(self._engine, some)
            self._choices.forget(*_guests(some))
            self._visits.forget(some)

    def tidy(self, keep: timedelta) -> int:
        """Erase conversations that nobody went on with for so long, and return how many; lists of
        products that were shown so long ago, and searches outside conversations, too."""
        old = self._visits.before(self._now() - keep)
        self._lists.forget_before(self._now() - keep)
        forget_searches(self._engine, self._now() - keep)
        self.erase(old)
        return len(old)

    def _customer(self, who: Person) -> Any:
        if not who.customer_id or self._backend is None:
            return None
        return self._backend.customer(who.customer_id)

    def _orders(self, who: Person) -> Sequence[Order]:
        if not who.customer_id or self._backend is None:
            return ()
        return self._backend.orders_of(who.customer_id)

    def _talks(self, who: Person) -> tuple[str, ...]:
        theirs = self._visits.of(customer_id=who.customer_id, shopper_id=who.shopper_id)
        return tuple(one for one in dict.fromkeys((*theirs, who.conversation_id)) if one)

    def _transcript(self, conversation_id: str) -> Sequence[Mapping[str, str]]:
        kept = self._exchanges(conversation_id)
        return [{"you": one["user"], "answer": one["text"]} for _, one in kept]

    def searches(self, conversation_id: str) -> Sequence[Mapping[str, Any]]:
        """What was looked for in a conversation, oldest first: "turn", "text", "shown" (product
        ids, best first) and "at" (ISO 8601)."""
        return [
            {
                "turn": one["turn"],
                "text": one["user"],
                "shown": [card["id"] for card in one["cards"]],
                "at": at,
            }
            for at, one in self._exchanges(conversation_id)
            if one["intent"] in SEARCHES
        ]

    def _exchanges(self, conversation_id: str) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """Turns as they are kept, each with its time, oldest first."""
        kept = self._conversations.list({"configurable": {"thread_id": conversation_id}})
        turns = [(one.checkpoint["ts"], one.checkpoint["channel_values"]) for one in kept]
        return [(at, one["exchange"]) for at, one in reversed(turns) if "exchange" in one]


def _guests(conversation_ids: Sequence[str]) -> Sequence[str]:
    """Under which ids the behaviour of guests in these conversations is kept."""
    return [owner_of(None, one) for one in conversation_ids]
