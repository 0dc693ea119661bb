"""The entry of the package: one request in, a plan or a refusal out."""

from collections.abc import Callable, Mapping
from datetime import datetime

from assistant.desk.operations.addresses import change_address, change_default_address
from assistant.desk.operations.cancel import cancel
from assistant.desk.operations.case import Case
from assistant.desk.operations.gate import check_offered, check_state, check_window
from assistant.desk.operations.give_back import give_back
from assistant.desk.operations.missing import missing
from assistant.desk.operations.payment_change import change_payment
from assistant.desk.operations.refusing import Refused, refuse
from assistant.desk.operations.swaps import change_items, exchange
from assistant.desk.rule_parts import OperationRules, OrderRules
from assistant.desk.rules import Rules
from assistant.desk.types import Customer, Item, Operation, Order, Plan, Refusal, Request

_ON_ORDERS: Mapping[Operation, Callable[[Case], Plan]] = {
    Operation.CANCEL: cancel,
    Operation.CHANGE_ADDRESS: change_address,
    Operation.CHANGE_PAYMENT: change_payment,
    Operation.CHANGE_ITEMS: change_items,
    Operation.RETURN: give_back,
    Operation.EXCHANGE: exchange,
}


def decide(
    rules: Rules,
    request: Request,
    customer: Customer,
    order: Order | None,
    forms: Mapping[str, Item],
    now: datetime,
) -> Plan | Refusal:
    """What a complete request would change, or why it may not be.

    Args:
        order: the one that the request names; None: there is none such.
        forms: all forms of all products of the order, by item id.
        now: with its time zone.

    Raises ValueError for an operation that changes nothing.
    """
    section = rules.of(request.operation)
    try:
        check_offered(section, request.operation, customer)
        if request.customer_id != customer.id:
            raise refuse(section, "not_your_order", {"order": request.order_id})
        if not isinstance(section, OrderRules):
            _check_complete(rules, section, request, None)
            return change_default_address(rules, request, customer)
        named = order if order is not None and order.id == request.order_id else None
        known = _theirs(section, customer, named, request.order_id)
        check_state(section, request.operation, known)
        _check_reason(section, request.reason)
        _check_complete(rules, section, request, known)
        plan = _ON_ORDERS[request.operation](Case(rules, request, customer, known, forms))
        ids = _pieces(request) or [one.item_id for one in known.items]
        late = request.reason in section.our_fault
        check_window(rules, section, customer, known, ids, now, person=late)
        return plan
    except Refused as refused:
        return refused.refusal


def allowed(
    rules: Rules, operation: Operation, customer: Customer, order: Order | None, now: datetime
) -> Refusal | None:
    """What can be said before items, reasons and the rest are asked; None: go on.

    A window that is over for all pieces brings a person where the rules make an exception for the
    shop's own mistakes, as the reason is not known yet.
    """
    section = rules.of(operation)
    try:
        check_offered(section, operation, customer)
        if not isinstance(section, OrderRules):
            return None
        known = _theirs(section, customer, order, order.id if order is not None else "")
        check_state(section, operation, known)
        refusals = [_late(rules, section, customer, known, one.item_id, now) for one in known.items]
        return refusals[0] if refusals and all(refusals) else None
    except Refused as refused:
        return refused.refusal


def _pieces(request: Request) -> tuple[str, ...]:
    return request.item_ids or tuple(one.item_id for one in request.swaps)


def _theirs(
    section: OperationRules, customer: Customer, order: Order | None, order_id: str
) -> Order:
    """The order, if it is the customer's; the same refusal whether it is another's or nobody's."""
    if order is None or order.customer_id != customer.id:
        raise refuse(section, "not_your_order", {"order": order_id})
    return order


def _check_complete(
    rules: Rules, section: OperationRules, request: Request, order: Order | None
) -> None:
    lacking = missing(rules, request, order)
    if lacking:
        raise refuse(section, "incomplete", {"missing": ", ".join(lacking)})


def _check_reason(section: OrderRules, reason: str) -> None:
    if not reason or not section.asked_reasons:
        return
    if reason in section.person_reasons:
        raise refuse(section, "reason_for_person", {"reason": reason}, person=True)
    if reason not in section.asked_reasons and not section.other_reasons:
        accepted = ", ".join(section.reasons)
        raise refuse(section, "reason_not_accepted", {"reason": reason, "accepted": accepted})


def _late(
    rules: Rules,
    section: OrderRules,
    customer: Customer,
    order: Order,
    item_id: str,
    now: datetime,
) -> Refusal | None:
    try:
        person = bool(section.our_fault)
        check_window(rules, section, customer, order, (item_id,), now, person=person)
    except Refused as refused:
        return refused.refusal
    return None
