"""Questions about the customer's own orders, account and things, answered by the records. Pure."""

import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.desk.account import TOLD, Account
from assistant.desk.pointing import named_pieces, orders_holding, own_ids
from assistant.desk.reading.orders import which_orders
from assistant.desk.reading.types import Wanted
from assistant.desk.state import Desk
from assistant.desk.types import Operation, Order, OrderItem, Plan
from assistant.types import Action

STATUS = Operation.STATUS
STATUS_IN_FULL = 2
"""Up to so many orders are told in full."""
ORDERS = re.compile(
    r"\b(?:my|of my|all|list|past|previous|recent|other|open|pending) (?:\w+ )?orders\b"
    r"|\b(?:what|which|any|how many) (?:\w+ )?orders\b|\border (?:history|numbers?|ids?)\b",
    re.I,
)
PROFILE = re.compile(
    r"\b(?:payment (?:methods?|options?)|address(?:es)?|(?:gift )?cards?)\b.*\b(?:do i have|have i"
    r"|on file|are saved|do you have)\b|"
    r"\bmy (?:(?:default|shipping|home|current|own) )*(?:profile|account|e-?mail(?: address)?"
    r"|address(?:es)?|payment (?:methods?|options?)|cards?|gift cards?(?: balance)?|balance)\b"
    r"|\b(?:on|in) (?:my )?(?:file|account|profile)\b",
    re.I,
)
ASKS = re.compile(
    r"\?|^\W*(?:what|which|how|who|where|when|is|are|do|does|can you (?:tell|show|list|look)|could"
    r" you (?:tell|show|list|look)|tell me|show me|list|look up"
    r"|i(?:'d| would) like to (?:know|see))\b"
    r"|\b(?:what|which|how (?:much|many))\b",
    re.I,
)
FORMS = re.compile(
    r"\b(?:options?|variants?|versions?|colou?rs|sizes|styles|types|kinds|forms|models"
    r"|come in|comes in|available in|in stock)\b",
    re.I,
)
OF_IT = re.compile(r"\b(?:it|that|this|one|they|them|these|those)\b", re.I)
ON_SALE = re.compile(r"\b(?:do you have|are there|is there|available)\b", re.I)
HOW_MANY = re.compile(r"\bhow many\b", re.I)
TOTAL = re.compile(
    r"\b(?:how much|total|amount)\b.*\b(?:refund\w*|back|pay|charged?|cost|owe|difference|total"
    r"|credited|sav\w+)\b|\btotal (?:refund|amount)\b"
    r"|\bprice difference\b|\bhow much (?:more|less|extra|cheaper|dearer)\b|\bhow much difference\b"
    r"|\bwhat(?:'s|s| is| would be| will be) the (?:\w+ )?difference\b|\bit all come to\b"
    r"|\bwhat (?:would|will|do|did|must) (?:i|it|that|this) (?:pay|owe|cost|get|save)\b",
    re.I,
)
CHANGES = re.compile(
    r"\b(?:chang\w+|updat\w+|edit|correct|set|mov\w+|new|use|ship|send|deliver|make|pay|refund\w*"
    r"|put|switch)\b",
    re.I,
)
"""Wishes for something to be done."""


OTHERS = re.compile(
    r"\b(?:his|her|their|(?:someone|somebody) else'?s?|(?:an)?other (?:customer|user|person)'?s?"
    r"|(?:my|a) (?:friend|wife|husband|partner|mother|mom|mum|father|dad|sister|brother|son"
    r"|daughter|boss|neighbou?r|colleague|roommate|boyfriend|girlfriend)'s)\b[\w\s,']{0,30}?"
    r"\b(?:orders?|accounts?|profile|purchases?)\b",
    re.I,
)
"""How somebody else's things are spoken of."""
OF_ORDER = re.compile(
    r"\b(?:total|costs?|price|paid|items?|contain\w*|tracking|when|arriv\w*|deliver\w*|ship\w*"
    r"|status|placed|track)\b",
    re.I,
)


UNDO = re.compile(
    r"\b(?:undo|revert|reverse|take (?:it|that) back"
    r"|cancel (?:the|my|that|this) (?:return|exchange|cancellation|change))\b",
    re.I,
)


def names_other(text: str, account: Account) -> bool:
    """Whether a message names an id of the kind that customers have, and not this one's."""
    kind = _kind(account.customer.id)
    own = (*(one.id for one in account.orders), *(one.item_id for one in account.items))
    if not {"a", "0"} <= set(kind) or kind in {_kind(one) for one in own}:
        return False
    mine = {account.customer.id, *(one.id for one in account.customer.payment_methods)}
    said = re.findall(r"[\w.-]+", text.casefold())
    return any(_kind(one) == kind and one not in {i.casefold() for i in mine} for one in said)


