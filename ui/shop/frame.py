"""What every page of the sample shop stands in: head, search, cart, the widget, its policy."""

from collections.abc import Sequence
from decimal import Decimal

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.carts import totals
from ui.access import Access
from ui.markup import icon, mark, text
from ui.port import ShopAssistant
from ui.shop.draw import hidden
from ui.shop.visitor import Visitor, remember
from ui.tokens import Rights

HEADERS = {
    # Nothing inline, neither style nor script: the widget needs neither.
    "Content-Security-Policy": "default-src 'self'; img-src 'self' https: http:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # The pages hold somebody's cart.
    "Cache-Control": "no-store",
}


class Frame:
    """Makes whole pages for one visitor."""

    def __init__(self, assistant: ShopAssistant, access: Access, name: str) -> None:
        self._assistant = assistant
        self._access = access
        self._name = text(name[:1].upper() + name[1:], 60)
        self.samples = access.samples
        """Made up shoppers whom anybody may be."""

    def token(self, visitor: Visitor) -> str:
        """By which the widget speaks for the visitor."""
        return self._access.issue(Rights(shopper_id=visitor.id))[0]

    def page(
        self,
        request: Request,
        visitor: Visitor,
        title: str,
        main: str,
        *,
        wanted: str = "",
        product_id: str = "",
        status: int = 200,
        keep: bool = False,
    ) -> HTMLResponse:
        """One page.

        Args:
            wanted: what stands in the search box.
            product_id: of the product that the page is about; the widget is told.
            keep: the page has forms, which need the visitor's cookie.
        """
        lines = self._assistant.carts.lines(visitor.owner) if visitor.known else ()
        count = sum(line.quantity for line in lines)
        value = max(totals(lines).values(), default=Decimal(0))
        cookie = visitor.known or keep or visitor.tracked
        who = f' token="{self.token(visitor)}"' if cookie and visitor.tracked else ""
        about = f' product="{text(product_id)}"' if product_id else ""
        till = " checkout" if self._assistant.checkout.open else ""
        bubble = f'<span class="shop-count" id="shop-count">{count or ""}</span>'
        answer = HTMLResponse(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{text(title, 120)} · {self._name}</title>"
            '<link rel="icon" href="/favicon.ico"><link rel="stylesheet" href="/shop.css">'
            '<script src="/shop.js"></script><script src="/widget.js" defer></script></head><body>'
            '<a class="shop-skip" href="#main">Skip to the products</a>'
            f'<header class="shop-head"><a class="dg-logo" href="/shop">{mark()}'
            f'<span dir="auto">{self._name}</span></a>'
            '<form class="shop-search" role="search" action="/shop">'
            '<label class="dg-sr" for="q">Search</label>'
            f'<input id="q" name="q" type="search" value="{text(wanted, 200)}" '
            'placeholder="Try “lamp under $60, not black”"><button>Search</button></form>'
            f'<a class="shop-cart" href="/shop/cart" aria-label="Cart, {count} in it">'
            f"{icon('bag')}<span>Cart</span>{bubble}</a></header>"
            f'<main id="main" tabindex="-1">{main}</main>'
            '<footer class="shop-foot"><p>A sample shop that comes with Daogou: nothing is sold or '
            "sent, and nothing is charged.</p></footer>"
            f'<daogou-chat{who}{about}{till} cart-value="{value}" '
            f'product-page="/shop/products/{{id}}" data-forms="{visitor.form_token}">'
            "</daogou-chat></body></html>",
            status,
            headers=HEADERS,
        )
        if cookie:
            remember(answer, visitor, request.url.scheme == "https")
        return answer

    def sorry(self, request: Request, visitor: Visitor, title: str, said: str, status: int
              ) -> HTMLResponse:  # fmt: skip
        """A page that says what went wrong."""
        main = (
            f'<section class="shop-sorry"><h1>{text(title)}</h1><p>{text(said)}</p>'
            '<p><a class="shop-button" href="/shop">Back to the shop</a></p></section>'
        )
        return self.page(request, visitor, title, main, status=status)

    def refused(self, request: Request, visitor: Visitor) -> HTMLResponse:
        """For a form that did not come from the visitor's own page."""
        return self.sorry(
            request, visitor, "That form has expired",
            "Nothing was changed. Open the page again and send it from there; the shop needs a "
            "cookie for its cart.", 403,
        )  # fmt: skip


def to(address: str) -> RedirectResponse:
    """Go on elsewhere after a form, so that a reload does not send it again."""
    return RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})


def form(action: str, visitor: Visitor, inner: str, name: str = "") -> str:
    """A form that only this visitor's pages can send."""
    kind = f' class="{name}"' if name else ""
    return f'<form method="post" action="{action}"{kind}>{hidden(visitor.form_token)}{inner}</form>'


def alert(said: Sequence[str]) -> str:
    """What went wrong, read out at once."""
    if not said:
        return ""
    items = "".join(f"<li>{text(one, 300)}</li>" for one in said)
    return f'<div class="shop-alert" role="alert"><ul>{items}</ul></div>'
