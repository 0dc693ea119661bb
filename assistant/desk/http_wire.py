"""What goes over HTTP besides the records themselves; ``docs/orders-api.yaml`` describes all."""

from dataclasses import dataclass
from datetime import datetime

from assistant.desk.purchase import Purchase
from assistant.desk.types import Plan

KEY_HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Search:
    """By email, or by name and postal code; what is not searched by is empty."""

    email: str = ""
    first_name: str = ""
    last_name: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The only customer that fits; null: nobody does, or several do."""

    customer_id: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A confirmed change and whose yes it was; the key is in the header."""

    plan: Plan
    digest: str
    """Of the plan: equal digests, equal changes."""
    summary: str
    conversation_id: str
    actor: str


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order that somebody wants to place; the key is in the header."""

    purchase: Purchase
    digest: str
    """Of the purchase: the same key with another one is refused."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change that has been carried out."""

    at: datetime
    repeated: bool
    """Whether it had been before, with the same key, so that this call changed nothing."""
