"""Clauses of reviews, the aspects they speak of, and counts of who praises what. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.reviews.lexicon import spoken_aspects
from retrieval.text import words
from retrieval.types import Product, Review

PRAISES = 0.25
"""A mood from which a clause praises, and below whose negative it complains."""
STARS_WEIGHT = 0.4
"""How much the stars of the review say of the mood of each of its clauses."""
_CLAUSE = re.compile(
    r"(?<=[.!?])\s+|\s*;\s*|,?\s+\b(?:but|although|though|however|whereas|except that|yet)\b\s*"
    r"|,\s+(?:and|while)\s+(?=\w+(?:\s+\w+)?\s+(?:is|are|was|were|has|have|does|did|do)\b)"
)
_DETERMINED = re.compile(r"\b(?:the|its|his|her|their|this|that|a|an|both|each)\s+([a-z]{3,})\b")
COMMON_REVIEWS = 6
"""In at least so many reviews (and ``COMMON_SHARE`` of all) a word must be spoken of to be an
aspect of its own."""
COMMON_SHARE = 0.003
COMMON_PRODUCTS = 3
"""At least so many products must say it of themselves."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reviewer says of one aspect in one clause."""

    aspect: str
    review: str
    """Id of the review."""
    mood: float
    """-1 (complains) .. 1 (praises)."""
    clause: str


@dataclass(frozen=True, slots=True)
class AspectCount:
    """How many reviewers of one product speak of an aspect, and how."""

    aspect: str
    reviewers: int
    praise: int
    complain: int
    """The rest mention it without either."""
    best: Opinion
    """The clause that praises most."""
    worst: Opinion

    @property
    def balance(self) -> float:
        """Praise less complaint over the reviewers and two more, -1..1: one voice counts little."""
        return (self.praise - self.complain) / (self.reviewers + 2)


def clauses(review: Review) -> tuple[str, ...]:
    """The title, then the clauses of the text, each about one thing as far as can be told."""
    parts = (review.title, *_CLAUSE.split(review.text))
    return tuple(part.strip(" ,") for part in parts if words(part))


def aspects_of(clause: str, nouns: Collection[str]) -> tuple[str, ...]:
    """General aspects, and things of this catalogue ("zip") that a clause speaks of.

    Args:
        nouns: stemmed, from ``learned_nouns``.
    """
    named = spoken_aspects(clause)
    parts = tuple(word for word in dict.fromkeys(words(clause)) if word in nouns)
    return (*named, *parts)


def mood_of(read: float, stars: int) -> float:
    """The mood of a clause, -1..1, from what the model read and the stars of the whole review:
    a clause counts as praise or complaint only where the stars do not speak against it.

    Args:
        read: -1..1.
        stars: 1..5.
    """
    mood = (1 - STARS_WEIGHT) * read + STARS_WEIGHT * (stars - 3) / 2
    return mood if abs(read) >= PRAISES and mood * read > 0 else 0.0


def learned_nouns(products: Sequence[Product], reviews: Sequence[Review]) -> tuple[str, ...]:
    """Stemmed nouns that the shop's reviewers speak of and its listings name as parts: "zip",
    "lid", "strap". What a product is itself ("jacket") is none, nor what a general aspect has."""
    spoken: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for review in reviews:
        text = f"{review.title}. {review.text}".casefold()
        after = {stem for word in _DETERMINED.findall(text) for stem in words(word)}
        spoken.update(after)
        plain.update(set(words(text)) - after)
    listed: Counter[str] = Counter()
    kinds: set[str] = set()
    for product in products:
        kinds.update(words(" ".join((product.title, *product.category))))
        listed.update(set(words(" ".join((*product.attributes, *product.bullets)))))
    return tuple(
        sorted(
            noun
            for noun, count in spoken.items()
            if count >= max(COMMON_REVIEWS, COMMON_SHARE * len(reviews))
            and count > plain[noun]
            and listed[noun] >= COMMON_PRODUCTS
            and noun not in kinds
            and noun not in _NO_PARTS
            and not spoken_aspects(noun)
        )
    )


def count_aspects(opinions: Iterable[Opinion]) -> Mapping[str, AspectCount]:
    """Counts by aspect, the most spoken of first; a reviewer counts once, by the strongest
    clause."""
    by_aspect: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in opinions:
        by_aspect[opinion.aspect].append(opinion)
    counts = [_counted(aspect, said) for aspect, said in by_aspect.items()]
    counts.sort(key=lambda count: -count.reviewers)
    return {count.aspect: count for count in counts}


def _counted(aspect: str, said: Sequence[Opinion]) -> AspectCount:
    strongest: dict[str, float] = {}
    for opinion in said:
        before = strongest.get(opinion.review, 0.0)
        if abs(opinion.mood) >= abs(before):
            strongest[opinion.review] = opinion.mood
    moods = strongest.values()
    return AspectCount(
        aspect,
        len(strongest),
        sum(mood >= PRAISES for mood in moods),
        sum(mood <= -PRAISES for mood in moods),
        max(said, key=lambda opinion: opinion.mood),
        min(said, key=lambda opinion: opinion.mood),
    )


_NO_PARTS = frozenset(
    words(
        "day week month year time morning night evening summer winter season hour minute first last"
        " second third man woman people person kid child baby wife husband son daughter friend"
        " mother father dog cat house home room kitchen bathroom bedroom garden office car bag box"
        " thing way bit lot part place end side top bottom back front half pair set pack one other"
        " same whole best only next world shop store seller company picture photo description"
        " reason problem question idea point job work use foot name sun"
    )
)
"""Times, people and places: they are named in reviews, and are no part of a product."""
