"""A new order in the shop's own database, within a transaction of the caller's."""

import secrets
from collections import Counter
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from assistant.desk.purchase import Placed, Purchase
from assistant.desk.types import Customer, Order, OrderItem, Payment, PaymentMethod
from assistant.errors import RecordsChangedError, SoldOutError
from assistant.storage.audit import add_line
from assistant.storage.order_rows import not_cancelled, read_customers, read_orders
from assistant.storage.order_tables import ChangeRow, CustomerRow, OrderItemRow, OrderRow
from assistant.storage.order_writes import add_customer, add_method, add_order, email_key

NEW = "pending"
"""Status of an order that nobody has begun to pack."""
_LOCK = 20_261_122
"""Of PostgreSQL: orders are placed one by one, as SQLite's writers are anyway."""


def place(connection: Connection, purchase: Purchase, key: str, at: datetime) -> Placed:
    """Write a new order with its customer and its line in the log, or find it placed already.

    Raises:
        SoldOutError: fewer pieces are left than are bought.
        RecordsChangedError: the key has placed another order.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    done = connection.execute(
        select(ChangeRow.order_id, ChangeRow.digest).where(ChangeRow.key == key)
    ).first()
    if done is not None:
        if done.digest != purchase.digest:
            raise RecordsChangedError(
                f"The key {key!r} has placed another order: begin the checkout again."
            )
        return Placed(read_orders(connection, [done.order_id])[0], repeated=True)
    _check_stock(connection, purchase)
    order_id = _new_id(connection)
    method = PaymentMethod(f"pay-{order_id}", purchase.method)
    customer = _customer(connection, purchase, method)
    order = _order(purchase, order_id, customer.id, method.id, at)
    position = connection.scalar(select(func.max(OrderRow.position)))
    add_order(connection, order, 0 if position is None else position + 1, len(customer.order_ids))
    connection.execute(
        insert(ChangeRow).values(
            key=key, at=at, customer_id=customer.id, order_id=order_id, digest=purchase.digest
        )
    )
    add_line(
        connection, at=at, actor=f"customer:{customer.id}", action="placed",
        customer_id=customer.id, order_id=order_id, key=key,
        details={"digest": purchase.digest, "total": str(order.total), "pieces": len(order.items)},
    )  # fmt: skip
    return Placed(order)


def placed(connection: Connection, key: str) -> Order | None:
    """The order that a key has placed; None: none."""
    done = select(ChangeRow.order_id).where(ChangeRow.key == key)
    return next(iter(read_orders(connection, list(connection.scalars(done)))), None)


def _check_stock(connection: Connection, purchase: Purchase) -> None:
    """What the catalogue counted, less what was ordered since and not cancelled."""
    wanted: Counter[str] = Counter()
    for line in purchase.lines:
        wanted[line.item_id] += line.quantity
    pieces = (
        select(OrderItemRow.item_id)
        .join(OrderRow, OrderRow.id == OrderItemRow.order_id)
        .where(
            OrderItemRow.item_id.in_(wanted),
            OrderRow.placed > purchase.stock_at,
            not_cancelled(),
        )
    )
    sold = Counter(connection.scalars(pieces))
    for line in purchase.lines:
        if line.stock is None:
            continue
        left = max(line.stock - sold[line.item_id], 0)
        if wanted[line.item_id] > left:
            what = "is sold out" if not left else f"is down to {left}"
            raise SoldOutError(f"{line.name} {what}: change the cart, then order again.")


def _new_id(connection: Connection) -> str:
    """An order number that nobody can guess from another one."""
    while True:
        one = f"W-{secrets.randbelow(10**8):08d}"
        if connection.scalar(select(OrderRow.id).where(OrderRow.id == one)) is None:
            return one


def _customer(connection: Connection, purchase: Purchase, method: PaymentMethod) -> Customer:
    """The customer with this email, or a new one; either with the way to pay."""
    known = connection.scalar(
        select(CustomerRow.id)
        .where(CustomerRow.email_key == email_key(purchase.email))
        .order_by(CustomerRow.position)
        .limit(1)
    )
    if known is not None:
        customer = read_customers(connection, [known])[0]
        add_method(connection, customer, method)
        return customer
    position = connection.scalar(select(func.max(CustomerRow.position)))
    new = Customer(
        f"guest-{secrets.token_hex(6)}",
        purchase.first_name,
        purchase.last_name,
        purchase.email,
        purchase.address,
        (method,),
    )
    add_customer(connection, new, 0 if position is None else position + 1)
    return new


def _order(
    purchase: Purchase, order_id: str, customer_id: str, method_id: str, at: datetime
) -> Order:
    pieces = tuple(
        OrderItem(line.item_id, line.product_id, line.name, line.options, line.price)
        for line in purchase.lines
        for _ in range(line.quantity)
    )
    return Order(
        order_id,
        customer_id,
        NEW,
        purchase.address,
        pieces,
        (Payment("payment", purchase.total, method_id, at),),
        shipping=purchase.shipping,
        currency=purchase.currency,
        placed=at,
    )
