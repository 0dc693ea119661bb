"""A new order: what somebody has said to buy, worked out from the records by the server."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assistant.desk.types import Address, Order


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """So many of one form of a product."""

    item_id: str
    product_id: str
    name: str
    options: Mapping[str, str]
    price: Decimal
    """Of one, as the catalogue has it."""
    quantity: int
    stock: int | None
    """On hand when the catalogue was read; None: not known."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """A whole order before it is one."""

    first_name: str
    last_name: str
    email: str
    """Whose order it is: the customer with this address, else somebody new."""
    address: Address
    method: str
    """Kind of payment ("credit_card", "paypal"); never a card number."""
    lines: tuple[PurchaseLine, ...]
    shipping: Decimal
    currency: str
    stock_at: datetime
    """When the stock of the lines was counted; what was ordered since is taken off it."""

    @property
    def total(self) -> Decimal:
        """Items and delivery."""
        return sum((one.price * one.quantity for one in self.lines), self.shipping)

    @property
    def digest(self) -> str:
        """Hex SHA-256 of all of it: the same key with another one is no repetition."""
        from assistant.desk.digest import digest_of

        return digest_of(self)


@dataclass(frozen=True, slots=True)
class Placed:
    """An order that has been placed."""

    order: Order
    repeated: bool = False
    """Whether the same key had placed it before and this call changed nothing."""
