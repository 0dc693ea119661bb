"""What a message says of a task: order, pieces, forms, payment method, reason, address. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.desk.account import SWAPPING, Account
from assistant.desk.pieces import Filled, read_forms, read_pieces
from assistant.desk.pointing import named_pieces, orders_meant, own_ids, words_of_pieces
from assistant.desk.reading.addresses import read_address
from assistant.desk.reading.items import which_items
from assistant.desk.reading.methods import which_method
from assistant.desk.reading.orders import which_orders
from assistant.desk.reading.reasons import which_reason
from assistant.desk.state import Task
from assistant.desk.types import Operation, Order
from assistant.types import Action

SAID_KEPT = 12
PIECE_OF = re.compile(
    r"\btake\b.{1,60}\b(?:out|off)\b|\b(?:only|just|part(?:ly|ially)?|remove"
    r"|from (?:the|my|that|this) order|in (?:the|my|that|this) order)\b",
    re.I,
)
"""How a part of an order is spoken of, rather than the order that holds it."""


def fill(task: Task, text: str, account: Account) -> Filled:
    """The task with what ``text`` says of it. When it turns out which order is meant, all that was
    said of the task before is read again against that order."""
    found = order_said(task, text, account)
    said = (*task.said, text)[-SAID_KEPT:]
    if found == task.order_id:
        return details(task.with_(said=said), (text,), account)
    moved = Task(task.operation, found, said=said, asked=task.asked, if_refused=task.if_refused)
    return details(moved, said, account)


def details(task: Task, texts: Sequence[str], account: Account) -> Filled:
    """The task with what was said of all but the order."""
    order = account.order(task.order_id)
    filled = Filled(task)
    for text in texts:
        for read in _READERS.get(task.operation, ()):
            if order is None and read in (read_pieces, read_forms):
                continue
            filled = filled.with_(read(filled.task, text, order, account))
    return filled


def order_said(task: Task, text: str, account: Account) -> str:
    """The order that a message gives a task; else the one it has."""
    if task.operation is Operation.CHANGE_DEFAULT_ADDRESS:
        return ""
    if named := own_ids(text, account):
        return named[0]
    if task.order_id and task.asked != "order":
        return task.order_id
    offered = account.fitting(task.operation)
    if task.asked == "order":
        chosen = which_orders(text, offered or account.orders, account.now)
        if len(chosen.ids) == 1:
            return chosen.ids[0]
    meant = orders_meant(task.operation, text, text, "", account)
    if len(meant) == 1:
        return meant[0]
    return task.order_id


def _reason(task: Task, text: str, order: Order | None, account: Account) -> Filled:
    said = which_reason(text, account.reasons(task.operation))
    return Filled(task.with_(reason=said), spoke=True) if said else Filled(task)


def _whole(task: Task, text: str, order: Order | None, account: Account) -> Filled:
    """Only whole orders are cancelled, whatever piece is named."""
    if order is None or len(order.items) < 2 or not PIECE_OF.search(text):
        return Filled(task)
    text = words_of_pieces(text, order, account)
    chosen = which_items(text, order.items).ids if named_pieces(text, order, account) else ()
    if not chosen or len(chosen) == len(order.items):
        return Filled(task)
    return Filled(
        task,
        (Action("whole_order", {"order": order, "instead": account.possible(order)}),),
        spoke=True,
    )


def _address(task: Task, text: str, order: Order | None, account: Account) -> Filled:
    base = task.address or (account.customer.address if order is None else order.address)
    said = read_address(text, base)
    only_code = said.said == ("postal_code",) and task.asked != "address"
    if only_code or (said.address == base and "line1" not in said.said):
        return Filled(task)  # the postal code says who writes
    if said.address is not None:
        return Filled(task.with_(address=said.address), spoke=True)
    other = account.order(said.same_as) if said.same_as else None
    if other is not None:
        return Filled(task.with_(address=other.address), spoke=True)
    if said.default and task.operation is Operation.CHANGE_ADDRESS:
        return Filled(task.with_(address=account.customer.address), spoke=True)
    return Filled(task)


def _method(task: Task, text: str, order: Order | None, account: Account) -> Filled:
    chosen = which_method(text, account.customer, order)
    if len(chosen.ids) == 1:
        return Filled(task.with_(method_id=chosen.ids[0]), spoke=True)
    if chosen.unknown:
        slots = {"words": chosen.unknown, "customer": account.customer}
        return Filled(task, (Action("unknown_method", slots),))
    return Filled(task)


Reader = Callable[[Task, str, Order | None, Account], Filled]
_READERS: Mapping[Operation, tuple[Reader, ...]] = {
    Operation.CANCEL: (_whole, _reason),
    Operation.CHANGE_ADDRESS: (_address,),
    Operation.CHANGE_PAYMENT: (_method,),
    Operation.RETURN: (_reason, read_pieces, _method),
    **dict.fromkeys(SWAPPING, (_reason, read_forms, _method)),
    Operation.CHANGE_DEFAULT_ADDRESS: (_address,),
}
