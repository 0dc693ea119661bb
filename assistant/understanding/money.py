"""Price limits in a message: amounts, ranges and the words around them, put together."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.understanding import price_words as say
from assistant.understanding.amounts import Amount, find_amounts
from retrieval.types import PriceRange

AROUND = Decimal("0.1")
"""How far "around 80" reaches to both sides, as a share."""
SMALLEST_PRICE = 10
"""A bare range from below it ("2-4") counts things."""
SMALLEST_IN_WORDS = 5
"""A bare number word below it counts things: "more than one"."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PriceReading:
    """The price limit of a message and the places that say it."""

    price: PriceRange
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Limit:
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    span: Span


def read_price(text: str, known: frozenset[str] = frozenset()) -> PriceReading:
    """All price limits of a cleaned message, put together; ``min <= max`` always.

    A number with a unit that is not money ("20 hours"), or after a word that measures something
    else ("size", "age"), is no price. ``known`` holds folded product words of the catalogue, which
    may follow an amount ("under 50 headphones"). "Around" reaches 10% to both sides, and so does an
    amount that merely stands before a product ("a $40 kettle"); "for $40" is a maximum. When two
    limits contradict each other, the later one counts.
    """
    amounts = find_amounts(text)
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    spans: list[Span] = []
    place = 0
    while place < len(amounts):
        first = amounts[place]
        second = amounts[place + 1] if place + 1 < len(amounts) else None
        found = _range(text, first, second, known) if second else None
        place += 2 if found else 1
        found = found or _single(text, first, second, known)
        if found is None:
            continue
        if found.low is not None:
            low = found.low
            high = None if found.high is None and high is not None and high < low else high
        if found.high is not None:
            high = found.high
            low = None if found.low is None and low is not None and low > high else low
        currency = found.currency or currency
        spans.append(found.span)
    return PriceReading(PriceRange(low, high, currency), tuple(spans))


def _range(text: str, first: Amount, second: Amount, known: frozenset[str]) -> _Limit | None:
    """ "Between 20 and 50", "$5-$10", "from 1 to 2 hundred"."""
    join = say.JOIN.fullmatch(text, first.end, second.start)
    if join is None or say.says_other_than_limit(text, first.start, second.end):
        return None
    cue = say.before(say.RANGE, text, first.start) or say.before(say.MONEY, text, first.start)
    link = join.group().strip().lower()
    if link.startswith(("and", "or")) and not (cue and say.BETWEEN.search(cue.group())):
        return None
    near = say.before(say.NEAR_BEFORE, text, first.start)
    ranged = say.RANGED.match(text, second.end)
    if say.before(say.SIZED, text, first.start):
        return None  # "Size 10 up to 75 dollars".
    start = min([first.start, *(m.start() for m in (cue, near) if m)])
    if not (first.is_money or second.is_money):
        alone = not text[: first.start].strip() and not text[second.end :].strip(" .!?")
        alone = alone or _ends_with_range(text, first, second, link)
        if not (cue or alone or ranged) or say.is_year(first, second):
            return None
        if not ranged and say.is_measure(text, first, start, second.end, known):
            return None
    meant = cue or say.before(say.FOR, text, first.start) or say.CLOSED.match(text, second.end)
    if (first.weak or second.weak) and not meant:
        return None
    # The scale of the second end counts for both: "between 1 and 2 hundred".
    shared = first.scale == 1 and first.value < second.value / second.scale
    low, high = sorted((first.value * (second.scale if shared else 1), second.value))
    lead = say.before(say.LEAD, text, start)
    tail = say.RIGHT.match(text, second.end)
    end = tail.end() if tail and tail.lastgroup != "min" else second.end
    end = max(end, ranged.end() if ranged else 0)
    span = (lead.start() if lead else start, end)
    return _Limit(low, high, first.currency or second.currency, span)


