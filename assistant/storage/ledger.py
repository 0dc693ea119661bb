"""What was said yes to and what became of it: kept before anything is done, so that a process
that is killed in between leaves a trace from which the next one carries on."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from assistant.desk.backend import Confirmation
from assistant.desk.types import AuditEntry, Plan, Receipt
from assistant.desk.wire import plan_from_json, plan_to_json
from assistant.errors import RecordsChangedError
from assistant.storage.audit import add_line, change_details, read_lines
from assistant.storage.engine import reading, writing
from assistant.storage.order_tables import ConfirmationRow, DigestKeyRow
from assistant.storage.orders import reachable, utc_now


@dataclass(frozen=True, slots=True)
class Pending:
    """A confirmed change that has not been carried out, as far as the ledger knows."""

    plan: Plan
    confirmation: Confirmation
    at: datetime


class Ledger:
    """Confirmations and the audit log; every method is one transaction, durable on return.

    Every method raises ``BackendError`` when the database cannot be reached.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine = engine
        self._now = now

    def confirm(self, plan: Plan, confirmation: Confirmation) -> None:
        """Keep a yes; the same one again changes nothing.

        Raises:
            RecordsChangedError: the key belongs to another change.
        """
        asked, at = plan.request, self._now()
        with reachable(), writing(self._engine) as connection:
            known = _find(connection, confirmation.key)
            if known is not None:
                if known["digest"] != plan.digest:
                    raise RecordsChangedError(
                        f"The key {confirmation.key!r} confirms another change: take a new one."
                    )
                return
            connection.execute(
                insert(ConfirmationRow).values(
                    key=confirmation.key,
                    at=at,
                    state="confirmed",
                    customer_id=asked.customer_id,
                    conversation_id=confirmation.conversation_id,
                    actor=confirmation.actor,
                    summary=confirmation.summary,
                    digest=plan.digest,
                    plan=plan_to_json(plan),
                )
            )
            _line(connection, "confirmed", plan, confirmation, at, change_details(plan))

    def done(self, receipt: Receipt) -> None:
        """The change of this key has been carried out."""
        self._end(receipt.key, "done", change_details(receipt.plan))

    def failed(self, key: str, why: str) -> None:
        """The change of this key was not carried out and will not be.

        why: for the log, without personal data: "records changed".
        """
        self._end(key, "failed", {"why": why})

    def state(self, key: str) -> str:
        """ "confirmed", "done" or "failed"; empty: nothing was confirmed with this key."""
        with reachable(), reading(self._engine) as connection:
            wanted = select(ConfirmationRow.state).where(ConfirmationRow.key == key)
            return connection.scalar(wanted) or ""

    def confirmed(self, key: str) -> Pending | None:
        """What was said yes to with this key, done or not; None: nothing, or it failed."""
        with reachable(), reading(self._engine) as connection:
            rows = ConfirmationRow
            wanted = select(rows.__table__).where(rows.key == key, rows.state != "failed")
            found = connection.execute(wanted).mappings().first()
            return None if found is None else _pending(found)

    def unfinished(self) -> tuple[Pending, ...]:
        """Confirmed changes that are neither done nor failed, oldest first."""
        rows = ConfirmationRow
        wanted = select(rows.__table__).where(rows.state == "confirmed").order_by(rows.at, rows.key)
        with reachable(), reading(self._engine) as connection:
            return tuple(map(_pending, connection.execute(wanted).mappings()))

    def record(
        self,
        *,
        actor: str,
        action: str,
        customer_id: str = "",
        conversation_id: str = "",
        order_id: str = "",
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a line to the audit log; details: JSON-ready, without personal data."""
        with reachable(), writing(self._engine) as connection:
            add_line(
                connection,
                at=self._now(),
                actor=actor,
                action=action,
                customer_id=customer_id,
                conversation_id=conversation_id,
                order_id=order_id,
                details=details,
            )

    def audit(self, customer_id: str = "", order_id: str = "") -> tuple[AuditEntry, ...]:
        """The audit log, oldest first; of one customer or order where one is given."""
        with reachable(), reading(self._engine) as connection:
            return read_lines(connection, customer_id, order_id)

    def digest(self, text: str) -> str:
        """A text as it may stand in the log: its HMAC under this database's own random key, so
        that a list of addresses does not tell which one it was."""
        with reachable(), reading(self._engine) as connection:
            key = connection.execute(select(DigestKeyRow.key)).scalar_one()
        return hmac.new(bytes.fromhex(key), text.encode(), sha256).hexdigest()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _end(self, key: str, state: str, details: Mapping[str, Any]) -> None:
        with reachable(), writing(self._engine) as connection:
            known = _find(connection, key)
            if known is None or known["state"] == "done":
                return
            rows = ConfirmationRow
            connection.execute(update(rows).where(rows.key == key).values(state=state))
            one = _pending(known)
            _line(connection, state, one.plan, one.confirmation, self._now(), details)


def _find(connection: Connection, key: str) -> RowMapping | None:
    rows = ConfirmationRow
    wanted = select(rows.__table__).where(rows.key == key).with_for_update()
    return connection.execute(wanted).mappings().first()


def _pending(row: RowMapping) -> Pending:
    confirmation = Confirmation(row["key"], row["summary"], row["conversation_id"], row["actor"])
    return Pending(plan_from_json(row["plan"]), confirmation, row["at"])


def _line(
    connection: Connection,
    action: str,
    plan: Plan,
    confirmation: Confirmation,
    at: datetime,
    details: Mapping[str, Any],
) -> None:
    add_line(
        connection,
        at=at,
        actor=confirmation.actor,
        action=action,
        customer_id=plan.request.customer_id,
        conversation_id=confirmation.conversation_id,
        order_id=plan.request.order_id,
        key=confirmation.key,
        details=details,
    )
