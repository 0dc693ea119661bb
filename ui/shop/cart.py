"""The cart of the sample shop: shown, filled and changed by plain forms."""

from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from assistant.carts import FilledLine, totals
from assistant.reply.money import money
from assistant.service.cart import owner_of
from ranking.types import EventKind
from retrieval.errors import DaogouError
from ui.markup import picture, text
from ui.port import ShopAssistant
from ui.shop import draw
from ui.shop.events import happened
from ui.shop.frame import Frame, alert, form, to
from ui.shop.visitor import Visitor, remember, visitor_of


class LineForm(BaseModel):
    """A line of the cart as a form sends it."""

    product: str
    variant: str = ""
    quantity: int | None = Field(default=None, ge=0, le=999)
    sent_by: str = ""
    """Proves that the shop's own page sent it."""


Line = Annotated[LineForm, Form()]


def routes(assistant: ShopAssistant, frame: Frame) -> APIRouter:
    """``/shop/cart`` and the forms that change it."""
    shop = APIRouter()

    @shop.get("/shop/cart")
    def cart(request: Request) -> HTMLResponse:
        return shown(request, visitor_of(request))

    @shop.get("/shop/cart/count")
    def count(request: Request) -> JSONResponse:
        """For the page's script, when the widget has put something in."""
        lines = assistant.carts.lines(visitor_of(request).owner)
        value = max(totals(lines).values(), default=0)
        return JSONResponse(
            {"count": sum(line.quantity for line in lines), "value": str(value)},
            headers={"Cache-Control": "no-store"},
        )

    @shop.post("/shop/cart")
    def add(request: Request, line: Line) -> Response:
        def many(visitor: Visitor) -> int:
            return held(visitor, line.product, line.variant) + (line.quantity or 1)

        return put(request, line, many, EventKind.CART)

    @shop.post("/shop/cart/line")
    def change(request: Request, line: Line) -> Response:
        return put(request, line, lambda visitor: line.quantity or 0)

    def put(
        request: Request,
        line: LineForm,
        many: Callable[[Visitor], int],
        kind: EventKind | None = None,
    ) -> Response:
        """Make a line hold so many, which is an event of a ``kind``; then the cart is shown, with
        why it could not be."""
        visitor = visitor_of(request)
        if not visitor.sent_by(line.sent_by):
            return frame.refused(request, visitor)
        try:
            assistant.carts.set(visitor.owner, line.product, line.variant, many(visitor))
        except DaogouError as error:
            return shown(request, visitor, str(error))
        if kind is not None:
            happened(assistant, visitor, kind, line.product)
        return to("/shop/cart")

    @shop.get("/shop/take")
    def take(
        request: Request,
        conversation: Annotated[str, Query(max_length=200)],
        shopper: Annotated[str, Query(max_length=128)] = "",
    ) -> Response:
        """The cart of a conversation at the chat page, on to the checkout.

        shopper: a sample shopper, as whom the conversation was had; nobody else may be named.
        """
        visitor = visitor_of(request)
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return frame.refused(request, visitor)
        named = shopper if shopper in frame.samples else None
        owner = owner_of(named, conversation)
        for line in assistant.carts.lines(owner):
            move(owner, visitor, line)
        filled = assistant.carts.lines(visitor.owner)
        onward = to("/shop/checkout" if filled else "/shop/cart")
        remember(onward, visitor, request.url.scheme == "https")
        return onward

    def move(owner: str, visitor: Visitor, line: FilledLine) -> None:
        """What is no longer to be had stays where it is."""
        what = line.product.id, line.variant.id if line.variant else ""
        with suppress(DaogouError):
            assistant.carts.set(visitor.owner, *what, held(visitor, *what) + line.quantity)
            assistant.carts.set(owner, *what, 0)

    def held(visitor: Visitor, product: str, variant: str) -> int:
        return next(
            (one.quantity for one in assistant.carts.lines(visitor.owner)
             if (one.product.id, one.variant.id if one.variant else "") == (product, variant)), 0
        )  # fmt: skip

    def shown(request: Request, visitor: Visitor, wrong: str = "") -> HTMLResponse:
        lines = assistant.carts.lines(visitor.owner)
        if not lines:
            body = (
                '<p class="shop-empty">There is nothing in it yet.</p>'
                '<p><a class="shop-button" href="/shop">Look around</a></p>'
            )
        else:
            rows = "".join(_row(line, visitor) for line in lines)
            sums = " + ".join(money(amount, code) for code, amount in totals(lines).items())
            onward = (
                '<a class="shop-button" href="/shop/checkout">Go to checkout</a>'
                if assistant.checkout.open
                else '<p class="dg-muted">This store has no orders, so nothing can be ordered '
                "here.</p>"
            )
            inside = {line.product.id for line in lines}
            others = assistant.shelves.goes_with(lines[-1].product.id, visitor.shopper_id, 12)
            body = (
                f'<ul class="shop-lines">{rows}</ul><div class="shop-sum">'
                f"<p>Items <strong>{text(sums)}</strong></p>{onward}</div>"
                + draw.beside(
                    "Goes with it", [one for one in others if one.product.id not in inside]
                )
            )
        main = f"<h1>Your cart</h1>{alert([wrong] if wrong else [])}{body}"
        return frame.page(request, visitor, "Cart", main, status=409 if wrong else 200, keep=True)

    return shop


def _row(line: FilledLine, visitor: Visitor) -> str:
    product, variant = line.product, line.variant
    named = ", ".join(variant.options.values()) if variant else ""
    which = (
        f'<input type="hidden" name="product" value="{text(product.id)}">'
        f'<input type="hidden" name="variant" value="{text(variant.id if variant else "")}">'
    )
    label = text(product.title, 60)
    many = form(
        "/shop/cart/line", visitor,
        f'{which}<label><span class="dg-sr">Quantity of {label}</span><input name="quantity" '
        f'type="number" min="0" max="99" value="{line.quantity}" inputmode="numeric"></label>'
        f'<button class="shop-button shop-quiet" aria-label="Update {label}">Update</button>',
        "shop-many",
    )  # fmt: skip
    gone = form(
        "/shop/cart/line", visitor,
        f'{which}<button class="shop-link" name="quantity" value="0" '
        f'aria-label="Remove {label}">Remove</button>',
    )  # fmt: skip
    each = line.unit_price
    cost = money(each * line.quantity, product.currency) if each is not None else "on request"
    return (
        f'<li>{picture(product)}<div><h2><a dir="auto" href="{draw.address_of(product.id)}">'
        f"{text(product.title, 140)}</a></h2>"
        f'<p class="dg-muted"><bdi>{text(named, 80)}</bdi></p>'
        f'<div class="shop-change">{many}{gone}</div></div>'
        f'<p class="shop-cost">{text(cost)}</p></li>'
    )
