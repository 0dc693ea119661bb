"""Which payment methods may be chosen, and where a refund goes."""

from decimal import Decimal

from assistant.desk.operations.case import Case
from assistant.desk.operations.money import GIFT_CARD, kind_of, open_payments, paid
from assistant.desk.operations.refusing import refuse
from assistant.desk.rule_parts import ANY, ORIGINAL, OrderRules
from assistant.desk.rules import Rules
from assistant.desk.types import Customer, Operation, Order, PaymentMethod


def allowed_methods(
    rules: Rules, operation: Operation, customer: Customer, order: Order
) -> tuple[PaymentMethod, ...]:
    """The customer's methods that the rules let them choose, in the customer's order."""
    section = rules.of(operation)
    if not isinstance(section, OrderRules):
        return ()
    found = tuple(one for one in customer.payment_methods if _may(section, order, one))
    if operation is Operation.CHANGE_PAYMENT:
        return tuple(one for one in found if one.id not in originals(order))
    return found


def only_original(section: OrderRules) -> bool:
    """Whether nothing is left to choose: the money goes the way that it came."""
    return section.methods == (ORIGINAL,)


def originals(order: Order) -> tuple[str, ...]:
    """The methods that hold the order's money, each once."""
    return tuple(dict.fromkeys(method_id for method_id, _ in open_payments(order)))


def chosen(case: Case, section: OrderRules) -> PaymentMethod | None:
    """The method named in the request, or the only one there is; None: all that the order was paid
    by. Raises Refused where the customer may not choose it."""
    named = case.request.method_id
    if not named and only_original(section):
        ways = originals(case.order)
        if not ways:
            raise refuse(section, "nothing_paid", {"order": case.order.id}, person=True)
        if len(ways) > 1:
            return None
        named = ways[0]
    method = case.customer.method(named)
    if method is None:
        raise refuse(
            section, "unknown_method", {"method": named}, person=not case.request.method_id
        )
    if not _may(section, case.order, method):
        allowed = ", ".join(section.methods)
        raise refuse(section, "method_not_allowed", {"method": named, "allowed": allowed})
    return method


def refund_parts(
    case: Case, section: OrderRules, method: PaymentMethod | None, amount: Decimal
) -> tuple[tuple[str, Decimal], ...]:
    """Where a refund goes: to the method, or to gift cards first and then to the others.

    Raises Refused where it is more than the customer paid.
    """
    if amount > (most := paid(case.order)):
        facts = {"amount": str(amount), "paid": str(most)}
        raise refuse(section, "more_than_paid", facts, person=True)
    if method is not None:
        return ((method.id, amount),)
    parts: dict[str, Decimal] = {}
    ways = sorted(open_payments(case.order), key=lambda one: not _is_gift(case.customer, one[0]))
    for method_id, held in ways:
        part = min(held, amount)
        parts[method_id] = parts.get(method_id, Decimal(0)) + part
        amount -= part
    return tuple((method_id, part) for method_id, part in parts.items() if part > 0)


def payer(case: Case, section: OrderRules, method: PaymentMethod | None) -> PaymentMethod:
    """Who pays a difference: the method, or the last of the order's that is no gift card."""
    if method is not None:
        return method
    ways = originals(case.order)
    ordered = sorted(ways, key=lambda one: _is_gift(case.customer, one), reverse=True)
    found = case.customer.method(ordered[-1])
    if found is None:
        raise refuse(section, "unknown_method", {"method": ordered[-1]}, person=True)
    return found


def _may(section: OrderRules, order: Order, method: PaymentMethod) -> bool:
    for way in section.methods:
        if way == ANY or kind_of(method) == way:
            return True
        if way == ORIGINAL and method.id in originals(order):
            return True
    return False


def _is_gift(customer: Customer, method_id: str) -> bool:
    return kind_of(customer.method(method_id)) == GIFT_CARD
