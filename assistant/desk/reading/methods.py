"""Which payment method a message means: "my paypal", "the visa ending 1234", "the other card"."""

import re
from collections.abc import Sequence

from assistant.desk.reading.cues import corrects, is_refused
from assistant.desk.reading.hearing import hear
from assistant.desk.reading.ids import ids_in
from assistant.desk.reading.types import Chosen
from assistant.desk.reading.words import phrase, read
from assistant.desk.types import Customer, Order, PaymentMethod
from assistant.understanding.tokens import Token
from assistant.understanding.trie import PhraseTrie

_KINDS: dict[str, tuple[str, ...]] = {
    "paypal": ("paypal", "pay pal", "pp account"),
    "gift_card": (
        "gift card", "giftcard", "store credit", "shop credit", "gift certificate", "voucher",
        "gift balance", "gift credit",
    ),
    "credit_card": ("credit card", "creditcard", "card", "debit card", "bank card", "cc"),
    "card": ("credit card", "creditcard", "card", "debit card", "bank card", "cc"),
}  # fmt: skip
"""Ways to call the usual kinds; other kinds are called by their own words."""
_BRANDS = {
    "visa": ("visa",),
    "mastercard": ("mastercard", "master card", "mc"),
    "american express": ("amex", "american express"),
    "discover": ("discover card",), "maestro": ("maestro",), "jcb": ("jcb",),
    "diners club": ("diners",), "unionpay": ("unionpay", "union pay"),
}  # fmt: skip
_ELSE = (
    *("apple pay", "google pay", "klarna", "venmo", "zelle", "afterpay", "stripe", "bitcoin"),
    *("bank transfer", "bank account", "direct debit", "cash", "check", "cheque", "crypto"),
)
"""Methods that a shopper may speak of although they have none such."""
_ORIGINAL = re.compile(
    r"\b(?:original(?:ly)?|initial|first|same|old|existing|current|previous)(?: \w+){0,2}?"
    r" (?:payment|method|card|account|way|form|source|one i (?:paid|used)|i (?:paid|used))\b"
    r"|\bsame (?:way|one|place)\b|\b(?:the )?(?:way|one|how|what|method|card|account|whatever"
    r"|whichever)(?: (?:that|method|card|account))? i (?:originally )?(?:paid|used|ordered"
    r"|bought)\b"
    r"|\b(?:back )?(?:to )?where (?:it|the money|they|i) (?:came from|paid|was|were)\b"
    r"|\bhow i (?:originally )?paid\b|\bback to (?:the )?source\b|\boriginal(?:ly)? (?:one|used)\b"
    r"|\bused (?:for|on|to pay)\b|\bcame from\b|\boriginal\W*$",
    re.I,
)
_OTHER = re.compile(r"\b(?:the |my )?(?:other|different|second)(?: (?P<what>\w+))?", re.I)
_ENDS = re.compile(r"\bend(?:s|ing)?\b|\blast (?:four|4)\b", re.I)
_ENDING = re.compile(r"(?<![\w#])(?:(?:\d{4}[ -]?){3})?(\d{4}|\d\d[ -]\d\d)(?!\w)")


