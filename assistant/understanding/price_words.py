"""The words around an amount that make it a price limit, and those that make it something else."""

import re

from assistant.understanding.amounts import SPELLED, Amount
from assistant.understanding.lexicon import GROWN_UP, MEASURES, PEOPLE, UNITS, word_set

_OLDEST = 100
OLDEST_CHILD = 17
"""Years; a bare number after "kids under" is an age up to here."""
REACH = 120
"""Characters before an amount in which its words are looked for."""

_LESS = (
    r"under|undr|uner|undre|udner|below|bellow|beneath|less (?:th[ae]n|of)|les than|lesser than"
    r"|lower than|fewer than|cheaper th[ae]n|not exceeding|at (?:the )?(?:very |absolute )?most"
    r"|atmost|up ?to"
    r"|max(?:imum)?\.?|ma?x of|within|inside|sub-?|<=?|≤|=<|cap(?:ped)?(?: it)? (?:at|of)"
    r"|limit(?:ed to)?|no higher than|budget(?:ed)?(?: for| at)?|tops|spend(?:ing)?|pay(?:ing)?"
    r"|afford|blow|splash(?: out)?|fork out|shell out|part with|top out at|ceiling(?: of)?|until"
    r"|till|stretch(?:ed)?(?: it)? to|push(?: it)? to|as (?:high|much) as"
)
_MORE = (
    r"over|above|more th[ae]n|greater than|higher than|exceeds?|exceeding|>=?|≥|=>"
    r"|pricier than|dearer than|more expensive than|north of|upwards of|beyond"
    r"|at (?:the )?least|atleast|min(?:imum)?\.?|no lower than|starting(?: at| from)?"
    r"|starts? (?:at|from)|from|floor of"
)
_NEAR = (
    r"around|arround|aroud|about|approx(?:imately)?\.?|roughly|near(?:ly)?|circa|ca\.?|~|≈"
    r"|close to|in the region of|somewhere around|more or less|something like"
)
_FILL = (
    r"(?:\s+(?:a|an|the|my|our|total|price|prices|budget|budgets|cost|amount|spend|spending|of"
    r"|is|at|for|should|must|be|to|that|costs?|costing|priced|with|was|only|just|say|maybe|like))*\s*[:=]?\s*"
)
RANGED = re.compile(r"\s*-?\s*(?:price[- ]?)?(?:range|bracket|budget)(?!\w)", re.I)
"""What makes of a bare range behind which it stands one of prices."""
_END = (
    r"\W*$|\s*[,.;!?)]|\s+[-–—]|\s+(?:and|but|or|for|please|pls|plz|if|in|with|thanks?|thx|cheers|i"
    r"|we|is|would|lol|lmao|tbh|btw|mate|maybe|though|tho|ideally|ok|okay|basically|really|honestly"
    r"|then|so|because|as|you|they|it|that|which)\b"
)
CLOSED = re.compile(_END, re.I)
"""Nothing, a sign or a small word, which ends what an amount belongs to."""

