"""Finding products within limits; when nothing fits, saying so with the nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.asking import MOST_IN_A_ROW, Question, best_question
from assistant.limits import soften
from assistant.outcome import Outcome, Stopwatch
from assistant.parts import Catalogue
from assistant.remembered import Pending
from assistant.reply.chips import measure_said
from assistant.reply.words import Words
from assistant.service.cards import as_shown
from assistant.service.further import Further, further, in_order
from assistant.service.near_misses import NearMisses, keep_of
from assistant.service.nearest import open_measure
from assistant.service.search import CatalogueSearch, Found, Keep, what_it_is
from assistant.settings import Settings
from assistant.state import DialogueState
from assistant.topic import content
from assistant.types import Action
from ranking.types import Ranked, Shopper
from retrieval.types import Constraints, Facets, PriceRange, Product, Sort

_ASKS = ("new", "refine", "narrowed", "indifferent")
"""Ways to find things after which a question may help."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """Who is served, and the clock of the turn."""

    shopper: Shopper | None
    clock: Stopwatch


class Finder:
    """Answers "find", "recommend" and "explain" actions."""

    def __init__(self, store: Catalogue, search: CatalogueSearch, settings: Settings) -> None:
        self._store = store
        self._search = search
        self._settings = settings
        self._misses = NearMisses(store, search)

    def find(
        self, state: DialogueState, action: Action, shopper: Shopper | None, clock: Stopwatch
    ) -> Outcome:
        """Carry out a "find": show what fits, or say what comes nearest."""
        visit = _Visit(shopper, clock)
        mode = str(action.slots.get("mode", "new"))
        wishes = self._further(state, action)
        unknown = next((wish for wish in wishes if not wish.known), None)
        if unknown is not None and len(wishes) == 1:
            return self._misses.not_stated(state, unknown, action)
        if "furthest" in action.slots:
            if most := self._furthest(state, action, visit):
                return most
            state = state.with_(topic=str(action.slots["topic"]))
        if mode == "similar":
            return self._similar(state, str(action.slots["id"]), wishes, visit)
        wanted = _with_wishes(state, wishes)
        keep = keep_of(wanted, wanted.seen if mode == "more" else ())
        found = self._look(wanted, wishes, keep, visit)
        if not found.ranked and wanted.bounds and not wishes and mode != "more":
            free = wanted.with_(bounds=())
            found = self._look(free, wishes, keep_of(free), visit)
            given_up = {"mode": "unbounded", "bounds": wanted.bounds}
            if found.ranked:
                return shown("show_products", given_up, free, found.ranked)
        told = tuple(wish for wish in wishes if wish.known)
        slots: dict[str, object] = {"mode": mode, "missing": (), "further": told}
        sought, unstated = wanted, tuple[str, ...]()
        if not found.ranked and wanted.constraints.measures:
            sought, unstated = self._without_unstated(wanted, keep)
            if unstated:
                found = self._look(sought, wishes, keep, visit)
                slots["missing"] = unstated
        if not found.ranked and mode in ("more", "without"):
            return Outcome(Action("no_more", slots), state, helped=None)
        limits = sought.constraints
        if not found.ranked and limits.include.attributes and not told:
            found, kept = self._without_some_attributes(sought, keep, visit)
            missing = (a for a in limits.include.attributes if a not in kept)
            slots["missing"] = (*unstated, *missing)
        if not found.ranked:
            return self._misses.nothing(state, sought.with_(topic=wanted.topic), told, clock)
        if mode in ("new", "refine") and not wanted.need and wanted.language == "en":
            unnamed = self._search.unnamed(wanted.topic, limits, found.ranked)
            slots["missing"] = (*slots["missing"], *unnamed)  # type: ignore[misc]
        near = found.closeness < self._settings.sure_closeness
        slots["near"] = near
        sure = not (near or slots["missing"] or told or state.failures > 0)
        question = self._question(wanted, found) if mode in _ASKS and sure else None
        return shown("show_products", slots, wanted, found.ranked, question)

    def recommend(
        self, state: DialogueState, action: Action, shopper: Shopper | None, clock: Stopwatch
    ) -> Outcome:
        """What this shopper may like, within limits and without a topic."""
        found = self._search.look("", state.constraints, shopper, clock, keep_of(state))
        known = shopper is not None and bool(shopper.history)
        if not found.ranked:
            return Outcome(Action("recommend_none"), state, helped=False)
        return shown("recommend", {"known": known}, state, found.ranked)

    def explain(
        self, state: DialogueState, action: Action, shopper: Shopper | None, clock: Stopwatch
    ) -> Outcome:
        """Why a product is shown: the ranker's reasons, and the limits that it holds."""
        product_id = str(action.slots["id"])
        found = self._search.look(
            state.topic, state.constraints, shopper, clock, keep_of(state), need=state.need
        )
        place = next(
            (r for r in (*found.ranked, *found.candidates) if r.product_id == product_id), None
        )
        return Outcome(Action("explain", {"id": product_id, "ranked": place}), state)

    def _further(self, state: DialogueState, action: Action) -> tuple[Further, ...]:
        """The relative wishes of an action, measured by the products that it names."""
        mode, slots = action.slots.get("mode"), action.slots
        ids = (slots["id"],) if mode == "similar" else slots.get("ids", ())
        anchors = [self._store.get(product_id) for product_id in ids]
        slight, limits = bool(slots.get("slight")), state.constraints
        found = []
        for wish in slots.get("relative", ()):
            one = further(wish, limits, anchors, slight=slight)
            limits = one.limits or limits
            found.append(one)
        return tuple(found)

    def _furthest(self, state: DialogueState, action: Action, visit: _Visit) -> Outcome | None:
        """The products of the kind whose records state most or least of something, the furthest
        first; None: fewer than two state it."""
        aspect, sign = action.slots["furthest"]
        with visit.clock("retrieve"):
            limits, keep = state.constraints, keep_of(state)
            found = self._search.products(state.topic, limits, keep, need=state.need)
            sought = frozenset(content(state.topic))
            if sought and not limits.include.categories:
                found = [product for product in found if sought & what_it_is(product)]
            stated = in_order(aspect, sign, found)
        if len(stated) < 2:
            return None
        slots = {
            "mode": "furthest",
            "furthest": (aspect, sign, stated[0][1].said, len(stated), len(found)),
        }
        ids = [product.id for product, _ in stated[: self._settings.top_shown]]
        return shown("show_products", slots, state, as_shown(self._store, ids))

    def _look(
        self, wanted: DialogueState, wishes: Sequence[Further], keep: Keep | None, visit: _Visit
    ) -> Found:
        """What a search brings; for "a bit cheaper" what is only a step away comes first."""
        found = self._search.look(
            wanted.topic, wanted.constraints, visit.shopper, visit.clock, keep, need=wanted.need
        )
        step = next((wish.step for wish in wishes if wish.step is not None), None)
        if step is None:
            return found
        every = found.candidates or found.ranked
        near = sorted(every, key=lambda one: not _within(step, self._store.get(one.product_id)))
        top = tuple(near)[: self._settings.top_shown]
        return replace(found, ranked=top, candidates=tuple(near))

    def _question(self, state: DialogueState, found: Found) -> Question | None:
        """A question that would narrow a broad need down, unless two were asked just now."""
        if state.asked_in_a_row >= MOST_IN_A_ROW or state.constraints.sort is not Sort.RELEVANCE:
            return None
        return best_question(
            [self._store.get(one.product_id) for one in found.candidates],
            [one.score for one in found.candidates],
            state.constraints,
            state.topic,
            state.asked,
            self._settings.top_shown,
        )

    def _without_unstated(
        self, state: DialogueState, keep: Keep | None
    ) -> tuple[DialogueState, tuple[str, ...]]:
        """A measure that no product of the kind states cannot be held by any: it is a wish, whose
        words join the search. Gives the state to search with, and those words."""
        limits, words = state.constraints, Words(state.language)
        bare = replace(limits, include=replace(limits.include, attributes=()))
        unstated = tuple(
            one
            for one in limits.measures
            if not self._search.products(
                state.topic, replace(bare, measures=(open_measure(one),)), keep, need=state.need
            )
        )
        if not unstated:
            return state, ()
        said = tuple(measure_said(one, words) for one in unstated)
        rest = replace(limits, measures=tuple(m for m in limits.measures if m not in unstated))
        return state.with_(topic=f"{state.topic} {' '.join(said)}", constraints=rest), said

    def _without_some_attributes(
        self, state: DialogueState, keep: Keep | None, visit: _Visit
    ) -> tuple[Found, tuple[str, ...]]:
        """Free words are wishes: give up as few as bring something, one first, then all."""
        limits = state.constraints
        for kept in soften(limits.include.attributes):
            softer = replace(limits, include=replace(limits.include, attributes=kept))
            found = self._search.look(
                state.topic, softer, visit.shopper, visit.clock, keep, need=state.need
            )
            if found.ranked:
                return found, kept
        return Found((), 0.0), limits.include.attributes

    def _similar(
        self, state: DialogueState, product_id: str, wishes: Sequence[Further], visit: _Visit
    ) -> Outcome:
        product = self._store.get(product_id)
        limits = replace(
            Constraints(),
            price=state.constraints.price,
            include=Facets(categories=product.category[-1:]),
            exclude=state.constraints.exclude,
        )
        for wish in wishes:
            limits = replace(limits, price=wish.limits.price) if wish.limits else limits
        topic = " ".join(product.category[-1:]) or product.title
        fresh = state.with_(topic=topic, need=False, seen=(product_id,)).limited(limits, "inferred")
        fresh = _with_bounds(fresh, wishes)
        keep = keep_of(fresh, {product_id})
        found = self._search.look(product.title, limits, visit.shopper, visit.clock, keep)
        if not found.ranked:
            fresh = fresh.limited(replace(limits, include=Facets()), "inferred")
            found = self._search.look(
                product.title, fresh.constraints, visit.shopper, visit.clock, keep
            )
        if not found.ranked:
            return Outcome(Action("no_more", {"mode": "similar"}), state, helped=None)
        slots = {"mode": "similar", "of": product_id}
        return shown("show_products", slots, fresh, found.ranked)


