"""Other forms of the same products: while an order is pending, or after delivery."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from assistant.desk.operations.case import Case
from assistant.desk.operations.choosing import chosen, payer, refund_parts
from assistant.desk.operations.goods import conditions_of, own_postage
from assistant.desk.operations.money import (
    check_amount,
    check_covers,
    moved,
    payment,
    refunds,
)
from assistant.desk.operations.pieces import picked
from assistant.desk.operations.refusing import refuse
from assistant.desk.rule_parts import SwapRules
from assistant.desk.types import (
    Exchange,
    Item,
    OrderItem,
    Payment,
    PaymentMethod,
    Plan,
    Request,
    Swap,
    Transfer,
)


def change_items(case: Case) -> Plan:
    """The pending order with the new forms at their prices of today; the difference moves now."""
    rules, order, customer = case.rules.change_items, case.order, case.customer
    pairs = _pairs(case, rules)
    method, entries, transfers = _settled(case, rules, _difference(pairs))
    for entry in entries:
        sign = -1 if entry.kind == "payment" else 1
        customer = moved(customer, entry.method_id, sign * entry.amount)
    after = replace(
        order,
        items=_swapped(order.items, pairs),
        payments=(*order.payments, *entries),
        status=rules.becomes or order.status,
    )
    changed = customer if customer != case.customer else None
    request = _complete(case, method)
    return Plan(request, after, changed, transfers, notes=rules.notes)


def exchange(case: Case) -> Plan:
    """The delivered order with an exchange announced; its money moves when the goods do."""
    rules, order = case.rules.exchange, case.order
    pairs = sorted(_pairs(case, rules), key=lambda pair: pair[0].item_id)
    pieces = [old for old, _ in pairs]
    reason = case.request.reason
    conditions = conditions_of(case, rules, pieces, reason)
    ids = [one.item_id for one in pieces]
    difference = _difference(pairs)
    method, entries, transfers = _settled(case, rules, difference)
    announced = Exchange(
        tuple(ids), tuple(new.id for _, new in pairs), entries[0].method_id, difference
    )
    after = replace(order, exchanged=announced, status=rules.becomes or order.status)
    notes = (*rules.notes, *own_postage(case, reason in rules.our_fault))
    request = _complete(case, method)
    return Plan(request, after, None, transfers, notes=notes, conditions=conditions)


def _swapped(
    items: Iterable[OrderItem], pairs: Iterable[tuple[OrderItem, Item]]
) -> tuple[OrderItem, ...]:
    """The pieces with those of the pairs replaced in their places."""
    left, after = list(pairs), []
    for item in items:
        pair = next((one for one in left if one[0] == item), None)
        if pair is None:
            after.append(item)
            continue
        left.remove(pair)
        new = pair[1]
        after.append(OrderItem(new.id, new.product_id, item.name, new.options, new.price))
    return tuple(after)


def _pairs(case: Case, rules: SwapRules) -> list[tuple[OrderItem, Item]]:
    """Pieces with their new forms, in the request's order."""
    swaps = case.request.swaps
    pieces = picked(case, rules, (one.item_id for one in swaps))
    return [
        (old, _new_form(case, rules, old, swap)) for old, swap in zip(pieces, swaps, strict=True)
    ]


def _new_form(case: Case, rules: SwapRules, old: OrderItem, swap: Swap) -> Item:
    new = case.forms.get(swap.new_item_id)
    facts = {"order": case.order.id, "item": old.name}
    if new is None:
        raise refuse(rules, "unknown_form", {**facts, "form": swap.new_item_id})
    facts["form"] = form_text(new)
    if new.product_id != old.product_id:
        raise refuse(rules, "other_product", {**facts, "product": new.name})
    if new.id == old.item_id:
        raise refuse(rules, "same_form", facts)
    if not new.available:
        raise refuse(rules, "sold_out", facts)
    return new


def form_text(item: Item | OrderItem) -> str:
    """What tells a form from others: "black, M"."""
    return ", ".join(item.options.values())


def _difference(pairs: Iterable[tuple[OrderItem, Item]]) -> Decimal:
    return sum((new.price - old.price for old, new in pairs), Decimal(0))


def _settled(
    case: Case, rules: SwapRules, difference: Decimal
) -> tuple[PaymentMethod | None, tuple[Payment, ...], tuple[Transfer, ...]]:
    """Who pays or gets the difference. There is an entry even where it is 0, as the records of the
    change name the method that was agreed."""
    method = chosen(case, rules)
    if difference > 0:
        paying = payer(case, rules, method)
        check_covers(rules, paying, difference)
        transfers = payment(rules, case.customer, paying.id, difference)
        entries: tuple[Payment, ...] = (Payment("payment", difference, paying.id),)
    else:
        parts = refund_parts(case, rules, method, -difference)
        transfers = refunds(rules, case.customer, parts)
        named = parts or ((payer(case, rules, method).id, Decimal(0)),)
        entries = tuple(Payment("refund", amount, way) for way, amount in named)
    check_amount(rules, transfers)
    return method, entries, transfers


def _complete(case: Case, method: PaymentMethod | None) -> Request:
    named = method.id if method is not None else case.request.method_id
    return replace(case.request, method_id=named, item_ids=())
