"""Learning from what shoppers do with the lists they saw: durable, bounded, and off by a setting.

A list that was shown is remembered with the terms of its products (``shown_lists``). When something
is done with one of them, the weights move a little (``ranking.online``) and the next list is
ordered by them. Lists and weights are written behind the answer.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

import numpy as np

from assistant.outcome import Considered
from assistant.shown_lists import ShownLists, list_made, terms_of
from assistant.storage.behind import Behind
from assistant.storage.learning import LearningStore, Snapshot
from assistant.types import Card
from ranking.exploration import chances, drawn_weights
from ranking.final import kind_of_list
from ranking.online import EVENT_WEIGHTS, Belief, Floats, learn, looks
from ranking.types import Event

log = logging.getLogger(__name__)

SNAPSHOT_EVERY = 100
"""Choices between two snapshots."""
LISTS_KEPT = timedelta(days=100)
"""So long lists are looked back at, for figures and for judging other orders; older ones are erased
at each start."""
LESSONS_KNOWN = 4096
"""Lessons remembered so that none is learned twice."""


class Learner:
    """The weights of one shop as they are now; safe to share between threads.

    Args:
        start: the shipped weights, by kind of list.
        learns: False: weights stay as they are and nothing is written.
        boldness: of exploration, see ``ranking.exploration.drawn_weights``; 0: none.
    """

    def __init__(
        self,
        store: LearningStore,
        start: Mapping[str, Belief],
        now: Callable[[], datetime],
        *,
        learns: bool = True,
        boldness: float = 0.0,
        seed: int | None = None,
    ) -> None:
        self._store = store
        self._start = dict(start)
        self._now = now
        self._learns = learns
        self._boldness = boldness
        self._rng = np.random.default_rng(seed)
        self._behind = Behind("learned weights and lists")
        self._lists = ShownLists(store, self._behind)
        self._lock = Lock()
        self._beliefs = dict(start)
        self._taught: OrderedDict[tuple[str, str, str], None] = OrderedDict()
        # Of what the database has only the queue's worker knows.
        self._written = dict(start)
        self._saved: dict[str, datetime | None] = {}
        self._reload(*start)

    def tidy(self) -> None:
        """Forget lists that were shown too long ago, behind the answers."""
        self._behind.later(lambda: self._store.forget_before(self._now() - LISTS_KEPT))

    def weights(self, kind: str) -> Floats:
        """``(k,)`` weights to order the next list of this kind by: the mean, or, where exploring,
        drawn anew."""
        with self._lock:
            belief = self._beliefs[kind]
            if not self._boldness:
                return belief.mean
            drawn: Floats = drawn_weights(belief, self._rng, 1, self._boldness)[0]
            return drawn

    def beliefs(self) -> Mapping[str, Belief]:
        """What is believed now, by kind."""
        with self._lock:
            return dict(self._beliefs)

    def shown(
        self,
        list_id: str,
        shopper_id: str,
        conversation_id: str,
        considered: Considered | None,
        shown: Sequence[str],
    ) -> bool:
        """Remember a list. False: it was made of other things than the ranking, or nobody learns.

        Args:
            considered: what the ranker chose from, with its terms.
            shown: ids of what was shown, first place first.
        """
        if considered is None or not self._learns:
            return False
        with self._lock:
            belief = self._beliefs[kind_of_list(considered.query)]
        made = list_made(
            considered,
            shown,
            belief.names,
            list_id=list_id,
            shopper_id=shopper_id,
            conversation_id=conversation_id,
            at=self._now(),
        )
        if made is None:
            return False
        if self._boldness:
            made = replace(made, chances=self._chances(belief, terms_of(made), len(shown)))
        self._lists.keep(made)
        return True

    def listed(
        self,
        cards: tuple[Card, ...],
        list_id: str,
        shopper_id: str,
        conversation_id: str,
        considered: Considered | None,
    ) -> tuple[Card, ...]:
        """The cards with the list that they stand in, where it is remembered."""
        ids = [card.product.id for card in cards]
        if not self.shown(list_id, shopper_id, conversation_id, considered, ids):
            return cards
        return tuple(replace(card, list_id=list_id) for card in cards)

    def happened(self, event: Event) -> bool:
        """Learn from what was done; False: it says nothing about any list."""
        if not self._learns or not EVENT_WEIGHTS.get(event.kind):
            return False
        seen = self._lists.of(event)
        if seen is None or event.product_id not in seen.shown:
            return False
        taken, places = seen.shown.index(event.product_id), len(seen.shown)
        lesson = (seen.id, event.product_id, event.kind.value)
        with self._lock:
            belief = self._beliefs[seen.kind]
            if lesson in self._taught or len(seen.terms[0]) != len(belief.names):
                return False
            self._taught[lesson] = None
            if len(self._taught) > LESSONS_KNOWN:
                self._taught.popitem(last=False)
            after = learn(belief, terms_of(seen)[:places], taken, event.kind, looks(places))
            self._beliefs[seen.kind] = after
        self._behind.later(lambda: self._save(seen.kind))
        return after is not belief

    @property
    def learns(self) -> bool:
        """False: weights stay as they are and nothing is written."""
        return self._learns

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Weights to go back to, the newest first."""
        return self._store.snapshots()

    def go_back(self, number: int) -> bool:
        """Take a snapshot's weights again; False: there is none of this number."""

        def back() -> bool:
            kind = self._store.go_back(number, self._now())
            self._reload(*([kind] if kind in self._start else ()))
            return kind is not None

        return self._behind.in_turn(back)

    def reset(self) -> None:
        """Take the shipped weights again; snapshots stay."""

        def anew() -> None:
            self._store.reset()
            self._reload(*self._start)

        self._behind.in_turn(anew)

    def forget(self, shopper_id: str, conversation_ids: Sequence[str] = ()) -> None:
        """Erase the lists that somebody saw. Weights say nothing about anybody and stay."""
        self._lists.forget(shopper_id, conversation_ids)

    def settle(self) -> None:
        """Wait until everything is written."""
        self._behind.settle()

    def close(self) -> None:
        """Write what waits; nothing is learned afterwards."""
        self._behind.close()

    def _chances(self, belief: Belief, terms: Floats, places: int) -> tuple[float, ...]:
        with self._lock:
            known = chances(belief, terms, places, self._rng, boldness=self._boldness)
        return tuple(float(known[place, place]) for place in range(places))

    def _save(self, kind: str) -> None:
        """Write weights down; those that somebody else has put there since win."""
        with self._lock:
            belief = self._beliefs[kind]
        before = self._written[kind]
        if belief is before:
            return
        snapshot = belief.choices // SNAPSHOT_EVERY > before.choices // SNAPSHOT_EVERY
        at = self._now()
        if self._store.save(kind, belief, at, over=self._saved[kind], snapshot=snapshot):
            self._saved[kind], self._written[kind] = at, belief
        else:
            self._reload(kind)

    def _reload(self, *kinds: str) -> None:
        """Take what the database has; the shipped weights where it has none."""
        found = self._store.beliefs()
        for kind in kinds:
            kept, start = found.get(kind), self._start[kind]
            belief = start if kept is None else _read(kept.belief, start)
            self._saved[kind] = None if kept is None else kept.at
            self._written[kind] = belief
            with self._lock:
                self._beliefs[kind] = belief


def _read(data: Mapping[str, Any], start: Belief) -> Belief:
    """Kept weights; the shipped ones where those are damaged or of other terms."""
    try:
        read = Belief.from_json(data)
    except (KeyError, TypeError, ValueError):
        log.warning("The learned weights cannot be read: learning begins anew")
        return start
    return read if read.names == start.names else start
