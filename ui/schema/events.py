"""What shoppers did, and how it was taken."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from ranking.types import Event, EventKind
from ui.schema.base import Id, Input, Model, Moment, ProductId, ShopId

MOST = 500
"""Events in one request."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _kind(value: object) -> object:
    return EventKind(value) if isinstance(value, str) else value


class EventIn(Input):
    """What a shopper, or the guest of a conversation, did with a product."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"id": "3f2b9c1e-click-1", "shopper_id": "c-01", "kind": "click",
                 "product_id": "HK-1042", "at": "2026-05-01T10:00:00Z"}
            ]
        }
    )  # fmt: skip

    id: Id
    """Makes sending it again harmless."""
    kind: Annotated[EventKind, BeforeValidator(_kind)]
    product_id: ProductId
    shopper_id: ShopId | None = None
    """Absent: the shopper of the token, else the guest of ``conversation_id``."""
    conversation_id: Id | None = None
    at: Moment | None = None
    """When, with a time zone; absent or in the future: now."""
    list_id: str = Field(default="", max_length=200)
    """The list that the product was shown in; empty: not known."""

    def to_event(self, shopper_id: str) -> Event:
        """The ranking stage's own type; a time without a zone is read as UTC."""
        at = moment(self.at)
        return Event(self.id, shopper_id, self.kind, self.product_id, at, self.list_id)


class EventsIn(Input):
    """Several at once."""

    events: list[EventIn] = Field(max_length=MOST)


class RefusedOut(Model):
    """An event that was not taken."""

    id: str
    detail: str


class EventsOut(Model):
    """What became of the events; every one is durable when this is said."""

    kept: int
    """New ones."""
    known: int
    """Ids that had been sent before."""
    refused: list[RefusedOut]


def moment(at: datetime | None) -> datetime:
    """A time that can have been: without a zone UTC, in the future or ages ago now."""
    now = datetime.now(UTC)
    if at is None:
        return now
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware if _LONG_AGO <= aware <= now else now
