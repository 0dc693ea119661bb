"""The cart as a panel."""

from collections.abc import Sequence

from assistant.carts import MOST, FilledLine, totals
from assistant.reply.money import money
from ui.draw.cards import opener
from ui.draw.details import form_name
from ui.markup import icon, picture, text


def cart(lines: Sequence[FilledLine], checkout: str) -> str:
    """What is in the cart, with its quantities, its total and the way on.

    Args:
        checkout: address of the shop's checkout; "": it has none here.
    """
    if not lines:
        return (
            '<div class="dg-empty"><h2>Your cart is empty</h2>'
            "<p>Tell me what you are looking for, and put in what you like.</p></div>"
        )
    items = "".join(f"<li>{_line(one)}</li>" for one in lines)
    sums = " + ".join(text(money(amount, code)) for code, amount in totals(lines).items())
    pay = f'<a class="dg-primary" href="{text(checkout)}">Check out</a>' if checkout else ""
    return (
        f'<h2>Your cart</h2><ul class="dg-lines">{items}</ul>'
        f'<div class="dg-sum"><span>Total</span><strong>{sums}</strong></div>{pay}'
        '<p class="dg-muted">Delivery is added at the checkout.</p>'
    )


def count(lines: Sequence[FilledLine]) -> int:
    """Pieces in the cart."""
    return sum(one.quantity for one in lines)


def _line(line: FilledLine) -> str:
    product, variant = line.product, line.variant
    form = f'<p class="dg-muted"><bdi>{text(form_name(variant), 80)}</bdi></p>' if variant else ""
    amount = line.unit_price
    told = "" if amount is None else text(money(amount * line.quantity, product.currency))
    return (
        f'<article class="dg-line">{picture(product)}<div><h3>{opener(product)}</h3>{form}'
        f'<div class="dg-stepper">{_step(line, -1)}<span aria-label="Quantity">{line.quantity}'
        f"</span>{_step(line, 1)}</div></div>"
        f"<div><strong>{told}</strong>{_button(line, 0, 'bin', 'Remove')}</div></article>"
    )


def _step(line: FilledLine, by: int) -> str:
    stock = line.product.stock if line.variant is None else line.variant.stock
    off = line.quantity + by > (MOST if stock is None else stock)
    name, label = ("plus", "One more") if by > 0 else ("minus", "One less")
    return _button(line, line.quantity + by, name, label, off=off)


def _button(line: FilledLine, quantity: int, name: str, label: str, *, off: bool = False) -> str:
    variant = line.variant.id if line.variant else ""
    return (
        f'<button type="button" class="dg-act" data-do="set" data-product="{text(line.product.id)}"'
        f' data-variant="{text(variant)}" data-quantity="{quantity}" title="{label}" '
        f'aria-label="{label}: {text(line.product.title, 80)}"{" disabled" if off else ""} '
        f'data-key="{name} {text(line.product.id)} {text(variant)}">{icon(name)}</button>'
    )
