"""A shopper's message made safe to read: no control characters, one kind of space, sane length."""

import re
import unicodedata

MAX_CHARS = 2_000
"""Characters of a message that are read; what follows is cut off."""

_SPACE = re.compile(r"\s+")
_RUN = re.compile(r"(\W)\1{7,}")
_HESITATION = re.compile(
    r"(?<![\w'’-])(?:u+m+|u+h+m*|e+r+m+|h+m{2,}|you know|y'know|i mean|let me (?:think|see)"
    r"|(?<!['’]d )(?<!\bi )(?<!would )(?<!look )(?<!feels )(?<!something )"
    r"like(?=\s+(?:from|under|below|over|in|with)\b))"
    r"(?![\w'’-]),?(?=\s+\S)\s*",
    re.I,
)
"""Sounds and phrases that only fill a pause: "nothing um from Acme"."""
_READ_AHEAD = 20 * MAX_CHARS
"""Characters looked at before cutting, so that padding costs no time."""


def clean_message(text: str) -> str:
    """One line of at most 2,000 characters in NFKC, without control, zero-width, bidi, private or
    unassigned characters. Joiners go too, so that hidden text cannot ride along; line breaks and
    tabs become spaces. Never raises."""
    kept = _shown(text[:_READ_AHEAD])
    unified = unicodedata.normalize("NFKC", _SPACE.sub(" ", kept))
    # Composition may bring spaces or controls back ("¨" becomes a space and a mark).
    unified = _RUN.sub(r"\1\1\1", _SPACE.sub(" ", _shown(unified))).strip()
    return unified[:MAX_CHARS].rstrip()


def without_hesitation(text: str) -> str:
    """The message as it was meant, without what only fills a pause; never empty by that."""
    return _HESITATION.sub("", text)


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():  # as nearly always; all of it is visible
        return text
    return "".join(c if _visible(c) else _instead(c) for c in text)


def _visible(character: str) -> bool:
    return (character.isascii() and character.isprintable()) or (
        unicodedata.category(character)[0] != "C" and not character.isspace()
    )


def _instead(character: str) -> str:
    return " " if character.isspace() else ""
