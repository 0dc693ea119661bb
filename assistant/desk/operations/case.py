"""What one decision is made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.desk.rules import Rules
from assistant.desk.types import Customer, Item, Order, Request


@dataclass(frozen=True, slots=True)
class Case:
    """A complete request about an order with the records that it speaks of."""

    rules: Rules
    request: Request
    customer: Customer
    order: Order
    forms: Mapping[str, Item]
    """The forms of the order's products by item id."""
