"""The service desk as the conversation sees it: a message in, what comes of it out.

Reads the records, lets ``assistant.desk.flow`` decide, and has carried out what was said yes to
(``carrying_out``).
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from uuid import uuid4

from assistant.desk import flow, steps
from assistant.desk.account import Account
from assistant.desk.backend import Confirmation, ShopBackend
from assistant.desk.carrying_out import Carrier
from assistant.desk.cues import ASKS_FOR_ACCOUNT
from assistant.desk.facts import asks_fact
from assistant.desk.identity import Verdict, Verifier, is_other, with_name
from assistant.desk.intents import AT_DESK
from assistant.desk.reading.identity import read_identity
from assistant.desk.reading.wants import wanted as read_wanted
from assistant.desk.rules import Rules
from assistant.desk.state import Desk, Summary
from assistant.desk.steps import Step
from assistant.desk.tokens import signed_customer
from assistant.desk.types import AuditEntry, Item, Refusal
from assistant.errors import BackendError, RecordsChangedError
from assistant.storage.ledger import Ledger
from assistant.types import Action, Intent

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """One message to the desk."""

    text: str
    intent: Intent
    conversation_id: str
    token: str = ""
    """What the shop's own login says of who writes; empty: nothing."""


class ServiceDesk:
    """One shop's desk. Safe to share between threads.

    Args:
        secret: signs the shop's tokens; empty: none is trusted.
        in_words: a summary word for word, as it will be said.
    """

    def __init__(
        self,
        backend: ShopBackend,
        ledger: Ledger,
        rules: Rules,
        secret: str,
        in_words: Callable[[Action], str],
        now: Callable[[], datetime],
    ) -> None:
        self._backend = backend
        self._ledger = ledger
        self._rules = rules
        self._secret = secret
        self._in_words = in_words
        self._now = now
        self._verifier = Verifier(backend, ledger, rules.identity, now)
        self._carrier = Carrier(backend, ledger)

    def hear(self, desk: Desk, said: Said) -> Step | None:
        """What a message brings about; None: it is not for the desk. Where that is no summary, a
        summary of before is no longer the last thing said."""
        step = self._heard(self.arrived(desk, said.token), said)
        if step is not None:
            self._leave_to_person(step, said)
        if step is None or step.offer is not None or step.desk.summary is None:
            return step
        return replace(step, desk=step.desk.set_aside())

    def arrived(self, desk: Desk, token: str) -> Desk:
        """The desk for a message with this token: whom the shop's login verified is nobody any
        more where the message does not carry that login."""
        if not desk.by_login or self._login(token) == desk.customer:
            return desk
        return Desk(attempts=desk.attempts, asking=desk.open)

    def log(self, customer_id: str) -> tuple[AuditEntry, ...]:
        """What was asked, confirmed, done and left to a person of a customer's, oldest first."""
        return self._ledger.audit(customer_id=customer_id)

    def _leave_to_person(self, step: Step, said: Said) -> None:
        """Log what the rules leave to a person, with what only that person should read."""
        for action in step.says:
            refusal, order = action.slots.get("refusal"), action.slots.get("order")
            if isinstance(refusal, Refusal) and refusal.person:
                self._ledger.record(
                    actor=f"customer:{step.desk.customer}",
                    action="left to a person",
                    customer_id=step.desk.customer,
                    conversation_id=said.conversation_id,
                    order_id="" if order is None else order.id,
                    details={
                        "operation": action.slots["operation"].value,
                        "code": refusal.code,
                        "for_person": refusal.facts.get("for_person", ""),
                    },
                )

    def _heard(self, desk: Desk, said: Said) -> Step | None:
        try:
            login = self._login(said.token)
            if login and desk.customer and login != desk.customer:
                return Step(desk, (Action("other_customer"),))
            if desk.customer:
                return self._served(desk, said)
            if login and self._backend.customer(login) is not None:
                return self._logged_in(desk, login, said)
            return self._unknown(desk, said)
        except BackendError as error:
            log.warning("The desk cannot reach the records: %s", error)
            return Step(desk, (Action("records_unreachable"),))

    def question(self, desk: Desk) -> Step:
        """After an answer to something else: what the desk still waits for. A summary is only
        named, so that a yes that follows is a yes to something else."""
        if desk.task is None:
            return Step(desk, (Action("identity_waits"),) if desk.asking else ())
        waits = Action("task_waits", {"operation": desk.task.operation})
        if desk.summary is not None:
            return Step(desk.set_aside(), (waits,))
        try:
            step = steps.proceed(desk, self._account(desk.customer))
        except BackendError as error:
            log.warning("The desk cannot reach the records: %s", error)
            return Step(desk, (waits,))
        return Step(desk, (waits,) if step.offer is not None else step.says)

    def resume(self) -> int:
        """Carry out what was said yes to and not done, and return how many changes that were."""
        return self._carrier.resume()

    def _unknown(self, desk: Desk, said: Said) -> Step | None:
        """Nobody is verified: what was asked for waits until somebody is."""
        if ASKS_FOR_ACCOUNT.search(said.text):
            return Step(desk, (Action("account_question"),))
        who = read_identity(said.text, asked=desk.asking)
        wanted = read_wanted(said.text, said.intent, None)
        tells_who = desk.asking and (who.email or who.postal_code or who.last_name)
        asks = bool(wanted.operations) or asks_fact(said.text)
        asks = asks or (said.intent in AT_DESK and not tells_who)
        asks = asks and not wanted.about_rules
        if asks:
            desk = replace(desk.keeping(said.text), intent=desk.intent or said.intent.value)
        if self._verifier.complete(with_name(desk, who)):
            return self._verified(desk, said)
        named = who.first_name and who.last_name
        if named and (asks or desk.asking):
            desk = replace(desk, first_name=who.first_name, last_name=who.last_name, asking=True)
            return Step(desk, (Action("ask_postal_code", {"name": who.first_name}),))
        if not asks:
            return None
        return Step(replace(desk, asking=True), (Action("ask_identity", {"again": desk.asking}),))

    def _login(self, token: str) -> str | None:
        """Id of the customer whom the shop's own login names; None: nobody."""
        return signed_customer(token, self._secret, self._now()) if token else None

    def _logged_in(self, desk: Desk, customer_id: str, said: Said) -> Step | None:
        """The shop's own login says who writes."""
        theirs = replace(desk, customer=customer_id, by_login=True)
        step = self._begun(theirs, said) if desk.waiting else self._served(theirs, said)
        if step is not None:
            self._verifier.record(customer_id, said.conversation_id)
        return step

    def _verified(self, desk: Desk, said: Said) -> Step:
        who = with_name(desk, read_identity(said.text, asked=desk.asking))
        verdict, desk = self._verifier.verify(desk, who, said.conversation_id)
        if verdict is Verdict.LOCKED:
            return Step(replace(desk, asking=False), (Action("identity_locked"),))
        if verdict is Verdict.FAILED:
            return Step(replace(desk, asking=True), (Action("identity_failed"),))
        return self._begun(desk, said)

    def _begun(self, desk: Desk, said: Said) -> Step:
        """On with all that the customer asked for before they were verified."""
        waiting, intent = desk.waiting, Intent(desk.intent or said.intent)
        desk = replace(desk, waiting=(), intent="", asking=False)
        account = self._account(desk.customer)
        hello = Action("identified", {"customer": account.customer})
        text = "\n".join(waiting or (said.text,))
        step = flow.hear(desk, text, intent, account) or Step(desk, (Action("welcome"),))
        return self._said(step.after(hello))

    def _served(self, desk: Desk, said: Said) -> Step | None:
        account = self._account(desk.customer)
        if is_other(read_identity(said.text), account.customer):
            return Step(desk, (Action("other_customer"),))
        known = None if desk.summary is None else self._carrier.kept(desk.summary.key)
        if known is not None:  # said yes to before, and the conversation did not learn of it
            return self._carry_out(Step(desk, confirmed=known.plan), known.confirmation)
        step = flow.hear(desk, said.text, said.intent, account)
        if step is None or step.confirmed is None:
            return None if step is None else self._said(step)
        assert desk.summary is not None
        return self._carry_out(
            step,
            Confirmation(
                desk.summary.key,
                desk.summary.text,
                said.conversation_id,
                f"customer:{desk.customer}",
            ),
        )

    def _carry_out(self, step: Step, yes: Confirmation) -> Step:
        """Do what was said yes to, once."""
        plan, desk = step.confirmed, step.desk
        assert plan is not None
        before = self._account(desk.customer)
        self._carrier.keep(plan, yes)
        try:
            receipt = self._carrier.apply(plan, yes)
        except RecordsChangedError:
            return self._said(steps.changed(desk, self._account(desk.customer)))
        except BackendError as error:
            log.warning("A confirmed change waits: %s", error)
            return Step(desk, (Action("yes_is_kept"),))
        self._carrier.done(receipt)
        return self._said(steps.carried_out(desk, receipt, before, self._account(desk.customer)))

    def _said(self, step: Step) -> Step:
        """With the summary that the step ends in kept, for a yes to it."""
        if step.offer is None:
            return step
        text = self._in_words(step.says[-1])
        summary = Summary(uuid4().hex, step.offer.digest, text)
        return replace(step, desk=replace(step.desk, summary=summary))

    def _account(self, customer_id: str) -> Account:
        customer = self._backend.customer(customer_id)
        if customer is None:
            raise BackendError(f"The customer {customer_id!r} is no longer in the records.")

        @cache
        def forms(product_id: str) -> Sequence[Item]:
            return self._backend.forms(product_id)

        orders = tuple(self._backend.orders_of(customer_id))
        return Account(self._rules, customer, orders, forms, self._now())
