"""Orders that an answer speaks of, as cards: how far each has come, and what is in it. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.desk.types import Order
from assistant.types import Action, OrderCard, OrderLine, OrderStep

MOST = 4
"""Cards of one answer; the text names all orders."""
_ENDED = {"cancel": "Cancelled", "refund": "Refunded"}
_SENT_BACK = ("return", "exchange")
_DELIVERED = ("deliver", "complete", "collected", *_SENT_BACK)
_ON_THE_WAY = ("ship", "transit", "on its way", "on the way", "out for delivery", "dispatch")
_PACKED = ("process", "pack", "prepar", "fulfil", "ready")


def order_cards(says: Sequence[Action]) -> tuple[OrderCard, ...]:
    """The cards of what the desk says, in the order in which it names the orders."""
    named = {order.id: order for one in says for order in _orders(one)}
    return tuple(order_card(order) for order in list(named.values())[:MOST])


def order_card(order: Order) -> OrderCard:
    """One order as a card. Its steps come from the shop's own word for the state and from the
    parcels; a word that says nothing of the way leaves the order at its first step."""
    counts = Counter(
        (one.product_id, one.name, ", ".join(one.options.values())) for one in order.items
    )
    return OrderCard(
        id=order.id,
        status=order.status,
        steps=tuple(_steps(order)),
        lines=tuple(
            OrderLine(product, name, form, many) for (product, name, form), many in counts.items()
        ),
        total=order.total,
        currency=order.currency,
        tracking=tuple(number for one in order.shipments for number in one.tracking),
    )


def _orders(action: Action) -> tuple[Order, ...]:
    if action.name not in ("orders", "order_status", "refund_status"):
        return ()
    found: tuple[Order, ...] = action.slots.get("orders", ())
    return found


def _steps(order: Order) -> Iterator[OrderStep]:
    """The usual way of an order, each step with whether it is behind; a cancelled one ends early,
    one that goes back has a step more."""
    said = order.status.casefold()
    yield OrderStep("Ordered", True, order.placed)
    for word, name in _ENDED.items():
        if word in said:
            yield OrderStep(name, True)
            return
    shipped = [one.shipped for one in order.shipments if one.shipped is not None]
    arrived = [one.delivered for one in order.shipments if one.delivered is not None]
    all_arrived = bool(arrived) and len(arrived) == len(order.shipments)
    told = any(word in said for word in _DELIVERED)
    whole = "partial" not in said and "out for" not in said
    delivered = all_arrived or (told and whole)
    on_the_way = told or delivered or bool(shipped) or any(word in said for word in _ON_THE_WAY)
    packed = on_the_way or bool(order.shipments) or any(word in said for word in _PACKED)
    yield OrderStep("Packed", packed)
    yield OrderStep("On the way", on_the_way, min(shipped, default=None))
    yield OrderStep("Delivered", delivered, max(arrived) if delivered and arrived else None)
    if any(word in said for word in _SENT_BACK):
        yield OrderStep("Going back" if "return" in said else "Being exchanged", True)
