"""Ids of the records in a message, written as people write them."""

import re
from collections.abc import Sequence

_SIGNS = re.compile(r"[\W_]+")
_SHORTEST = 2


def ids_in(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The known ids that a message names, in its order, each once. Case, signs and spaces inside an
    id do not matter."""
    found: list[tuple[int, str]] = []
    for one in dict.fromkeys(known):
        match = re.search(pattern_of(one), text, re.I) if len(bare(one)) >= _SHORTEST else None
        if match:
            found.append((match.start(), one))
    return tuple(one for _, one in sorted(found))


def bare(one: str) -> str:
    """Letters and digits of an id only, in capitals."""
    return _SIGNS.sub("", one).upper()


def pattern_of(one: str) -> str:
    """A regular expression for an id as a word of its own."""
    parts = [part for part in _SIGNS.split(one) if part]
    return r"(?<![^\W_])" + r"[\W_]{0,2}".join(map(re.escape, parts)) + r"(?![^\W_])"
