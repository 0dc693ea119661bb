"""Pieces of an order: which are meant, and which may still move."""

from collections import Counter
from collections.abc import Iterable

from assistant.desk.operations.case import Case
from assistant.desk.operations.refusing import refuse
from assistant.desk.rule_parts import OrderRules
from assistant.desk.types import OrderItem


def picked(case: Case, section: OrderRules, item_ids: Iterable[str]) -> tuple[OrderItem, ...]:
    """The pieces of these ids, each piece once.

    Raises Refused where the order has none such (left), or they are on their way back already.
    """
    order, found = case.order, []
    left = list(order.items)
    gone: Counter[str] = Counter()
    for announced in (order.returned, order.exchanged):
        gone.update(announced.item_ids if announced is not None else ())
    for item_id in item_ids:
        piece = next((one for one in left if one.item_id == item_id), None)
        if piece is None:
            raise refuse(section, "unknown_item", {"order": order.id, "item": item_id})
        left.remove(piece)
        found.append(piece)
    asked = Counter(one.item_id for one in found)
    held = Counter(one.item_id for one in order.items)
    for piece in found:
        if asked[piece.item_id] > held[piece.item_id] - gone[piece.item_id]:
            raise refuse(
                section, "already_announced", {"order": order.id, "item": piece.name}, person=True
            )
    return tuple(found)
