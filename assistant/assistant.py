"""The assistant as its faces see it: a message in, a reply out, and everything kept."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.customers import with_events
from assistant.errors import UnknownShopperError
from assistant.graph import Graph
from assistant.outcome import Stopwatch
from assistant.parts import Catalogue, Pictures, Understander
from assistant.people.inbox import Inbox, Log, Orders
from assistant.people.tickets import Tickets
from assistant.people.types import Kind, Line, Live
from assistant.privacy.personal_data import Person, PersonalData
from assistant.records import turn_from_json
from assistant.reply.render import Renderer
from assistant.service.at_privacy import FORGOTTEN
from assistant.service.cart import owner_of
from assistant.service.search import CatalogueSearch
from assistant.state import DialogueState
from assistant.storage import ShopData
from assistant.storage.visits import Visit, Visits
from assistant.types import Card, Message, Reply, Turn, Understanding
from ranking.types import Event, Ranked, Shopper
from retrieval.errors import DaogouError
from retrieval.types import Constraints, Product, Review

STRIPES = 64
"""Locks that conversations share: two turns of one conversation never run at once."""


class Assistant:
    """One shop's assistant. Every method may be called from several threads.

    Built by ``assistant.build.build_assistant``; tests build it with parts of their own.
    """

    def __init__(
        self,
        *,
        store: Catalogue,
        understand: Understander,
        search: CatalogueSearch,
        renderer: Renderer,
        graph: Graph,
        data: ShopData,
        visits: Visits,
        personal: PersonalData,
        tickets: Tickets,
        orders: Orders = lambda customer_id: (),
        log: Log = lambda customer_id: (),
        customers: Sequence[Shopper] = (),
        pictures: Pictures = lambda product: None,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._understand = understand
        self._search = search
        self._renderer = renderer
        self._graph = graph
        self._data = data
        self._visits = visits
        self._personal = personal
        self._tickets = tickets
        self.inbox = Inbox(tickets, self.history, orders, log)
        self._customers: Mapping[str, Shopper] = {one.id: one for one in customers}
        self._pictures = pictures
        self._on_close = on_close
        self._locks = tuple(threading.Lock() for _ in range(STRIPES))

    def reply(self, message: Message) -> Reply:
        """Answer one message. The turn is durable when this returns."""
        began = perf_counter()
        config = _thread(message.conversation_id)
        with self._locks[hash(message.conversation_id) % STRIPES]:
            turn = self._graph.invoke(
                {
                    "message": message,
                    "shopper": self._who(message.shopper_id),
                    "turns": lambda: self.history(message.conversation_id),
                    "clock": Stopwatch(),
                },
                config,
                durability="exit",
            )
        reply: Reply = turn["reply"]
        if reply.action == FORGOTTEN:
            self._personal.erase((message.conversation_id,))
        else:
            self._note(message, reply)
        return replace(reply, latency_ms=round((perf_counter() - began) * 1000, 2))

    def _note(self, message: Message, reply: Reply) -> None:
        """Whose conversation it is, so that it can be found when it is to be forgotten."""
        customer = str(reply.state["desk"]["customer"])
        self._visits.note(Visit(message.conversation_id, message.shopper_id or "", customer))

    def my_data(self, conversation_id: str) -> Mapping[str, Any]:
        """All that the shop has of the customer verified in a conversation, or of the conversation
        alone where nobody is; JSON-ready (see ``PersonalData.known``)."""
        kept = self._graph.get_state(_thread(conversation_id)).values.get("dialogue", {})
        customer = DialogueState.from_json(kept).desk.customer
        return self._personal.known(Person(conversation_id, customer))

    def understand(self, text: str) -> Understanding:
        """What is read out of a text by itself, outside any conversation."""
        return self._understand(text, DialogueState())

    def history(self, conversation_id: str) -> tuple[Turn, ...]:
        """All turns of a conversation, oldest first, with what the shop's people said; empty when
        it is not known."""
        kept = [
            snapshot.values["exchange"]
            for snapshot in self._graph.get_state_history(_thread(conversation_id))
            if "exchange" in snapshot.values
        ]
        turns = [turn_from_json(one, self._store.get) for one in reversed(kept)]
        lines = self._spoken(conversation_id)
        return tuple(
            replace(turn, people=tuple(one for one in lines if one.turn == turn.reply.turn))
            for turn in turns
        )

    def live(self, conversation_id: str, after: int = 0) -> Live:
        """How a conversation with the shop's people stands, and their lines of a greater number
        than ``after``."""
        ticket = self._tickets.of(conversation_id)
        before = 0 if ticket is None else self._tickets.before(ticket)
        return Live(ticket, before, self._spoken(conversation_id, after))

    def _spoken(self, conversation_id: str, after: int = 0) -> tuple[Line, ...]:
        """The people's lines, in words."""
        lines = self._tickets.lines(conversation_id, after)
        return self._renderer.spoken([one for one in lines if one.kind is not Kind.SHOPPER])

    def shoppers(self) -> tuple[Shopper, ...]:
        """The customers that the store knows, with what they did since."""
        return tuple(self._up_to_date(one) for one in self._customers.values())

    def shopper(self, shopper_id: str) -> Shopper:
        """One customer.

        Raises:
            UnknownShopperError: the store has no such customer.
        """
        known = self._customers.get(shopper_id)
        if known is None:
            raise UnknownShopperError(
                f"There is no shopper '{shopper_id}' in this store: choose one of its customers, "
                "or leave the shopper out to go on as a guest."
            )
        return self._up_to_date(known)

    def record(self, event: Event) -> None:
        """Keep what a shopper did, durable on return; the same id twice counts once."""
        self._data.record(event)

    def forget(self, shopper_id: str) -> None:
        """Erase what was kept of a shopper since the store was made: events and cart."""
        self._data.forget(shopper_id, owner_of(shopper_id, ""))

    def recommend(self, shopper_id: str | None, top: int) -> tuple[Card, ...]:
        """At most ``top`` products for a shopper, best first; None: what is liked in general."""
        shopper = self._who(shopper_id)
        found = self._search.look("", Constraints(), shopper, Stopwatch(), top=top)
        return self._cards(found.ranked, shopper)

    def search(self, text: str, shopper_id: str | None, top: int) -> tuple[Card, ...]:
        """At most ``top`` products for a search text, best first, outside any conversation."""
        read = self.understand(text)
        shopper = self._who(shopper_id)
        found = self._search.look(read.search_text, read.constraints, shopper, Stopwatch(), top=top)
        return self._cards(found.ranked, shopper)

    def product(self, product_id: str) -> Product | None:
        """One product of the catalogue; None: no such id."""
        try:
            return self._store.get(product_id)
        except DaogouError:
            return None

    def reviews(self, product_id: str) -> tuple[Review, ...]:
        """What buyers wrote about a product; empty for an unknown one."""
        if self.product(product_id) is None:
            return ()
        return tuple(self._store.reviews(product_id))

    def image_path(self, product: Product) -> Path | None:
        """The picture's file below the store's ``images`` folder; None: there is no such file."""
        return self._pictures(product)

    def close(self) -> None:
        """Let go of files and databases; the assistant cannot be used afterwards."""
        self._on_close()
        self._data.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _cards(self, ranked: Sequence[Ranked], shopper: Shopper | None) -> tuple[Card, ...]:
        return tuple(self._renderer.card(one, shopper) for one in ranked)

    def _who(self, shopper_id: str | None) -> Shopper | None:
        """The customer, or somebody new about whom only this shop's own log knows."""
        if shopper_id is None:
            return None
        return self._up_to_date(self._customers.get(shopper_id, Shopper(shopper_id)))

    def _up_to_date(self, shopper: Shopper) -> Shopper:
        events = self._data.events(shopper.id)
        return with_events(shopper, [(event.kind, event.product_id) for event in events])


def _thread(conversation_id: str) -> Any:
    return {"configurable": {"thread_id": conversation_id}}
