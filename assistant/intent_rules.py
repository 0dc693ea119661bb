"""What a message wants, once the conversation has its say: the classifier reads one message alone.
Pure."""

from assistant.cues import (
    COMPARES,
    ORDER,
    QUESTION,
    SEEKS,
    SERVES,
    SETS_BESIDE,
    TAKES,
    TALK,
    WISHES_FOR,
)
from assistant.search_rules import asks_for_things, changes_search, names_earlier, relative_wishes
from assistant.state import DialogueState
from assistant.topic import content, value_words
from assistant.types import Intent, Understanding
from retrieval.text import words
from retrieval.types import Sort

ABOUT_PAGES = (Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION)
ABOUT_ORDERS = (
    Intent.ORDER_STATUS,
    Intent.CANCEL_ORDER,
    Intent.CHANGE_ORDER,
    Intent.RETURN_OR_EXCHANGE,
    Intent.ACCOUNT_HELP,
)
SEARCHES = (Intent.FIND_PRODUCT, Intent.REFINE_SEARCH)
_KEPT = (*SEARCHES, Intent.ADD_TO_CART, Intent.VIEW_CART, Intent.COMPARE_PRODUCTS, Intent.DENY)
"""Intents that a message with limits in it may well have."""
_NOT_ABOUT_THINGS = (
    *ABOUT_PAGES,
    *ABOUT_ORDERS,
    Intent.HUMAN_AGENT,
    Intent.COMPLAINT,
    Intent.SMALL_TALK,
    Intent.OUT_OF_SCOPE,
)
_SURE_SERVICE = 0.85
"""A wish for service this certain is one, whatever things it names."""
_SURE_OUTSIDE = 0.8
"""An out_of_scope this certain stands unless the message names a brand or a category."""


def effective_intent(state: DialogueState, read: Understanding, min_confidence: float) -> Intent:
    """The classifier's intent, or what the conversation makes likelier where it is unsure.

    Args:
        min_confidence: the probability from which the classifier is believed.
    """
    intent = read.intent
    unsure = read.confidence < min_confidence
    outside = intent in (Intent.OUT_OF_SCOPE, Intent.SMALL_TALK)
    if intent is Intent.OUT_OF_SCOPE and read.language != "en":
        return Intent.FIND_PRODUCT  # the classifier knows English; the search may know the word
    if read.need or wishes_for_things(read):
        return Intent.FIND_PRODUCT
    if (
        names_earlier(state, read)
        or _wishes_further(state, read, intent)
        or _only_limits(state, read, intent)
    ):
        return Intent.REFINE_SEARCH
    if intent is Intent.COMPARE_PRODUCTS and _of_one(read):
        return Intent.PRODUCT_QUESTION
    if not (unsure or outside):
        return intent
    ordered = read.constraints.reduced or read.constraints.sort is not Sort.RELEVANCE
    if ordered and not state.topic and not read.product_words and not read.constraints.include:
        return Intent.RECOMMEND  # "tell me about your best seller"
    if unsure and any(pattern.search(read.text) for pattern in TALK.values()):
        return Intent.SMALL_TALK if not asks_for_things(read) else Intent.FIND_PRODUCT
    named = read.constraints.include
    certain = outside and read.confidence >= _SURE_OUTSIDE
    if read.references and state.shown and QUESTION.search(read.text):
        return Intent.PRODUCT_QUESTION
    if named.categories or named.brands:
        return Intent.FIND_PRODUCT
    if certain:
        return intent
    if read.product_words:
        return Intent.FIND_PRODUCT
    if (read.constraints or changes_search(read)) and (state.topic or state.earlier):
        return Intent.REFINE_SEARCH
    if read.constraints:
        return Intent.FIND_PRODUCT
    if unsure and state.focus and QUESTION.search(read.text):
        return Intent.PRODUCT_QUESTION
    return Intent.OUT_OF_SCOPE if unsure and intent in SEARCHES else intent


def wishes_for_things(read: Understanding) -> bool:
    """Whether a message that reads like one to the shop's service only looks for things to buy."""
    things = _names_only_things(read) or _seeks(read) or _limits_a_thing(read)
    return read.intent in _NOT_ABOUT_THINGS and things


def _seeks(read: Understanding) -> bool:
    """Whether somebody looks for a thing within limits, whatever the thing reads like: "looking for
    address labels from DYMO"."""
    limited = read.constraints.price or read.constraints.include
    return bool(limited and SEEKS.search(read.text) and not ORDER.search(read.text))


def _limits_a_thing(read: Understanding) -> bool:
    """Whether a thing and its limits are said and no word of the shop's service, where the
    classifier is not certain: "external hard drive, not Seagate"."""
    limited = read.product_words and (read.constraints.exclude or read.constraints.price)
    unsure = read.confidence < _SURE_SERVICE and not read.references
    return bool(limited and unsure and not (SERVES.search(read.text) or QUESTION.search(read.text)))


def _names_only_things(read: Understanding) -> bool:
    """Whether every word is a kind of thing that the shop sells or one of its qualities, whatever
    the message reads like: "telephone in white", "address labels not black"."""
    include = read.constraints.include
    named = read.product_words or include.attributes
    if not named or read.references or QUESTION.search(read.text):
        return False
    known = {*read.product_words, *value_words(include), *words(" ".join(include.categories))}
    qualified = bool(include.categories or read.constraints)
    return qualified and all(word in known for word in content(read.search_text))


def _only_limits(state: DialogueState, read: Understanding, intent: Intent) -> bool:
    """Whether a message says limits of what is looked for and nothing else, whatever it reads like:
    "size S please", "I'd pay 50 to 100 dollars", "blue?" where several are on display."""
    pointed = read.references or read.ambiguous or ORDER.search(read.text)
    if intent in _KEPT or not state.topic or not read.constraints or pointed:
        return False
    known = value_words(read.constraints.include)
    left = [word for word in content(read.search_text) if word not in known]
    of_several = len(state.shown) > 1 and not state.focus
    said = read.text.rstrip("? ") if of_several else read.text
    return not left and not QUESTION.search(said)


def _wishes_further(state: DialogueState, read: Understanding, intent: Intent) -> bool:
    """Whether "cheaper than the third one", which reads like a comparison, wishes for others."""
    if not relative_wishes(read) or not state.topic:
        return False
    pointed = len(read.references) + bool(read.ambiguous)
    if intent is Intent.ADD_TO_CART:  # "a cheaper one"
        return not pointed and TAKES.search(read.text) is None
    if intent is Intent.PRODUCT_QUESTION:  # "do you have a lighter one?"
        return not pointed and WISHES_FOR.search(read.text) is not None
    comparing = intent is Intent.COMPARE_PRODUCTS and COMPARES.search(read.text)
    return bool(comparing and pointed == 1 and not QUESTION.search(read.text))


def _of_one(read: Understanding) -> bool:
    """Whether what was taken for a comparison is about a single product."""
    return len(read.references) == 1 and not SETS_BESIDE.search(read.text)