NO_NUMBER = rf"(?!\s*(?:of\s+)?(?:[$£€]?\s?\d|(?:{SPELLED})(?!\w)))"
"""Else the limit belongs to the number that follows: "28 cm, max 100 euros"."""
LEFT = re.compile(
    rf"(?<!\w)(?:(?P<near>{_NEAR})|(?P<max>{_LESS})|(?P<min>{_MORE})){_FILL}$"
    r"|(?:(?P<near_sign>~|≈)|(?P<max_sign><=?|≤|=<)|(?P<min_sign>>=?|≥|=>))\s*$",
    re.I,
)
"""A limit before an amount; the group that matched begins with "near", "max" or "min"."""
BETWEEN = re.compile(r"(?<!\w)be(?:tw|wt|etw)", re.I)
SIZED = re.compile(r"(?<!\w)(?:size|sizes|eu|uk|us|aged?|ages)\s*:?\s*$", re.I)
"""Words that make a number behind them no price."""
EXACT = re.compile(r"(?<!\w)(?:exactly|precisely)\s+$", re.I)
"""Words that leave an amount no room."""
RIGHT = re.compile(
    r"\s*[,(]?\s*(?:"
    rf"(?P<max>(?:or|and) (?:less|under|below|cheaper|lower)(?!\s+th[ae]n){NO_NUMBER}"
    rf"|max(?:imum)?\b(?={_END})|tops?\b"
    r"|at (?:the )?(?:very |absolute )?most|budget\b|limit\b"
    r"|is (?:my|our|the) (?:absolute |upper |top |hard |very )?(?:budget|limit|max(?:imum)?"
    r"|ceiling|cap|most|top)"
    r"|is (?:all|as much as|as high as|what) (?:i|we)\b|to spend)"
    rf"|(?P<min>(?:and|or) (?:up|above|over|more|higher|upwards?)\b(?!\s+th[ae]n){NO_NUMBER}"
    rf"|(?:\+|plus\b)(?={_END})|min(?:imum)?\b|upwards?\b|at (?:the )?least)"
    r"|(?P<near>-?ish\b|or so\b|or thereabouts\b|give or take"
    r"|more or less))",
    re.I,
)
"""A limit behind an amount."""
FILLED = re.compile(_FILL, re.I)
"""Nothing but fillers."""
NEGATION = re.compile(
    r"(?<!\w)(?:no|not|nothing|none|never|without|don'?t|doesn'?t|can'?t|cannot|won'?t|isn'?t"
    r"|aren'?t|shouldn'?t|mustn'?t|nor)(?:\s+(?:a|one|single|cent|penny|dollar|euro|pound|that|which|is|are|be|being|go|going|to|want"
    r"|wanna|spend|spending|pay|paying|it|cost|costs|costing|anything|any|much|really|wish"
    r"|afford|exceed|should|one|ones|looking|i|priced|show|me))*\s*$",
    re.I,
)
"""A negation that reaches the limit after it: "no more than", "don't want to spend over"."""
IF_DEARER = re.compile(
    r"(?<!\w)if (?:it|they|that|this)(?:'?s|'?re| is| are)?(?: costs?)?\s*$", re.I
)
"""A case that is ruled out: "if it's more than 60 I'm out"."""
TOO_MUCH = re.compile(
    r"\s*,?\s*(?:(?:is|are|would be|gets|seems) )?(?:(?:way |far |just )?too (?:much|dear"
    r"|expensive|pricey|steep)|out of (?:the question|reach)|i'?m out|a no|no go"
    r"|not an option|not happening)",
    re.I,
)
"""What makes the least that is named the most: "over 60 is too much"."""
NEAR_BEFORE = re.compile(rf"(?<!\w)(?:{_NEAR})\s*$", re.I)
JOIN = re.compile(
    r"\s*(?:-|–|—|~|to|up ?to|till|until|and|or|thru|through)\s*(?:about|around)?\s*", re.I
)
"""What stands between the two ends of a range."""
RANGE = re.compile(
    r"(?<!\w)(?:(?:somewhere |anywhere )?(?:between|betwen|beetween|bewteen|from|in (?:the|a))"
    r"|range(?: of)?)" + _FILL + "$",
    re.I,
)
MONEY = re.compile(rf"(?<!\w)(?:price[ds]?|budget|cost(?:s|ing)?|range|pay|spend){_FILL}$", re.I)
"""Words that make a bare number money."""
LEAD = re.compile(
    r"(?<!\w)(?:(?:keep|stay|staying|keeping)(?:\s+(?:it|this|that|things))?\s+)?"
    r"(?:(?:i|we)(?:'d| would| can| could| will|'ll| want to| am willing to)?\s+)?"
    r"(?:(?:my|our|the|a)\s+)?(?:total\s+)?(?:budget|limit|prices?|priced|spend|pay|costs?|costing)"
    rf"(?:'s)?{_FILL}(?:not\s+)?$",
    re.I,
)
"""Words that belong to a limit and are of no use to a search."""
FOR = re.compile(
    r"(?<!looking )(?<!searching )(?<!search )(?<!\w)(?:for|with|got|have|spend)\s+"
    r"(?:only |just |like )?$",
    re.I,
)
"""Words after which a plain amount of money is the most to be spent."""
_NO_LIMIT_RIGHT = re.compile(
    r"\s*(?:gift ?cards?|vouchers?|off\b|discount|refund|charge|fee|shipping|deliver|coupon"
    r"|credit)",
    re.I,
)
_NO_LIMIT_LEFT = re.compile(
    r"(?:gift ?cards?|vouchers?|charged|paid|refund(?:ed)?|owe|cost me|save|saved)\s+"
    r"(?:me\s+|of\s+)?$",
    re.I,
)
SERVICE = re.compile(
    r"(?<!\w)(?:free (?:shipping|delivery|returns)|(?:shipping|delivery|postage|returns)"
    r"(?: is| are)?(?: also)? free|gift ?cards?|vouchers?|orders?|purchases?|price[ -]match(?:ing)?"
    r"|discounts?)\s+(?:(?:for|on|of|with|if|when|i|you|spend\w*|orders?|purchases?|that|are|is)\s+)*$",
    re.I,
)
"""What stands before an amount that the shop's rules name: "free delivery over 50"."""
_WORD_RIGHT = re.compile(r"\s*-?\s*([^\W\d_]+|[%°\"″”'’/*×]|:(?=\d)|\+\d)", re.I)
_WORD_LEFT = re.compile(
    r"([^\W\d_]+)(?:\s+(?:is|are|of|be|was|must|should|at|only|that|for))*\s*[:=]?\s*$", re.I
)
_TIMES = re.compile(r"\s*(?:by|x)\s*(?:\d|\w+\s+(?:inch|inches|cm|feet|foot|ft)\b)", re.I)
_OTHER_LIMITS = word_set("no not size sizes without rated")
"""Words after a price that begin another limit: "over 30 size S"."""
_ALLOWED_PLURALS = word_set("please thanks tops dollars less us its bucks pounds euros")


