"""Which words of a message name a kind of thing that the catalogue sells."""

import re
from collections import Counter
from collections.abc import Iterable

from assistant.topic import content
from assistant.understanding.lexicon import COLOURS, FEATURES, MATERIALS, SHADES
from retrieval.text import words
from retrieval.types import Product

_SEGMENT = re.compile(
    r"\b(?:for|with|without|to|in|of|that|which|who|from|by|under|made|like|on|and also)\b|[,;.!?]",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(r"^\W*which\b", re.IGNORECASE)
"""How a question for a thing begins: "which tent", not "a tent which"."""
_PARTS = re.compile(r"\s*(?:&|,|/|\band\b)\s*")
_TITLE_END = re.compile(r"[,|(\[–—:]| - | for | with | by ")
PRODUCTS_PER_TITLE = 2000
"""A catalogue of so many products needs one title more to end with a word before it counts as a
kind of thing: large ones are less tidy."""
TITLES_AGREEING = 3
_PLAIN = re.compile(r"(?<![\w-])[a-z]{4,}(?![\w-])")
_WHOLES = frozenset(words("set pair pack box piece kit bundle size colour edition case lot unit"))
"""Last words that say how a thing comes, not what it is."""


def catalogue_nouns(products: Iterable[Product]) -> frozenset[str]:
    """Stemmed nouns: last words of category names, and those that titles end with."""
    nouns: set[str] = set()
    colours = set(words(" ".join((*COLOURS, *SHADES))))
    describing = colours | set(words(" ".join((*MATERIALS, *FEATURES))))
    endings: Counter[str] = Counter()
    worn: set[str] = set()
    nodes: set[str] = set()
    for product in products:
        worn.update(product.colours)
        nodes.update(product.category)
        endings[_last(_TITLE_END.split(product.title)[0])] += 1
    describing.update(words(" ".join(worn)))
    nouns.update(_last(part) for node in nodes for part in _PARTS.split(node))
    nouns -= colours
    enough = 1 + endings.total() // PRODUCTS_PER_TITLE
    # "... Cable 3m Black": what describes a thing is none, however many titles end with it.
    nouns.update(w for w, n in endings.items() if n >= enough and w not in describing)
    return frozenset(
        noun for noun in nouns - _WHOLES if noun.isalpha() and len(noun) > 2 and content(noun)
    )


def title_words(products: Iterable[Product]) -> dict[str, int]:
    """How many titles have each plain word, in lower case; words of fewer than three titles are as
    likely slips as words."""
    counts: Counter[str] = Counter()
    for product in products:
        counts.update(set(_PLAIN.findall(product.title.lower())))
    return {word: count for word, count in counts.items() if count >= TITLES_AGREEING}


def named_things(text: str, nouns: frozenset[str]) -> tuple[str, ...]:
    """The nouns that the text asks for, in order: "a bag for my laptop" -> ("bag",).

    Words after a preposition describe; they count only where nothing before names a thing and
    the text does not begin with the preposition ("with a lamp" asks for no lamp).
    """
    segments = _SEGMENT.split(_ASKS_WHICH.sub("", text))
    if not words(segments[0]) and len(segments) > 1 and not _greets(text):
        return ()
    for segment in segments:
        found = tuple(word for word in words(segment) if word in nouns)
        if found:
            return found
    return ()


def first_words(text: str) -> list[str]:
    """The stemmed words of a text before a preposition begins to describe."""
    return words(first_segment(text))


def first_segment(text: str) -> str:
    """A text up to where a preposition begins to describe."""
    return next((segment for segment in _SEGMENT.split(text) if words(segment)), "")


def _greets(text: str) -> bool:
    """Whether the text begins with a sign such as a comma rather than with a preposition."""
    return not text.lstrip()[:1].isalpha()


def _last(text: str) -> str:
    found = words(text)
    return found[-1] if found else ""
