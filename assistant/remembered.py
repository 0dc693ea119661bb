"""What a conversation keeps beside the present search: the open question, searches of before.

Each has ``to_json`` and ``from_json``, inverse to each other; plain JSON values only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from assistant.aspects import Bound
from assistant.jsonable import constraints_from_json, limits_to_json
from retrieval.types import Constraints

Source = Literal["said", "inferred", "profile"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that the assistant asked and has no answer to yet."""

    kind: str
    """"relax" (show what a wider limit would give), "handoff" (leave a note for a person),
    "contact" (where a person shall answer to), "rating" (how satisfied the shopper is),
    "forget" (erase personal data), "add" (put a product into the cart), "variant" (which form of a
    product), "which" (which of the shown products was meant), "narrow" (which part of what was
    found)."""
    product_id: str = ""
    constraints: Constraints = field(default_factory=Constraints)
    """Of "relax": the limits that a yes would put in force."""
    reason: str = ""
    """Of "handoff": why a person was offered, as ``people.hand_off`` names it. Of "narrow": what
    was asked about."""
    options: tuple[str, ...] = ()
    """Of "variant" and "narrow": the values to choose from. Of "which": product ids."""
    said: str = ""
    """Of "variant": what was said of the choice so far. Of "contact": what could not be right. Of
    "which": the message that was not clear, which is carried out once it is."""

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "kind": self.kind,
            "product_id": self.product_id,
            "constraints": limits_to_json(self.constraints),
            "reason": self.reason,
            "options": list(self.options),
            "said": self.said,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Pending":
        """Back from plain data."""
        return cls(
            data["kind"],
            data.get("product_id", ""),
            constraints_from_json(data.get("constraints", {})),
            data.get("reason", ""),
            tuple(data.get("options", ())),
            data.get("said", ""),
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one limit came from."""

    limit: str
    """As ``assistant.limits.stated`` names it: "price.max", "include.colours:blue" ..."""
    source: Source
    turn: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search that the shopper may come back to."""

    topic: str
    constraints: Constraints = field(default_factory=Constraints)
    origins: tuple[Origin, ...] = ()
    bounds: tuple[Bound, ...] = ()
    shown: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    turn: int = 0
    """When it was left."""
    need: bool = False
    """Whether the topic tells a need and names no thing."""

    @property
    def key(self) -> tuple[str, Constraints | None]:
        """What makes two searches the same one: the topic, or the limits where there is none."""
        return self.topic, None if self.topic else self.constraints

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "topic": self.topic,
            "constraints": limits_to_json(self.constraints),
            "origins": origins_to_json(self.origins),
            "bounds": bounds_to_json(self.bounds),
            "shown": list(self.shown),
            "refused": list(self.refused),
            "turn": self.turn,
            "need": self.need,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Search":
        """Back from plain data."""
        return cls(
            data["topic"],
            constraints_from_json(data.get("constraints", {})),
            origins_from_json(data.get("origins", ())),
            bounds_from_json(data.get("bounds", ())),
            tuple(data.get("shown", ())),
            tuple(data.get("refused", ())),
            data.get("turn", 0),
            data.get("need", False),
        )


def origins_to_json(origins: Iterable[Origin]) -> list[dict[str, Any]]:
    """As plain data."""
    return [{"limit": one.limit, "source": one.source, "turn": one.turn} for one in origins]


def origins_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Origin, ...]:
    """Back from plain data."""
    return tuple(Origin(one["limit"], one["source"], one["turn"]) for one in data)


def bounds_to_json(bounds: Iterable[Bound]) -> list[dict[str, Any]]:
    """As plain data."""
    return [asdict(one) for one in bounds]


def bounds_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Bound, ...]:
    """Back from plain data."""
    return tuple(Bound(**one) for one in data)
