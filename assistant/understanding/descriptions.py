"""Shown products told by what they are: "the blue one", "that Northfell jacket", "the one with the
hood", a title."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assistant.understanding.lexicon import AFTER_HEAD, english_words, word_set
from assistant.understanding.product_words import (
    CURRENCIES,
    INCHES,
    ProductWords,
    amount_of,
    is_money,
    narrowed,
    norm_at,
    product_words,
    stands_in,
)
from assistant.understanding.tokens import Token
from retrieval.types import Product

_DETERMINERS = word_set("the that this those these")
_HEADS = word_set("one ones version versions model models edition option variant")
_LINKS = word_set(
    "with in from by for made of that which has is at costing priced costs called named"
)
_LINK_FILLERS = word_set(
    "the a an has is have made of out in with it costs cost at for priced comes come from called"
    " named its"
)
_STOPS = (
    AFTER_HEAD | word_set("add buy take order compare tell put looks look seems fits")
) - _HEADS
_TITLE_SHARE = 0.8
"""Share of a title's words that must be said to mean the product."""
_SHARE_AFTER_THE = 0.6
"""The same where "the" or "that" stands before them."""


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


class Descriptions:
    """Reads descriptions of the products shown; each product's words are gathered once."""

    def __init__(self, shown: Sequence[Product]) -> None:
        self._shown = shown

    @cached_property
    def _words(self) -> list[ProductWords]:
        return [product_words(p) for p in self._shown]

    def fitting(self, tokens: Sequence[Token], start: int) -> Described:
        """The products that fit the words from ``start`` on ("blue one", "jacket"), a determiner or
        ordinal having come before; no words or no fit: an empty result."""
        end, is_head, price = _phrase(tokens, start)
        fits: list[ProductWords] = []
        if is_head:
            fits = narrowed(tokens[start:end], self._words, price)
        else:
            # The phrase may run into a verb ("the wool coat warm"): the longest that fits.
            for shorter in range(end, start, -1):
                fits = narrowed(tokens[start:shorter], self._words, price)
                if _names_a_kind(tokens, shorter, fits):
                    end = shorter
                    break
                if shorter - start > 1 and (called := self._called(tokens, start, shorter)):
                    return called
            else:
                longest = min(start + 5, len(tokens))
                places = range(longest, start, -1)
                found = (self._called(tokens, start, last) for last in places)
                return next((one for one in found if one), None) or Described(first=start)
        length = end - start + (1 if is_head else 0)
        if is_head and fits and norm_at(tokens, start + length) in _LINKS:
            length, fits = _linked(tokens, start, start + length, fits, length)
        if not fits or (length == 1 and is_head):
            return Described(first=start)
        if is_head:
            plural = norm_at(tokens, end) in ("ones", "versions", "models")
        else:
            plural = tokens[end - 1].key != tokens[end - 1].norm
        quality = end - start > 1 or is_head
        return Described([w.product for w in fits], start, length, plural, quality)

    def _called(self, tokens: Sequence[Token], start: int, last: int) -> Described | None:
        """Products by a part of their name: words that stand side by side in the title ("the Gannet
        Pro"), or one that is no everyday word and not in all titles."""
        said = tuple(t.key for t in tokens[start:last] if t.is_word)
        if not said or (len(said) == 1 and (len(said[0]) < 4 or said[0] in english_words()[0])):
            return None
        fits = [words.product for words in self._words if stands_in(said, words)]
        if not fits or (len(said) == 1 and len(fits) == len(self._shown)):
            return None
        return Described(fits, start, last - start, False, True)

    def matching(self, tokens: Sequence[Token]) -> list[Product]:
        """The products that fit all of these words and an amount of money among them."""
        price = next(
            (
                amount_of(t)
                for i, t in enumerate(tokens)
                if t.norm[0].isdigit() and is_money(tokens, i)
            ),
            None,
        )
        if price is None and not any(t.is_word for t in tokens):
            return []
        return [words.product for words in narrowed(tokens, self._words, price)]

    def told_apart(self, tokens: Sequence[Token], used: set[int]) -> list[Described]:
        """Products whose titles are said and descriptions after a determiner, in order."""
        found = self._titles(tokens, used)
        taken = used | {p for d in found for p in range(d.first, d.first + d.length)}
        place = 0
        while place < len(tokens):
            other = norm_at(tokens, place + 1) in ("other", "others")
            if tokens[place].norm not in _DETERMINERS or other or {place, place + 1} & taken:
                place += 1
                continue
            described = self.fitting(tokens, place + 1)
            reach = range(place + 1, place + 1 + described.length)
            if described.products and not taken.intersection(reach):
                described.plural = described.plural or tokens[place].norm in ("those", "these")
                found.append(described)
                place += described.length
            place += 1
        return found

    def _titles(self, tokens: Sequence[Token], used: set[int]) -> list[Described]:
        places = {t.key: i for i, t in reversed(list(enumerate(tokens))) if i not in used}
        said: list[tuple[frozenset[str], Product]] = []
        for words in self._words:
            here = frozenset(k for k in words.title if k in places)
            share = _TITLE_SHARE
            if len(here) > 2 and norm_at(tokens, min(places[k] for k in here) - 1) in _DETERMINERS:
                share = _SHARE_AFTER_THE
            if len(here) >= 2 and len(here) >= share * len(words.title):
                said.append((here, words.product))
        found = []
        for here, product in said:
            if any(here < other for other, _ in said):
                continue  # "Rain jacket" within "rain jacket for kids".
            first, last = min(places[k] for k in here), max(places[k] for k in here)
            found.append(Described([product], first, last - first + 1))
        return found


