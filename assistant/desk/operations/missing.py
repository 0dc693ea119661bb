"""What must still be asked before a request can be decided."""

from collections import Counter

from assistant.desk.operations.choosing import only_original
from assistant.desk.rule_parts import OrderRules
from assistant.desk.rules import Rules
from assistant.desk.types import Address, Operation, Order, Request

_SWAPS = (Operation.CHANGE_ITEMS, Operation.EXCHANGE)
_PAID = (*_SWAPS, Operation.CHANGE_PAYMENT, Operation.RETURN)


def missing(rules: Rules, request: Request, order: Order | None) -> tuple[str, ...]:
    """Of "order", "items", "forms", "reason", "method", "address", in the order to ask.

    Of a request that is being collected, ``item_ids`` of a swap are the pieces chosen so far, with
    or without a form in ``swaps``.
    """
    operation = request.operation
    section = rules.of(operation)
    if not isinstance(section, OrderRules):
        return ("address",) if lacking(rules, request.address) else ()
    wanted: list[str] = []
    if order is None:
        wanted.append("order")
    if operation is Operation.RETURN and not request.item_ids:
        wanted.append("items")
    if operation in _SWAPS:
        wanted += _open_swaps(request)
    if section.asked_reasons and not request.reason.strip():
        wanted.append("reason")
    if operation is Operation.CHANGE_ADDRESS and lacking(rules, request.address):
        wanted.append("address")
    if operation in _PAID and not request.method_id and not only_original(section):
        wanted.append("method")
    return tuple(wanted)


def lacking(rules: Rules, address: Address | None) -> tuple[str, ...]:
    """Parts of an address that the rules ask for and that it has not: "city", "postal_code" ..."""
    known = address or Address("")
    required = rules.change_address.required
    return tuple(name for name in required if not getattr(known, name).strip())


def _open_swaps(request: Request) -> list[str]:
    if not request.item_ids and not request.swaps:
        return ["items", "forms"]
    ready = Counter(one.item_id for one in request.swaps if one.new_item_id)
    formless = any(not one.new_item_id for one in request.swaps)
    return ["forms"] if formless or Counter(request.item_ids) - ready else []
