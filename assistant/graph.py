"""The conversation as a graph: understand, decide, act, render.

    start -> understand -> decide -> act (find, recommend, compare, answer, cart, ...) -> render

One run is one turn. What a turn works with is never kept; the checkpointer keeps ``dialogue`` and
``exchange``, both plain JSON, once, when the turn is complete: a turn is kept whole or not at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any, TypedDict

from langgraph.channels import UntrackedValue
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from assistant.outcome import Outcome, Stopwatch
from assistant.parts import Understander
from assistant.policy import Thresholds, decide, wants_person
from assistant.records import turn_to_json
from assistant.reply.render import Care, Renderer
from assistant.service.services import Services, Visit
from assistant.state import DialogueState, Pending
from assistant.strain import MEMORY, Level, level_of, strain_after
from assistant.types import Action, Message, Reply, Understanding
from ranking.types import Shopper


class Exchange(TypedDict, total=False):
    """One turn on its way through the graph."""

    message: Annotated[Message, UntrackedValue]
    shopper: Annotated[Shopper | None, UntrackedValue]
    talk: Annotated[Callable[[], Sequence[tuple[str, str]]], UntrackedValue]
    clock: Annotated[Stopwatch, UntrackedValue]
    read: Annotated[Understanding, UntrackedValue]
    before: Annotated[DialogueState, UntrackedValue]
    memory: Annotated[DialogueState, UntrackedValue]
    action: Annotated[Action, UntrackedValue]
    outcome: Annotated[Outcome, UntrackedValue]
    reply: Annotated[Reply, UntrackedValue]
    dialogue: dict[str, Any]
    """The dialogue state after the last turn."""
    exchange: dict[str, Any]
    """The last turn: what was said and answered."""


_CARING = frozenset(("handoff", "acknowledge_complaint"))
"""Actions whose words are for somebody unhappy already."""

Graph = CompiledStateGraph[Exchange, None, Exchange, Exchange]


def build_graph(
    understand: Understander,
    services: Services,
    renderer: Renderer,
    thresholds: Thresholds,
    checkpointer: BaseCheckpointSaver[str],
) -> Graph:
    """Wire the stages; each node adds what it made to the exchange."""

    def understand_message(state: Exchange) -> Exchange:
        before = DialogueState.from_json(state.get("dialogue", {}))
        with state["clock"]("understand"):
            read = understand(state["message"].text, before)
            return {"read": read, "memory": before, "before": before}

    def decide_action(state: Exchange) -> Exchange:
        action, after = decide(state["memory"], state["read"], thresholds)
        return {"action": action, "memory": after}

    def perform(state: Exchange) -> Exchange:
        message, read = state["message"], state["read"]
        visit = Visit(
            message.conversation_id,
            message.shopper_id,
            state["shopper"],
            lambda: (*state["talk"](), (read.text, "")),
            state["clock"],
        )
        return {"outcome": services.perform(state["memory"], state["action"], visit)}

    def render(state: Exchange) -> Exchange:
        outcome, care = with_care(state["outcome"], state["read"], state["before"], thresholds)
        with state["clock"]("reply"):
            reply = renderer.render(
                outcome,
                state["read"],
                state["message"].conversation_id,
                state["shopper"],
                care=care,
            )
        reply = replace(reply, stages_ms=state["clock"].rounded())
        return {
            "reply": reply,
            "dialogue": outcome.state.to_json(),
            "exchange": turn_to_json(state["read"].text, reply),
        }

    graph = StateGraph(Exchange)
    graph.add_node("understand", understand_message)
    graph.add_node("decide", decide_action)
    graph.add_node("act", perform)
    graph.add_node("render", render)
    graph.add_edge(START, "understand")
    graph.add_edge("understand", "decide")
    graph.add_edge("decide", "act")
    graph.add_edge("act", "render")
    graph.add_edge("render", END)
    return graph.compile(checkpointer=checkpointer)


def with_care(
    outcome: Outcome, read: Understanding, before: DialogueState, thresholds: Thresholds
) -> tuple[Outcome, Care]:
    """Notice failures and strain; where it gets hard the tone changes, then a person is offered."""
    failures = outcome.state.failures
    if outcome.helped is not None:
        failures = 0 if outcome.helped else failures + 1
    strain = strain_after(
        before.strain, read.text, read.intent, read.sentiment, before.said, helped=outcome.helped
    )
    state = outcome.state.with_(
        failures=failures,
        last_action=outcome.action.name,
        last_intent=read.intent.value,
        strain=strain,
        said=(*before.said, read.text)[-MEMORY:],
    )
    rose = level_of(strain) if strain > before.strain else Level.CALM
    occupied = outcome.action.name in _CARING or (
        state.pending is not None and state.pending.kind in ("handoff", "variant", "which")
    )
    tired = wants_person(failures, outcome.helped is False, read, thresholds)
    offer = not occupied and (tired or rose is Level.DISTRESSED)
    if offer:
        reason = "not helped" if outcome.helped is False else "dissatisfied"
        state = state.with_(pending=Pending("handoff", reason=reason))
    apologise = rose > Level.CALM and outcome.action.name not in _CARING and not offer
    return replace(outcome, state=state), Care(offer_person=offer, apologise=apologise)
