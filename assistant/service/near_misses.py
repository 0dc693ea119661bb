"""What is said where a search brings nothing: the nearest, the furthest, or that none says it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.outcome import Outcome, Stopwatch
from assistant.parts import Catalogue
from assistant.remembered import Pending
from assistant.service.further import Further, extreme
from assistant.service.nearest import Nearest, nearest, without_limits
from assistant.service.search import CatalogueSearch, Keep
from assistant.state import DialogueState
from assistant.types import Action
from assistant.understanding.audience import for_others
from retrieval.types import Constraints, Product


class NearMisses:
    """Answers for searches that nothing fits."""

    def __init__(self, store: Catalogue, search: CatalogueSearch) -> None:
        self._store = store
        self._search = search

    def nothing(
        self,
        state: DialogueState,
        wanted: DialogueState,
        wishes: Sequence[Further],
        clock: Stopwatch,
    ) -> Outcome:
        """Say that nothing fits, and what one limit less would bring."""
        if wishes:
            return self._no_further(state, wishes[0], clock)
        limits, topic, keep = wanted.constraints, wanted.topic, keep_of(wanted)
        hard = replace(limits, include=replace(limits.include, attributes=()))

        def within(opened: Constraints) -> Sequence[Product]:
            return self._search.products(topic, opened, keep, need=wanted.need)

        with clock("retrieve"):
            options = nearest(limits, within)
            if not options and hard != limits:
                options = nearest(hard, within)
            if not options and hard != without_limits(hard):
                bare = without_limits(hard)
                options = tuple(Nearest("all", (), hard, p, bare) for p in within(bare)[:1])
        if not options and limits.audience:  # whom it is for may have been misheard
            bare = replace(without_limits(hard), audience=(), age=None)
            anyone = keep_of(wanted.with_(constraints=bare))
            found = self._search.products(topic, bare, anyone, need=wanted.need)
            options = tuple(Nearest("all", (), hard, product, bare) for product in found[:1])
        if not options:
            return Outcome(Action("nothing_found"), state, helped=False)
        offer = Pending("relax", constraints=options[0].relaxed)
        slots = {"nearest": options}
        after = wanted.with_(pending=offer, focus=options[0].product.id)
        return Outcome(Action("nothing_fits", slots), after, helped=False)

    def _no_further(self, state: DialogueState, wish: Further, clock: Stopwatch) -> Outcome:
        """There is nothing cheaper, lighter ...: the product that goes furthest. The search stays
        as it was."""
        with clock("retrieve"):
            pool = list(self._pool(state))
        if wish.than:
            pool.append(self._store.get(wish.than))
        if wish.aspect == "price":
            priced = [product for product in pool if product.price is not None]
            last = max(priced, key=lambda p: wish.sign * (p.price or 0), default=None)
        elif wish.aspect == "rating":
            last = max(pool, key=lambda product: product.rating or 0.0, default=None)
            wish = replace(wish, said=f"{last.rating or 0:g}" if last else "")
        else:
            best = extreme(wish.aspect, wish.sign, pool)
            last = best[0] if best else None
            wish = replace(wish, said=best[1].said if best else wish.said)
        if last is None:
            return Outcome(Action("nothing_found"), state, helped=False)
        slots = {"furthest": last.id, "further": (wish,)}
        return Outcome(Action("nothing_fits", slots), state.with_(focus=last.id), helped=False)

    def not_stated(self, state: DialogueState, wish: Further, action: Action) -> Outcome:
        """A wish that the records of what is shown do not speak of: others that do, else honestly
        that none does. "Bigger" of what comes in sizes asks for the size."""
        anchors = [self._store.get(product_id) for product_id in action.slots.get("ids", ())]
        sizes = tuple(dict.fromkeys(size for product in anchors for size in product.sizes))
        if wish.aspect == "size" and sizes:
            return Outcome(Action("ask", {"what": "relative_sizes", "sizes": sizes}), state)
        pool = self._pool(state)
        best = extreme(wish.aspect, wish.sign, pool)
        slots = {"what": "relative", "aspect": wish.aspect, "sign": wish.sign}
        if best is None:
            return Outcome(Action("ask", slots), state, helped=False)
        product, amount = best
        focused = state.with_(focus=product.id)
        of = tuple(one.id for one in anchors)
        told = {**slots, "what": "relative_known", "id": product.id, "said": amount.said, "of": of}
        return Outcome(Action("ask", told), focused, helped=None)

    def _pool(self, state: DialogueState) -> Sequence[Product]:
        """What the search of a state can bring."""
        limits, keep = state.constraints, keep_of(state)
        return self._search.products(state.topic, limits, keep, need=state.need)


def keep_of(state: DialogueState, skip: Collection[str] = ()) -> Keep | None:
    """What may be shown: nothing turned down, nothing to be skipped, nothing that is made for other
    people, all within the bounds."""
    out, bounds = {*state.refused, *skip}, state.bounds
    whom, age = state.constraints.audience, state.constraints.age
    if not out and not bounds and not whom:
        return None
    return lambda product: (
        product.id not in out
        and all(one.holds(product) for one in bounds)
        and not for_others(product.title, whom, age)
    )
