"""What a person should know before the first word: made from what the conversation keeps. Pure."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.desk.types import Customer
from assistant.people.contact import read_contact
from assistant.people.types import Summary
from assistant.state import DialogueState
from assistant.strain import level_of, strain_after
from assistant.types import Intent, Sentiment, Turn
from ranking.types import Shopper

TRIED_TOLD = 6
SAID_TOLD = 3
LONGEST = 300
LONGEST_ID = 40
_TRIED = {
    "show_products": "showed products",
    "recommend": "recommended products",
    "nothing_fits": "found nothing that fits the limits",
    "nothing_found": "found no such product",
    "answer_product_question": "answered about a product from its listing and reviews",
    "answer_policy": "looked into the shop's pages",
    "order_help": "could not see orders",
    "out_of_scope": "had no answer",
    "orders": "listed the orders",
    "order_status": "told the state of an order",
    "refund_status": "told the state of a refund",
    "identity_failed": "could not verify the shopper",
    "identity_locked": "stopped verifying after too many wrong tries",
    "refused": "refused by the rules",
    "acknowledge_complaint": "took a complaint",
    "dropped": "left a change be as the shopper wished",
}
"""What an action is to somebody who was not there; talk and questions back are not told."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """The message on which a person is wanted."""

    conversation_id: str
    shopper: Shopper | None
    said: str
    mood: Sentiment
    """Of the message."""
    turns: Callable[[], Sequence[Turn]]
    """Before it, oldest first."""


def summary(
    state: DialogueState, on: Occasion, customer: Customer | None, title: Callable[[str], str]
) -> Summary:
    """The summary of a conversation.

    Args:
        customer: verified; None: nobody is.
        title: a product's title by its id; empty for one that is gone.
    """
    turns = on.turns()
    strain = strain_after(
        state.strain, on.said, Intent.HUMAN_AGENT, on.mood, state.said, helped=None
    )
    return Summary(
        who=who(on.shopper, customer),
        what=_what(state, [*(turn.user for turn in turns), on.said], title),
        done=_done(state),
        tried=_tried(turns),
        mood=level_of(strain).name.lower(),
    )


def who(shopper: Shopper | None, customer: Customer | None) -> str:
    """Who is writing, and whether that is verified."""
    if customer is not None:
        name = f"{customer.first_name} {customer.last_name}".strip()
        return f"{name or customer.id}, verified customer"
    if shopper is not None:  # the id is whatever was sent with the message, so it names nobody
        return f"A guest with the id {_quoted(shopper.id)}, not verified"
    return "A guest, not verified"


def _what(state: DialogueState, said: Sequence[str], title: Callable[[str], str]) -> str:
    desk, worth = state.desk, [one for one in said if one.strip() and not _only_contact(one)]
    parts = [", ".join(f"“{_short(one)}”" for one in worth[-SAID_TOLD:])]
    for task in desk.tasks:
        about = f" of order {task.order_id}" if task.order_id else ""
        parts.append(f"asks for: {task.operation.value.replace('_', ' ')}{about}")
    if desk.order_id and not desk.tasks:
        parts.append(f"about order {desk.order_id}")
    if state.focus and (name := title(state.focus)):
        parts.append(f"about {name}")
    if state.topic:
        parts.append(f"looking for {state.topic}")
    return "; ".join(parts)


def _only_contact(text: str) -> bool:
    """Whether a message says no more than who writes."""
    return bool(read_contact(text).value) and len(text.split()) <= SAID_TOLD


def _done(state: DialogueState) -> tuple[str, ...]:
    told = []
    for one in state.desk.done:
        about = f" of order {one.order_id}" if one.order_id else ""
        moved = [f"{one.refunded} refunded"] if one.refunded else []
        moved += [f"{one.paid} charged"] if one.paid else []
        told.append(": ".join([f"{one.operation.value.replace('_', ' ')}{about}", *moved]))
    return tuple(told)


def _tried(turns: Sequence[Turn]) -> tuple[str, ...]:
    told = (_TRIED[one.reply.action] for one in turns if one.reply.action in _TRIED)
    return tuple(dict.fromkeys(told))[-TRIED_TOLD:]


def _quoted(id: str) -> str:
    """An id as one that cannot be read as more than that: escaped, and cut."""
    return json.dumps(id if len(id) <= LONGEST_ID else f"{id[:LONGEST_ID]}...")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}…"
