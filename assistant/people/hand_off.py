"""Bringing a person into a conversation, whatever the reason, and what the shopper is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.desk.rules import Rules
from assistant.desk.types import Customer
from assistant.outcome import Outcome
from assistant.people.care import rule_for
from assistant.people.contact import hinted, read_contact
from assistant.people.hours import is_open, next_opening
from assistant.people.summary import Occasion, summary, who
from assistant.people.tickets import Tickets
from assistant.people.types import Call, Kind, Reason, Standing, TicketState
from assistant.remembered import Pending
from assistant.state import DialogueState
from assistant.types import Action

_ENDS = ("bye", "thanks")
"""Talk with which a conversation ends."""
_STATUS = {
    TicketState.WAITING: "waiting",
    TicketState.TAKEN: "talking",
    TicketState.RETURNED: "returned",
}


class HandOff:
    """Opens tickets and keeps the shopper informed. Safe to share between threads.

    Args:
        title: a product's title by its id; empty for one that is gone.
        customer: the record of a verified customer.
        country: whose telephone numbers need no country code, as ISO 3166 has it.
    """

    def __init__(
        self,
        tickets: Tickets,
        rules: Rules,
        title: Callable[[str], str],
        customer: Callable[[str], Customer | None],
        country: str,
        now: Callable[[], datetime],
    ) -> None:
        self._tickets = tickets
        self._rules = rules
        self._title = title
        self._customer = customer
        self._country = country
        self._now = now

    def bring_in(self, state: DialogueState, reason: str, on: Occasion) -> Outcome:
        """Put the conversation into the queue; one that is there already is only told of.

        Args:
            reason: a ``Reason``, and after a colon what it is about: "question:P1".
        """
        kind, _, about = reason.partition(":")
        customer = self._customer(state.desk.customer) if state.desk.customer else None
        told = summary(state, on, customer, self._title)
        if kind == Reason.COMPLAINT:
            told = replace(told, may_offer=self._may_offer(state, on.said))
        call = Call(
            on.conversation_id,
            Reason(kind),
            about,
            None if on.shopper is None else on.shopper.id,
            state.desk.customer,
            customer.email if customer else "",
            told,
        )
        ticket, new = self._tickets.open(call, state.turn)
        rules, zone, now = self._rules.hand_off, self._rules.zone, self._now()
        here = is_open(rules, zone, now)
        asks = not here and not ticket.call.contact
        slots = {
            "number": ticket.number,
            "new": new,
            "before": self._tickets.before(ticket),
            "open": here,
            "opens": next_opening(rules, zone, now),
            "now": now.astimezone(zone),
            "contact": hinted(ticket.call.contact) if ticket.call.contact else "",
            "asks": asks,
            "within": rules.answers_within,
            "later": rules.later,
            "complaint": kind == Reason.COMPLAINT,
            "id": about,
        }
        pending = Pending("contact") if asks else None
        after = state.with_(failures=0, person="waiting", pending=pending)
        return Outcome(Action("handoff", slots), after, helped=True)

    def complaint(self, state: DialogueState, product_id: str, on: Occasion) -> Outcome:
        """Acknowledge a complaint and offer a person; one of a few complaints brings a person.

        What the rules say for its case is quoted where no person has to decide on it.
        """
        state = state.with_(complaints=state.complaints + 1)
        rules = self._rules.hand_off
        reason = f"{Reason.COMPLAINT}:{product_id}"
        if "complaint" in rules.on and state.complaints >= rules.complaints:
            return self.bring_in(state, reason, on)
        rule = rule_for(on.said, self._rules.compensation)
        quoted = rule.says if rule is not None and not rule.person else ""
        after = state.with_(pending=Pending("handoff", reason=reason))
        slots = {"id": product_id, "quoted": quoted}
        return Outcome(Action("acknowledge_complaint", slots), after, helped=None)

    def contact(
        self, state: DialogueState, conversation_id: str, text: str, *, again: bool
    ) -> Outcome:
        """Keep where a person should answer to; what cannot be right is asked for once more.

        Args:
            again: whether it has been asked for again already.
        """
        read = read_contact(text, self._country)
        if not read.value and again:
            return Outcome(Action("contact", {"said": "contact_left"}), state, helped=None)
        if not read.value:
            asks = state.with_(pending=Pending("contact", said=text or "-"))
            return Outcome(Action("contact", {"said": "contact_wrong"}), asks, helped=None)
        ticket = self._tickets.leave_contact(conversation_id, read.value)
        if ticket is None:  # closed in the meantime
            return Outcome(Action("chat", {"kind": "ok"}), state, helped=None)
        slots = {"said": "contact_kept", "contact": read.value, "number": ticket.number}
        return Outcome(Action("contact", slots), state, helped=True)

    def rated(self, state: DialogueState, conversation_id: str, value: int) -> Outcome:
        """Keep how satisfied the shopper is."""
        self._tickets.rate(conversation_id, value)
        return Outcome(Action("rated", {"value": value}), state, helped=None)

    def follow(self, outcome: Outcome, conversation_id: str) -> Outcome:
        """After a turn: keeps the people up to date, and at the end of a conversation in which the
        shop served asks once how it was."""
        state, action = outcome.state, outcome.action
        if state.person in ("waiting", "returned"):
            customer = self._customer(state.desk.customer) if state.desk.customer else None
            known = () if customer is None else (customer.id, who(None, customer), customer.email)
            self._tickets.follow(conversation_id, state.turn, *known)
        ends = action.name == "chat" and action.slots.get("kind") in _ENDS
        served = bool(state.desk.done) or self._tickets.lines(conversation_id)
        busy = state.desk.open or state.person == "waiting" or state.pending
        if not ends or not served or busy:
            return outcome
        if not self._tickets.ask_rating(conversation_id):
            return outcome
        return replace(outcome, state=state.with_(pending=Pending("rating")))

    def arrived(self, state: DialogueState, conversation_id: str) -> tuple[DialogueState, Standing]:
        """The state in which a message is read: after a person has spoken, nothing that the
        assistant asked before is open any more, and a yes is none to an earlier summary."""
        standing = self._tickets.standing(conversation_id, state.turn)
        status = "" if standing.ticket is None else _STATUS[standing.ticket.state]
        state = state.with_(person=status)
        if not (standing.interrupted or standing.talking):
            return state, standing
        desk = state.desk
        if desk.summary is not None:
            desk = replace(desk, summary=replace(desk.summary, last=False))
        pending = Pending("rating") if standing.asked else None
        return state.with_(pending=pending, desk=desk), standing

    def hear(self, conversation_id: str, turn: int, text: str) -> str:
        """Hand a message to the person who has the conversation.

        Returns:
            The person's name where the shopper should be told that somebody has their messages:
            at the second in a row that is not answered yet. Else empty.
        """
        if not text.strip():
            return ""
        lines = self._tickets.hear(conversation_id, turn, text)
        names = [line.name for line in lines if line.name]
        last = next((n for n, line in enumerate(reversed(lines)) if line.name), 0)
        unanswered = [line for line in lines[len(lines) - last :] if line.kind is Kind.SHOPPER]
        return names[-1] if len(unanswered) == 2 and names else ""

    def _may_offer(self, state: DialogueState, said: str) -> str:
        """What the rules have for a complaint, unless the customer had it lately."""
        rule = rule_for(said, self._rules.compensation)
        if rule is None:
            return ""
        since = self._now() - timedelta(days=rule.once_days)
        earlier = self._tickets.of_customer(state.desk.customer, since)
        had = any(one.call.summary.may_offer == rule.says for one in earlier)
        return "" if had else rule.says
