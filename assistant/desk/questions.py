"""The next thing that a task needs: what can only be one way is taken, the rest is asked. Pure."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from assistant.desk import operations
from assistant.desk.account import SWAPPING, Account
from assistant.desk.pieces import open_piece
from assistant.desk.pointing import orders_holding
from assistant.desk.reading.items import which_items
from assistant.desk.slots import details
from assistant.desk.state import Task
from assistant.desk.types import Item, Operation, Order, OrderItem, Plan, Refusal, Swap
from assistant.types import Action

Next = Action | Plan | Refusal
"""A question to the shopper, what would be done, or why it cannot be."""
SLOT_OF = {
    "reason_not_accepted": "reason",
    "unknown_item": "items",
    "already_announced": "items",
    "not_returnable": "items",
    "unknown_form": "forms",
    "other_product": "forms",
    "same_form": "forms",
    "sold_out": "forms",
    "unknown_method": "method",
    "method_not_allowed": "method",
    "same_method": "method",
    "gift_card_too_small": "method",
    "other_country": "address",
}
"""What of a task another answer of the shopper would mend."""


def advance(task: Task, account: Account) -> tuple[Task, Next]:
    """The task with all that can only be one way, and what comes next for it."""
    if task.operation is not Operation.CHANGE_DEFAULT_ADDRESS and not task.order_id:
        task, question = _order(task, account)
        if question is not None:
            return task, question
    order = account.order(task.order_id)
    task = _as_the_order_stands(task, order, account)
    refusal = account.refusal(task.operation, order)
    if refusal is not None:
        return task, refusal
    asked: set[str] = set()
    while (slot := _missing(task, order, account)) and slot not in asked:
        task, question = _ASKED[slot](task, order, account)
        if question is not None:
            return task.with_(asked=slot), question
        if slot != "forms":
            asked.add(slot)
    return task, account.decide(task)


def reopened(task: Task, refusal: Refusal, account: Account) -> Task | None:
    """The task with what the rules refuse taken out, so that something else is asked for; None:
    nothing that the shopper could say would mend it."""
    slot = SLOT_OF.get(refusal.code, "")
    if not slot:
        return None
    task = task.with_(**_EMPTY[slot])
    if slot == "method" and not account.methods(task):
        return None
    return task


_EMPTY: Mapping[str, Mapping[str, object]] = {
    "reason": {"reason": ""},
    "items": {"item_ids": (), "swaps": (), "unclear": ()},
    "forms": {"swaps": (), "choices": ()},
    "method": {"method_id": ""},
    "address": {"address": None},
}


def _missing(task: Task, order: Order | None, account: Account) -> str:
    """The first thing that is missing; empty: the rules can decide."""
    if order is not None and task.operation in SWAPPING:
        if not task.item_ids or task.unclear:
            return "items"
        if open_piece(task, order) is not None:
            return "forms"
    if task.unclear:
        return "items"
    missing = operations.missing(account.rules, task.request(account.customer.id), order)
    return missing[0] if missing else ""


def _order(task: Task, account: Account) -> tuple[Task, Next | None]:
    """The only order that it can be; of several those that hold what was spoken of."""
    fitting = account.fitting(task.operation)
    said = " ".join(task.said)
    if not fitting and len(account.orders) != 1:
        named = orders_holding(said, account)
        if len(named) == 1:
            return task.with_(order_id=named[0].id), None
        slots = {"operation": task.operation, "orders": named or account.orders}
        return task, Action("none_fits", slots)
    holding = [one for one in orders_holding(said, account) if one in fitting]
    among = tuple(holding) or fitting or account.orders
    if len(among) == 1:
        return details(task.with_(order_id=among[0].id), task.said, account).task, None
    slots = {"operation": task.operation, "orders": among, "missed": _missed(said, among, task)}
    return task.with_(asked="order"), Action("ask_order", slots)


def _missed(said: str, orders: tuple[Order, ...], task: Task) -> tuple[str, ...]:
    """The things named that none of the orders holds, where none is that one does."""
    if task.operation not in (Operation.RETURN, *SWAPPING):
        return ()
    chosen = which_items(said, tuple(item for one in orders for item in one.items))
    return () if chosen.ids or chosen.ambiguous else chosen.unknown


def _as_the_order_stands(task: Task, order: Order | None, account: Account) -> Task:
    """Other forms are a change while an order is pending and an exchange afterwards, whatever word
    the shopper has for it."""
    if task.operation not in SWAPPING or account.refusal(task.operation, order) is None:
        return task
    other = next(one for one in SWAPPING if one is not task.operation)
    return task.with_(operation=other) if account.refusal(other, order) is None else task


def _reason(task: Task, order: Order | None, account: Account) -> tuple[Task, Next | None]:
    slots = {
        "operation": task.operation,
        "order": order,
        "reasons": account.reasons(task.operation),
    }
    return task, Action("ask_reason", slots)


def _items(task: Task, order: Order | None, account: Account) -> tuple[Task, Next | None]:
    assert order is not None
    if len(order.items) == 1 and not task.missed:
        return task.with_(item_ids=(order.items[0].item_id,)), None
    unclear = tuple(one for one in order.items if one.item_id in task.unclear)
    slots = {
        "operation": task.operation,
        "order": order,
        "items": unclear or order.items,
        "missed": task.missed,
    }
    return task, Action("ask_items", slots)


def _form(task: Task, order: Order | None, account: Account) -> tuple[Task, Next | None]:
    assert order is not None
    piece = open_piece(task, order)
    assert piece is not None
    left = task.choices_for(piece.item_id)
    forms = tuple(
        one for one in account.forms(piece)
        if one.available and one.id != piece.item_id and (not left or one.id in left)
    )  # fmt: skip
    if not forms:
        return task, Refusal("no_other_form", {"item": piece.name, "order": order.id})
    if len(forms) == 1 and left:
        return task.with_(swaps=(*task.swaps, Swap(piece.item_id, forms[0].id))), None
    slots = {"order": order, "item": piece, "forms": forms, "narrowed": bool(left)}
    return task, Action("ask_form", slots)


def _method(task: Task, order: Order | None, account: Account) -> tuple[Task, Next | None]:
    """The only one with which it can be; where no money moves, the one that was paid with."""
    methods = account.methods(task)
    if not methods:
        return task.with_(method_id=_paid_with(order)), None
    if len(methods) == 1:
        return task.with_(method_id=methods[0].id), None
    difference = _difference(task, order, account) if task.operation in SWAPPING else None
    if difference == 0 and any(one.id == _paid_with(order) for one in methods):
        return task.with_(method_id=_paid_with(order)), None
    slots = {
        "operation": task.operation,
        "order": order,
        "methods": methods,
        "difference": difference,
        "pieces": _pieces_of(task, order),
        "swaps": _swaps_of(task, order, account) if task.operation in SWAPPING else (),
    }
    return task, Action("ask_method", slots)


def _paid_with(order: Order | None) -> str:
    payments = () if order is None else order.payments
    return next((one.method_id for one in payments if one.kind == "payment"), "")


def _pieces_of(task: Task, order: Order | None) -> tuple[OrderItem, ...]:
    items = {} if order is None else {one.item_id: one for one in order.items}
    return tuple(items[one] for one in task.item_ids if one in items)


def _swaps_of(
    task: Task, order: Order | None, account: Account
) -> tuple[tuple[OrderItem, Item], ...]:
    """The pieces with their new forms."""
    return tuple(
        (piece, form)
        for piece in _pieces_of(task, order)
        for form in account.forms(piece)
        if (swap := task.swap_of(piece.item_id)) is not None and form.id == swap.new_item_id
    )


def _difference(task: Task, order: Order | None, account: Account) -> Decimal:
    """What the new forms cost more than was paid; less than 0: money goes back."""
    swaps = _swaps_of(task, order, account)
    return sum((form.price - piece.price for piece, form in swaps), Decimal(0))


def _address(task: Task, order: Order | None, account: Account) -> tuple[Task, Next | None]:
    lacking = () if task.address is None else operations.lacking(account.rules, task.address)
    slots = {"operation": task.operation, "order": order, "street": "", "lacking": lacking}
    if task.address is not None:
        slots["street"] = task.address.line1
    return task, Action("ask_address", slots)


_ASKED: Mapping[str, Callable[[Task, Order | None, Account], tuple[Task, Next | None]]] = {
    "reason": _reason,
    "items": _items,
    "forms": _form,
    "method": _method,
    "address": _address,
}
