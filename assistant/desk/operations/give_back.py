"""Return delivered pieces for the money; it moves when they have arrived."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.desk.countries import country_code
from assistant.desk.operations.case import Case
from assistant.desk.operations.choosing import chosen, refund_parts
from assistant.desk.operations.goods import conditions_of, fees, own_postage
from assistant.desk.operations.money import check_amount, refunds
from assistant.desk.operations.pieces import picked
from assistant.desk.operations.refusing import refuse
from assistant.desk.types import OrderItem, Plan, Return


def give_back(case: Case) -> Plan:
    """The order with a return announced, and the refund less its fee."""
    rules, order, request = case.rules.return_, case.order, case.request
    pieces = picked(case, rules, request.item_ids)
    ids = tuple(sorted(one.item_id for one in pieces))
    our_fault = request.reason in rules.our_fault
    conditions = conditions_of(case, rules, pieces, request.reason)
    fee = fees(case, pieces)
    gross = sum((one.price for one in pieces), Decimal(0)) + _delivery_back(case, pieces)
    if gross <= fee:
        facts = {"amount": str(gross), "fee": str(fee)}
        raise refuse(rules, "nothing_left", {"order": order.id, **facts}, person=True)
    method = chosen(case, rules)
    transfers = refunds(rules, case.customer, refund_parts(case, rules, method, gross - fee))
    check_amount(rules, transfers)
    # A split refund is announced to the last method; the shop splits it again when it pays.
    target = method.id if method is not None else transfers[-1].method_id
    after = replace(order, returned=Return(ids, target), status=rules.becomes or order.status)
    return Plan(
        replace(request, method_id=method.id if method is not None else "", item_ids=ids),
        after,
        None,
        transfers,
        fee,
        (*rules.notes, *own_postage(case, our_fault)),
        conditions,
    )


def _delivery_back(case: Case, pieces: Sequence[OrderItem]) -> Decimal:
    """What of the delivery cost comes back."""
    rules, order = case.rules.return_, case.order
    if case.request.reason in rules.our_fault:
        return order.shipping
    if not rules.delivery_back or len(pieces) < len(order.items):
        return Decimal(0)
    here = country_code(order.address.country)
    for limit in rules.delivery:
        if limit.countries and here not in map(country_code, limit.countries):
            continue
        goods = sum((one.price for one in order.items), Decimal(0))
        free = limit.free_from is not None and goods >= limit.free_from
        free = free or case.customer.group in limit.free_groups
        return Decimal(0) if free else min(limit.standard, order.shipping)
    return order.shipping
