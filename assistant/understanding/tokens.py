"""Words of a message with their places, and how words are made comparable."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.text import fold, stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’`][^\W\d_]+)*|[^\w\s]|_", re.UNICODE)
_POSSESSIVE = re.compile(r"['’`]s$|(?<=s)['’`]$", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’`]")
_IRREGULAR = {
    "knives": "knife", "shelves": "shelf", "scarves": "scarf", "loaves": "loaf", "halves": "half",
    "wolves": "wolf", "leaves": "leaf", "women": "woman", "men": "man", "children": "child",
    "mice": "mouse", "feet": "foot", "teeth": "tooth", "geese": "goose", "dice": "die",
    "colour": "color", "colours": "color", "grey": "gray", "jewellery": "jewelry",
    "aluminium": "aluminum", "fibre": "fiber", "centre": "center", "moisturiser": "moisturizer",
    "moisturisers": "moisturizer", "pyjamas": "pajama", "pajamas": "pajama",
    "cancelling": "canceling", "cancellation": "canceling", "cancelation": "canceling",
    "coloured": "colored",
    "tyres": "tire", "tyre": "tire", "yoghurt": "yogurt",
}  # fmt: skip
"""Irregular plurals, and British spellings under the American one."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign of a message."""

    text: str
    norm: str
    """Folded, without apostrophes and possessive s: "Nike's" -> "nike", "don't" -> "dont"."""
    key: str
    """``norm`` in the singular and one spelling: what phrases are compared by."""
    start: int
    end: int
    glued: bool
    """A hyphen and no space stands before it: "cancelling" in "noise-cancelling"."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a sign."""
        return self.text[0].isalnum()


def tokenize(text: str) -> list[Token]:
    """Words, numbers and signs in order. A hyphen or dot inside a word is dropped and marks the
    next part as glued, lone apostrophes are dropped; "&" and "+" between words count as "and"."""
    found = list(_TOKEN.finditer(text))
    tokens: list[Token] = []
    glued = False
    for number, match in enumerate(found):
        part = match.group()
        inside = part in "-." and _joins(text, match.start(), letters=part == ".")
        if inside and 0 < number < len(found) - 1:
            glued = True
            continue
        if part in "'’`" or (part == "." and _is_initial(tokens, match.start())):
            continue
        tokens.append(_token(part, match.start(), match.end(), glued))
        glued = False
    return tokens


def _token(part: str, start: int, end: int, glued: bool) -> Token:
    if part == "&":
        return Token(part, "and", "and", start, end, glued)
    norm = _APOSTROPHE.sub("", fold(_POSSESSIVE.sub("", part))) or part
    return Token(part, norm, singular(norm), start, end, glued)


def _is_initial(before: Sequence[Token], place: int) -> bool:
    """Whether a dot belongs to a letter by itself: "W. J. Hagerty"."""
    last = before[-1] if before else None
    return last is not None and len(last.text) == 1 and last.text.isupper() and last.end == place


def _joins(text: str, place: int, *, letters: bool) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (before + after).isalpha() if letters else before.isalnum() and after.isalnum()


def singular(word: str) -> str:
    """A folded word in the singular and in one spelling: "knives" -> "knife", "grey" -> "gray"."""
    mended = _IRREGULAR.get(word)
    if mended:
        return mended
    root = stem(word)
    return _IRREGULAR.get(root, root)


def keys(phrase: str) -> tuple[str, ...]:
    """The comparable words of a phrase, signs left out."""
    return tuple(t.key for t in tokenize(phrase) if t.is_word or t.norm == "and")


def norms(tokens: Sequence[Token]) -> list[str]:
    """The folded words of some tokens."""
    return [t.norm for t in tokens]
