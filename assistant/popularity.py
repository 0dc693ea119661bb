"""What is popular now: what many shoppers took an interest in lately."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

import numpy as np

from assistant.profiles import ShopperProfiles
from ranking.item_features import ItemFeatures
from ranking.profile import WEIGHTS, faded
from ranking.types import Event
from retrieval.bert import Floats

LATELY = timedelta(days=30)
HALF_LIFE_DAYS = 10.0
FEW = 10.0
"""Weight (two purchases) up to which it says little that somebody took an interest."""
FRESH = timedelta(minutes=10)
"""So long what was counted serves."""


class Popularity:
    """Of one shop. Safe to share between threads.

    A shopper counts once for a product, by the strongest thing done, so that nobody makes a thing
    popular alone; one who switched the profile off does not count.
    """

    def __init__(
        self, profiles: ShopperProfiles, items: ItemFeatures, now: Callable[[], datetime]
    ) -> None:
        self._profiles = profiles
        self._items = items
        self._now = now
        self._counted: tuple[datetime, Floats] | None = None
        self._lock = Lock()

    def lately(self) -> Floats:
        """``(n,)``: ln(1 + weight / ``FEW``) of what was done with each product, 0: nothing. While
        it is counted anew, others get what was counted before."""
        now, counted = self._now(), self._counted
        if counted is not None and now - counted[0] <= FRESH:
            return counted[1]
        if counted is not None and self._lock.locked():
            return counted[1]
        with self._lock:
            latest = self._counted
            if latest is None or latest is counted:
                self._counted = latest = now, self._count(now)
            return latest[1]

    def _count(self, now: datetime) -> Floats:
        total = np.zeros(len(self._items.products), np.float32)
        for shopper in self._profiles.everybody(now - LATELY):
            strongest: dict[int, float] = {}
            for event in shopper.events:
                row = self._items.row(event.product_id)
                if row is not None:
                    strongest[row] = max(strongest.get(row, 0.0), _weight(event, now))
            for row, weight in strongest.items():
                total[row] += weight
        counted: Floats = np.log1p(total / FEW)
        return counted


def _weight(event: Event, now: datetime) -> float:
    return WEIGHTS[event.kind] * faded(event, now, HALF_LIFE_DAYS)
