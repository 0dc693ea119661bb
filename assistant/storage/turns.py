"""What each turn of the conversations was, for the shop's page: no answers, personal data masked.

Written behind the answer, so that no shopper waits for it.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, Float, Index, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.privacy.masking import mask
from assistant.storage.behind import Behind
from assistant.storage.orders import utc_now
from assistant.storage.tables import Base, UtcTime
from assistant.types import Reply

KEPT_CHARS = 300
"""So much of a message is kept here; all of it is in its conversation."""


class TurnRow(Base):
    """One turn; a turn that is tried again replaces itself."""

    __tablename__ = "turns"
    # All that counting turns reads, so that no row has to be looked up.
    __table_args__ = (
        Index(
            "ix_turns_counted", "at", "conversation_id", "intent", "action", "topic", "latency_ms"
        ),
    )
    conversation_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime)
    intent: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(40))
    topic: Mapped[str] = mapped_column(String(200))
    """The category of the first product shown; empty: none was."""
    shown: Mapped[int]
    """Products in the answer."""
    said: Mapped[str] = mapped_column(Text)
    """The message's beginning, personal data masked."""
    mood: Mapped[float] = mapped_column(Float)
    latency_ms: Mapped[float] = mapped_column(Float)


def turn_row(said: str, reply: Reply, at: datetime) -> TurnRow:
    """The row of one turn.

    Args:
        said: the shopper's message.
        reply: as it was answered, its latency known.
    """
    path = reply.cards[0].product.category if reply.cards else ()
    return TurnRow(
        conversation_id=reply.conversation_id,
        turn=reply.turn,
        at=at,
        intent=reply.intent.value,
        action=reply.action[:40],
        topic=path[-1][:200] if path else "",
        shown=len(reply.cards),
        said=mask(said)[:KEPT_CHARS],
        mood=reply.sentiment.score,
        latency_ms=reply.latency_ms,
    )


class TurnLog:
    """Keeps turns behind the answer; safe to share between threads."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine = engine
        self._now = now
        self._behind = Behind("turns")

    def note(self, said: str, reply: Reply) -> None:
        """Keep one turn, soon. One that cannot be kept is logged and left out."""
        at = self._now()
        self._behind.later(lambda: self._write(said, reply, at))

    def settle(self) -> None:
        """Wait until everything is written."""
        self._behind.settle()

    def close(self) -> None:
        """Write what waits."""
        self._behind.close()

    def _write(self, said: str, reply: Reply, at: datetime) -> None:
        with Session(self._engine) as session, session.begin():
            session.merge(turn_row(said, reply, at))
