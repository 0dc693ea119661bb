"""Numbers and single letters that are values of an option, and those that are something else."""

from collections.abc import Collection, Sequence

from assistant.understanding.lexicon import word_set
from assistant.understanding.tokens import Token
from retrieval.units import unit_of

_BEFORE = frozenset(("", ",", ":", ";", ".", "-", "/", "(")) | word_set(
    "a an the in to for of size sized is it be and or with but one that want like need get then"
)
"""What stands before a number that is a value."""
_AFTER = frozenset(("", ",", ".", ";", "!", "?", ")", "/")) | word_set(
    "one ones please instead or and with size sized but though rather if then pls not no thanks"
)
"""What stands behind one; before other words a number counts or measures those."""
_NEVER = frozenset(("#", "$", "€", "£", "order", "ending"))
_SHORT = 4
"""Words of a message that says hardly more than the value."""


def stands(
    tokens: Sequence[Token],
    keys: Sequence[str],
    place: int,
    words: Collection[str],
    names: Collection[str],
) -> bool:
    """Whether the number or letter at ``place`` is meant as a value.

    words: those of the options' values, beside which it is; names: those of the options.
    """
    before = keys[place - 1] if place else ""
    after = keys[place + 1] if place + 1 < len(keys) else ""
    if before in _NEVER or after == "%" or (after != "in" and unit_of(after) is not None):
        return False
    if before in names:
        return True
    said = tokens[place].text
    if said.isalpha() and said.isupper() and said not in ("I", "A"):
        return True
    if said in ("i", "a"):
        return False
    if sum(token.is_word for token in tokens) <= _SHORT:
        return True
    return (before in _BEFORE or before in words) and (
        after in _AFTER or after in words or after in names
    )
