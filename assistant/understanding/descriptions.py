"""Shown products told by what they are: "the blue one", "that Northfell jacket", "the one with the
hood", a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assistant.understanding.lexicon import AFTER_HEAD, COLOURS, english_words, word_set
from assistant.understanding.tokens import Token, keys, tokenize
from retrieval.colours import is_colour
from retrieval.types import Product
from retrieval.units import CANONICAL, UNITS

_DETERMINERS = word_set("the that this those these")
_HEADS = word_set("one ones")
_LINKS = word_set("with in from by for made of that which has is at costing priced costs")
_LINK_FILLERS = word_set("the a an has is have made of out in with it costs cost at for priced")
_STOPS = (
    AFTER_HEAD | word_set("add buy take order compare tell put looks look seems fits")
) - _HEADS
_CURRENCIES = word_set("dollar dollars euro euros buck bucks pound pounds $ € £")
_COLOURS = frozenset(c for c in COLOURS if " " not in c)
_INCHES = frozenset(('"', "″", "”"))
SAME = 0.005
"""Two quantities that differ by no more than this share are the same one, rounded."""
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


@dataclass(frozen=True, slots=True)
class _Words:
    """What kind of thing a product is and who makes it (``kinds``), what it is called (``names``,
    with its category and colours), and all that is said of it."""

    kinds: frozenset[str]
    names: frozenset[str]
    everything: frozenset[str]
    title: tuple[str, ...]
    """Words of the title that tell, in order."""
    whole_title: tuple[str, ...]
    quantities: frozenset[tuple[float, str]]
    """Numbers with their units, canonical, as title, sizes and attributes state them."""
    numbers: frozenset[str]
    """Numbers without a unit in the title."""
    product: Product


class Descriptions:
    """Reads descriptions of the products shown; each product's words are gathered once."""

    def __init__(self, shown: Sequence[Product]) -> None:
        self._shown = shown

    @cached_property
    def _words(self) -> list[_Words]:
        return [_words(p) for p in self._shown]

    def fitting(self, tokens: Sequence[Token], start: int) -> Described:
        """The products that fit the words from ``start`` on ("blue one", "jacket"), a determiner or
        ordinal having come before; no words or no fit: an empty result."""
        end, is_head, price = _phrase(tokens, start)
        fits: list[_Words] = []
        if is_head:
            fits = _narrowed(tokens[start:end], self._words, price)
        else:
            # The phrase may run into a verb ("the wool coat warm"): the longest that fits.
            for shorter in range(end, start, -1):
                fits = _narrowed(tokens[start:shorter], self._words, price)
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
        if is_head and fits and _norm(tokens, start + length) in _LINKS:
            length, fits = _linked(tokens, start, start + length, fits, length)
        if not fits or (length == 1 and is_head):
            return Described(first=start)
        if is_head:
            plural = _norm(tokens, end) == "ones"
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
        fits = [words.product for words in self._words if _stands_in(said, words)]
        if not fits or (len(said) == 1 and len(fits) == len(self._shown)):
            return None
        return Described(fits, start, last - start, False, True)

    def matching(self, tokens: Sequence[Token]) -> list[Product]:
        """The products that fit all of these words and an amount of money among them."""
        price = next(
            (
                _amount(t)
                for i, t in enumerate(tokens)
                if t.norm[0].isdigit() and _is_money(tokens, i)
            ),
            None,
        )
        if price is None and not any(t.is_word for t in tokens):
            return []
        return [words.product for words in _narrowed(tokens, self._words, price)]

    def told_apart(self, tokens: Sequence[Token], used: set[int]) -> list[Described]:
        """Products whose titles are said and descriptions after a determiner, in order."""
        found = self._titles(tokens, used)
        taken = used | {p for d in found for p in range(d.first, d.first + d.length)}
        place = 0
        while place < len(tokens):
            if tokens[place].norm not in _DETERMINERS or {place, place + 1} & taken:
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
            if len(here) > 2 and _norm(tokens, min(places[k] for k in here) - 1) in _DETERMINERS:
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
        if token.norm in _CURRENCIES:
            end += 1
            continue
        if token.norm[0].isdigit() and _is_money(tokens, end):
            price = _amount(token)
            end += 1
            continue
        if token.norm in _INCHES:
            end += 1
            continue
        if not token.is_word or token.norm in _STOPS:
            break
        end += 1
    return end, False, price


def _amount(token: Token) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", token.norm.replace(",", "")).strip(".") or "0")


def _is_money(tokens: Sequence[Token], place: int) -> bool:
    beside = {_norm(tokens, place - 1), _norm(tokens, place + 1)}
    return bool(beside & _CURRENCIES)


