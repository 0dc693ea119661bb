"""Conversations: messages, answers, history, and what the shop's people say."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from assistant.people.satisfaction import SCALE
from assistant.people.types import Kind, Line, Live, Status
from assistant.reply.chips import removal
from assistant.types import Reply, Tap, Turn
from ui.schema.base import Id, Input, Model, ProductId, ShopId, Whole
from ui.schema.products import ProductOut, product_out


def _tap(value: object) -> object:
    return Tap(value) if isinstance(value, str) else value


class MessageIn(Input):
    """What a shopper says."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "rain jacket under $120"}]})

    text: str = Field(max_length=200_000)
    """In the shopper's own words; a few thousand characters of it are read."""
    id: Id | None = None
    """Makes sending it again harmless: the last message of a conversation, sent again with its
    id, gets the answer that it got. Absent: every message is a new one."""
    shopper_id: ShopId | None = None
    """Who writes; believed of a server, and of a browser whose token names this shopper. Absent:
    the shopper of the token or of the conversation, else a guest."""
    product_id: ProductId | None = None
    """The product whose page the shopper is looking at."""
    tap: Annotated[Tap, BeforeValidator(_tap)] | None = None
    """A button on products rather than words: "compare", "similar", or "present" for those that
    were found in another way; ``text`` says it for the transcript."""
    product_ids: list[ProductId] = Field(default=[], max_length=20)
    """What a tap is about, in the order to show."""
    customer_token: str = Field(default="", max_length=1_000)
    """What the shop's own login says of who writes, signed by it."""


class FeedbackIn(Input):
    """What a shopper thinks of one answer; the last word counts."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"value": 1}]})

    value: Whole = Field(ge=-1, le=1)
    """1: good, -1: bad, 0: taken back."""
    comment: str = Field(default="", max_length=2_000)


class LimitOut(Model):
    """One limit or wish as understood, and the message that takes exactly it back."""

    label: str
    remove: str


class SentimentOut(Model):
    """Mood of a message."""

    label: str
    """"negative", "neutral" or "positive"."""
    score: float
    """-1 (very unhappy) to 1 (very happy)."""


class OrderStepOut(Model):
    """One step on an order's way."""

    name: str
    done: bool
    at: datetime | None
    """Null: not yet, or not known."""


class OrderLineOut(Model):
    """Alike pieces of an order."""

    product_id: str
    name: str
    form: str
    """Such as "blue, M"; empty: it has one form."""
    count: int


class OrderCardOut(Model):
    """An order that an answer speaks of."""

    id: str
    status: str
    """The shop's own word."""
    steps: list[OrderStepOut]
    lines: list[OrderLineOut]
    total: float
    currency: str
    tracking: list[str]


class ReplyOut(Model):
    """One answer. Show ``text``, then ``limits``, ``products`` or ``comparison``, then
    ``suggestions``. A limit is taken back by sending its ``remove`` as a message."""

    turn: int
    """From 1 on."""
    conversation_id: str
    intent: str
    confidence: float
    """Of the intent, 0 to 1."""
    sentiment: SentimentOut
    action: str
    """What was done: "show_products", "ask", "compare", "add_to_cart" ..."""
    text: str
    products: list[ProductOut]
    comparison: list[list[str]]
    """Rows of a table, the header first; empty: none."""
    orders: list[OrderCardOut]
    """Those that the answer speaks of, of the verified customer."""
    suggestions: list[str]
    """Messages that may be sent with one tap."""
    chips: list[str]
    """The labels of ``limits`` alone."""
    limits: list[LimitOut]
    state: dict[str, Any]
    """What the conversation keeps in mind."""
    latency_ms: float


class LineOut(Model):
    """What a person of the shop said to the shopper, or that they came or left."""

    number: int
    """Grows; ask for what comes after the last one."""
    kind: Kind
    """"asked": how satisfied the shopper is; answered by sending one of ``suggestions``."""
    name: str
    """Of the person."""
    text: str
    turn: int
    """After which turn it was said."""
    at: datetime
    suggestions: list[str]


class LiveOut(Model):
    """How a conversation with the shop's people stands."""

    status: Status
    """"waiting": in their queue; "talking": messages go to a person and the assistant is silent."""
    number: int | None
    """Of the note that the shopper was told."""
    before: int
    """Notes in the queue before it."""
    lines: list[LineOut]


class TurnOut(Model):
    """One exchange, and what the shop's people said after it."""

    user: str
    reply: ReplyOut
    people: list[LineOut]


class ConversationOut(Model):
    """A conversation and its turns, oldest first."""

    id: str
    turns: list[TurnOut]


def reply_out(reply: Reply) -> ReplyOut:
    """A reply as JSON."""
    return ReplyOut(
        turn=reply.turn,
        conversation_id=reply.conversation_id,
        intent=reply.intent.value,
        confidence=reply.confidence,
        sentiment=SentimentOut(label=reply.sentiment.label, score=reply.sentiment.score),
        action=reply.action,
        text=reply.text,
        products=[product_out(card) for card in reply.cards],
        comparison=[list(row) for row in reply.comparison],
        orders=[OrderCardOut.model_validate(asdict(one)) for one in reply.orders],
        suggestions=list(reply.suggestions),
        chips=list(reply.chips),
        limits=[LimitOut(label=chip, remove=removal(chip)) for chip in reply.chips],
        state=dict(reply.state),
        latency_ms=reply.latency_ms,
    )


def conversation_out(conversation_id: str, turns: Sequence[Turn]) -> ConversationOut:
    """A conversation as JSON."""
    return ConversationOut(
        id=conversation_id,
        turns=[
            TurnOut(
                user=turn.user,
                reply=reply_out(turn.reply),
                people=[line_out(line) for line in turn.people],
            )
            for turn in turns
        ],
    )


def line_out(line: Line) -> LineOut:
    """A live line as JSON."""
    return LineOut(
        number=line.number,
        kind=line.kind,
        name=line.name,
        text=line.text,
        turn=line.turn,
        at=line.at,
        suggestions=list(SCALE) if line.kind is Kind.ASKED else [],
    )


def live_out(live: Live) -> LiveOut:
    """The live part of a conversation as JSON."""
    return LiveOut(
        status=live.status,
        number=None if live.ticket is None else live.ticket.number,
        before=live.before,
        lines=[line_out(line) for line in live.lines],
    )
