"""Wishes for what a product never comes in: "in purple" where there is none."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.desk.reading.option_words import Mention, OptionWords
from assistant.desk.reading.scales import quantity
from assistant.desk.reading.words import phrase
from assistant.understanding.lexicon import (
    COLOURS,
    FEATURES,
    LETTER_SIZES,
    MATERIALS,
    SOFT_COLOURS,
    WORD_SIZES,
    word_set,
)
from assistant.understanding.tokens import Token
from assistant.understanding.trie import PhraseTrie

_COLOUR, _MATERIAL, _SIZE, _FEATURE = "color", "material", "size", ""
_LEADS = word_set(
    """
    in the a an to into with for want like get
    """
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@cache
def _wishes() -> PhraseTrie[tuple[str, bool]]:
    """What shoppers wish whatever a shop sells: its kind, and whether it needs a cue."""
    trie: PhraseTrie[tuple[str, bool]] = PhraseTrie()
    soft = {phrase(word) for word in SOFT_COLOURS}
    for kind, words in (
        (_COLOUR, COLOURS),
        (_MATERIAL, MATERIALS),
        (_SIZE, (*LETTER_SIZES, *WORD_SIZES)),
        (_FEATURE, FEATURES),
    ):
        for word in words:
            key = phrase(word)
            trie.add(key, (kind, key in soft or len("".join(key)) == 1))
    return trie


def unheard(
    tokens: Sequence[Token],
    keys: Sequence[str],
    mentions: Sequence[Mention],
    words: OptionWords,
) -> tuple[tuple[str, str], ...]:
    """(option, words) of each wish that no value of the product answers; option "" where none of
    its options is of that kind."""
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(keys):
        end = place + 1
        if place not in taken:
            option, end = _at(tokens, keys, place, words)
            said = _written(tokens, place, end)
            if option is not None and not taken & set(range(place, end)):
                found.append((option, said))
        place = end
    return tuple(dict.fromkeys(found))


def _written(tokens: Sequence[Token], start: int, end: int) -> str:
    return " ".join(token.text for token in tokens[start:end])


def _at(
    tokens: Sequence[Token], keys: Sequence[str], place: int, words: OptionWords
) -> tuple[str | None, int]:
    """The option that a wish at ``place`` speaks of, and its end; None: no such wish."""
    key = keys[place]
    measured = quantity(keys, place) if _NUMBER.fullmatch(key) else None
    if measured is not None:
        option = _measured_option(measured[0], words)
        return option, measured[2]
    if _NUMBER.fullmatch(key):
        for options, start, end in words.names(keys):
            if place - end == 0 and place > start and len(options) == 1:
                return next(iter(options)), place + 1
        return None, place + 1
    for length, kinds in _wishes().matches(keys, place):
        kind, soft = kinds[0]
        before = keys[place - 1] if place else ""
        if (soft and before not in _LEADS) or (soft and length == 1 and len(key) == 1):
            continue
        return _option_of(kind, words), place + length
    return None, place + 1


def _measured_option(dimension: str, words: OptionWords) -> str | None:
    same = [
        option
        for option, values in words.options.items()
        if any((own := quantity(phrase(v))) and own[0] == dimension for v in values if phrase(v))
    ]
    return same[0] if len(same) == 1 else None


def _option_of(kind: str, words: OptionWords) -> str:
    """The option whose name says the kind; "": none."""
    return next((o for o in words.options if kind and kind in phrase(o)), "")
