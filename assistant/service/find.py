"""Finding products within limits; when nothing fits, saying so with the nearest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.limits import soften
from assistant.outcome import Outcome, Stopwatch
from assistant.parts import Catalogue, ProductRanker, Searcher
from assistant.service.nearest import Nearest, nearest, without_limits
from assistant.settings import Settings
from assistant.state import DialogueState, Pending
from assistant.types import Action
from assistant.understanding.nouns import named_things
from ranking.types import Ranked, Shopper
from retrieval.text import words
from retrieval.types import Candidate, Constraints, Facets, PriceRange, Product, Query, Sort

SORT_POOL = 200
"""So many candidates are looked at where an order other than relevance is wanted."""
CENT = Decimal("0.01")


class Finder:
    """Answers "find" and "recommend" actions."""

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

    def find(
        self, state: DialogueState, action: Action, shopper: Shopper | None, clock: Stopwatch
    ) -> Outcome:
        """Carry out a "find": show what fits, or say what comes nearest."""
        mode = str(action.slots.get("mode", "new"))
        if mode == "similar":
            return self._similar(state, str(action.slots["id"]), shopper, clock)
        limits = self._relative(state.constraints, action)
        skip = state.seen if mode == "more" else ()
        ranked = self.search(state.topic, limits, shopper, clock, skip)
        slots: dict[str, object] = {"mode": mode, "missing": ()}
        if not ranked and mode == "more":
            return Outcome(Action("no_more", slots), state, helped=None)
        if not ranked and limits.include.attributes:
            ranked, kept = self._without_some_attributes(state.topic, limits, shopper, clock)
            missing = tuple(a for a in limits.include.attributes if a not in kept)
            slots["missing"] = missing
        if ranked:
            return shown("show_products", slots, state.with_(constraints=limits), ranked)
        return self._nothing(state, limits, action, clock)

    def recommend(
        self, state: DialogueState, action: Action, shopper: Shopper | None, clock: Stopwatch
    ) -> Outcome:
        """What this shopper may like, within limits and without a topic."""
        ranked = self.search("", state.constraints, shopper, clock, ())
        known = shopper is not None and bool(shopper.history)
        name = shopper.name.partition(" ")[0] if shopper is not None and known else ""
        if not ranked:
            return Outcome(Action("recommend_none"), state, helped=False)
        return shown("recommend", {"known": known, "name": name}, state, ranked)

    def search(
        self,
        topic: str,
        limits: Constraints,
        shopper: Shopper | None,
        clock: Stopwatch,
        skip: Collection[str] = (),
        top: int = 0,
    ) -> tuple[Ranked, ...]:
        """The products to show, best first; every one holds every limit.

        Args:
            topic: what to look for; empty: whatever suits the shopper.
            skip: ids that are not wanted again.
            top: how many at most; 0: as the settings say.
        """
        top = top or self._settings.top_shown
        if not topic.strip():
            with clock("rank"):
                ranked = self._ranker.recommend(shopper, top + len(skip), limits)
            return tuple(one for one in ranked if one.product_id not in skip)[:top]
        query = Query(topic, limits, self._settings.top_candidates + len(skip))
        with clock("retrieve"):
            candidates = self._candidates(query, skip)
        if not candidates:
            return ()
        with clock("rank"):
            ranked = self._ranker.rank(query, shopper, candidates)
        if limits.sort is Sort.RELEVANCE:  # what cannot be bought now comes after what can
            ranked = sorted(ranked, key=lambda one: not self._store.get(one.product_id).in_stock)
        else:
            place = {c.product_id: i for i, c in enumerate(candidates)}
            ranked = sorted(ranked, key=lambda one: place[one.product_id])
        return tuple(ranked)[:top]

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

    def _relative(self, limits: Constraints, action: Action) -> Constraints:
        """ "Cheaper" and "dearer" as a price limit, from the prices of what was shown."""
        relative = action.slots.get("relative")
        if not relative:
            return limits
        products = [self._store.get(i) for i in action.slots.get("ids", ())]
        prices = [p.price for p in products if p.price is not None]
        if not prices:
            return replace(
                limits, sort=Sort.PRICE_ASC if relative == "cheaper" else Sort.PRICE_DESC
            )
        price = limits.price
        if relative == "cheaper":
            bound = PriceRange(price.min, min(prices) - CENT, price.currency)
        else:
            bound = PriceRange(max(prices) + CENT, price.max, price.currency)
        return replace(limits, price=bound)

    def _without_some_attributes(
        self, topic: str, limits: Constraints, shopper: Shopper | None, clock: Stopwatch
    ) -> tuple[tuple[Ranked, ...], tuple[str, ...]]:
        """Free words are wishes: give up as few as bring something, one first, then all."""
        for kept in soften(limits.include.attributes):
            softer = replace(limits, include=replace(limits.include, attributes=kept))
            ranked = self.search(topic, softer, shopper, clock)
            if ranked:
                return ranked, kept
        return (), limits.include.attributes

    def _similar(
        self, state: DialogueState, product_id: str, shopper: Shopper | None, clock: Stopwatch
    ) -> Outcome:
        product = self._store.get(product_id)
        limits = replace(
            Constraints(),
            price=state.constraints.price,
            include=Facets(categories=product.category[-1:]),
            exclude=state.constraints.exclude,
        )
        ranked = self.search(product.title, limits, shopper, clock, {product_id})
        if not ranked:
            limits = replace(limits, include=Facets())
            ranked = self.search(product.title, limits, shopper, clock, {product_id})
        if not ranked:
            return Outcome(Action("no_more", {"mode": "similar"}), state, helped=None)
        topic = " ".join(product.category[-1:]) or product.title
        slots = {"mode": "similar", "of": product_id}
        fresh = state.with_(topic=topic, constraints=limits, seen=(product_id,))
        return shown("show_products", slots, fresh, ranked)

    def _nothing(
        self, state: DialogueState, limits: Constraints, action: Action, clock: Stopwatch
    ) -> Outcome:
        """Say that nothing fits, and what one limit less would bring."""
        hard = replace(limits, include=replace(limits.include, attributes=()))
        with clock("retrieve"):
            options = nearest(hard, lambda opened: self._products(state.topic, opened))
            if not options and hard != without_limits(hard):
                options = self._any_limit_aside(state.topic, hard)
        relative = bool(action.slots.get("relative"))
        if not options:
            return Outcome(Action("nothing_found"), state, helped=False)
        offer = None if relative else Pending("relax", constraints=options[0].relaxed)
        slots = {"nearest": options, "relative": relative}
        kept = state.constraints if relative else limits
        after = state.with_(constraints=kept, pending=offer)
        if not relative:
            after = after.with_(shown=(), focus="")
        return Outcome(Action("nothing_fits", slots), after, helped=False)

    def _any_limit_aside(self, topic: str, hard: Constraints) -> tuple[Nearest, ...]:
        bare = without_limits(hard)
        products = self._products(topic, bare)
        return tuple(Nearest("all", (), hard, p, bare) for p in products[:1])

    def _products(self, topic: str, limits: Constraints) -> Sequence[Product]:
        """Products of the kind within limits, without the ranker: only their records matter."""
        if not topic.strip():
            ranked = self._ranker.recommend(None, SORT_POOL, limits)
            return [self._store.get(one.product_id) for one in ranked]
        query = Query(topic, limits, SORT_POOL)
        found = self._of_kind(query, list(self._searcher.search(query)))
        if not self._kinds(query) and not limits.include.categories:
            found = found[: self._settings.top_candidates]
        return [self._store.get(c.product_id) for c in found]


def shown(
    name: str, slots: Mapping[str, object], state: DialogueState, ranked: Sequence[Ranked]
) -> Outcome:
    """An outcome that puts these products on display."""
    ids = tuple(one.product_id for one in ranked)
    after = state.with_(
        shown=ids,
        seen=tuple(dict.fromkeys((*state.seen, *ids))),
        focus=ids[0] if len(ids) == 1 else "",
    )
    return Outcome(Action(name, {**slots, "ids": ids}), after, tuple(ranked))


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
