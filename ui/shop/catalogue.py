"""Looking around: front page, search, departments and the page of a product."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from ranking.types import EventKind, Profile
from retrieval.types import Constraints, Facets, Sort
from ui.markup import picture, text
from ui.port import ShopAssistant
from ui.shop import draw
from ui.shop.events import happened
from ui.shop.frame import Frame, form, to
from ui.shop.visitor import Visitor, prefetched, visitor_of

PAGE = 24
_MOST_PAGES = 5
_SORTS: Mapping[Sort, str] = {
    Sort.RELEVANCE: "Best first",
    Sort.PRICE_ASC: "Price, lowest first",
    Sort.PRICE_DESC: "Price, highest first",
    Sort.RATING: "Best rated",
    Sort.NEWEST: "Newest",
}
_PRICES = {"low": "lower prices", "middle": "middle prices", "high": "higher prices"}


def routes(assistant: ShopAssistant, frame: Frame) -> APIRouter:
    """``/shop`` and ``/shop/products/ID``."""
    shop = APIRouter()
    departments = cache(lambda: _departments(assistant))

    @shop.get("/shop")
    def listing(
        request: Request,
        q: Annotated[str, Query(max_length=2_000)] = "",
        category: Annotated[str, Query(max_length=200)] = "",
        sort: str = Sort.RELEVANCE.value,
        page: Annotated[int, Query(ge=1, le=_MOST_PAGES)] = 1,
    ) -> HTMLResponse:
        visitor, wanted = visitor_of(request), q.strip()
        if not wanted and not category:
            return frame.page(
                request, visitor, "Welcome", _front(assistant, visitor, departments()), keep=True
            )
        order = Sort(sort) if sort in set(Sort) else Sort.RELEVANCE
        limits = Constraints(include=Facets(categories=(category,) if category else ()), sort=order)
        top = PAGE * page
        found = assistant.search(wanted, visitor.shopper_id, top, limits, counted=page == 1)
        title = f"“{wanted}”" if wanted else category
        asked = {"q": wanted, "category": category, "sort": order.value}
        more = ""
        if len(found) == top and page < _MOST_PAGES:
            address = urlencode({**asked, "page": page + 1})
            more = (
                f'<p class="shop-more"><a class="shop-button shop-quiet" '
                f'href="/shop?{text(address)}">Show more</a></p>'
            )
        none = (
            '<p class="shop-empty">Nothing here fits. Try fewer words, or ask the assistant in '
            "the corner: it can say what comes nearest.</p>"
        )
        body = draw.grid(found, title) + more if found else none
        main = (
            f"{_chips(departments(), category)}<div class='shop-title'>"
            f'<h1 dir="auto">{text(title, 120)}</h1>{_sorting(asked)}</div>{body}'
        )
        return frame.page(request, visitor, title, main, wanted=wanted)

    @shop.get("/shop/products/{product_id:path}")
    def product(
        request: Request, product_id: str, list: Annotated[str, Query(max_length=200)] = ""
    ) -> HTMLResponse:
        visitor, known = visitor_of(request), assistant.product(product_id)
        if known is None:
            said = "It may have been taken out of the shop."
            return frame.sorry(request, visitor, "There is no such product", said, 404)
        if not prefetched(request):
            kind = EventKind.CLICK if list else EventKind.VIEW
            happened(assistant, visitor, kind, known.id, list)
        path = "".join(
            f'<li><a href="/shop?{text(urlencode({"category": part}))}">{text(part, 60)}</a></li>'
            for part in known.category
        )
        shelves, who = assistant.shelves, visitor.shopper_id
        main = (
            '<nav aria-label="Where you are"><ol class="shop-path"><li><a href="/shop">Shop</a>'
            f'</li>{path}</ol></nav><article class="shop-product">{picture(known)}<div>'
            f'<p class="dg-brand"><bdi>{text(known.brand, 60)}</bdi></p>'
            f'<h1 dir="auto">{text(known.title, 200)}</h1>{draw.stars(known)}{draw.sold(known)}'
            f"{form('/shop/cart', visitor, draw.buying(known), 'shop-buy')}"
            '<p><button type="button" class="shop-button shop-quiet" id="shop-ask" hidden>'
            "Ask about this product</button></p>"
            f"{draw.facts(known)}{draw.features(known, assistant.features(known.id))}"
            "</div></article>"
            f"{draw.beside('Goes with it', shelves.goes_with(known.id, who, 8))}"
            f"{draw.reviews(assistant.reviews(known.id))}"
            f"{draw.beside('Similar', shelves.similar(known.id, who, 8))}"
        )
        return frame.page(request, visitor, known.title, main, product_id=known.id, keep=True)

    @shop.post("/shop/profile")
    def profile(
        request: Request, used: Annotated[str, Form()], sent_by: Annotated[str, Form()] = ""
    ) -> Response:
        visitor = visitor_of(request)
        if not visitor.sent_by(sent_by):
            return frame.refused(request, visitor)
        assistant.profiles.use(visitor.id, used == "yes")
        return to("/shop")

    @shop.post("/shop/token")
    def token(request: Request, sent_by: Annotated[str, Form()] = "") -> Response:
        visitor = visitor_of(request)
        if not visitor.sent_by(sent_by):
            return JSONResponse({"detail": "Reload the page."}, 403)
        return JSONResponse({"token": frame.token(visitor)}, headers={"Cache-Control": "no-store"})

    return shop


def _front(
    assistant: ShopAssistant, visitor: Visitor, departments: Mapping[str, Sequence[str]]
) -> str:
    rows = "".join(
        draw.shelf(one.title, one.cards) for one in assistant.shelves.front(visitor.shopper_id, 6)
    )
    return (
        '<section class="shop-hero"><h1>Good things for every day</h1>'
        "<p>Look around, or tell the assistant in the corner what you need. The shop learns from "
        "what you open, put into the cart and buy: watch the rows below follow.</p></section>"
        f"{_learned(assistant, visitor)}{_chips(departments)}{rows}"
    )


def _learned(assistant: ShopAssistant, visitor: Visitor) -> str:
    """What the assistant has learned of the visitor, and the way to switch it off."""
    if not visitor.known or not visitor.shopper_id:
        return ""
    profile = assistant.profiles.of(visitor.shopper_id)
    if not profile.used:
        off = '<button class="shop-link" name="used" value="yes">Use it again</button>'
        said = f"<p>What you do here is not used to choose for you. {off}</p>"
        return form("/shop/profile", visitor, said, "shop-learned")
    likes = _likes(profile)
    if not likes:
        return ""
    off = '<button class="shop-link" name="used" value="no">Do not use it</button>'
    said = f"<p>What the assistant has learned: you lean to {likes}. {off}</p>"
    return form("/shop/profile", visitor, said, "shop-learned")


def _likes(profile: Profile) -> str:
    """Up to five leanings in words, the strongest first."""
    words = [
        _PRICES.get(one.value, one.value) if one.kind == "price" else one.value
        for one in profile.affinities
    ]
    return ", ".join(f"<strong>{text(one, 40)}</strong>" for one in dict.fromkeys(words[:5]))


def _chips(departments: Mapping[str, Sequence[str]], chosen: str = "") -> str:
    """The departments; under a chosen one its own categories."""
    inside = next((d for d, kinds in departments.items() if chosen in (d, *kinds)), "")

    def link(name: str) -> str:
        here = ' aria-current="page"' if name == chosen else ""
        opened = ' class="shop-inside"' if name == inside and name != chosen else ""
        address = text(urlencode({"category": name}))
        return f'<li><a href="/shop?{address}"{here}{opened}>{text(name, 40)}</a></li>'

    below = "".join(map(link, departments.get(inside, ())))
    second = f'<ul class="shop-kinds shop-below">{below}</ul>' if below else ""
    return (
        '<nav aria-label="Departments"><ul class="shop-kinds">'
        f"{''.join(map(link, departments))}</ul>{second}</nav>"
    )


def _sorting(asked: Mapping[str, str]) -> str:
    options = "".join(
        f'<option value="{one.value}"{" selected" if asked["sort"] == one.value else ""}>'
        f"{name}</option>"
        for one, name in _SORTS.items()
    )
    kept = "".join(
        f'<input type="hidden" name="{name}" value="{text(asked[name])}">'
        for name in ("q", "category")
        if asked[name]
    )
    return (
        f'<form class="shop-sort" action="/shop">{kept}<label>Sort <select name="sort">'
        f'{options}</select></label><button class="shop-button shop-quiet">Sort</button></form>'
    )


def _departments(assistant: ShopAssistant) -> dict[str, tuple[str, ...]]:
    """Departments and their categories, the largest first; those of one product are left out."""
    firsts: Counter[str] = Counter()
    seconds: dict[str, Counter[str]] = {}
    after = ""
    while found := assistant.catalogue(after, 1_000):
        for one in found:
            if one.category:
                firsts[one.category[0]] += 1
                seconds.setdefault(one.category[0], Counter()).update(one.category[1:2])
        after = found[-1].id
    return {
        name: tuple(kind for kind, _ in seconds[name].most_common(12))
        for name, _ in firsts.most_common(20)
    }
