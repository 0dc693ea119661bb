"""Which tasks a message brings to the desk, and which of those there it says more of. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.desk.account import SWAPPING, TOLD, Account
from assistant.desk.pointing import (
    IT,
    described_orders,
    fits,
    orders_holding,
    orders_meant,
    own_ids,
)
from assistant.desk.reading.addresses import read_address
from assistant.desk.reading.methods import which_method
from assistant.desk.reading.orders import which_orders
from assistant.desk.reading.types import Wanted
from assistant.desk.slots import details, fill
from assistant.desk.state import Desk, Task
from assistant.desk.types import Address, Operation
from assistant.desk.wishes import ALSO, SENDS_THERE
from assistant.types import Action

INSTEAD = re.compile(
    r"\b(?:instead|actually|rather|chang(?:ed|ing) my mind|forget|never ?mind|scratch that"
    r"|on second thoughts?|don'?t|do not|no longer|not any ?more)\b",
    re.I,
)
"""How somebody takes something else in place of what they asked for."""
THEN = re.compile(r"\b(?:only|just|rather|instead|then)\b", re.I)
"""How one of two things that were asked for is chosen."""
ADDRESSES = (Operation.CHANGE_ADDRESS, Operation.CHANGE_DEFAULT_ADDRESS)


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The tasks of the desk after a message."""

    tasks: tuple[Task, ...]
    notes: tuple[Action, ...] = ()
    news: bool = False
    """Whether the message brought or changed any."""


def take_up(
    desk: Desk, wanted: Wanted, text: str, account: Account, *, declined: bool = False
) -> TakenUp:
    """The desk's tasks with those that a message asks for.

    Args:
        declined: whether what was summed up is turned down.
    """
    tasks = desk.tasks
    instead = bool(tasks) and (declined or INSTEAD.search(text) is not None)
    new: list[Task] = []
    notes: list[Action] = []
    current, lead = tasks[:1], text
    address = _address_spoken_of(desk, account)
    for operation, part, otherwise in zip(
        wanted.operations, wanted.parts, wanted.otherwise, strict=True
    ):
        if operation in TOLD:
            continue
        lead = lead.partition(part)[0]
        known = _same(tasks, operation, part, account)
        if known is not None:
            filled = fill(tasks[known], part, account)
            notes += filled.notes
            others = (*tasks[:known], *tasks[known + 1 :])
            if _in_parts(filled.notes):
                tasks = others
            elif known and THEN.search(text):
                order = filled.task.order_id
                tasks = (filled.task, *(one for one in others if one.order_id != order))
            else:
                tasks = (*tasks[:known], filled.task, *tasks[known + 1 :])
            continue
        begun = _begun(operation, part, text, desk.order_id, account)
        if instead and (same := _in_place_of(tasks[0], operation, part, account)) is not None:
            begun = (same,)
        for task in begun:
            task = replace(task, if_refused=otherwise)
            one = details(task, (part,), account)
            if _in_parts(one.notes):
                notes += one.notes
                continue
            new.append(_with_the_rest(one.task, text, address, account))
            notes += one.notes
    if current and lead.strip() and lead != text and current[0] == tasks[0]:
        filled = fill(tasks[0], lead, account)
        tasks = (filled.task, *tasks[1:])
        notes += filled.notes
    new = _put_right(new)
    if not new:
        return TakenUp(tasks, tuple(notes), news=bool(wanted.operations))
    if instead:
        given_up = _given_up(tasks, new)
        kept = tuple(one for one in tasks if one is not given_up)
        return TakenUp((*_of_the_same_order(new, given_up, account), *kept), tuple(notes), True)
    if current and ALSO.search(text):
        queued = (Action("queued", {"operations": tuple(one.operation for one in new)}),)
        return TakenUp((*tasks, *new), (*notes, *queued), True)
    return TakenUp((*new, *tasks), tuple(notes), True)


def orders_answered(task: Task, wanted: Wanted, text: str, account: Account) -> tuple[Task, ...]:
    """The tasks that an answer makes of one whose order was asked for: "#W1", "both", "all pending
    ones"; none: it is no such answer."""
    wishes = any(one not in TOLD for one in wanted.operations)
    if task.asked != "order" or task.order_id or wishes or "?" in text:
        return ()
    offered = account.fitting(task.operation)
    ids = own_ids(text, account) or which_orders(text, offered, account.now).ids
    ids = ids or orders_meant(task.operation, text, text, "", account)
    moved = (replace(task, order_id=one, said=(*task.said, text), asked="") for one in ids)
    return tuple(details(one, one.said, account).task for one in moved)


