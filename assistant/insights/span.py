"""The days that are looked at, and how a database cuts a point in time to its day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, func


@dataclass(frozen=True, slots=True)
class Span:
    """Whole days in UTC."""

    days: tuple[str, ...]
    """ISO dates, oldest first."""
    since: datetime

    @classmethod
    def of(cls, now: datetime, days: int) -> "Span":
        """The last ``days`` days up to ``now``, its own day included."""
        first = now.astimezone(UTC).date() - timedelta(days=days - 1)
        named = tuple((first + timedelta(days=one)).isoformat() for one in range(days))
        return cls(named, datetime.combine(first, time(), UTC))


def day_of(connection: Connection, at: ColumnElement[Any]) -> ColumnElement[Any]:
    """The UTC day of a time, in SQL; ``day_name`` makes an ISO date of what comes back."""
    if connection.dialect.name == "postgresql":
        return func.date(func.timezone("UTC", at))
    return func.substr(at, 1, 10, type_=String())  # times are kept as ISO texts


def day_name(value: date | str) -> str:
    """An ISO date: SQLite hands texts back, PostgreSQL dates."""
    return value if isinstance(value, str) else value.isoformat()
