"""The parts of a shop's service rules: one model a section of the TOML, each with safe defaults.

A name that no section knows is an error. Amounts are in the shop's currency.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from assistant.desk.rule_values import CODES, Amount, Day, DayOfYear, Hours, Part
from assistant.desk.types import Operation

ANY = "any"
ORIGINAL = "original"
"""Among ``methods``: every way to pay that the customer has; the one that the order was paid by."""


class Season(Part):
    """A longer window for what falls into certain days of any year."""

    first: DayOfYear
    """"11-01": of the delivery (or the order), included."""
    last: DayOfYear
    until: DayOfYear
    """The next such day after ``last`` that still counts."""


class Window(Part):
    """How long something may be asked for, in days of the shop's time zone."""

    days: int = Field(ge=0)
    since: Literal["delivered", "placed"] = "delivered"
    groups: Mapping[str, int] = {}
    """Days for customers of a group, where that is more."""
    seasons: tuple[Season, ...] = ()


class OperationRules(Part):
    """What holds for every operation."""

    offered: bool = True
    """False: only a person does it."""
    groups: tuple[str, ...] = ()
    """Only customers of these groups may; empty: everybody."""
    person: tuple[str, ...] = ()
    """Codes of refusals that a person may decide otherwise, so that one is offered."""

    @model_validator(mode="after")
    def _known_codes(self) -> "OperationRules":
        for code in self.person:
            if code not in CODES:
                raise ValueError(f"{code!r} in 'person' is not a refusal that a person may change")
        return self


class OrderRules(OperationRules):
    """What holds for an operation on an order."""

    states: tuple[str, ...]
    """States of an order in which it may be done."""
    person_states: tuple[str, ...] = ()
    """States in which a person decides."""
    becomes: str = ""
    """The state afterwards; empty: it stays."""
    once: bool = False
    """Whether an order takes it only once."""
    window: Window | None = None
    max_amount: Amount | None = None
    """More money than this is moved by a person only."""
    reasons: tuple[str, ...] = ()
    """Reasons that are accepted, one of which is asked for; empty: none is asked."""
    other_reasons: bool = False
    """Whether a reason in other words does as well."""
    person_reasons: tuple[str, ...] = ()
    """Reasons that a person looks at: what the records cannot decide."""
    our_fault: tuple[str, ...] = ()
    """Reasons that are the shop's mistake: no fee, goods that are not returnable come back, the
    delivery cost too, and a person decides when the window is over."""
    methods: tuple[str, ...] = (ANY,)
    """Ways to pay or be paid back that may be chosen: "any", "original", or kinds of them."""
    times: Mapping[str, str] = {}
    """When a refund arrives, by kind of payment method, "other" for the rest."""
    charged: Mapping[str, str] = {}
    """The same of when a payment is taken."""
    conditions: tuple[str, ...] = ()
    """Sentences in the shop's words that the customer says yes to, but for its own mistakes."""
    notes: tuple[str, ...] = ()
    """Sentences that the summary says: "email_follows", "final", "all_items" ..."""

    @property
    def asked_reasons(self) -> tuple[str, ...]:
        """All reasons to offer."""
        return (*self.reasons, *self.our_fault, *self.person_reasons)


class AddressRules(OrderRules):
    """Where an order goes."""

    same_country: bool = False
    required: tuple[Literal["line1", "city", "state", "postal_code", "country"], ...] = (
        "line1",
        "city",
        "postal_code",
        "country",
    )


class SwapRules(OrderRules):
    """Another form of the same product: while pending, or after delivery."""

    @model_validator(mode="after")
    def _once_is_seen(self) -> "SwapRules":
        if self.once and (not self.becomes or self.becomes in self.states):
            raise ValueError("'once' needs a 'becomes' that is not among 'states'")
        return self


class Fee(Part):
    """What is taken off a refund."""

    amount: Amount = Decimal(0)
    free_groups: tuple[str, ...] = ()


class DeliveryCost(Part):
    """What of the delivery cost comes back when the whole order does."""

    countries: tuple[str, ...] = ()
    """Of orders that go there; empty: to everywhere."""
    standard: Amount
    """No more than standard delivery would have cost comes back."""
    free_from: Amount | None = None
    """Orders with items of this value would have had it free."""
    free_groups: tuple[str, ...] = ()


class ReturnRules(OrderRules):
    """Delivered items that come back for the money."""

    fee: Fee = Fee()
    label_countries: tuple[str, ...] = ()
    """Elsewhere customers send it at their own cost and no fee is taken; empty: labels for all."""
    delivery_back: bool = True
    """Whether the delivery cost comes back when the whole order does."""
    delivery: tuple[DeliveryCost, ...] = ()
    """The first that fits the order's country limits what comes back of it."""


class Goods(Part):
    """Products that come back on their own terms."""

    name: str
    """What the shopper reads: "food", "large items"."""
    categories: tuple[str, ...] = ()
    """Paths or parts of them: "Razors", "Furniture > Bedroom > Beds"."""
    products: tuple[str, ...] = ()
    """Product ids."""
    returnable: bool = True
    """False: only when something was the shop's mistake."""
    condition: str = ""
    """A sentence that the customer says yes to with the summary."""
    fee: Fee | None = None
    """Instead of the usual one."""


class Compensation(Part):
    """What a complaint of one kind may bring."""

    case: str
    """"late", "lost", "damaged" ..., as complaint care names them."""
    says: str
    """The offer, in the shop's words."""
    amount: Amount = Decimal(0)
    """Credited; 0: no money."""
    once_days: int = Field(default=365, ge=0)
    """A customer gets it once in so many days."""
    person: bool = True
    """Whether only a person gives it."""


class IdentityRules(Part):
    """How a shopper proves who they are, and how often they may try."""

    ways: tuple[Literal["email", "name_and_postal_code", "token"], ...] = (
        "email",
        "name_and_postal_code",
        "token",
    )
    attempts: int = Field(default=4, ge=1)
    """Wrong ones in one conversation."""
    attempts_for_one: int = Field(default=10, ge=1)
    """Wrong ones for one email address or name, over all conversations, within ``lock_minutes``."""
    lock_minutes: int = Field(default=30, ge=1)


class HandOffRules(Part):
    """When a person is brought in, and when people are there."""

    on: tuple[Literal["request", "failures", "mood", "risk", "policy", "complaint"], ...] = (
        "request",
        "failures",
        "mood",
        "risk",
        "policy",
        "complaint",
    )
    complaints: int = Field(default=2, ge=1)
    """So many complaints in one conversation bring a person."""
    hours: Mapping[Day, tuple[Hours, ...]] = {}
    """Empty: at any time."""
    closed_on: tuple[date, ...] = ()
    answers_within: str = ""
    """How soon a person answers while open: "5 minutes"; empty: the shop does not say."""
    later: str = ""
    """When notes left outside the hours are answered."""


class RiskRules(Part):
    """When a person looks at a request before it is carried out."""

    threshold: float = Field(default=1.0, ge=0, le=1)
    """Of the score of ``assistant.risk``, in 0..1; 1: never."""
    operations: tuple[Operation, ...] = ()
    """Only these are scored."""
