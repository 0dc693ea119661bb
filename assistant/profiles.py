"""Shoppers as ranking may know them, and their profiles for them to see, correct and switch off."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple

from assistant.customers import with_events
from assistant.errors import ProfileError
from assistant.storage import ShopData
from assistant.storage.profile_choices import Choices, ProfileChoices
from ranking.item_features import ItemFeatures
from ranking.profile import KINDS, profile_of, usable
from ranking.segments import NONE, departments_of, find_segments, vector_of
from ranking.texts import profile_words
from ranking.types import Event, Profile, Shopper

FRESH = timedelta(hours=1)
"""So long a profile of the same events stays true enough: it only fades."""
REMEMBERED = 2048
MOST_EVENTS = 100_000
"""Of all shoppers, the latest, that are looked at together."""
SEGMENTED = timedelta(days=365)
"""What was done before says nothing of the group somebody belongs to."""


class _Made(NamedTuple):
    """A profile, and what it was made of."""

    shopper: Shopper
    choices: Choices
    at: datetime
    profile: Profile


class ShopperProfiles:
    """Of one shop. Safe to share between threads; what was said lasts.

    Args:
        customers: those the store came with; all others are known by their events alone.
    """

    def __init__(
        self,
        choices: ProfileChoices,
        data: ShopData,
        customers: Sequence[Shopper],
        items: ItemFeatures,
        now: Callable[[], datetime],
    ) -> None:
        self._choices = choices
        self._data = data
        self._customers = {one.id: one for one in customers}
        self._items = items
        self._now = now
        self._segments = NONE
        self._made: dict[str, _Made] = {}
        self._lock = Lock()

    @property
    def customers(self) -> tuple[str, ...]:
        """Ids of the customers that the store came with."""
        return tuple(self._customers)

    def shopper(self, shopper_id: str) -> Shopper:
        """A shopper as ranking may know them: up to the last event, within what they allow."""
        choices = self._choices.of(shopper_id)
        return self._allowed(self._known(shopper_id, choices), choices)

    def everybody(self, since: datetime | None = None) -> tuple[Shopper, ...]:
        """All shoppers that did anything and let it be used, as ranking may know them: what they
        did since a time (None: all). What the store came with is part of it."""
        said = self._choices.every()
        events: dict[str, list[Event]] = {one: [] for one in self._customers}
        for event in self._data.latest_events(since, MOST_EVENTS):
            events.setdefault(event.shopper_id, []).append(event)
        found = []
        for shopper_id, more in events.items():
            choices = said.get(shopper_id, Choices())
            known = self._came_with(shopper_id, choices)
            if since is not None:
                lately = [one for one in known.events if one.at >= since]
                known = with_events(Shopper(shopper_id, known.name), lately)
            found.append(self._allowed(with_events(known, more), choices))
        return tuple(one for one in found if one.history or one.disliked)

    def prepare(self) -> None:
        """Find the groups of shoppers, beside whatever else is done; until then profiles name
        none."""
        items, now = self._items, self._now()
        departments = departments_of([product.category for product in items.products])
        vectors = (
            vector_of(one, items.get, items.level, now, departments)
            for one in self.everybody(now - SEGMENTED)
        )
        self._segments = find_segments([one for one in vectors if one is not None], departments)
        with self._lock:
            self._made.clear()

    def uses(self, shopper_id: str) -> bool:
        """Whether what a shopper does may be used for anything."""
        return self._choices.of(shopper_id).used

    def of(self, shopper_id: str) -> Profile:
        """The profile up to the last event; an empty one for somebody unknown."""
        choices = self._choices.of(shopper_id)
        known = self._known(shopper_id, choices)
        if not choices.used:
            return Profile(shopper_id, known.name, stopped=choices.stopped, used=False)
        now = self._now()
        made = self._made.get(shopper_id)
        if made and made[:2] == (known, choices) and now - made.at < FRESH:
            return made.profile
        profile = self._profile(known, choices, now)
        with self._lock:
            if len(self._made) >= REMEMBERED:
                self._made.clear()
            self._made[shopper_id] = _Made(known, choices, now, profile)
        return profile

    def stop(self, shopper_id: str, kind: str, value: str) -> Profile:
        """Never use an affinity again; doing it twice changes nothing.

        Raises:
            ProfileError: no such kind, or too much.
        """
        self._choices.stop(shopper_id, _kind(kind), value)
        return self.of(shopper_id)

    def resume(self, shopper_id: str, kind: str, value: str) -> Profile:
        """Take back a ``stop``. Raises ProfileError: no such kind."""
        self._choices.resume(shopper_id, _kind(kind), value)
        return self.of(shopper_id)

    def use(self, shopper_id: str, used: bool) -> Profile:
        """Switch everything that is made of a shopper's behaviour off or on."""
        self._choices.use(shopper_id, used)
        return self.of(shopper_id)

    def forget(self, shopper_id: str) -> None:
        """Erase what a shopper said of the profile."""
        self._choices.forget(shopper_id)
        with self._lock:
            self._made.pop(shopper_id, None)

    def _known(self, shopper_id: str, choices: Choices) -> Shopper:
        known = self._came_with(shopper_id, choices)
        return with_events(known, self._data.events(shopper_id))

    def _came_with(self, shopper_id: str, choices: Choices) -> Shopper:
        nobody = Shopper(shopper_id)
        return nobody if choices.forgotten else self._customers.get(shopper_id, nobody)

    def _allowed(self, known: Shopper, choices: Choices) -> Shopper:
        if not choices.used:
            return Shopper(known.id, known.name)
        return usable(known, choices.stopped, self._items.get, self._items.level)

    def _profile(self, known: Shopper, choices: Choices, now: datetime) -> Profile:
        items = self._items
        made = profile_of(known, items.get, items.level, now, choices.stopped)
        allowed = self._allowed(known, choices)
        past = [product for one in allowed.history if (product := items.get(one)) is not None]
        vector = vector_of(allowed, items.get, items.level, now, self._segments.departments)
        return replace(made, words=profile_words(past), segment=self._segments.of(vector))


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise ProfileError(f"A profile has no '{kind}': choose one of {', '.join(KINDS)}.")
    return kind
