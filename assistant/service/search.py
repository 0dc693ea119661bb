"""One search: candidates within limits, of the kind asked for, ranked for one shopper."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.outcome import Considered, Stopwatch
from assistant.parts import Catalogue, ProductRanker, Searcher
from assistant.reviews.ranking import PRAISED
from assistant.service.cards import as_shown
from assistant.settings import Settings
from assistant.topic import content, query_text, value_words
from assistant.understanding.chatter import CHATTER
from assistant.understanding.lexicon import english_words
from assistant.understanding.nouns import first_segment, first_words, named_things
from ranking.types import Ranked, Shopper
from retrieval.keyword_index import body_text
from retrieval.text import fold, stem, words
from retrieval.types import Candidate, Constraints, Facets, Product, Query, Sort

SORT_POOL = 200
"""So many candidates are looked at where an order other than relevance is wanted, or where some are
kept out beyond the limits."""

TITLES_READ = 30
"""So many titles that fit best are read for what they call a thing."""
TITLES_AGREEING = 3
"""So many of them make a name."""
SHORTEST_NAME = 3
"""Letters; a word of so few may be any abbreviation."""
LONGEST_NAME = 4
"""Words."""
NAMES_KEPT = 1000

Keep = Callable[[Product], bool]
"""Whether a product may be shown, beyond the limits of a query."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought."""

    ranked: tuple[Ranked, ...]
    closeness: float
    """How surely the search met what was meant, 0..1: 1 where a product is called by a word of it,
    else the cosine of the best candidate."""
    candidates: tuple[Ranked, ...] = ()
    """All that were ranked, best first; those to show are the first of them."""


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
        self._name_in = lru_cache(maxsize=NAMES_KEPT)(self._find_name)

    def look(
        self,
        topic: str,
        limits: Constraints,
        shopper: Shopper | None,
        clock: Stopwatch,
        keep: Keep | None = None,
        top: int = 0,
        *,
        need: bool = False,
    ) -> Found:
        """The products to show, best first; every one holds every limit.

        Args:
            topic: what to look for; empty: whatever suits the shopper.
            need: whether the topic tells a need and names no thing.
            keep: which products may be shown; None: all.
            top: how many at most; 0: as the settings say.
        """
        top = top or self._settings.top_shown
        keep = _but_for_disliked(shopper, keep)
        text = query_text(topic, limits)
        if not text and limits.sort is not Sort.RELEVANCE:
            return Found(self._all_in_order(limits, keep, clock)[:top], 1.0)
        if not text:
            with clock("rank"):
                recommended = self._recommended(shopper, top, limits, keep)
            clock.considered = Considered("", recommended)
            return Found(recommended, 1.0)
        query = Query(text, limits, self._settings.top_candidates, need)
        with clock("retrieve"):
            candidates = self._candidates(query, keep)
        near = 1.0 if need else self._closeness(topic, limits, candidates)
        if near < self._settings.min_closeness:
            return Found((), near)
        with clock("rank"):
            ranked = self._ranker.rank(query, shopper, candidates)
        if limits.sort is Sort.RELEVANCE:
            # Of what is shown, what cannot be bought now comes last; it still counts as relevant.
            ranked = [
                *sorted(ranked[:top], key=lambda one: not self._store.get(one.product_id).in_stock),
                *ranked[top:],
            ]
            clock.considered = Considered(text, tuple(ranked))
        else:
            place = {c.product_id: i for i, c in enumerate(candidates)}
            told = limits.sort is Sort.RATING  # "best reviewed for comfort"
            ranked = sorted(
                ranked,
                key=lambda one: (-told * one.terms.get(PRAISED, 0.0), place[one.product_id]),
            )
        return Found(tuple(ranked)[:top], near, tuple(ranked))

    def unnamed(self, topic: str, limits: Constraints, ranked: Sequence[Ranked]) -> tuple[str, ...]:
        """The words that say what kind of thing is meant and that none of these products has: the
        dog of "dog beds" where there are beds for people alone. Words for qualities are none."""
        if not ranked:
            return ()
        known = value_words(limits.include) | set(words(" ".join(limits.include.categories)))
        texts = [words(body_text(self._store.get(one.product_id))) for one in ranked]
        had = known.union(*texts)
        said = [(word, set(words(word))) for word in first_segment(topic).split() if content(word)]
        return tuple(
            word
            for word, stems in said
            if not stems & had and (stems & self._nouns or _is_a_name(word))
        )

    def products(
        self, topic: str, limits: Constraints, keep: Keep | None = None, *, need: bool = False
    ) -> Sequence[Product]:
        """Products of the kind within limits, without the ranker: only their records matter."""
        found = self._products(topic, limits, need)
        return found if keep is None else [product for product in found if keep(product)]

    def _products(self, topic: str, limits: Constraints, need: bool) -> Sequence[Product]:
        text = query_text(topic, limits)
        if not text:
            ranked = self._ranker.recommend(None, SORT_POOL, limits)
            return [self._store.get(one.product_id) for one in ranked]
        query = Query(text, limits, SORT_POOL, need)
        found = self._of_kind(query, list(self._searcher.search(query)))
        if not need and self._closeness(topic, limits, found) < self._settings.min_closeness:
            return ()
        if not self._kinds(query) and not limits.include.categories:
            found = found[: self._settings.top_candidates]
        return [self._store.get(c.product_id) for c in found]

    def _candidates(self, query: Query, keep: Keep | None) -> Sequence[Candidate]:
        """Candidates of the kind that is asked for, in the order that is asked for."""
        sort = query.constraints.sort
        narrow = sort is Sort.RELEVANCE and keep is None
        pool = query if narrow else replace(query, top=SORT_POOL)
        found = list(self._searcher.search(pool))
        if keep is not None:
            found = [c for c in found if keep(self._store.get(c.product_id))]
        # Under limits a search always returns something.
        of_kind = self._of_kind(query, found) if query.constraints else found
        if sort is Sort.RELEVANCE:
            return of_kind[: self._settings.top_candidates]
        if not self._kinds(query):
            of_kind = of_kind[: self._settings.top_candidates]
        ordered = sorted(of_kind, key=lambda c: _sort_key(sort, self._store.get(c.product_id)))
        return ordered[: self._settings.top_candidates]

    def _recommended(
        self, shopper: Shopper | None, top: int, limits: Constraints, keep: Keep | None
    ) -> tuple[Ranked, ...]:
        """By taste; what was bought a single time (a desk) is not offered again, what is bought
        again and again (coffee) is."""
        bought = Counter(shopper.bought if shopper is not None else ())
        once = {product for product, times in bought.items() if times == 1}
        more = len(once) if keep is None else SORT_POOL
        ranked = self._ranker.recommend(shopper, top + more, limits)
        left = (one for one in ranked if one.product_id not in once)
        fitting = (one for one in left if keep is None or keep(self._store.get(one.product_id)))
        return tuple(fitting)[:top]

    def _all_in_order(
        self, limits: Constraints, keep: Keep | None, clock: Stopwatch
    ) -> tuple[Ranked, ...]:
        """Everything within limits in the order asked for: "what is the cheapest you have?" """
        with clock("retrieve"):
            found = self._searcher.search(Query("", limits, len(self._store.products)))
            fitting = [self._store.get(c.product_id) for c in found]
            if keep is not None:
                fitting = [product for product in fitting if keep(product)]
            fitting.sort(key=lambda product: _sort_key(limits.sort, product))
            ids = [product.id for product in fitting]
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
        """Those of the kind asked for; a need asks for none. Where most have no category, the
        titles say what things are."""
        if query.need:
            return found
        products = [self._store.get(c.product_id) for c in found]
        kinds = self._kinds(query)
        if 2 * sum(not product.category for product in products) > len(products):
            kinds = self._name_in(query.text, query.constraints.include) or kinds
        pairs = zip(found, products, strict=True)
        return [candidate for candidate, product in pairs if kinds <= what_it_is(product)]

    def _find_name(self, text: str, include: Facets) -> frozenset[str]:
        """The longest run of words in a text that titles of the catalogue have too, as they call
        things: "projector lamp". A colour, brand or size is no part of it."""
        values = value_words(replace(include, attributes=()))
        said = [word for word in first_words(text) if word not in values]
        found = self._searcher.search(Query(" ".join(said), top=TITLES_READ), "keyword")
        titles = [words(self._store.get(c.product_id).title) for c in found]
        runs = {run for title in titles for run in _runs(title)}
        counts = {run: sum(run in _runs(title) for title in titles) for run in runs & _runs(said)}
        names = (run for run, agreeing in counts.items() if agreeing >= TITLES_AGREEING)
        alone = frozenset(content(" ".join(said))) - value_words(include)
        called = len(alone) == 1 and sum(alone <= set(title) for title in titles) >= TITLES_AGREEING
        return max(map(frozenset, names), key=len, default=alone if called else frozenset())

    def _kinds(self, query: Query) -> frozenset[str]:
        """The last noun of the first thing named; a category limit says it exactly already."""
        if query.need or query.constraints.include.categories:
            return frozenset()
        return frozenset(named_things(query.text, self._nouns)[-1:])


def _but_for_disliked(shopper: Shopper | None, keep: Keep | None) -> Keep | None:
    """Nothing that the shopper said is not for them."""
    if shopper is None or not shopper.disliked:
        return keep
    disliked = frozenset(shopper.disliked)
    return lambda product: product.id not in disliked and (keep is None or keep(product))


def _is_a_name(word: str) -> bool:
    """Whether a word is none of everyday English: "hdmi", "overpronate"."""
    plain = fold(word)
    known = (*english_words(), CHATTER)
    said = plain.isascii() and plain.isalpha() and len(plain) > SHORTEST_NAME
    return said and not any({plain, stem(plain)} & some for some in known)


def what_it_is(product: Product) -> frozenset[str]:
    """The stemmed words of title and categories."""
    return frozenset(words(" ".join((product.title, *product.category))))


def _runs(said: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """All runs of two to four neighbouring words."""
    return frozenset(
        tuple(said[start : start + length])
        for length in range(2, LONGEST_NAME + 1)
        for start in range(len(said) - length + 1)
    )


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
