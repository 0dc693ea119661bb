"""Money of an order: what is paid and not given back, and gift cards that cover or receive."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.desk.operations.refusing import refuse
from assistant.desk.rule_parts import OrderRules
from assistant.desk.types import Customer, Order, PaymentMethod, Transfer

CENT = Decimal("0.01")
GIFT_CARD = "gift_card"


def kind_of(method: PaymentMethod | None) -> str:
    """The kind as rules write it: "gift_card"; empty where the method is not known."""
    return "" if method is None else method.kind.strip().lower().replace(" ", "_")


def open_payments(order: Order) -> tuple[tuple[str, Decimal], ...]:
    """Method and amount of every payment that is still the shop's, in the order they were made.

    A refund counts against the payments of its own method first, then against the latest ones.
    """
    made = [one for one in order.payments if one.kind == "payment"]
    left = [one.amount for one in made]
    for refund in (one for one in order.payments if one.kind == "refund"):
        amount = refund.amount
        own = [i for i, one in enumerate(made) if one.method_id == refund.method_id]
        for i in (*own, *(i for i in reversed(range(len(made))) if i not in own)):
            taken = min(left[i], amount)
            left[i], amount = left[i] - taken, amount - taken
    return tuple((one.method_id, rest) for one, rest in zip(made, left, strict=True) if rest > 0)


def paid(order: Order) -> Decimal:
    """Payments less refunds, never below 0."""
    return sum((amount for _, amount in open_payments(order)), Decimal(0))


def moved(customer: Customer, method_id: str, amount: Decimal) -> Customer:
    """The customer with a gift card's balance changed; other methods hold no money here."""
    methods = tuple(
        replace(one, balance=(one.balance + amount).quantize(CENT))
        if one.id == method_id and one.balance is not None
        else one
        for one in customer.payment_methods
    )
    return replace(customer, payment_methods=methods)


def check_covers(rules: OrderRules, method: PaymentMethod, amount: Decimal) -> None:
    """Raises Refused where a gift card holds less than the amount."""
    if kind_of(method) != GIFT_CARD:
        return
    if method.balance is None:
        raise refuse(rules, "balance_unknown", {"method": method.id}, person=True)
    if method.balance < amount:
        raise refuse(
            rules,
            "gift_card_too_small",
            {"method": method.id, "balance": str(method.balance), "amount": str(amount)},
        )


def refunds(
    rules: OrderRules, customer: Customer, parts: Sequence[tuple[str, Decimal]]
) -> tuple[Transfer, ...]:
    """Transfers to the customer, with when each arrives."""
    return tuple(
        Transfer("refund", amount, method_id, _when(rules.times, customer, method_id))
        for method_id, amount in parts
        if amount > 0
    )


def payment(
    rules: OrderRules, customer: Customer, method_id: str, amount: Decimal
) -> tuple[Transfer, ...]:
    """The transfer from the customer, with when it is taken."""
    return (Transfer("payment", amount, method_id, _when(rules.charged, customer, method_id)),)


def check_amount(rules: OrderRules, transfers: Sequence[Transfer]) -> None:
    """Raises Refused where more money would move than the shop lets the desk move."""
    amount = sum((one.amount for one in transfers), Decimal(0))
    if rules.max_amount is not None and amount > rules.max_amount:
        limit = str(rules.max_amount)
        raise refuse(rules, "over_limit", {"amount": str(amount), "limit": limit}, person=True)


def _when(words: Mapping[str, str], customer: Customer, method_id: str) -> str:
    return words.get(kind_of(customer.method(method_id)), words.get("other", ""))
