"""Searches outside conversations (a shop's search box, the API): what was looked for and found.

Nobody is named here, and personal data in the words is masked. Written behind the answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Engine, Index, String, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.privacy.masking import mask
from assistant.storage.behind import Behind
from assistant.storage.learning import ShownListRow
from assistant.storage.orders import utc_now
from assistant.storage.tables import Base, UtcTime
from assistant.understanding.clean import clean_message
from ranking.types import Event

KEPT_CHARS = 300
_AT_ONCE = 500


class SearchRow(Base):
    """One search."""

    __tablename__ = "searches"
    # All that counting reads, so that no row has to be looked up.
    __table_args__ = (Index("ix_searches_counted", "at", "found", "said"),)
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    """That of its list, which events on it name."""
    at: Mapped[datetime] = mapped_column(UtcTime)
    said: Mapped[str] = mapped_column(Text)
    """Its beginning, personal data masked."""
    found: Mapped[int]
    """Products in the answer."""
    shown: Mapped[list[str]] = mapped_column(JSON)
    """Their ids, best first."""


class SearchLog:
    """Keeps searches behind the answer; safe to share between threads."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine = engine
        self._now = now
        self._behind = Behind("searches")

    def note(self, list_id: str, said: str, shown: Sequence[str]) -> None:
        """Keep one search, soon. One that cannot be kept is logged and left out."""
        at = self._now()
        self._behind.later(lambda: self._write(list_id, said, shown, at))

    def settle(self) -> None:
        """Wait until everything is written."""
        self._behind.settle()

    def close(self) -> None:
        """Write what waits."""
        self._behind.close()

    def since(self, at: datetime) -> Iterator[Mapping[str, Any]]:
        """Searches of then or later, oldest first: "id", "shopper" (empty: nobody in particular,
        or it is not kept any more), "conversation" (empty), "turn" (None), "text", "shown" and
        "at" (ISO 8601)."""
        wanted = (
            select(SearchRow, ShownListRow.shopper_id)
            .outerjoin(ShownListRow, ShownListRow.id == SearchRow.id)
            .where(SearchRow.at >= at)
            .order_by(SearchRow.at, SearchRow.id)
        )
        with Session(self._engine) as session:
            for row, shopper in session.execute(wanted).yield_per(_AT_ONCE):
                yield {
                    "id": row.id,
                    "shopper": shopper or "",
                    "conversation": "",
                    "turn": None,
                    "text": row.said,
                    "shown": row.shown,
                    "at": row.at.isoformat(),
                }

    def _write(self, list_id: str, said: str, shown: Sequence[str], at: datetime) -> None:
        row = SearchRow(
            id=list_id,
            at=at,
            said=mask(clean_message(said))[:KEPT_CHARS],
            found=len(shown),
            shown=list(shown),
        )
        with Session(self._engine) as session, session.begin():
            session.merge(row)


def places(engine: Engine, events: Sequence[Event]) -> dict[str, int]:
    """At which place, from 1 on, the product of each event stood in the list that it names; events
    of lists that are not kept are left out. By the events' ids."""
    wanted = list({one.list_id for one in events if one.list_id})
    shown: dict[str, Sequence[str]] = {}
    with Session(engine) as session:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            searched = select(SearchRow.id, SearchRow.shown).where(SearchRow.id.in_(some))
            shown |= {row[0]: row[1] for row in session.execute(searched)}
            kept = select(ShownListRow.id, ShownListRow.products, ShownListRow.chances)
            rows = session.execute(kept.where(ShownListRow.id.in_(some)))
            shown |= {row[0]: row[1][: len(row[2])] for row in rows}
    return {
        one.id: list(shown[one.list_id]).index(one.product_id) + 1
        for one in events
        if one.product_id in shown.get(one.list_id, ())
    }


def forget_searches(engine: Engine, before: datetime) -> None:
    """Erase searches of before a time."""
    with Session(engine) as session, session.begin():
        session.execute(delete(SearchRow).where(SearchRow.at < before))