def _kind(identifier: str) -> str:
    """``ada_lee_12`` -> ``a_a_0``: how an id is made."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "0", identifier.strip("#.-")))


def asks_fact(text: str) -> bool:
    """Whether a message asks about orders or the account, whoever writes it."""
    return bool(ASKS.search(text) and (ORDERS.search(text) or PROFILE.search(text)))


def told(wanted: Wanted, text: str, desk: Desk, account: Account) -> Action | None:
    """The answer to what a message asks about records; None: it asks nothing of the kind."""
    if OTHERS.search(text) or names_other(text, account):
        return Action("other_customer")
    if desk.done and UNDO.search(text):
        return Action("cannot_undo")
    counting = TOTAL.search(text) and (desk.done or desk.task is not None)
    if counting and not any(one not in TOLD for one in wanted.operations):
        return Action("total", _total(desk, account))
    changes = any(one not in TOLD for one in wanted.operations)
    for operation in wanted.operations:
        if operation is Operation.REFUND_STATUS and changes and TOTAL.search(text):
            continue  # the summary says what comes back
        if operation in TOLD and not (orders := orders_asked(text, desk, account)):
            if operation is Operation.INVOICE:
                return None  # asked for which order
            return Action("orders", {"orders": account.orders, "operation": operation})
        if operation in TOLD and (len(orders) <= STATUS_IN_FULL or operation is not STATUS):
            return tell(operation, orders, account)
        if operation in TOLD:
            return Action("orders", {"orders": orders})
    if not ASKS.search(text):
        return None
    if PROFILE.search(text) and not CHANGES.search(text):
        return Action("profile", {"account": account})
    if wanted.operations:
        return None
    asks_forms = FORMS.search(text) or ON_SALE.search(text)
    if asks_forms and (item := piece_asked(text, desk, account)) is not None:
        slots = {"item": item, "forms": tuple(account.forms(item)), "currency": account.currency}
        return Action("forms", slots)
    if OF_ORDER.search(text) and (pointed := _pointed_at(text, account)):
        return tell(STATUS, pointed, account)
    if ORDERS.search(text):
        return Action("orders", {"orders": orders_asked(text, desk, account) or account.orders})
    return None


def tell(operation: Operation, orders: tuple[Order, ...], account: Account) -> Action:
    """What the records say of orders."""
    names = {Operation.STATUS: "order_status", Operation.INVOICE: "invoice"}
    slots = {"orders": orders, "account": account}
    return Action(names.get(operation, "refund_status"), slots)


def _total(desk: Desk, account: Account) -> dict[str, object]:
    """What moved in this conversation, and what would by the task at work."""
    done = _sums(
        (kind, _currency(one.order_id, account), amount)
        for one in desk.done
        for kind, amount in (("refund", one.refunded), ("payment", one.paid))
    )
    plan = account.decide(desk.task) if desk.task is not None and desk.summary else None
    now = None
    if isinstance(plan, Plan):
        currency = _currency(plan.request.order_id, account)
        now = _sums((one.kind, currency, one.amount) for one in plan.transfers)
    return {"done": done if desk.done else None, "now": now}


def _sums(moved: Iterable[tuple[str, str, Decimal]]) -> tuple[tuple[str, str, Decimal], ...]:
    """Kind ("refund" first, then "payment"), currency and amount: no two currencies add up."""
    sums: dict[tuple[str, str], Decimal] = {}
    for kind, currency, amount in moved:
        sums[kind, currency] = sums.get((kind, currency), Decimal(0)) + amount
    return tuple((*of, sums[of]) for of in sorted(sums, reverse=True) if sums[of])


def _currency(order_id: str, account: Account) -> str:
    order = account.order(order_id)
    return account.currency if order is None else order.currency


def orders_asked(text: str, desk: Desk, account: Account) -> tuple[Order, ...]:
    """The orders that a question is about; empty: it does not say."""
    ids = own_ids(text, account)
    ids = ids or (which_orders(text, account.orders, account.now).ids)
    if ids:
        return tuple(one for one in account.orders if one.id in ids)
    holding = orders_holding(text, account)
    if holding or len(account.orders) == 1:
        return holding or account.orders
    talked = account.order(desk.order_id)
    return (talked,) if talked is not None and not ORDERS.search(text) else ()


def _pointed_at(text: str, account: Account) -> tuple[Order, ...]:
    """The orders that a question names or describes."""
    ids = which_orders(text, account.orders, account.now).ids
    return tuple(one for one in account.orders if one.id in ids)


def piece_asked(text: str, desk: Desk, account: Account) -> OrderItem | None:
    """The thing that a question is about: one named, one of the task, or the one talked about."""
    named = FORMS.search(text) or HOW_MANY.search(text) or desk.task
    for holding in orders_holding(text, account) if named else ():
        return named_pieces(text, holding, account)[0]
    order = account.order(desk.task.order_id) if desk.task is not None else None
    choosing = desk.task is not None and desk.task.asked == "forms" and FORMS.search(text)
    if not (choosing or OF_IT.search(text)):
        return None
    if desk.task is not None and order is not None:
        wanted = desk.task.item_ids or tuple(one.item_id for one in order.items[:1])
        unsettled = [one for one in wanted if desk.task.swap_of(one) is None] or list(wanted)
        return next((one for one in order.items if one.item_id in unsettled), None)
    return next((one for one in account.items if one.item_id == desk.item_id), None)
