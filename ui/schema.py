"""The JSON of the HTTP API: what goes in and out, made from the assistant's types."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.people.satisfaction import SCALE
from assistant.people.types import Kind, Line, Live, Status
from assistant.reply.chips import removal
from assistant.types import Card, Reply, Turn
from ranking.types import Event, EventKind
from retrieval.types import Product, Review
from ui.markup import image_url

Id = r"^[A-Za-z0-9_-]{8,64}$"
"""Conversation and event ids: long enough not to be guessed when they are random."""
Visible = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$"
"""One line without control characters: what a shop's own ids are made of."""


class MessageIn(BaseModel):
    """What a shopper says."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "rain jacket under $120"}]}
    )

    text: str = Field(max_length=200_000)
    shopper_id: str | None = Field(default=None, max_length=128, pattern=Visible)
    customer_token: str = Field(default="", max_length=1_000)
    """What the shop's own login says of who writes, signed by it."""


class EventIn(BaseModel):
    """What a shopper did with a product. The id makes sending it twice harmless."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=Id)
    shopper_id: str = Field(max_length=128, pattern=Visible)
    kind: EventKind
    product_id: str = Field(max_length=256, pattern=Visible)
    at: datetime | None = None
    """With a time zone; absent: now."""

    def to_event(self) -> Event:
        """The ranking stage's own type; a time without a zone is read as UTC."""
        at = self.at or datetime.now(UTC)
        return Event(
            self.id, self.shopper_id, self.kind, self.product_id,
            at if at.tzinfo else at.replace(tzinfo=UTC),
        )  # fmt: skip


class ProductOut(BaseModel):
    """One product; ``reasons`` say why it stands where it stands."""

    id: str
    title: str
    brand: str
    category: list[str]
    price: float | None
    list_price: float | None
    currency: str
    in_stock: bool
    stock: int | None
    rating: float | None
    rating_count: int
    colours: list[str]
    sizes: list[str]
    image: str
    """Address of the picture: absolute, or below this server; "": none."""
    reasons: list[str] = []


class ProductDetails(ProductOut):
    """One product with all its texts and what buyers wrote."""

    description: str
    bullets: list[str]
    attributes: dict[str, str]
    reviews: list[dict[str, Any]]


class LimitOut(BaseModel):
    """One limit or wish as understood, and the message that takes exactly it back."""

    label: str
    remove: str


class ReplyOut(BaseModel):
    """One answer. Show ``text``, then ``limits``, ``products`` or ``comparison``, then
    ``suggestions``. A limit is taken back by sending its ``remove`` as a message."""

    turn: int
    conversation_id: str
    intent: str
    confidence: float
    sentiment: dict[str, Any]
    action: str
    text: str
    products: list[ProductOut]
    comparison: list[list[str]]
    suggestions: list[str]
    chips: list[str]
    """The labels of ``limits`` alone."""
    limits: list[LimitOut] = []
    state: dict[str, Any]
    latency_ms: float


class LineOut(BaseModel):
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
    suggestions: list[str] = []


class LiveOut(BaseModel):
    """How a conversation with the shop's people stands."""

    status: Status
    """"waiting": in their queue; "talking": messages go to a person and the assistant is silent."""
    number: int | None = None
    """Of the note that the shopper was told."""
    before: int = 0
    """Notes in the queue before it."""
    lines: list[LineOut] = []


class TurnOut(BaseModel):
    """One exchange, and what the shop's people said after it."""

    user: str
    reply: ReplyOut
    people: list[LineOut] = []


class ConversationOut(BaseModel):
    """A conversation and its turns, oldest first."""

    id: str
    turns: list[TurnOut] = []


class ProductsOut(BaseModel):
    """Products, best first."""

    products: list[ProductOut]


class StatusOut(BaseModel):
    """Whether the server works."""

    status: Literal["ok"] = "ok"


def product_fields(product: Product, reasons: Sequence[str] = ()) -> dict[str, Any]:
    """The fields of ``ProductOut``."""
    return {
        "id": product.id,
        "title": product.title,
        "brand": product.brand,
        "category": list(product.category),
        "price": None if product.price is None else float(product.price),
        "list_price": None if product.list_price is None else float(product.list_price),
        "currency": product.currency,
        "in_stock": product.in_stock,
        "stock": product.stock,
        "rating": product.rating,
        "rating_count": product.rating_count,
        "colours": list(product.colours),
        "sizes": list(product.sizes),
        "image": image_url(product),
        "reasons": list(reasons),
    }


def product_out(card: Card) -> ProductOut:
    """A card as JSON."""
    return ProductOut(**product_fields(card.product, card.reason_texts))


def details_out(product: Product, reviews: Sequence[Review]) -> ProductDetails:
    """A product with its texts and reviews as JSON."""
    return ProductDetails(
        **product_fields(product),
        description=product.description,
        bullets=list(product.bullets),
        attributes=dict(product.attributes),
        reviews=[
            {"id": one.id, "stars": one.stars, "title": one.title, "text": one.text,
             "author": one.author}
            for one in reviews
        ],
    )  # fmt: skip


def reply_out(reply: Reply) -> ReplyOut:
    """A reply as JSON."""
    return ReplyOut(
        turn=reply.turn,
        conversation_id=reply.conversation_id,
        intent=reply.intent.value,
        confidence=reply.confidence,
        sentiment={"label": reply.sentiment.label, "score": reply.sentiment.score},
        action=reply.action,
        text=reply.text,
        products=[product_out(card) for card in reply.cards],
        comparison=[list(row) for row in reply.comparison],
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
