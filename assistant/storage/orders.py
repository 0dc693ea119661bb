"""Customers and orders in the shop's own database: the ``ShopBackend`` of most shops."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import SQLAlchemyError

from assistant.desk.backend import Confirmation
from assistant.desk.purchase import Placed, Purchase
from assistant.desk.types import Customer, Item, Order, Plan, Receipt, Refusal, Request
from assistant.errors import BackendError, RecordsChangedError
from assistant.storage.audit import add_line, change_details
from assistant.storage.engine import reading, writing
from assistant.storage.order_rows import read_customers, read_orders, read_products
from assistant.storage.order_tables import ChangeRow, CustomerRow
from assistant.storage.order_writes import email_key, search_key, update_customer, update_order
from assistant.storage.placing import place, placed

Decide = Callable[[Request, Customer, Order | None, Mapping[str, Item], datetime], Plan | Refusal]
"""The shop's rules: what a request would change in these records at this time, or why it may not.

The mapping holds, by their ids, all forms of all products in the order.
"""


def utc_now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


class SqlBackend:
    """Customers and orders in SQLite or PostgreSQL; safe between threads and processes."""

    def __init__(
        self, engine: Engine, decide: Decide, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._engine = engine
        self._decide = decide
        self._now = now

    def customer_by_email(self, email: str) -> str | None:
        """Id of the customer with this address, letters' case aside; None: nobody, or not one."""
        return self._only(email_key=email_key(email))

    def customer_by_name(self, first: str, last: str, postal_code: str) -> str | None:
        """Id of the only customer of this name and postal code, case, accents and blanks aside;
        None: not exactly one."""
        return self._only(name_key=search_key(first, last), postal_key=search_key(postal_code))

    def customer(self, customer_id: str) -> Customer | None:
        """None: no such customer."""
        with reachable(), reading(self._engine) as connection:
            return next(iter(read_customers(connection, [customer_id])), None)

    def order(self, order_id: str) -> Order | None:
        """None: no such order. The caller checks whose it is."""
        with reachable(), reading(self._engine) as connection:
            return next(iter(read_orders(connection, [order_id])), None)

    def orders_of(self, customer_id: str) -> Sequence[Order]:
        """All orders of a customer, in the order of ``Customer.order_ids``."""
        with reachable(), reading(self._engine) as connection:
            return read_orders(connection, [customer_id], column="customer_id")

    def forms(self, product_id: str) -> Sequence[Item]:
        """All forms of a product, those that are sold out included; empty: not known."""
        with reachable(), reading(self._engine) as connection:
            return tuple(_forms(connection, [product_id]).values())

    def apply(self, plan: Plan, confirmation: Confirmation) -> Receipt:
        """Carry a confirmed change out, once for each key; the change and its line in the audit
        log are one transaction.

        Raises:
            RecordsChangedError: the records are no longer those that the plan was made from, or the
                key has carried another change out.
            BackendError: the records cannot be reached.
        """
        with reachable(), writing(self._engine) as connection:
            # The customer's row is locked first, so that their changes happen one by one.
            customer = next(
                iter(read_customers(connection, [plan.request.customer_id], lock=True)), None
            )
            done = connection.execute(
                select(ChangeRow.at, ChangeRow.digest).where(ChangeRow.key == confirmation.key)
            ).first()
            if done is not None:
                return _repeated(plan, confirmation, *done)
            at = self._now()
            before = self._check(connection, plan, customer, at)
            if plan.order is not None:
                update_order(connection, _dated(plan.order, before, at))
            if plan.customer is not None:
                update_customer(connection, plan.customer)
            _note(connection, plan, confirmation, at)
        return Receipt(confirmation.key, plan.digest, plan, at)

    def place(self, purchase: Purchase, key: str) -> Placed:
        """Place a new order, once for each key; the order, its customer where they are new and the
        line in the audit log are one transaction.

        Raises:
            SoldOutError: fewer pieces are left than are bought.
            RecordsChangedError: the key has placed another order.
            BackendError: the records cannot be reached.
        """
        with reachable(), writing(self._engine) as connection:
            return place(connection, purchase, key, self._now())

    def placed(self, key: str) -> Order | None:
        """The order that a key has placed; None: none."""
        with reachable(), reading(self._engine) as connection:
            return placed(connection, key)

    def empty(self) -> bool:
        """Whether the shop has no customers here at all."""
        with reachable(), reading(self._engine) as connection:
            return connection.scalar(select(CustomerRow.id).limit(1)) is None

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _check(
        self, connection: Connection, plan: Plan, customer: Customer | None, at: datetime
    ) -> Order | None:
        """The order as it is, once the rules still come to the same plan."""
        asked = plan.request
        orders = read_orders(connection, [asked.order_id], lock=True) if asked.order_id else []
        order = orders[0] if orders else None
        products = sorted({item.product_id for item in order.items}) if order else []
        again: Plan | Refusal | None = None
        if customer is not None:
            forms = _forms(connection, products)
            again = self._decide(asked, customer, order, forms, at)
        if not isinstance(again, Plan) or again.digest != plan.digest:
            raise RecordsChangedError(
                "The records have changed since this was summed up: look at them again and confirm"
                " anew."
            )
        return order

    def _only(self, **keys: str) -> str | None:
        """Id of the one customer with these keys."""
        wanted = select(CustomerRow.id).filter_by(**keys).limit(2)
        with reachable(), reading(self._engine) as connection:
            found = connection.scalars(wanted).all()
        return found[0] if len(found) == 1 and all(keys.values()) else None


@contextmanager
def reachable() -> Iterator[None]:
    """Says in a sentence that the database did not do its part."""
    try:
        yield
    except SQLAlchemyError as error:
        raise BackendError(
            f"The shop's orders cannot be reached ({error.__class__.__name__}): check that the"
            " database runs and that its disk is neither full nor read-only, then try again."
        ) from error


def _forms(connection: Connection, product_ids: Sequence[str]) -> dict[str, Item]:
    return {form.id: form for one in read_products(connection, product_ids) for form in one.forms}


def _repeated(plan: Plan, confirmation: Confirmation, at: datetime, digest: str) -> Receipt:
    if digest != plan.digest:
        raise RecordsChangedError(
            f"The key {confirmation.key!r} has carried another change out: confirm with a new one."
        )
    return Receipt(confirmation.key, digest, plan, at, repeated=True)


def _dated(order: Order, before: Order | None, at: datetime) -> Order:
    """The order with the time of its new payments, where the shop's orders bear times at all."""
    if before is None or before.placed is None:
        return order
    old = len(before.payments)
    new = (replace(one, at=one.at or at) for one in order.payments[old:])
    return replace(order, payments=(*order.payments[:old], *new))


def _note(connection: Connection, plan: Plan, confirmation: Confirmation, at: datetime) -> None:
    asked = plan.request
    connection.execute(
        insert(ChangeRow).values(
            key=confirmation.key,
            at=at,
            customer_id=asked.customer_id,
            order_id=asked.order_id,
            digest=plan.digest,
        )
    )
    add_line(
        connection,
        at=at,
        actor=confirmation.actor,
        action="done",
        customer_id=asked.customer_id,
        conversation_id=confirmation.conversation_id,
        order_id=asked.order_id,
        key=confirmation.key,
        details=change_details(plan),
    )
