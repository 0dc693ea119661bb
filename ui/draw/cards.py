"""Product cards: one product each, with what can be done with it."""

from collections.abc import Sequence
from urllib.parse import quote

from assistant.types import Card
from retrieval.types import Product
from ui.markup import icon, picture, price, reduction, stars, stock, text
from ui.swatches import swatches

_ECHOED = 80
"""Letters of a title in what a button says."""


def cards(
    shown: Sequence[Card], label: str = "Products", link: str = "", *, act: bool = False
) -> str:
    """Product cards as one row that scrolls on a phone and wraps on a desk.

    Args:
        link: address below which the products have pages; "": the page's script opens them.
        act: whether cards have their buttons.
    """
    if not shown:
        return ""
    items = "".join(f"<li>{card(one, link, act=act)}</li>" for one in shown)
    return f'<ul class="dg-cards" aria-label="{text(label)}">{items}</ul>'


def card(shown: Card, link: str = "", *, act: bool = False) -> str:
    """One product: picture, name, rating, price, stock, colours and why it is here."""
    product = shown.product
    percent = reduction(product)
    badge = f'<span class="dg-badge">−{percent}%</span>' if percent >= 5 else ""
    brand = f'<p class="dg-brand"><bdi>{text(product.brand, 40)}</bdi></p>' if product.brand else ""
    return (
        f'<article class="dg-card" data-card="{text(product.id)}" '
        f'data-list="{text(shown.list_id)}">{badge}{picture(product)}'
        f'<div class="dg-facts">{brand}'
        f"<h3>{opener(product, link)}</h3>{stars(product)}{price(product)}"
        f'<div class="dg-have">{stock(product)}{swatches(product.colours)}</div>'
        f"{_reasons(shown.reason_texts)}{_actions(product) if act else ''}</div></article>"
    )


def opener(product: Product, link: str = "") -> str:
    """The name of a product, which opens it."""
    name = text(product.title, 140)
    if link:
        return f'<a class="dg-open" dir="auto" href="{link}{quote(product.id, safe="")}">{name}</a>'
    return (
        f'<button type="button" class="dg-open" dir="auto" data-do="open" '
        f'data-product="{text(product.id)}">{name}</button>'
    )


def action(do: str, product: Product, name: str, label: str, **more: str) -> str:
    """A round button with an icon that does something with a product."""
    extra = "".join(f' data-{key}="{text(value)}"' for key, value in more.items())
    said = f"{label}: {text(product.title, _ECHOED)}"
    pressed = ' aria-pressed="false"' if do == "pick" else ""
    return (
        f'<button type="button" class="dg-act dg-act-{do}" data-do="{do}" '
        f'data-product="{text(product.id)}"{extra}{pressed} title="{label}" '
        f'aria-label="{said}">{icon(name)}</button>'
    )


def similar_said(product: Product) -> str:
    """What the button for similar products says in the transcript."""
    return f"Something like the {product.title[:_ECHOED]}"


def _actions(product: Product) -> str:
    name = text(product.title, _ECHOED)
    add = (
        f'<button type="button" class="dg-add" data-do="add" data-product="{text(product.id)}" '
        f'aria-label="Add to cart: {name}">{icon("cart")}<span>Add</span></button>'
        if product.in_stock
        else ""
    )
    return (
        f'<div class="dg-actions">{add}'
        f"{action('pick', product, 'scales', 'Compare', title=product.title[:_ECHOED])}"
        f"{action('similar', product, 'similar', 'Similar', echo=similar_said(product))}</div>"
        f"{action('dislike', product, 'cross', 'Not for me')}"
    )


def _reasons(reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    items = "".join(
        f"<li>{icon('check')}<span dir='auto'>{text(r, 120)}</span></li>" for r in reasons
    )
    return f'<ul class="dg-reasons" aria-label="Why this one">{items}</ul>'