def which_method(text: str, customer: Customer, order: Order | None = None) -> Chosen:
    """The customer's payment methods that ``text`` means, in the order said.

    order: the one spoken of; "the original method" and "the other card" are told by what paid it.
    """
    said = hear(text)
    methods = customer.payment_methods
    named = ids_in(said, [method.id for method in methods])
    if named:
        return Chosen(named)
    tokens = read(said)
    numbers = [re.sub(r"\D", "", number) for number in _ENDING.findall(said)]
    ending = tuple(m.id for m in methods if m.last_four and m.last_four in numbers)
    if numbers and (ending or _ENDS.search(said)):
        return Chosen(ending, unknown=() if ending else tuple(numbers))
    paid = _paid_with(order)
    chosen: list[tuple[int, int, tuple[PaymentMethod, ...]]] = []
    refused: list[str] = []
    unknown: list[str] = []
    for start, end, fits in _named(tokens, methods):
        words = " ".join(token.norm for token in tokens[start:end])
        if is_refused(tokens, start):
            refused += [method.id for method in fits]
        elif not fits:
            unknown.append(words)
        else:
            chosen.append((start, end, fits))
    while len(chosen) > 1 and corrects(tokens, chosen[-2][1], chosen[-1][0]):
        chosen = chosen[-1:]
    groups = [_narrowed(fits, said, paid) for _, _, fits in chosen]
    if not groups:
        groups = _unnamed(said, methods, paid, refused, bool(unknown))
    clear = tuple(dict.fromkeys(fits[0].id for fits in groups if len(fits) == 1))
    open_ = tuple(m.id for fits in groups if len(fits) > 1 for m in fits if m.id not in clear)
    if clear and open_ and set(clear) & {m.id for fits in groups if len(fits) > 1 for m in fits}:
        open_ = ()  # "My card, the Visa": the second says which.
    missing = () if clear or open_ else tuple(dict.fromkeys(unknown))
    return Chosen(clear, tuple(dict.fromkeys(open_)), unknown=missing, refused=tuple(refused))


def _unnamed(
    said: str,
    methods: Sequence[PaymentMethod],
    paid: Sequence[str],
    refused: Sequence[str],
    unknown: bool,
) -> list[tuple[PaymentMethod, ...]]:
    """What is meant by its place alone: the original one, the other one."""
    if unknown:
        return []
    if _ORIGINAL.search(said) and not re.search(
        r"\bnot (?:the|my) (?:original|same)\b", said, re.I
    ):
        return [tuple(m for m in methods if m.id in paid)] if paid else []
    other = _OTHER.search(said)
    if other and (other["what"] or "").lower() in ("one", "method", "payment", "way", "option", ""):
        left = tuple(m for m in methods if m.id not in paid)
        return [left] if left and paid else []
    if refused:
        return [tuple(m for m in methods if m.id not in refused)]
    return []


def _narrowed(
    fits: tuple[PaymentMethod, ...], said: str, paid: Sequence[str]
) -> tuple[PaymentMethod, ...]:
    """Of several of a kind: the one that paid, or the other."""
    if len(fits) < 2:
        return fits
    other = _OTHER.search(said)
    if other and paid:
        return tuple(m for m in fits if m.id not in paid) or fits
    if _ORIGINAL.search(said):
        return tuple(m for m in fits if m.id in paid) or fits
    return fits


def _paid_with(order: Order | None) -> tuple[str, ...]:
    payments = order.payments if order else ()
    return tuple(dict.fromkeys(p.method_id for p in payments if p.kind == "payment"))


def _named(
    tokens: Sequence[Token], methods: Sequence[PaymentMethod]
) -> list[tuple[int, int, tuple[PaymentMethod, ...]]]:
    """Places that name a kind or a brand, and the methods of it; none: the customer has none."""
    trie: PhraseTrie[str] = PhraseTrie()
    for words in (*_KINDS.values(), *_BRANDS.values(), _ELSE):
        for said in words:
            trie.add(phrase(said), "")
    for method in methods:
        for said in _calls(method):
            trie.add(phrase(said), method.id)
    keys = [token.key for token in tokens]
    found: list[tuple[int, int, tuple[PaymentMethod, ...]]] = []
    place = 0
    while place < len(keys):
        hits = trie.matches(keys, place)
        if hits:
            length, ids = hits[0]
            fits = tuple(m for m in methods if m.id in ids)
            joined = found and place - found[-1][1] <= 1 and fits and found[-1][2]
            both = tuple(m for m in fits if m in found[-1][2]) if joined else ()
            if both:  # "My visa credit card" is one.
                found[-1] = (found[-1][0], place + length, both)
            else:
                found.append((place, place + length, fits))
            place += length
        else:
            place += 1
    return found


def _calls(method: PaymentMethod) -> tuple[str, ...]:
    brand = _BRANDS.get(method.brand.lower(), (method.brand,)) if method.brand else ()
    return (*_KINDS.get(method.kind, (method.kind.replace("_", " "),)), *brand)
