"""Orders as cards with how far they have come."""

from collections.abc import Sequence

from assistant.reply.money import money
from assistant.types import OrderCard, OrderLine, OrderStep
from ui.markup import icon, text


def orders(shown: Sequence[OrderCard]) -> str:
    """One card for each order; "" for none."""
    if not shown:
        return ""
    items = "".join(f"<li>{_order(one)}</li>" for one in shown)
    return f'<ul class="dg-orders" aria-label="Orders">{items}</ul>'


def _order(order: OrderCard) -> str:
    steps = "".join(_step(one) for one in order.steps)
    lines = "".join(f"<li>{_line(one)}</li>" for one in order.lines)
    tracking = (
        f'<p class="dg-muted">Tracking: <bdi>{text(", ".join(order.tracking), 120)}</bdi></p>'
        if order.tracking
        else ""
    )
    return (
        f'<article class="dg-order"><header><h3>Order <bdi>{text(order.id, 40)}</bdi></h3>'
        f'<span class="dg-state"><bdi>{text(order.status, 40)}</bdi></span></header>'
        f'<ol class="dg-steps" aria-label="Progress">{steps}</ol>'
        f'<ul class="dg-order-lines">{lines}</ul>'
        f"<footer>{tracking}<strong>{text(money(order.total, order.currency))}</strong></footer>"
        "</article>"
    )


def _step(step: OrderStep) -> str:
    said = (
        '<span class="dg-sr">done: </span>' if step.done else '<span class="dg-sr">to come: </span>'
    )
    day = (
        f"<time datetime='{step.at:%Y-%m-%d}'>{step.at.day} {step.at:%b}</time>" if step.at else ""
    )
    mark = icon("check") if step.done else ""
    return (
        f'<li class="{"dg-done" if step.done else ""}"><span class="dg-knot">{mark}</span>'
        f"<span>{said}{text(step.name)}</span>{day}</li>"
    )


def _line(line: OrderLine) -> str:
    many = f"{line.count} × " if line.count > 1 else ""
    form = f' <span class="dg-muted"><bdi>{text(line.form, 80)}</bdi></span>' if line.form else ""
    return f'<span dir="auto">{many}{text(line.name, 140)}</span>{form}'
