"""Ways in which real messages differ from clean ones."""

import random
import re
from collections.abc import Callable, Mapping

_WORD = re.compile(r"[A-Za-z]{5,}")
_AMOUNT = re.compile(r"([$€£])?(?<![\d.])(\d{1,5})(?![\d.,]|\w|-\d)")
_SPOKEN = {"$": "dollars", "€": "euros", "£": "pounds"}
_FILLERS = ("um", "uh", "so", "well", "hmm", "ok so", "erm", "let me think")
_INSIDE = ("like", "you know", "um", "uh")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NEIGHBOURS = {
    "a": "s", "b": "v", "c": "x", "d": "f", "e": "r", "f": "g", "g": "h", "h": "j", "i": "o",
    "j": "k", "k": "l", "l": "k", "m": "n", "n": "m", "o": "p", "p": "o", "q": "w", "r": "t",
    "s": "d", "t": "y", "u": "i", "v": "b", "w": "e", "x": "c", "y": "u", "z": "x",
}  # fmt: skip


def typos(text: str, rng: random.Random) -> str:
    """A slip of the finger in a word of five letters or more, two in a long message; the first
    letter stays, and so do numbers."""
    places = [match.span() for match in _WORD.finditer(text)]
    slips = min(len(places), 2 if len(text.split()) > 8 else 1)
    for start, end in sorted(rng.sample(places, slips), reverse=True):
        text = text[:start] + _slip(text[start:end], rng) + text[end:]
    return text


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1 and len(word) > 5:  # a shorter word may become another: "black", "back"
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + _NEIGHBOURS.get(word[at].lower(), word[at]) + word[at + 1 :]


def upper(text: str, rng: random.Random) -> str:
    """All in capitals."""
    return text.upper()


def speech(text: str, rng: random.Random) -> str:
    """As a speech recogniser writes it: lower case, no punctuation, fillers, numbers in words."""
    spoken = _AMOUNT.sub(_said, text)
    spoken = re.sub(r"[?!;:]|[,.](?=\s|$)", "", spoken).lower()
    parts = spoken.split()
    if len(parts) > 3 and rng.random() < 0.5:
        # Fillers come at the seams, never inside of "less than fifty dollars".
        seams = [i for i, part in enumerate(parts) if i and part in ("for", "with", "in", "from")]
        if seams:
            parts.insert(rng.choice(seams), rng.choice(_INSIDE))
    return " ".join((rng.choice(_FILLERS), *parts))


def _said(match: re.Match[str]) -> str:
    number = in_words(int(match.group(2)))
    return f"{number} {_SPOKEN[match.group(1)]}" if match.group(1) else number


def in_words(number: int) -> str:
    """A whole number from 0 to 99,999 in English: 145 -> "one hundred and forty five"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        rest = number % 10
        return _TENS[number // 10 - 2] + (f" {_ONES[rest]}" if rest else "")
    if number < 1000:
        rest = number % 100
        return f"{_ONES[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    rest = number % 1000
    joined = " and " if 0 < rest < 100 else " " if rest else ""
    return f"{in_words(number // 1000)} thousand{joined}" + (in_words(rest) if rest else "")


def clean(text: str, rng: random.Random) -> str:
    """As it was written."""
    return text


NOISES: Mapping[str, Callable[[str, random.Random], str]] = {
    "none": clean,
    "typos": typos,
    "terse": clean,
    "upper case": upper,
    "speech": speech,
}
"""By name; "terse" is a way of wording (``Voice.terse``), not of spelling."""
