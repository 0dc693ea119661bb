"""A small shop's records for tests of the service desk: two customers, five products, orders."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from assistant.demo_store.build import SOURCES
from assistant.desk.rules import Rules, load_rules, read_rules
from assistant.desk.types import (
    Address,
    Customer,
    Item,
    Order,
    OrderItem,
    Payment,
    PaymentMethod,
    Shipment,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOME = Address("1 Elm St", "", "Denver", "CO", "80201", "USA")
OFFICE = Address("9 Oak Ave", "Floor 2", "Boulder", "CO", "80302", "United States")
CARD = PaymentMethod("card_1", "credit_card", "visa", "1234")
PAYPAL = PaymentMethod("paypal_1", "paypal")
GIFT = PaymentMethod("gift_1", "gift_card", balance=Decimal("50.00"))
EVA = Customer("eva", "Eva", "Lind", "eva@example.com", HOME, (CARD, PAYPAL, GIFT))
BEN = Customer("ben", "Ben", "Ono", "ben@example.com", OFFICE, (replace(PAYPAL, id="paypal_2"),))


def form(
    id: str,
    product: str,
    price: str,
    available: bool = True,
    category: tuple[str, ...] = (),
    **options: str,
) -> Item:
    """One form of a product; the product's id is its name in small letters."""
    return Item(id, product.lower(), product, options, Decimal(price), available, category)


FORMS: Mapping[str, Item] = {
    one.id: one
    for one in (
        form("lamp-b", "Lamp", "40.00", colour="black"),
        form("lamp-w", "Lamp", "45.50", colour="white"),
        form("lamp-r", "Lamp", "30.25", colour="red"),
        form("lamp-x", "Lamp", "20.00", available=False, colour="blue"),
        form("mug-s", "Mug", "8.10", size="small"),
        form("mug-l", "Mug", "12.00", size="large"),
        form("tv-1", "TV", "400.00", size="40 inch"),
        form("tv-2", "TV", "900.00", size="60 inch"),
    )
}


def piece(item_id: str) -> OrderItem:
    """A piece of an order at today's price."""
    one = FORMS[item_id]
    return OrderItem(one.id, one.product_id, one.name, one.options, one.price)


def an_order(
    *item_ids: str,
    status: str = "pending",
    method: PaymentMethod = CARD,
    shipping: str = "0",
    customer: Customer = EVA,
    delivered: datetime | None = None,
) -> Order:
    """An order paid with one method."""
    items = tuple(map(piece, item_ids))
    total = sum((one.price for one in items), Decimal(shipping))
    parcel = Shipment(("T1",), item_ids, delivered=delivered)
    return Order(
        "#W1",
        customer.id,
        status,
        HOME,
        items,
        (Payment("payment", total, method.id),),
        (parcel,) if delivered is not None else (),
        Decimal(shipping),
    )


def rules_with(folder: Path, toml: str) -> Rules:
    """The rules of a store whose own file says this."""
    (folder / "service.toml").write_text(toml, "utf-8")
    return load_rules(folder)


SHIPPED = load_rules()
DEMO = read_rules(SOURCES / "service.toml")
