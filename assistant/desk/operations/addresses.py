"""Change where an order goes, or where the customer lives."""

from dataclasses import replace

from assistant.desk.countries import same_country
from assistant.desk.operations.case import Case
from assistant.desk.operations.refusing import refuse
from assistant.desk.rule_parts import OperationRules
from assistant.desk.rules import Rules
from assistant.desk.types import Address, Customer, Plan, Request


def change_address(case: Case) -> Plan:
    """The order with another address."""
    rules, order = case.rules.change_address, case.order
    address = _another(rules, case.request.address, order.address)
    if rules.same_country and not same_country(address.country, order.address.country):
        facts = {"country": address.country, "order_country": order.address.country}
        raise refuse(rules, "other_country", {"order": order.id, **facts})
    after = replace(order, address=address, status=rules.becomes or order.status)
    return Plan(case.request, after, None, notes=rules.notes)


def change_default_address(rules: Rules, request: Request, customer: Customer) -> Plan:
    """The customer with another address; orders keep theirs."""
    address = _another(rules.change_default_address, request.address, customer.address)
    return Plan(request, None, replace(customer, address=address), notes=("later_orders_only",))


def _another(rules: OperationRules, address: Address | None, before: Address) -> Address:
    """The new address, whose parts have been looked at already (``missing``)."""
    assert address is not None
    if address == before:
        raise refuse(rules, "same_address")
    return address
