"""What the classifier is told of the conversation: the last intent and what was asked back."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.remembered import Pending
from assistant.state import DialogueState
from assistant.types import Intent


class Asked(StrEnum):
    """The kind of question that waits for an answer."""

    NOTHING = ""
    YES_OR_NO = "yes or no"
    A_CHOICE = "which one"


@dataclass(frozen=True, slots=True)
class Context:
    """Where a message stands in its conversation; the default is its beginning."""

    last: Intent | None = None
    """What the message before wanted."""
    asked: Asked = Asked.NOTHING

    def in_words(self) -> str:
        """The second segment of the classifier's input; empty at the beginning."""
        if self.last is None:
            return ""
        words = self.last.value.replace("_", " ")
        return f"{words}, asked {self.asked}" if self.asked else words


def context_of(state: DialogueState) -> Context:
    """The context of the next message."""
    if not state.last_intent:
        return Context()
    return Context(Intent(state.last_intent), _asked(state.pending))


def _asked(pending: Pending | None) -> Asked:
    if pending is None:
        return Asked.NOTHING
    return Asked.A_CHOICE if pending.options else Asked.YES_OR_NO
