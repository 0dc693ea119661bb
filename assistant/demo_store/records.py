"""Customers and orders of the demo store, as its YAML files have them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ranking.types import Event, EventKind


class OrderStatus(StrEnum):
    """Where an order stands; the page on changing orders says what each means."""

    PENDING = "pending"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    PARTIALLY_DELIVERED = "partially delivered"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    PAYMENT_FAILED = "payment failed"
    RETURN_REQUESTED = "return requested"
    RETURNED = "returned"
    EXCHANGED = "exchanged"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a customer lives or a parcel goes."""

    street: str
    city: str
    postal_code: str
    country: str
    """ISO 3166 code of two letters."""


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to pay, by reference; never a card number."""

    id: str
    kind: str
    """"card", "paypal" or "gift card"."""
    label: str
    """What a person recognises it by: "card ending in 4410"."""


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer and what they did, oldest first."""

    id: str
    name: str
    email: str
    address: Address
    language: str
    member: bool
    """Whether they belong to the Finch Club."""
    payment_methods: tuple[PaymentMethod, ...]
    note: str
    """Tastes and circumstances, in a sentence."""
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One line of an order."""

    product_id: str
    variant_id: str
    """Empty: the product has no variants."""
    quantity: int
    unit_price: Decimal


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel of an order."""

    carrier: str
    tracking: str
    product_ids: tuple[str, ...]
    shipped: datetime
    delivered: datetime | None = None
    """None: on its way."""


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back for an order."""

    amount: Decimal
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Order:
    """One order; all times carry their zone."""

    id: str
    customer_id: str
    status: OrderStatus
    placed: datetime
    items: tuple[OrderItem, ...]
    delivery: str
    """"standard", "express", "large" or "international"."""
    shipping: Decimal
    total: Decimal
    """Items and shipping, in US dollars."""
    payment_id: str
    address: Address
    shipments: tuple[Shipment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    note: str = ""
    """Why it was cancelled, returned or exchanged, where somebody said."""


def customer_from_yaml(data: Mapping[str, Any]) -> Customer:
    """One entry of ``customers.yaml``; its events are lists ``[kind, product, time]``."""
    id = data["id"]
    return Customer(
        id=id,
        name=data["name"],
        email=data["email"],
        address=Address(**data["address"]),
        language=data["language"],
        member=data["member"],
        payment_methods=tuple(PaymentMethod(**one) for one in data["payment_methods"]),
        note=data["note"],
        events=tuple(
            Event(f"{id}-E{number:03d}", id, EventKind(kind), product, _time(at))
            for number, (kind, product, at) in enumerate(data["events"], start=1)
        ),
    )


def order_from_yaml(data: Mapping[str, Any], addresses: Mapping[str, Address]) -> Order:
    """One entry of ``orders.yaml``; its items are lists ``[product, variant, quantity, price]``.

    addresses: of the customers by id, for the orders that go home.
    """
    other = data.get("address")
    return Order(
        id=data["id"],
        customer_id=data["customer"],
        status=OrderStatus(data["status"]),
        placed=_time(data["placed"]),
        items=tuple(
            OrderItem(product, variant, quantity, Decimal(price))
            for product, variant, quantity, price in data["items"]
        ),
        delivery=data["delivery"],
        shipping=Decimal(data["shipping"]),
        total=Decimal(data["total"]),
        payment_id=data["payment"],
        address=Address(**other) if other else addresses[data["customer"]],
        shipments=tuple(
            Shipment(
                carrier=one["carrier"],
                tracking=one["tracking"],
                product_ids=tuple(one["products"]),
                shipped=_time(one["shipped"]),
                delivered=_time(one["delivered"]) if "delivered" in one else None,
            )
            for one in data.get("shipments", ())
        ),
        refunds=tuple(
            Refund(Decimal(one["amount"]), _time(one["at"]), one["reason"])
            for one in data.get("refunds", ())
        ),
        note=data.get("note", ""),
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
