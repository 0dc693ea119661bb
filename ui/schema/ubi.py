"""Events and searches in the schema of OpenSearch User Behavior Insights 1.x.

Source: https://github.com/o19s/ubi, ``schema/1.3.0``. An event's ``position`` is told going
out: the place in the list that the event names. Coming in it is not read.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StrictInt

from ranking.types import Event, EventKind
from ui.schema.base import Model, Moment
from ui.schema.events import moment

APPLICATION = "daogou"
_GUEST = "guest:"
_ACTIONS: Final = {
    "view": EventKind.VIEW,
    "click": EventKind.CLICK,
    "click_through": EventKind.CLICK,
    "add_to_cart": EventKind.CART,
    "purchase": EventKind.PURCHASE,
    "like": EventKind.LIKE,
    "dislike": EventKind.DISLIKE,
}
_NAMES: Final = {
    EventKind.VIEW: "view",
    EventKind.CLICK: "click",
    EventKind.CART: "add_to_cart",
    EventKind.PURCHASE: "purchase",
    EventKind.LIKE: "like",
    EventKind.DISLIKE: "dislike",
}
_Text = Annotated[str, Field(max_length=100)]


class UbiModel(Model):
    """Fields beyond those described are allowed, and not read."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="allow")


class UbiObject(UbiModel):
    """What the event is about."""

    object_id: Annotated[str, Field(max_length=256)] | StrictInt
    """The product's id."""
    object_id_field: _Text | None = None


class UbiPosition(UbiModel):
    """Where it happened."""

    ordinal: StrictInt | None = None
    """The product's place in the list of the event's query, from 1 on."""


class UbiAttributes(UbiModel):
    """Details of an event."""

    object: UbiObject | None = None
    position: UbiPosition | None = None
    """Going out: where the list is still kept. Coming in it is not read."""


class UbiEvent(UbiModel):
    """One event as UBI 1.x writes it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"application": "shop", "action_name": "add_to_cart", "query_id": "q-7",
                 "client_id": "c-01", "timestamp": "2026-05-01T10:00:00Z",
                 "event_attributes": {"object": {"object_id": "HK-1042", "object_id_field": "id"}}}
            ]
        }
    )  # fmt: skip

    action_name: _Text
    """"view", "click", "click_through", "add_to_cart", "purchase", "like" and "dislike" are kept;
    others ("impression" ...) are counted as ignored."""
    timestamp: Moment
    application: _Text | None = None
    query_id: _Text | None = None
    session_id: _Text | None = None
    client_id: _Text | None = None
    """Who it was, where there is no ``user_id``."""
    user_id: _Text | None = None
    message_type: _Text | None = None
    message: Annotated[str, Field(max_length=1024)] | None = None
    event_attributes: UbiAttributes | None = None

    @property
    def shopper(self) -> str:
        """Whom it names; empty: nobody."""
        return self.user_id or self.client_id or ""

    @property
    def product_id(self) -> str:
        """What it is about; empty: nothing."""
        found = self.event_attributes and self.event_attributes.object
        return str(found.object_id) if found else ""

    def _plain(self) -> str:
        """The whole event; without a position as if there were no such field."""
        there = self.event_attributes is not None and self.event_attributes.position is not None
        return self.model_dump_json(exclude=None if there else {"event_attributes": {"position"}})

    def to_event(self, shopper_id: str) -> Event | None:
        """The ranking stage's own type; None: an action that is not kept. Its id is made of the
        whole event, so that sending it again changes nothing."""
        kind = _ACTIONS.get(self.action_name)
        if kind is None:
            return None
        digest = sha256(self._plain().encode()).hexdigest()[:32]
        at = moment(self.timestamp)
        return Event(f"ubi-{digest}", shopper_id, kind, self.product_id, at, self.query_id or "")


class UbiEventsOut(Model):
    """What became of the events."""

    kept: int
    known: int
    """Had been sent before."""
    ignored: int
    """Of an action that is not kept, of nobody, or of an unknown product."""


class UbiQuery(Model):
    """One search as UBI 1.x writes it."""

    application: str
    query_id: str
    client_id: str
    """Who searched; "anonymous" where that is not kept."""
    user_query: str
    """In the shopper's words; outside conversations personal data in them is masked."""
    query_attributes: dict[str, Any]
    """The conversation and the turn; empty outside conversations."""
    object_id_field: str
    timestamp: datetime
    query_response_id: str
    query_response_hit_ids: list[str]
    """Products shown, best first."""


class UbiEventsPage(Model):
    """Events of everybody, oldest first."""

    events: list[UbiEvent]
    next: str | None = None
    """Ask for what comes after this; null: that was all."""


class UbiQueriesPage(Model):
    """Searches of everybody, oldest first."""

    queries: list[UbiQuery]


def ubi_event(event: Event, place: int | None = None) -> UbiEvent:
    """An event as UBI writes it, with the product's place in its list where that is known."""
    guest = event.shopper_id.removeprefix(_GUEST) if event.shopper_id.startswith(_GUEST) else None
    return UbiEvent(
        application=APPLICATION,
        action_name=_NAMES[event.kind],
        query_id=event.list_id[:100] or None,
        session_id=guest,
        client_id=event.shopper_id[:100],
        user_id=None if guest else event.shopper_id[:100],
        timestamp=event.at,
        event_attributes=UbiAttributes(
            object=UbiObject(object_id=event.product_id, object_id_field="id"),
            position=None if place is None else UbiPosition(ordinal=place),
        ),
    )


def ubi_query(search: Mapping[str, Any]) -> UbiQuery:
    """A search as UBI writes it."""
    at, talk = datetime.fromisoformat(search["at"]), search["conversation"]
    guest = f"{_GUEST}{talk}" if talk else "anonymous"
    return UbiQuery(
        application=APPLICATION,
        query_id=search["id"],
        client_id=search["shopper"] or guest,
        user_query=search["text"],
        query_attributes={"conversation": talk, "turn": search["turn"]} if talk else {},
        object_id_field="id",
        timestamp=at if at.tzinfo else at.replace(tzinfo=UTC),
        query_response_id=search["id"],
        query_response_hit_ids=search["shown"],
    )
