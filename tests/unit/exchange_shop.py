"""A small shop in the JSON form, as text, with the keys in the order that an export gives."""

import json
from typing import Any

HOME = {
    "address1": "7 Mill Lane",
    "address2": "",
    "city": "Galway",
    "country": "Ireland",
    "state": "",
    "zip": "H91 X2",
}


def item(id: str, product: str, price: float, **options: str) -> dict[str, Any]:
    """An item of an order."""
    return {
        "name": product.title(),
        "product_id": f"p-{product}",
        "item_id": id,
        "price": price,
        "options": options,
    }


def variant(id: str, price: float, available: bool = True, **options: str) -> dict[str, Any]:
    """A form of a product."""
    return {"item_id": id, "options": options, "available": available, "price": price}


def payment(amount: float, kind: str = "payment", **more: str) -> dict[str, Any]:
    """Money that moved."""
    return {"transaction_type": kind, "amount": amount, "payment_method_id": "card_1", **more}


def shop() -> dict[str, Any]:
    """A new copy: plain orders as simple shops have them, and one with all that can be said."""
    return {
        "products": {
            "p-lamp": {
                "name": "Lamp",
                "product_id": "p-lamp",
                "variants": {
                    "l-2": variant("l-2", 45, color="blue", size="M"),
                    "l-1": variant("l-1", 40.1, available=False, color="red", size="M"),
                },
                "category": ["Home", "Light"],
                "supplier": {"code": 7},
            },
            "p-mug": {
                "name": "Mug",
                "product_id": "p-mug",
                "variants": {"m": variant("m", 8.05), "m-2": variant("m-2", 8.0, shape="tall")},
            },
        },
        "users": {
            "zoe": {
                "user_id": "zoe",
                "name": {"first_name": "Zoë", "last_name": "Ní Bhriain"},
                "address": HOME,
                "email": "zoe@example.com",
                "payment_methods": {
                    "paypal_9": {"source": "paypal", "id": "paypal_9"},
                    "card_1": {
                        "source": "credit_card",
                        "id": "card_1",
                        "brand": "visa",
                        "last_four": "0042",
                    },
                    "gift_1": {"source": "gift_card", "id": "gift_1", "balance": 62.0},
                },
                "orders": ["#W9", "#W1"],
                "group": "member",
                "birthday_club": True,
            },
            "al": {
                "user_id": "al",
                "name": {"first_name": "Al", "last_name": "Oz"},
                "address": HOME,
                "email": "al@example.com",
                "payment_methods": {},
                "orders": [],
            },
        },
        "orders": {
            "#W1": {
                "order_id": "#W1",
                "user_id": "zoe",
                "address": HOME,
                "items": [item("m", "mug", 8.05), item("m", "mug", 8.05)],
                "status": "pending",
                "fulfillments": [],
                "payment_history": [payment(16.1)],
            },
            "#W9": {
                "order_id": "#W9",
                "user_id": "zoe",
                "address": HOME,
                "items": [
                    item("m", "mug", 8, shape="round"),
                    item("l-1", "lamp", 40.1, color="red", size="M"),
                ],
                "status": "exchange requested",
                "fulfillments": [
                    {
                        "tracking_id": ["T1"],
                        "item_ids": ["m", "l-1"],
                        "carrier": "Post",
                        "shipped": "2026-01-02T03:04:05+00:00",
                        "delivered": "2026-01-04T03:04:05+00:00",
                        "weight": 2.5,
                    }
                ],
                "payment_history": [
                    payment(52.99, at="2026-01-01T00:00:00+00:00"),
                    payment(1.5, "refund", reason="late"),
                ],
                "cancel_reason": "ordered by mistake",
                "exchange_items": ["l-1", "m"],
                "exchange_new_items": ["l-2", "m-2"],
                "exchange_payment_method_id": "card_1",
                "exchange_price_difference": -4.95,
                "return_items": ["m"],
                "return_payment_method_id": "gift_1",
                "placed": "2026-01-01T00:00:00+00:00",
                "currency": "EUR",
                "shipping": 4.9,
                "note": ["kept", {"as": None}],
            },
        },
    }


def text_of(document: Any) -> str:
    """As a source and an export have it."""
    return json.dumps(document, indent=4)
