"""What goes on in the shop's conversations, in numbers that the database counts, for some days.

asked     turns, intents, categories shown, searches without a result, times
judged    thumbs, satisfaction, hand-offs, and what became of the lists that were shown
searched  searches outside conversations
talks     conversations, listed and searched
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine

from assistant.insights.asked import (
    Busy,
    Spread,
    Times,
    Unmet,
    busy_days,
    by_intent,
    by_topic,
    times,
    unmet,
)
from assistant.insights.judged import (
    Hands,
    Lists,
    Thumbs,
    handed_on,
    rated,
    shown_lists,
    thumbs,
)
from assistant.insights.searched import Searched, Wanted, searched
from assistant.insights.span import Span
from assistant.insights.talks import Talk, Talks, talk_times, talks
from assistant.storage.engine import reading
from assistant.storage.orders import reachable

__all__ = [
    "Busy",
    "Hands",
    "Insights",
    "Lists",
    "Overview",
    "Searched",
    "Span",
    "Spread",
    "Talk",
    "Talks",
    "Thumbs",
    "Times",
    "Unmet",
    "Wanted",
]

from assistant.insights.overview import Overview


class Insights:
    """Safe to share between threads. Raises ``BackendError`` when the database is away."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def overview(self, days: int) -> Overview:
        """All numbers of the last ``days`` days, today included (UTC)."""
        span = Span.of(self._now(), days)
        with reachable(), reading(self._engine) as connection:
            return Overview(
                span,
                busy_days(connection, span),
                by_intent(connection, span),
                by_topic(connection, span),
                unmet(connection, span),
                times(connection, span),
                thumbs(connection, span),
                rated(connection, span),
                handed_on(connection, span),
                shown_lists(connection, span),
                searched(connection, span),
            )

    def talks(self, *, words: str = "", days: int = 3650, page: int = 1) -> Talks:
        """One page of conversations, the newest first; with ``words`` only those in which the
        shopper said them."""
        since = self._now() - timedelta(days=days)
        with reachable(), reading(self._engine) as connection:
            return talks(connection, words, since, page)

    def talk_times(self, conversation_id: str) -> dict[int, datetime]:
        """When each turn of a conversation was."""
        with reachable(), reading(self._engine) as connection:
            return talk_times(connection, conversation_id)
