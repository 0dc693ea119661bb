"""Running stories: in which order, on which store, and what is told at the end."""

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.stories.play import play
from assistant.stories.stores import StoreNotHere, Stores
from assistant.stories.types import Result, Story, Verdict


def by_store(stories: Iterable[Story]) -> list[Story]:
    """The stories so that each store is opened once, in the order of their first stories."""
    places: dict[object, int] = {}
    kept = list(stories)
    for story in kept:
        places.setdefault(story.store, len(places))
    return sorted(kept, key=lambda story: places[story.store])


def run_story(story: Story, stores: Stores, *, latency: bool = True) -> Result:
    """Play one story on its store, or skip it where the store's data is not at hand.

    Raises:
        DaogouError: the store cannot be opened.
    """
    try:
        opened = stores.open(story.store)
    except StoreNotHere as error:
        return Result(story, Verdict.SKIPPED, reason=str(error))
    opened.clock.set(story.now)
    return play(story, opened.assistant, opened.books, latency=latency)


def turn_p95(results: Iterable[Result]) -> float:
    """95th percentile of the latency of all turns, milliseconds; 0 without turns."""
    return _percentile(results, 95)


def summary(results: Sequence[Result]) -> str:
    """One line: what held, what did not, and how fast the turns were."""
    held = sum(result.verdict is Verdict.HELD for result in results)
    asides = [
        f"{count} {verdict.value}"
        for verdict in (Verdict.PENDING, Verdict.SKIPPED)
        if (count := sum(result.verdict is verdict for result in results))
    ]
    aside = f" ({', '.join(asides)})" if asides else ""
    turns = sum(len(result.turns_ms) for result in results)
    speed = (
        f"; {turns} turns, p50 {_percentile(results, 50):.0f} ms, p95 {turn_p95(results):.0f} ms"
    )
    return f"{held} of {len(results)} dialogues hold{aside}{speed if turns else ''}."


def _percentile(results: Iterable[Result], percent: float) -> float:
    turns = [spent for result in results for spent in result.turns_ms]
    return float(np.percentile(turns, percent)) if turns else 0.0
