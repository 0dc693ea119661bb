"""Answers about one product, each with the record that it comes from."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.service.forms import forms_named, named_options
from assistant.service.passages import SENTENCE, content_words, overlap
from retrieval.text import words
from retrieval.types import Product, Review, Variant

Evidence = Callable[[str, Sequence[str]], Any]
"""``(question, passages) -> (n,)`` floats in 0..1."""

READ = 16
"""So many passages are read by the model, those that share most words with the question."""
QUOTES = 2
"""So many reviews are quoted at most."""


@dataclass(frozen=True, slots=True)
class ProductAnswer:
    """An answer by the name of its source; the fields that the source needs are set."""

    source: str
    """"attribute", "listing", "reviews", "price", "stock", "colours", "sizes", "brand", "rating",
    "about" or "unknown"."""
    name: str = ""
    """Of "attribute": its name."""
    value: str = ""
    """Of "attribute": its value; of "listing": the sentence."""
    reviews: tuple[Review, ...] = ()
    variant: Variant | None = None
    """Of "stock": the form asked for."""


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    answer: ProductAnswer


_DIRECT = {
    "reviews": r"\breviews?\b|\b(customers?|people|buyers?|others?|users?) (say|think|like|feel"
    r"|complain)",
    "rating": r"\b(rating|rated|how many stars)\b",
    "price": r"\bhow much\b(?!.*\b(weigh|hold|carr|ship|deliver|water|power|memory|storage)\w*)"
    r"|\b(price|cost)s?\b(?!.*\b(ship|deliver)\w*)",
    "stock": r"\b(in stock|available|availability|sold out|out of stock|how many (are|do you have)"
    r"( left)?|left in)\b",
    "colours": r"\b(what|which|other|any|more|how many) colou?rs?\b|\bcolou?r options?\b",
    "sizes": r"\b(what|which|other|how many) sizes\b|\bsizes? (available|are there|does it come"
    r"|do you have)\b",
    "brand": r"\bwho makes\b|\b(what|which) brand\b|\bwhat make\b|\bmanufacturer\b",
    "about": r"\btell me (more|about)\b|\bmore (details?|info(rmation)?)\b|\bdescribe\b|\bdetails\b"
    r"|\bwhat is (it|this|that)\W*$",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _DIRECT.items()}
_FORM = re.compile(r"\b(come|comes|have|available|stock|in|make|made|sell|get)\b", re.IGNORECASE)


class ProductQuestions:
    """Finds the record that answers a question.

    Args:
        evidence: the model that scores passages as answers.
        threshold: 0..1; below it a passage does not count as an answer.
    """

    def __init__(self, evidence: Evidence, threshold: float) -> None:
        self._evidence = evidence
        self._threshold = threshold

    def answer(
        self,
        question: str,
        product: Product,
        reviews: Sequence[Review],
        wanted: Sequence[str] = (),
    ) -> ProductAnswer:
        """The best answer that the records give; its source is "unknown" if they do not say.

        Args:
            wanted: colours and sizes that the question names.
        """
        direct = _direct(question, product, reviews) or _unmade_form(question, product, wanted)
        if direct is not None:
            return direct
        passages = (*_listing(product), *_reviews(reviews))
        asked = content_words(question, (product.title, product.brand))
        if not passages or not asked:
            return ProductAnswer("about" if not asked else "unknown")
        by_words = [overlap(asked, frozenset(words(passage.text))) for passage in passages]
        likely = sorted(range(len(passages)), key=lambda place: -by_words[place])[:READ]
        scores = self._evidence(question, [passages[place].text for place in likely])
        ranked = sorted(
            (
                (-_score(float(score), by_words[place]), place)
                for place, score in zip(likely, scores, strict=True)
            )
        )
        best = [
            (-score, passages[place].answer) for score, place in ranked if -score >= self._threshold
        ]
        if not best:
            return ProductAnswer("unknown")
        if best[0][1].source != "reviews":
            return best[0][1]
        quoted = [answer.reviews[0] for _, answer in best if answer.source == "reviews"]
        return ProductAnswer("reviews", reviews=tuple(dict.fromkeys(quoted))[:QUOTES])


def _score(evidence: float, words_shared: float) -> float:
    """The model knows meaning, the words keep it honest; all of the words will do without it."""
    return max(0.5 * evidence + 0.5 * words_shared, 0.8 * words_shared)


def _direct(question: str, product: Product, reviews: Sequence[Review]) -> ProductAnswer | None:
    """Questions whose answer is one field of the record."""
    form = _asked_form(question, product)
    if form is not None:
        return form
    for kind, pattern in _PATTERNS.items():
        if not pattern.search(question):
            continue
        if kind == "reviews":
            return ProductAnswer("reviews", reviews=_both_sides(reviews)) if reviews else None
        if kind == "rating" and product.rating is None:
            continue
        if kind in ("colours", "sizes", "brand") and not getattr(product, kind):
            continue
        return ProductAnswer(kind)
    return None


def _asked_form(question: str, product: Product) -> ProductAnswer | None:
    """ "Do you have it in green, size M?" """
    named = named_options(product, question)
    if not named or not _FORM.search(question):
        return None
    fitting = forms_named(product, question)
    if not fitting:
        return None
    shared = {k: v for k, v in fitting[0].options.items() if v in named}
    counts = [variant.stock for variant in fitting if variant.stock is not None]
    stock = sum(counts) if len(counts) == len(fitting) else None
    return ProductAnswer("stock", variant=Variant(fitting[0].id, shared, stock=stock))


def _unmade_form(question: str, product: Product, wanted: Sequence[str]) -> ProductAnswer | None:
    """ "Do you have it in blue?", where the record knows its colours: they are told."""
    if not wanted or not _FORM.search(question):
        return None
    kind = "colours" if product.colours else "sizes" if product.sizes else ""
    return ProductAnswer(kind) if kind else None


def _listing(product: Product) -> list[_Passage]:
    passages = [
        _Passage(f"{name}: {value}", ProductAnswer("attribute", name, value))
        for name, value in product.attributes.items()
    ]
    sentences = (*product.bullets, *SENTENCE.split(product.description))
    passages.extend(
        _Passage(text, ProductAnswer("listing", value=text.strip()))
        for text in sentences
        if text.strip()
    )
    return passages


def _reviews(reviews: Sequence[Review]) -> list[_Passage]:
    return [
        _Passage(
            f"{review.title}. {review.text}" if review.title else review.text,
            ProductAnswer("reviews", reviews=(review,)),
        )
        for review in reviews
    ]


def _both_sides(reviews: Sequence[Review]) -> tuple[Review, ...]:
    """The best and the worst opinion, the latest of each."""
    ordered = sorted(reviews, key=lambda r: (r.stars, r.written.toordinal() if r.written else 0))
    best, worst = ordered[-1], min(ordered, key=lambda r: r.stars)
    return (best,) if best.stars - worst.stars < 2 else (best, worst)
