"""Talking to a service desk over a small shop's records: the real engine, reading and database."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from desk_records import BEN, CARD, EVA, FORMS, GIFT, HOME, NOW, PAYPAL, piece

from assistant.desk.desk import Said, ServiceDesk
from assistant.desk.operations import decide
from assistant.desk.records import ProductOnSale, Records
from assistant.desk.rules import Rules, load_rules
from assistant.desk.state import Desk
from assistant.desk.types import Order, Payment, PaymentMethod
from assistant.reply.say_desk import desk_saying, desk_text
from assistant.reply.words import Words
from assistant.storage.engine import open_database
from assistant.storage.ledger import Ledger
from assistant.storage.orders import SqlBackend
from assistant.storage.records import replace_records
from assistant.types import Intent

SECRET = "of the shop"
WORDS = Words()


def order(
    order_id: str, status: str, *item_ids: str, method: PaymentMethod = CARD, customer: str = "eva"
) -> Order:
    """An order of Eva's (or another's), paid with one method."""
    items = tuple(map(piece, item_ids))
    total = sum((one.price for one in items), Decimal(0))
    return Order(
        order_id, customer, status, HOME, items, (Payment("payment", total, method.id),)
    )  # fmt: skip


ORDERS = (
    order("#W1001", "pending", "lamp-b", "mug-s"),
    order("#W1002", "delivered", "lamp-w", "mug-l", "tv-1"),
    order("#W1003", "processed", "tv-2"),
    order("#W1004", "pending", "tv-1", method=PAYPAL),
    order("#W2001", "pending", "lamp-b", customer="ben", method=BEN.payment_methods[0]),
)


class Shop:
    """A shop's desk with its records in a database of its own; ``now`` can be moved."""

    def __init__(self, folder: Path, orders: tuple[Order, ...] = ORDERS) -> None:
        self.engine = open_database(folder / "shop.db")
        self.now = NOW
        customers = tuple(
            replace(one, order_ids=tuple(o.id for o in orders if o.customer_id == one.id))
            for one in (EVA, BEN)
        )
        names = dict.fromkeys(one.name for one in FORMS.values())
        products = tuple(
            ProductOnSale(name.lower(), name, tuple(f for f in FORMS.values() if f.name == name))
            for name in names
        )
        replace_records(self.engine, Records(customers, orders, products), "test")
        self.rules: Rules = load_rules()
        self.ledger = Ledger(self.engine, self._now)
        self.backend = SqlBackend(self.engine, partial(decide, self.rules), self._now)
        self.desk = ServiceDesk(
            self.backend,
            self.ledger,
            self.rules,
            SECRET,
            lambda action: desk_saying(action, WORDS),
            self._now,
        )

    def order(self, order_id: str) -> Order:
        """An order as the records have it now."""
        found = self.backend.order(order_id)
        assert found is not None
        return found

    def balance(self) -> Decimal | None:
        """What Eva's gift card holds now."""
        eva = self.backend.customer("eva")
        assert eva is not None
        card = eva.method(GIFT.id)
        return card.balance if card is not None else None

    def _now(self) -> datetime:
        return self.now


class Talk:
    """One conversation at a shop's desk. What it remembers goes through JSON after every turn."""

    def __init__(self, shop: Shop, name: str = "talk", *, verified: bool = True) -> None:
        self.shop = shop
        self.name = name
        self.desk = Desk()
        self.text = ""
        self.says: tuple[str, ...] = ()
        if verified:
            self.say("eva@example.com", Intent.ACCOUNT_HELP)

    def say(
        self, text: str, intent: Intent = Intent.RETURN_OR_EXCHANGE, token: str = ""
    ) -> tuple[str, ...]:
        """The names of what the desk says to a message; none: it is not for the desk."""
        step = self.shop.desk.hear(self.desk, Said(text, intent, self.name, token))
        if step is None:
            self.text, self.says = "", ()
            return ()
        self.desk = Desk.from_json(step.desk.to_json())
        self.text = desk_text(step.says, WORDS)
        self.says = tuple(one.name for one in step.says)
        return self.says
