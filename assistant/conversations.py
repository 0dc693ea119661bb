"""Conversations: one turn of each at a time, kept when it returns, shown again and erased."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

from assistant.graph import Graph
from assistant.learning import Learner
from assistant.outcome import Stopwatch
from assistant.parts import Catalogue
from assistant.people.tickets import Tickets
from assistant.people.types import Kind, Line, Live
from assistant.privacy.personal_data import Person, PersonalData
from assistant.profiles import ShopperProfiles
from assistant.records import turn_from_json
from assistant.reply.render import Renderer
from assistant.service.at_privacy import FORGOTTEN
from assistant.service.cart import owner_of
from assistant.state import DialogueState
from assistant.storage.turns import TurnLog
from assistant.storage.visits import Visit, Visits
from assistant.taps import known
from assistant.types import Card, Message, Reply, Turn
from assistant.understanding.clean import clean_message
from ranking.types import Shopper
from retrieval.errors import DaogouError

_LOCKS = tuple(threading.Lock() for _ in range(64))
"""Conversations share them: two turns of one conversation never run at once, nor do those of two
assistants of which one takes the other's place while it serves (``assistant.serving``)."""


class Conversations:
    """Of one shop. Safe to share between threads."""

    def __init__(
        self,
        graph: Graph,
        store: Catalogue,
        renderer: Renderer,
        profiles: ShopperProfiles,
        learner: Learner,
        visits: Visits,
        personal: PersonalData,
        tickets: Tickets,
        turns: TurnLog,
    ) -> None:
        self._graph = graph
        self._store = store
        self._renderer = renderer
        self._profiles = profiles
        self._learner = learner
        self._visits = visits
        self._personal = personal
        self._tickets = tickets
        self._turns = turns

    def reply(self, message: Message) -> Reply:
        """Answer one message. The turn is durable when this returns; sent again with its id, a
        message gets the same answer."""
        began = perf_counter()
        if message.product_id and not self._sells(message.product_id):
            message = replace(message, product_id="")
        message = known(message, self._sells)
        # Whatever is written of the turn is written under the lock: who erases the conversation
        # waits for it, so that nothing of it comes back.
        with _lock(message.conversation_id):
            answered = self._answered(message)
            if answered is not None:
                return answered
            clock = Stopwatch()
            turn = self._graph.invoke(
                {
                    "message": message,
                    "shopper": self._writer(message),
                    "turns": lambda: self.history(message.conversation_id),
                    "clock": clock,
                },
                _thread(message.conversation_id),
                durability="exit",
            )
            reply: Reply = turn["reply"]
            if reply.action == FORGOTTEN:
                self._personal.erase((message.conversation_id,))
                return replace(reply, latency_ms=_since(began))
            self._note(message, reply)
            reply = replace(reply, cards=self._listed(message, reply, clock))
            reply = replace(reply, latency_ms=_since(began))
            self._turns.note(clean_message(message.text), reply)
        return reply

    def erase(self, conversation_id: str) -> bool:
        """Erase a conversation with all that hangs on it; False: there was none."""
        with _lock(conversation_id):
            there = bool(self._graph.get_state(_thread(conversation_id)).values)
            self._personal.erase((conversation_id,))
        return there

    def my_data(self, conversation_id: str) -> Mapping[str, Any]:
        """All that the shop has of the customer verified in a conversation, or of the conversation
        alone where nobody is; JSON-ready (see ``PersonalData.known``)."""
        kept = self._graph.get_state(_thread(conversation_id)).values.get("dialogue", {})
        customer = DialogueState.from_json(kept).desk.customer
        return self._personal.known(Person(conversation_id, customer))

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

    def settle(self) -> None:
        """Wait until all that is written behind answers is written."""
        self._learner.settle()
        self._turns.settle()

    def close(self) -> None:
        """Write what waits; no message can be answered afterwards."""
        self._learner.close()
        self._turns.close()

    def _sells(self, product_id: str) -> bool:
        try:
            self._store.get(product_id)
        except DaogouError:
            return False
        return True

    def _answered(self, message: Message) -> Reply | None:
        """The answer to a message that has just been sent again."""
        if not message.id:
            return None
        last = self._graph.get_state(_thread(message.conversation_id)).values.get("exchange", {})
        if last.get("id") != message.id:
            return None
        return turn_from_json(last, self._store.get).reply

    def _writer(self, message: Message) -> Shopper | None:
        """The customer, or a guest who has done something in this conversation."""
        if message.shopper_id is not None:
            return self._profiles.shopper(message.shopper_id)
        guest = self._profiles.shopper(owner_of(None, message.conversation_id))
        return guest if guest.events else None

    def _listed(self, message: Message, reply: Reply, clock: Stopwatch) -> tuple[Card, ...]:
        """The cards of a reply, with the list that events on them belong to."""
        writer = message.shopper_id or owner_of(None, message.conversation_id)
        if not self._profiles.uses(writer):
            return reply.cards
        list_id = f"{message.conversation_id}:{reply.turn}"
        return self._learner.listed(
            reply.cards, list_id, writer, message.conversation_id, clock.considered
        )

    def _note(self, message: Message, reply: Reply) -> None:
        """Whose conversation it is, so that it can be found when it is to be forgotten."""
        customer = str(reply.state["desk"]["customer"])
        self._visits.note(Visit(message.conversation_id, message.shopper_id or "", customer))

    def _spoken(self, conversation_id: str, after: int = 0) -> tuple[Line, ...]:
        """The people's lines, in words."""
        lines = self._tickets.lines(conversation_id, after)
        return self._renderer.spoken([one for one in lines if one.kind is not Kind.SHOPPER])


def _lock(conversation_id: str) -> threading.Lock:
    return _LOCKS[hash(conversation_id) % len(_LOCKS)]


def _thread(conversation_id: str) -> Any:
    return {"configurable": {"thread_id": conversation_id}}


def _since(began: float) -> float:
    return round((perf_counter() - began) * 1000, 2)
