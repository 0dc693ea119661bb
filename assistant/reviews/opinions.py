"""Opinions of a store's reviews by aspect: scored once at import, kept beside the index.

    DIR/index-*/opinions.jsonl   first {"format", "makers", "reviews", "nouns"}, then a product a
                                 line {"id", "opinions": [[aspect, review, mood, clause]]}

The file is optional: without one, or with one made from other reviews or by other weights, a
product's reviews are scored when first asked for, and kept in memory.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import orjson

from assistant.reviews.aspects import (
    AspectCount,
    Opinion,
    aspects_of,
    clauses,
    count_aspects,
    learned_nouns,
    mood_of,
)
from retrieval.bert import file_sha256
from retrieval.types import Product, Review

FILE_NAME = "opinions.jsonl"
FORMAT = 1
BATCH = 512
"""Clauses scored between two reports of progress."""
NEUTRAL = 4
"""Neutral remarks counted beside what reviewers say: one voice counts little."""
REMEMBERED = 2000
"""Products whose opinions are kept in memory where there is no file."""


class Moods(Protocol):
    """The sentiment model, as far as it is needed here."""

    def probabilities(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """``(n, 3)``: negative, neutral, positive."""


class ProductOpinions(Protocol):
    """What reviewers of a product say of its aspects."""

    def counts(self, product_id: str) -> Mapping[str, AspectCount]:
        """By aspect, the most spoken of first; empty where nobody speaks of any."""


class ReviewOpinions:
    """Opinions of one catalogue. Safe to share between threads.

    Args:
        reviews: of a product, by its id.
        moods: makes the sentiment model when it is first needed.
        kept: opinions by product, as ``read_opinions`` gives them; None: there are none.
        nouns: aspects of this catalogue, beyond the general ones.
    """

    def __init__(
        self,
        reviews: Callable[[str], Sequence[Review]],
        moods: Callable[[], Moods],
        kept: Mapping[str, tuple[Opinion, ...]] | None = None,
        nouns: Iterable[str] = (),
    ) -> None:
        self._reviews = reviews
        self._make_moods = moods
        self._kept = kept
        self._nouns = frozenset(nouns)
        self._remembered = lru_cache(REMEMBERED)(self._scored)

    @property
    def ready(self) -> bool:
        """Whether all are at hand, so that asking for those of many products costs nothing."""
        return self._kept is not None

    @cached_property
    def _moods(self) -> Moods:
        return self._make_moods()

    def counts(self, product_id: str) -> Mapping[str, AspectCount]:
        """By aspect, the most spoken of first; empty where nobody speaks of any."""
        return self._counted(product_id)

    def praise(self, products: Sequence[Product]) -> tuple[float, ...]:
        """Of each product the mean mood of what is said of it, -1..1, as if a few neutral remarks
        stood beside; 0 where nothing is. Only where all opinions are at hand (``ready``)."""
        kept = self._kept or {}
        said = (kept.get(product.id, ()) for product in products)
        return tuple(sum(one.mood for one in some) / (len(some) + NEUTRAL) for some in said)

    @cached_property
    def _counted(self) -> Callable[[str], Mapping[str, AspectCount]]:
        def count(product_id: str) -> Mapping[str, AspectCount]:
            if self._kept is None:
                return count_aspects(self._remembered(product_id))
            return count_aspects(self._kept.get(product_id, ()))

        return lru_cache(REMEMBERED)(count)

    def _scored(self, product_id: str) -> tuple[Opinion, ...]:
        reviews = self._reviews(product_id)
        return tuple(score_reviews(reviews, self._nouns, self._moods)) if reviews else ()


def score_reviews(
    reviews: Iterable[Review],
    nouns: Iterable[str],
    moods: Moods,
    progress: Callable[[int, int], None] | None = None,
) -> list[Opinion]:
    """The opinions in some reviews, clause by clause.

    Args:
        progress: told clauses done since the last call, and clauses in all.
    """
    known = frozenset(nouns)
    spoken = [
        (aspects, review, clause)
        for review in reviews
        for clause in clauses(review)
        if (aspects := aspects_of(clause, known))
    ]
    opinions: list[Opinion] = []
    for start in range(0, len(spoken), BATCH):
        batch = spoken[start : start + BATCH]
        shares = moods.probabilities([clause for _, _, clause in batch])
        for (aspects, review, clause), share in zip(batch, shares, strict=True):
            mood = round(mood_of(float(share[2] - share[0]), review.stars), 3)
            opinions.extend(Opinion(aspect, review.id, mood, clause) for aspect in aspects)
        if progress:
            progress(len(batch), len(spoken))
    return opinions


def write_opinions(
    index: Path,
    products: Sequence[Product],
    reviews: Sequence[Review],
    makers: str,
    moods: Moods,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Score all reviews of an index and keep the opinions in its folder, whole or not at all.

    Args:
        index: the folder, its ``reviews.jsonl`` written.
        makers: names the sentiment weights and the lexicon.
    """
    nouns = learned_nouns(products, reviews)
    owner = {review.id: review.product_id for review in reviews}
    by_product: dict[str, list[list[object]]] = {}
    for one in score_reviews(reviews, nouns, moods, progress):
        row = [one.aspect, one.review, one.mood, one.clause]
        by_product.setdefault(owner[one.review], []).append(row)
    head = {
        "format": FORMAT,
        "makers": makers,
        "reviews": file_sha256(index / "reviews.jsonl"),
        "nouns": nouns,
    }
    lines = [head, *({"id": id, "opinions": rows} for id, rows in by_product.items())]
    text = b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)
    part = index / f"{FILE_NAME}.{os.getpid()}.part"
    part.write_bytes(text)
    part.replace(index / FILE_NAME)


def read_opinions(
    index: Path, makers: str
) -> tuple[Mapping[str, tuple[Opinion, ...]], tuple[str, ...]] | None:
    """Opinions by product and the learned nouns; None: no file, or none by the same makers for
    these reviews."""
    try:
        head, *lines = map(orjson.loads, (index / FILE_NAME).read_bytes().splitlines())
        made_for = (FORMAT, makers, file_sha256(index / "reviews.jsonl"))
        if (head["format"], head["makers"], head["reviews"]) != made_for:
            return None
        kept = {line["id"]: tuple(Opinion(*row) for row in line["opinions"]) for line in lines}
        return kept, tuple(head["nouns"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
