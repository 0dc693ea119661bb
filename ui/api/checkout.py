"""A cart becomes an order, once for each key."""

from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, TypeVar

from fastapi import APIRouter, Header, Query
from starlette.exceptions import HTTPException

from assistant.errors import CheckoutError, SoldOutError
from ui.api.deps import Mine, MyCart, TheAssistant
from ui.problems import possible
from ui.schema.base import ID
from ui.schema.shoppers import (
    CheckoutIn,
    OrderOut,
    QuoteOut,
    order_out,
    quote_out,
)

T = TypeVar("T")
routes = APIRouter(tags=["cart"])

_CANNOT = possible(_409="Nothing was ordered; the detail says why.")
IdempotencyKey = Annotated[
    str,
    Header(
        pattern=ID,
        description="Random, made once for one order: sent again it gives the same order.",
        examples=["6f1d0c5a2b7e4d39"],
    ),
]
Country = Annotated[str, Query(pattern=r"^([A-Z]{2})?$", description="ISO 3166, two letters.")]


@routes.get("/cart/quote", operation_id="quote_cart", responses=_CANNOT)
def quote(assistant: TheAssistant, owner: MyCart, country: Country = "") -> QuoteOut:
    """What the cart costs, delivered."""
    return quote_out(_possible(lambda: assistant.checkout.quote(owner, country)))


@routes.post("/cart/checkout", status_code=201, operation_id="check_out", responses=_CANNOT)
def check_out(
    body: CheckoutIn,
    assistant: TheAssistant,
    mine: Mine,
    owner: MyCart,
    idempotency_key: IdempotencyKey,
) -> OrderOut:
    """Order what is in the cart at the total that the buyer was shown. The order is durable when
    this is answered. Nothing is charged: how money moves is the shop's own affair."""
    # A key is the owner's own: nobody learns of an order by trying another one's.
    key = sha256(f"{owner}\n{idempotency_key}".encode()).hexdigest()[:40]
    total = Decimal(str(body.total))
    return order_out(
        _possible(
            lambda: assistant.checkout.place(owner, body.to_buyer(), key, total, mine.behaves_as)
        )
    )


def _possible(act: Callable[[], T]) -> T:
    try:
        return act()
    except (CheckoutError, SoldOutError) as error:
        raise HTTPException(409, str(error)) from error
