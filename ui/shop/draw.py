"""Pieces of the sample shop's pages. Pure: text of the records goes through ``ui.markup.text``."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from urllib.parse import quote

from assistant.product_features import ProductFeatures
from assistant.reply.money import money
from assistant.types import Card
from retrieval.types import Product, Review
from ui.markup import paragraphs, picture, price, reduction, stock, text

FORM_TOKEN = "sent_by"
_REVIEWS = 8
_LEVELS = {
    "low": "Among the less dear of",
    "middle": "Priced in the middle of",
    "high": "Among the dearer of",
}


def hidden(token: str) -> str:
    """The field that proves where a form comes from."""
    return f'<input type="hidden" name="{FORM_TOKEN}" value="{token}">'


def address_of(product_id: str, list_id: str = "") -> str:
    """A product's page; ``list_id`` says in which list it was clicked."""
    where = f"/shop/products/{quote(product_id, safe='')}"
    return f"{where}?list={quote(list_id, safe='')}" if list_id else where


def grid(cards: Sequence[Card], label: str, *, row: bool = False) -> str:
    """Products side by side; ``row``: in one line that scrolls, under a heading of its own."""
    items = "".join(f"<li>{_card(one, 'h3' if row else 'h2')}</li>" for one in cards)
    kind = "shop-row" if row else "shop-grid"
    focusable = ' tabindex="0"' if row else ""
    return f'<ul class="{kind}" aria-label="{text(label, 120)}"{focusable}>{items}</ul>'


def shelf(title: str, cards: Sequence[Card]) -> str:
    """A titled row; "" without products."""
    if not cards:
        return ""
    return (
        f'<section class="shop-shelf"><h2 dir="auto">{text(title, 120)}</h2>'
        f"{grid(cards, title, row=True)}</section>"
    )


def beside(title: str, cards: Sequence[Card]) -> str:
    """A row whose title is reason enough."""
    return shelf(title, [replace(one, reasons=(), reason_texts=()) for one in cards])


def _card(shown: Card, heading: str) -> str:
    product = shown.product
    percent = reduction(product)
    badge = f'<span class="dg-badge">−{percent}%</span>' if percent >= 5 else ""
    why = shown.reason_texts[0] if shown.reason_texts else ""
    reason = f'<p class="shop-why" dir="auto">{text(why, 120)}</p>' if why else ""
    return (
        f'<article class="shop-card">{badge}{picture(product)}<div class="shop-facts">'
        f'<p class="dg-brand"><bdi>{text(product.brand, 40)}</bdi></p>'
        f'<{heading}><a dir="auto" href="{text(address_of(product.id, shown.list_id))}">'
        f"{text(product.title, 140)}</a></{heading}>{stars(product)}{price(product)}{reason}</div>"
        "</article>"
    )


def stars(product: Product) -> str:
    """Rating in words and one star; "" where nobody has rated."""
    if product.rating is None:
        return ""
    count = f" <span>({product.rating_count:,})</span>" if product.rating_count else ""
    return (
        f'<p class="shop-stars"><span aria-hidden="true">★</span> {product.rating:.1f}'
        f'<span class="dg-sr"> out of 5 stars</span>{count}</p>'
    )


def buying(product: Product) -> str:
    """The fields of the form that puts a product into the cart."""
    if not product.in_stock:
        return '<p class="dg-stock dg-out">Out of stock just now.</p>'
    forms = "".join(
        f'<label class="shop-form"><input type="radio" name="variant" value="{text(one.id)}" '
        f"required{' disabled' if one.stock is not None and one.stock <= 0 else ''}>"
        f"<span><bdi>{text(', '.join(one.options.values()), 60)}</bdi>"
        f"{_own_price(product, one.price)}</span></label>"
        for one in product.variants
    )
    names = " and ".join(product.variants[0].options) if product.variants else ""
    choice = (
        f'<fieldset class="shop-forms"><legend>Choose {text(names, 60)}</legend>'
        f"<div>{forms}</div></fieldset>"
        if forms
        else ""
    )
    return (
        f'<input type="hidden" name="product" value="{text(product.id)}">{choice}'
        '<div class="shop-add"><label>Quantity <input name="quantity" type="number" min="1" '
        'max="99" value="1" inputmode="numeric"></label>'
        '<button class="shop-button">Add to cart</button></div>'
    )


def _own_price(product: Product, amount: Decimal | None) -> str:
    if amount is None or amount == product.price:
        return ""
    return f" · {text(money(amount, product.currency))}"


def facts(product: Product) -> str:
    """Description, bullets and attributes."""
    bullets = "".join(f'<li dir="auto">{text(one, 400)}</li>' for one in product.bullets)
    rows = "".join(
        f'<div><dt>{text(name, 60)}</dt><dd dir="auto">{text(value, 200)}</dd></div>'
        for name, value in product.attributes.items()
    )
    listed = f"<ul>{bullets}</ul>" if bullets else ""
    table = f'<dl class="dg-attributes">{rows}</dl>' if rows else ""
    return f'<div class="shop-text">{paragraphs(product.description)}{listed}</div>{table}'


def features(product: Product, known: ProductFeatures | None) -> str:
    """How dear it is among its kind, and what buyers praise and complain of."""
    if known is None:
        return ""
    kind = text(product.category[-1], 60) if product.category else "others here"
    said = [f"{_LEVELS[known.price_level]} {kind}"] if known.price_level else []
    for told, counts in (("praise", known.praised), ("complain of", known.complained)):
        aspects = ", ".join(
            f"{text(one.aspect, 30)} ({max(one.praise, one.complain)} of {one.reviewers})"
            for one in counts
        )
        if aspects:
            said.append(f"Buyers {told}: {aspects}")
    return "".join(f'<p class="dg-muted">{one}</p>' for one in said)


def reviews(written: Sequence[Review]) -> str:
    """What buyers wrote, the first few."""
    if not written:
        return ""
    items = "".join(
        f'<li><p class="shop-review"><span role="img" aria-label="{one.stars} of 5 stars">'
        f"{'★' * one.stars}{'☆' * (5 - one.stars)}</span> "
        f'<strong dir="auto">{text(one.title, 120)}</strong></p>'
        f'<p dir="auto">{text(one.text, 800)}</p>'
        f'<p class="dg-muted"><bdi>{text(one.author, 40)}</bdi></p></li>'
        for one in written[:_REVIEWS]
    )
    more = len(written) - _REVIEWS
    rest = f'<p class="dg-muted">and {more} more</p>' if more > 0 else ""
    return f'<section class="shop-reviews"><h2>What buyers say</h2><ul>{items}</ul>{rest}</section>'


def sold(product: Product) -> str:
    """Price and stock of a product's page."""
    return f"{price(product)}{stock(product)}"
