"""From a reply to markup: what stands on the chat page, in which order. Pure functions.

Everything that comes from shops and shoppers is escaped by ``ui.markup``; nothing here looks
anything up, so the same reply always gives the same page.
"""

from collections.abc import Sequence
from urllib.parse import quote

from assistant.people.satisfaction import SCALE
from assistant.people.types import Kind, Line, Live
from assistant.reply.chips import removal
from assistant.types import Card, Reply
from ranking.types import Shopper
from retrieval.types import Product, Review
from ui.markup import icon, mark, paragraphs, picture, price, reduction, stars, stock, text
from ui.swatches import swatches

_MESSAGE_SHOWN = 1_200


def head(shoppers: Sequence[Shopper], chosen: str) -> str:
    """The page's head: sign, whose eyes to shop with, and the way to a new conversation."""
    options = "".join(
        f'<option value="{text(one.id)}"{" selected" if one.id == chosen else ""}>'
        f"{text(one.name or one.id, 40)}</option>"
        for one in shoppers
    )
    picker = (
        '<label class="dg-shopper"><span>Shopping as</span>'
        f'<select id="dg-shopper"><option value="">Guest</option>{options}</select></label>'
        if shoppers
        else ""
    )
    return (
        '<div class="dg-bar"><a class="dg-skip" href="#dg-box">Skip to the message box</a>'
        f'<span class="dg-logo">{mark()}<span>Daogou<span lang="zh">导购</span></span></span>'
        f'{picker}<button type="button" id="dg-restart">{icon("plus")}'
        "<span>New conversation</span></button></div>"
    )


def turn(message: str, reply: Reply, said: Sequence[Line] = ()) -> str:
    """One exchange: what was said, the answer, and what the shop's people ``said`` after it."""
    return _exchange(message, answer(reply) if reply.text else "", people(said))


def people(lines: Sequence[Line]) -> str:
    """What the shop's people said and did; the answers to a question of it come last."""
    drawn = "".join(
        _person(line) if line.kind is Kind.PERSON else _happened(line) for line in lines
    )
    asks = lines and lines[-1].kind is Kind.ASKED
    return drawn + (quick_replies(SCALE, "From 1, not at all, to 5, very") if asks else "")


def _person(line: Line) -> str:
    initial = text(line.name[:1].upper())
    return (
        f'<div class="dg-answer dg-person"><span class="dg-initial" aria-hidden="true">{initial}'
        f'</span><div class="dg-body"><p class="dg-by"><bdi>{text(line.name, 40)}</bdi></p>'
        f'<div class="dg-text">{paragraphs(line.text)}</div></div></div>'
    )


def _happened(line: Line) -> str:
    return f'<p class="dg-notice" dir="auto">{text(line.text, 200)}</p>'


def following(conversation: str, live: Live, last: int) -> str:
    """Tells the page's script to ask for what the people say after line ``last``."""
    if live.ticket is None:
        return ""
    return (
        f'<span class="dg-live" hidden data-conversation="{text(conversation)}" '
        f'data-after="{last}" data-status="{live.status}"></span>'
    )


def answer(reply: Reply) -> str:
    """An answer: words, understood limits, table or cards, quick replies."""
    table = comparison(reply.comparison, reply.cards)
    return (
        f'<div class="dg-text">{paragraphs(reply.text)}</div>'
        f"{chips(reply.chips)}{table or cards(reply.cards)}{_download(reply)}"
        f"{quick_replies(reply.suggestions)}"
    )


def _download(reply: Reply) -> str:
    """The shopper's own data as a file, where they asked for it."""
    if reply.action != "my_data":
        return ""
    address = f"/v1/conversations/{text(reply.conversation_id)}/data"
    return f'<p><a class="dg-download" href="{address}" download>Your data (JSON)</a></p>'


def pending(message: str) -> str:
    """A message whose answer is being made."""
    dots = "<i></i><i></i><i></i>"
    return _exchange(
        message, f'<span class="dg-typing"><span class="dg-sr">Looking …</span>{dots}</span>'
    )


def failed(message: str) -> str:
    """A message that could not be answered: an apology, and the message ready to be sent again."""
    return _exchange(
        message,
        '<div class="dg-text dg-trouble"><p>Sorry, something went wrong on our side and I lost '
        "that thought. Nothing of our conversation is gone.</p></div>"
        '<div class="dg-quick" role="group" aria-label="What you can do">'
        f'<button type="button" data-say="{text(message, 2_000)}">Try again</button></div>',
    )


def _exchange(message: str, inner: str, after: str = "") -> str:
    """One turn; without ``inner`` nothing was answered."""
    answered = (
        f'<div class="dg-answer"><span class="dg-avatar">{mark()}</span>'
        f'<div class="dg-body"><span class="dg-sr">Daogou: </span>{inner}</div></div>'
        if inner
        else ""
    )
    return (
        '<article class="dg-turn"><div class="dg-you"><span class="dg-sr">You said: </span>'
        f"{paragraphs(message, _MESSAGE_SHOWN)}</div>{answered}{after}</article>"
    )


