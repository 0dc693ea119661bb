"""Answers about one product, each with the record that it comes from."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.reviews.aspects import AspectCount
from assistant.reviews.lexicon import asked_aspects
from assistant.service.answers import ProductAnswer
from assistant.service.direct_answers import UNHAPPY, direct_answer
from assistant.service.listing import Passage, passages_of
from assistant.service.verdict import verdict
from ranking.passages import content_words, overlap
from retrieval.text import words
from retrieval.types import Product, Review

Evidence = Callable[[str, Sequence[str]], Any]
"""``(question, passages) -> (n,)`` floats, 0..1; from 0.5 a passage counts as an answer."""
Counts = Callable[[str], Mapping[str, AspectCount]]
"""Id of a product to what its reviewers say of each aspect."""

FEW = 6
"""So many passages are read of each where several products are asked the same."""
READ = 20
"""So many passages are read by the model, those that share most words with the question."""
QUOTES = 2
"""So many reviews are quoted at most."""
FACTS = 3
"""So many attributes are told at most, where several answer about as well."""
ABOUT_AS_WELL = 0.12
CONTRADICTED = 0.3
"""A passage that says no to what the best says yes to, and answers nearly as well, is believed."""
OPINION_AHEAD = 0.25
"""A review is told instead of the listing only where it answers better by so much."""
ENOUGH_REVIEWERS = 2
"""From so many on, reviewers of one aspect are counted rather than quoted."""
ASPECTS = 3
"""So many aspects are told where somebody asks for reviews."""

_SAYS = re.compile(
    r"\b(?:customers?|people|buyers?|others?|users?|reviewers?|reviews?|everyone|anybody|anyone)\b"
    r"|\bcomplain\w*",
    re.IGNORECASE,
)
"""Asks for what others say."""
_SMALL = frozenset(words("made make use used long last good much many fit work"))
"""Words that ask for something only where a question has no others: "where is it made?" """
_JUDGES = re.compile(
    r"\b(?:any good|good|great|nice|well|enough|too|really|very|comfortable|comfy|durable|sturdy"
    r"|reliable|noisy|loud|quiet|worth|easy|true to size|run (?:small|large|big)|smell|taste"
    r"|last)\b|^\W*(?:so |and )?how (?:is|are)\b",
    re.IGNORECASE,
)
"""Asks for a judgement, which listings flatter."""


class ProductQuestions:
    """Finds the record that answers a question.

    Args:
        evidence: the model that scores passages as answers.
        threshold: 0..1; below it a passage does not count as an answer.
        opinions: what reviewers say by aspect; None: only their words are used.
    """

    def __init__(
        self, evidence: Evidence, threshold: float, opinions: Counts | None = None
    ) -> None:
        self._evidence = evidence
        self._threshold = threshold
        self._opinions = opinions

    def answer(
        self,
        question: str,
        product: Product,
        reviews: Sequence[Review],
        wanted: Sequence[str] = (),
        read: int = READ,
    ) -> ProductAnswer:
        """The best answer that the records give; its source is "unknown" if they do not say.

        Args:
            wanted: colours and sizes that the question names.
            read: so many passages are read by the model.
        """
        spoken = self._opinions(product.id) if self._opinions and reviews else {}
        aspects = asked_aspects(question)
        counts = tuple(spoken[name] for name in aspects if name in spoken)[:1]
        if counts and _SAYS.search(question):
            return ProductAnswer("aspect", counts=counts)
        direct = direct_answer(question, product, reviews, wanted)
        if direct is not None and direct.source == "reviews" and aspects and self._opinions:
            direct = None  # "what do people say about the fit?", where nobody says anything
        if direct is not None and direct.source == "reviews":
            unhappy = all(review.stars <= UNHAPPY for review in direct.reviews)
            several = [
                count
                for count in spoken.values()
                if count.reviewers >= ENOUGH_REVIEWERS and (count.complain or not unhappy)
            ]
            return replace(direct, counts=tuple(several[:ASPECTS]))
        if direct is not None:
            return direct
        asked = content_words(question, (product.title, product.brand)) or tuple(
            word for word in words(question) if word in _SMALL
        )
        if not asked:
            return ProductAnswer("about")
        ranked = self._ranked(question, asked, passages_of(product, reviews), read)
        answer = self._chosen(question, asked, ranked)
        if answer.source == "unknown" and verdict(question, asked, "", product.title):
            answer = ProductAnswer("listing", value=product.title, verdict=True)
        if not counts or counts[0].reviewers < ENOUGH_REVIEWERS:
            return answer
        if answer.source not in ("reviews", "unknown"):
            return replace(answer, counts=counts)
        judged = counts[0].praise + counts[0].complain and _JUDGES.search(question)
        return ProductAnswer("aspect", counts=counts, unsaid=True) if judged else answer

    def _ranked(
        self, question: str, asked: Sequence[str], passages: Sequence[Passage], read: int
    ) -> list[tuple[float, Passage]]:
        """The passages that count as answers with their scores, best first."""
        shared = [overlap(asked, passage.words) for passage in passages]
        likely = sorted(range(len(passages)), key=lambda place: -shared[place])[:read]
        scores = self._evidence(question, [passages[place].read for place in likely])
        found = sorted(zip((-float(score) for score in scores), likely, strict=True))
        return [(-score, passages[place]) for score, place in found if -score >= self._threshold]

    def _chosen(
        self, question: str, asked: Sequence[str], ranked: Sequence[tuple[float, Passage]]
    ) -> ProductAnswer:
        """The listing's answer; the reviewers' where it has none or theirs is much better."""
        listed = [one for one in ranked if one[1].review is None]
        written = [one for one in ranked if one[1].review is not None]
        ahead = 0.0 if _JUDGES.search(question) else OPINION_AHEAD
        if written and (not listed or written[0][0] > listed[0][0] + ahead):
            quoted = [passage.review for _, passage in written if passage.review is not None]
            by_review = {review.id: review for review in reversed(quoted)}
            kept = tuple(dict.fromkeys(by_review[review.id] for review in quoted))[:QUOTES]
            return ProductAnswer("reviews", reviews=kept, unsaid=not listed)
        if not listed:
            return ProductAnswer("unknown")
        score, best = listed[0]
        said = verdict(question, asked, best.name, best.text)
        for near, passage in listed[1:] if said else ():
            denied = verdict(question, asked, passage.name, passage.text) is False
            if denied and near >= score - CONTRADICTED:
                best, said = passage, False
                break
        if best.source != "attribute":
            return ProductAnswer("listing", value=best.text, verdict=said)
        others = [
            (passage.name, passage.text)
            for near, passage in listed[1:FACTS]
            if passage.source == "attribute" and near >= score - ABOUT_AS_WELL
        ]
        more = () if said is not None else tuple(others)
        return ProductAnswer("attribute", best.name, best.text, more=more, verdict=said)
