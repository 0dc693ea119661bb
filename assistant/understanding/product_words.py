"""What the words of a noun phrase are compared with: all that a product's record says. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.understanding.lexicon import COLOURS, SOFT_COLOURS, word_set
from assistant.understanding.tokens import Token, keys, tokenize
from retrieval.colours import is_colour
from retrieval.types import Product
from retrieval.units import CANONICAL, UNITS

CURRENCIES = word_set("dollar dollars euro euros buck bucks pound pounds $ € £")
INCHES = frozenset(('"', "″", "”"))
SAME = 0.005
"""Two quantities that differ by no more than this share are the same one, rounded."""
_COLOURS = frozenset(c for c in COLOURS if " " not in c)


@dataclass(frozen=True, slots=True)
class ProductWords:
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


def product_words(product: Product) -> ProductWords:
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
    return ProductWords(
        kinds=frozenset(kinds),
        names=frozenset(names),
        everything=frozenset(names | everything),
        title=title,
        whole_title=whole,
        quantities=frozenset(quantities),
        numbers=frozenset(t.norm for t in tokenize(product.title) if t.norm[0].isdigit()),
        product=product,
    )


def narrowed(
    tokens: Sequence[Token], among: Sequence[ProductWords], price: Decimal | None
) -> list[ProductWords]:
    """Those that fit all words said; where some are called so, not those that only mention it."""
    quantities, numbers, units = _measured(tokens)
    said = [
        t
        for i, t in enumerate(tokens)
        if t.is_word and not t.norm[0].isdigit() and t.norm not in CURRENCIES and i not in units
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


def _said_of(token: Token, words: ProductWords, where: frozenset[str]) -> bool:
    if token.norm in _COLOURS:
        if any(is_colour(c, token.norm) for c in words.product.colours):
            return True
        if token.norm not in SOFT_COLOURS:  # "copper" is a material as well
            return not words.product.colours and token.key in words.title
    key = token.key
    stem = key[:-2] if key.endswith("en") and len(key) > 5 else key  # "wooden" is made of wood.
    return key in where or stem in where


def _measured(
    tokens: Sequence[Token],
) -> tuple[list[tuple[float, str]], frozenset[str], set[int]]:
    """(quantities, bare numbers, places of units) in a phrase; money is neither."""
    quantities: list[tuple[float, str]] = []
    numbers: set[str] = set()
    units: set[int] = set()
    for place, token in enumerate(tokens):
        if not token.norm[0].isdigit() or is_money(tokens, place):
            continue
        unit = UNITS.get(norm_at(tokens, place + 1))
        if unit is None:
            numbers.add(token.norm)
            continue
        units.add(place + 1)
        value = float(amount_of(token)) * unit.factor
        quantities.append((value, CANONICAL[unit.dimension]))
    return quantities, frozenset(numbers), units


def _states(words: ProductWords, quantity: tuple[float, str]) -> bool:
    """Whether a record states a quantity, whatever unit it is written in."""
    value, unit = quantity
    return any(
        unit == other and abs(value - number) <= SAME * max(value, number)
        for number, other in words.quantities
    )


def stands_in(said: tuple[str, ...], words: ProductWords) -> bool:
    title = words.whole_title
    return any(title[i : i + len(said)] == said for i in range(len(title) - len(said) + 1))


def is_money(tokens: Sequence[Token], place: int) -> bool:
    beside = {norm_at(tokens, place - 1), norm_at(tokens, place + 1)}
    return bool(beside & CURRENCIES)


def amount_of(token: Token) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", token.norm.replace(",", "")).strip(".") or "0")


def norm_at(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""
