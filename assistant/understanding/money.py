"""Price limits in a message: amounts, currencies, ranges and the words around them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.understanding.amounts import Amount, find_amounts
from assistant.understanding.lexicon import MEASURES, PEOPLE, UNITS, word_set
from retrieval.types import PriceRange

AROUND = Decimal("0.2")
"""How far "around 80" reaches to both sides, as a share."""
OLDEST_CHILD = 17
"""Years; a bare number after "kids under" is an age up to here."""
Span = tuple[int, int]

_LESS = (
    r"under|undr|uner|undre|udner|below|bellow|beneath|less then|less than|les than"
    r"|lesser than|lower than|fewer than|cheaper than|cheaper then"
    r"|not exceeding|at (?:the )?most|atmost|up ?to|max(?:imum)?\.?|ma?x of|within|inside|sub"
    r"|<=?|≤|=<"
    r"|cap(?:ped)? (?:at|of)|limit(?:ed to)?|no higher than|budget(?:ed)?(?: for| at)?|tops"
    r"|spend(?:ing)?|pay(?:ing)?|afford|top out at|ceiling(?: of)?|until|till"
)
_MORE = (
    r"over|above|more than|more then|greater than|higher than|exceeds?|exceeding|>=?|≥|=>"
    r"|pricier than|dearer than|more expensive than|north of|upwards of|beyond"
    r"|at (?:the )?least|atleast|min(?:imum)?\.?|no lower than|starting(?: at| from)?"
    r"|starts? (?:at|from)"
    r"|from|floor of"
)
_NEAR = (
    r"around|arround|aroud|about|approx(?:imately)?\.?|roughly|near(?:ly)?|circa|ca\.|~|≈"
    r"|close to|in the region of|somewhere around|more or less|something like"
)
_FILL = (
    r"(?:\s+(?:a|an|the|my|our|total|price|prices|budget|budgets|cost|amount|spend|spending"
    r"|of|is|at"
    r"|for|be|to|that|costs?|costing|priced|with|was|only|just|say|maybe))*\s*[:=]?\s*"
)
_LEFT = {
    "max": re.compile(rf"(?:^|(?<![\w])){_LESS}", re.I),
    "min": re.compile(rf"(?:^|(?<![\w])){_MORE}", re.I),
}
_CUE = re.compile(rf"(?<!\w)(?:(?P<near>{_NEAR})|(?P<max>{_LESS})|(?P<min>{_MORE})){_FILL}$", re.I)
_TIGHT_CUE = re.compile(r"(?:(?P<near>~|≈)|(?P<max><=?|≤|=<)|(?P<min>>=?|≥|=>))\s*$")
_NEGATION = re.compile(
    r"(?<!\w)(?:no|not|nothing|none|never|without|don'?t|doesn'?t|can'?t|cannot|won'?t|isn'?t"
    r"|aren'?t"
    r"|shouldn'?t|mustn'?t|nor)(?:\s+(?:that|which|is|are|be|being|go|going|to|want|wanna|spend"
    r"|spending|pay|paying|it|cost|costs|costing|anything|any|much|really|wish|afford|exceed"
    r"|should"
    r"|one|ones|looking|i|priced|show|me))*\s*$",
    re.I,
)
_END = r"\W*$|\s*[,.;!?)]|\s+(?:and|but|or|for|please|pls|if|in|with|thanks|i|we|is|would)\b"
_RIGHT = re.compile(
    r"\s*[,(]?\s*(?:"
    rf"(?P<max>(?:or|and) (?:less|under|below|cheaper|lower)|max(?:imum)?\b(?={_END})|tops?\b"
    rf"|at (?:the )?most"
    r"|budget\b|limit\b|is my (?:budget|limit|max(?:imum)?)|to spend|is the most)"
    rf"|(?P<min>(?:and|or) (?:up|above|over|more|higher|upwards?)\b|(?:\+|plus\b)(?={_END})"
    rf"|min(?:imum)?\b|upwards?\b"
    r"|at (?:the )?least)"
    r"|(?P<near>-?ish\b|or so\b|give or take|more or less))",
    re.I,
)
_JOIN = re.compile(
    r"\s*(?:-|–|—|~|to|up ?to|till|until|and|or|thru|through)\s*(?:about|around)?\s*", re.I
)  # noqa: E501
_RANGE_CUE = re.compile(
    rf"(?<!\w)(?:between|betwen|beetween|bewteen|from|range(?: of)?|anywhere from){_FILL}$", re.I
)
_MONEY_CUE = re.compile(rf"(?<!\w)(?:price[ds]?|budget|cost(?:s|ing)?|range){_FILL}$", re.I)
_LEAD = re.compile(
    r"(?<!\w)(?:(?:i|we)(?:'d| would| can| could| will|'ll| want to"
    r"| am willing to)?\s+)?(?:(?:my|our|the|a)\s+)?"
    rf"(?:total\s+)?(?:budget|price|prices|priced|spend|pay|costs?"
    rf"|costing)(?:'s)?{_FILL}(?:not\s+)?$",
    re.I,
)
_FOR = re.compile(
    r"(?<!looking )(?<!searching )(?<!search )(?<!\w)(?:for|with|got|have|spend)\s+(?:only |just |like )?$",
    re.I,
)
_WORD_RIGHT = re.compile(r"\s*-?\s*([^\W\d_]+|[%°\"″”'’:/*×]|\+\d)", re.I)
_WORD_LEFT = re.compile(
    r"([^\W\d_]+)(?:\s+(?:is|are|of|be|was|must|should|at|only|that|for))*\s*[:=]?\s*$", re.I
)  # noqa: E501
_TIMES = re.compile(r"\s*(?:by|x)\s*(?:\d|\w+\s+(?:inch|inches|cm|feet|foot|ft)\b)", re.I)
_NOT_A_LIMIT = re.compile(
    r"\s*(?:gift ?cards?|vouchers?|off\b|discount|refund|charge|fee|shipping|deliver|coupon"
    r"|credit)",
    re.I,
)
_PAST = re.compile(
    r"(?:charged|paid|refund(?:ed)?|owe|cost me|save|saved)\s+(?:me\s+|of\s+)?$", re.I
)
_ALLOWED_PLURALS = word_set("please thanks tops dollars less us its bucks pounds euros")


@dataclass(frozen=True, slots=True)
class PriceReading:
    """The price limit of a message and the places that say it."""

    price: PriceRange
    spans: tuple[Span, ...]


def read_price(text: str, known: frozenset[str] = frozenset()) -> PriceReading:
    """All price limits of a cleaned message, put together; ``min <= max`` always.

    A number with a unit that is not money ("20 hours"), or after a word that measures something
    else ("size", "age"), is no price. ``known`` holds folded product words of the catalogue, which
    may follow an amount ("under 50 headphones"). "Around" reaches 20% to both sides, and so does an
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
        new_low, new_high, span = found
        # A later limit that contradicts an earlier one takes its place.
        if new_low is not None:
            low = new_low
            high = None if new_high is None and high is not None and high < low else high
        if new_high is not None:
            high = new_high
            low = None if new_low is None and low is not None and low > high else low
        used = amounts[place - 2 : place] if place >= 2 else amounts[:place]
        currency = next((a.currency for a in used if a.currency and _in(a, span)), currency)
        spans.append(span)
    return PriceReading(PriceRange(low, high, currency if spans else None), tuple(spans))


