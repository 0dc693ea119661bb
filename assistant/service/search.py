"""One search: candidates within limits, of the kind asked for, ranked for one shopper."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.outcome import Stopwatch
from assistant.parts import Catalogue, ProductRanker, Searcher
from assistant.service.cards import as_shown
from assistant.settings import Settings
from assistant.topic import content, query_text, value_words
from assistant.understanding.nouns import named_things
from ranking.types import Ranked, Shopper
from retrieval.text import words
from retrieval.types import Candidate, Constraints, Product, Query, Sort

SORT_POOL = 200
"""So many candidates are looked at where an order other than relevance is wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought."""

    ranked: tuple[Ranked, ...]
    closeness: float
    """How surely the search met what was meant, 0..1: 1 where a product is called by a word of it,
    else the cosine of the best candidate."""


class CatalogueSearch:
    """Searches one catalogue. Safe to share between threads."""

    def __init__(
        self,
        store: Catalogue,
        searcher: Searcher,
        ranker: ProductRanker,
        nouns: frozenset[str],
        settings: Settings,
    ) -> None:
        self._store = store
        self._searcher = searcher
        self._ranker = ranker
        self._nouns = nouns
        self._settings = settings

    def look(
        self,
        topic: str,
        limits: Constraints,
        shopper: Shopper | None,
        clock: Stopwatch,
        skip: Collection[str] = (),
        top: int = 0,
    ) -> Found:
        """The products to show, best first; every one holds every limit.

        Args:
            topic: what to look for; empty: whatever suits the shopper.
            skip: ids that are not wanted again.
            top: how many at most; 0: as the settings say.
        """
        top = top or self._settings.top_shown
        text = query_text(topic, limits)
        if not text and limits.sort is not Sort.RELEVANCE:
            return Found(self._all_in_order(limits, skip, clock)[:top], 1.0)
        if not text:
            with clock("rank"):
                return Found(self._recommended(shopper, top, limits, skip), 1.0)
        query = Query(text, limits, self._settings.top_candidates + len(skip))
        with clock("retrieve"):
            candidates = self._candidates(query, skip)
        near = self._closeness(topic, limits, candidates)
        if near < self._settings.min_closeness:
            return Found((), near)
        with clock("rank"):
            ranked = self._ranker.rank(query, shopper, candidates)
        if limits.sort is Sort.RELEVANCE:  # what cannot be bought now comes after what can
            ranked = sorted(ranked, key=lambda one: not self._store.get(one.product_id).in_stock)
        else:
            place = {c.product_id: i for i, c in enumerate(candidates)}
            ranked = sorted(ranked, key=lambda one: place[one.product_id])
        return Found(tuple(ranked)[:top], near)

    def products(self, topic: str, limits: Constraints) -> Sequence[Product]:
        """Products of the kind within limits, without the ranker: only their records matter."""
        text = query_text(topic, limits)
        if not text:
            ranked = self._ranker.recommend(None, SORT_POOL, limits)
            return [self._store.get(one.product_id) for one in ranked]
        query = Query(text, limits, SORT_POOL)
        found = self._of_kind(query, list(self._searcher.search(query)))
        if self._closeness(topic, limits, found) < self._settings.min_closeness:
            return ()
        if not self._kinds(query) and not limits.include.categories:
            found = found[: self._settings.top_candidates]
        return [self._store.get(c.product_id) for c in found]

    def _candidates(self, query: Query, skip: Collection[str]) -> Sequence[Candidate]:
        """Candidates of the kind that is asked for, in the order that is asked for."""
        sort = query.constraints.sort
        pool = query if sort is Sort.RELEVANCE else replace(query, top=SORT_POOL)
        found = [c for c in self._searcher.search(pool) if c.product_id not in skip]
        of_kind = self._of_kind(query, found)
        if sort is Sort.RELEVANCE:
            return of_kind[: self._settings.top_candidates]
        if not self._kinds(query):
            of_kind = of_kind[: self._settings.top_candidates]
        ordered = sorted(of_kind, key=lambda c: _sort_key(sort, self._store.get(c.product_id)))
        return ordered[: self._settings.top_candidates]

    def _recommended(
        self, shopper: Shopper | None, top: int, limits: Constraints, skip: Collection[str]
    ) -> tuple[Ranked, ...]:
        """By taste; what was bought a single time (a desk) is not offered again, what is bought
        again and again (coffee) is."""
        bought = Counter(shopper.bought if shopper is not None else ())
        once = {product for product, times in bought.items() if times == 1}
        left_out = once | set(skip)
        ranked = self._ranker.recommend(shopper, top + len(left_out), limits)
        return tuple(one for one in ranked if one.product_id not in left_out)[:top]

    def _all_in_order(
        self, limits: Constraints, skip: Collection[str], clock: Stopwatch
    ) -> tuple[Ranked, ...]:
        """Everything within limits in the order asked for: "what is the cheapest you have?" """
        with clock("retrieve"):
            found = self._searcher.search(Query("", limits, len(self._store.products)))
            ids = [c.product_id for c in found if c.product_id not in skip]
            ids.sort(key=lambda i: _sort_key(limits.sort, self._store.get(i)))
        return as_shown(self._store, ids)

    def _closeness(self, topic: str, limits: Constraints, candidates: Sequence[Candidate]) -> float:
        if limits.include.categories or limits.include.brands:
            return 1.0
        things = named_things(topic, self._nouns)[-1:]
        sought = set(things or content(topic)) - value_words(limits.include)
        if not sought:
            return 1.0
        for candidate in candidates[: self._settings.top_candidates]:
            if sought & what_it_is(self._store.get(candidate.product_id)):
                return 1.0
        return max((candidate.dense_score for candidate in candidates), default=0.0)

    def _of_kind(self, query: Query, found: list[Candidate]) -> list[Candidate]:
        """Under limits a search always returns something; only the kind asked for counts."""
        kinds = self._kinds(query)
        if not kinds or not query.constraints:
            return found
        return [c for c in found if kinds <= what_it_is(self._store.get(c.product_id))]

    def _kinds(self, query: Query) -> frozenset[str]:
        """The last noun of the first thing named; a category limit says it exactly already."""
        if query.constraints.include.categories:
            return frozenset()
        return frozenset(named_things(query.text, self._nouns)[-1:])


def what_it_is(product: Product) -> frozenset[str]:
    """The stemmed words of title and categories."""
    return frozenset(words(" ".join((product.title, *product.category))))


def _sort_key(sort: Sort, product: Product) -> tuple[bool, float]:
    """Ascending; products whose record does not say come last."""
    if sort in (Sort.PRICE_ASC, Sort.PRICE_DESC):
        value = None if product.price is None else float(product.price)
    elif sort is Sort.RATING:
        value = product.rating
    elif sort is Sort.NEWEST:
        value = None if product.added is None else float(product.added.toordinal())
    else:
        value = float(product.rating_count)
    sign = 1.0 if sort is Sort.PRICE_ASC else -1.0
    return (value is None, 0.0 if value is None else sign * value)
