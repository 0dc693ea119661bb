"""A sample shop at ``/shop``: a plain product list and product pages with the widget embedded."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from ui import presenter
from ui.markup import mark, text
from ui.port import ShopAssistant
from ui.theme import read_static

_SHOWN = 48
_HEADERS = {
    # The page works under a strict policy, and so does the widget on it.
    "Content-Security-Policy": "default-src 'self'; img-src 'self' https: http:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
}


def create_shop(assistant: ShopAssistant) -> APIRouter:
    """The shop's pages and what they load."""
    shop = APIRouter(include_in_schema=False)

    @shop.get("/shop")
    def listing(q: Annotated[str, Query(max_length=2_000)] = "") -> HTMLResponse:
        wanted = q.strip()
        found = (
            assistant.search(wanted, None, _SHOWN) if wanted else assistant.recommend(None, _SHOWN)
        )
        # Cards open a product by script on the chat page; here they are links.
        grid = presenter.cards(found, link="/shop/products/")
        empty = (
            f'<p class="shop-empty">Nothing here matches “{text(wanted, 80)}”. '
            "Try fewer words, or ask the assistant in the corner.</p>"
        )
        title = f"Results for “{text(wanted, 80)}”" if wanted else "Liked by many"
        return _page(f"<h1>{title}</h1>{grid or empty}", wanted)

    @shop.get("/shop/products/{product_id:path}")
    def product(product_id: str) -> HTMLResponse:
        known = assistant.product(product_id)
        if known is None:
            raise HTTPException(404, "There is no product with this id.")
        details = presenter.details(known, assistant.reviews(known.id))
        return _page(
            f'<p><a href="/shop">← All products</a></p><div class="shop-product">{details}</div>'
        )

    @shop.get("/shop.css")
    def stylesheet() -> Response:
        return Response(
            read_static("tokens.css") + read_static("parts.css") + read_static("shop.css"),
            media_type="text/css",
        )

    @shop.get("/shop.js")
    def script() -> Response:
        return Response(read_static("shop.js"), media_type="text/javascript")

    return shop


def _page(main: str, wanted: str = "") -> HTMLResponse:
    return HTMLResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>A sample shop with Daogou</title>"
        '<link rel="icon" href="/favicon.ico"><link rel="stylesheet" href="/shop.css">'
        '<script src="/shop.js"></script><script src="/widget.js" defer></script></head><body>'
        f'<header><a class="dg-logo" href="/shop">{mark()}<span>The sample shop</span></a>'
        '<form role="search" action="/shop"><label class="dg-sr" for="q">Search</label>'
        f'<input id="q" name="q" type="search" value="{text(wanted)}" '
        'placeholder="Search, e.g. lamp under $60"><button>Search</button></form></header>'
        f'<main>{main}</main><daogou-chat product-page="/shop/products/{{id}}"></daogou-chat>'
        "</body></html>",
        headers=_HEADERS,
    )
