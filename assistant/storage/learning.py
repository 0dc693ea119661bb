"""Lists as they were shown, and the weights that were learned from what happened with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Engine, String, Text, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.storage.engine import writing
from assistant.storage.tables import Base, UtcTime
from ranking.online import Belief

SNAPSHOTS_KEPT = 50
"""Of each kind; the oldest go first."""


class ShownListRow(Base):
    """One list of products that a shopper saw."""

    __tablename__ = "shown_lists"
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    shopper_id: Mapped[str] = mapped_column(String(200), index=True)
    conversation_id: Mapped[str] = mapped_column(String(200), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    kind: Mapped[str] = mapped_column(String(20))
    query: Mapped[str] = mapped_column(Text)
    products: Mapped[list[str]] = mapped_column(JSON)
    terms: Mapped[list[list[float]]] = mapped_column(JSON)
    chances: Mapped[list[float]] = mapped_column(JSON)


class BeliefRow(Base):
    """The weights of one kind of list as of now."""

    __tablename__ = "beliefs"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    belief: Mapped[dict[str, Any]] = mapped_column(JSON)


class SnapshotRow(Base):
    """The weights as they once were, to go back to."""

    __tablename__ = "belief_snapshots"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    choices: Mapped[int]
    belief: Mapped[dict[str, Any]] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class ShownList:
    """One list as a shopper saw it, and what else could have been shown."""

    id: str
    shopper_id: str
    """Empty: a guest."""
    conversation_id: str
    """Empty: outside any conversation."""
    at: datetime
    kind: str
    """"search" or "browse": which weights ordered it."""
    query: str
    products: tuple[str, ...]
    """What was shown, first place first, then the other candidates."""
    terms: tuple[tuple[float, ...], ...]
    """A row for each of ``products``."""
    chances: tuple[float, ...] = ()
    """Of each shown product at its place; as many as were shown."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The products that were shown."""
        return self.products[: len(self.chances)]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Weights to go back to."""

    number: int
    kind: str
    at: datetime
    choices: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Weights as they were saved, as plain data, and when."""

    belief: Mapping[str, Any]
    at: datetime


class LearningStore:
    """The tables behind one class; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, lists: Sequence[ShownList]) -> None:
        """Write lists down; one that is there already stays as it is."""
        with Session(self._engine) as session, session.begin():
            known = set(
                session.scalars(
                    select(ShownListRow.id).where(ShownListRow.id.in_([one.id for one in lists]))
                )
            )
            for one in {one.id: one for one in lists if one.id not in known}.values():
                session.add(
                    ShownListRow(
                        id=one.id,
                        shopper_id=one.shopper_id,
                        conversation_id=one.conversation_id,
                        at=one.at,
                        kind=one.kind,
                        query=one.query,
                        products=list(one.products),
                        terms=[list(row) for row in one.terms],
                        chances=list(one.chances),
                    )
                )

    def list_of(self, list_id: str) -> ShownList | None:
        """One list; None: it is not known."""
        with Session(self._engine) as session:
            row = session.get(ShownListRow, list_id)
            return None if row is None else _list(row)

    def lists(
        self, shopper_id: str | None = None, since: datetime | None = None, most: int = 10_000
    ) -> tuple[ShownList, ...]:
        """The latest lists, newest first; of one shopper, or of all."""
        wanted = select(ShownListRow).order_by(ShownListRow.at.desc()).limit(most)
        if shopper_id is not None:
            wanted = wanted.where(ShownListRow.shopper_id == shopper_id)
        if since is not None:
            wanted = wanted.where(ShownListRow.at >= since)
        with Session(self._engine) as session:
            return tuple(map(_list, session.scalars(wanted)))

    def forget(self, shopper_id: str, conversation_ids: Sequence[str] = ()) -> None:
        """Erase a shopper's lists (empty: nobody's) and those of some conversations."""
        theirs = ShownListRow.conversation_id.in_([one for one in conversation_ids if one])
        mine = (ShownListRow.shopper_id == shopper_id) & (ShownListRow.shopper_id != "")
        with Session(self._engine) as session, session.begin():
            session.execute(delete(ShownListRow).where(or_(theirs, mine)))

    def forget_before(self, first: datetime) -> None:
        """Erase the lists that were shown before a time."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(ShownListRow).where(ShownListRow.at < first))

    def beliefs(self) -> Mapping[str, Kept]:
        """The weights of each kind as of now; without kinds that never learned."""
        with Session(self._engine) as session:
            rows = session.scalars(select(BeliefRow))
            return {row.kind: Kept(row.belief, row.at) for row in rows}

    def save(
        self, kind: str, belief: Belief, at: datetime, *, over: datetime | None, snapshot: bool
    ) -> bool:
        """Keep the weights as of now, and as a snapshot too.

        Args:
            over: when the weights were saved that these go on from; None: there were none.

        Returns:
            False: somebody else has saved others since, and nothing was written.
        """
        data = belief.to_json()
        with writing(self._engine) as connection, Session(connection) as session, session.begin():
            wanted = select(BeliefRow).where(BeliefRow.kind == kind).with_for_update()
            kept = session.scalar(wanted)
            if (None if kept is None else kept.at) != over:
                return False
            session.merge(BeliefRow(kind=kind, at=at, belief=data))
            if snapshot:
                row = SnapshotRow(kind=kind, at=at, choices=belief.choices, belief=data)
                session.add(row)
                session.flush()
                old = select(SnapshotRow.number).where(SnapshotRow.kind == kind)
                numbers = session.scalars(old.order_by(SnapshotRow.number.desc())).all()
                gone = SnapshotRow.number.in_(numbers[SNAPSHOTS_KEPT:])
                session.execute(delete(SnapshotRow).where(gone))
        return True

    def go_back(self, number: int, at: datetime) -> str | None:
        """Make a snapshot the weights as of now -> its kind; None: there is none of this number."""
        with writing(self._engine) as connection, Session(connection) as session, session.begin():
            row = session.get(SnapshotRow, number)
            if row is None:
                return None
            session.merge(BeliefRow(kind=row.kind, at=at, belief=row.belief))
            return row.kind

    def reset(self) -> None:
        """Forget what was learned; snapshots stay."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(BeliefRow))

    def snapshots(self) -> tuple[Snapshot, ...]:
        """All, newest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(SnapshotRow).order_by(SnapshotRow.number.desc()))
            return tuple(Snapshot(row.number, row.kind, row.at, row.choices) for row in rows)


def _list(row: ShownListRow) -> ShownList:
    return ShownList(
        row.id,
        row.shopper_id,
        row.conversation_id,
        row.at,
        row.kind,
        row.query,
        tuple(row.products),
        tuple(map(tuple, row.terms)),
        tuple(row.chances),
    )
