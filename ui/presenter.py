"""From a reply to markup: what stands in the transcript, in which order. Pure functions.

Everything that comes from shops and shoppers is escaped by ``ui.markup``; nothing here looks
anything up, so the same reply always gives the same page. What products look like is in
``ui.draw``.
"""

from collections.abc import Sequence

from assistant.people.satisfaction import SCALE
from assistant.people.types import Kind, Line, Live
from assistant.reply.chips import removal
from assistant.types import Card, Reply
from retrieval.types import Product
from ui.draw.cards import card, cards, opener
from ui.draw.details import details
from ui.draw.orders import orders
from ui.markup import icon, mark, paragraphs, picture, text
from ui.page.visit import Why

__all__ = [
    "answer", "card", "cards", "chips", "comparison", "details", "failed", "following", "pending",
    "people", "quick_replies", "turn",
]  # fmt: skip

_MESSAGE_SHOWN = 1_200


def turn(message: str, reply: Reply, said: Sequence[Line] = (), rated: int = 0) -> str:
    """One exchange: what was said, the answer, and what the shop's people ``said`` after it.

    Args:
        rated: what the shopper thinks of the answer: 1, -1, or 0.
    """
    answered = answer(reply) + _feedback(reply.turn, rated) if reply.text else ""
    return _exchange(message, answered, people(said))


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


def following(live: Live, last: int) -> str:
    """Tells the page's script to ask for what the people say after line ``last``."""
    if live.ticket is None:
        return ""
    return f'<span class="dg-live" hidden data-after="{last}" data-status="{live.status}"></span>'


def answer(reply: Reply) -> str:
    """An answer: words, understood limits, orders, table or cards, quick replies."""
    table = comparison(reply.comparison, reply.cards)
    return (
        f'<div class="dg-text">{paragraphs(reply.text)}</div>{chips(reply.chips)}'
        f"{orders(reply.orders)}{table or cards(reply.cards, act=True)}{_download(reply)}"
        f"{quick_replies(reply.suggestions)}"
    )


def _download(reply: Reply) -> str:
    """The shopper's own data as a file, where they asked for it."""
    if reply.action != "my_data":
        return ""
    return (
        f'<p><button type="button" class="dg-download" data-do="data">{icon("save")}'
        "Your data (JSON)</button></p>"
    )


def _feedback(number: int, rated: int) -> str:
    """Thumbs and copying; the thumb that was chosen is pressed."""
    thumbs = "".join(
        f'<button type="button" class="dg-act" data-do="rate" data-turn="{number}" '
        f'data-value="{0 if value == rated else value}" data-key="rate {number} {value}" '
        f'aria-pressed="{str(value == rated).lower()}" title="{label}" aria-label="{label}">'
        f"{icon(name)}</button>"
        for value, name, label in ((1, "up", "Good answer"), (-1, "down", "Bad answer"))
    )
    asks = (
        f'<form class="dg-comment" data-do="rate" data-turn="{number}" data-value="{rated}">'
        f'<label><span class="dg-sr">What was {"good" if rated > 0 else "wrong"}?</span>'
        '<input name="comment" maxlength="1000" autocomplete="off" placeholder="'
        f'{"What was good?" if rated > 0 else "What was wrong?"} (optional)"></label>'
        '<button class="dg-small">Send</button></form>'
        if rated
        else ""
    )
    copy = (
        '<button type="button" class="dg-act" data-do="copy" title="Copy" '
        f'aria-label="Copy the answer">{icon("copy")}</button>'
    )
    return (
        f'<div class="dg-feedback" role="group" aria-label="This answer">{thumbs}{copy}{asks}</div>'
    )


def pending(message: str, seconds: float = 30) -> str:
    """A message whose answer is being made; after ``seconds`` the server says that it is late."""
    dots = "<i></i><i></i><i></i>"
    return _exchange(
        message,
        f'<span class="dg-typing" data-seconds="{seconds:g}"><span class="dg-sr">Looking …</span>'
        f"{dots}</span>",
    )


_FAILED = {
    Why.WRONG: (
        "Sorry, something went wrong on our side and I lost that thought. Nothing of our "
        "conversation is gone.",
        "Try again",
    ),
    Why.BUSY: (
        "Sorry, so many people are asking just now that I could not get to your message. It is "
        "not lost: please try again in a moment.",
        "Try again",
    ),
    Why.LATE: (
        "This takes longer than usual. I am still working on it, and your message is not lost: "
        "please look again in a moment.",
        "Look again",
    ),
}


def failed(message: str, why: Why = Why.WRONG, id_: str = "", tries: int = 1) -> str:
    """A message that has no answer: why, and the message ready to be sent again as it was. Each
    try is drawn as another one, or the browser would not be told that it is over."""
    said, again = _FAILED[why]
    return _exchange(
        message,
        f'<div class="dg-text dg-trouble" data-tries="{tries}"><p>{said}</p></div>'
        '<div class="dg-quick" role="group" aria-label="What you can do"><button type="button" '
        f'data-do="again" data-id="{text(id_)}" data-echo="{text(message, 2_000)}">{again}</button>'
        "</div>",
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
        '<article class="dg-turn"><div class="dg-you"><h2 class="dg-sr">You said</h2>'
        f"{paragraphs(message, _MESSAGE_SHOWN)}</div>{answered}{after}</article>"
    )


def chips(limits: Sequence[str]) -> str:
    """What was understood as limits; each can be taken back, in the newest answer."""
    if not limits:
        return ""
    items = "".join(
        f'<li><bdi>{text(limit, 60)}</bdi><button type="button" data-do="say" '
        f'data-text="{text(removal(limit), 300)}" title="Remove" '
        f'aria-label="Remove: {text(limit, 60)}">{icon("cross")}</button></li>'
        for limit in limits
    )
    return f'<ul class="dg-chips" aria-label="What I looked for">{items}</ul>'


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
    add = (
        f'<button type="button" class="dg-small" data-do="add" data-product="{text(product.id)}" '
        f'aria-label="Add to cart: {text(product.title, 80)}">Add to cart</button>'
        if product.in_stock
        else ""
    )
    return f'<th scope="col">{picture(product)}{opener(product)}{add}</th>'


def quick_replies(suggestions: Sequence[str], label: str = "Suggestions") -> str:
    """Messages that can be sent with one tap."""
    if not suggestions:
        return ""
    buttons = "".join(
        f'<button type="button" data-do="say" data-text="{text(one, 300)}">'
        f"<bdi>{text(one, 80)}</bdi></button>"
        for one in suggestions
    )
    return f'<div class="dg-quick" role="group" aria-label="{text(label)}">{buttons}</div>'
