"""What shoppers did: taken one by one, in batches, and as User Behavior Insights; handed out."""

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache, partial
from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Query
from starlette.exceptions import HTTPException

from ui.access import Access, Caller
from ui.api.deps import OnlyServers, TheAccess, TheAssistant, TheCaller, whose
from ui.port import ShopAssistant
from ui.problems import possible
from ui.schema.base import ID, Moment, StatusOut
from ui.schema.events import MOST, EventIn, EventsIn, EventsOut, RefusedOut
from ui.schema.ubi import (
    UbiEvent,
    UbiEventsOut,
    UbiEventsPage,
    UbiQueriesPage,
    ubi_event,
    ubi_query,
)

routes = APIRouter(tags=["events"])

_NO_PRODUCT = "There is no product with this id."
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_NOBODY = "Say who did it: a shopper_id, or of a guest the conversation_id."
Since = Annotated[
    Moment | None,
    Query(description="Only what happened then or later.", examples=["2026-05-01T00:00:00Z"]),
]


@routes.post(
    "/events", status_code=202, operation_id="record_event", responses=possible(_404=_NO_PRODUCT)
)
def record(
    body: EventIn, assistant: TheAssistant, access: TheAccess, caller: TheCaller
) -> StatusOut:
    """Record what a shopper did with a product; the same id again changes nothing."""
    who = whose(assistant, access, caller, body.shopper_id, body.conversation_id).behaves_as
    if who is None:
        raise HTTPException(401, _NOBODY)
    if assistant.product(body.product_id) is None:
        raise HTTPException(404, _NO_PRODUCT)
    assistant.record(body.to_event(who))
    return StatusOut()


@routes.post("/events/batch", status_code=202, operation_id="record_events")
def record_several(
    body: EventsIn, assistant: TheAssistant, access: TheAccess, caller: TheCaller
) -> EventsOut:
    """Record several events; one that cannot be taken keeps none of the others back."""
    find = cache(partial(whose, assistant, access, caller))
    kept, known = 0, 0
    refused: list[RefusedOut] = []
    for one in body.events:
        try:
            who = find(one.shopper_id, one.conversation_id).behaves_as
            why = "" if who else _NOBODY
        except HTTPException as error:
            who, why = None, str(error.detail)
        if not why and assistant.product(one.product_id) is None:
            why = _NO_PRODUCT
        if who is None or why:
            refused.append(RefusedOut(id=one.id, detail=why))
        elif assistant.record(one.to_event(who)):
            kept += 1
        else:
            known += 1
    return EventsOut(kept=kept, known=known, refused=refused)


@routes.post("/ubi/events", status_code=202, operation_id="record_ubi_events")
def record_ubi(
    body: Annotated[list[UbiEvent], Body(max_length=MOST)],
    assistant: TheAssistant,
    access: TheAccess,
    caller: TheCaller,
) -> UbiEventsOut:
    """Record events in the schema of OpenSearch User Behavior Insights 1.x. The same event again
    changes nothing. Of a browser, what it says of other shoppers is ignored."""
    counts = Counter(_taken(assistant, access, caller, one) for one in body)
    return UbiEventsOut(kept=counts["kept"], known=counts["known"], ignored=counts["ignored"])


@routes.get(
    "/ubi/events",
    operation_id="list_ubi_events",
    dependencies=[OnlyServers],
    response_model_exclude_none=True,
)
def ubi_events(
    assistant: TheAssistant,
    since: Since = None,
    after: Annotated[str, Query(max_length=200, description="`next` of the page before.")] = "",
    top: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> UbiEventsPage:
    """Everything that was recorded, for the shop's own tools, in the schema of User Behavior
    Insights 1.x; oldest first."""
    found = assistant.accounts.events(_aware(since), after, top)
    last = found[-1].id if len(found) == top else None
    places = assistant.accounts.places(found)
    return UbiEventsPage(events=[ubi_event(one, places.get(one.id)) for one in found], next=last)


@routes.get("/ubi/queries", operation_id="list_ubi_queries", dependencies=[OnlyServers])
def ubi_queries(
    assistant: TheAssistant,
    since: Since = None,
    top: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> UbiQueriesPage:
    """What was looked for in conversations that began since a time and in searches outside of any,
    with the products shown, in the schema of User Behavior Insights 1.x; oldest first. Events name
    a query by its `query_id`."""
    found = assistant.accounts.searches(_aware(since) or _EVER)
    return UbiQueriesPage(queries=[ubi_query(one) for one in islice(found, top)])


def _taken(
    assistant: ShopAssistant, access: Access, caller: Caller, one: UbiEvent
) -> Literal["kept", "known", "ignored"]:
    session = one.session_id or ""
    guest = session if re.fullmatch(ID, session) else None
    try:
        named = one.shopper if caller.key else one.user_id
        who = whose(assistant, access, caller, named or None, guest).behaves_as
    except HTTPException:
        return "ignored"
    event = one.to_event(who) if who else None
    if event is None or assistant.product(event.product_id) is None:
        return "ignored"
    return "kept" if assistant.record(event) else "known"


def _aware(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
