"""Which operations of the desk a message asks for, part by part, by a small trained model."""

import re
from functools import cache, lru_cache
from pathlib import Path

from assistant.desk.reading.linear import LinearModel, features
from assistant.desk.reading.orders import order_ids, without_orders
from assistant.desk.reading.types import Wanted
from assistant.desk.types import Operation
from assistant.understanding.clean import clean_message
from assistant.understanding.lexicon import word_set
from assistant.understanding.spelling import shop_speller

WEIGHTS = Path(__file__).parent / "wants.npz"
_RULES = "rules"
_SURE = 0.5
"""Least probability of an operation that is read out of a part."""
_SURER = 0.7
"""The same where a message more likely means something else."""
_ELSEWHERE = word_set(
    """
    find_product refine_search recommend product_question compare_products add_to_cart view_cart
    out_of_scope small_talk
    """
)
"""Intents of messages that are not for the desk."""
_SWAPPING = frozenset((Operation.EXCHANGE, Operation.CHANGE_ITEMS))
_VERBS = (
    r"return|cancel|exchange|swap|change|modify|update|refund|send|ship|track|tell|give|check|make"
    r"|switch|replace|pay|use|get|have|start|stop|show|deliver|charge|put|set|let"
)
_SUBJECTS = r"i|i'd|i'm|i've|can|could|would|will|what|where|when|how|please|if|there's"
_BORDER = re.compile(
    r"[.!?;]+\s+(?:(?:and|then|also|but|next|finally)\b[\s,]*)*"
    r"|\s*,?\s*\b(?:and|then|also|plus|but|after that|next|finally|secondly|first)\b[\s,]*"
    r"(?:(?:and|then|also|please|secondly|lastly|finally)\b[\s,]*)*"
    rf"(?=(?:{_SUBJECTS}|{_VERBS}|my (?:name|address|order|email|zip))\b)"
    rf"|\s*,\s+(?=(?:please |then |also |otherwise |if |i |i'd |can |could |{_VERBS}))"
    r"|\s*,?\s*\bor\b[\s,]*(?=if\b)|\s+(?=otherwise\b|or else\b|alternatively\b)",
    re.I,
)
_DEPENDENT = re.compile(
    r"^\W*(?:but |and |or )?(?:if|before|when|since|because|as long as|while|once|although|unless"
    r"|after|whenever)\b(?!.*,)",
    re.I,
)
"""A clause that says when or why, by itself."""
_IF_NOT = re.compile(rf"^\W*(?:but |and |or )?if\b.*\b(?:{_VERBS})\b", re.I)
"""A condition with its consequence: "if that is not possible return it"."""
_OTHERWISE = re.compile(
    r"^\W*(?:but |and |or )?(?:otherwise|or else|else|alternatively|failing that"
    r"|if (?:not|that|it|this|you can'?t|you cannot|impossible)\b[^,]*?(?:not|n'?t|impossible"
    r"|can'?t"
    r"|cannot|fails?|unavailable|isn'?t)?)\b",
    re.I,
)


_ACCOUNT = re.compile(
    r"\b(?:default|profile|account|on file|records?|future|also|too|as well|personal)\b", re.I
)
_ORDER = re.compile(
    r"\b(?:orders?|purchase|parcel|package|payment method|everything|items?)\b", re.I
)
_METHOD = re.compile(
    r"\b(?:cards?|paypal|visa|mastercard|amex|gift ?card|credit|method|balance|paid with)\b", re.I
)


_PREPOSITION = r"(?:on|to|with|by|from|onto|via|using|is)"
_PAID_BY = re.compile(
    r"[,.]?(?:\s*\b(?:and )?(?:please )?(?:put|charge|refund|pay|use|credit|bill|money back)\b"
    r"(?: (?:it|that|this|them|the (?:difference|refund|money|rest)))?(?: back)?"
    rf"(?: {_PREPOSITION})?(?: (?:my|the))?|(?: {_PREPOSITION})? (?:my|the))"
    r" (?:gift ?card|pay ?pal|visa"
    r"|mastercard|amex|(?:credit |debit )?card|original (?:payment )?(?:method|card))\b"
    r"(?: (?:that |which )?i (?:originally )?(?:paid|used)(?: \w+){0,3})?"
    r"(?:\s+(?:please|thanks|then|balance|account|ending in \w+))*\W*$",
    re.I,
)
"""How something is to be paid, at the end of a wish."""
_GOODS = re.compile(r"\b(?:swap|exchange|return|cancel|send\b.* back)\b", re.I)
_PAYING = re.compile(r"\b(?:pay|paying|paid|payment|charged?|charging|billed)\b", re.I)
_FEWEST_WORDS = 3
_REQUEST = re.compile(
    r"\?|\b(?:please|pls|can|could|would|want|wanna|i'd|wish|need|help|let'?s|like to|should"
    r"|must|may|where|when|what|how|has|did|otherwise|cancel|invoice|receipt|refund|return"
    r"|exchange|swap)\b"
    rf"|(?:^|,)\W*(?:(?:and|then|also|first|next|finally|just|but|so)\W+)*(?:{_VERBS}|start|do)\b",
    re.I,
)
"""What a wish has and a mere report has not."""
_WORDS = re.compile(
    r"\b(?!(?:it's|its|it|is|the|my|order|number|no|please|and|id|for|that|this|hi"
    r"|hello)\b)[^\W\d_]+",
    re.I,
)
"""Words that say more than a number."""


def heard(text: str) -> tuple[str, ...]:
    """What the model is told of a part: its words, slips mended."""
    return features(shop_speller().mend(text))


