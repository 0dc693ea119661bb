"""What shoppers said of their profile: what not to use, and whether to use it at all."""

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Engine, String, delete, func, literal, or_, select, union_all
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.errors import ProfileError
from assistant.storage.forgetting import ForgottenRow
from assistant.storage.tables import Base

MOST_STOPS = 500
"""Of one shopper: more than a person would say, and no way to fill the disk."""
LONGEST = 200
"""Characters of a value, and of an id."""
_OFF, _GONE = "-off", "-gone"
"""Stand where a kind would: one query reads all that was said."""


class ProfileOffRow(Base):
    """A shopper who switched the profile off."""

    __tablename__ = "profiles_off"
    shopper_id: Mapped[str] = mapped_column(String(200), primary_key=True)


class ProfileStopRow(Base):
    """One value that a shopper said not to use."""

    __tablename__ = "profile_stops"
    shopper_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    value: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)


@dataclass(frozen=True, slots=True)
class Choices:
    """What one shopper said."""

    used: bool = True
    stopped: tuple[tuple[str, str], ...] = ()
    """``(kind, value)``, in order."""
    forgotten: bool = False
    """They asked to be forgotten: what is known of them from elsewhere is not used either."""


class ProfileChoices:
    """Of all shoppers; safe to share between threads. Every method is one transaction."""

    def __init__(self, engine: Engine, most_stops: int = MOST_STOPS) -> None:
        self._engine = engine
        self._most_stops = most_stops

    def of(self, shopper_id: str) -> Choices:
        """What they said; by default the profile is used."""
        stops = select(ProfileStopRow.kind, ProfileStopRow.value)
        off = select(literal(_OFF), literal("")).where(ProfileOffRow.shopper_id == shopper_id)
        gone = select(literal(_GONE), literal("")).where(ForgottenRow.customer_id == shopper_id)
        wanted = union_all(stops.where(ProfileStopRow.shopper_id == shopper_id), off, gone)
        with self._engine.connect() as connection:
            said = {(str(kind), str(value)) for kind, value in connection.execute(wanted)}
        marks = {(_OFF, ""), (_GONE, "")}
        return Choices((_OFF, "") not in said, tuple(sorted(said - marks)), (_GONE, "") in said)

    def every(self) -> dict[str, Choices]:
        """What everybody said who said anything, by shopper."""
        stops: dict[str, list[tuple[str, str]]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(select(ProfileStopRow.__table__)):
                stops.setdefault(row.shopper_id, []).append((row.kind, row.value))
            off = set(connection.scalars(select(ProfileOffRow.shopper_id)))
            gone = set(connection.scalars(select(ForgottenRow.customer_id)))
        return {
            one: Choices(one not in off, tuple(sorted(stops.get(one, ()))), one in gone)
            for one in (*stops, *off, *gone)
        }

    def stop(self, shopper_id: str, kind: str, value: str) -> None:
        """Never use a value again; doing it twice changes nothing.

        Raises:
            ProfileError: too long, or too many.
        """
        if not value or len(value) > LONGEST or len(shopper_id) > LONGEST:
            raise ProfileError("There is no such value in a profile: take one that it lists.")
        mine = select(func.count()).where(
            ProfileStopRow.shopper_id == shopper_id,
            or_(ProfileStopRow.kind != kind, ProfileStopRow.value != value),
        )
        with self._engine.connect() as connection:
            if (connection.scalar(mine) or 0) >= self._most_stops:
                raise ProfileError(
                    "Too much is left out of this profile one by one: switch it off as a whole."
                )
        self._put(ProfileStopRow(shopper_id=shopper_id, kind=kind, value=value))

    def resume(self, shopper_id: str, kind: str, value: str) -> None:
        """Take back a ``stop``; where there is none, nothing changes."""
        gone = delete(ProfileStopRow).where(
            ProfileStopRow.shopper_id == shopper_id,
            ProfileStopRow.kind == kind,
            ProfileStopRow.value == value,
        )
        with self._engine.begin() as connection:
            connection.execute(gone)

    def use(self, shopper_id: str, used: bool) -> None:
        """Switch a profile off or on."""
        if used:
            gone = delete(ProfileOffRow).where(ProfileOffRow.shopper_id == shopper_id)
            with self._engine.begin() as connection:
                connection.execute(gone)
            return
        if len(shopper_id) > LONGEST:
            raise ProfileError("There is no such shopper: the id is too long.")
        self._put(ProfileOffRow(shopper_id=shopper_id))

    def forget(self, *shopper_ids: str) -> None:
        """Erase what these shoppers said."""
        with self._engine.begin() as connection:
            for row in (ProfileStopRow, ProfileOffRow):
                connection.execute(delete(row).where(row.shopper_id.in_(shopper_ids)))

    def _put(self, row: Base) -> None:
        # Another request may do the same meanwhile.
        with suppress(IntegrityError), Session(self._engine) as session, session.begin():
            session.merge(row)
