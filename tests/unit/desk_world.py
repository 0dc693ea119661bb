"""A shop with three customers whose service desk can be talked to, killed and watched.

The world keeps its own account of what was offered and agreed to, apart from the code under test,
and compares every turn with it: what changed, what it cost, what the log says, what was said.
"""

import atexit
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from desk_shop import RECORDS, secrets
from sqlalchemy import Engine

from assistant.desk.backend import Confirmation
from assistant.desk.desk import ServiceDesk
from assistant.desk.operations import decide
from assistant.desk.operations.money import paid
from assistant.desk.records import Records
from assistant.desk.rules import load_rules
from assistant.desk.types import (
    AuditEntry,
    Plan,
    Receipt,
)
from assistant.outcome import Outcome
from assistant.reply.say_desk import desk_saying, desk_text
from assistant.reply.words import Words
from assistant.service.at_desk import AtDesk
from assistant.state import DialogueState
from assistant.storage.engine import open_database, writing
from assistant.storage.ledger import Ledger
from assistant.storage.order_writes import update_order
from assistant.storage.orders import SqlBackend
from assistant.storage.records import current_records, replace_records
from assistant.types import Action, Intent, Message, Sentiment, Understanding
from retrieval.types import Constraints

RULES = load_rules()
WORDS = Words("en")
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Killed(BaseException):
    """The process is gone; nothing may catch it."""


class DyingLedger(Ledger):
    """A ledger whose process may be killed around a call."""

    die = ""

    def confirm(self, plan: Plan, confirmation: Confirmation) -> None:
        if self.die == "before the yes is kept":
            raise Killed
        super().confirm(plan, confirmation)

    def done(self, receipt: Receipt) -> None:
        if self.die == "before the ledger learns of it":
            raise Killed
        super().done(receipt)
        if self.die == "before the conversation is kept":
            raise Killed


class DyingBackend(SqlBackend):
    """A backend whose process may be killed around and within a change."""

    die = ""

    def apply(self, plan: Plan, confirmation: Confirmation) -> Receipt:
        if self.die == "before the change":
            raise Killed
        receipt = super().apply(plan, confirmation)
        if self.die == "after the change":
            raise Killed
        return receipt


DEATHS = (
    "before the yes is kept",
    "before the change",
    "within the change",
    "after the change",
    "before the ledger learns of it",
    "before the conversation is kept",
)


@dataclass
class Talk:
    """One conversation, and what a careful listener knows of it."""

    id: str
    state: DialogueState = field(default_factory=DialogueState)
    typed: str = ""
    """All that the shopper wrote, in small letters."""
    offered: str = ""
    """Key of the summary that was the very last thing said; empty: something else was."""
    last: tuple[str, Intent] = ("", Intent.SMALL_TALK)


