"""Which of the products on the page a message points at: "the second one", "that Ashwood lamp"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.understanding.clean import clean_message
from assistant.understanding.descriptions import Described, Descriptions
from assistant.understanding.extremes import find_extremes
from assistant.understanding.lexicon import word_set
from assistant.understanding.pronouns import points_at_many, points_at_one
from assistant.understanding.tokens import Token, tokenize
from retrieval.types import Product

_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ORDINAL = {
    **{word: index for index, word in enumerate(_WORDS)},
    "last": -1, "final": -1, "bottom": -1, "leftmost": 0, "rightmost": -1, "top": 0,
}  # fmt: skip
_SUFFIX = frozenset(("st", "nd", "rd", "th"))
_COUNT = {**{word: n for n, word in enumerate(_NUMBERS, 1)}, "couple": 2}
_LABELS = word_set("number no option item product choice nr result")
_NOT_PLACES = word_set(
    """
    hand aid time times class week weeks month months year years night day days minute order
    orders name floor birthday step thing generation gen grade place half party season
    purchase question long call address date delivery few language edition baby hour
    christmas degree chance opinion thought resort payment invoice
    """
)
"""Nouns after which "first", "second" or "last" does not count products."""
_BEFORE_PLACE = word_set(
    """
    the this that and or with to vs versus than compare , & about of your from between both
    add
    """
)
_OTHER = re.compile(
    r"\bthe other(?: (one|product|option|item|two|three|ones))?"
    r"(?=\W*$|\W+(?:is|are|in|please|too|to|and|instead|has|have|does|do|for|with|look|looks)\b)",
    re.I,
)
_SIDES = {"left": 0, "right": -1, "middle": None}
_MONEY = re.compile(
    r"[$€£]\s*\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s*(?:dollars?|bucks?|euros?|pounds?)", re.I
)


@dataclass(frozen=True, slots=True)
class References:
    """Products that a message points at."""

    ids: tuple[str, ...] = ()
    """In the order named; empty when nothing is pointed at or it is not clear at what."""
    ambiguous: tuple[str, ...] = ()
    """Two or more that fit equally, in the order shown; then ``ids`` is empty."""


@dataclass(slots=True)
class _Found:
    """What has been read so far; ``used`` marks tokens that belong to a reference."""

    hits: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    unclear: list[tuple[str, ...]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def resolve_references(text: str, shown: Sequence[Product], focus: str | None) -> References:
    """Find the products of ``shown`` (in their order on the page) that ``text`` points at.

    Read in turn: ids, places ("the second", "#3", "the last two"), the extreme of them ("the
    cheaper of the two"), descriptions ("the blue one", "that Northfell jacket", a title) and,
    where none of these is found, pronouns, which mean ``focus`` or the only product shown. A
    number that is money, "a cheap one" and "second hand" point at nothing. Never raises.
    """
    if not shown:
        return References()
    clean = clean_message(text)
    tokens = tokenize(clean)
    found = _Found()
    _read_ids(clean, tokens, shown, found)
    _read_extremes(clean, tokens, shown, found)
    descriptions = Descriptions(shown)
    _read_places(clean, tokens, shown, descriptions, found)
    for described in descriptions.told_apart(tokens, found.used):
        _take(described, tokens, focus, found)
    if found.unclear:
        return _unclear(found.unclear[0], shown)
    if found.hits:
        ids = [product for _, group in sorted(found.hits, key=lambda h: h[0]) for product in group]
        return References(tuple(dict.fromkeys(ids)))
    return _pronoun(clean, shown, focus)


def _unclear(ids: Sequence[str], shown: Sequence[Product]) -> References:
    return References(ambiguous=tuple(p.id for p in shown if p.id in ids))


def _pronoun(text: str, shown: Sequence[Product], focus: str | None) -> References:
    everything = tuple(p.id for p in shown)
    other = _OTHER.search(text)
    if other:
        rest = tuple(i for i in everything if i != focus)
        clear = len(rest) == 1 or (other[1] or "") in ("ones", "two", "three")
        return References(rest) if clear else References(ambiguous=rest)
    if points_at_many(text):
        return References(everything)
    if not points_at_one(text):
        return References()
    if focus is not None and focus in everything:
        return References((focus,))
    return References(everything) if len(everything) == 1 else References(ambiguous=everything)


def _read_ids(text: str, tokens: Sequence[Token], shown: Sequence[Product], found: _Found) -> None:
    lowered = text.lower()
    for product in shown:
        if len(product.id) < 4 and not re.search(rf"(?:\bid|#)\s*{re.escape(product.id)}\b", text):
            continue
        match = re.search(rf"(?<![\w-]){re.escape(product.id.lower())}(?![\w-])", lowered)
        if match:
            found.hits.append((match.start(), (product.id,)))
            found.used.update(
                i for i, t in enumerate(tokens) if match.start() <= t.start < match.end()
            )


def _read_places(
    text: str,
    tokens: Sequence[Token],
    shown: Sequence[Product],
    descriptions: Descriptions,
    found: _Found,
) -> None:
    money = [m.span() for m in _MONEY.finditer(text)]
    place = 0
    while place < len(tokens):
        token = tokens[place]
        in_money = any(start <= token.start < end for start, end in money)
        read = None
        if place not in found.used and not in_money:
            read = _place_at(tokens, place, shown, descriptions)
        if read is None:
            place += 1
            continue
        ids, end = read
        if ids:
            found.hits.append((token.start, ids))
            found.used.update(range(place, end))
        place = end


def _place_at(
    tokens: Sequence[Token], place: int, shown: Sequence[Product], descriptions: Descriptions
) -> tuple[tuple[str, ...], int] | None:
    """The products at a place that the words here name, and the token after them."""
    norm = _norm(tokens, place)
    before = _norm(tokens, place - 1)
    if norm in ("#", *_LABELS) and (number := _number(tokens, place + 1)) is not None:
        if norm in ("no", "order") and _norm(tokens, place - 1) == "order":
            return None
        return _pick(shown, number - 1), place + 2
    if norm in _SIDES and (before == "the" or before == "far") and _norm(tokens, place + 1) in (
        "one", "", "product", ".", "?", "!"):  # fmt: skip
        index = _SIDES[norm]
        return _pick(shown, len(shown) // 2 if index is None else index), place + 2
    index, end = _ordinal(tokens, place)
    if index is None:
        return None
    if place > 0 and before not in _BEFORE_PLACE and tokens[place - 1].is_word:
        return None
    after = _norm(tokens, end)
    if after in _NOT_PLACES or (after == "of" and _norm(tokens, end + 1) == "all"):
        return None
    if norm == "top" and after not in _COUNT and after not in ("one", ""):
        return None
    if norm in ("second", "last", "third") and after == "to" and _norm(tokens, end + 1) == "last":
        return _pick(shown, -2 if norm == "second" else -3), end + 2
    if norm == "last" and after == "but" and _norm(tokens, end + 1) == "one":
        return _pick(shown, -2), end + 2
    count = _COUNT.get(after) if after != "one" else None
    if after.isdigit() and int(after) <= 10 and index in (0, -1):
        count = int(after)
    if count and index in (0, -1):
        part = shown[:count] if index == 0 else shown[-count:]
        return tuple(p.id for p in part), end + 1
    described = descriptions.fitting(tokens, end)
    among = described.products if described.products and described.length else list(shown)
    return _pick(among, index), end + described.length


def _ordinal(tokens: Sequence[Token], place: int) -> tuple[int | None, int]:
    norm = _norm(tokens, place)
    if norm in _ORDINAL:
        return _ORDINAL[norm], place + 1
    if norm.isdigit() and int(norm) > 0 and _norm(tokens, place + 1) in _SUFFIX:
        return int(norm) - 1, place + 2
    return None, place


def _number(tokens: Sequence[Token], place: int) -> int | None:
    norm = _norm(tokens, place)
    if norm.isdigit() and 0 < int(norm) <= 50:
        return int(norm)
    return _COUNT.get(norm)


def _pick(among: Sequence[Product], index: int) -> tuple[str, ...]:
    return (among[index].id,) if -len(among) <= index < len(among) else ()


def _norm(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""


def _read_extremes(
    text: str, tokens: Sequence[Token], shown: Sequence[Product], found: _Found
) -> None:
    for extreme in find_extremes(text, shown):
        if extreme.clear:
            found.hits.append((extreme.start, extreme.ids))
        elif extreme.ids:
            found.unclear.append(extreme.ids)
        found.used.update(i for i, t in enumerate(tokens) if extreme.start <= t.start < extreme.end)


def _take(described: Described, tokens: Sequence[Token], focus: str | None, found: _Found) -> None:
    ids = tuple(p.id for p in described.products)
    start = tokens[described.first].start
    if len(ids) == 1 or described.plural:
        found.hits.append((start, ids))
    elif focus in ids and focus is not None and not described.by_difference:
        found.hits.append((start, (focus,)))
    else:
        found.unclear.append(ids)
