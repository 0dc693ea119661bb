"""What the conversation stage hands on, from a shopper's message to the reply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from assistant.people.types import Line
from ranking.types import Reason
from retrieval.types import Constraints, Facets, Product


class Intent(StrEnum):
    """What a message wants."""

    FIND_PRODUCT = "find_product"
    REFINE_SEARCH = "refine_search"
    RECOMMEND = "recommend"
    PRODUCT_QUESTION = "product_question"
    COMPARE_PRODUCTS = "compare_products"
    ADD_TO_CART = "add_to_cart"
    VIEW_CART = "view_cart"
    ORDER_STATUS = "order_status"
    CANCEL_ORDER = "cancel_order"
    CHANGE_ORDER = "change_order"
    RETURN_OR_EXCHANGE = "return_or_exchange"
    DELIVERY_QUESTION = "delivery_question"
    PAYMENT_QUESTION = "payment_question"
    ACCOUNT_HELP = "account_help"
    COMPLAINT = "complaint"
    HUMAN_AGENT = "human_agent"
    SMALL_TALK = "small_talk"
    AFFIRM = "affirm"
    DENY = "deny"
    OUT_OF_SCOPE = "out_of_scope"


class Tap(StrEnum):
    """A button on products that is a message of its own."""

    COMPARE = "compare"
    SIMILAR = "similar"
    PRESENT = "present"
    """Products that a face has found itself, by a photo: they are what the talk is about now."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a shopper sends."""

    text: str
    conversation_id: str
    shopper_id: str | None = None
    """None: a guest."""
    customer_token: str = ""
    """What the shop's own login says of who writes (``assistant.desk.tokens``); empty: nothing."""
    product_id: str = ""
    """Of the product page that the shopper is looking at; empty: on none, or not known."""
    id: str = ""
    """Makes sending it again harmless: the conversation's last message of the same id gets the
    answer that it got. Empty: every message is a new one."""
    tap: Tap | None = None
    """A button on products rather than words; ``text`` says it for the transcript."""
    product_ids: tuple[str, ...] = ()
    """What a tap is about, in the order to show."""


@dataclass(frozen=True, slots=True)
class Sentiment:
    """Mood of a message."""

    label: str
    """"negative", "neutral" or "positive"."""
    score: float
    """-1 (very unhappy) .. 1 (very happy)."""


@dataclass(frozen=True, slots=True)
class Refinement:
    """What a message does to the search so far, beyond the limits that it states anew."""

    cheaper: bool = False
    """Wants less dear things than those shown (or pointed at)."""
    dearer: bool = False
    more: bool = False
    """Wants other products for the same search."""
    similar: bool = False
    """Wants products like the one pointed at."""
    drop: tuple[str, ...] = ()
    """Limits taken back: "price", "min_rating", "sort", a facet of ``Facets``, or "all"."""
    also: bool = False
    """The limits are further choices ("also in red"), not instead of the old ones."""
    relative: tuple[tuple[str, int], ...] = ()
    """Wishes measured by what is in focus: an aspect ("size", "weight", "rating" ...) and 1 for
    more of it or -1 for less. Price has its own fields."""
    slight: bool = False
    """A relative wish asks for a step only: "a bit cheaper"."""
    restart: bool = False
    """Everything looked for so far is given up: "start over"."""
    back: bool = False
    """Goes back to a search of before: "go back to the lamps"."""
    taken: tuple[str, ...] = ()
    """Single limits taken back by their chips, as ``assistant.limits.stated`` names them."""


