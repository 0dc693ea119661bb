"""The service desk in a conversation: which messages are its, and how it stays in mind."""

import re
from dataclasses import replace

from assistant.desk.account import TOLD
from assistant.desk.desk import Said, ServiceDesk
from assistant.desk.reading.consent import consent
from assistant.desk.reading.identity import read_identity
from assistant.desk.reading.orders import order_ids
from assistant.desk.reading.types import Consent
from assistant.desk.reading.wants import wanted
from assistant.desk.steps import Step
from assistant.desk.types import Refusal
from assistant.intent_rules import wishes_for_things
from assistant.outcome import Outcome
from assistant.people.contact import read_contact
from assistant.people.satisfaction import read_rating
from assistant.people.types import Reason
from assistant.policy import leaves_contact
from assistant.remembered import Pending
from assistant.state import DialogueState
from assistant.types import Action, Intent, Message, Understanding

_NAMED = {
    "ask_postal_code": "ask_identity",
    "identity_waits": "ask_identity",
    "none_fits": "refused",
    "not_your_order": "refused",
    "other_customer": "refused",
    "account_question": "refused",
    "cannot_undo": "refused",
}
"""What a reply's action is called where the desk has several sentences for it."""
_PERSON_FOR = {"identity_locked": "identity", "cannot_undo": "undo"}
"""What the desk offers a person for, besides what the rules leave to one."""
_TELLING = frozenset(
    ("done", "refused", "dropped", "orders", "order_status", "refund_status", "invoice", "profile",
     "forms", "total")
)  # fmt: skip
"""What a reply is named after, whatever is asked behind it."""
_NOT_HELPED = frozenset(("identity_failed", "say_again"))
ASKS_FOR = re.compile(
    r"\b(?:return\w*|refund\w*|exchang\w*|cancel\w*|replac\w*|send\w*|chang\w*|money back|swap"
    r"|where|track\w*)\b",
    re.I,
)
"""What somebody who complains may ask for."""
_LATE = re.compile(
    r"\b(?:late|delayed|overdue|still waiting"
    r"|(?:not|never|n[o']?t) (?:yet )?(?:arrived?|come|came|here|turned up))\b",
    re.I,
)
_CHOOSING = ("variant", "which", "narrow", "add", "relax")
"""Questions about products: an answer to them is none to the desk."""


class AtDesk:
    """Lets the desk answer what is said to it. Safe to share between threads."""

    def __init__(self, desk: ServiceDesk) -> None:
        self._desk = desk

    def arrived(self, state: DialogueState, message: Message) -> DialogueState:
        """The state for a message: with a login that has ended, nobody is verified any more."""
        return state.with_(desk=self._desk.arrived(state.desk, message.customer_token))

    def keeps_whole(self, state: DialogueState, text: str) -> bool:
        """Whether a message must not be taken apart: the desk waits for an answer, or it asks for
        changes, whose details may read like wishes for products."""
        asked = wanted(text, Intent.CHANGE_ORDER).operations
        return state.desk.open or any(one not in TOLD for one in asked)

    def answer(self, state: DialogueState, read: Understanding, message: Message) -> Outcome | None:
        """What comes of a message to the desk; None: it is for somebody else.

        Args:
            state: with the turn of the message counted.
        """
        text = read.heard or read.text
        elsewhere = wishes_for_things(read) or _complains(read, text)
        if (elsewhere and not state.desk.open and not _tells_who(text)) or _for_others(
            state, text, read.intent
        ):
            return None
        said = Said(text, read.intent, message.conversation_id, message.customer_token)
        step = self._desk.hear(state.desk, said)
        if step is None and state.last_action == "done" and consent(text) is Consent.YES:
            step = Step(state.desk, (Action("already_done"),))
        if step is None:
            return None
        return _outcome(step, state.with_(pending=None))

    def kept_in_mind(self, outcome: Outcome) -> Outcome:
        """An answer to something else, and after it what the desk still waits for."""
        state = outcome.state.with_(desk=replace(outcome.state.desk, last=None))
        outcome = replace(outcome, state=state)
        if not state.desk.open or state.pending is not None:
            return _set_aside(outcome)
        step = self._desk.question(state.desk)
        return replace(outcome, state=state.with_(desk=step.desk), reminder=step.says)


def _tells_who(text: str) -> bool:
    """Whether a message says by name and postal code who writes: that is for the desk."""
    who = read_identity(text)
    return bool(who.last_name and who.postal_code)


def _complains(read: Understanding, text: str) -> bool:
    """Whether a message is a complaint first of all, and asks for nothing to be done. Whoever says
    that an order of this number is late wants to know where it is."""
    asks = ASKS_FOR.search(text) or (_LATE.search(text) and order_ids(text, ()))
    return read.intent is Intent.COMPLAINT and not asks


def _for_others(state: DialogueState, text: str, intent: Intent) -> bool:
    """Whether a message answers a question that is not the desk's."""
    pending = state.pending
    if leaves_contact(state, text) and not state.desk.asking:
        return True
    if pending is None or (state.desk.summary is not None and state.desk.summary.last):
        return False
    if pending.kind == "rating":
        return read_rating(text) is not None
    if pending.kind == "contact" and read_contact(text).tried:
        return True
    if wanted(text, intent).operations:
        return False
    return pending.kind in _CHOOSING or consent(text) in (Consent.YES, Consent.NO)


def _set_aside(outcome: Outcome) -> Outcome:
    """Something else was the last thing said."""
    state = outcome.state
    return replace(outcome, state=state.with_(desk=state.desk.set_aside()))


def _outcome(step: Step, state: DialogueState) -> Outcome:
    last = step.says[-1]
    reason = _person_for(last)
    pending = Pending("handoff", reason=reason) if reason else None
    names = [_NAMED.get(one.name, one.name) for one in step.says]
    name = next((one for one in names if one in _TELLING), names[-1])
    if names == ["identified", "welcome"]:
        name = "identified"
    helped = False if _NOT_HELPED & set(names) else True if name in _TELLING else None
    after = state.with_(desk=step.desk, pending=pending)
    return Outcome(Action(name, {"says": step.says}), after, helped=helped)


def _person_for(last: Action) -> str:
    """Why a person was offered; empty: none was."""
    if last.name in _PERSON_FOR:
        return f"{Reason.POLICY}:{_PERSON_FOR[last.name]}"
    refusal = last.slots.get("refusal")
    if isinstance(refusal, Refusal) and refusal.person:
        return f"{Reason.RISK if refusal.code == 'needs_person' else Reason.POLICY}:{refusal.code}"
    return ""
