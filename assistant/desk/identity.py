"""Who is writing: verified by what only the customer should know, with few tries.

Wrong tries are counted in the conversation, and in the shop's log by a digest of what was asked
for, so that neither a new conversation nor many at once give more of them. Nothing that is said
tells whether there is such an account.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from assistant.desk.backend import ShopBackend
from assistant.desk.reading.types import Identity
from assistant.desk.rule_parts import IdentityRules
from assistant.desk.state import Desk
from assistant.desk.types import Customer
from assistant.storage.ledger import Ledger
from assistant.storage.order_writes import email_key, search_key

ACTION = "failed verification"


class Verdict(StrEnum):
    """How a try ended."""

    VERIFIED = "verified"
    FAILED = "failed"
    LOCKED = "locked"
    """Too many were wrong; not even looked at."""


class Verifier:
    """Looks customers up by what they say of themselves. Safe to share between threads."""

    def __init__(
        self,
        backend: ShopBackend,
        ledger: Ledger,
        rules: IdentityRules,
        now: Callable[[], datetime],
    ) -> None:
        self._backend = backend
        self._ledger = ledger
        self._rules = rules
        self._now = now

    def verify(self, desk: Desk, said: Identity, conversation_id: str) -> tuple[Verdict, Desk]:
        """Try what was said; the desk that comes back is the customer's, or has one try less."""
        asked = self._digest(said)
        if desk.attempts >= self._rules.attempts or self._too_many(asked):
            return Verdict.LOCKED, desk
        found = self._find(said)
        if found is None:
            self._ledger.record(
                actor="shopper", action=ACTION, customer_id=asked, conversation_id=conversation_id
            )
            after = replace(desk, attempts=desk.attempts + 1, first_name="", last_name="")
            locked = after.attempts >= self._rules.attempts
            return Verdict.LOCKED if locked else Verdict.FAILED, after
        self.record(found, conversation_id)
        return Verdict.VERIFIED, replace(desk, customer=found, first_name="", last_name="")

    def record(self, customer_id: str, conversation_id: str) -> None:
        """Log who was verified, by a try here or by the shop's own login."""
        self._ledger.record(
            actor=f"customer:{customer_id}",
            action="verified",
            customer_id=customer_id,
            conversation_id=conversation_id,
        )

    def complete(self, said: Identity) -> bool:
        """Whether there is enough to look somebody up by, in a way that the shop allows."""
        named = said.first_name and said.last_name and said.postal_code
        ways = self._rules.ways
        return bool(
            (said.email and "email" in ways) or (named and "name_and_postal_code" in ways)
        )  # fmt: skip

    def _find(self, said: Identity) -> str | None:
        if said.email and "email" in self._rules.ways:
            return self._backend.customer_by_email(said.email)
        return self._backend.customer_by_name(said.first_name, said.last_name, said.postal_code)

    def _digest(self, said: Identity) -> str:
        """What was asked for, without saying it: of a name all postal codes count together."""
        asked = said.email or f"{said.first_name} {said.last_name}"
        return f"asked:{self._ledger.digest(search_key(asked))}"

    def _too_many(self, asked: str) -> bool:
        since = self._now() - timedelta(minutes=self._rules.lock_minutes)
        wrong = [
            one
            for one in self._ledger.audit(customer_id=asked)
            if one.action == ACTION and one.at >= since
        ]
        return len(wrong) >= self._rules.attempts_for_one


def with_name(desk: Desk, said: Identity) -> Identity:
    """What is said now together with the name of before."""
    return replace(
        said,
        first_name=said.first_name or desk.first_name,
        last_name=said.last_name or desk.last_name,
    )


def is_other(said: Identity, customer: Customer) -> bool:
    """Whether somebody else than the customer is named; case, accents and blanks aside."""
    if said.email:
        return email_key(said.email) != email_key(customer.email)
    if not (said.first_name and said.last_name and said.postal_code):
        return False
    theirs = search_key(customer.first_name, customer.last_name)
    return search_key(said.first_name, said.last_name) != theirs
