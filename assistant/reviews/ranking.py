"""What reviewers praise, as one more term of the ranking and a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.parts import ProductRanker
from assistant.reviews.aspects import AspectCount
from assistant.reviews.lexicon import asked_aspects
from ranking.types import Ranked, Reason, Shopper
from retrieval.types import Candidate, Constraints, Query, Sort

PRAISED = "praised"
"""The term and the reason."""
WEIGHT = 0.8
"""What the score gains by an aspect that everybody praises: it orders what is about as relevant."""
REORDERED = 20
"""So many of the first are ordered anew: the ranker's model read no more."""
EXPLAINED = 12
"""So many of the first get the reason."""
ENOUGH = 2
"""From so many voices on, praise that nobody asked for is a reason."""
MOST_REASONS = 3
NO_LIMITS = Constraints()

Counts = Callable[[str], Mapping[str, AspectCount]]


class OpinionRanker:
    """A ranker that knows what reviewers say.

    Args:
        ranker: whose order is refined.
        counts: id of a product to what its reviewers say of each aspect.
    """

    def __init__(self, ranker: ProductRanker, counts: Counts) -> None:
        self._ranker = ranker
        self._counts = counts

    def rank(
        self, query: Query, shopper: Shopper | None, candidates: Sequence[Candidate]
    ) -> Sequence[Ranked]:
        """The ranker's order; where the query names an aspect ("comfortable", "quiet"), what is
        praised for it moves up and what is complained of moves down."""
        ranked = self._ranker.rank(query, shopper, candidates)
        aspects = asked_aspects(query.text)
        first = [self._with_praise(one, aspects) for one in ranked[:REORDERED]]
        if aspects and query.constraints.sort is Sort.RELEVANCE:
            first.sort(key=lambda one: -one.score)
        told = [self._with_reason(one, aspects) for one in first[:EXPLAINED]]
        return (*told, *first[EXPLAINED:], *ranked[REORDERED:])

    def recommend(
        self, shopper: Shopper | None, top: int, constraints: Constraints = NO_LIMITS
    ) -> Sequence[Ranked]:
        """As the ranker recommends."""
        return self._ranker.recommend(shopper, top, constraints)

    def evidence(self, question: str, passages: Sequence[str]) -> Any:
        """As the ranker scores evidence."""
        return self._ranker.evidence(question, passages)

    def _with_praise(self, one: Ranked, aspects: Sequence[str]) -> Ranked:
        counts = self._counts(one.product_id) if aspects else {}
        known = [counts[aspect].balance for aspect in aspects if aspect in counts]
        if not known:
            return one
        praise = sum(known) / len(aspects)
        terms = {**one.terms, PRAISED: praise}
        return replace(one, score=one.score + WEIGHT * praise, terms=terms)

    def _with_reason(self, one: Ranked, aspects: Sequence[str]) -> Ranked:
        """The praise that was asked for comes first, other praise only where there is room."""
        counts = self._counts(one.product_id)
        asked = [c for a in aspects if (c := counts.get(a)) is not None and c.balance > 0]
        other = [c for c in counts.values() if c.praise >= ENOUGH and not c.complain]
        best = max(asked or other, key=lambda count: count.balance, default=None)
        if best is None:
            return one
        value = f"{best.aspect} ({best.praise}/{best.reviewers})"
        reason = Reason(PRAISED, value, WEIGHT * best.balance if asked else 0.0)
        kept = one.reasons[: MOST_REASONS - 1] if asked else one.reasons
        return replace(one, reasons=(*kept, reason)[:MOST_REASONS])