class World:
    """The shop, its conversations, and the account that the test keeps."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._file = Path(self._folder.name) / "shop.db"
        copyfile(_template(), self._file)
        self.now = START
        self.talks = [Talk(f"talk-{n}") for n in range(3)]
        self.plans: dict[str, Plan] = {}
        """Everything that was ever summed up, by key."""
        self.agreed: set[str] = set()
        """Keys whose summary got an explicit yes as the last thing said."""
        self.applied: list[str] = []
        """Keys whose change is in the records, in order."""
        self.outside: dict[str, str] = {}
        """States that the shop itself gave orders."""
        self.figures: Counter[str] = Counter()
        self.transcript: list[str] = []
        self._open()
        self._watch, self._version = sqlite3.connect(self._file), 0
        self.records = current_records(self.engine)

    def close(self) -> None:
        """Let go of the files."""
        self._watch.close()
        self.engine.dispose()
        self._folder.cleanup()

    # What happens

    def say(self, talk: Talk, text: str, intent: Intent, *, agrees: bool, die: str = "") -> None:
        """One message and its answer; everything is compared with the account afterwards.

        Args:
            agrees: whether a person would call the message a plain yes.
            die: when the process is killed while it carries something out; it starts again.
        """
        self.now += timedelta(seconds=40)
        self.figures["turns"] += 1
        talk.typed += f"\n{text.lower()}"
        talk.last = (text, intent)
        may = {talk.offered} if agrees and talk.offered else set()
        self.agreed |= may
        try:
            answer = self._answered(talk, text, intent, die)
            self._compare()
            self._says_nothing_of_others(talk, answer)
        except AssertionError as error:
            error.add_note("\n".join(self.transcript))
            raise

    def _answered(self, talk: Talk, text: str, intent: Intent, die: str) -> str:
        self.transcript.append(f"{talk.id} ({intent}{', then ' + die if die else ''}): {text!r}")
        try:
            answer = self._turn(talk, text, intent, die)
        except Killed:
            self.figures["kills"] += 1
            self._compare()  # what had been done when it died
            self.engine.dispose()
            self._open()
            self.figures["resumed"] += self.desk.resume()
            answer = ""
        self.transcript.append(f"    {answer}")
        return answer

    def shop_moves(self, order_id: str, status: str) -> None:
        """The shop itself puts an order into another state, behind the conversation's back."""
        order = next(one for one in self.records.orders if one.id == order_id)
        with writing(self.engine) as connection:
            update_order(connection, replace(order, status=status))
        self.outside[order_id] = status
        self.transcript.append(f"the shop: {order_id} is {status}")
        self.records = current_records(self.engine)

    def _turn(self, talk: Talk, text: str, intent: Intent, die: str) -> str:
        self.ledger.die = self.backend.die = self._dying = die
        read = Understanding(text, intent, 1.0, Sentiment("neutral", 0.0), Constraints(), text)
        state = talk.state.with_(turn=talk.state.turn + 1)
        who = state.desk.customer
        outcome = self.at_desk.answer(state, read, Message(text, talk.id))
        if outcome is None:  # some other part of the shop answers
            other = Outcome(Action("chat"), state.with_(pending=None))
            outcome = self.at_desk.kept_in_mind(other)
        says = (*outcome.action.slots.get("says", ()), *outcome.reminder)
        answer = desk_text(says, WORDS)
        kept = outcome.state.with_(last_action=outcome.action.name)
        talk.state = DialogueState.from_json(kept.to_json())
        assert who in ("", talk.state.desk.customer), "one conversation, one customer"
        self._notice(talk, says)
        return answer

    def _notice(self, talk: Talk, says: tuple[Action, ...]) -> None:
        talk.offered = ""
        summary = talk.state.desk.summary
        if says and says[-1].name == "confirm":
            assert summary is not None
            plan = says[-1].slots["plan"]
            talk.offered = summary.key
            assert summary.digest == plan.digest
            assert self.plans.setdefault(summary.key, plan) == plan
            self.figures["summaries"] += 1
            for one in plan.transfers:
                assert f"{one.amount:,.2f}" in summary.text, "every amount is said to the cent"
            if plan.order is not None:
                assert plan.order.id in summary.text

    # What must hold

    def _compare(self) -> None:
        """Whatever changed since the last time was agreed to, as it was summed up, and once."""
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        if version == self._version:  # nobody has written anything since
            return
        self._version = version
        found = current_records(self.engine)
        log = self.ledger.audit()
        news = [one.key for one in log if one.action == "done" and one.key not in self.applied]
        assert set(news) <= self.agreed, "done, and nobody agreed to it"
        assert _bare(found) == self._with(news), "changed otherwise than it was summed up"
        for key in news:
            self.figures["changes"] += 1
            self.figures[self.plans[key].request.operation.value] += 1
        self.applied += news
        self.records = found
        self._money_adds_up()
        self._log_agrees(log)

    def _with(self, keys: Iterable[str]) -> Any:
        """The records, had these plans been carried out one after the other."""
        orders = {one.id: one for one in self.records.orders}
        customers = {one.id: one for one in self.records.customers}
        for key in keys:
            plan = self.plans[key]
            if plan.order is not None:
                orders[plan.order.id] = plan.order
            if plan.customer is not None:
                customers[plan.customer.id] = plan.customer
        return _bare(
            Records(tuple(customers.values()), tuple(orders.values()), self.records.products)
        )

    def _money_adds_up(self) -> None:
        before = {one.id: one for one in RECORDS.orders}
        moved: Counter[str] = Counter()
        for order in self.records.orders:
            ins = [one.amount for one in order.payments if one.kind == "payment"]
            outs = [one.amount for one in order.payments if one.kind == "refund"]
            net = sum(ins, Decimal(0)) - sum(outs, Decimal(0))
            assert net == paid(order) >= 0
            assert net == (0 if order.status == "cancelled" else order.total)
            for one in order.payments[len(before[order.id].payments) :]:
                sign = 1 if one.kind == "refund" else -1
                moved[one.method_id] += sign * one.amount  # type: ignore[assignment]
        for was, now in zip(RECORDS.customers, self.records.customers, strict=True):
            for one, other in zip(was.payment_methods, now.payment_methods, strict=True):
                if one.balance is not None and other.balance is not None:
                    assert other.balance == one.balance + moved[one.id]
                    assert other.balance >= 0

    def _log_agrees(self, log: Sequence[AuditEntry]) -> None:
        done = [one.key for one in log if one.action == "done"]
        kept = [one.key for one in log if one.action == "confirmed"]
        assert done == self.applied, "each once"
        assert len(set(kept)) == len(kept)
        assert set(done) <= set(kept) <= self.agreed
        stands = {one.id: one.status for one in RECORDS.orders}
        for one in log:
            if one.action == "done" and one.order_id:
                stands[one.order_id] = one.details["status"]
                assert one.details["digest"] == self.plans[one.key].digest
        now = {one.id: one.status for one in self.records.orders}
        assert now == stands | {k: v for k, v in self.outside.items() if now[k] == v}

    def _says_nothing_of_others(self, talk: Talk, answer: str) -> None:
        said = answer.lower()
        for customer in RECORDS.customers:
            if customer.id == talk.state.desk.customer:
                continue
            theirs = {one for one in secrets(customer) if one not in talk.typed}
            for other in RECORDS.customers:
                if other.id == talk.state.desk.customer:
                    theirs -= secrets(other)
            told = [one for one in theirs if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said)]
            assert not told, f"said to {talk.state.desk.customer or 'a stranger'}: {told}"

    # The parts

    def _open(self) -> None:
        def rules(*args: Any) -> Any:
            if self._dying == "within the change":
                raise Killed
            return decide(RULES, *args)

        self._dying = ""
        self.engine: Engine = open_database(self._file)
        clock = lambda: self.now  # noqa: E731
        self.backend = DyingBackend(self.engine, rules, clock)
        self.ledger = DyingLedger(self.engine, clock)
        self.desk = ServiceDesk(
            self.backend, self.ledger, RULES, "", partial(desk_saying, words=WORDS), clock
        )
        self.at_desk = AtDesk(self.desk)


def _bare(records: Records) -> Any:
    """Records without the times that the backend writes beside payments."""
    orders = {
        one.id: replace(
            one, payments=tuple(replace(entry, at=None) for entry in one.payments), extra={}
        )
        for one in records.orders
    }
    return orders, {one.id: replace(one, extra={}) for one in records.customers}


@cache
def _template() -> Path:
    """A database with RECORDS, migrated once."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    path = Path(folder.name) / "template.db"
    engine = open_database(path)
    replace_records(engine, RECORDS, "test")
    engine.dispose()
    return path
