"""What the records must be after an errand: a second, plain statement of the rules' effects, apart
from ``assistant.desk.operations``, so that one checks the other. Rules are the shipped default."""

import copy
from decimal import Decimal
from typing import Any

from assistant.simulator.errands.types import (
    ADDRESS,
    CANCEL,
    EXCHANGE,
    HOME,
    ITEMS,
    PAYMENT,
    Errand,
    Json,
)


def after(records: Json, customer_id: str, errand: Errand) -> dict[str, Any]:
    """The customer and their order once the errand is done: ``{"user": .., "order": ..}``, the
    order None where the errand has none. A forbidden errand changes nothing."""
    user = copy.deepcopy(records["users"][customer_id])
    order = copy.deepcopy(records["orders"].get(errand.order_id))
    if not errand.forbidden:
        _apply(records, user, order, errand)
    return {"user": user, "order": order}


def difference(records: Json, order: Json, errand: Errand) -> Decimal:
    """What the new forms cost more than the old ones; negative: less."""
    total = Decimal(0)
    pieces = list(order["items"])
    for old, new in zip(errand.item_ids, errand.new_item_ids, strict=True):
        piece = next(one for one in pieces if one["item_id"] == old)
        pieces.remove(piece)
        form = records["products"][piece["product_id"]]["variants"][new]
        total += Decimal(str(form["price"])) - Decimal(str(piece["price"]))
    return total


def _apply(records: Json, user: Any, order: Any, errand: Errand) -> None:
    if errand.kind == HOME:
        user["address"] = dict(errand.address or {})
    elif errand.kind == ADDRESS:
        order["address"] = dict(errand.address or {})
    elif errand.kind == CANCEL:
        order["status"] = "cancelled"
        order["cancel_reason"] = errand.reason
        for payment in list(order["payment_history"]):
            _move(user, order, "refund", payment["amount"], payment["payment_method_id"])
    elif errand.kind == PAYMENT:
        paid = order["payment_history"][0]
        _move(user, order, "payment", paid["amount"], errand.method_id)
        _move(user, order, "refund", paid["amount"], paid["payment_method_id"])
    elif errand.kind == ITEMS:
        extra = difference(records, order, errand)
        for old, new in zip(errand.item_ids, errand.new_item_ids, strict=True):
            piece = next(one for one in order["items"] if one["item_id"] == old)
            form = records["products"][piece["product_id"]]["variants"][new]
            piece.update(item_id=new, price=form["price"], options=dict(form["options"]))
        kind = "payment" if extra > 0 else "refund"
        _move(user, order, kind, float(abs(extra)), errand.method_id)
        order["status"] = "pending (item modified)"
    elif errand.kind == EXCHANGE:
        order["status"] = "exchange requested"
        order["exchange_items"] = sorted(errand.item_ids)
        order["exchange_new_items"] = sorted(errand.new_item_ids)
        order["exchange_payment_method_id"] = errand.method_id
        order["exchange_price_difference"] = float(difference(records, order, errand))
    else:
        order["status"] = "return requested"
        order["return_items"] = sorted(errand.item_ids)
        order["return_payment_method_id"] = errand.method_id


def _move(user: Any, order: Any, kind: str, amount: float, method_id: str) -> None:
    """Book money on the order; a gift card's balance moves with it."""
    order["payment_history"].append(
        {"transaction_type": kind, "amount": amount, "payment_method_id": method_id}
    )
    method = user["payment_methods"][method_id]
    if "balance" in method:
        sign = 1 if kind == "refund" else -1
        method["balance"] = float(Decimal(str(method["balance"])) + sign * Decimal(str(amount)))
