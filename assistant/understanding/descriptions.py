"""Shown products told by what they are: "the blue one", "that Northfell jacket", "the one with the
hood", a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.understanding.lexicon import AFTER_HEAD, COLOURS, word_set
from assistant.understanding.tokens import Token, keys, tokenize
from retrieval.colours import is_colour
from retrieval.types import Product

_DETERMINERS = word_set("the that this those these")
_HEADS = word_set("one ones")
_LINKS = word_set("with in from by for made of that which has is has")
_LINK_FILLERS = word_set("the a an has is have made of out in with it")
_STOPS = (AFTER_HEAD | word_set("add buy take order compare tell put")) - _HEADS
_CURRENCIES = word_set("dollar dollars euro euros buck bucks pound pounds $ € £")
_COLOURS = frozenset(c for c in COLOURS if " " not in c)
_TITLE_SHARE = 0.8
"""Share of a title's words that must be said, in a message without "the", to mean the product."""


@dataclass(slots=True)
class Described:
    """Products that a noun phrase fits, in the order shown."""

    products: list[Product] = field(default_factory=list)
    first: int = 0
    length: int = 0
    """Tokens of the phrase."""
    plural: bool = False
    by_difference: bool = False
    """The phrase names a quality, so that the focus alone does not settle it."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What kind of thing a product is and who makes it (``kinds``), and all that is said of it."""

    kinds: frozenset[str]
    everything: frozenset[str]
    product: Product


def fitting(tokens: Sequence[Token], start: int, shown: Sequence[Product]) -> Described:
    """The products that fit the words from ``start`` on ("blue one", "jacket"), a determiner or
    ordinal having come before; no words or no fit: an empty result."""
    words = [_words(p) for p in shown]
    end, is_head, price = _phrase(tokens, start)
    fits: list[_Words] = []
    if is_head:
        fits = [w for w in words if _fits(tokens[start:end], w, price)]
    else:
        # The phrase may run into a verb or adjective ("the wool coat warm"): the longest that fits.
        for shorter in range(end, start, -1):
            fits = [w for w in words if _fits(tokens[start:shorter], w, price)]
            if _names_a_kind(tokens, shorter, fits):
                end = shorter
                break
        else:
            return Described(first=start)
    length = end - start + (1 if is_head else 0)
    after = start + length
    if is_head and fits and _norm(tokens, after) in _LINKS:
        length, fits = _linked(tokens, start, after, fits, length)
    if not fits or (length == 1 and is_head):
        return Described(first=start)
    head = _norm(tokens, start + length - 1) if not is_head else _norm(tokens, end)
    key = tokens[end - 1].key if end > start else head
    plural = head == "ones" or (not is_head and key != tokens[end - 1].norm)
    quality = end - start > 1 or is_head
    return Described([w.product for w in fits], start, length, plural, quality)


def told_apart(
    tokens: Sequence[Token], shown: Sequence[Product], used: set[int]
) -> list[Described]:
    """Every description after a determiner, in order; else the products whose titles are said."""
    found: list[Described] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.norm not in _DETERMINERS or place in used or place + 1 in used:
            place += 1
            continue
        described = fitting(tokens, place + 1, shown)
        if described.products and not any(
            p in used for p in range(place + 1, place + 1 + described.length)
        ):
            described.plural = described.plural or token.norm in ("those", "these")
            found.append(described)
            place += described.length
        place += 1
    return found or _titles(tokens, shown, used)


def _titles(tokens: Sequence[Token], shown: Sequence[Product], used: set[int]) -> list[Described]:
    said = {t.key for i, t in enumerate(tokens) if i not in used}
    found = []
    for product in shown:
        title = [k for k in keys(product.title) if len(k) > 1]
        share = sum(k in said for k in title) / len(title) if title else 0.0
        if len(title) >= 2 and share >= _TITLE_SHARE:
            first = next(i for i, t in enumerate(tokens) if t.key in title)
            found.append(Described([product], first, 1))
    return found


def _phrase(tokens: Sequence[Token], start: int) -> tuple[int, bool, Decimal | None]:
    """(token after the describing words, whether "one" follows, a price said among them)."""
    end = start
    price: Decimal | None = None
    while end < len(tokens) and end - start < 6:
        token = tokens[end]
        if token.norm in _HEADS:
            return end, True, price
        if token.norm in _CURRENCIES:
            end += 1
            continue
        if token.norm[0].isdigit() and _is_money(tokens, end):
            price = Decimal(re.sub(r"[^\d.]", "", token.norm.replace(",", "")).strip(".") or "0")
            end += 1
            continue
        if not token.is_word or token.norm in _STOPS:
            break
        end += 1
    return end, False, price


def _is_money(tokens: Sequence[Token], place: int) -> bool:
    beside = {_norm(tokens, place - 1), _norm(tokens, place + 1)}
    return bool(beside & _CURRENCIES)


def _fits(tokens: Sequence[Token], words: _Words, price: Decimal | None) -> bool:
    if price is not None:
        own = words.product.price
        if own is None or price not in (own, Decimal(int(own)), own.quantize(Decimal(1))):
            return False
    said = [
        t for t in tokens if t.is_word and not t.norm[0].isdigit() and t.norm not in _CURRENCIES
    ]
    return all(_said_of(t, words) for t in said)


def _said_of(token: Token, words: _Words) -> bool:
    if token.norm in _COLOURS and words.product.colours:
        return any(is_colour(c, token.norm) for c in words.product.colours)
    key = token.key
    stem = key[:-2] if key.endswith("en") and len(key) > 5 else key  # "wooden" is made of wood.
    return key in words.everything or stem in words.everything


def _names_a_kind(tokens: Sequence[Token], end: int, fits: Sequence[_Words]) -> bool:
    """Whether the last word says what the products are, or who makes them."""
    key = tokens[end - 1].key
    return bool(fits) and all(key in w.kinds for w in fits)


def _linked(
    tokens: Sequence[Token], start: int, place: int, fits: list[_Words], length: int
) -> tuple[int, list[_Words]]:
    """Narrow "the one" by what follows: "with the hood", "in blue", "from Northfell"."""
    words: list[Token] = []
    end = place + 1
    while end < len(tokens) and tokens[end].is_word and len(words) < 4:
        token = tokens[end]
        if token.norm not in _LINK_FILLERS and token.norm in _STOPS:
            break
        if token.norm not in _LINK_FILLERS:
            words.append(token)
        end += 1
    narrowed = [w for w in fits if words and all(_said_of(t, w) for t in words)]
    return (end - start, narrowed) if narrowed else (length, fits)


def _words(product: Product) -> _Words:
    head = product.title.split(",")[0].split(" - ")[0]
    options = [o for v in product.variants for o in v.options.values()]
    names = " ".join((product.title, product.brand, *product.colours, *options))
    kinds = {*(k for node in product.category for k in keys(node)), *keys(head)[-1:]}
    kinds |= {*keys(product.brand)}
    said = (*product.attributes, *product.attributes.values(), *product.bullets)
    everything = {t.key for t in tokenize(" ".join((names, *said, product.description)))}
    return _Words(frozenset(kinds), frozenset(kinds | everything), product)


def _norm(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""
