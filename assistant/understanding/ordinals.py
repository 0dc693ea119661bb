"""Places in the list of what is shown: "the second one", "#3", "the last two", "the left one"."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from assistant.understanding.descriptions import Descriptions
from assistant.understanding.lexicon import english_words, word_set
from assistant.understanding.tokens import Token
from retrieval.types import Product

_WORDS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINAL = {
    **{word: index for index, word in enumerate(_WORDS)},
    "last": -1, "final": -1, "bottom": -1, "leftmost": 0, "rightmost": -1, "top": 0,
}  # fmt: skip
_SUFFIX = frozenset(("st", "nd", "rd", "th"))
COUNT = {**{word: n for n, word in enumerate(_NUMBERS, 1)}, "couple": 2, "few": 3}
_LABELS = word_set("number no option item product choice nr result")
_NOT_PLACES = word_set(
    """
    hand aid time times class week weeks month months year years night day days minute order
    orders name floor birthday step thing generation gen grade place half party season
    purchase question long call address date delivery few language edition baby hour
    christmas degree chance opinion thought resort payment invoice search list page results
    cheapest priciest dearest lightest heaviest biggest largest smallest
    """
)
"""Words after which "first", "second" or "last" does not count products."""
_BEFORE_PLACE = word_set(
    """
    the this that and or with to vs versus than compare , & about of your from between both
    add not but only just is take no yes ok okay want like prefer very
    """
)
_ENDS = {"top": False, "left": False, "start": False, "bottom": True, "right": True, "end": True}
"""Where "the third from the ..." begins to count; True: backwards."""
_SIDES = {"left": 0, "right": -1, "middle": None}
_AFTER_SIDE = frozenset(("one", "", "product", "item", ".", "?", "!", ",", "please"))
_PAIR = re.compile(
    r"\b(?:compare|between|difference between)\s+(?P<a>\d\d?)\s*(?:and|with|to|vs\.?|versus|&|,)\s*"
    r"(?P<b>\d\d?)(?:\s*(?:and|,|&)\s*(?P<c>\d\d?))?(?!\s*[\w$€£%.])",
    re.I,
)
"""Bare numbers count products where two are set side by side: "compare 1 and 3"."""

Place = tuple[tuple[str, ...], int]
"""Ids of the products at a place, and the token after the words that name it."""


def place_at(
    tokens: Sequence[Token], place: int, shown: Sequence[Product], descriptions: Descriptions
) -> Place | None:
    """The products at a place that the words from ``place`` on name; None: they name none. No ids:
    a place is named and there is no product at it."""
    norm = _norm(tokens, place)
    before = _norm(tokens, place - 1)
    dotted = int(norm in ("no", "nr") and _norm(tokens, place + 1) == ".")
    if norm in ("#", *_LABELS) and (number := _number(tokens, place + 1 + dotted)) is not None:
        if norm in ("no", "order") and before == "order":
            return None
        return _pick(shown, number - 1), place + 2 + dotted
    placed = _norm(tokens, place - 2 - (before == "far")) in ("on", "in", "at", "to")
    follows = _norm(tokens, place + 1)
    beside = placed and follows != "hand" and before in ("the", "far")
    handed = follows == "hand" and _norm(tokens, place + 2) in ("one", "product")
    if norm in _SIDES and handed:
        return _pick(shown, _SIDES[norm] or 0), place + 3
    if norm in _SIDES and (beside or (before in ("the", "far") and follows in _AFTER_SIDE)):
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
    if norm == "top" and not placed and after not in (*COUNT, "one", "", "pick"):
        return None
    if norm in ("second", "last", "third") and after == "to" and _norm(tokens, end + 1) == "last":
        return _pick(shown, -2 if norm == "second" else -3), end + 2
    if norm == "last" and after == "but" and _norm(tokens, end + 1) == "one":
        return _pick(shown, -2), end + 2
    if after == "from" and _norm(tokens, end + 1) == "the" and _norm(tokens, end + 2) in _ENDS:
        back = _ENDS[_norm(tokens, end + 2)]
        return _pick(shown, -1 - index if back else index), end + 3
    count = COUNT.get(after) if after != "one" else None
    if after.isdigit() and int(after) <= 10 and index in (0, -1):
        count = int(after)
    if count and index in (0, -1):
        part = shown[:count] if index == 0 else shown[-count:]
        return tuple(p.id for p in part), end + 1
    described = descriptions.fitting(tokens, end)
    among = described.products if described.products and described.length else list(shown)
    length = described.length or int(after in ("one", "pick", "product", "item", "option"))
    return _pick(among, index), end + length


def numbered_pairs(
    text: str, shown: Sequence[Product]
) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
    """Spans of bare numbers set side by side ("compare 1 and 3") and the products they count."""
    found = []
    for match in _PAIR.finditer(text):
        numbers = [int(n) for n in match.group("a", "b", "c") if n]
        ids = tuple(i for n in numbers for i in _pick(shown, n - 1))
        if len(ids) == len(numbers) and 0 not in numbers:
            found.append(((match.start("a"), match.end()), ids))
    return found


def _ordinal(tokens: Sequence[Token], place: int) -> tuple[int | None, int]:
    norm = _norm(tokens, place)
    if norm in _ORDINAL:
        return _ORDINAL[norm], place + 1
    if norm.isdigit() and int(norm) > 0 and _norm(tokens, place + 1) in _SUFFIX:
        return int(norm) - 1, place + 2
    if _norm(tokens, place - 1) == "the" and _norm(tokens, place + 1) == "one":
        return _slip(norm), place + 1
    return None, place


def _slip(word: str) -> int | None:
    """The ordinal that a word with a typing mistake means: "firt", "fofth"."""
    if len(word) < 4 or word in english_words()[0]:
        return None
    near = [name for name in _WORDS if OSA.distance(word, name, score_cutoff=1) <= 1]
    return _ORDINAL[near[0]] if len(near) == 1 else None


def _number(tokens: Sequence[Token], place: int) -> int | None:
    norm = _norm(tokens, place)
    if norm.isdigit() and 0 < int(norm) <= 50:
        return int(norm)
    return COUNT.get(norm) if norm not in ("couple", "few") else None


def _pick(among: Sequence[Product], index: int) -> tuple[str, ...]:
    return (among[index].id,) if -len(among) <= index < len(among) else ()


def _norm(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].norm if 0 <= place < len(tokens) else ""
