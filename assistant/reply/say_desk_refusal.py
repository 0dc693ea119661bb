"""Why something cannot be done, by which rule, and what can be done instead."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from assistant.desk.account import Account
from assistant.desk.types import Order, Refusal
from assistant.reply import desk_things as things
from assistant.reply.money import money
from assistant.reply.words import Words

_AMOUNTS = ("amount", "balance", "fee", "limit", "paid")


def say_refused(slots: Mapping[str, Any], words: Words) -> str:
    """The rule that speaks against it, then other ways."""
    refusal, operation = slots["refusal"], slots["operation"]
    told = [_reason(refusal, operation.value, slots["account"], slots["order"], words)]
    if slots["instead"]:
        ways = words.one_of(words.say(f"can_{one.value}") for one in slots["instead"])
        told.append(words.say("desk_instead", operations=ways))
    if refusal.person:
        told.append(words.say("desk_offer_person"))
    return " ".join(told)


def _reason(
    refusal: Refusal, operation: str, account: Account, order: Order | None, words: Words
) -> str:
    currency = order.currency if order is not None else "USD"
    facts: dict[str, str] = {
        name: _amount(value, currency) if name in _AMOUNTS else value
        for name, value in refusal.facts.items()
    }
    facts["about"] = words.say(f"thing_{operation}")
    if "method" in facts:
        method = account.customer.method(facts["method"])
        facts["method"] = things.method(method, words, currency)
    if "allowed" in facts:
        allowed = [_allowed(one, words) for one in refusal.facts["allowed"].split(", ")]
        facts["allowed"] = words.one_of(allowed)
    if "accepted" in facts:
        facts["accepted"] = words.one_of(refusal.facts["accepted"].split(", "))
    if "states" in facts:
        facts["states"] = words.one_of(refusal.facts["states"].split(", "))
    if refusal.code in ("wrong_state", "once_only") and order is not None:
        for before in ("returned", "exchanged"):
            if getattr(order, before) is not None:
                return words.say(f"refusal_{before}_before", order=order.id)
    own = f"refusal_{refusal.code}_{operation}"
    return words.say(own if words.has(own) else f"refusal_{refusal.code}", **facts)


def _allowed(kind: str, words: Words) -> str:
    name = f"method_{kind}" if kind in ("original", "any") else f"refund_{kind}"
    return words.say(name) if words.has(name) else kind.replace("_", " ")


def _amount(value: str, currency: str) -> str:
    try:
        return money(Decimal(value), currency)
    except InvalidOperation:
        return value
