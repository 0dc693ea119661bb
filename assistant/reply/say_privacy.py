"""Sentences about a shopper's own data."""

from collections.abc import Mapping
from typing import Any

from assistant.reply.scene import Scene

PRIVACY_ACTIONS = (
    "my_data",
    "ask_forget",
    "forgotten",
    "forget_later",
    "forget_declined",
    "data_unreachable",
)
_COUNTED = ("methods", "orders", "events", "cart", "conversations")


def say_privacy(scene: Scene) -> str:
    """What there is, what would be erased, or what was."""
    words, name = scene.words, scene.outcome.action.name
    if name == "my_data":
        return _data(scene)
    if name == "forget_later":
        orders = scene.slot("orders", ())
        assert isinstance(orders, tuple)
        many = "_many" if len(orders) > 1 else ""
        return words.say(f"forget_later{many}", orders=words.all_of(orders))
    if name in ("ask_forget", "forgotten"):
        return words.say(f"{name}_{scene.slot('of')}")
    return words.say(name)


def _data(scene: Scene) -> str:
    words, customer = scene.words, scene.slot("customer", None)
    things = []
    if isinstance(customer, Mapping):
        account = {"email": customer["email"], "address": _address(customer["address"])}
        things.append(words.say("data_account", **account))
    for kind in _COUNTED:
        count = scene.slot(kind, 0)
        if count:
            many = "one" if count == 1 else "many"
            things.append(words.say(f"data_{kind}_{many}", count=count))
    listed = words.all_of(things)
    if not isinstance(customer, Mapping):
        return words.say("my_data_guest", things=listed)
    said = words.say("my_data", name=customer["first_name"], things=listed)
    return f"{said} {words.say('my_data_where')}"


def _address(parts: Mapping[str, Any]) -> str:
    return ", ".join(str(one) for one in parts.values() if one)
