"""One product's records as passages, each no longer than a quote may be. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ranking.passages import SENTENCE
from retrieval.text import words
from retrieval.types import Product, Review

LONGEST = 260
"""Characters of a passage; a longer sentence is cut at a word."""
WHOLE_REVIEW = 90
"""Characters; a review of at most so many is one passage."""


@dataclass(frozen=True)
class Passage:
    """A piece of a record that may answer a question."""

    source: str
    """"attribute", "listing" or "review"."""
    text: str
    """An attribute's value, else the words themselves."""
    name: str = ""
    """Of an attribute."""
    review: Review | None = None
    """Of "review": the review with ``text`` as its text."""

    @property
    def read(self) -> str:
        """What the model reads: of an attribute with its name."""
        return f"{self.name}: {self.text}" if self.name else self.text

    @cached_property
    def words(self) -> frozenset[str]:
        """The stemmed words of ``read``."""
        return frozenset(words(self.read))


def passages_of(product: Product, reviews: Sequence[Review]) -> tuple[Passage, ...]:
    """Attributes, bullets, sentences of the description, then sentences of the reviews."""
    return (*_listing(product), *_reviews(reviews))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each cut to ``LONGEST``."""
    parts = (part.strip() for part in SENTENCE.split(text))
    return tuple(_cut(part) for part in parts if part)


def _listing(product: Product) -> Iterator[Passage]:
    for name, value in product.attributes.items():
        yield Passage("attribute", _cut(value), name)
    seen: set[str] = set()
    for text in (*product.bullets, product.description):
        for sentence in sentences(text):
            if sentence not in seen:
                seen.add(sentence)
                yield Passage("listing", sentence)


def _reviews(reviews: Sequence[Review]) -> Iterator[Passage]:
    """A review's title belongs to its first sentence."""
    for review in reviews:
        title = f"{review.title}. " if review.title else ""
        whole = len(title) + len(review.text) <= WHOLE_REVIEW
        parts = (review.text.strip(),) if whole else sentences(review.text)
        for place, part in enumerate(parts):
            if part:
                said = part if place else f"{title}{part}"
                yield Passage("review", said, review=replace(review, text=said))


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
