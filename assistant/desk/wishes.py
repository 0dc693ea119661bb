"""What a message wishes for at the desk, by its words and by where the conversation stands. Pure.

``reading.wants`` tells by the words alone; "and the backpack too", "the boots in size 8 please" or
a bare address wish for something only because of what was spoken of.
"""

import re
from collections.abc import Callable

from assistant.cues import QUESTION
from assistant.desk.account import SWAPPING, TOLD, Account
from assistant.desk.intents import SHOPPING
from assistant.desk.pointing import IT, ORDER, named_pieces, orders_holding, own_ids
from assistant.desk.reading.addresses import read_address
from assistant.desk.reading.orders import which_orders
from assistant.desk.reading.swaps import read_swaps
from assistant.desk.reading.types import Wanted
from assistant.desk.reading.wants import wanted as read_wanted
from assistant.desk.state import Desk
from assistant.desk.types import Operation
from assistant.types import Intent

ALSO = re.compile(
    r"\b(?:also|too|as well|in addition|besides|(?:what|how) about|and then|after that"
    r"|another)\b",
    re.I,
)
"""How something is wished for beside what was wished for before."""
OF_ACCOUNT = re.compile(r"\b(?:default|profile|accounts?|home|on file|moved|moving|user)\b", re.I)
TAKES_OUT = re.compile(
    r"\bremove\b|\btake\b.{1,60}\b(?:out|off)\b|\b(?:drop|delete)\b.{1,60}\border\b", re.I
)
SENDS_THERE = re.compile(
    r"\b(?:send|ship|deliver|mail|post)\b.*\b(?:there|(?:that|this|the same) (?:place|address))\b",
    re.I,
)
SWAPS = re.compile(r"\b(?:chang\w+|swap\w*|exchang\w+|switch\w*|replac\w+|instead|should)\b", re.I)
OWN = re.compile(r"\b(?:the|my|that|this)\b", re.I)
OF_ORDER = re.compile(r"\b(?:orders?|payment method)\b|#", re.I)
_OF_ORDER, _OF_CUSTOMER = Operation.CHANGE_ADDRESS, Operation.CHANGE_DEFAULT_ADDRESS
OF_PIECES = (Operation.RETURN, *SWAPPING)


def wished(text: str, intent: Intent, desk: Desk, account: Account) -> Wanted:
    """The operations that a verified customer's message asks for."""
    task = desk.task
    wanted = read_wanted(text, intent, None if task is None else task.operation)
    if wanted.operations == (Operation.CHANGE_PAYMENT,) and _pays_the_task(text, desk):
        return Wanted()
    told_only = all(one in TOLD for one in wanted.operations)
    if told_only and _piece_taken_out(text, intent, desk, account):
        return Wanted((Operation.CANCEL,), (text,), (False,))
    if _same_place(text, intent, desk, account):
        return Wanted((_OF_ORDER,), (text,), (False,))
    if {_OF_ORDER, _OF_CUSTOMER} & set(wanted.operations):
        return _addresses_as_meant(wanted, text, desk, account)
    if wanted.operations:
        return wanted
    for rule in _BY_CONTEXT:
        operation = rule(text, intent, desk, account)
        if operation is not None and not (task is not None and task.operation is operation):
            return Wanted((operation,), (text,), (False,))
    return wanted


def _pays_the_task(text: str, desk: Desk) -> bool:
    """Whether "charge my visa" tells how the task at work is paid, and not the whole order."""
    task = desk.task
    return task is not None and task.operation in OF_PIECES and not OF_ORDER.search(text)


def _addresses_as_meant(wanted: Wanted, text: str, desk: Desk, account: Account) -> Wanted:
    """The address is that of the order which is spoken of, unless the account's is named; the one
    that is told is changed in one place, unless both are named."""
    of_account = OF_ACCOUNT.search(text) is not None
    one_place = of_account is not bool(ORDER.search(text)) and not ALSO.search(text)
    if one_place and set(wanted.operations) <= {_OF_ORDER, _OF_CUSTOMER}:
        return Wanted((_OF_CUSTOMER if of_account else _OF_ORDER,), (text,), (False,))
    order = account.order(desk.task.order_id if desk.task is not None else desk.order_id)
    fits = order is not None and (account.fits(_OF_ORDER, order) or IT.search(text) is not None)
    speaks = fits and not of_account
    operations = tuple(
        _OF_ORDER if one is _OF_CUSTOMER and speaks else one for one in wanted.operations
    )
    return Wanted(operations, wanted.parts, wanted.otherwise)


def _another_piece(text: str, intent: Intent, desk: Desk, account: Account) -> Operation | None:
    """ "And the backpack too": what was done last, or could not be, with another piece."""
    last = desk.last
    if last not in OF_PIECES or desk.task is not None or not orders_holding(text, account):
        return None
    return last if ALSO.search(text) or not (desk.done or QUESTION.search(text)) else None


def _other_form(text: str, intent: Intent, desk: Desk, account: Account) -> Operation | None:
    """ "The boots should be size 8": a thing of an order, and another form of it."""
    asks = QUESTION.search(text) or intent in SHOPPING or not OWN.search(text)
    if (asks and not SWAPS.search(text)) or not orders_holding(text, account):
        return None
    for order in account.orders:
        forms = {one.product_id: account.forms(one) for one in order.items}
        saids = read_swaps(text, order.items, forms) if named_pieces(text, order, account) else ()
        if any(said.form.candidates for said in saids):
            return Operation.CHANGE_ITEMS
    return None


def _same_place(text: str, intent: Intent, desk: Desk, account: Account) -> Operation | None:
    """ "Send order #W1 there too": to the address that was just given."""
    sends = desk.address is not None and SENDS_THERE.search(text)
    return _OF_ORDER if sends and own_ids(text, account) else None


def _new_address(text: str, intent: Intent, desk: Desk, account: Account) -> Operation | None:
    """An address in full, or that the one just spoken of shall be the account's as well."""
    said = read_address(text)
    if desk.task is not None and desk.task.operation in (_OF_ORDER, _OF_CUSTOMER):
        return None
    if said.make_default:
        return Operation.CHANGE_DEFAULT_ADDRESS
    if {"line1", "postal_code"} <= set(said.said):
        whole = OF_ACCOUNT.search(text) is not None
        return Operation.CHANGE_DEFAULT_ADDRESS if whole else Operation.CHANGE_ADDRESS
    return None


def _piece_taken_out(text: str, intent: Intent, desk: Desk, account: Account) -> Operation | None:
    """ "Take the lamp out": less of an order, which only cancelling all of it could be."""
    return Operation.CANCEL if TAKES_OUT.search(text) and orders_holding(text, account) else None


def _order_pointed_at(text: str, intent: Intent, desk: Desk, account: Account) -> Operation | None:
    """ "The one with the boots", where orders were listed."""
    pointed = which_orders(text, account.orders, account.now, current=desk.order_id).ids
    return Operation.STATUS if intent is Intent.ORDER_STATUS and pointed else None


_BY_CONTEXT: tuple[Callable[[str, Intent, Desk, Account], Operation | None], ...] = (
    _another_piece,
    _other_form,
    _new_address,
    _order_pointed_at,
)
