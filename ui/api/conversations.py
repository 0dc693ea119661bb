"""Conversations: begun, gone on with, read again, rated, handed out and erased."""

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import Future
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from assistant.types import Message, Reply
from ui.api.deps import MyConversation, TheAccess, TheAssistant, TheCaller, TheWork, whose
from ui.problems import late, possible, problem
from ui.schema.base import StatusOut
from ui.schema.conversations import (
    ConversationOut,
    FeedbackIn,
    LiveOut,
    MessageIn,
    ReplyOut,
    conversation_out,
    live_out,
    reply_out,
)
from ui.work import LateError, Work

log = logging.getLogger(__name__)

EVENT_STREAM = "text/event-stream"
HEARTBEAT = 10.0
"""Seconds after which a waiting stream says that it is still there."""
_STREAM_EXAMPLE = 'event: accepted\ndata: {}\n\nevent: reply\ndata: {"turn": 1, "text": "..."}\n\n'
_LAST_LINE = 2**53
routes = APIRouter(prefix="/conversations", tags=["conversations"])


@routes.post("", status_code=201, operation_id="start_conversation")
async def start() -> ConversationOut:
    """Begin a conversation. Whoever has its random id may go on with it, until a shopper with a
    token has spoken in it; then only they may."""
    return ConversationOut(id=uuid4().hex, turns=[])


@routes.get("/{conversation_id}", operation_id="get_conversation")
def history(conversation_id: MyConversation, assistant: TheAssistant) -> ConversationOut:
    """A conversation so far, to be resumed; without turns when nothing has been said."""
    return conversation_out(conversation_id, assistant.history(conversation_id))


@routes.delete("/{conversation_id}", operation_id="erase_conversation")
def erase(conversation_id: MyConversation, assistant: TheAssistant) -> StatusOut:
    """Erase a conversation with all that hangs on it: notes for people, ratings, a guest's cart and
    events. Doing it twice changes nothing."""
    assistant.erase(conversation_id)
    return StatusOut()


@routes.post(
    "/{conversation_id}/messages",
    operation_id="send_message",
    response_model=ReplyOut,
    responses={200: {"content": {EVENT_STREAM: {"example": _STREAM_EXAMPLE}}}},
)
async def send(
    conversation_id: MyConversation,
    body: MessageIn,
    request: Request,
    assistant: TheAssistant,
    access: TheAccess,
    caller: TheCaller,
    work: TheWork,
) -> Response | ReplyOut:
    """Say something. The answer is durable when it comes.

    As JSON: the reply. With `Accept: text/event-stream`: `accepted` at once, then `reply` or
    `problem`; a comment now and then while it takes long.
    """
    who = await run_in_threadpool(
        whose, assistant, access, caller, body.shopper_id, conversation_id
    )
    message = Message(
        body.text,
        conversation_id,
        who.shopper_id,
        body.customer_token,
        product_id=body.product_id or "",
        id=body.id or "",
        tap=body.tap,
        product_ids=tuple(body.product_ids),
    )
    begun = work.begin(assistant.reply, message)
    if EVENT_STREAM in request.headers.get("accept", ""):
        return StreamingResponse(
            _stream(work, begun, conversation_id),
            media_type=EVENT_STREAM,
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )
    return reply_out(await work.wait(begun))


@routes.post(
    "/{conversation_id}/turns/{turn}/feedback",
    operation_id="rate_answer",
    responses=possible(_404="There is no such turn."),
)
def feedback(
    conversation_id: MyConversation,
    turn: Annotated[int, Path(ge=1, le=1_000_000, examples=[1])],
    body: FeedbackIn,
    assistant: TheAssistant,
) -> StatusOut:
    """Say whether an answer was good."""
    if not assistant.rate(conversation_id, turn, body.value, body.comment):
        raise HTTPException(404, "This conversation has no such turn.")
    return StatusOut()


@routes.get("/{conversation_id}/people", operation_id="get_people")
def live(
    conversation_id: MyConversation,
    assistant: TheAssistant,
    after: Annotated[int, Query(ge=0, le=_LAST_LINE, description="Number of a line.")] = 0,
) -> LiveOut:
    """What the shop's people said since a line; ask every few seconds while `status` is not
    "none"."""
    return live_out(assistant.live(conversation_id, after))


@routes.post("/{conversation_id}/people", operation_id="ask_for_person")
async def person(
    conversation_id: MyConversation,
    assistant: TheAssistant,
    access: TheAccess,
    caller: TheCaller,
    work: TheWork,
) -> ReplyOut:
    """Ask for a person of the shop: as a shopper would in words, so the reply says what happens
    next."""
    who = await run_in_threadpool(whose, assistant, access, caller, None, conversation_id)
    message = Message("I want to talk to a person.", conversation_id, who.shopper_id)
    return reply_out(await work.do(assistant.reply, message))


@routes.get("/{conversation_id}/data", operation_id="get_my_data", response_model=dict[str, object])
def data(conversation_id: MyConversation, assistant: TheAssistant) -> Response:
    """All that the shop has of the customer who was verified in a conversation, as a file; of
    a guest the conversation alone."""
    return JSONResponse(
        dict(assistant.my_data(conversation_id)),
        headers={
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "Cache-Control": "no-store",
        },
    )


async def _stream(work: Work, begun: Future[Reply], conversation_id: str) -> AsyncIterator[str]:
    yield "event: accepted\ndata: {}\n\n"
    answer = asyncio.ensure_future(work.wait(begun))
    while not (await asyncio.wait([answer], timeout=HEARTBEAT))[0]:
        yield ": still at it\n\n"
    try:
        yield f"event: reply\ndata: {reply_out(answer.result()).model_dump_json()}\n\n"
    except LateError as error:
        yield _problem_event(late(error))
    except Exception:
        log.exception("A message in conversation %s got no answer", conversation_id)
        yield _problem_event(problem(500, "Something went wrong on our side; please try again."))


def _problem_event(failure: JSONResponse) -> str:
    return f"event: problem\ndata: {bytes(failure.body).decode()}\n\n"
