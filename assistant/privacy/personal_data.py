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
from assistant.storage.visits import Visits

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
AT_ONCE = 500
"""Conversations in one query; every database takes that many."""


def has_ended(status: str) -> bool:
    """Whether an order in this state needs its customer no more; case, ``_`` and ``-`` aside."""
    return " ".join(re.split(r"[\s_-]+", status.strip().casefold())) in ENDED


@dataclass(frozen=True, slots=True)
class Person:
    """Of whom is spoken: a verified customer, or whoever has this conversation."""

    conversation_id: str
    customer_id: str = ""
    """Empty: nobody is verified, and only the conversation is theirs for certain."""


class PersonalData:
    """Safe to share between threads. Raises ``BackendError`` when records cannot be reached.

    Args:
        backend: customers and orders; None: the store has none.
        own_records: whether those are in ``engine``, so that a customer can be made unknown there.
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
    ) -> None:
        self._engine = engine
        self._data = data
        self._visits = visits
        self._conversations = conversations
        self._backend = backend
        self._own_records = own_records
        self._now = now

    def known(self, who: Person) -> dict[str, Any]:
        """All of it, JSON-ready: "customer", "orders", "events", "cart", "conversations", and of
        these the "notes" for the shop's people, their "lines" and the "ratings".

        Ids of conversations are left out: whoever has one may go on with it.
        """
        talks = self._talks(who)
        customer = self._customer(who)
        owner = owner_of(who.customer_id or None, who.conversation_id)
        return {
            "made": self._now().isoformat(timespec="seconds"),
            "customer": None if customer is None else to_json(customer),
            "orders": [to_json(one) for one in self._orders(who)],
            "events": [
                {"kind": one.kind.value, "product_id": one.product_id, "at": one.at.isoformat()}
                for one in self._events(who)
            ],
            "cart": [
                {"product_id": one.product_id, "form": one.variant_id, "quantity": one.quantity}
                for one in self._data.cart(owner)
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
        if who.customer_id:
            self._data.forget(who.customer_id, owner_of(who.customer_id, ""))
            if self._own_records:
                pseudonymise(self._engine, who.customer_id)
        self.erase([one for one in self._talks(who) if one != who.conversation_id])

    def erase(self, conversation_ids: Sequence[str]) -> None:
        """Erase conversations with all that hangs on them."""
        for start in range(0, len(conversation_ids), AT_ONCE):
            some = tuple(conversation_ids[start : start + AT_ONCE])
            for one in some:
                self._conversations.delete_thread(one)
            forget_conversations(self._engine, some)
            self._visits.forget(some)

    def tidy(self, keep: timedelta) -> int:
        """Erase conversations that nobody went on with for so long, and return how many."""
        old = self._visits.before(self._now() - keep)
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

    def _events(self, who: Person) -> Sequence[Any]:
        return self._data.events(who.customer_id) if who.customer_id else ()

    def _talks(self, who: Person) -> tuple[str, ...]:
        theirs = self._visits.of(customer_id=who.customer_id) if who.customer_id else ()
        return tuple(dict.fromkeys((*theirs, who.conversation_id)))

    def _transcript(self, conversation_id: str) -> Sequence[Mapping[str, str]]:
        kept = self._conversations.list({"configurable": {"thread_id": conversation_id}})
        exchanges = [one.checkpoint["channel_values"].get("exchange") for one in kept]
        return [
            {"you": one["user"], "answer": one["text"]}
            for one in reversed(exchanges)
            if one is not None
        ]
