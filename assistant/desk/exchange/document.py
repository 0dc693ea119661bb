"""The JSON form: records as one document, whose keys stand in a fixed order.

What a source did not say is left out, so that the export of an untouched import is its source.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from assistant.desk.records import ProductOnSale, Records
from assistant.desk.types import Address, Customer, Item, Order, Payment, PaymentMethod, Shipment

RECORDS = "records.json"
"""File of a store with the records that it starts with."""
CURRENCY = "USD"
"""Of orders that name none."""


def to_document(records: Records) -> dict[str, Any]:
    """{"products": {id: ...}, "users": {id: ...}, "orders": {id: ...}}, ready for JSON."""
    return {
        "products": {one.id: _product(one) for one in records.products},
        "users": {one.id: _user(one) for one in records.customers},
        "orders": {one.id: _order(one) for one in records.orders},
    }


def _product(product: ProductOnSale) -> dict[str, Any]:
    return {
        "name": product.name,
        "product_id": product.id,
        "variants": {form.id: _variant(form) for form in product.forms},
        **({"category": list(product.category)} if product.category else {}),
        **product.extra,
    }


def _variant(form: Item) -> dict[str, Any]:
    return {
        "item_id": form.id,
        "options": dict(form.options),
        "available": form.available,
        "price": _number(form.price),
    }


def _user(customer: Customer) -> dict[str, Any]:
    return {
        "user_id": customer.id,
        "name": {"first_name": customer.first_name, "last_name": customer.last_name},
        "address": _address(customer.address),
        "email": customer.email,
        "payment_methods": {one.id: _method(one) for one in customer.payment_methods},
        "orders": list(customer.order_ids),
        **_said(group=customer.group),
        **customer.extra,
    }


def _address(address: Address) -> dict[str, str]:
    return {
        "address1": address.line1,
        "address2": address.line2,
        "city": address.city,
        "country": address.country,
        "state": address.state,
        "zip": address.postal_code,
    }


def _method(method: PaymentMethod) -> dict[str, Any]:
    return {
        "source": method.kind,
        "id": method.id,
        **_said(brand=method.brand, last_four=method.last_four, balance=method.balance),
    }


def _order(order: Order) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "order_id": order.id,
        "user_id": order.customer_id,
        "address": _address(order.address),
        "items": [
            {
                "name": one.name,
                "product_id": one.product_id,
                "item_id": one.item_id,
                "price": _number(one.price),
                "options": dict(one.options),
            }
            for one in order.items
        ],
        "status": order.status,
        "fulfillments": [_fulfillment(one) for one in order.shipments],
        "payment_history": [_payment(one) for one in order.payments],
        **_said(cancel_reason=order.cancel_reason),
    }
    if (exchanged := order.exchanged) is not None:
        shown |= {
            "exchange_items": sorted(exchanged.item_ids),
            "exchange_new_items": sorted(exchanged.new_item_ids),
            "exchange_payment_method_id": exchanged.method_id,
            "exchange_price_difference": _number(exchanged.difference),
        }
    if (returned := order.returned) is not None:
        shown |= {
            "return_items": sorted(returned.item_ids),
            "return_payment_method_id": returned.method_id,
        }
    return {
        **shown,
        **_said(
            placed=order.placed,
            currency="" if order.currency == CURRENCY else order.currency,
            shipping=order.shipping or None,
        ),
        **order.extra,
    }


def _fulfillment(shipment: Shipment) -> dict[str, Any]:
    return {
        "tracking_id": list(shipment.tracking),
        "item_ids": list(shipment.item_ids),
        **_said(carrier=shipment.carrier, shipped=shipment.shipped, delivered=shipment.delivered),
        **shipment.extra,
    }


def _payment(payment: Payment) -> dict[str, Any]:
    return {
        "transaction_type": payment.kind,
        "amount": _number(payment.amount),
        "payment_method_id": payment.method_id,
        **_said(at=payment.at, reason=payment.reason),
        **payment.extra,
    }


def _said(**fields: str | Decimal | datetime | None) -> Mapping[str, Any]:
    """The fields that say something, JSON-ready."""
    return {name: _ready(value) for name, value in fields.items() if value not in ("", None)}


def _ready(value: str | Decimal | datetime | None) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return _number(value) if isinstance(value, Decimal) else value


def _number(amount: Decimal) -> int | float:
    """The shortest number that says the amount; whole ones stay as they were written."""
    whole = amount.as_tuple().exponent == 0
    return int(amount) if whole else float(amount)
