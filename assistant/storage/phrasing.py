"""What a language model was asked and what it cost, counted by day."""

from dataclasses import astuple, dataclass, fields
from datetime import date

from sqlalchemy import BigInteger, ColumnElement, Date, Engine, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.storage.orders import reachable
from assistant.storage.tables import Base


class PhrasingDayRow(Base):
    """One day, UTC."""

    __tablename__ = "phrasing_days"
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    calls: Mapped[int] = mapped_column(BigInteger)
    kept: Mapped[int] = mapped_column(BigInteger)
    refused: Mapped[int] = mapped_column(BigInteger)
    failed: Mapped[int] = mapped_column(BigInteger)
    tokens_in: Mapped[int] = mapped_column(BigInteger)
    tokens_out: Mapped[int] = mapped_column(BigInteger)
    cost_millionths: Mapped[int] = mapped_column(BigInteger)


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls of a language model, and what became of their answers."""

    calls: int = 0
    kept: int = 0
    """Answers that shoppers saw."""
    refused: int = 0
    """Answers that did not hold against the records."""
    failed: int = 0
    """Calls without an answer in time."""
    tokens_in: int = 0
    tokens_out: int = 0
    cost_millionths: int = 0
    """Millionths of the currency that the prices in the settings are in."""


_NAMES = tuple(field.name for field in fields(Spent))


class PhrasingCounts:
    """Of one shop; safe to share between threads and processes.

    Every method raises ``BackendError`` when the database cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, day: date, spent: Spent) -> None:
        """Add to a day."""
        more = dict(zip(_NAMES, astuple(spent), strict=True))
        with reachable():
            if self._add(day, more):
                return
            try:
                with Session(self._engine) as session, session.begin():
                    session.add(PhrasingDayRow(day=day, **more))
            except IntegrityError:  # another one has begun the day meanwhile
                self._add(day, more)

    def _add(self, day: date, more: dict[str, int]) -> bool:
        sums = {name: getattr(PhrasingDayRow, name) + count for name, count in more.items()}
        known = update(PhrasingDayRow).where(PhrasingDayRow.day == day).values(sums)
        with self._engine.begin() as connection:
            return connection.execute(known).rowcount > 0

    def of(self, day: date | None = None) -> Spent:
        """Of one day; None: of all days."""
        return self._sum(*(() if day is None else (PhrasingDayRow.day == day,)))

    def since(self, day: date) -> Spent:
        """Of a day and all after it."""
        return self._sum(PhrasingDayRow.day >= day)

    def _sum(self, *which: ColumnElement[bool]) -> Spent:
        wanted = select(*(func.sum(getattr(PhrasingDayRow, name)) for name in _NAMES))
        wanted = wanted.where(*which)
        with reachable(), Session(self._engine) as session:
            return Spent(*(int(count or 0) for count in session.execute(wanted).one()))
