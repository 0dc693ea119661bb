"""The lists that shoppers saw lately, with the terms of their products: what choices are made of.

Kept in memory for the next click and in the database behind it.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Lock

import numpy as np

from assistant.outcome import Considered
from assistant.storage.behind import Behind
from assistant.storage.learning import LearningStore, ShownList
from ranking.final import kind_of_list
from ranking.online import Floats
from ranking.types import Event

REMEMBERED = 4096
"""Lists kept in memory; older ones are read back when something is done with them."""
CANDIDATES_KEPT = 20
"""So many products of a list are kept: what was shown, and what could have been."""
ATTRIBUTED = timedelta(hours=1)
"""So long after a list may something be done that does not name it."""
LATEST = 20
"""Lists of one shopper among which such a deed is looked for."""


class ShownLists:
    """Of one shop; safe to share between threads."""

    def __init__(self, store: LearningStore, behind: Behind) -> None:
        self._store = store
        self._behind = behind
        self._lists: OrderedDict[str, ShownList] = OrderedDict()
        self._latest: OrderedDict[str, list[str]] = OrderedDict()
        self._lock = Lock()

    def keep(self, made: ShownList) -> None:
        """Remember a list."""
        with self._lock:
            self._lists[made.id] = made
            if made.shopper_id:
                mine = self._latest.setdefault(made.shopper_id, [])
                mine.append(made.id)
                del mine[:-LATEST]
                self._latest.move_to_end(made.shopper_id)
            for kept in (self._lists, self._latest):
                while len(kept) > REMEMBERED:
                    kept.popitem(last=False)
        self._behind.later(lambda: self._store.keep([made]))

    def of(self, event: Event) -> ShownList | None:
        """The list that an event names, else the shopper's latest one with the product."""
        if event.list_id:
            with self._lock:
                known = self._lists.get(event.list_id)
            return known or self._store.list_of(event.list_id)
        with self._lock:
            mine = [self._lists.get(one) for one in self._latest.get(event.shopper_id, ())]
        for one in reversed(mine):
            if one and event.product_id in one.shown and event.at - one.at < ATTRIBUTED:
                return one
        return None

    def forget(self, shopper_id: str, conversation_ids: Sequence[str] = ()) -> None:
        """Erase the lists that somebody saw, those too that are still to be written."""
        with self._lock:
            self._latest.pop(shopper_id, None)
            for one in list(self._lists.values()):
                theirs = bool(shopper_id) and one.shopper_id == shopper_id
                if theirs or one.conversation_id in conversation_ids:
                    del self._lists[one.id]
        self._behind.in_turn(lambda: self._store.forget(shopper_id, conversation_ids))


def list_made(
    considered: Considered | None,
    shown: Sequence[str],
    names: Sequence[str],
    *,
    list_id: str,
    shopper_id: str,
    conversation_id: str,
    at: datetime,
) -> ShownList | None:
    """What was shown, then what else could have been, with the terms of each; its chances are 1.

    Args:
        considered: what the ranker chose from.
        shown: ids of what was shown, first place first.
        names: of the terms to keep.

    Returns:
        None: the list was made of other things than the ranking.
    """
    if considered is None or not shown:
        return None
    ranked = {one.product_id: one for one in considered.ranked}
    if not all(one in ranked for one in shown):
        return None
    others = [one for one in ranked if one not in set(shown)]
    products = (*shown, *others)[: max(CANDIDATES_KEPT, len(shown))]
    if not all(name in ranked[one].terms for one in products for name in names):
        return None
    terms = tuple(tuple(round(ranked[one].terms[n], 4) for n in names) for one in products)
    return ShownList(
        list_id,
        shopper_id,
        conversation_id,
        at,
        kind_of_list(considered.query),
        considered.query,
        products,
        terms,
        (1.0,) * len(shown),
    )


def terms_of(made: ShownList) -> Floats:
    """``(n, k)`` of a list's products, those that were shown first."""
    return np.array(made.terms)