class Wanted(NamedTuple):
    """What a message wants."""

    intent: Intent
    confidence: float
    """Calibrated probability of ``intent``, 0..1."""
    need: bool = False
    """Whether it tells what something is for, whom it is to please, or what is wrong, and names no
    thing."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was read out of one message."""

    text: str
    """The message, cleaned of control characters and cut to a sane length; the earlier one that
    was not clear, where this one only says which product was meant."""
    intent: Intent
    confidence: float
    """Calibrated probability of ``intent``, 0..1."""
    sentiment: Sentiment
    constraints: Constraints
    search_text: str
    """The message without its limits and polite words: what to look for."""
    references: tuple[str, ...] = ()
    """Ids of shown products that the message points at, in the order named."""
    language: str = "en"
    refinement: Refinement = Refinement()
    product_words: tuple[str, ...] = ()
    """Words of ``search_text`` that the catalogue's titles and categories know."""
    ambiguous: tuple[str, ...] = ()
    """Ids of shown products among which the message does not say which it means."""
    refused: tuple[str, ...] = ()
    """Ids of shown products that the message turns down: "not that one"."""
    beyond: bool = False
    """Whether it names a place in the list at which nothing is shown: "the ninth one"."""
    released: Facets = field(default_factory=Facets)
    """Values that may but need not hold any more: "it doesn't have to be leather"."""
    mended: tuple[tuple[str, str], ...] = ()
    """Slips of the keyboard and what they were read as: ``("hedphones", "headphones")``."""
    heard: str = ""
    """What the shopper said, where ``text`` is an earlier message."""
    need: bool = False
    """Whether it tells what something is for, or what is wrong, and names no thing."""


@dataclass(frozen=True, slots=True)
class Action:
    """What the policy decided to do, before it is put into words."""

    name: str
    """"show_products", "nothing_fits", "compare", "answer_product_question", "ask", "chat" ..."""
    slots: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """One product as shown, rendered from the records by id."""

    product: Product
    reasons: tuple[Reason, ...] = ()
    reason_texts: tuple[str, ...] = ()
    """The same reasons in words."""
    list_id: str = ""
    """The list it stands in, to be named by events on it; empty: none is kept."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of products without a query: on the front page, beside a product, under an order."""

    kind: str
    """"for_you", "because_bought", "goes_with", "similar", "buy_again", "new_in", "popular"."""
    title: str
    """In the shop's language: "Because you bought the Harbour Kettle"."""
    cards: tuple[Card, ...]
    because: str = ""
    """The product id or category that it is for; empty: none."""


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One step on an order's way."""

    name: str
    done: bool
    at: datetime | None = None
    """None: not yet, or the records do not say."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Alike pieces of an order."""

    product_id: str
    name: str
    form: str
    """The values of its options; empty: it has one form."""
    count: int


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One order as shown, rendered from the records."""

    id: str
    status: str
    """The shop's own word."""
    steps: tuple[OrderStep, ...]
    lines: tuple[OrderLine, ...]
    total: Decimal
    currency: str
    tracking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrasing:
    """What a language model did for a reply."""

    kind: str
    """"words": it worded a template's reply anew; "talk": it answered small talk."""
    result: str
    """"kept": the shopper saw its words; "refused": they did not hold; "failed": it had none."""
    why: str = ""
    """What did not hold or failed, in one word."""
    tokens_in: int = 0
    tokens_out: int = 0
    ms: float = 0.0
    template: str = ""
    """The text in place of which its words stand; empty: it is the reply's own."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the assistant; every fact in it comes from a record."""

    turn: int
    """1-based number of the turn in its conversation."""
    conversation_id: str
    intent: Intent
    confidence: float
    sentiment: Sentiment
    action: str
    text: str
    cards: tuple[Card, ...] = ()
    comparison: tuple[tuple[str, ...], ...] = ()
    """Rows of a comparison table, the header first; empty: no table."""
    suggestions: tuple[str, ...] = ()
    """Quick replies: messages the shopper may send with one tap."""
    chips: tuple[str, ...] = ()
    """What was understood as limits, in words: "under $120", "not black"."""
    orders: tuple[OrderCard, ...] = ()
    """The orders that the text speaks of."""
    state: Mapping[str, Any] = field(default_factory=dict)
    """The dialogue state after the turn, JSON-ready."""
    latency_ms: float = 0.0
    stages_ms: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds per stage: "understand", "desk", "retrieve", "rank", "reply", "phrase"."""
    phrasing: Phrasing | None = None
    """None: no language model was asked."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation, as kept."""

    user: str
    reply: Reply
    people: tuple[Line, ...] = ()
    """What the shop's people said (and that they came or left) after it, oldest first."""
