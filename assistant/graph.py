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
from assistant.reply.render import Renderer
from assistant.service.services import Services, Visit
from assistant.state import DialogueState, Pending
from assistant.types import Action, Message, Reply, Understanding
from ranking.types import Shopper


class Exchange(TypedDict, total=False):
    """One turn on its way through the graph."""

    message: Annotated[Message, UntrackedValue]
    shopper: Annotated[Shopper | None, UntrackedValue]
    talk: Annotated[Callable[[], Sequence[tuple[str, str]]], UntrackedValue]
    clock: Annotated[Stopwatch, UntrackedValue]
    read: Annotated[Understanding, UntrackedValue]
    memory: Annotated[DialogueState, UntrackedValue]
    action: Annotated[Action, UntrackedValue]
    outcome: Annotated[Outcome, UntrackedValue]
    reply: Annotated[Reply, UntrackedValue]
    dialogue: dict[str, Any]
    """The dialogue state after the last turn."""
    exchange: dict[str, Any]
    """The last turn: what was said and answered."""


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
            return {"read": understand(state["message"].text, before), "memory": before}

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
        outcome, offer = with_offer(state["outcome"], state["read"], thresholds)
        with state["clock"]("reply"):
            reply = renderer.render(
                outcome,
                state["read"],
                state["message"].conversation_id,
                state["shopper"],
                offer_person=offer,
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


def with_offer(
    outcome: Outcome, read: Understanding, thresholds: Thresholds
) -> tuple[Outcome, bool]:
    """Count failures; after too many, or great displeasure, a person is offered."""
    failures = outcome.state.failures
    if outcome.helped is not None:
        failures = 0 if outcome.helped else failures + 1
    state = outcome.state.with_(failures=failures, last_action=outcome.action.name)
    already = outcome.action.name == "handoff" or (
        state.pending is not None and state.pending.kind in ("handoff", "variant")
    )
    offer = not already and wants_person(failures, outcome.helped is False, read, thresholds)
    if offer:
        reason = "dissatisfied" if read.sentiment.score <= thresholds.frustration else "not helped"
        state = state.with_(pending=Pending("handoff", reason=reason))
    return replace(outcome, state=state), offer
