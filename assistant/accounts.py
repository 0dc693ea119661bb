"""Whose things are: conversations, orders and events of shoppers, shown, handed out and erased."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from heapq import merge
from typing import Any

from assistant.desk.types import Order
from assistant.people.inbox import Orders
from assistant.privacy.personal_data import Person, PersonalData
from assistant.storage import ShopData
from assistant.storage.searches import SearchLog
from assistant.storage.visits import Visits
from ranking.types import Event


class Accounts:
    """What the faces ask about shoppers and customers; safe to share between threads.

    Who asks has been checked before: nothing here knows of keys and logins.
    """

    def __init__(
        self,
        data: ShopData,
        visits: Visits,
        personal: PersonalData,
        orders: Orders,
        searches: SearchLog,
        places: Callable[[Sequence[Event]], Mapping[str, int]],
    ) -> None:
        self._data = data
        self._visits = visits
        self._personal = personal
        self._orders = orders
        self._searches = searches
        self._places = places

    def shopper_of(self, conversation_id: str) -> str:
        """Whose conversation it is; empty: a guest's, or not known."""
        return self._visits.shopper_of(conversation_id)

    def orders_of(self, customer_id: str) -> Sequence[Order]:
        """All orders of a customer, in the order of the source.

        Raises:
            BackendError: the records cannot be reached.
        """
        return self._orders(customer_id)

    def data_of(self, shopper_id: str) -> Mapping[str, Any]:
        """All that is kept of a shopper, JSON-ready: events, cart and conversations. Orders and the
        account are shown to a verified customer only (``Assistant.my_data``)."""
        return self._personal.known(Person(shopper_id=shopper_id))

    def forget(self, shopper_id: str) -> None:
        """Erase all that ``data_of`` shows; orders stay, as book-keeping wants."""
        self._personal.forget(Person(shopper_id=shopper_id))

    def events(
        self, since: datetime | None = None, after: str = "", most: int = 1000
    ) -> Sequence[Event]:
        """Events of all shoppers, oldest first, for the shop's own tools.

        Args:
            since: only those that happened then or later.
            after: only those behind the event of this id.
        """
        return self._data.all_events(since, after, most)

    def places(self, events: Sequence[Event]) -> Mapping[str, int]:
        """At which place, from 1 on, the product of each event stood in the list that the event
        names, by the event's id; what is not known is left out."""
        return self._places(events)

    def searches(self, since: datetime) -> Iterator[Mapping[str, Any]]:
        """What was looked for since a time, in conversations that began then or later and outside
        of any, oldest first: "id", "shopper" (empty: a guest), "conversation" and "turn" (empty
        and None outside), "text", "shown" (product ids, best first) and "at" (ISO 8601)."""
        return merge(
            self._in_conversations(since),
            self._searches.since(since),
            key=lambda one: datetime.fromisoformat(one["at"]),
        )

    def _in_conversations(self, since: datetime) -> Iterator[Mapping[str, Any]]:
        for conversation_id in self._visits.began_since(since):
            whose = self._visits.shopper_of(conversation_id)
            for one in self._personal.searches(conversation_id):
                list_id = f"{conversation_id}:{one['turn']}"
                yield {"id": list_id, "shopper": whose, "conversation": conversation_id, **one}