def before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Where a pattern that ends in "$" matches right before ``end``."""
    return pattern.search(text, max(0, end - REACH), end)


def says_other_than_limit(text: str, start: int, end: int) -> bool:
    """Whether an amount of money is a gift card, a fee, or something already paid."""
    return bool(_NO_LIMIT_RIGHT.match(text, end) or before(_NO_LIMIT_LEFT, text, start))


def is_year(*amounts: Amount) -> bool:
    """Whether bare numbers look like years."""
    return all(1900 <= a.value <= 2099 and a.scale == 1 and not a.is_money for a in amounts)


def is_measure(
    text: str, amount: Amount, start: int, end: int, known: frozenset[str] = frozenset()
) -> bool:
    """Whether the words around a bare number say that it counts or measures something.

    ``start``, ``end``: the amount with the words of its limit. ``known``: folded product words; any
    other plural behind the number is taken as what it counts.
    """
    right = _WORD_RIGHT.match(text, end)
    if right:
        word = right.group(1).lower()
        if word in _OTHER_LIMITS or (word in MEASURES and text[right.end() :][:1] == "-"):
            return False
        if not word[0].isalpha() or word in UNITS or word in MEASURES or _TIMES.match(text, end):
            return True
        is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
        if is_plural and word not in _ALLOWED_PLURALS and not {word, word[:-1], word[:-2]} & known:
            return True
    left = before(_WORD_LEFT, text, start)
    if left is None:
        return False
    # "Kids under 10" is an age, "kids under 25" hardly.
    word = left.group(1).lower()
    if word == "no" and start < amount.start:
        return False  # "No more than 90", not "order no 90".
    if word in GROWN_UP and amount.value < _OLDEST and re.match(r"over|above", text[start:], re.I):
        return True  # "For men over 40".
    return word in MEASURES or (word in PEOPLE and amount.value <= OLDEST_CHILD)
