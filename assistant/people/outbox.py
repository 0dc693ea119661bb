"""What the shop's own desk is told: kept with the change that it tells of, sent until it arrives.

``Outbox.tell`` only writes; a ``Courier`` on a thread of its own sends, so that no turn ever waits
for another server. A message may arrive twice (a kill after sending); its id tells.
"""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert, select, update

from assistant.errors import BackendError
from assistant.people.tables import OutgoingRow
from assistant.people.types import Ticket
from assistant.storage.engine import writing
from assistant.storage.orders import reachable, utc_now

log = logging.getLogger(__name__)

EVENTS = (
    "ticket.opened",
    "ticket.reopened",
    "ticket.contact",
    "ticket.taken",
    "ticket.message",
    "ticket.answered",
    "ticket.returned",
    "ticket.closed",
)
"""What a shop's own desk hears of. "shopper.away" goes by email only."""
MOST_TRIES = 10
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(hours=6)
_LEASE = timedelta(minutes=2)
"""For so long nobody else tries what one courier is about to send."""
_AT_ONCE = 10
_POLL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way."""

    id: str
    channel: str
    event: str
    body: Mapping[str, Any]
    tries: int
    """This one counted."""


Compose = Callable[[str, Ticket, str], Mapping[str, Any] | None]
"""An event, its ticket and what was said -> what a channel sends; None: nothing."""
Send = Callable[[Outgoing], None]
"""Delivers, or raises ``DeliveryError``."""


class DeliveryError(Exception):
    """A message that did not arrive; the sentence holds no personal data."""


class Outbox:
    """Keeps messages for the channels of a shop."""

    def __init__(
        self, channels: Mapping[str, Compose], now: Callable[[], datetime] = utc_now
    ) -> None:
        self._channels = channels
        self._now = now

    def tell(self, connection: Connection, event: str, ticket: Ticket, text: str) -> None:
        """Keep what each channel says of an event, within the transaction that it happens in."""
        at = self._now()
        for channel, compose in self._channels.items():
            body = compose(event, ticket, text)
            if body is not None:
                connection.execute(
                    insert(OutgoingRow).values(
                        id=uuid4().hex,
                        channel=channel,
                        event=event,
                        ticket=ticket.number,
                        body=dict(body),
                        made=at,
                        due=at,
                        tries=0,
                    )
                )


class Courier:
    """Sends what is due, with growing pauses after failures; safe beside other processes."""

    def __init__(
        self, engine: Engine, senders: Mapping[str, Send], now: Callable[[], datetime] = utc_now
    ) -> None:
        self._engine = engine
        self._senders = senders
        self._now = now
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daogou-courier", daemon=True)

    def start(self) -> None:
        """Send from now on, on a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop once what is being sent has ended."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=15)

    def deliver(self) -> int:
        """Send what is due now; how many messages were tried."""
        claimed = self._claim()
        for one in claimed:
            try:
                self._senders[one.channel](one)
            except DeliveryError as error:
                self._failed(one, str(error))
            except Exception as error:  # whatever a channel does, the other messages must go on
                self._failed(one, type(error).__name__)
            else:
                self._forget(one)
        return len(claimed)

    def _run(self) -> None:
        while not self._stop.wait(_POLL_SECONDS):
            try:
                while self.deliver() and not self._stop.is_set():
                    pass
            except BackendError as error:
                log.warning("The outbox waits: %s", error)

    def _claim(self) -> Sequence[Outgoing]:
        now, row = self._now(), OutgoingRow
        wanted = (
            select(row.__table__)
            .where(row.due <= now, row.channel.in_(list(self._senders)))
            .order_by(row.due)
            .limit(_AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        with reachable(), writing(self._engine) as connection:
            found = connection.execute(wanted).mappings().all()
            claimed = [
                Outgoing(one["id"], one["channel"], one["event"], one["body"], one["tries"] + 1)
                for one in found
            ]
            for one in claimed:
                taken = update(row).where(row.id == one.id)
                connection.execute(taken.values(due=now + _LEASE, tries=one.tries))
        return claimed

    def _failed(self, one: Outgoing, why: str) -> None:
        given_up = one.tries >= MOST_TRIES
        self._set(one, due=None if given_up else self._now() + pause_after(one.tries))
        level = logging.ERROR if given_up else logging.WARNING
        log.log(level, "%s %s not delivered, try %d: %s", one.channel, one.event, one.tries, why)

    def _forget(self, one: Outgoing) -> None:
        """What has arrived is personal data that nobody needs here."""
        with reachable(), writing(self._engine) as connection:
            connection.execute(delete(OutgoingRow).where(OutgoingRow.id == one.id))

    def _set(self, one: Outgoing, **values: Any) -> None:
        with reachable(), writing(self._engine) as connection:
            row = update(OutgoingRow).where(OutgoingRow.id == one.id)
            connection.execute(row.values(**values))


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many failures: 5 s, 20 s, 80 s ... 6 h."""
    factor: int = 4 ** (tries - 1)
    return min(_FIRST_WAIT * factor, _LONGEST_WAIT)


def ticket_to_json(ticket: Ticket) -> dict[str, Any]:
    """A ticket as plain JSON."""
    call = ticket.call
    return {
        "number": ticket.number,
        "conversation_id": call.conversation_id,
        "state": ticket.state.value,
        "reason": call.reason.value,
        "about": call.about,
        "shopper_id": call.shopper_id,
        "customer_id": call.customer_id,
        "contact": call.contact,
        "summary": asdict(call.summary),
        "opened": ticket.opened.isoformat(),
        "waiting_since": ticket.waiting_since.isoformat(),
        "agent": ticket.agent,
        "unanswered": ticket.unanswered,
        "last_line": ticket.last_line,
        "turn": ticket.turn,
        "closed": None if ticket.closed is None else ticket.closed.isoformat(),
    }
