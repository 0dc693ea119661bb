"""Which orders a message means: by number, date, state, things in them, or their place."""

import re
from collections.abc import Sequence
from datetime import datetime

from assistant.desk.reading.dates import Period, period_in
from assistant.desk.reading.ids import bare, pattern_of
from assistant.desk.reading.items import named_items
from assistant.desk.reading.places_of import place_in
from assistant.desk.reading.types import Chosen
from assistant.desk.types import Order
from assistant.understanding.clean import clean_message

_HASHED = re.compile(r"#\s?(?P<id>[A-Z]{0,4}[-_]?\d[A-Z\d-]*)", re.I)
_LETTERED = re.compile(r"(?<![\w#@.-])(?P<id>[A-Z]{1,4}[-_]?\d{4,12})(?![\w@])", re.I)
_CALLED = re.compile(
    r"\b(?:orders?|purchase)(?:\s+(?:number|no|nr|id|ref(?:erence)?))?[.:]?(?:\s+is)?\s*#?\s?"
    r"(?P<id>[A-Z]{0,4}[-_]?\d{2,12})(?![\w%]|[.,]\d)(?!\s*(?:dollars|usd|euros?|items?|pieces"
    r"|days|lamps))",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w$€£.,#-])(?P<id>\d{3,12})(?![\w%]|[.,]\d)")
_SHORTEST = 4
"""Signs of a number that is an order's without being called one."""
_STATES: dict[str, str] = {
    "pending": r"pending|open|unshipped|not (?:yet )?(?:shipped|sent|dispatched|delivered|arrived)"
    r"|(?:hasn'?t|haven'?t|has not|have not|didn'?t|isn'?t|aren'?t"
    r"|not) (?:yet )?(?:been )?(?:shipped?"
    r"|sent|dispatched|gone out|left|out)|still (?:pending|open|processing)",
    "delivered": r"delivered|arrived|received|came|i(?:'ve)? got(?! to\b)",
    "processed": r"processed|being processed",
    "shipped": r"shipped|on (?:its|the|their) way|in transit|sent",
    "cancelled": r"cancell?ed",
    "returned": r"returned",
}
"""The usual states and how people say them; a state's own word counts as well."""
_ALL = re.compile(
    r"\b(?:all(?: of)?(?: (?:them|my|the|these|those|of))?|every|each|both(?: of them)?|everything"
    r"|any of (?:my|the))\b",
    re.I,
)
_SEVERAL = re.compile(r"\b(?:orders|ones|them|both)\b", re.I)
_ORDERED = re.compile(r"\b(?:orders?|ones?|purchases?|it|package|parcel|delivery)\b", re.I)
_SPEAKS = re.compile(
    r"\b(?:orders?|purchases?|parcels?|packages?|ones?|both|all|them|it|that|this)\b", re.I
)
_AMOUNT = re.compile(
    r"(?:[$€£]\s?(\d+(?:[.,]\d{1,2})?)|(\d+(?:[.,]\d{1,2})?)\s?(?:dollars|bucks|euros?|usd|eur"
    r"|pounds)\b)",
    re.I,
)
_OF_ORDER = r"(?: \w+)? (?:orders?|purchases?|parcels?|packages?|deliver(?:y|ies))\b"
_DEAREST = re.compile(rf"\b(?:most expensive|biggest|largest|priciest|dearest){_OF_ORDER}", re.I)
_CHEAPEST = re.compile(rf"\b(?:cheapest|smallest|least expensive){_OF_ORDER}", re.I)


def order_ids(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The order numbers in ``text``, in its order. A known one is given as it is known, however it
    is written ("w2378156", "order 2378156"), others as written. Postal codes and amounts are none.
    """
    said = clean_message(text)
    found: dict[int, str] = {}
    taken = said
    for one in known:
        for match in re.finditer(pattern_of(one), taken, re.I) if bare(one) else ():
            found[match.start()] = one
            taken = taken[: match.start()] + " " * len(match.group()) + taken[match.end() :]
    for pattern in (_HASHED, _LETTERED, _CALLED, _NUMBER):
        for match in pattern.finditer(taken):
            own = _known(match["id"], known)
            if own is None and pattern is _NUMBER:
                continue
            sign = "#" if "#" in match.group() else ""
            found[match.start("id")] = own or sign + match["id"].upper()
            taken = taken[: match.start()] + " " * len(match.group()) + taken[match.end() :]
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def without_orders(said: str) -> str:
    """The message without what looks like an order's number; "#12" may be a flat."""
    for pattern in (_HASHED, _LETTERED, _CALLED):
        said = pattern.sub(_blank, said)
    return said


def _blank(match: re.Match[str]) -> str:
    short = len(bare(match["id"])) < _SHORTEST and "order" not in match.group().lower()
    return match.group() if short else " " * len(match.group())


def _known(written: str, known: Sequence[str]) -> str | None:
    """The one known order whose number ends like this."""
    plain = bare(written)
    fits = [one for one in known if bare(one) == plain]
    if not fits and plain.isdigit():
        fits = [one for one in known if re.sub(r"\D", "", one) == plain]
    return fits[0] if len(fits) == 1 else None


def which_orders(text: str, orders: Sequence[Order], now: datetime, *, current: str = "") -> Chosen:
    """The orders of ``orders`` that ``text`` means.

    now: for "last week"; current: the order that was spoken of last, for "it" and "the other one".
    """
    said = clean_message(text).replace("’", "'")
    by_id = {order.id: order for order in orders}
    numbers = order_ids(said, list(by_id))
    if numbers:
        return Chosen(
            tuple(one for one in numbers if one in by_id),
            unknown=tuple(one for one in numbers if one not in by_id),
        )
    in_time = sorted(orders, key=lambda order: (order.placed is not None, _age(order, now)))
    period = period_in(said, now)
    states = _states(said, orders)
    left = [o for o in orders if _fits(o, period, states)]
    described = period is not None or bool(states)
    things = [o for o in left if _holds(said, o)]
    if not things and not period and (holding := [o for o in orders if _holds(said, o)]):
        left = things = holding  # a thing tells more than a word like "arrived"
    if (things and len(things) < len(orders)) or (things and described):
        left, described = things, True
    amounts = [float((a or b).replace(",", ".")) for a, b in _AMOUNT.findall(said)]
    if amounts and (
        worth := [o for o in left if any(abs(float(o.total) - a) < 1 for a in amounts)]
    ):
        left, described = worth, True
    ordered = [o for o in in_time if o in left]
    other = re.search(r"\b(?:the )?(?:other|another|different) (?:one|order)\b", said, re.I)
    if current and other:
        rest = [o.id for o in left if o.id != current]
        return Chosen(tuple(rest)) if len(rest) == 1 else Chosen(ambiguous=tuple(rest))
    place = place_in(said, len(ordered))
    if place is not None and (described or _ORDERED.search(said) or len(said.split()) <= 4):
        placed = [ordered[index] for index in place]
        dated = all(order.placed for order in ordered)
        if not dated and ordered and not _counts(said):
            return _clear(ordered) if len(ordered) == 1 else Chosen(ambiguous=_ids(ordered))
        return Chosen(_ids(placed))
    for pattern, sign in ((_DEAREST, -1), (_CHEAPEST, 1)):
        if left and pattern.search(said):
            return Chosen((min(left, key=lambda o: sign * o.total).id,))
    if described or _ALL.search(said):
        if _ALL.search(said) and _SPEAKS.search(said):
            return Chosen(_ids(left), everything=True)
        if described:
            several = re.search(r"\b(?:orders|ones)\b", said, re.I)
            return Chosen(_ids(left)) if several else _clear(left)
    if current and re.search(r"\b(?:it|that|this|same)(?: (?:one|order))?\b", said, re.I):
        return Chosen((current,))
    return Chosen()


def _counts(said: str) -> bool:
    """Whether a place is counted in the list and not in time: "the second one"."""
    return (
        re.search(r"\b(?:last|latest|newest|recent|oldest|earliest|previous)\b", said, re.I) is None
    )


def _clear(orders: Sequence[Order]) -> Chosen:
    return Chosen(_ids(orders)) if len(orders) == 1 else Chosen(ambiguous=_ids(orders))


def _ids(orders: Sequence[Order]) -> tuple[str, ...]:
    return tuple(order.id for order in orders)


def _age(order: Order, now: datetime) -> float:
    return -(now - order.placed).total_seconds() if order.placed else 0.0


def _fits(order: Order, period: Period | None, states: frozenset[str]) -> bool:
    if states and order.status not in states:
        return False
    if period is None:
        return True
    return order.placed is not None and period.first <= order.placed.date() <= period.last


def _states(said: str, orders: Sequence[Order]) -> frozenset[str]:
    """The states of these orders that a message speaks of."""
    present = {order.status for order in orders}
    for state, pattern in _STATES.items():
        if re.search(rf"\b(?:{pattern})\b", said, re.I):
            near = frozenset(s for s in present if s.split(" ")[0].lower() == state)
            if near:
                return near
    return frozenset(s for s in present if re.search(rf"\b{re.escape(s)}\b", said, re.I))


def _holds(said: str, order: Order) -> bool:
    """Whether a thing in the order is named."""
    return bool(named_items(said, order.items))