_Found = tuple[Decimal | None, Decimal | None, Span]


def _in(amount: Amount, span: Span) -> bool:
    return span[0] <= amount.start and amount.end <= span[1]


def _range(text: str, first: Amount, second: Amount, known: frozenset[str]) -> _Found | None:
    join = _JOIN.fullmatch(text, first.end, second.start)
    if join is None:
        return None
    left = text[: first.start]
    cue = _RANGE_CUE.search(left) or _MONEY_CUE.search(left)
    link = join.group().strip().lower()
    if link.startswith(("and", "or")) and not (cue and "betw" in cue.group().lower()):
        return None
    is_money = first.is_money or second.is_money
    near = re.search(rf"(?<!\w)(?:{_NEAR})\s*$", left, re.I)
    whole = not left.strip() and not text[second.end :].strip(" .!?")
    start = min([first.start, *(m.start() for m in (cue, near) if m)])
    if not is_money and (
        not (cue or whole)
        or _is_year(first, second)
        or _measured(text, first, second.end, known, start)
    ):
        return None
    if (first.weak or second.weak) and not (cue or _FOR.search(left)):
        return None
    if _NOT_A_LIMIT.match(text, second.end) or _PAST.search(left):
        return None
    scale = second.scale if first.scale == 1 and first.value < second.value / second.scale else 1
    ends = sorted((first.value * scale, second.value))
    lead = _LEAD.search(text[:start])
    tail = _RIGHT.match(text, second.end)
    return (
        ends[0],
        ends[1],
        (
            lead.start() if lead else start,
            tail.end() if tail and tail.lastgroup != "min" else second.end,
        ),
    )


