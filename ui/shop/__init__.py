"""A sample shop at ``/shop``: a small storefront over the store, with the assistant in its corner.

Plain pages that work without scripts; what is viewed, put into the cart and bought there is told to
the assistant, so that its ranking follows (``docs/sample_shop.md``).
"""

from fastapi import APIRouter
from fastapi.responses import Response

from ui.access import Access
from ui.port import ShopAssistant
from ui.shop import buying, cart, catalogue
from ui.shop.frame import Frame
from ui.theme import read_static


def create_shop(
    assistant: ShopAssistant, access: Access | None = None, name: str = "The sample shop"
) -> APIRouter:
    """The shop's pages and what they load.

    Args:
        access: makes the token by which the widget speaks for the visitor; None: one of its own.
        name: of the shop.
    """
    shop = APIRouter(include_in_schema=False)
    frame = Frame(assistant, access or Access(), name)
    for part in (catalogue, cart, buying):
        shop.include_router(part.routes(assistant, frame))
    styles = read_static("tokens.css") + read_static("parts.css") + read_static("shop.css")
    script = read_static("shop.js")

    @shop.get("/shop.css")
    def stylesheet() -> Response:
        return Response(styles, media_type="text/css", headers={"Cache-Control": "max-age=300"})

    @shop.get("/shop.js")
    def scripts() -> Response:
        return Response(
            script, media_type="text/javascript", headers={"Cache-Control": "max-age=300"}
        )

    return shop
