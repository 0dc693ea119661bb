"""What the service desk says: each action in a sentence, every fact in it from the records."""

from collections.abc import Callable, Mapping
from typing import Any

from assistant.desk.types import Customer, Operation, Order
from assistant.reply import desk_things as things
from assistant.reply.money import money
from assistant.reply.say_desk_facts import (
    say_forms,
    say_invoice,
    say_orders,
    say_profile,
    say_refund,
    say_status,
    say_total,
)
from assistant.reply.say_desk_plan import say_done, say_summary
from assistant.reply.say_desk_refusal import say_refused
from assistant.reply.scene import Scene
from assistant.reply.words import Words
from assistant.types import Action

Slots = Mapping[str, Any]


def say_desk(scene: Scene) -> str:
    """All that the desk has to say to a message, in order."""
    says = scene.slot("says", ())
    assert isinstance(says, tuple)
    return desk_text(says, scene.words)


def desk_text(says: tuple[Action, ...], words: Words) -> str:
    """Several actions of the desk in words."""
    said = (desk_saying(one, words) for one in says)
    return "\n".join(dict.fromkeys(filter(None, said)))


def desk_saying(action: Action, words: Words) -> str:
    """One action of the desk in words."""
    return _SAYINGS[action.name](action.slots, words)


def _plain(name: str) -> Callable[[Slots, Words], str]:
    return lambda slots, words: words.say(name)


def _identity(slots: Slots, words: Words) -> str:
    return words.say("desk_ask_identity_again" if slots.get("again") else "desk_ask_identity")


def _postal_code(slots: Slots, words: Words) -> str:
    return words.say("desk_ask_postal_code", name=slots["name"])


def _identified(slots: Slots, words: Words) -> str:
    return words.say("desk_identified", name=slots["customer"].first_name)


def _not_theirs(slots: Slots, words: Words) -> str:
    many = "many" if len(slots["ids"]) > 1 else "one"
    return words.say(f"desk_not_your_order_{many}", orders=words.all_of(slots["ids"]))


def _ask_order(slots: Slots, words: Words) -> str:
    orders: tuple[Order, ...] = slots["orders"]
    about = words.say(f"about_{slots['operation'].value}")
    lines = things.listed(things.order_line(one, words) for one in orders)
    question = words.say("desk_ask_order", about=about, orders=lines)
    if not slots["missed"]:
        return question
    missed = words.say("desk_missed", words=words.one_of(slots["missed"]))
    return f"{missed} {question}"


def _none_fits(slots: Slots, words: Words) -> str:
    orders: tuple[Order, ...] = slots["orders"]
    if not orders:
        return words.say("desk_no_orders")
    lines = things.listed(things.order_line(one, words) for one in orders)
    about = words.say(f"thing_{slots['operation'].value}")
    return words.say("desk_none_fits", about=about, orders=lines)


def _ask_items(slots: Slots, words: Words) -> str:
    order: Order = slots["order"]
    lines = things.listed(things.counted(slots["items"], order.currency))
    if len(slots["items"]) < len(order.items):
        return words.say("desk_ask_which_of", items=lines)
    about = words.say(f"about_{slots['operation'].value}")
    question = words.say("desk_ask_items", id=order.id, about=about, items=lines)
    if not slots["missed"]:
        return question
    said = words.one_of(slots["missed"])
    return f"{words.say('desk_missed_in_order', id=order.id, words=said)} {question}"


def _ask_form(slots: Slots, words: Words) -> str:
    order, item, forms = slots["order"], slots["item"], slots["forms"]
    if len(forms) > things.FORMS_NAMED:
        return words.say(
            "desk_ask_form_many",
            item=things.called(item),
            yours=things.options(item.options),
            options=things.option_values(forms, words),
        )
    told = things.forms(item, forms, words, order.currency)
    name = "desk_ask_form_left" if slots["narrowed"] else "desk_ask_form"
    return words.say(name, item=things.called(item), forms=things.listed(told))


def _ask_method(slots: Slots, words: Words) -> str:
    operation, order = slots["operation"], slots["order"]
    named = words.one_of(things.methods(slots["methods"], words, order.currency))
    if operation is Operation.RETURN:
        items = things.pieces(slots["pieces"], words)
        return words.say("desk_ask_method_refund", items=items, methods=named)
    if operation is Operation.CHANGE_PAYMENT:
        return words.say("desk_ask_method_pay", id=order.id, methods=named)
    difference = slots["difference"]
    name = "desk_ask_method_refund_difference" if difference < 0 else "desk_ask_method_difference"
    swaps = (things.swapped(old, new, words, order.currency) for old, new in slots["swaps"])
    amount = money(abs(difference), order.currency)
    return words.say(name, swaps="; ".join(swaps), amount=amount, methods=named)


