"""Cancel an order: every payment goes back the way it came, gift cards at once."""

from dataclasses import replace

from assistant.desk.operations.case import Case
from assistant.desk.operations.money import check_amount, moved, open_payments, refunds
from assistant.desk.types import Payment, Plan


def cancel(case: Case) -> Plan:
    """The order cancelled, with one refund for each open payment."""
    rules, order, customer = case.rules.cancel, case.order, case.customer
    parts = open_payments(order)
    transfers = refunds(rules, customer, parts)
    check_amount(rules, transfers)
    for method_id, amount in parts:
        customer = moved(customer, method_id, amount)
    after = replace(
        order,
        status=rules.becomes or order.status,
        cancel_reason=case.request.reason,
        payments=(*order.payments, *(Payment("refund", amount, way) for way, amount in parts)),
    )
    changed = customer if customer != case.customer else None
    return Plan(case.request, after, changed, transfers, notes=rules.notes)
