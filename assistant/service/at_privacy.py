"""A shopper's own data in a conversation: shown when asked for, erased after an explicit yes."""

from assistant.desk.reading.consent import consent
from assistant.desk.reading.types import Consent
from assistant.desk.state import Desk
from assistant.errors import BackendError
from assistant.outcome import Outcome
from assistant.privacy.asks import asks_forgetting, asks_knowledge
from assistant.privacy.personal_data import Person, PersonalData
from assistant.remembered import Pending
from assistant.state import DialogueState
from assistant.types import Action, Message, Understanding

FORGOTTEN = "forgotten"
"""The action after which nothing of the conversation is kept."""


class AtPrivacy:
    """Answers what is about the shopper's own data. Safe to share between threads."""

    def __init__(self, personal: PersonalData) -> None:
        self._personal = personal

    def answer(self, state: DialogueState, read: Understanding, message: Message) -> Outcome | None:
        """What comes of a message about personal data; None: it is about something else.

        Args:
            state: with the turn of the message counted.
        """
        try:
            action, pending = self._decide(state, read, message)
        except BackendError:
            action, pending = Action("data_unreachable"), None
        if action is None:
            return None
        if action.name == FORGOTTEN:
            state = state.with_(desk=Desk())
        return Outcome(action, state.with_(pending=pending), helped=None)

    def _decide(
        self, state: DialogueState, read: Understanding, message: Message
    ) -> tuple[Action | None, Pending | None]:
        text = read.heard or read.text
        who = Person(message.conversation_id, state.desk.customer)
        asked = state.pending is not None and state.pending.kind == "forget"
        if asked and consent(text) is Consent.YES:
            return self._forget(who), None
        if asks_forgetting(text):
            waiting = self._personal.open_orders(who)
            if waiting:
                return Action("forget_later", {"orders": waiting}), None
            return Action("ask_forget", {"of": self._of(who)}), Pending("forget")
        if asks_knowledge(text):
            return Action("my_data", _counts(self._personal.known(who))), None
        if asked and consent(text) is Consent.NO:
            return Action("forget_declined"), None
        return None, None

    def _forget(self, who: Person) -> Action:
        if waiting := self._personal.open_orders(who):
            return Action("forget_later", {"orders": waiting})
        self._personal.forget(who)
        return Action(FORGOTTEN, {"of": self._of(who)})

    def _of(self, who: Person) -> str:
        """What would be erased: of a "customer", of one whose orders lie "elsewhere", or of a
        "guest"."""
        if not who.customer_id:
            return "guest"
        return "customer" if self._personal.own_records else "elsewhere"


def _counts(known: dict[str, object]) -> dict[str, object]:
    """How much there is of each kind, and what the customer's record names."""
    customer = known["customer"]
    counts = {
        kind: len(values)
        for kind in ("orders", "events", "cart", "conversations")
        if isinstance(values := known[kind], list)
    }
    if not isinstance(customer, dict):
        return {"customer": None, **counts}
    methods = customer["payment_methods"]
    return {"customer": customer, "methods": len(methods), **counts}
