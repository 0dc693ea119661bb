"""One entry of a source made into its record; raises ``BadValue`` with the reason."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any, TypeVar

from assistant.desk.exchange.document import CURRENCY
from assistant.desk.exchange.values import (
    BadValue,
    amount,
    id_of,
    mapping,
    moment,
    objects,
    options,
    text,
    texts,
)
from assistant.desk.records import ProductOnSale
from assistant.desk.types import (
    Address,
    Customer,
    Exchange,
    Item,
    Order,
    OrderItem,
    Payment,
    PaymentMethod,
    Return,
    Shipment,
)

T = TypeVar("T")
_MOST_PIECES = 1000
_PRODUCT = frozenset(("name", "product_id", "variants", "category"))
_USER = frozenset(("user_id", "name", "address", "email", "payment_methods", "orders", "group"))
_ORDER = frozenset(
    (
        *("order_id", "user_id", "address", "items", "status", "fulfillments", "payment_history"),
        *("cancel_reason", "return_items", "return_payment_method_id"),
        *("exchange_items", "exchange_new_items"),
        *("exchange_payment_method_id", "exchange_price_difference"),
        *("placed", "currency", "shipping"),
    )
)
_FULFILLMENT = frozenset(("tracking_id", "item_ids", "carrier", "shipped", "delivered"))
_PAYMENT = frozenset(("transaction_type", "amount", "payment_method_id", "at", "reason"))
_KINDS = ("payment", "refund")


def read_product(data: Mapping[str, Any]) -> ProductOnSale:
    """A product with its variants."""
    id, name = id_of(data, "product_id"), text(data, "name", required=True)

    def form(one: Mapping[str, Any]) -> Item:
        available = one.get("available", True)
        if not isinstance(available, bool):
            raise BadValue(f"available is neither true nor false: {available!r}")
        item_id = id_of(one, "item_id")
        price = amount(one, "price")
        return Item(item_id, id, name, options(one, "options"), price, available, category)

    category = texts(data, "category")
    forms = _each(data, "variants", _values(data, "variants"), form)
    _once(form.id for form in forms)
    return ProductOnSale(id, name, forms, category, _extra(data, _PRODUCT))


def read_customer(data: Mapping[str, Any]) -> Customer:
    """A customer; the ids of their orders as the entry has them."""
    name = mapping(data, "name", required=True)
    methods = _each(data, "payment_methods", _values(data, "payment_methods"), _method)
    _once(method.id for method in methods)
    return Customer(
        id=id_of(data, "user_id"),
        first_name=text(name, "first_name"),
        last_name=text(name, "last_name"),
        email=text(data, "email"),
        address=_address(data),
        payment_methods=methods,
        group=text(data, "group"),
        order_ids=texts(data, "orders"),
        extra=_extra(data, _USER),
    )


def read_order(data: Mapping[str, Any], product_of: Mapping[str, str]) -> Order:
    """An order; an item of which there are several becomes as many pieces.

    product_of: ids of forms on sale to those of their products.
    """
    items = tuple(chain(*_each(data, "items", objects(data, "items"), _pieces)))
    if not items:
        raise BadValue("items is missing or empty")
    currency = text(data, "currency") or CURRENCY
    if not (len(currency) == 3 and currency.isalpha() and currency.isupper()):
        raise BadValue(f"currency is no ISO code of three capital letters: {currency!r}")
    return Order(
        id=id_of(data, "order_id"),
        customer_id=id_of(data, "user_id"),
        status=text(data, "status", required=True, longest=100),
        address=_address(data),
        items=items,
        payments=_each(data, "payment_history", objects(data, "payment_history"), _payment),
        shipments=_each(data, "fulfillments", objects(data, "fulfillments"), _shipment),
        shipping=amount(data, "shipping") if "shipping" in data else Decimal(0),
        currency=currency,
        placed=moment(data, "placed"),
        cancel_reason=text(data, "cancel_reason"),
        returned=_returned(data),
        exchanged=_exchanged(data, items, product_of),
        extra=_extra(data, _ORDER),
    )


def _pieces(data: Mapping[str, Any]) -> list[OrderItem]:
    quantity = data.get("quantity", 1)
    if not isinstance(quantity, int) or not 1 <= quantity <= _MOST_PIECES:
        raise BadValue(f"quantity is no whole number from 1 to {_MOST_PIECES}: {quantity!r}")
    item = OrderItem(
        item_id=id_of(data, "item_id"),
        product_id=id_of(data, "product_id"),
        name=text(data, "name", required=True),
        options=options(data, "options"),
        price=amount(data, "price"),
    )
    return [item] * quantity


def _method(data: Mapping[str, Any]) -> PaymentMethod:
    last_four = text(data, "last_four")
    if len(last_four) > 4:
        # Whatever else it is, it may be a card's number, which must not be kept.
        raise BadValue("last_four has more than four characters")
    return PaymentMethod(
        id=id_of(data, "id"),
        kind=text(data, "source", required=True, longest=40),
        brand=text(data, "brand", longest=40),
        last_four=last_four,
        balance=amount(data, "balance") if data.get("balance") is not None else None,
    )


def _shipment(data: Mapping[str, Any]) -> Shipment:
    return Shipment(
        tracking=texts(data, "tracking_id"),
        item_ids=texts(data, "item_ids"),
        carrier=text(data, "carrier"),
        shipped=moment(data, "shipped"),
        delivered=moment(data, "delivered"),
        extra=_extra(data, _FULFILLMENT),
    )


def _payment(data: Mapping[str, Any]) -> Payment:
    kind = text(data, "transaction_type", required=True)
    if kind not in _KINDS:
        raise BadValue(f"transaction_type is neither payment nor refund: {kind!r}")
    return Payment(
        kind=kind,
        amount=amount(data, "amount"),
        method_id=id_of(data, "payment_method_id"),
        at=moment(data, "at"),
        reason=text(data, "reason"),
        extra=_extra(data, _PAYMENT),
    )


def _returned(data: Mapping[str, Any]) -> Return | None:
    if "return_items" not in data:
        return None
    return Return(texts(data, "return_items"), text(data, "return_payment_method_id"))


def _exchanged(
    data: Mapping[str, Any], items: Collection[OrderItem], product_of: Mapping[str, str]
) -> Exchange | None:
    """The two lists are sorted each by itself; the product tells which belongs to which."""
    if "exchange_items" not in data:
        return None
    old, new = texts(data, "exchange_items"), texts(data, "exchange_new_items")
    if len(old) != len(new):
        raise BadValue("exchange_items and exchange_new_items are not of the same length")
    waiting: dict[str, list[str]] = defaultdict(list)
    for one in new:
        waiting[product_of.get(one, "")].append(one)
    products = [product_of.get(one) or _product_in(items, one) for one in old]
    if Counter(products) == Counter(product_of.get(one, "") for one in new):
        new = tuple(waiting[product].pop(0) for product in products)
    return Exchange(
        item_ids=old,
        new_item_ids=new,
        method_id=text(data, "exchange_payment_method_id"),
        difference=amount(data, "exchange_price_difference", signed=True),
    )


def _product_in(items: Collection[OrderItem], item_id: str) -> str:
    return next((one.product_id for one in items if one.item_id == item_id), "")


def _address(data: Mapping[str, Any]) -> Address:
    given = mapping(data, "address")
    return Address(
        line1=text(given, "address1"),
        line2=text(given, "address2"),
        city=text(given, "city"),
        state=text(given, "state"),
        postal_code=text(given, "zip"),
        country=text(given, "country"),
    )


def _values(data: Mapping[str, Any], name: str) -> list[Any]:
    """The objects of a mapping by id, or of a list."""
    given = data.get(name)
    return objects(data, name) if isinstance(given, list) else list(mapping(data, name).values())


def _each(
    data: Mapping[str, Any], name: str, given: list[Any], read: Callable[[Mapping[str, Any]], T]
) -> tuple[T, ...]:
    """All read; a bad one is named by its number, from 1."""
    found = []
    for number, one in enumerate(given, start=1):
        if not isinstance(one, Mapping):
            raise BadValue(f"{name} {number} is no object: {one!r:.80}")
        try:
            found.append(read(one))
        except BadValue as error:
            raise BadValue(f"{name} {number}: {error}") from None
    return tuple(found)


def _once(ids: Iterable[str]) -> None:
    twice = [id for id, count in Counter(ids).items() if count > 1]
    if twice:
        raise BadValue(f"the id {twice[0]!r} comes twice")


def _extra(data: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in known}