def _narrowed(
    tokens: Sequence[Token], among: Sequence[_Words], price: Decimal | None
) -> list[_Words]:
    """Those that fit all words said; where some are called so, not those that only mention it."""
    quantities, numbers, units = _measured(tokens)
    said = [
        t
        for i, t in enumerate(tokens)
        if t.is_word and not t.norm[0].isdigit() and t.norm not in _CURRENCIES and i not in units
    ]
    fits = [
        w
        for w in among
        if all(_said_of(t, w, w.everything) for t in said)
        and all(_states(w, one) for one in quantities)
        and (numbers <= w.numbers or not numbers)
    ]
    if price is not None:
        exact = [w for w in fits if w.product.price == price]
        fits = exact or [
            w for w in fits if w.product.price is not None and int(w.product.price) == price
        ]
    return [w for w in fits if all(_said_of(t, w, w.names) for t in said)] or fits


def _said_of(token: Token, words: _Words, where: frozenset[str]) -> bool:
    if token.norm in _COLOURS:
        if words.product.colours:
            return any(is_colour(c, token.norm) for c in words.product.colours)
        return token.key in words.title
    key = token.key
    stem = key[:-2] if key.endswith("en") and len(key) > 5 else key  # "wooden" is made of wood.
    return key in where or stem in where


def _names_a_kind(tokens: Sequence[Token], end: int, fits: Sequence[_Words]) -> bool:
    """Whether the last word says what the products are, or who makes them."""
    key = tokens[end - 1].key
    return bool(fits) and all(key in w.kinds for w in fits)


def _linked(
    tokens: Sequence[Token], start: int, place: int, fits: list[_Words], length: int
) -> tuple[int, list[_Words]]:
    """Narrow "the one" by what follows: "with the hood", "in blue", "from Northfell"."""
    words: list[tuple[int, Token]] = []
    end = place + 1
    while end < len(tokens) and len(words) < 5:
        token = tokens[end]
        sign = token.norm in _CURRENCIES or token.norm in _INCHES
        if not (token.is_word or sign) or (
            token.norm in _STOPS and token.norm not in _LINK_FILLERS
        ):
            break
        if token.norm not in _LINK_FILLERS:
            words.append((end, token))
        end += 1
    for count in range(
        len(words), 0, -1
    ):  # "the one made of nylon in stock": the longest that fits
        said = [token for _, token in words[:count]]
        money = [i for i, t in words[:count] if t.norm[0].isdigit() and _is_money(tokens, i)]
        price = _amount(tokens[money[0]]) if money else None
        if price is None and all(token.norm in _CURRENCIES for token in said):
            continue
        narrowed = _narrowed(said, fits, price)
        if narrowed:
            return words[count - 1][0] + 1 - start, narrowed
    return length, fits


def _measured(
    tokens: Sequence[Token],
) -> tuple[list[tuple[float, str]], frozenset[str], set[int]]:
    """(quantities, bare numbers, places of units) in a phrase; money is neither."""
    quantities: list[tuple[float, str]] = []
    numbers: set[str] = set()
    units: set[int] = set()
    for place, token in enumerate(tokens):
        if not token.norm[0].isdigit() or _is_money(tokens, place):
            continue
        unit = UNITS.get(_norm(tokens, place + 1))
        if unit is None:
            numbers.add(token.norm)
            continue
        units.add(place + 1)
        value = float(_amount(token)) * unit.factor
        quantities.append((value, CANONICAL[unit.dimension]))
    return quantities, frozenset(numbers), units


def _states(words: _Words, quantity: tuple[float, str]) -> bool:
    """Whether a record states a quantity, whatever unit it is written in."""
    value, unit = quantity
    return any(
        unit == other and abs(value - number) <= SAME * max(value, number)
        for number, other in words.quantities
    )


def _stands_in(said: tuple[str, ...], words: _Words) -> bool:
    title = words.whole_title
    return any(title[i : i + len(said)] == said for i in range(len(title) - len(said) + 1))


def _words(product: Product) -> _Words:
    head = product.title.split(",")[0].split(" - ")[0]
    options = [o for v in product.variants for o in v.options.values()]
    kinds = {*(k for node in product.category for k in keys(node)), *keys(head)[-1:]}
    kinds |= {*keys(product.brand)}
    names = kinds | {*keys(" ".join((product.title, *product.colours, *options)))}
    said = (*product.attributes, *product.attributes.values(), *product.bullets)
    everything = {t.key for t in tokenize(" ".join((*said, product.description)))}
    whole = keys(product.title)
    title = tuple(k for k in whole if len(k) > 1 and k != "and")
    told = tokenize(" ; ".join((product.title, *product.sizes, *product.attributes.values())))
    quantities, _, _ = _measured(told)
    return _Words(
        kinds=frozenset(kinds),
        names=frozenset(names),
        everything=frozenset(names | everything),
        title=title,
        whole_title=whole,
        quantities=frozenset(quantities),
        numbers=frozenset(t.norm for t in tokenize(product.title) if t.norm[0].isdigit()),
        product=product,
    )


def _norm(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""
