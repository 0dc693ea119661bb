"""The demo store's customers and orders as the service desk's records."""

import re
from collections.abc import Iterable, Mapping

from assistant.demo_store import records as demo
from assistant.desk.exchange.catalogue import from_catalogue
from assistant.desk.records import Records
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
from retrieval.types import Product

_KINDS = {"card": "credit_card"}
_LAST_FOUR = re.compile(r"\d{4}$")


def service_records(
    customers: Iterable[demo.Customer], orders: Iterable[demo.Order], products: Iterable[Product]
) -> Records:
    """Records for ``records.json``: three of a thing are three pieces, amounts as charged."""
    on_sale = from_catalogue(products)
    forms = {form.id: form for one in on_sale for form in one.forms}
    made = tuple(_order(one, forms) for one in orders)
    return Records(tuple(_customer(one, made) for one in customers), made, on_sale)


def _customer(customer: demo.Customer, orders: Iterable[Order]) -> Customer:
    first, _, last = customer.name.rpartition(" ")
    return Customer(
        id=customer.id,
        first_name=first,
        last_name=last,
        email=customer.email,
        address=_address(customer.address),
        payment_methods=tuple(map(_method, customer.payment_methods)),
        group="member" if customer.member else "",
        order_ids=tuple(one.id for one in orders if one.customer_id == customer.id),
        extra={"language": customer.language},
    )


def _method(method: demo.PaymentMethod) -> PaymentMethod:
    kind = _KINDS.get(method.kind, method.kind.replace(" ", "_"))
    found = _LAST_FOUR.search(method.label)
    return PaymentMethod(method.id, kind, last_four=found.group() if found else "")


def _order(order: demo.Order, forms: Mapping[str, Item]) -> Order:
    cancelled = order.status is demo.OrderStatus.CANCELLED
    return Order(
        id=order.id,
        customer_id=order.customer_id,
        status=order.status.value,
        address=_address(order.address),
        items=tuple(piece for line in order.items for piece in _pieces(line, forms)),
        payments=_payments(order),
        shipments=tuple(_shipment(one, order) for one in order.shipments),
        shipping=order.shipping,
        placed=order.placed,
        cancel_reason=order.note if cancelled else "",
        extra={"delivery": order.delivery} | ({"note": order.note} if order.note else {}),
    )


def _pieces(line: demo.OrderItem, forms: Mapping[str, Item]) -> list[OrderItem]:
    form = forms[line.variant_id or line.product_id]
    piece = OrderItem(form.id, form.product_id, form.name, form.options, line.unit_price)
    return [piece] * line.quantity


def _payments(order: demo.Order) -> tuple[Payment, ...]:
    if order.status is demo.OrderStatus.PAYMENT_FAILED:
        return ()
    paid = Payment("payment", order.total, order.payment_id, order.placed)
    refunds = (
        Payment("refund", one.amount, order.payment_id, one.at, one.reason) for one in order.refunds
    )
    return (paid, *refunds)


def _shipment(shipment: demo.Shipment, order: demo.Order) -> Shipment:
    return Shipment(
        tracking=(shipment.tracking,),
        item_ids=tuple(
            line.variant_id or line.product_id
            for line in order.items
            for _ in range(line.quantity)
            if line.product_id in shipment.product_ids
        ),
        carrier=shipment.carrier,
        shipped=shipment.shipped,
        delivered=shipment.delivered,
    )


def _address(address: demo.Address) -> Address:
    return Address(
        line1=address.street,
        city=address.city,
        postal_code=address.postal_code,
        country=address.country,
    )
