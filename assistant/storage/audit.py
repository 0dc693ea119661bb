"""The log of what was asked, confirmed and done; the database lets nobody change or remove a line.

A line holds no personal data. What was said yes to, word for word, lies with the confirmation of
its key and is put in when the log is read, for as long as it is kept.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from assistant.desk.types import AuditEntry, Plan
from assistant.storage.order_tables import AuditRow, ConfirmationRow


def add_line(
    connection: Connection,
    *,
    at: datetime,
    actor: str,
    action: str,
    customer_id: str = "",
    conversation_id: str = "",
    order_id: str = "",
    key: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add a line; of each action there is one line for a key, so a second one is left out."""
    if key:
        same = select(AuditRow.number).where(AuditRow.key == key, AuditRow.action == action)
        if connection.scalar(same) is not None:
            return
    connection.execute(
        insert(AuditRow).values(
            at=at,
            actor=actor,
            action=action,
            customer_id=customer_id,
            conversation_id=conversation_id,
            order_id=order_id,
            key=key,
            details=dict(details or {}),
        )
    )


def read_lines(
    connection: Connection, customer_id: str = "", order_id: str = ""
) -> tuple[AuditEntry, ...]:
    """The log, oldest first; of one customer or order where one is given."""
    wanted = (
        select(AuditRow.__table__, ConfirmationRow.summary)
        .outerjoin(ConfirmationRow, (ConfirmationRow.key == AuditRow.key) & (AuditRow.key != ""))
        .order_by(AuditRow.number)
    )
    if customer_id:
        wanted = wanted.where(AuditRow.customer_id == customer_id)
    if order_id:
        wanted = wanted.where(AuditRow.order_id == order_id)
    lines = []
    for row in connection.execute(wanted).mappings():
        line = dict(row)
        summary = line.pop("summary")
        details = line.pop("details") | ({"summary": summary} if summary else {})
        lines.append(AuditEntry(**line, details=details))
    return tuple(lines)


def change_details(plan: Plan) -> dict[str, Any]:
    """What a line says of a change: ids, amounts and the digest, and no personal data."""
    asked = plan.request
    said: dict[str, Any] = {
        "operation": asked.operation.value,
        "digest": plan.digest,
        "status": plan.order.status if plan.order else "",
        "reason": asked.reason,
        "items": list(asked.item_ids),
        "swaps": [[one.item_id, one.new_item_id] for one in asked.swaps],
        "method": asked.method_id,
        "transfers": [[one.kind, str(one.amount), one.method_id] for one in plan.transfers],
        "fee": str(plan.fee) if plan.fee else "",
    }
    return {name: value for name, value in said.items() if value}