def _phrase(tokens: Sequence[Token], start: int) -> tuple[int, bool, Decimal | None]:
    """(token after the describing words, whether "one" follows, a price said among them)."""
    end = start
    price: Decimal | None = None
    while end < len(tokens) and end - start < 6:
        token = tokens[end]
        if token.norm in _HEADS:
            return end, True, price
        if token.norm in CURRENCIES:
            end += 1
            continue
        if token.norm[0].isdigit() and is_money(tokens, end):
            price = amount_of(token)
            end += 1
            continue
        if token.norm in INCHES:
            end += 1
            continue
        if not token.is_word or token.norm in _STOPS:
            break
        end += 1
    return end, False, price


def _names_a_kind(tokens: Sequence[Token], end: int, fits: Sequence[ProductWords]) -> bool:
    """Whether the last word says what the products are, or who makes them."""
    key = tokens[end - 1].key
    return bool(fits) and all(key in w.kinds for w in fits)


def _linked(
    tokens: Sequence[Token], start: int, place: int, fits: list[ProductWords], length: int
) -> tuple[int, list[ProductWords]]:
    """Narrow "the one" by what follows: "with the hood", "in blue", "from Northfell"."""
    words: list[tuple[int, Token]] = []
    end = place + 1
    while end < len(tokens) and len(words) < 5:
        token = tokens[end]
        sign = token.norm in CURRENCIES or token.norm in INCHES
        if not (token.is_word or sign) or (
            token.norm in _STOPS and token.norm not in _LINK_FILLERS
        ):
            break
        if token.norm not in _LINK_FILLERS:
            words.append((end, token))
        end += 1
    # "The one made of nylon in stock" runs into other words: the longest that fits.
    for count in range(len(words), 0, -1):
        said = [token for _, token in words[:count]]
        money = [i for i, t in words[:count] if t.norm[0].isdigit() and is_money(tokens, i)]
        price = amount_of(tokens[money[0]]) if money else None
        if price is None and all(token.norm in CURRENCIES for token in said):
            continue
        left = narrowed(said, fits, price)
        if left:
            return words[count - 1][0] + 1 - start, left
    return length, fits
