"""What the HTTP API takes and gives.

Written by docs/make_clients.py from the API's own description; changes are lost.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AffinityOut(TypedDict):
    """What a shopper leans to, by what they did."""

    kind: str
    """"category", "brand", "colour", "size" or "price"."""
    value: str
    strength: float
    """0 to 1."""
    events: int
    """On how many events it rests."""


class CartLineIn(TypedDict):
    """How many of a product are to be in the cart."""

    product_id: str
    variant_id: NotRequired[str]
    """The chosen form, where the product has several."""
    quantity: int
    """0 takes the line out."""


class CartLineOut(TypedDict):
    """One line of a cart."""

    product: ProductOut
    variant_id: str
    options: dict[str, str]
    """Of the chosen form, such as colour and size."""
    quantity: int
    price: float | None
    """Of one."""


class CartOut(TypedDict):
    """A cart, oldest line first."""

    lines: list[CartLineOut]
    totals: dict[str, float]
    """By currency; a line without a price adds nothing."""
    checkout_url: str
    """Where the shop has it paid, with what is in it; empty: the shop has not said where."""


class CatalogueOut(TypedDict):
    """One page of the catalogue."""

    products: list[ProductOut]
    next: str | None
    """Ask for what comes after this id; null: that was all."""


class CheckoutIn(TypedDict):
    """Who buys, where it goes, and the total that they said yes to."""

    first_name: str
    last_name: str
    email: str
    line1: str
    """Street and number."""
    line2: NotRequired[str]
    city: str
    state: NotRequired[str]
    postal_code: str
    country: str
    """ISO 3166, two letters."""
    method: Literal["credit_card", "paypal"]
    total: float
    """Of the quote that was shown; where it is another one now, nothing is ordered."""


class ConversationOut(TypedDict):
    """A conversation and its turns, oldest first."""

    id: str
    turns: list[TurnOut]


class EventIn(TypedDict):
    """What a shopper, or the guest of a conversation, did with a product."""

    id: str
    """Makes sending it again harmless."""
    kind: EventKind
    product_id: str
    shopper_id: NotRequired[str | None]
    """Absent: the shopper of the token, else the guest of ``conversation_id``."""
    conversation_id: NotRequired[str | None]
    at: NotRequired[str | None]
    """When, with a time zone; absent or in the future: now."""
    list_id: NotRequired[str]
    """The list that the product was shown in; empty: not known."""


EventKind = Literal["view", "click", "cart", "purchase", "like", "dislike"]


class EventsIn(TypedDict):
    """Several at once."""

    events: list[EventIn]


class EventsOut(TypedDict):
    """What became of the events; every one is durable when this is said."""

    kept: int
    """New ones."""
    known: int
    """Ids that had been sent before."""
    refused: list[RefusedOut]


class FeedbackIn(TypedDict):
    """What a shopper thinks of one answer; the last word counts."""

    value: int
    """1: good, -1: bad, 0: taken back."""
    comment: NotRequired[str]


class FoundOut(TypedDict):
    """What looks like it."""

    product_ids: list[str]
    """Best first."""


Kind = Literal["shopper", "person", "joined", "left", "closed", "asked"]


class LeaningIn(TypedDict):
    """One leaning of a profile."""

    kind: str
    value: str


class LimitOut(TypedDict):
    """One limit or wish as understood, and the message that takes exactly it back."""

    label: str
    remove: str


class LineOut(TypedDict):
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
    at: str
    suggestions: list[str]


class LiveOut(TypedDict):
    """How a conversation with the shop's people stands."""

    status: Literal["none", "waiting", "talking", "returned"]
    """"waiting": in their queue; "talking": messages go to a person and the assistant is
    silent."""
    number: int | None
    """Of the note that the shopper was told."""
    before: int
    """Notes in the queue before it."""
    lines: list[LineOut]


class MessageIn(TypedDict):
    """What a shopper says."""

    text: str
    """In the shopper's own words; a few thousand characters of it are read."""
    id: NotRequired[str | None]
    """Makes sending it again harmless: the last message of a conversation, sent again with its
    id, gets the answer that it got. Absent: every message is a new one."""
    shopper_id: NotRequired[str | None]
    """Who writes; believed of a server, and of a browser whose token names this shopper.
    Absent: the shopper of the token or of the conversation, else a guest."""
    product_id: NotRequired[str | None]
    """The product whose page the shopper is looking at."""
    tap: NotRequired[Tap | None]
    """A button on products rather than words: "compare", "similar", or "present" for those
    that were found in another way; ``text`` says it for the transcript."""
    product_ids: NotRequired[list[str]]
    """What a tap is about, in the order to show."""
    customer_token: NotRequired[str]
    """What the shop's own login says of who writes, signed by it."""


