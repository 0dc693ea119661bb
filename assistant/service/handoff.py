"""Leaving a note for the shop's people, with what they need to go on from."""

from collections.abc import Sequence

from assistant.outcome import Outcome
from assistant.state import DialogueState
from assistant.storage import ShopData
from assistant.types import Action

TURNS_TOLD = 12
LONGEST_LINE = 300


def leave_note(
    data: ShopData,
    state: DialogueState,
    reason: str,
    talk: Sequence[tuple[str, str]],
    conversation_id: str,
    shopper_id: str | None,
) -> Outcome:
    """Put a note into the inbox.

    Args:
        talk: ``(message, answer)`` pairs, oldest first, the present message last.
    """
    number = data.leave_note(conversation_id, shopper_id, reason, summary(state, reason, talk))
    action = Action("handoff", {"number": number})
    return Outcome(action, state.with_(failures=0), helped=True)


def summary(state: DialogueState, reason: str, talk: Sequence[tuple[str, str]]) -> str:
    """Why, about what, and the last turns word for word."""
    lines = [f"Reason: {reason}"]
    if state.topic:
        lines.append(f"Looking for: {state.topic}")
    if state.shown:
        lines.append(f"On display: {', '.join(state.shown)}")
    if state.focus:
        lines.append(f"Talking about: {state.focus}")
    lines.append("")
    for said, answer in talk[-TURNS_TOLD:]:
        lines.append(f"Shopper: {_short(said)}")
        if answer:
            lines.append(f"Daogou: {_short(answer)}")
    return "\n".join(lines)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_LINE else f"{flat[: LONGEST_LINE - 1]}…"