def _ends_with_range(text: str, first: Amount, second: Amount, link: str) -> bool:
    """ "Jacket 50-80": two bare numbers that close a wish and are too large to count things."""
    closes = say.CLOSED.match(text, second.end)
    named = text[: first.start].rstrip(" ,")[-1:].isalpha()
    dashed = link in ("-", "–", "—", "~", "to")
    return bool(closes) and named and dashed and SMALLEST_PRICE <= first.value < second.value


def _single(
    text: str, amount: Amount, following: Amount | None, known: frozenset[str]
) -> _Limit | None:
    """ "Under 50", "50 max", "around 80", "a $40 kettle"."""
    if not amount.value or say.says_other_than_limit(text, amount.start, amount.end):
        return None
    left = say.before(say.LEFT, text, amount.start)
    if say.before(say.SERVICE, text, left.start() if left else amount.start):
        return None
    right = say.RIGHT.match(text, amount.end)
    if right and following and say.FILLED.fullmatch(text, right.end(), following.start):
        right = None  # It belongs to the amount that follows.
    start = left.start() if left else amount.start
    money_word = say.before(say.MONEY, text, amount.start)
    much = amount.value >= SMALLEST_PRICE and say.TOO_MUCH.match(text, amount.end)
    if not amount.is_money:
        if not (left or right or money_word or much):
            return None
        if amount.in_words and amount.value < SMALLEST_IN_WORDS and not money_word:
            return None
        if left and left.group().strip().lower() == "from" and say.is_year(amount):
            return None
        if say.is_measure(text, amount, start, amount.end, known) or (
            right and say.is_measure(text, amount, start, right.end(), known)
        ):
            return None
    for_it = say.before(say.FOR, text, amount.start)
    left_kind = left.lastgroup.removesuffix("_sign") if left and left.lastgroup else None
    if amount.weak and not (for_it or right or left_kind):
        return None
    if left and left_kind == "near" and (outer := say.before(say.LEFT, text, left.start())):
        # "No more than about 80": the outer word is the limit.
        left, start = outer, outer.start()
        left_kind = left.lastgroup.removesuffix("_sign") if left.lastgroup else None
    exact = None if left else say.before(say.EXACT, text, amount.start)
    if exact and amount.is_money:
        span = (exact.start(), amount.end)
        return _Limit(amount.value, amount.value, amount.currency, span)
    kind = left_kind
    is_budget = left is not None and left.group().lower().startswith("budget")
    if right and (left_kind in (None, "near") or not right["near"] or is_budget):
        kind = right.lastgroup
    if left and kind == left_kind and kind != "near":
        kind, start = _negated(text, left, kind or "max")
    if left is None and money_word:
        kind, start = kind or "max", money_word.start()
    elif left is None and kind is None:
        kind = "max" if for_it else "near"
        start = for_it.start() if for_it else start
    end = right.end() if right else amount.end
    if much and kind in ("min", "near"):
        kind, end = "max", much.end()
    lead = say.before(say.LEAD, text, start)
    span = (lead.start() if lead else start, end)
    return _limit(amount, kind or "near", span)


def _negated(text: str, left: re.Match[str], kind: str) -> tuple[str, int]:
    """The limit that a negation before it makes: "not over" is a maximum."""
    if kind == "min" and (case := say.before(say.IF_DEARER, text, left.start())):
        return "max", case.start()
    negation = say.before(say.NEGATION, text, left.start())
    if negation is None:
        return kind, left.start()
    is_verb = left.group().lower().startswith(("spend", "pay", "afford"))
    if is_verb:  # "I can't spend 80" still names the most.
        return kind, negation.start()
    return ("max" if kind == "min" else "min"), negation.start()


def _limit(amount: Amount, kind: str, span: Span) -> _Limit:
    value, currency = amount.value, amount.currency
    if kind == "near":
        return _Limit(value * (1 - AROUND), value * (1 + AROUND), currency, span)
    if kind == "max":
        return _Limit(None, value, currency, span)
    return _Limit(value, None, currency, span)