def _with_wishes(state: DialogueState, wishes: Sequence[Further]) -> DialogueState:
    """The state with relative wishes in force, as limits that were inferred."""
    for wish in wishes:
        if wish.limits is not None:
            state = state.limited(wish.limits, "inferred")
    return _with_bounds(state, wishes)


def _with_bounds(state: DialogueState, wishes: Sequence[Further]) -> DialogueState:
    for wish in wishes:
        if wish.bound is not None:
            state = state.bounded(wish.bound)
    return state


def _within(range_: PriceRange, product: Product) -> bool:
    price = product.price
    return price is not None and (range_.min or 0) <= price <= (range_.max or price)


def shown(
    name: str,
    slots: Mapping[str, object],
    state: DialogueState,
    ranked: Sequence[Ranked],
    question: Question | None = None,
) -> Outcome:
    """An outcome that puts these products on display, with a question or without."""
    ids = tuple(one.product_id for one in ranked)
    after = state.with_(
        shown=ids,
        seen=tuple(dict.fromkeys((*state.seen, *ids))),
        focus=ids[0] if len(ids) == 1 else "",
        asked_in_a_row=0,
    )
    if question is not None:
        after = after.with_(
            pending=Pending("narrow", reason=question.facet, options=question.choices),
            asked=(*state.asked, question.facet),
            asked_in_a_row=state.asked_in_a_row + 1,
        )
    return Outcome(Action(name, {**slots, "ids": ids, "asks": question}), after, tuple(ranked))
