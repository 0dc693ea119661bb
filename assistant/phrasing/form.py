"""What a rephrased reply may look like at all: plain text of a sane length. Pure."""

import re
import unicodedata

MOST_ADDED = 120
"""Characters that a text may be longer than half as long again as the template's."""
_SIGNS = frozenset(".,;:!?'’\"“”()-–—…/%&+×° ")
_ADDRESS = re.compile(r"\w@\w|[^\W\d_]\.[^\W\d_]|www|https?|://", re.IGNORECASE)
_REPEATED = re.compile(r"\b(\w+)(?:\W+\1\b){2,}", re.IGNORECASE)


def badly_formed(text: str, template: str) -> bool:
    """Whether a text is empty, too long, of several paragraphs, has markup, an address, signs that
    cannot be seen, or others that the template does not have."""
    known = frozenset(template)
    return (
        not text.strip()
        or len(text) > 1.5 * len(template) + MOST_ADDED
        or any(not (c in _SIGNS or c in known or _of_words(c)) for c in text)
        or any(found.group() not in template for found in _ADDRESS.finditer(text))
        or any(found.group() not in template for found in _REPEATED.finditer(text))
    )


def _of_words(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind in ("Lu", "Ll", "Lt", "Nd", "Sc")
