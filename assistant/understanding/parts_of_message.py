"""A message that wants two things at once, taken apart: "where is my order, and do you have it in
red?" Pure, with the classifier passed in."""

import re
from collections.abc import Callable, Iterator

from assistant.types import Intent, Wanted

Classify = Callable[[str], Wanted]
SURE = 0.5
"""Both parts must be understood at least so surely."""
MOST_PARTS = 3
MOST_PLACES = 3
"""So many places are tried; each costs two readings by the classifier."""
FEWEST_WORDS = 2
"""A part of fewer words says nothing of its own."""

_SHOP = (
    Intent.FIND_PRODUCT,
    Intent.REFINE_SEARCH,
    Intent.RECOMMEND,
    Intent.PRODUCT_QUESTION,
    Intent.COMPARE_PRODUCTS,
)
_SERVICE = (
    Intent.ORDER_STATUS,
    Intent.CANCEL_ORDER,
    Intent.CHANGE_ORDER,
    Intent.RETURN_OR_EXCHANGE,
    Intent.ACCOUNT_HELP,
    Intent.COMPLAINT,
    Intent.HUMAN_AGENT,
)
_FAMILIES = (
    _SHOP,
    _SERVICE,
    (Intent.ADD_TO_CART,),
    (Intent.VIEW_CART,),
    (Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION),
)
"""Intents that one answer serves; a message is taken apart only between two families. Small talk, a
yes or a no stay with what they are said to."""
_BORDER = re.compile(
    r"(?:[.?!;]+\s+(?:(?:and|also|but|oh|plus|then)\b[\s,]*)*"
    r"|\s*,?\s+(?:and|but|plus|then|oh|&)\s+(?:(?:also|then|please|by the way|btw)\b[\s,]*)*"
    r"(?=(?:do|does|can|could|would|will|is|are|was|where|what|what's|how|when|which|who|why|i|i'd"
    r"|i'm|we|my|please|show|find|add|put|compare|tell|give|remove|cancel|return|track|check|let"
    r"|recommend|suggest|get"
    r"|there|you|it|the|should|have|has|any)\b)"
    r"|\s*,\s+(?:also|btw|by the way)\s+)",
    re.IGNORECASE,
)
"""Where a clause of its own may begin: the end of a sentence, or a conjunction before a verb, a
question word or a person."""


def parts_of(text: str, classify: Classify) -> tuple[str, ...]:
    """The message in parts that each want something of their own, in order; mostly all of it in
    one. A message without a border in it costs nothing."""
    found: list[str] = []
    rest = text
    while len(found) < MOST_PARTS - 1:
        places = (two for two in _places(rest) if _apart(*two, classify))
        cut = next((two for two in places if not _gives_reason(rest, two[0], classify)), None)
        if cut is None:
            break
        found.append(cut[0])
        rest = cut[1]
    return (*found, rest)


def _places(text: str) -> Iterator[tuple[str, str]]:
    tried = 0
    for border in _BORDER.finditer(text):
        left = text[: border.start()].strip() + _sign(border.group())
        right = text[border.end() :].strip()
        if min(len(left.split()), len(right.split())) < FEWEST_WORDS or tried == MOST_PLACES:
            continue
        tried += 1
        yield left, right


def _sign(border: str) -> str:
    """The question mark or full stop that belongs to the part before."""
    signs = border.strip()[:1]
    return signs if signs in ("?", "!", ".") else ""


def _apart(left: str, right: str, classify: Classify) -> bool:
    one = classify(left)
    if one.confidence < SURE or not (mine := _family(one.intent)):
        return False
    other = classify(right)
    theirs = _family(other.intent)
    return other.confidence >= SURE and bool(theirs) and theirs != mine


def _gives_reason(whole: str, left: str, classify: Classify) -> bool:
    """Whether the trouble told first is why something is looked for: "my kettle died, so I need
    another"; "no flames are allowed on our balcony. how do I grill there?" """
    meant = classify(whole)
    if meant.intent not in _SHOP or meant.confidence < SURE:
        return False
    return meant.need or classify(left).intent is Intent.COMPLAINT


def _family(intent: Intent) -> tuple[Intent, ...]:
    return next((family for family in _FAMILIES if intent in family), ())
