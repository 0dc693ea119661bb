"""A message made ready for the readers: clean, slips in the words of the desk mended, numbers in
digits. Places in it hold for all readers of one message."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.understanding.amounts import SPELLED, from_words
from assistant.understanding.clean import clean_message
from assistant.understanding.lexicon import english_words, word_set

_DESK_WORDS = word_set(
    """
    order orders return refund exchange cancel everything address except shipping delivered pending
    available cheapest smaller bigger larger instead capacity color colour else same without should
    original payment keep leave please waterproof otherwise different another expensive
    """
)
_WORD = re.compile(r"[^\W\d_]{5,}")
_LONG = 8
"""From so many letters on there may be two slips."""
_DIGIT = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_DIGITS = re.compile(rf"\b(?:(?:{'|'.join(_DIGIT)})\s+){{3,}}(?:{'|'.join(_DIGIT)})\b", re.I)
_SPELLED = re.compile(rf"(?<![\w-])(?:{SPELLED})(?![\w-])", re.I)


def hear(text: str) -> str:
    """The message that was meant: "thirty four inch, everytjing else the same" has the number 34
    and an "everything"."""
    said = clean_message(text).replace("’", "'")
    said = _DIGITS.sub(_as_digits, said)
    return _SPELLED.sub(_in_digits, _WORD.sub(lambda match: _mended(match.group()), said))


def _as_digits(match: re.Match[str]) -> str:
    """Four digits and more, said one by one: "nine one eight two"."""
    return "".join(_DIGIT[word.lower()] for word in match.group().split())


def _in_digits(match: re.Match[str]) -> str:
    """Numbers of two words and more; single ones are counts as well and stay."""
    words = re.split(r"[\s-]+", match.group().lower())
    value = from_words(match.group()) if len(words) > 1 and words[0] not in ("a", "an") else None
    return str(value) if value is not None else match.group()


@lru_cache(maxsize=20_000)
def _mended(word: str) -> str:
    lowered = word.lower()
    ordinary, names = english_words()
    if lowered in _DESK_WORDS or lowered in ordinary or lowered in names:
        return word
    allowed = 2 if len(word) >= _LONG else 1
    near = [w for w in _DESK_WORDS if w[0] == lowered[0] and len(w) >= 5]
    best = min(((OSA.distance(lowered, w), w) for w in near), default=(9, word))
    return best[1] if best[0] <= allowed else word
