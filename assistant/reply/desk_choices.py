"""Quick replies to what the service desk asks: each is an answer that it understands. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.reply import desk_things as things
from assistant.reply.words import Words
from assistant.types import Action

Slots = Mapping[str, Any]


def desk_choices(says: Sequence[Action], words: Words) -> tuple[str, ...]:
    """Answers to the last thing said; none: it is no question, or anything may be answered."""
    last = says[-1]
    named = _CHOICES.get(last.name)
    return () if named is None else named(last.slots, words)


def _yes_or_no(slots: Slots, words: Words) -> tuple[str, ...]:
    return (words.say("say_yes"), words.say("say_no"))


def _orders(slots: Slots, words: Words) -> tuple[str, ...]:
    return tuple(one.id for one in slots["orders"])


def _items(slots: Slots, words: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in slots["items"]))


def _forms(slots: Slots, words: Words) -> tuple[str, ...]:
    if len(slots["forms"]) > things.FORMS_NAMED:
        return ()
    return things.form_names(slots["item"], slots["forms"])


def _methods(slots: Slots, words: Words) -> tuple[str, ...]:
    return things.methods(slots["methods"], words, slots["order"].currency)


def _reasons(slots: Slots, words: Words) -> tuple[str, ...]:
    return tuple(slots["reasons"])


_CHOICES: Mapping[str, Callable[[Slots, Words], tuple[str, ...]]] = {
    "confirm": _yes_or_no,
    "task_waits": _yes_or_no,
    "identity_locked": _yes_or_no,
    "ask_order": _orders,
    "ask_items": _items,
    "ask_form": _forms,
    "ask_method": _methods,
    "ask_reason": _reasons,
}