class OffersOut(TypedDict):
    """What a face may offer."""

    photo: bool
    """Whether there is search by photo."""
    photo_bytes: int
    """A photo has at most so many."""
    checkout: bool
    """Whether carts name where they are paid (``checkout_url``)."""


class OrderCardOut(TypedDict):
    """An order that an answer speaks of."""

    id: str
    status: str
    """The shop's own word."""
    steps: list[OrderStepOut]
    lines: list[OrderLineOut]
    total: float
    currency: str
    tracking: list[str]


class OrderItemOut(TypedDict):
    """One piece of an order."""

    product_id: str
    name: str
    options: dict[str, str]
    price: float


class OrderLineOut(TypedDict):
    """Alike pieces of an order."""

    product_id: str
    name: str
    form: str
    """Such as "blue, M"; empty: it has one form."""
    count: int


class OrderOut(TypedDict):
    """One order of the customer."""

    id: str
    status: str
    placed: str | None
    currency: str
    shipping: float
    total: float
    items: list[OrderItemOut]
    tracking: list[str]


class OrderStepOut(TypedDict):
    """One step on an order's way."""

    name: str
    done: bool
    at: str | None
    """Null: not yet, or not known."""


class OrdersOut(TypedDict):
    """All orders of the customer, in the order of the records."""

    orders: list[OrderOut]


class PhotoIn(TypedDict):
    """A photo of something like what is looked for."""

    image: str
    """JPEG, PNG or WebP in base64."""


class ProductDetails(TypedDict):
    """One product with its forms, all its texts and what buyers wrote."""

    id: str
    title: str
    brand: str
    category: list[str]
    """From the department down."""
    price: float | None
    """In ``currency``; null: on request."""
    list_price: float | None
    """Before a reduction."""
    currency: str
    """ISO 4217."""
    in_stock: bool
    stock: int | None
    """Units on hand; null: not known."""
    rating: float | None
    """Mean stars, 1 to 5."""
    rating_count: int
    colours: list[str]
    sizes: list[str]
    image: str
    """Address of the picture: absolute, or below this server; empty: none."""
    reasons: list[str]
    list_id: str
    """The list it stands in, to be named by events on it; empty: none is kept."""
    description: str
    bullets: list[str]
    attributes: dict[str, str]
    variants: list[VariantOut]
    reviews: list[ReviewOut]


class ProductOut(TypedDict):
    """One product; ``reasons`` say why it stands where it stands."""

    id: str
    title: str
    brand: str
    category: list[str]
    """From the department down."""
    price: float | None
    """In ``currency``; null: on request."""
    list_price: float | None
    """Before a reduction."""
    currency: str
    """ISO 4217."""
    in_stock: bool
    stock: int | None
    """Units on hand; null: not known."""
    rating: float | None
    """Mean stars, 1 to 5."""
    rating_count: int
    colours: list[str]
    sizes: list[str]
    image: str
    """Address of the picture: absolute, or below this server; empty: none."""
    reasons: list[str]
    list_id: str
    """The list it stands in, to be named by events on it; empty: none is kept."""


class ProductsOut(TypedDict):
    """Products, best first."""

    products: list[ProductOut]


class ProfileChange(TypedDict):
    """What a shopper wants to be otherwise; everything is optional."""

    stop: NotRequired[list[LeaningIn]]
    """Never to be used again."""
    resume: NotRequired[list[LeaningIn]]
    """To be used again."""
    used: NotRequired[bool | None]
    """Switches the whole profile off or on."""


class ProfileOut(TypedDict):
    """What is known of a shopper, as ranking uses it."""

    shopper_id: str
    name: str
    affinities: list[AffinityOut]
    """Strongest first, without those that were stopped."""
    segment: str
    words: str
    """What the ranker reads of the shopper."""
    purchases: int
    spent: float
    stopped: list[LeaningIn]
    """What the shopper said not to use."""
    used: bool
    """False: switched off; nothing of it takes part in anything."""


