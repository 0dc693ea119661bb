"""Checkout of the sample shop and the page that confirms an order.

An order's page has the key of its form as address: 128 random bits that only the buyer has seen.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal, InvalidOperation

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response

from assistant.checkout import METHODS, Buyer, Quote, mistakes
from assistant.desk.types import Order
from assistant.errors import CheckoutError
from assistant.reply.money import money
from retrieval.errors import DaogouError
from ui.markup import text
from ui.port import ShopAssistant
from ui.shop.draw import FORM_TOKEN
from ui.shop.frame import Frame, alert, form, to
from ui.shop.visitor import Visitor, visitor_of

_KEY = re.compile(r"[0-9a-f]{32}")
_FIELDS = (
    ("first_name", "First name", "given-name", "text"),
    ("last_name", "Last name", "family-name", "text"),
    ("email", "Email", "email", "email"),
    ("line1", "Street and number", "address-line1", "text"),
    ("line2", "Flat, floor (if any)", "address-line2", "text"),
    ("postal_code", "Postal code", "postal-code", "text"),
    ("city", "Town", "address-level2", "text"),
    ("state", "State (if any)", "address-level1", "text"),
)
_OPTIONAL = ("line2", "state")


def routes(assistant: ShopAssistant, frame: Frame) -> APIRouter:
    """``/shop/checkout`` and ``/shop/orders/KEY``."""
    shop = APIRouter()
    till = assistant.checkout

    @shop.get("/shop/checkout")
    def checkout(request: Request) -> HTMLResponse:
        return asked(request, visitor_of(request), {}, {}, [])

    @shop.post("/shop/checkout")
    async def order(request: Request) -> Response:
        given = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(place, request, given)

    def place(request: Request, given: Mapping[str, str]) -> Response:
        visitor = visitor_of(request)
        if not visitor.sent_by(given.get(FORM_TOKEN, "")):
            return frame.refused(request, visitor)
        buyer = Buyer(**{one.name: given.get(one.name, "").strip() for one in fields(Buyer)})
        key, total = given.get("key", ""), _amount(given.get("total", ""))
        placed = till.placed(key) if _KEY.fullmatch(key) else None
        wrong = {} if placed else mistakes(buyer, till.countries)
        if wrong:
            return asked(request, visitor, given, wrong, list(wrong.values()))
        try:
            if not _KEY.fullmatch(key) or total is None:
                raise CheckoutError("Something of the form is missing: look at it and try again.")
            till.place(visitor.owner, buyer, key, total, visitor.shopper_id)
        except DaogouError as error:
            return asked(request, visitor, given, {}, [str(error)])
        return to(f"/shop/orders/{key}")

    @shop.get("/shop/orders/{key}")
    def confirmed(request: Request, key: str) -> HTMLResponse:
        visitor = visitor_of(request)
        order = till.placed(key) if _KEY.fullmatch(key) else None
        if order is None:
            said = "Look at the address again, or ask the assistant in the corner."
            return frame.sorry(request, visitor, "There is no such order", said, 404)
        return frame.page(request, visitor, "Thank you", _thanks(order))

    def asked(
        request: Request,
        visitor: Visitor,
        given: Mapping[str, str],
        wrong: Mapping[str, str],
        said: list[str],
    ) -> HTMLResponse:
        """The form, with what was typed and what is wrong with it."""
        if not till.open:
            return frame.sorry(
                request, visitor, "Nothing can be ordered here",
                "This store was made without customers and orders (daogou import-orders).", 404,
            )  # fmt: skip
        try:
            quote = till.quote(visitor.owner, given.get("country", ""))
        except DaogouError as error:
            return frame.sorry(request, visitor, "Not yet", str(error), 409)
        main = (
            f'<h1>Checkout</h1>{alert(said)}<div class="shop-checkout">'
            f"{_form(visitor, given, wrong, quote, till.countries)}{_summary(quote)}</div>"
        )
        status = 422 if said else 200
        return frame.page(request, visitor, "Checkout", main, status=status, keep=True)

    return shop


def _form(
    visitor: Visitor,
    given: Mapping[str, str],
    wrong: Mapping[str, str],
    quote: Quote,
    countries: Sequence[str],
) -> str:
    typed = "".join(
        _field(name, label, auto, kind, given.get(name, ""), wrong.get(name, ""))
        for name, label, auto, kind in _FIELDS
    )
    ways = "".join(
        f'<label class="shop-form"><input type="radio" name="method" value="{kind}" required'
        f"{' checked' if given.get('method', next(iter(METHODS))) == kind else ''}>"
        f"<span>{text(name)}</span></label>"
        for kind, name in METHODS.items()
    )
    inner = (
        f'<input type="hidden" name="key" value="{secrets.token_hex(16)}">'
        f'<input type="hidden" name="total" value="{quote.total}">'
        f'<fieldset class="shop-fields"><legend>Where it goes</legend>{typed}'
        f"{_country(given.get('country', ''), countries, wrong.get('country', ''))}</fieldset>"
        '<fieldset class="shop-forms"><legend>How you pay</legend>'
        f'<div>{ways}</div><p class="dg-muted">This is a demonstration: no card number is asked '
        "for and nothing is charged.</p></fieldset>"
        f'<p><button class="shop-button">Order for {text(money(quote.total, quote.currency))}'
        "</button></p>"
    )
    return form("/shop/checkout", visitor, inner, "shop-buyer")


def _field(name: str, label: str, auto: str, kind: str, value: str, wrong: str) -> str:
    needed = "" if name in _OPTIONAL else " required"
    state = f' aria-invalid="true" aria-describedby="{name}-wrong"' if wrong else ""
    said = f'<span class="shop-wrong" id="{name}-wrong">{text(wrong)}</span>' if wrong else ""
    return (
        f'<label class="shop-field shop-{name}"><span>{label}</span>'
        f'<input name="{name}" type="{kind}" autocomplete="{auto}" maxlength="200" '
        f'value="{text(value, 200)}"{needed}{state}>{said}</label>'
    )


def _country(value: str, countries: Sequence[str], wrong: str) -> str:
    if not countries:
        return _field("country", "Country", "country-name", "text", value, wrong)
    options = "".join(
        f"<option{' selected' if one == value else ''}>{text(one)}</option>" for one in countries
    )
    return (
        '<label class="shop-field"><span>Country</span>'
        f'<select name="country" autocomplete="country">{options}</select></label>'
    )


def _summary(quote: Quote) -> str:
    rows = "".join(
        f'<li><span dir="auto">{line.quantity} × {text(line.product.title, 80)}</span>'
        f"<span>{text(money((line.unit_price or Decimal(0)) * line.quantity, quote.currency))}"
        "</span></li>"
        for line in quote.lines
    )
    shipping = money(quote.shipping, quote.currency) if quote.shipping else "free"
    return (
        '<aside class="shop-summary" aria-label="Your order"><h2>Your order</h2>'
        f"<ul>{rows}<li><span>Delivery</span><span>{text(shipping)}</span></li></ul>"
        f"<p>Total <strong>{text(money(quote.total, quote.currency))}</strong></p></aside>"
    )


def _thanks(order: Order) -> str:
    pieces: dict[tuple[str, str], int] = {}
    for one in order.items:
        form_of = ", ".join(one.options.values())
        pieces[one.name, form_of] = pieces.get((one.name, form_of), 0) + 1
    rows = "".join(
        f'<li><span dir="auto">{count} × {text(name, 100)}'
        f"{f' ({text(form_of, 60)})' if form_of else ''}</span></li>"
        for (name, form_of), count in pieces.items()
    )
    where = ", ".join(
        filter(
            None,
            (
                order.address.line1,
                order.address.line2,
                " ".join(filter(None, (order.address.postal_code, order.address.city))),
                order.address.country,
            ),
        )
    )
    return (
        '<section class="shop-thanks"><h1>Thank you for your order</h1>'
        f"<p>It has the number <strong>{text(order.id)}</strong> and goes to "
        f"<bdi>{text(where, 300)}</bdi>.</p><ul>{rows}</ul>"
        f"<p>Total <strong>{text(money(order.total, order.currency))}</strong></p>"
        "<p>Ask the assistant in the corner “where is my order?”: your email address, or your name "
        "and postal code, is all that it needs.</p>"
        '<p><button type="button" class="shop-button" id="shop-ask" hidden '
        'data-message="Where is my order?">Where is my order?</button> '
        '<a class="shop-button shop-quiet" href="/shop">Go on looking around</a></p></section>'
    )


def _amount(said: str) -> Decimal | None:
    try:
        amount = Decimal(said)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None
