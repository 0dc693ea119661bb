"""All numbers of one span together, and the few that say most."""

from dataclasses import dataclass

from assistant.insights.asked import Busy, Spread, Times, Unmet
from assistant.insights.judged import Hands, Lists, Thumbs
from assistant.insights.searched import Searched
from assistant.insights.span import Span


@dataclass(frozen=True, slots=True)
class Overview:
    """What the shop's page shows."""

    span: Span
    busy: Busy
    intents: Spread
    topics: Spread
    unmet: tuple[Unmet, ...]
    times: Times
    thumbs: Thumbs
    ratings: tuple[int, int, int, int, int]
    """How many were 1 (bad) .. 5 (good) satisfied."""
    hands: Hands
    lists: Lists
    searched: Searched
    """Outside conversations."""

    @property
    def turns(self) -> int:
        """All messages."""
        return sum(self.busy.turns)

    @property
    def liked(self) -> float | None:
        """Share of thumbs that point up, 0..1; None: there are none."""
        return share(sum(self.thumbs.up), sum(self.thumbs.up) + sum(self.thumbs.down))

    @property
    def satisfaction(self) -> float | None:
        """Mean rating, 1 (bad) .. 5 (good); None: nobody was asked and said."""
        told = sum(self.ratings)
        points = sum(value * count for value, count in enumerate(self.ratings, start=1))
        return points / told if told else None


def share(part: int, whole: int) -> float | None:
    """0..1; None of nothing."""
    return part / whole if whole else None