def _in_parts(notes: Sequence[Action]) -> bool:
    """Whether a part of an order was to be cancelled, which asks for nothing that can be done."""
    return any(one.name == "whole_order" for one in notes)


def _put_right(tasks: Sequence[Task]) -> list[Task]:
    """What a message asks for of a piece last is what counts: "return the lamp and the mug, no,
    exchange the mug" returns the lamp."""
    kept = []
    for place, task in enumerate(tasks):
        later = {
            (one.order_id, piece)
            for one in tasks[place + 1 :]
            if one.operation in SWAPPING and not one.if_refused
            for piece in one.item_ids
        }
        left = tuple(one for one in task.item_ids if (task.order_id, one) not in later)
        returns = task.operation is Operation.RETURN and left and len(left) < len(task.item_ids)
        kept.append(replace(task, item_ids=left) if returns else task)
    return kept


def _same(tasks: Sequence[Task], operation: Operation, part: str, account: Account) -> int | None:
    """Place of the task that a wish says more of: one of its kind, unless the wish names another
    order than the task has and does not put it right."""
    kinds = SWAPPING if operation in SWAPPING else (operation,)
    named = described_orders(part, account)
    for place, task in enumerate(tasks):
        if task.operation not in kinds:
            continue
        holding = [one.id for one in orders_holding(part, account)]
        if not task.order_id or not (named or holding):
            return place
        if task.order_id in (named or holding) or (named and INSTEAD.search(part)):
            return place
    return None


def _begun(
    operation: Operation, part: str, text: str, talked: str, account: Account
) -> tuple[Task, ...]:
    """A task for each order that a wish is about; one without an order where it does not tell."""
    if operation is Operation.CHANGE_DEFAULT_ADDRESS:
        return (Task(operation, said=(part,)),)
    ids = orders_meant(operation, part, text, talked, account)
    return tuple(Task(operation, order_id, said=(part,)) for order_id in ids or ("",))


def _in_place_of(before: Task, operation: Operation, part: str, account: Account) -> Task | None:
    """ "Exchange it instead": the same order and pieces, where the wish names no others."""
    if operation in ADDRESSES or not before.order_id or not IT.search(part):
        return None
    if described_orders(part, account) or orders_holding(part, account):
        return None
    pieces = before.item_ids if operation in (Operation.RETURN, *SWAPPING) else ()
    return Task(operation, before.order_id, item_ids=pieces, said=(part,))


def _address_spoken_of(desk: Desk, account: Account) -> Address | None:
    """The address that was given last, else that of the order talked about last."""
    order = account.order(desk.order_id)
    return desk.address or (None if order is None else order.address)


def _with_the_rest(task: Task, text: str, address: Address | None, account: Account) -> Task:
    """With the payment method or the address that the message names once for all it asks for."""
    if task.operation in ADDRESSES and task.address is None:
        task = details(task, (text,), account).task
        same = read_address(text).make_default or SENDS_THERE.search(text)
        if task.address is None and same:
            return task.with_(address=address)  # "and make it my default as well", "send it there"
        return task
    order = account.order(task.order_id)
    if task.method_id or order is None or task.operation is Operation.CHANGE_PAYMENT:
        return task
    if task.operation not in (Operation.RETURN, *SWAPPING):
        return task
    ids = which_method(text, account.customer, order).ids
    return task.with_(method_id=ids[0]) if len(ids) == 1 else task


def _given_up(tasks: Sequence[Task], new: Sequence[Task]) -> Task:
    """The task in whose place something else is wished for: one on the same order, else the one at
    work."""
    orders = {one.order_id for one in new if one.order_id}
    return next((one for one in tasks if one.order_id in orders), tasks[0])


def _of_the_same_order(new: Sequence[Task], before: Task, account: Account) -> tuple[Task, ...]:
    """What is wished for instead is about the order that was spoken of, if it says no other."""
    return tuple(
        details(replace(one, order_id=before.order_id), one.said, account).task
        if not one.order_id
        and one.operation is not Operation.CHANGE_DEFAULT_ADDRESS
        and fits(one.operation, before.order_id, account)
        else one
        for one in new
    )
