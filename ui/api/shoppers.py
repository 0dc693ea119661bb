"""What belongs to a shopper: profile, cart, orders; and the tokens that say who they are."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, TypeVar

from fastapi import APIRouter, Header, Path, Query
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.carts import FilledLine
from assistant.errors import CartError, ProfileError
from retrieval.errors import DaogouError
from ui.api.deps import (
    NOBODY,
    Mine,
    MyCart,
    OnlyServers,
    TheAccess,
    TheAssistant,
    TheCaller,
    TheOffers,
    Whose,
)
from ui.offers import Offers
from ui.problems import possible
from ui.schema.base import ProductId, StatusOut
from ui.schema.shoppers import (
    CartLineIn,
    CartOut,
    OrderOut,
    OrdersOut,
    ProfileChange,
    ProfileOut,
    TokenIn,
    TokenOut,
    cart_out,
    order_out,
    profile_out,
    token_out,
)
from ui.tokens import Rights

T = TypeVar("T")
routes = APIRouter()

_CANNOT = possible(_409="The change cannot be made; the detail says why.")
CustomerToken = Annotated[
    str,
    Header(
        max_length=1_000,
        description="What the shop's own login says of who asks, signed by it.",
        examples=["QzEuMTc5..."],
    ),
]


@routes.get("/profile", tags=["profile"], operation_id="get_profile")
def profile(assistant: TheAssistant, mine: Mine) -> ProfileOut:
    """What is known of a shopper by what they did."""
    return profile_out(assistant.profiles.of(_who(mine)))


@routes.patch("/profile", tags=["profile"], operation_id="change_profile", responses=_CANNOT)
def change_profile(body: ProfileChange, assistant: TheAssistant, mine: Mine) -> ProfileOut:
    """Stop leanings from being used, let them be used again, or switch the profile off or on."""
    who, profiles = _who(mine), assistant.profiles
    for one in body.stop:
        _possible(partial(profiles.stop, who, one.kind, one.value))
    for one in body.resume:
        _possible(partial(profiles.resume, who, one.kind, one.value))
    if body.used is not None:
        profiles.use(who, body.used)
    return profile_out(profiles.of(who))


@routes.get(
    "/profile/data",
    tags=["profile"],
    operation_id="export_profile",
    response_model=dict[str, object],
)
def export_profile(assistant: TheAssistant, mine: Mine) -> Response:
    """All that is kept of a shopper, as a file: events, cart, conversations."""
    return JSONResponse(
        dict(assistant.accounts.data_of(_who(mine))),
        headers={
            "Content-Disposition": 'attachment; filename="my-profile.json"',
            "Cache-Control": "no-store",
        },
    )


@routes.delete("/profile", tags=["profile"], operation_id="forget_shopper")
def forget(assistant: TheAssistant, mine: Mine) -> StatusOut:
    """Erase all that is kept of a shopper; orders stay, as book-keeping wants."""
    assistant.accounts.forget(_who(mine))
    return StatusOut()


@routes.get("/cart", tags=["cart"], operation_id="get_cart")
def cart(assistant: TheAssistant, shop: TheOffers, mine: Mine, owner: MyCart) -> CartOut:
    """What is in a shopper's cart, or in that of the guest of a conversation."""
    return _shown(assistant.carts.lines(owner), shop, mine)


@routes.put("/cart/lines", tags=["cart"], operation_id="set_cart_line", responses=_CANNOT)
def set_line(
    body: CartLineIn, assistant: TheAssistant, shop: TheOffers, mine: Mine, owner: MyCart
) -> CartOut:
    """Make a line hold this many; doing it twice changes nothing."""
    lines = _possible(
        lambda: assistant.carts.set(owner, body.product_id, body.variant_id, body.quantity)
    )
    return _shown(lines, shop, mine)


@routes.delete("/cart/lines", tags=["cart"], operation_id="remove_cart_line")
def remove_line(
    assistant: TheAssistant,
    shop: TheOffers,
    mine: Mine,
    owner: MyCart,
    product_id: Annotated[ProductId, Query(examples=["HK-1042"])],
    variant_id: Annotated[str, Query(max_length=200)] = "",
) -> CartOut:
    """Take a line out; doing it twice changes nothing."""
    return _shown(assistant.carts.set(owner, product_id, variant_id, 0), shop, mine)


@routes.get("/orders", tags=["orders"], operation_id="list_orders")
def orders(
    assistant: TheAssistant, access: TheAccess, customer_token: CustomerToken = ""
) -> OrdersOut:
    """The orders of the customer whom the shop's login vouches for."""
    found = assistant.accounts.orders_of(access.customer(customer_token))
    return OrdersOut(orders=[order_out(one) for one in found])


@routes.get(
    "/orders/{order_id:path}",
    tags=["orders"],
    operation_id="get_order",
    responses=possible(_404="The customer has no such order."),
)
def order(
    order_id: Annotated[str, Path(min_length=1, max_length=200, examples=["MF-1001"])],
    assistant: TheAssistant,
    access: TheAccess,
    customer_token: CustomerToken = "",
) -> OrderOut:
    """One of the customer's own orders."""
    mine = assistant.accounts.orders_of(access.customer(customer_token))
    found = next((one for one in mine if one.id == order_id), None)
    if found is None:
        raise HTTPException(404, "There is no such order of this customer.")
    return order_out(found)


@routes.post(
    "/tokens",
    status_code=201,
    tags=["tokens"],
    operation_id="issue_token",
    dependencies=[OnlyServers],
)
async def issue(body: TokenIn, access: TheAccess) -> TokenOut:
    """A token for a browser, asked for by the shop's server with its API key."""
    rights = Rights(
        body.shopper_id or "", body.conversation_id or "", body.origin or "", life=body.seconds
    )
    return token_out(*access.issue(rights))


@routes.post("/tokens/refresh", status_code=201, tags=["tokens"], operation_id="renew_token")
async def renew(access: TheAccess, caller: TheCaller) -> TokenOut:
    """The same rights for another while, asked for with the token itself while it holds; at most
    twelve hours after the first one."""
    return token_out(*access.renew(caller))


def _who(mine: Whose) -> str:
    if mine.behaves_as is None:
        raise HTTPException(401, NOBODY, {"WWW-Authenticate": "Bearer"})
    return mine.behaves_as


def _shown(lines: Sequence[FilledLine], shop: Offers, mine: Whose) -> CartOut:
    return cart_out(lines, shop.checkout_of(lines, mine.conversation_id or ""))


def _possible(act: Callable[[], T]) -> T:
    """What comes of an act, or a problem that says why it cannot be done."""
    try:
        return act()
    except (CartError, ProfileError) as error:
        raise HTTPException(409, str(error)) from error
    except DaogouError as error:
        raise HTTPException(409, "There is no product with this id.") from error
