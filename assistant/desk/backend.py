"""What stands between the conversation and the shop's records of customers and orders.

``assistant.storage.orders`` keeps them in the shop's database; ``assistant.desk.http_backend``
speaks to a shop's own order system (its OpenAPI is in ``docs/orders-api.yaml``). One contract suite
runs on all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.desk.purchase import Placed, Purchase
from assistant.desk.types import Customer, Item, Order, Plan, Receipt


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An explicit yes to one summary."""

    key: str
    """Unique to the summary; carries the change out at most once."""
    summary: str
    """What was said yes to, word for word."""
    conversation_id: str
    actor: str
    """"customer:ID" or "person:NAME"."""


class ShopBackend(Protocol):
    """Customers and orders of a shop. Safe to share between threads.

    Every method raises ``BackendError`` when the records cannot be reached.
    """

    def customer_by_email(self, email: str) -> str | None:
        """Id of the customer with this address, letters' case aside; None: nobody, or not one."""

    def customer_by_name(self, first: str, last: str, postal_code: str) -> str | None:
        """Id of the only customer of this name and postal code, case aside; None: not exactly
        one."""

    def customer(self, customer_id: str) -> Customer | None:
        """None: no such customer."""

    def order(self, order_id: str) -> Order | None:
        """None: no such order. The caller checks whose it is."""

    def orders_of(self, customer_id: str) -> Sequence[Order]:
        """All orders of a customer, in the order of ``Customer.order_ids``."""

    def forms(self, product_id: str) -> Sequence[Item]:
        """All forms of a product, those that are sold out included; empty: not known."""

    def apply(self, plan: Plan, confirmation: Confirmation) -> Receipt:
        """Carry a confirmed change out: all of it or nothing, and once for each key.

        The rules are asked again on the records as they are now, under a lock; when the result is
        not what was confirmed, nothing happens.

        Raises:
            RecordsChangedError: the records are no longer those that the plan was made from.
        """

    def place(self, purchase: Purchase, key: str) -> Placed:
        """Place a new order of the customer with the purchase's email, or of a new one; once for
        each key.

        Raises:
            SoldOutError: fewer pieces are left than are bought; nothing happens.
            RecordsChangedError: the key has placed another order.
        """

    def placed(self, key: str) -> Order | None:
        """The order that a key has placed; None: none."""

    def close(self) -> None:
        """Let go of the records."""
