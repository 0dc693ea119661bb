"""Summaries and what was done: exactly what a plan of the rules says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assistant.desk.account import Account
from assistant.desk.types import Operation, OrderItem, Plan, Transfer
from assistant.reply import desk_things as things
from assistant.reply.money import money
from assistant.reply.words import Words


def say_summary(slots: Mapping[str, Any], words: Words) -> str:
    """What would be done, all of it, and the question for a yes."""
    plan, account = slots["plan"], slots["account"]
    told = [words.say(*_named("desk_sum", plan), **_facts(plan, account, words))]
    told += _money(plan, account, words)
    told += [words.say(f"desk_note_{note}") for note in plan.notes]
    told += plan.conditions
    if slots["shut"]:
        things_shut = words.all_of(words.say(f"thing_{one.value}") for one in slots["shut"])
        told.append(words.say("desk_shuts", things=things_shut))
    return " ".join((*told, words.say("desk_ask_yes")))


def say_done(slots: Mapping[str, Any], words: Words) -> str:
    """What was done, and what follows."""
    plan, account = slots["plan"], slots["before"]
    account = replace(account, customer=plan.customer or account.customer)
    told = [words.say(*_named("desk_done", plan), **_facts(plan, account, words))]
    told += _money(plan, account, words)
    follows = ("email_follows", "own_postage", "later_orders_only")
    told += [words.say(f"desk_note_{note}") for note in plan.notes if note in follows]
    return " ".join(told)


def _named(stem: str, plan: Plan) -> tuple[str]:
    operation = plan.request.operation
    if stem == "desk_sum" and operation is Operation.CANCEL and not plan.request.reason:
        return ("desk_sum_cancel_plain",)
    return (f"{stem}_{operation.value}",)


def _facts(plan: Plan, account: Account, words: Words) -> dict[str, object]:
    """All that the sentence of an operation may name."""
    request, order = plan.request, account.order(plan.request.order_id)
    currency = _currency(plan, account)
    facts: dict[str, object] = {
        "id": request.order_id,
        "reason": request.reason,
        "address": things.address(request.address),
        "method": things.of_customer(account.customer, request.method_id, words, currency),
    }
    if order is None:
        return facts | {"old": things.address(account.customer.address)}
    facts["items"] = things.pieces(_pieces(plan, order.items), words, full=True)
    facts["old"] = things.address(order.address)
    if request.operation is Operation.CHANGE_PAYMENT:
        paid = dict.fromkeys(one.method_id for one in order.payments if one.kind == "payment")
        told = (things.of_customer(account.customer, one, words, currency) for one in paid)
        facts["old"] = words.all_of(told)
    facts["swaps"] = "; ".join(_swaps(plan, account, words))
    return facts


def _pieces(plan: Plan, items: tuple[OrderItem, ...]) -> tuple[OrderItem, ...]:
    """The pieces that the request names; all of the order where it names none."""
    if not plan.request.item_ids:
        return items
    left, found = list(items), []
    for item_id in plan.request.item_ids:
        piece = next(one for one in left if one.item_id == item_id)
        left.remove(piece)
        found.append(piece)
    return tuple(found)


def _swaps(plan: Plan, account: Account, words: Words) -> Iterator[str]:
    order = account.order(plan.request.order_id)
    assert order is not None
    forms = {form.id: form for item in order.items for form in account.forms(item)}
    for swap in plan.request.swaps:
        item = next((one for one in order.items if one.item_id == swap.item_id), None)
        new = forms[swap.new_item_id]
        # Told a second time, after a kill: the records hold the new form only.
        yield (
            things.piece(new) if item is None else things.swapped(item, new, words, order.currency)
        )


def _money(plan: Plan, account: Account, words: Words) -> list[str]:
    currency = _currency(plan, account)
    told = [_transfer(one, account, words, currency) for one in plan.transfers]
    if plan.fee:
        told.append(words.say("desk_fee", amount=money(plan.fee, currency)))
    return told


def _transfer(one: Transfer, account: Account, words: Words, currency: str) -> str:
    name = things.of_customer(account.customer, one.method_id, words, currency)
    what = words.say(f"desk_{one.kind}", amount=money(one.amount, currency), method=name)
    if not one.when:
        return words.say("desk_when_unsaid", what=what)
    return words.say("desk_when", what=what, when=one.when)


def _currency(plan: Plan, account: Account) -> str:
    order = account.order(plan.request.order_id)
    return order.currency if order is not None else "USD"
