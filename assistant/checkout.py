"""A cart becomes an order: prices, stock and total come from the records, never from the page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal

from assistant.carts import FilledLine, ShopCarts
from assistant.desk.backend import ShopBackend
from assistant.desk.purchase import Purchase, PurchaseLine
from assistant.desk.rule_parts import DeliveryCost
from assistant.desk.types import Address, Order
from assistant.errors import CheckoutError
from ranking.types import Event, EventKind

METHODS: Mapping[str, str] = {"credit_card": "Demo card", "paypal": "Demo PayPal"}
"""Ways to pay of the sample shop, by their kind in orders. Nothing is charged, no number asked."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, where it goes and how it is paid, as typed."""

    first_name: str
    last_name: str
    email: str
    line1: str
    city: str
    postal_code: str
    country: str
    method: str
    """A kind of ``METHODS``."""
    line2: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a cart costs, delivered."""

    lines: tuple[FilledLine, ...]
    items: Decimal
    shipping: Decimal
    currency: str

    @property
    def total(self) -> Decimal:
        """Items and delivery."""
        return self.items + self.shipping


class Checkout:
    """Places orders. Safe to share between threads.

    Args:
        backend: where orders go; None: this shop takes none.
        delivery: what delivery costs, the first that fits a country; empty: nothing.
        stock_at: when the catalogue's stock was counted.
    """

    def __init__(
        self,
        carts: ShopCarts,
        backend: ShopBackend | None,
        record: Callable[[Event], bool],
        delivery: Sequence[DeliveryCost] = (),
        stock_at: datetime | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._carts = carts
        self._backend = backend
        self._record = record
        self._delivery = delivery
        self._stock_at = stock_at or now()
        self._now = now

    @property
    def open(self) -> bool:
        """Whether the shop takes orders at all."""
        return self._backend is not None

    @property
    def countries(self) -> tuple[str, ...]:
        """Where the shop delivers to; empty: everywhere."""
        if any(not one.countries for one in self._delivery):
            return ()
        return tuple(dict.fromkeys(code for one in self._delivery for code in one.countries))

    def quote(self, owner: str, country: str = "") -> Quote:
        """What the owner's cart costs.

        Raises:
            CheckoutError: it is empty, or something in it has no price or another currency.
        """
        lines = self._carts.lines(owner)
        if not lines:
            raise CheckoutError("The cart is empty: put something into it first.")
        priced = [(line, line.unit_price) for line in lines]
        for line, price in priced:
            if price is None:
                raise CheckoutError(f"{line.product.title} has no price: take it out of the cart.")
        currencies = {line.product.currency for line in lines}
        if len(currencies) > 1:
            raise CheckoutError("The cart holds more than one currency: order them one by one.")
        items = sum((price * line.quantity for line, price in priced if price), Decimal(0))
        return Quote(lines, items, self._shipping(items, country), currencies.pop())

    def place(
        self, owner: str, buyer: Buyer, key: str, total: Decimal, shopper_id: str | None = None
    ) -> Order:
        """Make the owner's cart an order; the same key again gives the same order.

        Args:
            total: what the buyer was shown and said yes to.
            shopper_id: whose purchases they count as in ranking; None: nobody's.

        Raises:
            CheckoutError: a field is wrong, or the total is another one now.
            SoldOutError, BackendError: nothing has been ordered.
        """
        if self._backend is None:
            raise CheckoutError("This shop takes no orders here.")
        known = self._backend.placed(key)
        if known is not None:
            self._finish(owner, known, key, shopper_id, again=True)
            return known
        wrong = mistakes(buyer, self.countries)
        if wrong:
            raise CheckoutError(next(iter(wrong.values())))
        quote = self.quote(owner, buyer.country)
        if quote.total != total:
            raise CheckoutError(
                f"The total is {quote.total} {quote.currency} now: look at the cart again."
            )
        order = self._backend.place(self._purchase(quote, buyer), key).order
        self._finish(owner, order, key, shopper_id)
        return order

    def placed(self, key: str) -> Order | None:
        """The order that a key has placed; None: none."""
        return None if self._backend is None else self._backend.placed(key)

    def _finish(
        self, owner: str, order: Order, key: str, shopper_id: str | None, again: bool = False
    ) -> None:
        """Empty the cart of what was ordered and note the purchases, each once for a key.

        again: the order stands already; only what a process that was killed left undone is done.
        """
        bought = {(one.product_id, one.item_id) for one in order.items}
        for product_id, item_id in sorted(bought):
            new = shopper_id is not None and self._record(
                # ``assistant.crowd`` knows by this id that the order and the event are one.
                Event(f"{key}-{item_id}", shopper_id, EventKind.PURCHASE, product_id, self._now())
            )
            if new or not again:
                variant_id = "" if item_id == product_id else item_id
                self._carts.set(owner, product_id, variant_id, 0)

    def _purchase(self, quote: Quote, buyer: Buyer) -> Purchase:
        address = Address(
            buyer.line1, buyer.line2, buyer.city, buyer.state, buyer.postal_code, buyer.country
        )
        return Purchase(
            buyer.first_name,
            buyer.last_name,
            buyer.email,
            address,
            buyer.method,
            tuple(map(_line, quote.lines)),
            quote.shipping,
            quote.currency,
            self._stock_at,
        )

    def _shipping(self, items: Decimal, country: str) -> Decimal:
        where = country or next(iter(self.countries), "")
        for one in self._delivery:
            if not one.countries or where in one.countries:
                free = one.free_from is not None and items >= one.free_from
                return Decimal(0) if free else one.standard
        return Decimal(0)


def mistakes(buyer: Buyer, countries: Sequence[str] = ()) -> dict[str, str]:
    """What is wrong with what was typed, by field; empty: nothing."""
    names = {
        "first_name": "first name", "last_name": "last name", "email": "email address",
        "line1": "street and number", "city": "town", "postal_code": "postal code",
        "country": "country", "method": "way to pay",
    }  # fmt: skip
    wrong = {
        field: f"Please give your {name}."
        for field, name in names.items()
        if not getattr(buyer, field).strip()
    }
    if "email" not in wrong and not _EMAIL.fullmatch(buyer.email.strip()):
        wrong["email"] = "Please write the email address like name@example.com."
    if "method" not in wrong and buyer.method not in METHODS:
        wrong["method"] = "Please choose one of the ways to pay."
    if "country" not in wrong and countries and buyer.country not in countries:
        wrong["country"] = "We do not deliver there yet."
    for one in fields(buyer):
        if len(getattr(buyer, one.name)) > _MOST:
            wrong[one.name] = f"Please use at most {_MOST} characters."
    return wrong


def _line(line: FilledLine) -> PurchaseLine:
    form = line.variant
    price = line.unit_price
    if price is None:
        raise CheckoutError(f"{line.product.title} has no price.")
    return PurchaseLine(
        form.id if form else line.product.id,
        line.product.id,
        line.product.title,
        dict(form.options) if form else {},
        price,
        line.quantity,
        form.stock if form else line.product.stock,
    )