def _ask_reason(slots: Slots, words: Words) -> str:
    reasons = words.one_of(slots["reasons"])
    if slots["operation"] is Operation.CANCEL:
        return words.say("desk_ask_reason_cancel", id=slots["order"].id, reasons=reasons)
    return words.say("desk_ask_reason", reasons=reasons)


def _ask_address(slots: Slots, words: Words) -> str:
    if slots["lacking"]:
        parts = words.all_of([words.say(f"address_{one}") for one in slots["lacking"]])
        street = slots["street"] or words.say("address_known")
        return words.say("desk_ask_address_rest", street=street, parts=parts)
    if slots["order"] is None:
        return words.say("desk_ask_default_address")
    return words.say("desk_ask_address", id=slots["order"].id)


def _unknown_method(slots: Slots, words: Words) -> str:
    customer: Customer = slots["customer"]
    named = words.all_of(things.methods(customer.payment_methods, words))
    said = words.one_of(slots["words"])
    return words.say("desk_unknown_method", words=said, methods=named)


def _no_such_form(slots: Slots, words: Words) -> str:
    item, form, forms = slots["item"], slots["form"], slots["forms"]
    if form.unchanged:
        yours = things.options(item.options)
        return words.say("desk_form_unchanged", item=things.called(item), form=yours)
    if form.sold_out:
        gone = [things.options(one.options) for one in forms if one.id in form.sold_out]
        return words.say("desk_form_sold_out", item=things.called(item), forms=words.one_of(gone))
    if form.unknown:
        said = words.one_of(f"{name} {value}".strip() for name, value in form.unknown)
        return words.say("desk_form_unknown", item=things.called(item), words=said)
    return words.say("desk_form_none", item=things.called(item))


def _dropped(slots: Slots, words: Words) -> str:
    return words.say("desk_dropped", about=words.say(f"thing_{slots['operation'].value}"))


def _queued(slots: Slots, words: Words) -> str:
    named = (words.say(f"thing_{one.value}") for one in slots["operations"])
    return words.say("desk_queued", things=words.all_of(dict.fromkeys(named)))


def _not_held(slots: Slots, words: Words) -> str:
    said = words.one_of(slots["words"])
    return words.say("desk_missed_in_order", id=slots["order"].id, words=said)


def _whole_order(slots: Slots, words: Words) -> str:
    ways = words.one_of(words.say(f"can_{one.value}") for one in slots["instead"])
    told = words.say("desk_whole_order", id=slots["order"].id)
    return f"{told} {words.say('desk_instead', operations=ways)}" if ways else told


def _method_noted(slots: Slots, words: Words) -> str:
    named = things.method(slots["method"], words, slots["currency"])
    return words.say("desk_method_noted", method=named)


def _back_to(slots: Slots, words: Words) -> str:
    return words.say("desk_back_to", about=words.say(f"thing_{slots['operation'].value}"))


def _task_waits(slots: Slots, words: Words) -> str:
    about = words.say(f"thing_{slots['operation'].value}")
    return words.say("desk_task_waits", about=about)


_SAYINGS: Mapping[str, Callable[[Slots, Words], str]] = {
    "ask_identity": _identity,
    "ask_postal_code": _postal_code,
    "identity_failed": _plain("desk_identity_failed"),
    "identity_locked": _plain("desk_identity_locked"),
    "identity_waits": _plain("desk_identity_waits"),
    "identified": _identified,
    "welcome": _plain("desk_welcome"),
    "other_customer": _plain("desk_other_customer"),
    "not_your_order": _not_theirs,
    "ask_order": _ask_order,
    "ask_items": _ask_items,
    "ask_form": _ask_form,
    "ask_method": _ask_method,
    "ask_reason": _ask_reason,
    "ask_address": _ask_address,
    "ask_operation": _plain("desk_ask_operation"),
    "say_again": _plain("desk_say_again"),
    "clear_yes": _plain("desk_clear_yes"),
    "task_waits": _task_waits,
    "queued": _queued,
    "cannot_undo": _plain("desk_cannot_undo"),
    "method_noted": _method_noted,
    "as_before": _plain("desk_as_before"),
    "account_question": _plain("desk_account_question"),
    "back_to": _back_to,
    "not_held": _not_held,
    "whole_order": _whole_order,
    "confirm": say_summary,
    "done": say_done,
    "already_done": _plain("desk_already_done"),
    "dropped": _dropped,
    "records_changed": _plain("desk_records_changed"),
    "yes_is_kept": _plain("desk_yes_is_kept"),
    "records_unreachable": _plain("desk_records_unreachable"),
    "refused": say_refused,
    "none_fits": _none_fits,
    "unknown_method": _unknown_method,
    "no_such_form": _no_such_form,
    "orders": say_orders,
    "order_status": say_status,
    "refund_status": say_refund,
    "invoice": say_invoice,
    "profile": say_profile,
    "forms": say_forms,
    "total": say_total,
}
DESK_ACTIONS = frozenset(_SAYINGS)
