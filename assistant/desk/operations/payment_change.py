"""Pay an order another way: the new method pays all, the old ones get theirs back."""

from dataclasses import replace

from assistant.desk.operations.case import Case
from assistant.desk.operations.choosing import chosen, originals
from assistant.desk.operations.money import (
    check_amount,
    check_covers,
    moved,
    open_payments,
    paid,
    payment,
    refunds,
)
from assistant.desk.operations.refusing import refuse
from assistant.desk.types import Payment, Plan


def change_payment(case: Case) -> Plan:
    """The order paid by one method that did not pay it before."""
    rules, order = case.rules.change_payment, case.order
    parts, amount = open_payments(order), paid(order)
    if not parts:
        raise refuse(rules, "nothing_paid", {"order": order.id}, person=True)
    method = chosen(case, rules)
    if method is None or method.id in originals(order):
        raise refuse(rules, "same_method", {"method": case.request.method_id})
    check_covers(rules, method, amount)
    transfers = (
        *payment(rules, case.customer, method.id, amount),
        *refunds(rules, case.customer, parts),
    )
    check_amount(rules, transfers[:1])
    customer = moved(case.customer, method.id, -amount)
    for way, part in parts:
        customer = moved(customer, way, part)
    entries = (
        Payment("payment", amount, method.id),
        *(Payment("refund", part, way) for way, part in parts),
    )
    after = replace(
        order, payments=(*order.payments, *entries), status=rules.becomes or order.status
    )
    changed = customer if customer != case.customer else None
    return Plan(case.request, after, changed, transfers, notes=rules.notes)
