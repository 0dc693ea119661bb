"""Sizes in a message: "size M", "EU 42", "in a medium", "queen size", "10.5 wide"."""

import re
from dataclasses import dataclass

from assistant.understanding.lexicon import (
    LETTER_SIZES,
    SIZE_SYSTEMS,
    UNITS,
    WORD_SIZES,
    word_set,
)
from assistant.understanding.phrasebook import Term
from assistant.understanding.places import Places

JOINS = frozenset(("or", "and", ",", "/", "nor"))
"""Words and signs between the members of a list."""
_LIMITS = word_set("than under over least most below above")
"""Words that make a measure behind them a limit: "not more than 3 kg"."""
_NUMBER = re.compile(r"\d{1,2}(?:[.,]5)?")
_SIZE_CUES = word_set("size sized sizes sz wear wears take")


@dataclass(frozen=True, slots=True)
class Size:
    """A size named at tokens ``first`` .. ``end`` (exclusive), cue words inside."""

    values: tuple[str, ...]
    first: int
    end: int


def read_size(
    at: Places, term: Term, first: int, end: int, *, after_size: bool, after_thing: bool
) -> Size | None:
    """A size of the catalogue or lexicon at these tokens, where something says that it is one.
    ``after_size``: a size stands before the word before it ("S or M"); ``after_thing``: a product
    noun stands right before it ("bed double")."""
    if at.fixed[first]:
        return None
    cue = _cue(at, first, end, after_size)
    start, stop = cue or (first, end)
    text = at.tokens[first].text
    fits = cue is not None
    if term.kind == "letter":
        alone = at.norm(first - 1)[:1].isdigit() or at.tokens[first].glued
        worn = at.ends_phrase(end) or at.wear_follows(end)
        fits = fits or len(text) > 1 or (text.isupper() and not alone and worn)
    elif term.kind == "number":
        fits = fits or (at.wear_precedes(first) and at.ends_phrase(end))
        fits = fits and at.norm(end) not in UNITS - {"size", "sizes"}
    elif term.kind == "word":
        said = " ".join(at.words[first:end])
        own = at.alone(first, end) or (after_thing and said not in WORD_SIZES)
        worn = said not in WORD_SIZES or at.wear_follows(end)
        own = own or (at.negated(first) and at.ends_phrase(end))  # "Not medium".
        fits = fits or own or (worn and at.category_follows(end))
    else:
        fits = at.norm(first - 1) not in _LIMITS
    if not fits:
        return None
    said = " ".join(t.text for t in at.tokens[first:end])
    stuck = first and at.tokens[first - 1].end == at.tokens[first].start
    if term.kind == "letter" and stuck and at.norm(first - 1).isdigit():
        start, said = min(start, first - 1), f"{at.norm(first - 1)}{said}"  # "2XL"
    values = (term.value,) if term.kind == "phrase" else at.book.size(said)
    return Size(values, start, stop)


def _cue(at: Places, first: int, end: int, after_size: bool) -> tuple[int, int] | None:
    """The reach of a size with the words that make it one, or None."""
    place = first - 1
    while at.norm(place) in ("a", "an", "the", "is", "of", ":", "=", "in") and place > 0:
        if at.norm(place) == "in" and at.ends_phrase(end):
            return place, end
        place -= 1
    if at.norm(place) in SIZE_SYSTEMS and at.norm(first)[:1].isdigit():
        first, place = place, place - 1
        if at.norm(place) not in (*_SIZE_CUES, "in"):
            return first, end
    if at.norm(place) in _SIZE_CUES:
        if at.norm(place - 1) in ("in", "a", "of"):
            place -= 1
        return place, end
    if at.norm(place) == "in" and at.ends_phrase(end):
        return place, end
    if at.norm(end) in ("size", "sized"):
        return first, end + 1
    if after_size and (at.norm(first - 1) in (*JOINS, "-", "to") or at.tokens[first].glued):
        return first, end
    return None


def read_said_size(at: Places, place: int, *, after_size: bool = False) -> Size | None:
    """ "Size 7", "EU 47" and the 12 of "size 10 or 12" where the catalogue has no such size: as
    said."""
    if after_size and _NUMBER.fullmatch(at.norm(place)) and at.ends_phrase(place + 1):
        return Size(at.book.size(at.norm(place)), place, place + 1)
    if at.norm(place) not in ("size", *SIZE_SYSTEMS):
        return None
    system = at.norm(place) in SIZE_SYSTEMS
    number = place + 1
    if not system and at.norm(number) in SIZE_SYSTEMS:
        system, number = True, number + 1
    word = at.norm(number)
    if not word or not (word[0].isdigit() or (word.upper() in LETTER_SIZES and not system)):
        return None
    known = at.book.trie.matches(at.words, number)
    if any(t.facet == "sizes" and t.value for _, terms in known for t in terms):
        return None  # The catalogue's own size is read from the number on.
    if at.norm(number + 1) in UNITS - {"wide", "feet"}:
        return None
    end = number + 1
    if at.norm(end) in ("wide", "narrow"):
        end += 1
    said = " ".join(t.text for t in at.tokens[number:end])
    if system:
        said = f"{at.norm(number - 1).upper()} {said}"
    first = place - 1 if at.norm(place - 1) == "in" else place
    return Size(at.book.size(said), first, end)
