"""Records of the service desk: customers, orders, and what may be done with them.

Amounts are ``Decimal`` in the order's currency, exact to the cent. An order's item is one piece:
two of the same thing are two items, so that one of them can go back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

Extra = Mapping[str, Any]
"""Fields of the source that the desk does not use, kept so that an export gives them back."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a customer lives or a parcel goes; a part that is not known is empty."""

    line1: str
    line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to pay, by reference; never a card number."""

    id: str
    kind: str
    """"credit_card", "paypal", "gift_card" ..."""
    brand: str = ""
    last_four: str = ""
    balance: Decimal | None = None
    """What is left on a gift card; None: not a thing that runs out."""


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer of the shop."""

    id: str
    first_name: str
    last_name: str
    email: str
    address: Address
    payment_methods: tuple[PaymentMethod, ...] = ()
    group: str = ""
    """A word that rules may speak of ("member"); empty: none."""
    order_ids: tuple[str, ...] = ()
    """In the order of the source."""
    extra: Extra = field(default_factory=dict)

    def method(self, method_id: str) -> PaymentMethod | None:
        """The payment method of this id; None: the customer has none such."""
        return next((one for one in self.payment_methods if one.id == method_id), None)


@dataclass(frozen=True, slots=True)
class Item:
    """A thing on sale in one form: a variant of a product."""

    id: str
    product_id: str
    name: str
    """Of the product."""
    options: Mapping[str, str]
    """{"colour": "black", "size": "M"}; empty where the product has one form only."""
    price: Decimal
    available: bool = True
    category: tuple[str, ...] = ()
    """Path from general to special; empty: not known. Rules may speak of it."""


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One piece of an order."""

    item_id: str
    product_id: str
    name: str
    options: Mapping[str, str]
    price: Decimal
    """What was paid for it."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel of an order."""

    tracking: tuple[str, ...]
    item_ids: tuple[str, ...]
    carrier: str = ""
    shipped: datetime | None = None
    delivered: datetime | None = None
    """None: on its way, or not known."""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that moved for an order."""

    kind: str
    """"payment" (from the customer) or "refund" (to the customer)."""
    amount: Decimal
    """Never negative."""
    method_id: str
    at: datetime | None = None
    reason: str = ""
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Return:
    """What was announced to come back."""

    item_ids: tuple[str, ...]
    method_id: str
    """Where the refund goes."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was announced to come back for other forms of the same products."""

    item_ids: tuple[str, ...]
    new_item_ids: tuple[str, ...]
    """One for each of ``item_ids``, in their order."""
    method_id: str
    """Pays, or gets back, the difference."""
    difference: Decimal
    """Positive: the customer pays."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order."""

    id: str
    customer_id: str
    status: str
    """The shop's own word: "pending", "delivered" ..."""
    address: Address
    items: tuple[OrderItem, ...]
    payments: tuple[Payment, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    shipping: Decimal = Decimal(0)
    """Delivery cost, part of the total."""
    currency: str = "USD"
    placed: datetime | None = None
    """None: the source does not say."""
    cancel_reason: str = ""
    returned: Return | None = None
    exchanged: Exchange | None = None
    extra: Extra = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        """Items and delivery."""
        return sum((one.price for one in self.items), self.shipping)


class Operation(StrEnum):
    """What a shopper may want done or told."""

    STATUS = "status"
    REFUND_STATUS = "refund_status"
    INVOICE = "invoice"
    CANCEL = "cancel"
    CHANGE_ADDRESS = "change_address"
    CHANGE_PAYMENT = "change_payment"
    CHANGE_ITEMS = "change_items"
    RETURN = "return"
    EXCHANGE = "exchange"
    CHANGE_DEFAULT_ADDRESS = "change_default_address"


@dataclass(frozen=True, slots=True)
class Swap:
    """One piece of an order for another form of the same product."""

    item_id: str
    new_item_id: str


@dataclass(frozen=True, slots=True)
class Request:
    """One change that a customer asks for, complete; fields that its operation lacks are empty."""

    operation: Operation
    customer_id: str
    order_id: str = ""
    """Empty: of CHANGE_DEFAULT_ADDRESS."""
    reason: str = ""
    """Of CANCEL, and of RETURN and EXCHANGE where the rules ask for one."""
    item_ids: tuple[str, ...] = ()
    """Of RETURN: pieces to send back; an id stands as often as pieces of it go back."""
    swaps: tuple[Swap, ...] = ()
    """Of CHANGE_ITEMS and EXCHANGE."""
    method_id: str = ""
    """Of CHANGE_PAYMENT, CHANGE_ITEMS, RETURN and EXCHANGE."""
    address: Address | None = None
    """Of CHANGE_ADDRESS and CHANGE_DEFAULT_ADDRESS."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money that a change moves at once or announces."""

    kind: str
    """"payment" or "refund"."""
    amount: Decimal
    """Positive."""
    method_id: str
    when: str
    """In the rules' words: "immediately", "within 5 to 7 business days"; empty: they do not say."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A change that the rules allow: what would be, for the summary and for carrying out."""

    request: Request
    order: Order | None
    """The order afterwards; None: no order changes."""
    customer: Customer | None
    """The customer afterwards; None: they stay as they are."""
    transfers: tuple[Transfer, ...] = ()
    fee: Decimal = Decimal(0)
    """Taken off the refund already."""
    notes: tuple[str, ...] = ()
    """Keys of sentences that the summary must say: "once_only", "email_follows" ..."""
    conditions: tuple[str, ...] = ()
    """The rules' own sentences that the yes must cover: "Food must be unopened."."""

    @property
    def digest(self) -> str:
        """Hex SHA-256 of the request and all it would change: what a yes is a yes to."""
        from assistant.desk.digest import digest_of

        return digest_of(self)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the rules do not allow a change."""

    code: str
    """Names a sentence: "wrong_state", "window_over", "not_your_order" ..."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the sentence says: {"order": "#W1", "status": "processed"}."""
    person: bool = False
    """Whether a person may decide otherwise, so that one is offered."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A change that has been carried out."""

    key: str
    """Of the confirmation; the same key never does anything twice."""
    digest: str
    plan: Plan
    at: datetime
    repeated: bool = False
    """Whether it had been carried out before and this call changed nothing."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log that is only ever added to."""

    number: int
    at: datetime
    actor: str
    """Who asked: "customer:ID", "person:NAME"."""
    action: str
    """"confirmed", "done", "refused", "verified", "failed verification", "forgotten" ..."""
    customer_id: str
    conversation_id: str
    order_id: str
    key: str
    """Of the confirmation, where there was one."""
    details: Mapping[str, Any]
    """JSON-ready; of "done" what was confirmed word for word, its digest and what changed."""
