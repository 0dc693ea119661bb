"""A verified customer's records as one message finds them, and what the rules make of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from assistant.desk import operations
from assistant.desk.rule_parts import OrderRules
from assistant.desk.rules import Rules
from assistant.desk.state import Task
from assistant.desk.types import (
    Customer,
    Item,
    Operation,
    Order,
    OrderItem,
    PaymentMethod,
    Plan,
    Refusal,
)
from assistant.risk.score import held_back

SWAPPING = (Operation.CHANGE_ITEMS, Operation.EXCHANGE)
"""Pieces of an order for other forms: the first while it is pending, the second afterwards."""
TOLD = (Operation.STATUS, Operation.REFUND_STATUS, Operation.INVOICE)
"""Only told: they change nothing."""
ON_ORDERS = tuple(one for one in Operation if one not in (*TOLD, Operation.CHANGE_DEFAULT_ADDRESS))
"""What changes an order."""


@dataclass(frozen=True)
class Account:
    """One customer's records, and the shop's rules."""

    rules: Rules
    customer: Customer
    orders: tuple[Order, ...]
    forms_of: Callable[[str], Sequence[Item]]
    """A product's id to all its forms, those sold out included."""
    now: datetime
    named: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """What ``pointing.named_pieces`` has found in a message: ids of pieces."""

    @property
    def currency(self) -> str:
        """Of the customer's orders."""
        return self.orders[0].currency if self.orders else "USD"

    def order(self, order_id: str) -> Order | None:
        """One of the customer's orders; None: they have none such."""
        return next((one for one in self.orders if one.id == order_id), None)

    def forms(self, item: OrderItem) -> Sequence[Item]:
        """All forms of a piece's product."""
        return self.forms_of(item.product_id)

    @cached_property
    def items(self) -> tuple[OrderItem, ...]:
        """Everything that the customer ever ordered."""
        return tuple(item for order in self.orders for item in order.items)

    def refusal(self, operation: Operation, order: Order | None) -> Refusal | None:
        """Why the rules have this not done with this order, whatever the details."""
        return operations.allowed(self.rules, operation, self.customer, order, self.now)

    def fits(self, operation: Operation, order: Order | None) -> bool:
        """Whether it can be done with an order; of the two ways to swap pieces either will do."""
        if operation in TOLD:
            return True
        either = SWAPPING if operation in SWAPPING else (operation,)
        return any(self.refusal(one, order) is None for one in either)

    def fitting(self, operation: Operation, among: Sequence[Order] = ()) -> tuple[Order, ...]:
        """The orders with which it can be done; of the two ways to swap pieces those of the very
        one first.

        Args:
            among: empty: all of the customer's.
        """
        orders = tuple(among) or self.orders
        fitting = tuple(one for one in orders if self.fits(operation, one))
        if operation in TOLD:
            return fitting
        very = tuple(one for one in fitting if self.refusal(operation, one) is None)
        return very or fitting

    def possible(self, order: Order) -> tuple[Operation, ...]:
        """The changes that the rules have made to an order."""
        return tuple(one for one in ON_ORDERS if self.refusal(one, order) is None)

    def reasons(self, operation: Operation) -> tuple[str, ...]:
        """The reasons that a shopper is asked to choose from; empty: none is asked."""
        rules = self.rules.of(operation)
        return rules.asked_reasons if isinstance(rules, OrderRules) else ()

    def decide(self, task: Task) -> Plan | Refusal:
        """What the rules say of a task in which nothing is missing, and whether a person should
        look at it first."""
        order = self.order(task.order_id)
        plan = operations.decide(
            self.rules,
            task.request(self.customer.id),
            self.customer,
            order,
            self._by_id(order),
            self.now,
        )
        if isinstance(plan, Refusal):
            return plan
        return held_back(self.rules.risk, plan, self.customer, self.orders, self.now) or plan

    def methods(self, task: Task) -> tuple[PaymentMethod, ...]:
        """The payment methods with which the rules have the task done."""
        return tuple(
            one
            for one in self.customer.payment_methods
            if isinstance(self.decide(replace(task, method_id=one.id)), Plan)
        )

    def _by_id(self, order: Order | None) -> Mapping[str, Item]:
        items: Sequence[Any] = () if order is None else order.items
        products = dict.fromkeys(item.product_id for item in items)
        return {form.id: form for product in products for form in self.forms_of(product)}
