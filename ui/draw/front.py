"""The page's head, and what stands on it before the first word."""

from collections.abc import Sequence

from assistant.types import Shelf
from ranking.types import Shopper
from ui.draw.cards import cards
from ui.markup import icon, mark, text


def head(shoppers: Sequence[Shopper], chosen: str, pieces: int = 0) -> str:
    """The page's head: sign, cart, what else there is, and the way to a new conversation.

    Args:
        shoppers: whose eyes to shop with (a demonstration); empty: no choice.
        pieces: in the cart.
    """
    return (
        '<div class="dg-bar"><a class="dg-skip" href="#dg-box">Skip to the message box</a>'
        f'<span class="dg-logo">{mark()}<span>Daogou<span lang="zh">导购</span></span></span>'
        f'{_picker(shoppers, chosen)}<button type="button" class="dg-top" id="dg-restart" '
        f'data-do="begin">{icon("plus")}<span>New conversation</span></button>'
        f'<button type="button" class="dg-top" id="dg-cart" data-do="cart">{icon("cart")}'
        f'<span>Cart</span><span class="dg-pieces" data-pieces="{pieces}">{pieces}</span></button>'
        '<button type="button" class="dg-top" id="dg-more" popovertarget="dg-menu">'
        f'{icon("menu")}<span class="dg-sr">More</span></button>{_menu()}</div>'
    )


def _picker(shoppers: Sequence[Shopper], chosen: str) -> str:
    if not shoppers:
        return ""
    options = "".join(
        f'<option value="{text(one.id)}"{" selected" if one.id == chosen else ""}>'
        f"{text(one.name or one.id, 40)}</option>"
        for one in shoppers
    )
    return (
        '<label class="dg-shopper"><span>Shopping as</span><select id="dg-shopper" data-do="begin" '
        f'name="shopper"><option value="">Guest</option>{options}</select></label>'
    )


def _menu() -> str:
    kept = "".join(
        f'<button type="button" data-do="export" data-format="{form}">{label}</button>'
        for form, label in (("txt", "Text"), ("md", "Markdown"), ("json", "JSON"))
    )
    looks = "".join(
        f'<button type="button" data-do="theme" data-value="{value}" aria-pressed="false">'
        f"{icon(name)}{label}</button>"
        for value, name, label in (
            ("", "system", "System"), ("light", "sun", "Light"), ("dark", "moon", "Dark")
        )
    )  # fmt: skip
    return (
        '<div id="dg-menu" popover role="dialog" aria-label="More">'
        f'<button type="button" class="dg-item" data-do="profile">{icon("person")}'
        "What I remember about you</button>"
        '<div role="group" aria-label="Colours"><p>Colours</p>'
        f'<div class="dg-row">{looks}</div></div>'
        '<div role="group" aria-label="Save this conversation"><p>Save this conversation</p>'
        f'<div class="dg-row">{kept}</div></div></div>'
    )


def greeting(name: str, examples: Sequence[str], rows: Sequence[Shelf]) -> str:
    """The page before the first word: a welcome, things to try, and rows for this shopper."""
    # The whole name: which part of it is the given one differs from language to language.
    hello = f"Hello <bdi>{text(name, 40)}</bdi>, what" if name.strip() else "Hello, what"
    tries = "".join(
        f'<li><button type="button" data-do="say" data-text="{text(one, 300)}">'
        f'<span dir="auto">{text(one, 120)}</span></button></li>'
        for one in examples
    )
    shelves = "".join(
        f'<section class="dg-shelf"><h2 dir="auto">{text(row.title, 120)}</h2>'
        f"{cards(row.cards, row.title)}</section>"
        for row in rows
    )
    return (
        f'<section class="dg-welcome"><span class="dg-hero">{mark()}</span>'
        f"<h1>{hello} are you looking for?</h1>"
        "<p>Say it in your own words: what it is for, what it may cost, what you would rather "
        "not have. I know every product here and tell you why I chose it.</p>"
        f'<ul class="dg-tries" aria-label="Examples to try">{tries}</ul></section>{shelves}'
    )


def first_screen(examples: Sequence[str]) -> str:
    """What is painted before the page's own scripts have run; its box takes words already."""
    return (
        f'<div class="dg-first-head"><div class="dg-bar"><span class="dg-logo">{mark()}'
        '<span>Daogou<span lang="zh">导购</span></span></span></div></div>'
        f'<div class="dg-first-column">{greeting("", examples, ())}</div>'
        '<div class="dg-first-foot"><form><textarea rows="1" aria-label="Your message" '
        'placeholder="What are you looking for?"></textarea>'
        f'<button aria-label="Send">{icon("send")}</button></form></div>'
    )