def _single(
    text: str, amount: Amount, following: Amount | None, known: frozenset[str]
) -> _Found | None:
    left = text[: amount.start]
    left_cue = _TIGHT_CUE.search(left) or _CUE.search(left[-80:])
    offset = 0 if left_cue is None or left_cue.re is _TIGHT_CUE else max(0, len(left) - 80)
    right_cue = _RIGHT.match(text, amount.end)
    if right_cue and following and re.fullmatch(_FILL, text[right_cue.end() : following.start]):
        right_cue = None  # It belongs to the amount that follows.
    if _NOT_A_LIMIT.match(text, amount.end) or _PAST.search(left):
        return None
    if not amount.is_money and (
        not (left_cue or right_cue or _MONEY_CUE.search(left))
        or (amount.in_words and amount.value < 5)
        or (left_cue and left_cue.group().strip().lower() == "from" and _is_year(amount))
        or _measured(
            text, amount, amount.end, known, left_cue.start() + offset if left_cue else None
        )
        or (right_cue and _measured(text, amount, right_cue.end(), known))
    ):
        return None
    if amount.weak and not (
        _FOR.search(left) or (left_cue and left_cue.lastgroup != "near") or right_cue
    ):
        return None
    start, end = amount.start, amount.end
    kind = None
    if right_cue and not (left_cue and left_cue.lastgroup != "near" and right_cue["near"]):
        kind, end = right_cue.lastgroup, right_cue.end()
    if right_cue and right_cue["near"]:
        end = right_cue.end()
    if left_cue:
        start = left_cue.start() + offset
        if left_cue.lastgroup == "near" and (outer := _CUE.search(text[:start])):
            left_cue, offset, start = outer, 0, outer.start()  # "No more than about 80".
        if kind is None or kind == "near":
            kind = left_cue.lastgroup if kind is None else kind
        before = text[:start]
        negated = _NEGATION.search(before)
        if negated and kind in ("min", "max") and left_cue.lastgroup == kind:
            word = left_cue.group().strip().lower()
            if not (kind == "max" and word.startswith(("spend", "pay", "have", "afford"))):
                kind = "max" if kind == "min" else "min"
                start = negated.start()
            else:
                start = negated.start()
        lead = _LEAD.search(text[:start])
        start = lead.start() if lead else start
    elif cue := _MONEY_CUE.search(left):
        start, kind = cue.start(), kind or "max"
    if kind is None:
        if not amount.is_money:
            return None
        for_it = _FOR.search(left)
        kind = "max" if for_it else "near"
        start = for_it.start() if for_it else start
    value = amount.value
    if kind == "near":
        return value * (1 - AROUND), value * (1 + AROUND), (start, end)
    return (None, value, (start, end)) if kind == "max" else (value, None, (start, end))


def _is_year(*amounts: Amount) -> bool:
    return all(1900 <= a.value <= 2099 and a.scale == 1 and not a.is_money for a in amounts)


def _measured(
    text: str, amount: Amount, end: int, known: frozenset[str], cue_start: int | None = None
) -> bool:
    """Whether the words around a bare number say that it is not money."""
    right = _WORD_RIGHT.match(text, end)
    if right:
        word = right.group(1).lower()
        if not word[0].isalpha() or word in UNITS or word in MEASURES or _TIMES.match(text, end):
            return True
        if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
            singular = word[:-1]
            if not {word, singular, word[:-2]} & known and word not in _ALLOWED_PLURALS:
                return True
    left = _WORD_LEFT.search(text[: amount.start if cue_start is None else cue_start])
    if left is None:
        return False
    # "Kids under 10" is an age, "kids under 25" hardly.
    word = left.group(1).lower()
    return word in MEASURES or (word in PEOPLE and amount.value <= OLDEST_CHILD)
