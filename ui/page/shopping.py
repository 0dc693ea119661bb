"""Events around products: looking, the cart, what is not for somebody, and what is remembered."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ranking.types import Event, EventKind
from retrieval.types import Product
from ui.draw import cart as draw_cart
from ui.draw import details, profile
from ui.errors import FaceError
from ui.page.visit import Session, Shown, Visit
from ui.page.word import news

if TYPE_CHECKING:
    from ui.page.page import ChatPage

log = logging.getLogger(__name__)

__all__ = ["ACTIONS", "news"]
_BESIDE = 6


def look(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """A product that was tapped: all about it; the click is recorded."""
    product = _product(page, data)
    if visit.shopper or visit.conversation:
        _record(page, visit, EventKind.CLICK, product, data)
    yield Shown(visit, sheet=_sheet("product", "Product details", _details(page, product, visit)))


def add(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """Into the cart, one or more; where the form is open, the product is shown to choose it."""
    product, form = _product(page, data), str(data.get("variant", ""))
    if product.variants and not form:
        drawn = _details(page, product, visit)
        yield Shown(visit, sheet=_sheet("product", "Choose a form", drawn))
        return
    visit = visit.begun()
    lines = page.assistant.carts.lines(visit.owner)
    there = sum(
        one.quantity
        for one in lines
        if one.product.id == product.id and (one.variant.id if one.variant else "") == form
    )
    many = max(1, int(data.get("quantity") or 1))
    lines = page.assistant.carts.set(visit.owner, product.id, form, there + many)
    _record(page, visit, EventKind.CART, product, data)
    said = f"In your cart: {product.title}"
    word = news(said, pieces=draw_cart.count(lines), see_cart=True)
    yield Shown(visit, sheet=_sheet("", "", ""), news=word)


def show_cart(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """The cart as a panel."""
    lines = page.assistant.carts.lines(visit.owner) if visit.shopper or visit.conversation else ()
    drawn = draw_cart.cart(lines, page.checkout_of(visit, lines))
    yield Shown(visit, sheet=_sheet("cart", "Cart", drawn))


def set_line(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """A line of the cart with another quantity, or gone."""
    product, form = str(data.get("product", "")), str(data.get("variant", ""))
    lines = page.assistant.carts.set(visit.owner, product, form, int(data.get("quantity") or 0))
    drawn = draw_cart.cart(lines, page.checkout_of(visit, lines))
    word = news(pieces=draw_cart.count(lines))
    yield Shown(visit, sheet=_sheet("cart", "Cart", drawn), news=word)


def dislike(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """A product that is not for this shopper goes, and stays away."""
    product, visit = _product(page, data), visit.begun()
    _record(page, visit, EventKind.DISLIKE, product, data)
    visit = replace(visit, hidden=tuple(dict.fromkeys((*visit.hidden, product.id))))
    said = f"Not for you, then: I leave out {product.title}"
    yield Shown(visit, sheet=_sheet("", "", ""), news=news(said, gone=product.id))


def show_profile(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """What is remembered, as a panel."""
    known = page.assistant.profiles.of(visit.begun().known_as)
    yield Shown(visit, sheet=_sheet("profile", "What I remember", profile.profile(known)))


def stop(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """One thing is not used any more."""
    page.assistant.profiles.stop(visit.known_as, str(data["kind"]), str(data["value"]))
    yield from show_profile(page, data, visit)


def resume(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """One thing is used again."""
    page.assistant.profiles.resume(visit.known_as, str(data["kind"]), str(data["value"]))
    yield from show_profile(page, data, visit)


def use(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """Everything off, or on again."""
    visit = visit.begun()
    page.assistant.profiles.use(visit.known_as, bool(data.get("value")))
    yield from show_profile(page, data, visit)


def erase(page: "ChatPage", data: Mapping[str, Any], visit: Visit) -> Iterator[Shown]:
    """All that is remembered is deleted, the conversation with it: the page begins anew."""
    if visit.shopper:
        page.assistant.accounts.forget(visit.shopper)
    elif visit.conversation:
        page.assistant.erase(visit.conversation)
    fresh = Visit(Session(login=visit.session.login), "", visit.shopper)
    word = news("Everything is deleted.", pieces=0)
    yield Shown(fresh, page.transcript(fresh), _sheet("", "", ""), word)


def _details(page: "ChatPage", product: Product, visit: Visit) -> str:
    shelves, shopper = page.assistant.shelves, visit.shopper or None
    drawn = details.details(product, page.assistant.reviews(product.id), details.buying(product))
    try:
        similar = shelves.similar(product.id, shopper, _BESIDE)
        goes_with = shelves.goes_with(product.id, shopper, _BESIDE)
    except Exception:
        log.exception("Nothing beside %s", product.id)
        similar = goes_with = ()
    return drawn + details.beside(similar, goes_with)


def _product(page: "ChatPage", data: Mapping[str, Any]) -> Product:
    product = page.assistant.product(str(data.get("product", "")))
    if product is None:
        raise FaceError("This product is no longer here.")
    return product


def _record(
    page: "ChatPage", visit: Visit, kind: EventKind, product: Product, data: Mapping[str, Any]
) -> None:
    list_id = str(data.get("list", ""))[:200]
    now = datetime.now(UTC)
    try:
        page.assistant.record(
            Event(uuid4().hex, visit.known_as, kind, product.id, now, list_id=list_id)
        )
    except Exception:
        log.exception("%s of %s was not recorded", kind, product.id)


def _sheet(kind: str, label: str, drawn: str) -> str:
    """A panel over the page; without a ``kind`` an open one closes."""
    return f'<div data-sheet="{uuid4().hex}" data-kind="{kind}" data-label="{label}">{drawn}</div>'


ACTIONS: Mapping[str, Callable[["ChatPage", Mapping[str, Any], Visit], Iterator[Shown]]] = {
    "open": look,
    "add": add,
    "cart": show_cart,
    "set": set_line,
    "dislike": dislike,
    "profile": show_profile,
    "stop": stop,
    "resume": resume,
    "use": use,
    "erase": erase,
}
