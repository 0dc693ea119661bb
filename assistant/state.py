"""What a conversation remembers between two messages, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.jsonable import constraints_from_json, limits_to_json
from retrieval.types import Constraints


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that the assistant asked and has no answer to yet."""

    kind: str
    """"relax" (show what a wider limit would give), "handoff" (leave a note for a person),
    "add" (put a product into the cart), "variant" (which form of a product)."""
    product_id: str = ""
    constraints: Constraints = field(default_factory=Constraints)
    """Of "relax": the limits that a yes would put in force."""
    reason: str = ""
    """Of "handoff": why a person was offered."""
    options: tuple[str, ...] = ()
    """Of "variant": the values to choose from."""
    said: str = ""
    """Of "variant": what was said of the choice so far."""


@dataclass(frozen=True, slots=True)
class DialogueState:
    """One conversation so far. ``to_json`` and ``from_json`` are inverse to each other."""

    turn: int = 0
    """Number of answered messages."""
    topic: str = ""
    """What is being looked for, without its limits; empty: nothing yet."""
    constraints: Constraints = field(default_factory=Constraints)
    """Limits in force for ``topic``."""
    shown: tuple[str, ...] = ()
    """Ids of the products on display, best first: what "the second one" counts through."""
    seen: tuple[str, ...] = ()
    """Ids of all products shown for this topic, oldest first."""
    focus: str = ""
    """Id of the product that the talk is about; empty: none in particular."""
    pending: Pending | None = None
    failures: int = 0
    """Answers in a row that did not help."""
    last_action: str = ""
    language: str = "en"

    def with_(self, **changes: Any) -> "DialogueState":
        """A copy with some fields replaced."""
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values only."""
        return {
            "turn": self.turn,
            "topic": self.topic,
            "constraints": limits_to_json(self.constraints),
            "shown": list(self.shown),
            "seen": list(self.seen),
            "focus": self.focus,
            "pending": None
            if self.pending is None
            else {
                "kind": self.pending.kind,
                "product_id": self.pending.product_id,
                "constraints": limits_to_json(self.pending.constraints),
                "reason": self.pending.reason,
                "options": list(self.pending.options),
                "said": self.pending.said,
            },
            "failures": self.failures,
            "last_action": self.last_action,
            "language": self.language,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DialogueState":
        """Read what ``to_json`` wrote; a field that an older version lacked takes its default."""
        pending = data.get("pending")
        return cls(
            turn=data.get("turn", 0),
            topic=data.get("topic", ""),
            constraints=constraints_from_json(data.get("constraints", {})),
            shown=tuple(data.get("shown", ())),
            seen=tuple(data.get("seen", ())),
            focus=data.get("focus", ""),
            pending=None
            if pending is None
            else Pending(
                pending["kind"],
                pending.get("product_id", ""),
                constraints_from_json(pending.get("constraints", {})),
                pending.get("reason", ""),
                tuple(pending.get("options", ())),
                pending.get("said", ""),
            ),
            failures=data.get("failures", 0),
            last_action=data.get("last_action", ""),
            language=data.get("language", "en"),
        )
