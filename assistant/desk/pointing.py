"""Which of the customer's orders and things a message points at. Pure."""

import re
from collections.abc import Sequence

from assistant.desk.account import Account
from assistant.desk.reading.items import named_items, which_items
from assistant.desk.reading.orders import order_ids, which_orders
from assistant.desk.types import Operation, Order, OrderItem

ORDER = re.compile(r"\borders?\b", re.I)
ORDERS = re.compile(r"\borders\b", re.I)
IT = re.compile(
    r"\b(?:it|its|them|those|these|(?:that|this|the(?: same)?) order|(?:that|this) one)\b", re.I
)
OTHER = re.compile(r"\b(?:an?other|different|one of my)\b", re.I)

BOUGHT = re.compile(
    r"\bi(?:'ve| have)? (?:recently |just |also |already )?"
    r"(?:ordered|bought|purchased|got|received)\b"
    r"[^.;!?]*?(?=[.;!?\n]|,\s+(?:i\b|please\b|can\b|could\b|now\b)"
    r"|\band (?:i|now|would|want|wish|need|please)\b|\bbut\b|$)",
    re.I,
)
ORDER_WITH = re.compile(
    r"\b(?:(?:in|from|on|of)\s+the\s+one"
    r"|(?:the|my|that|an?)\s+(?:\w+\s+)?(?!ones?\b|other|only\b|option)o[a-z]{2,5})\s+"
    r"(?:with|containing|having|(?:that|which)\s+(?:has|had|holds?|contains?|includes?)"
    r"|where\s+i\s+(?:bought|got|ordered))\s+"
    r"(?:(?:the|an?|my|and)\s+)?[\w-]+(?:\s+(?:and\s+the\s+)?(?!(?:the|should|to|for|i|please|in|into|but|so|because|as"
    r"|is|be|can|could|needs?|will|would|on|back|from|since|it|my|put|use|refund)\b)[\w-]+){0,5}",
    re.I,
)


BACK = re.compile(r"\b(?:it|them|they|mine)\b", re.I)
"""What goes on about a thing that was named before."""


def named_pieces(text: str, order: Order, account: Account) -> tuple[OrderItem, ...]:
    """The pieces of an order that a message names, or whose ids it gives. All the customer's things
    are read together, so that an electric kettle is no electric toothbrush."""
    if text not in account.named:
        places = named_items(text, account.items)
        account.named[text] = frozenset(account.items[place].item_id for place in places)
    named = account.named[text]
    return tuple(one for one in order.items if one.item_id in named or one.item_id in text)


def orders_holding(text: str, account: Account) -> tuple[Order, ...]:
    """The orders of which a message names a piece."""
    return tuple(one for one in account.orders if named_pieces(text, one, account))


def own_ids(text: str, account: Account) -> tuple[str, ...]:
    """The customer's orders that a message names by their ids."""
    known = [one.id for one in account.orders]
    return tuple(one for one in order_ids(text, known) if one in known)


def described_orders(text: str, account: Account) -> tuple[str, ...]:
    """The orders that a message names, or describes as such: "the pending order with the lamp";
    several where it fits several."""
    ids = own_ids(text, account)
    if ids or not ORDER.search(text):
        return ids
    chosen = which_orders(text, account.orders, account.now)
    return chosen.ids or chosen.ambiguous


def orders_meant(
    operation: Operation, part: str, text: str, talked: str, account: Account
) -> tuple[str, ...]:
    """The orders that a wish is about, those with which it can be done first of all; empty: it
    does not tell.

    Args:
        part: the words of the wish.
        text: the whole message.
        talked: the order that was talked about last.
    """
    if named := own_ids(part, account):
        return named
    fitting = account.fitting(operation)
    chosen = which_orders(part, account.orders, account.now)
    if len(chosen.ids) != 1 or not fits(operation, chosen.ids[0], account):
        possible = which_orders(part, fitting, account.now) if len(fitting) > 1 else chosen
        chosen = possible if len(possible.ids) == 1 else chosen
    if len(chosen.ids) == 1:
        return chosen.ids
    if chosen.ids and ORDERS.search(part):
        return tuple(one for one in chosen.ids if fits(operation, one, account)) or chosen.ids
    among = chosen.ambiguous or tuple(one.id for one in account.orders)
    holding = [one for one in orders_holding(part, account) if one.id in among]
    if holding:
        return _holding_what_is_named(operation, part, holding, talked, account)
    elsewhere = own_ids(text, account)
    if len(elsewhere) == 1 and fits(operation, elsewhere[0], account):
        return elsewhere
    if talked and not OTHER.search(part) and (IT.search(part) or fits(operation, talked, account)):
        return (talked,)
    return ()


def fits(operation: Operation, order_id: str, account: Account) -> bool:
    """Whether something can be done with the order of an id."""
    order = account.order(order_id)
    return order is not None and account.fits(operation, order)


def _holding_what_is_named(
    operation: Operation, part: str, holding: Sequence[Order], talked: str, account: Account
) -> tuple[str, ...]:
    """All orders where each holds another of the things; else the one that holds the most; of
    several that do the one talked about."""
    holding = account.fitting(operation, holding) or holding
    names = [{piece.name for piece in named_pieces(part, one, account)} for one in holding]
    one_order = ORDER.search(part) and not ORDERS.search(part)
    apart = len(set().union(*names)) == sum(map(len, names))
    if apart and not one_order:
        return tuple(one.id for one in holding)
    most = max(map(len, names))
    best = [one.id for one, held in zip(holding, names, strict=True) if len(held) == most]
    if len(best) > 1:
        best = [talked] if talked in best else _holding_the_form(part, best, account)
    return tuple(best) if len(best) == 1 else ()


def _holding_the_form(part: str, ids: Sequence[str], account: Account) -> list[str]:
    """Of orders that hold the same thing those with the form that is spoken of: "the small one"."""
    orders = [one for one in account.orders if one.id in ids]
    chosen = which_items(part, [item for one in orders for item in one.items]).ids
    return [one.id for one in orders if any(item.item_id in chosen for item in one.items)]


def words_of_pieces(text: str, order: Order, account: Account) -> str:
    """The words that may be about pieces: not those that only tell the order, if there are any."""
    rest = ORDER_WITH.sub("the order", text)
    told = BOUGHT.sub(" ", rest)
    if not BACK.search(told):
        rest = told  # "I bought a lamp and want it in red" speaks of the lamp
    return rest if named_pieces(rest, order, account) else text
