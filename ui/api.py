"""The HTTP API under ``/v1``: conversations, search, products, events, recommendations.

Whoever has a conversation's id may read and go on with it, so ids are random. Everything is JSON;
errors are problem details; an answer comes as server-sent events where the client asks for them.
"""

import logging
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from assistant.types import Message
from ui import schema
from ui.port import ShopAssistant
from ui.problems import problem

log = logging.getLogger(__name__)

ConversationId = Annotated[str, Path(pattern=schema.Id)]
ShopperId = Annotated[str | None, Query(max_length=128, pattern=schema.Visible)]
Top = Annotated[int, Query(ge=1, le=100)]
_EVENT_STREAM = "text/event-stream"


def create_api(assistant: ShopAssistant) -> APIRouter:
    """All routes below ``/v1``."""
    api = APIRouter(prefix="/v1")

    @api.post("/conversations", status_code=201)
    def start() -> schema.ConversationOut:
        """Begin a conversation."""
        return schema.ConversationOut(id=uuid4().hex)

    @api.get("/conversations/{conversation_id}")
    def history(conversation_id: ConversationId) -> schema.ConversationOut:
        """A conversation so far; without turns when nothing has been said."""
        return schema.conversation_out(conversation_id, assistant.history(conversation_id))

    @api.post(
        "/conversations/{conversation_id}/messages",
        response_model=schema.ReplyOut,
        responses={200: {"content": {_EVENT_STREAM: {}}}},
    )
    async def send(
        conversation_id: ConversationId, body: schema.MessageIn, request: Request
    ) -> Response | schema.ReplyOut:
        """Say something. As JSON: the reply. As ``text/event-stream``: ``accepted`` at once, then
        ``reply`` (or ``problem``)."""
        message = Message(body.text, conversation_id, body.shopper_id, body.customer_token)
        if _EVENT_STREAM in request.headers.get("accept", ""):
            return StreamingResponse(
                _stream(assistant, message),
                media_type=_EVENT_STREAM,
                headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
            )
        return schema.reply_out(await run_in_threadpool(assistant.reply, message))

    @api.get("/conversations/{conversation_id}/people")
    def live(
        conversation_id: ConversationId, after: Annotated[int, Query(ge=0)] = 0
    ) -> schema.LiveOut:
        """What the shop's people said since the line of number ``after``; ask every few seconds
        while ``status`` is not "none"."""
        return schema.live_out(assistant.live(conversation_id, after))

    @api.get("/conversations/{conversation_id}/data")
    def data(conversation_id: ConversationId) -> Response:
        """All that the shop has of the customer who was verified in a conversation, as a file; of
        a guest the conversation alone."""
        return JSONResponse(
            dict(assistant.my_data(conversation_id)),
            headers={
                "Content-Disposition": 'attachment; filename="my-data.json"',
                "Cache-Control": "no-store",
            },
        )

    @api.get("/search")
    def search(
        q: Annotated[str, Query(min_length=1, max_length=2_000)],
        top: Top = 20,
        shopper_id: ShopperId = None,
    ) -> schema.ProductsOut:
        """Products for a search text with its limits, such as "lamp under $40", best first."""
        found = assistant.search(q, shopper_id, top)
        return schema.ProductsOut(products=[schema.product_out(card) for card in found])

    @api.get("/products/{product_id:path}")
    def product(product_id: str) -> schema.ProductDetails:
        """All about one product."""
        known = assistant.product(product_id)
        if known is None:
            raise HTTPException(404, "There is no product with this id.")
        return schema.details_out(known, assistant.reviews(known.id))

    @api.post("/events", status_code=202)
    def record(event: schema.EventIn) -> schema.StatusOut:
        """Record what a shopper did; the same id again changes nothing."""
        if assistant.product(event.product_id) is None:
            raise HTTPException(404, "There is no product with this id.")
        assistant.record(event.to_event())
        return schema.StatusOut()

    @api.get("/recommendations")
    def recommendations(shopper_id: ShopperId = None, top: Top = 12) -> schema.ProductsOut:
        """Products for a shopper; without one, what is popular."""
        found = assistant.recommend(shopper_id, top)
        return schema.ProductsOut(products=[schema.product_out(card) for card in found])

    @api.get("/health")
    def health() -> schema.StatusOut:
        """The process answers."""
        return schema.StatusOut()

    @api.get("/ready")
    def ready() -> schema.StatusOut:
        """The store can be read and products can be recommended."""
        if not assistant.recommend(None, 1):
            raise HTTPException(503, "The store has no products yet; import a catalogue.")
        return schema.StatusOut()

    @api.api_route(
        "/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
    )
    def unknown(rest: str) -> Response:
        return problem(404, "There is nothing at this address of the API.")

    return api


async def _stream(assistant: ShopAssistant, message: Message) -> AsyncIterator[str]:
    yield "event: accepted\ndata: {}\n\n"
    try:
        reply = await run_in_threadpool(assistant.reply, message)
        yield f"event: reply\ndata: {schema.reply_out(reply).model_dump_json()}\n\n"
    except Exception:
        log.exception("A message in conversation %s got no answer", message.conversation_id)
        failure = problem(500, "Something went wrong on our side; please try again.")
        yield f"event: problem\ndata: {bytes(failure.body).decode()}\n\n"
