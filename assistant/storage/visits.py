"""Whose a conversation is and when it last went on: what forgetting and retention go by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import Engine, String, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.storage.orders import reachable, utc_now
from assistant.storage.tables import Base, UtcTime

STALE = timedelta(hours=1)
"""How far ``last_at`` may lie behind: a turn need not wait for a write that says little."""
_REMEMBERED = 4096


class VisitRow(Base):
    """One conversation."""

    __tablename__ = "visits"
    conversation_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    shopper_id: Mapped[str] = mapped_column(String(200), index=True)
    customer_id: Mapped[str] = mapped_column(String(200), index=True)
    began: Mapped[datetime] = mapped_column(UtcTime)
    last_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose a conversation is; an id that is not known is empty."""

    conversation_id: str
    shopper_id: str = ""
    customer_id: str = ""
    """Verified."""


class Visits:
    """All conversations of a shop; safe to share between threads.

    Every method raises ``BackendError`` when the database cannot be reached.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine = engine
        self._now = now
        self._kept: dict[Visit, datetime] = {}
        self._lock = Lock()

    def note(self, visit: Visit) -> None:
        """A turn of a conversation; what is known already is not written again within an hour."""
        now = self._now()
        with self._lock:
            if now - self._kept.get(visit, datetime.min.replace(tzinfo=now.tzinfo)) < STALE:
                return
        with reachable():
            try:
                self._write(visit, now)
            except IntegrityError:  # another turn has noted the conversation meanwhile
                self._write(visit, now)
        with self._lock:
            if len(self._kept) >= _REMEMBERED:
                self._kept.clear()
            self._kept[visit] = now

    def _write(self, visit: Visit, now: datetime) -> None:
        with Session(self._engine) as session, session.begin():
            row = session.get(VisitRow, visit.conversation_id)
            if row is None:
                row = VisitRow(conversation_id=visit.conversation_id, began=now)
                session.add(row)
            # Whoever logs out of a conversation was in it all the same.
            row.shopper_id = visit.shopper_id or row.shopper_id or ""
            row.customer_id = visit.customer_id or row.customer_id or ""
            row.last_at = now

    def of(self, *, shopper_id: str = "", customer_id: str = "") -> tuple[str, ...]:
        """Ids of the conversations of a shopper or a customer, oldest first; of nobody none."""
        whose = []
        if shopper_id:
            whose.append(VisitRow.shopper_id == shopper_id)
        if customer_id:
            whose.append(VisitRow.customer_id == customer_id)
        if not whose:
            return ()
        wanted = select(VisitRow.conversation_id).where(or_(*whose)).order_by(VisitRow.began)
        with reachable(), Session(self._engine) as session:
            return tuple(session.scalars(wanted))

    def shopper_of(self, conversation_id: str) -> str:
        """The shopper of a conversation; empty: a guest, or it is not known."""
        wanted = select(VisitRow.shopper_id).where(VisitRow.conversation_id == conversation_id)
        with reachable(), Session(self._engine) as session:
            return session.scalar(wanted) or ""

    def began_since(self, first: datetime) -> tuple[str, ...]:
        """Ids of the conversations that began then or later, oldest first."""
        wanted = select(VisitRow.conversation_id).where(VisitRow.began >= first)
        with reachable(), Session(self._engine) as session:
            return tuple(session.scalars(wanted.order_by(VisitRow.began)))

    def before(self, last: datetime) -> tuple[str, ...]:
        """Ids of the conversations that nobody went on with since, longest ago first."""
        wanted = select(VisitRow.conversation_id).where(VisitRow.last_at < last)
        with reachable(), Session(self._engine) as session:
            return tuple(session.scalars(wanted.order_by(VisitRow.last_at)))

    def forget(self, conversation_ids: tuple[str, ...]) -> None:
        """Erase them from this list."""
        gone = delete(VisitRow).where(VisitRow.conversation_id.in_(conversation_ids))
        with reachable(), Session(self._engine) as session, session.begin():
            session.execute(gone)
        with self._lock:
            self._kept.clear()
