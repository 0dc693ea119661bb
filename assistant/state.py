"""What a conversation remembers between two messages, as one frozen value."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from assistant.aspects import Bound
from assistant.desk.state import Desk
from assistant.jsonable import constraints_from_json, limits_to_json
from assistant.limits import stated
from assistant.topic import purpose
from retrieval.types import Constraints

Source = Literal["said", "inferred", "profile"]
EARLIER_KEPT = 8
"""So many searches of before can be returned to."""


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


@dataclass(frozen=True, slots=True)
class DialogueState:
    """One conversation so far. ``to_json`` and ``from_json`` are inverse to each other."""

    turn: int = 0
    """Number of answered messages."""
    topic: str = ""
    """What is being looked for, without its limits; empty: nothing yet."""
    constraints: Constraints = field(default_factory=Constraints)
    """Limits in force for ``topic``, and for whom it is."""
    origins: tuple[Origin, ...] = ()
    """One for each limit in force."""
    bounds: tuple[Bound, ...] = ()
    """Limits that relative wishes made ("lighter than the second one"), one an aspect and side."""
    shown: tuple[str, ...] = ()
    """Ids of the products on display, best first: what "the second one" counts through."""
    seen: tuple[str, ...] = ()
    """Ids of all products shown for this topic, oldest first."""
    refused: tuple[str, ...] = ()
    """Ids of products turned down in this search; they are not shown in it again."""
    focus: str = ""
    """Id of the product that the talk is about; empty: none in particular."""
    pending: Pending | None = None
    asked: tuple[str, ...] = ()
    """What this search has asked the shopper about: facets, whatever the answer was."""
    asked_in_a_row: int = 0
    """Questions to narrow the search down in the last answers, without another in between."""
    earlier: tuple[Search, ...] = ()
    """Searches of before, oldest first."""
    failures: int = 0
    """Answers in a row that did not help."""
    strain: float = 0.0
    """How hard the conversation has become for the shopper, 0..1 (see ``assistant.strain``)."""
    said: tuple[str, ...] = ()
    """The last few messages."""
    last_action: str = ""
    last_intent: str = ""
    """What the last message wanted, an ``Intent``."""
    language: str = "en"
    person: str = ""
    """"waiting": for a person, in the queue; "talking": with one; "returned": the assistant again,
    and a person may come back; empty: none of them."""
    complaints: int = 0
    """How often the shopper has complained."""
    desk: Desk = field(default_factory=Desk)
    """The service desk's part of the conversation."""

    def with_(self, **changes: Any) -> "DialogueState":
        """A copy with some fields replaced."""
        return replace(self, **changes)

    def limited(self, limits: Constraints, source: Source = "said") -> "DialogueState":
        """With other limits in force; those that were not there before come from ``source``."""
        before, known = stated(self.constraints), {one.limit: one for one in self.origins}
        origins = tuple(
            known[name]
            if name in known and before.get(name) == value
            else Origin(name, source, self.turn)
            for name, value in stated(limits).items()
        )
        return replace(self, constraints=limits, origins=origins)

    def bounded(self, bound: Bound) -> "DialogueState":
        """With one more bound in place of an older one of its aspect and side."""
        others = tuple(
            one for one in self.bounds if (one.aspect, one.sign) != (bound.aspect, bound.sign)
        )
        return replace(self, bounds=(*others, bound))

    def left(self) -> "DialogueState":
        """With no search going on; the present one joins those of before."""
        kept = self.earlier
        if self.topic or self.constraints:
            mine = Search(
                self.topic, self.constraints, self.origins, self.bounds, self.shown,
                self.refused, self.turn,
            )  # fmt: skip
            others = [one for one in kept if _key(one) != _key(mine)]
            kept = (*others, mine)[-EARLIER_KEPT:]
        return replace(
            self, topic="", constraints=Constraints(), origins=(), bounds=(), shown=(), seen=(),
            refused=(), focus="", asked=(), asked_in_a_row=0, earlier=kept,
        )  # fmt: skip

    def returned(self, search: Search) -> "DialogueState":
        """With a search of before going on again; the present one joins those of before."""
        left = self.left()
        return replace(
            left, topic=search.topic, constraints=search.constraints, origins=search.origins,
            bounds=search.bounds, shown=search.shown, refused=search.refused,
            earlier=tuple(one for one in left.earlier if _key(one) != _key(search)),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values only. ``sought`` says again, for readers, what stands elsewhere."""
        return {
            "turn": self.turn,
            "topic": self.topic,
            "sought": {
                "category": " / ".join(self.constraints.include.categories),
                "use": purpose(self.topic),
                "for_whom": " / ".join(self.constraints.audience),
            },
            "constraints": limits_to_json(self.constraints),
            "origins": _origins_to_json(self.origins),
            "bounds": [asdict(one) for one in self.bounds],
            "shown": list(self.shown),
            "seen": list(self.seen),
            "refused": list(self.refused),
            "focus": self.focus,
            "pending": None if self.pending is None else _pending_to_json(self.pending),
            "asked": list(self.asked),
            "asked_in_a_row": self.asked_in_a_row,
            "earlier": [_search_to_json(one) for one in self.earlier],
            "failures": self.failures,
            "strain": self.strain,
            "said": list(self.said),
            "last_action": self.last_action,
            "last_intent": self.last_intent,
            "language": self.language,
            "person": self.person,
            "complaints": self.complaints,
            "desk": self.desk.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DialogueState":
        """Read what ``to_json`` wrote; a field that an older version lacked takes its default."""
        pending = data.get("pending")
        return cls(
            turn=data.get("turn", 0),
            topic=data.get("topic", ""),
            constraints=constraints_from_json(data.get("constraints", {})),
            origins=_origins_from_json(data),
            bounds=_bounds_from_json(data),
            shown=tuple(data.get("shown", ())),
            seen=tuple(data.get("seen", ())),
            refused=tuple(data.get("refused", ())),
            focus=data.get("focus", ""),
            pending=None if pending is None else _pending_from_json(pending),
            asked=tuple(data.get("asked", ())),
            asked_in_a_row=data.get("asked_in_a_row", 0),
            earlier=tuple(_search_from_json(one) for one in data.get("earlier", ())),
            failures=data.get("failures", 0),
            strain=data.get("strain", 0.0),
            said=tuple(data.get("said", ())),
            last_action=data.get("last_action", ""),
            last_intent=data.get("last_intent", ""),
            language=data.get("language", "en"),
            person=data.get("person", ""),
            complaints=data.get("complaints", 0),
            desk=Desk.from_json(data.get("desk", {})),
        )


def _key(search: Search) -> tuple[str, Constraints | None]:
    """What makes two searches the same one: the topic, or the limits where there is none."""
    return search.topic, None if search.topic else search.constraints


def _pending_to_json(pending: Pending) -> dict[str, Any]:
    return {
        "kind": pending.kind,
        "product_id": pending.product_id,
        "constraints": limits_to_json(pending.constraints),
        "reason": pending.reason,
        "options": list(pending.options),
        "said": pending.said,
    }


def _pending_from_json(data: Mapping[str, Any]) -> Pending:
    return Pending(
        data["kind"],
        data.get("product_id", ""),
        constraints_from_json(data.get("constraints", {})),
        data.get("reason", ""),
        tuple(data.get("options", ())),
        data.get("said", ""),
    )


def _search_to_json(search: Search) -> dict[str, Any]:
    return {
        "topic": search.topic,
        "constraints": limits_to_json(search.constraints),
        "origins": _origins_to_json(search.origins),
        "bounds": [asdict(one) for one in search.bounds],
        "shown": list(search.shown),
        "refused": list(search.refused),
        "turn": search.turn,
    }


def _search_from_json(data: Mapping[str, Any]) -> Search:
    return Search(
        data["topic"],
        constraints_from_json(data.get("constraints", {})),
        _origins_from_json(data),
        _bounds_from_json(data),
        tuple(data.get("shown", ())),
        tuple(data.get("refused", ())),
        data.get("turn", 0),
    )


def _origins_to_json(origins: tuple[Origin, ...]) -> list[dict[str, Any]]:
    return [{"limit": one.limit, "source": one.source, "turn": one.turn} for one in origins]


def _origins_from_json(data: Mapping[str, Any]) -> tuple[Origin, ...]:
    return tuple(
        Origin(one["limit"], one["source"], one["turn"]) for one in data.get("origins", ())
    )


def _bounds_from_json(data: Mapping[str, Any]) -> tuple[Bound, ...]:
    return tuple(Bound(**one) for one in data.get("bounds", ()))
