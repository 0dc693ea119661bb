"""A shopper's profile, cart and orders, and the tokens of browsers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from assistant.carts import FilledLine, totals
from assistant.checkout import Buyer, Quote
from assistant.desk.types import Order
from ranking.types import Profile
from ui.schema.base import Id, Input, Model, ProductId, ShopId, Whole
from ui.schema.products import ProductOut, product_fields
from ui.tokens import LIFE, LONGEST_LIFE, Rights


class AffinityOut(Model):
    """What a shopper leans to, by what they did."""

    kind: str
    """"category", "brand", "colour", "size" or "price"."""
    value: str
    strength: float
    """0 to 1."""
    events: int
    """On how many events it rests."""


class LeaningIn(Input):
    """One leaning of a profile."""

    kind: str = Field(min_length=1, max_length=40)
    value: str = Field(min_length=1, max_length=200)


class ProfileOut(Model):
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


class ProfileChange(Input):
    """What a shopper wants to be otherwise; everything is optional."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"stop": [{"kind": "colour", "value": "black"}]}]}
    )

    stop: list[LeaningIn] = Field(default=[], max_length=50)
    """Never to be used again."""
    resume: list[LeaningIn] = Field(default=[], max_length=50)
    """To be used again."""
    used: bool | None = None
    """Switches the whole profile off or on."""


class CartLineIn(Input):
    """How many of a product are to be in the cart."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"product_id": "HK-1042", "quantity": 1}]}
    )

    product_id: ProductId
    variant_id: str = Field(default="", max_length=200)
    """The chosen form, where the product has several."""
    quantity: Whole = Field(ge=0, le=999)
    """0 takes the line out."""


class CartLineOut(Model):
    """One line of a cart."""

    product: ProductOut
    variant_id: str
    options: dict[str, str]
    """Of the chosen form, such as colour and size."""
    quantity: int
    price: float | None
    """Of one."""


class CartOut(Model):
    """A cart, oldest line first."""

    lines: list[CartLineOut]
    totals: dict[str, float]
    """By currency; a line without a price adds nothing."""
    checkout_url: str
    """Where the shop has it paid, with what is in it; empty: the shop has not said where."""


class QuoteOut(Model):
    """What a cart costs, delivered."""

    items: float
    shipping: float
    total: float
    currency: str


_Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class CheckoutIn(Input):
    """Who buys, where it goes, and the total that they said yes to."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"first_name": "Mei", "last_name": "Lin", "email": "mei@example.com",
                 "line1": "5 Orchard Road", "city": "Denver", "postal_code": "80279",
                 "country": "US", "method": "credit_card", "total": 48.17}
            ]
        }
    )  # fmt: skip

    first_name: _Line
    last_name: _Line
    email: _Line
    line1: _Line
    """Street and number."""
    line2: str = Field(default="", max_length=200)
    city: _Line
    state: str = Field(default="", max_length=200)
    postal_code: _Line
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    """ISO 3166, two letters."""
    method: Literal["credit_card", "paypal"]
    total: float = Field(ge=0, le=1e9, allow_inf_nan=False)
    """Of the quote that was shown; where it is another one now, nothing is ordered."""

    def to_buyer(self) -> Buyer:
        """The checkout's own type."""
        return Buyer(**self.model_dump(exclude={"total"}))


class OrderItemOut(Model):
    """One piece of an order."""

    product_id: str
    name: str
    options: dict[str, str]
    price: float


class OrderOut(Model):
    """One order of the customer."""

    id: str
    status: str
    placed: datetime | None
    currency: str
    shipping: float
    total: float
    items: list[OrderItemOut]
    tracking: list[str]


class OrdersOut(Model):
    """All orders of the customer, in the order of the records."""

    orders: list[OrderOut]


class TokenIn(Input):
    """What a browser is to be allowed; the shop's server has made sure of it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"shopper_id": "c-01", "origin": "https://shop.example"}]}
    )

    shopper_id: ShopId | None = None
    """Who is logged in; absent: a guest."""
    conversation_id: Id | None = None
    """The only conversation that may be used; absent: any that is not somebody else's."""
    origin: str | None = Field(default=None, max_length=200, pattern=r"^https?://[^\s/]+$")
    """The only site it may be used from."""
    seconds: Whole = Field(default=LIFE, ge=60, le=LONGEST_LIFE)


class TokenOut(Model):
    """A token, for ``Authorization: Bearer TOKEN``."""

    token: str
    expires_at: int
    """Unix seconds."""


def profile_out(profile: Profile) -> ProfileOut:
    """A profile as JSON."""
    return ProfileOut(
        shopper_id=profile.shopper_id,
        name=profile.name,
        affinities=[
            AffinityOut(kind=a.kind, value=a.value, strength=a.strength, events=a.events)
            for a in profile.affinities
        ],
        segment=profile.segment,
        words=profile.words,
        purchases=profile.purchases,
        spent=profile.spent,
        stopped=[LeaningIn(kind=kind, value=value) for kind, value in profile.stopped],
        used=profile.used,
    )


def cart_out(lines: Sequence[FilledLine], checkout_url: str = "") -> CartOut:
    """A cart as JSON."""
    return CartOut(
        lines=[
            CartLineOut(
                product=ProductOut(**product_fields(line.product)),
                variant_id=line.variant.id if line.variant else "",
                options=dict(line.variant.options) if line.variant else {},
                quantity=line.quantity,
                price=None if line.unit_price is None else float(line.unit_price),
            )
            for line in lines
        ],
        totals={code: float(amount) for code, amount in totals(lines).items()},
        checkout_url=checkout_url,
    )


def quote_out(quote: Quote) -> QuoteOut:
    """A quote as JSON."""
    return QuoteOut(
        items=float(quote.items),
        shipping=float(quote.shipping),
        total=float(quote.total),
        currency=quote.currency,
    )


def order_out(order: Order) -> OrderOut:
    """An order as JSON: what a page shows, without address and payment."""
    fields: dict[str, Any] = {"id": order.id, "status": order.status, "placed": order.placed}
    return OrderOut(
        **fields,
        currency=order.currency,
        shipping=float(order.shipping),
        total=float(order.total),
        items=[
            OrderItemOut(
                product_id=one.product_id,
                name=one.name,
                options=dict(one.options),
                price=float(one.price),
            )
            for one in order.items
        ],
        tracking=[code for parcel in order.shipments for code in parcel.tracking],
    )


def token_out(token: str, rights: Rights) -> TokenOut:
    """A token as JSON."""
    return TokenOut(token=token, expires_at=rights.expires)