def chips(limits: Sequence[str]) -> str:
    """What was understood as limits; each can be taken back, in the newest answer."""
    if not limits:
        return ""
    items = "".join(
        f"<li><bdi>{text(limit, 60)}</bdi>"
        f'<button type="button" data-say="{text(removal(limit), 300)}" title="Remove" '
        f'aria-label="Remove: {text(limit, 60)}">{icon("cross")}</button></li>'
        for limit in limits
    )
    return f'<ul class="dg-chips" aria-label="What I looked for">{items}</ul>'


def cards(shown: Sequence[Card], label: str = "Products", link: str = "") -> str:
    """Product cards as one row that scrolls on a phone and wraps on a desk."""
    if not shown:
        return ""
    items = "".join(f"<li>{card(one, link)}</li>" for one in shown)
    return f'<ul class="dg-cards" aria-label="{text(label)}">{items}</ul>'


def card(shown: Card, link: str = "") -> str:
    """One product: picture, name, rating, price, stock, colours and why it is here.

    Its name opens the product: a button for the page's script, or a link below ``link``.
    """
    product = shown.product
    percent = reduction(product)
    badge = f'<span class="dg-badge">−{percent}%</span>' if percent >= 5 else ""
    brand = f'<p class="dg-brand"><bdi>{text(product.brand, 40)}</bdi></p>' if product.brand else ""
    return (
        f'<article class="dg-card">{badge}{picture(product)}<div class="dg-facts">{brand}'
        f"<h3>{_opener(product, link)}</h3>{stars(product)}{price(product)}"
        f'<div class="dg-have">{stock(product)}{swatches(product.colours)}</div>'
        f"{_reasons(shown.reason_texts)}</div></article>"
    )


def _opener(product: Product, link: str = "") -> str:
    name = text(product.title, 140)
    if link:
        return f'<a class="dg-open" dir="auto" href="{link}{quote(product.id, safe="")}">{name}</a>'
    return (
        f'<button type="button" class="dg-open" dir="auto" data-product="{text(product.id)}">'
        f"{name}</button>"
    )


def _reasons(reasons: Sequence[str]) -> str:
    if not reasons:
        return ""
    items = "".join(
        f"<li>{icon('check')}<span dir='auto'>{text(r, 120)}</span></li>" for r in reasons
    )
    return f'<ul class="dg-reasons" aria-label="Why this one">{items}</ul>'


def comparison(rows: Sequence[Sequence[str]], shown: Sequence[Card] = ()) -> str:
    """A comparison table; a column whose head is a shown product gets its picture and opens it."""
    if not rows:
        return ""
    by_title = {one.product.title: one.product for one in shown}
    head = "".join(_column_head(cell, by_title.get(cell)) for cell in rows[0][1:])
    body = "".join(
        f'<tr><th scope="row">{text(row[0], 60)}</th>'
        + "".join(f'<td dir="auto">{text(cell, 400)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows[1:]
        if row
    )
    corner = text(rows[0][0], 60) if rows[0] else ""
    return (
        '<div class="dg-compare" role="region" aria-label="Comparison" tabindex="0"><table>'
        f"<thead><tr><td>{corner}</td>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _column_head(title: str, product: Product | None) -> str:
    if product is None:
        return f'<th scope="col" dir="auto">{text(title, 140)}</th>'
    return f'<th scope="col">{picture(product)}{_opener(product)}</th>'


def quick_replies(suggestions: Sequence[str], label: str = "Suggestions") -> str:
    """Messages that can be sent with one tap."""
    if not suggestions:
        return ""
    buttons = "".join(
        f'<button type="button" data-say="{text(one, 300)}"><bdi>{text(one, 80)}</bdi></button>'
        for one in suggestions
    )
    return f'<div class="dg-quick" role="group" aria-label="{text(label)}">{buttons}</div>'


def greeting(name: str, examples: Sequence[str], recommended: Sequence[Card]) -> str:
    """The page before the first word: a welcome, things to try, and a row for this shopper."""
    # The whole name: which part of it is the given one differs from language to language.
    hello = f"Hello <bdi>{text(name, 40)}</bdi>, what" if name.strip() else "Hello, what"
    tries = "".join(
        f'<li><button type="button" data-say="{text(one, 300)}">'
        f'<span dir="auto">{text(one, 120)}</span></button></li>'
        for one in examples
    )
    label = "Picked for you" if name.strip() else "Liked by many"
    row = (
        f'<section class="dg-shelf"><h2>{label}</h2>{cards(recommended, label)}</section>'
        if recommended
        else ""
    )
    return (
        f'<section class="dg-welcome"><span class="dg-hero">{mark()}</span>'
        f"<h1>{hello} are you looking for?</h1>"
        "<p>Say it in your own words: what it is for, what it may cost, what you would rather "
        "not have. I know every product here and tell you why I chose it.</p>"
        f'<ul class="dg-tries" aria-label="Examples to try">{tries}</ul></section>{row}'
    )


def details(product: Product, reviews: Sequence[Review]) -> str:
    """All that the records say about one product, for the sheet and for the shop's page."""
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
        f'<div class="dg-have">{stock(product)}{swatches(product.colours)}</div>'
        f'<div class="dg-text">{paragraphs(product.description)}'
        f"{f'<ul>{bullets}</ul>' if bullets else ''}</div></div></div>"
        f"{f'<dl class=dg-attributes>{attributes}</dl>' if attributes else ''}{_reviews(reviews)}"
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
