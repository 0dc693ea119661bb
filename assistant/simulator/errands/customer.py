"""A simulated customer at the service desk: answers what is asked until the errands are done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.simulator.errands.phrases import Voice
from assistant.simulator.errands.types import Caller, Errand
from assistant.simulator.noise import NOISES

PATIENCE = 9
"""Messages for one errand after which the customer gives it up."""
_ENDS = ("done", "refused", "handoff")


class Desk(Protocol):
    """Whom the customer talks to."""

    def say(self, text: str) -> "Said": ...


@dataclass(frozen=True, slots=True)
class Said:
    """What the customer sees of one answer."""

    action: str
    text: str
    desk: Mapping[str, Any]
    """``state["desk"]``: the task and the summary in force."""
    latency_ms: float = 0.0


@dataclass(slots=True)
class Customer:
    """Talks for one caller. ``call`` runs the whole conversation."""

    caller: Caller
    voice: Voice
    transcript: list[tuple[str, Said]] = field(default_factory=list)
    misread: int = 0
    """Summaries of something else than was wanted."""

    def call(self, desk: Desk) -> None:
        """Bring every errand forward in turn."""
        unsure = self.caller.changes_mind
        for errand in self.caller.errands:
            unsure = self._bring(errand, desk, unsure=unsure)
        self._say(self.voice.bye(), desk)

    def _bring(self, errand: Errand, desk: Desk, *, unsure: bool) -> bool:
        """One errand; hands back whether a change of mind is still to come."""
        whole = self.caller.style != "bit by bit"
        answer = self._say(self.voice.whole(errand) if whole else self.voice.opening(errand), desk)
        for _ in range(PATIENCE):
            if answer.action in _ENDS:
                return unsure
            if answer.action == "confirm" and unsure:
                self._say(self.voice.no(), desk)
                answer, unsure = self._say(self.voice.whole(errand), desk), False
                continue
            answer = self._say(self._answer(errand, answer), desk, plain=answer.action == "confirm")
        return unsure

    def _answer(self, errand: Errand, asked: Said) -> str:
        voice, action = self.voice, asked.action
        if action == "confirm":
            summary = asked.desk.get("summary") or {}
            right = summary.get("operation") == errand.kind
            right = right and (summary.get("order_id") or "") == errand.order_id
            if right and voice.meant(errand, asked.text):
                return voice.yes()
            self.misread += 1
            return f"no. {voice.whole(errand)}"
        if action in ("ask_identity", "identity_failed"):
            return voice.identity(by_email=self.caller.by_email)
        if action == "ask_order":
            return voice.number(errand)
        if action == "ask_items":
            return voice.things(errand)
        if action == "ask_form" and errand.new_item_ids:
            return voice.forms(errand)
        if action == "ask_method" and errand.method_id:
            return voice.method(errand)
        if action == "ask_reason":
            return voice.reason(errand)
        if action == "ask_address" and errand.address:
            return voice.address(errand)
        return voice.whole(errand)

    def _say(self, text: str, desk: Desk, *, plain: bool = False) -> Said:
        noise = NOISES[
            "none" if plain or "@" in text or self._has_data(text) else self.caller.noise
        ]
        said = noise(text, self.voice.rng)
        answer = desk.say(said)
        self.transcript.append((said, answer))
        return answer

    def _has_data(self, text: str) -> bool:
        """Names and addresses are spelt with care."""
        name = self.voice.user["name"]["last_name"]
        return name in text or any(
            one.address and str(one.address["address1"]) in text for one in self.caller.errands
        )
