"""Words of a message or of a record, made comparable: numbers and units in one spelling."""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.understanding.clean import clean_message
from assistant.understanding.lexicon import english_words, word_set
from assistant.understanding.tokens import Token, tokenize
from retrieval.units import unit_of

_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "eighteen": "18", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "eighty": "80", "hundred": "100",
}  # fmt: skip
_WRITTEN_UNITS = {"percent": "%", "pct": "%", "cup": "cups", "degrees": "degree", "°": "degree"}
_SUFFIXES = word_set(
    """
    e y ed d ing able ible en ish ly ance ant ence ent al ic matic r er ize ized ised led
    """
)
"""Endings that make a kindred word: "resistance" and "resistant", "wood" and "wooden"."""
_SHORTEST_ROOT = 4
_SHORTEST = 4
"""Letters of a word that is mended."""
_LONG = 8
"""From so many letters on there may be two slips."""


def read(text: str) -> list[Token]:
    """Words and signs of a message, cleaned and cut to a sane length."""
    return tokenize(clean_message(text))


def comparable(tokens: Sequence[Token]) -> list[str]:
    """One key a token: "15 inches", '15"' and "15-inch" are the same, so are "two" and "2"."""
    result: list[str] = []
    end = -1
    for token in tokens:
        measures = bool(result) and result[-1][0].isdigit()
        measures = measures and (token.norm != "in" or token.glued or token.start == end)
        unit = unit_of(token.norm) if measures else None
        if unit is not None:
            result.append("inch" if unit.symbol == "in" else unit.symbol)
        elif token.norm[0].isdigit():
            result.append(token.norm.replace(",", "."))
        else:
            number = _NUMBERS.get(token.norm)
            result.append(number or _WRITTEN_UNITS.get(token.key, token.key))
        end = token.end
    return result


@lru_cache(maxsize=20_000)
def phrase(text: str) -> tuple[str, ...]:
    """The comparable words of a value or name in the records, signs left out."""
    tokens = tokenize(text)
    keys = comparable(tokens)
    return tuple(
        k for t, k in zip(tokens, keys, strict=True) if t.is_word or k == "%" or k != t.norm
    )


def akin(said: str, word: str) -> bool:
    """Whether two words differ in their endings only: "polarised" and "polarized" do not count,
    "wired" and "wireless" neither."""
    if said == word:
        return True
    root = 0
    for one, other in zip(said, word, strict=False):
        if one != other:
            break
        root += 1
    for length in range(root, max(_SHORTEST_ROOT, root - 2) - 1, -1):
        ends = said[length:], word[length:]
        if all(end == "" or end in _SUFFIXES for end in ends) and length >= _SHORTEST_ROOT:
            return True
    return False


def meant(token: Token, known: Sequence[str]) -> str | None:
    """The known word that an unknown one was meant to be: kindred, or one slip away (two from
    eight letters on); None: none, or more than one equally."""
    norm = token.norm
    if len(norm) < _SHORTEST or not norm.isalpha():
        return None
    kindred = [word for word in known if akin(token.key, word)]
    if len(kindred) == 1:
        return kindred[0]
    if norm in english_words()[0] or token.key in english_words()[0]:
        return None
    allowed = 2 if len(norm) >= _LONG else 1
    near = sorted(
        (distance, word)
        for word in known
        if len(word) >= _SHORTEST
        and word[0] == norm[0]
        and (distance := min(_slips(norm, word, allowed), _slips(token.key, word, allowed)))
        <= allowed
    )
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def _slips(said: str, word: str, allowed: int) -> int:
    return int(OSA.distance(said, word, score_cutoff=allowed))
