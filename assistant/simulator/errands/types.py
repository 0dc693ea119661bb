"""What simulated customers come for. Records are those of ``daogou export-orders``, as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

CANCEL = "cancel"
ADDRESS = "change_address"
PAYMENT = "change_payment"
ITEMS = "change_items"
RETURN = "return"
EXCHANGE = "exchange"
HOME = "change_default_address"
KINDS = (CANCEL, ADDRESS, PAYMENT, ITEMS, RETURN, EXCHANGE, HOME)

WRONG_STATE = "wrong state"
WRONG_REASON = "reason not accepted"
WRONG_REFUND = "refund to another method"
POOR_GIFT_CARD = "gift card too small"
SOMEBODY_ELSES = "another customer's order"
FORBIDDEN = (WRONG_STATE, WRONG_REASON, WRONG_REFUND, POOR_GIFT_CARD, SOMEBODY_ELSES)


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing that a customer wants done; fields that its kind lacks are empty."""

    kind: str
    """One of ``KINDS``."""
    order_id: str = ""
    item_ids: tuple[str, ...] = ()
    new_item_ids: tuple[str, ...] = ()
    """One for each of ``item_ids``."""
    method_id: str = ""
    reason: str = ""
    address: Json | None = None
    forbidden: str = ""
    """Why the rules do not allow it, one of ``FORBIDDEN``; empty: they do."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A customer with errands, and how they talk."""

    customer_id: str
    errands: tuple[Errand, ...]
    by_email: bool
    """Identifies by email, otherwise by name and postal code."""
    style: str
    """"at once": everything in the first message of an errand; "bit by bit"; "no numbers": orders
    are told by what is in them."""
    noise: str
    changes_mind: bool = False
    """Says no to the first summary, then wants it after all."""
