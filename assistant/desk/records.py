"""All that a shop's desk works on, as one value: what an import reads and an export writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.desk.types import Customer, Item, Order


@dataclass(frozen=True, slots=True)
class ProductOnSale:
    """A product with all its forms, in the order of the source."""

    id: str
    name: str
    forms: tuple[Item, ...]
    """Of this product, name and category; a product without options has one."""
    category: tuple[str, ...] = ()
    """Path from the department down; empty: not known."""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Records:
    """Customers, orders and what is on sale; each in the order of its source."""

    customers: tuple[Customer, ...]
    orders: tuple[Order, ...]
    """Of these customers only."""
    products: tuple[ProductOnSale, ...]
