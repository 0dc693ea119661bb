"""Finding products within limits; when nothing fits, saying so with the nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.limits import soften
from assistant.outcome import Outcome, Stopwatch
from assistant.parts import Catalogue
from assistant.service.nearest import Nearest, nearest, without_limits
from assistant.service.search import CatalogueSearch, Found
from assistant.settings import Settings
from assistant.state import DialogueState, Pending
from assistant.types import Action
from ranking.types import Ranked, Shopper
from retrieval.types import Constraints, Facets, PriceRange, Sort

CENT = Decimal("0.01")


class Finder:
    """Answers "find" and "recommend" actions."""

    def __init__(self, store: Catalogue, search: CatalogueSearch, settings: Settings) -> None:
        self._store = store
        self._search = search
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
        found = self._search.look(state.topic, limits, shopper, clock, skip)
        slots: dict[str, object] = {"mode": mode, "missing": ()}
        if not found.ranked and mode == "more":
            return Outcome(Action("no_more", slots), state, helped=None)
        if not found.ranked and limits.include.attributes:
            found, kept = self._without_some_attributes(state.topic, limits, shopper, clock)
            missing = tuple(a for a in limits.include.attributes if a not in kept)
            slots["missing"] = missing
        if found.ranked:
            slots["near"] = found.closeness < self._settings.sure_closeness
            return shown("show_products", slots, state.with_(constraints=limits), found.ranked)
        return self._nothing(state, limits, action, clock)

    def recommend(
        self, state: DialogueState, action: Action, shopper: Shopper | None, clock: Stopwatch
    ) -> Outcome:
        """What this shopper may like, within limits and without a topic."""
        ranked = self._search.look("", state.constraints, shopper, clock).ranked
        known = shopper is not None and bool(shopper.history)
        if not ranked:
            return Outcome(Action("recommend_none"), state, helped=False)
        return shown("recommend", {"known": known}, state, ranked)

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
    ) -> tuple[Found, tuple[str, ...]]:
        """Free words are wishes: give up as few as bring something, one first, then all."""
        for kept in soften(limits.include.attributes):
            softer = replace(limits, include=replace(limits.include, attributes=kept))
            found = self._search.look(topic, softer, shopper, clock)
            if found.ranked:
                return found, kept
        return Found((), 0.0), limits.include.attributes

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
        ranked = self._search.look(product.title, limits, shopper, clock, {product_id}).ranked
        if not ranked:
            limits = replace(limits, include=Facets())
            ranked = self._search.look(product.title, limits, shopper, clock, {product_id}).ranked
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
            options = nearest(limits, lambda opened: self._search.products(state.topic, opened))
            if not options and hard != limits:
                options = nearest(hard, lambda opened: self._search.products(state.topic, opened))
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
            after = after.with_(focus=options[0].product.id)
        return Outcome(Action("nothing_fits", slots), after, helped=False)

    def _any_limit_aside(self, topic: str, hard: Constraints) -> tuple[Nearest, ...]:
        bare = without_limits(hard)
        products = self._search.products(topic, bare)
        return tuple(Nearest("all", (), hard, p, bare) for p in products[:1])


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
