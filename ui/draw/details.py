"""All about one product: for the sheet of the chat page and for a shop's product page."""

import json
from collections.abc import Sequence

from assistant.reply.money import money
from assistant.types import Card
from retrieval.types import Product, Review, Variant
from ui.draw.cards import cards, similar_said
from ui.markup import icon, paragraphs, picture, price, stars, stock, text
from ui.swatches import swatches

_MOST = 99


def details(product: Product, reviews: Sequence[Review], form: str = "") -> str:
    """All that the records say about one product.

    Args:
        form: markup that stands between the facts and the description, such as ``buying``.
    """
    bullets = "".join(f'<li dir="auto">{text(one, 400)}</li>' for one in product.bullets)
    attributes = "".join(
        f'<div><dt>{text(name, 60)}</dt><dd dir="auto">{text(value, 200)}</dd></div>'
        for name, value in product.attributes.items()
    )
    path = " › ".join(text(part, 60) for part in product.category)
    brand = f" <bdi>{text(product.brand, 60)}</bdi>" if product.brand else ""
    return (
        f'<div class="dg-detail">{picture(product)}<div class="dg-facts">'
        f'<p class="dg-brand">{path}{" ·" if path and brand else ""}{brand}</p>'
        f'<h2 dir="auto">{text(product.title, 200)}</h2>{stars(product)}{price(product)}'
        f'<div class="dg-have">{stock(product)}{swatches(product.colours)}</div>{form}'
        f'<div class="dg-text">{paragraphs(product.description)}'
        f"{f'<ul>{bullets}</ul>' if bullets else ''}</div></div></div>"
        f"{f'<dl class=dg-attributes>{attributes}</dl>' if attributes else ''}{_reviews(reviews)}"
    )


def buying(product: Product) -> str:
    """The form that puts a product into the cart, with a choice of its forms, and what else can be
    done with it."""
    aside = f'<div class="dg-aside">{_aside(product)}</div>'
    if not product.in_stock:
        return f'<div class="dg-buy">{aside}</div>'
    forms = [_form_data(product, one) for one in product.variants]
    return (
        f'<form class="dg-buy" data-do="add" data-product="{text(product.id)}" '
        f'data-forms="{text(json.dumps(forms))}">{_choices(product)}'
        '<p class="dg-form-said" aria-live="polite"></p>'
        '<div class="dg-buying"><label class="dg-many"><span class="dg-sr">How many</span>'
        f'<input name="quantity" type="number" inputmode="numeric" min="1" max="{_MOST}" '
        f'value="1"></label><button class="dg-primary">{icon("cart")}Add to cart</button></div>'
        f"{aside}</form>"
    )


def _aside(product: Product) -> str:
    product_id, echo = text(product.id), text(similar_said(product))
    return (
        f'<button type="button" class="dg-small" data-do="similar" data-product="{product_id}" '
        f'data-echo="{echo}">{icon("similar")}Others like it</button>'
        f'<button type="button" class="dg-small" data-do="dislike" data-product="{product_id}">'
        f"{icon('cross')}Not for me</button>"
    )


def beside(similar: Sequence[Card], goes_with: Sequence[Card]) -> str:
    """Rows under a product."""
    rows = (("Goes well with it", goes_with), ("Others like it", similar))
    return "".join(
        f'<section class="dg-beside"><h3>{label}</h3>{cards(shown, label)}</section>'
        for label, shown in rows
        if shown
    )


def form_name(variant: Variant) -> str:
    """ "blue, M"."""
    return ", ".join(variant.options.values())


def _form_data(product: Product, variant: Variant) -> dict[str, object]:
    amount = product.price if variant.price is None else variant.price
    return {
        "id": variant.id,
        "options": list(variant.options.values()),
        "price": "" if amount is None else money(amount, product.currency),
        "stock": variant.stock,
    }


def _choices(product: Product) -> str:
    """One group of choices for each option; with one form only there is nothing to choose."""
    if not product.variants:
        return ""
    names = list(product.variants[0].options)
    return "".join(_choice(product, place, name) for place, name in enumerate(names))


def _choice(product: Product, place: int, name: str) -> str:
    values = dict.fromkeys(
        value for one in product.variants for value in list(one.options.values())[place : place + 1]
    )
    only = " checked" if len(values) == 1 else ""
    shown = "".join(
        f'<label><input type="radio" name="option-{place}" value="{text(value)}" required{only}>'
        f"<span><bdi>{text(value, 40)}</bdi></span></label>"
        for value in values
    )
    return (
        f'<fieldset class="dg-options"><legend>{text(name.capitalize(), 40)}</legend>'
        f"<div>{shown}</div></fieldset>"
    )


def _reviews(reviews: Sequence[Review]) -> str:
    if not reviews:
        return '<p class="dg-muted">No one has written a review yet.</p>'
    items = "".join(
        f'<li><p class="dg-review-head"><span class="dg-stars" role="img" '
        f'aria-label="{review.stars} out of 5 stars" style="--share:{review.stars / 5:.0%}">★★★★★'
        f'</span> <strong dir="auto">{text(review.title, 120)}</strong></p>'
        f'<p dir="auto">{text(review.text, 800)}</p>'
        f'<p class="dg-muted"><bdi>{text(review.author, 40)}</bdi></p></li>'
        for review in reviews[:6]
    )
    return f'<section class="dg-reviews"><h3>What buyers say</h3><ul>{items}</ul></section>'