@lru_cache(maxsize=8)
def wanted(text: str, intent: str, open_operation: Operation | None = None) -> Wanted:
    """The operations that ``text`` asks for, in its order, each with its own words.

    intent: what the classifier calls the whole message, a value of ``Intent``; one that is not for
    the desk asks for more certainty. open_operation: the one being prepared; what only tells how
    that is to be done is no new wish.
    """
    said = clean_message(text)
    sure = _SURER if intent in _ELSEWHERE else _SURE
    labelled = [(part, _label(part, sure)) for part in _parts(said)]
    if open_operation is None and order_ids(said, ()) and not _WORDS.search(without_orders(said)):
        return Wanted((Operation.STATUS,), (said,), (False,))
    asking = [bool(_operation(label)) and _REQUEST.search(part) for part, label in labelled]
    if any(asking):
        # "It arrived torn, I want to return it": what only tells how things are asks for nothing.
        labelled = [
            (p, label if ask else "") for (p, label), ask in zip(labelled, asking, strict=True)
        ]
    if not any(_operation(label) for _, label in labelled):
        whole = _label(said, sure)
        about_rules = _RULES in (whole, *(label for _, label in labelled))
        if _operation(whole) is None or about_rules:
            return Wanted(about_rules=about_rules)
        labelled = [(said, whole)]
    return _joined(labelled, open_operation)


def _joined(labelled: list[tuple[str, str]], open_operation: Operation | None) -> Wanted:
    """Parts of one operation together; what asks for nothing belongs to the operation before it, or
    at the beginning to the first."""
    operations: list[Operation] = []
    parts: list[str] = []
    otherwise: list[bool] = []
    waiting = ""
    for part, label in labelled:
        operation = _operation(label)
        if operation in _SWAPPING and open_operation in _SWAPPING:
            operation = open_operation
        if operation and _only_tells(
            part, operation, operations[-1] if operations else open_operation
        ):
            operation = None
        if operation is None:
            if parts:
                parts[-1] = f"{parts[-1]}, {part}"
            else:
                waiting = f"{waiting}, {part}" if waiting else part
            continue
        if operations and operation == operations[-1] and not _of_another_order(parts[-1], part):
            parts[-1] = f"{parts[-1]}, {part}"
            continue
        whole = f"{waiting}, {part}" if waiting else part
        if waiting and operation in _SWAPPING and open_operation not in _SWAPPING:
            operation = _swap_of(whole)
        otherwise.append(bool(operations) and _OTHERWISE.search(part) is not None)
        operations.append(operation)
        parts.append(whole)
        waiting = ""
    return Wanted(tuple(operations), tuple(parts), tuple(otherwise))


def _only_tells(part: str, operation: Operation, before: Operation | None) -> bool:
    """Whether a part that sounds like an operation tells how the one before it is to be done: "put
    it on my gift card" after an exchange, "the new address is ..." after a change of address."""
    if before is None or before == operation:
        return False
    if before == Operation.CHANGE_ADDRESS and operation == Operation.CHANGE_DEFAULT_ADDRESS:
        return _ACCOUNT.search(part) is None
    if before == Operation.CHANGE_DEFAULT_ADDRESS and operation == Operation.CHANGE_ADDRESS:
        return _ORDER.search(part) is None
    paying = operation in (Operation.CHANGE_PAYMENT, Operation.RETURN) and _METHOD.search(part)
    return bool(paying) and _ORDER.search(part) is None and not order_ids(part, ())


def _swap_of(part: str) -> Operation:
    """Whether a part asks to exchange or to change before it is sent, told by all its words."""
    chances = _model().probabilities(heard(part))
    return max(_SWAPPING, key=lambda operation: chances[operation.value])


def _of_another_order(before: str, part: str) -> bool:
    mine, theirs = order_ids(part, ()), order_ids(before, ())
    return bool(mine and theirs) and not set(mine) & set(theirs)


def _parts(said: str) -> list[str]:
    """The message at the borders where a wish of its own may begin. "If", "before" and "because"
    belong to the clause beside them."""
    clauses: list[str] = []
    start = 0
    for border in _BORDER.finditer(said):
        if said[start : border.start()].strip():
            sign = "?" if "?" in border.group() else ""
            clauses.append(said[start : border.start()].strip() + sign)
            start = border.end()
    clauses.append(said[start:].strip())
    parts: list[str] = []
    for clause in clauses:
        if parts and _DEPENDENT.match(parts[-1]) and not parts[-1].endswith("?"):
            parts[-1] = f"{parts[-1]}, {clause}"
        elif clause:
            parts.append(clause)
    if len(parts) > 1 and _DEPENDENT.match(parts[-1]) and not _IF_NOT.match(parts[-1]):
        parts[-2:] = [f"{parts[-2]}, {parts[-1]}"]
    return parts or [said]


def _label(part: str, sure: float) -> str:
    """The likeliest label; an operation only where it is ``sure`` that there is any."""
    bare = _PAID_BY.sub("", part)
    if bare != part and len(bare.split()) >= _FEWEST_WORDS:
        label = _label(bare, sure)
        if label in _OPERATIONS:
            return label
    chances = _model().probabilities(heard(part))
    asking = {label: chance for label, chance in chances.items() if label in _OPERATIONS}
    if sum(asking.values()) >= sure:
        if _GOODS.search(part) and not _PAYING.search(part):
            asking.pop(Operation.CHANGE_PAYMENT.value)  # "Swap it, my card": the card only pays.
        return max(asking, key=lambda label: asking[label])
    return max(chances.keys() - asking.keys(), key=lambda label: chances[label])


def _operation(label: str) -> Operation | None:
    return Operation(label) if label in _OPERATIONS else None


_OPERATIONS = frozenset(operation.value for operation in Operation)


@cache
def _model() -> LinearModel:
    return LinearModel.load(WEIGHTS)
