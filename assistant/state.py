"""What a conversation remembers between two messages, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.aspects import Bound
from assistant.desk.state import Desk
from assistant.jsonable import constraints_from_json, limits_to_json
from assistant.limits import stated
from assistant.remembered import (
    Origin,
    Pending,
    Search,
    Source,
    bounds_from_json,
    bounds_to_json,
    origins_from_json,
    origins_to_json,
)
from assistant.topic import purpose
from retrieval.types import Constraints

EARLIER_KEPT = 8
"""So many searches of before can be returned to."""


@dataclass(frozen=True, slots=True)
class DialogueState:
    """One conversation so far. ``to_json`` and ``from_json`` are inverse to each other."""

    turn: int = 0
    """Number of answered messages."""
    topic: str = ""
    """What is being looked for, without its limits; empty: nothing yet."""
    need: bool = False
    """Whether the topic tells what something is for, or what is wrong, and names no thing."""
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
    page: str = ""
    """Id of the product whose page the shopper was looking at last; empty: none."""
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

    def looking_at(self, product_id: str) -> "DialogueState":
        """With the shopper on the page of a product (empty: of none).

        A page that was not open before is what the talk is about from then on, until something
        else is shown or pointed at.
        """
        if product_id and product_id != self.page:
            return replace(self, page=product_id, focus=product_id)
        return replace(self, page=product_id)

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
                self.refused, self.turn, self.need,
            )  # fmt: skip
            others = [one for one in kept if one.key != mine.key]
            kept = (*others, mine)[-EARLIER_KEPT:]
        return replace(
            self, topic="", need=False, constraints=Constraints(), origins=(), bounds=(), shown=(),
            seen=(), refused=(), focus="", asked=(), asked_in_a_row=0, earlier=kept,
        )  # fmt: skip

    def returned(self, search: Search) -> "DialogueState":
        """With a search of before going on again; the present one joins those of before."""
        left = self.left()
        return replace(
            left, topic=search.topic, need=search.need, constraints=search.constraints,
            origins=search.origins, bounds=search.bounds, shown=search.shown,
            refused=search.refused,
            earlier=tuple(one for one in left.earlier if one.key != search.key),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values only. ``sought`` says again, for readers, what stands elsewhere."""
        return {
            "turn": self.turn,
            "topic": self.topic,
            "need": self.need,
            "sought": {
                "category": " / ".join(self.constraints.include.categories),
                "use": purpose(self.topic),
                "for_whom": " / ".join(self.constraints.audience),
            },
            "constraints": limits_to_json(self.constraints),
            "origins": origins_to_json(self.origins),
            "bounds": bounds_to_json(self.bounds),
            "shown": list(self.shown),
            "seen": list(self.seen),
            "refused": list(self.refused),
            "focus": self.focus,
            "page": self.page,
            "pending": None if self.pending is None else self.pending.to_json(),
            "asked": list(self.asked),
            "asked_in_a_row": self.asked_in_a_row,
            "earlier": [one.to_json() for one in self.earlier],
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
            need=data.get("need", False),
            constraints=constraints_from_json(data.get("constraints", {})),
            origins=origins_from_json(data.get("origins", ())),
            bounds=bounds_from_json(data.get("bounds", ())),
            shown=tuple(data.get("shown", ())),
            seen=tuple(data.get("seen", ())),
            refused=tuple(data.get("refused", ())),
            focus=data.get("focus", ""),
            page=data.get("page", ""),
            pending=None if pending is None else Pending.from_json(pending),
            asked=tuple(data.get("asked", ())),
            asked_in_a_row=data.get("asked_in_a_row", 0),
            earlier=tuple(Search.from_json(one) for one in data.get("earlier", ())),
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