class QuoteOut(TypedDict):
    """What a cart costs, delivered."""

    items: float
    shipping: float
    total: float
    currency: str


class RefusedOut(TypedDict):
    """An event that was not taken."""

    id: str
    detail: str


class ReplyOut(TypedDict):
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


class ReviewOut(TypedDict):
    """What one buyer wrote."""

    id: str
    stars: int
    title: str
    text: str
    author: str


class SentimentOut(TypedDict):
    """Mood of a message."""

    label: str
    """"negative", "neutral" or "positive"."""
    score: float
    """-1 (very unhappy) to 1 (very happy)."""


class ShelfOut(TypedDict):
    """A row of products without a query."""

    kind: str
    """"for_you", "because_bought", "goes_with", "similar", "buy_again", "new_in", "popular"."""
    title: str
    because: str
    """The product id or category that it is for; empty: none."""
    products: list[ProductOut]


class ShelvesOut(TypedDict):
    """The rows of a front page, best first."""

    shelves: list[ShelfOut]


Sort = Literal["relevance", "price_asc", "price_desc", "rating", "newest", "popular"]


class StatusOut(TypedDict):
    """It worked."""

    status: NotRequired[Literal["ok"]]


Tap = Literal["compare", "similar", "present"]


class TokenIn(TypedDict):
    """What a browser is to be allowed; the shop's server has made sure of it."""

    shopper_id: NotRequired[str | None]
    """Who is logged in; absent: a guest."""
    conversation_id: NotRequired[str | None]
    """The only conversation that may be used; absent: any that is not somebody else's."""
    origin: NotRequired[str | None]
    """The only site it may be used from."""
    seconds: NotRequired[int]


class TokenOut(TypedDict):
    """A token, for ``Authorization: Bearer TOKEN``."""

    token: str
    expires_at: int
    """Unix seconds."""


class TurnOut(TypedDict):
    """One exchange, and what the shop's people said after it."""

    user: str
    reply: ReplyOut
    people: list[LineOut]


class UbiAttributes(TypedDict):
    """Details of an event."""

    object: NotRequired[UbiObject | None]
    position: NotRequired[UbiPosition | None]
    """Going out: where the list is still kept. Coming in it is not read."""


class UbiEvent(TypedDict):
    """One event as UBI 1.x writes it."""

    action_name: str
    """"view", "click", "click_through", "add_to_cart", "purchase", "like" and "dislike" are
    kept; others ("impression" ...) are counted as ignored."""
    timestamp: str
    application: NotRequired[str | None]
    query_id: NotRequired[str | None]
    session_id: NotRequired[str | None]
    client_id: NotRequired[str | None]
    """Who it was, where there is no ``user_id``."""
    user_id: NotRequired[str | None]
    message_type: NotRequired[str | None]
    message: NotRequired[str | None]
    event_attributes: NotRequired[UbiAttributes | None]


class UbiEventsOut(TypedDict):
    """What became of the events."""

    kept: int
    known: int
    """Had been sent before."""
    ignored: int
    """Of an action that is not kept, of nobody, or of an unknown product."""


class UbiEventsPage(TypedDict):
    """Events of everybody, oldest first."""

    events: list[UbiEvent]
    next: NotRequired[str | None]
    """Ask for what comes after this; null: that was all."""


class UbiObject(TypedDict):
    """What the event is about."""

    object_id: str | int
    """The product's id."""
    object_id_field: NotRequired[str | None]


class UbiPosition(TypedDict):
    """Where it happened."""

    ordinal: NotRequired[int | None]
    """The product's place in the list of the event's query, from 1 on."""


class UbiQueriesPage(TypedDict):
    """Searches of everybody, oldest first."""

    queries: list[UbiQuery]


class UbiQuery(TypedDict):
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
    timestamp: str
    query_response_id: str
    query_response_hit_ids: list[str]
    """Products shown, best first."""


class VariantOut(TypedDict):
    """One buyable form of a product."""

    id: str
    options: dict[str, str]
    """Such as colour and size."""
    price: float | None
    in_stock: bool


class Problem(TypedDict):
    """Why a request was not served (RFC 9457)."""

    type: NotRequired[str]
    """Names the kind of problem."""
    title: str
    """The status in words."""
    status: int
    """The HTTP status."""
    detail: str
    """What to do about it, in a sentence."""
    errors: NotRequired[list[dict[str, str]]]
    """Fields that cannot be used, each with `field` and `detail`."""
