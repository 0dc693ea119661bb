"""The conversation as a graph: understand, decide, act, render.

    start -> arrive -> split -> understand -> desk -> decide -> act (find, answer, ...) -> render
               |                   ^          |                 |                            ^
           listen, tap             |          +--- its own -----+-- no part left ------------+
                                   +-- the next part -----------+

A tap on products' buttons is carried out (act) without being read.
While a person has the conversation, messages are for them (listen) and nothing is answered.
What is said to the service desk (orders, returns, who is writing) is answered there; all else is
for the shop, and the desk's open question is put again behind the answer.

A message that wants two things is answered part by part, in order, in one reply. One run is one
turn. What a turn works with is never kept; the checkpointer keeps ``dialogue`` and ``exchange``,
both plain JSON, once, when the turn is complete: a turn is kept whole or not at all.
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
from assistant.people.hand_off import HandOff
from assistant.phrasing.phraser import Phraser
from assistant.policy import Thresholds, decide, settle
from assistant.records import turn_to_json
from assistant.reply.render import Care, Renderer
from assistant.service.at_desk import AtDesk
from assistant.service.at_privacy import AtPrivacy
from assistant.service.services import Services, Visit
from assistant.state import DialogueState
from assistant.taps import tapped
from assistant.types import Action, Message, Reply, Turn, Understanding
from assistant.understanding.clean import clean_message
from assistant.whole_turn import between_parts, joined, with_care, with_open_question
from ranking.types import Shopper


class Exchange(TypedDict, total=False):
    """One turn on its way through the graph."""

    message: Annotated[Message, UntrackedValue]
    shopper: Annotated[Shopper | None, UntrackedValue]
    turns: Annotated[Callable[[], Sequence[Turn]], UntrackedValue]
    """Of the conversation so far, oldest first."""
    with_person: Annotated[bool, UntrackedValue]
    """Whether a person has the conversation."""
    clock: Annotated[Stopwatch, UntrackedValue]
    parts: Annotated[tuple[str, ...], UntrackedValue]
    """Parts of the message that are not understood yet."""
    answered: Annotated[tuple[tuple[Understanding, Outcome], ...], UntrackedValue]
    """Parts of the message that are carried out already."""
    read: Annotated[Understanding, UntrackedValue]
    at_desk: Annotated[bool, UntrackedValue]
    """Whether the desk has answered the part that was read last."""
    before: Annotated[DialogueState, UntrackedValue]
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
    privacy: AtPrivacy,
    desk: AtDesk | None,
    services: Services,
    people: HandOff,
    renderer: Renderer,
    thresholds: Thresholds,
    checkpointer: BaseCheckpointSaver[str],
    phrase: Phraser | None = None,
) -> Graph:
    """Wire the stages; each node adds what it made to the exchange.

    Args:
        phrase: words replies anew; None: they go out as the templates say them.
    """

    def arrive(state: Exchange) -> Exchange:
        kept = DialogueState.from_json(state.get("dialogue", {}))
        kept = kept.looking_at(state["message"].product_id)
        if desk is not None:
            kept = desk.arrived(kept, state["message"])
        before, standing = people.arrived(kept, state["message"].conversation_id)
        return {"before": before, "with_person": standing.talking}

    def who_answers(state: Exchange) -> str:
        if state["with_person"]:
            return "listen"
        return "split" if state["message"].tap is None else "tap"

    def listen(state: Exchange) -> Exchange:
        before, conversation = state["before"], state["message"].conversation_id
        said = clean_message(state["message"].text)
        after = before.with_(turn=before.turn + 1, desk=before.desk.set_aside())
        person = people.hear(conversation, after.turn, said)
        reply = renderer.silent(after, conversation, person)
        return {
            "reply": reply,
            "dialogue": after.to_json(),
            "exchange": turn_to_json(said, reply, state["message"].id),
        }

    def tap(state: Exchange) -> Exchange:
        read, action, after = tapped(state["before"], state["message"])
        return {"read": read, "action": action, "memory": after, "parts": (), "answered": ()}

    def split_message(state: Exchange) -> Exchange:
        before = state["before"]
        parts: tuple[str, ...] = (state["message"].text,)
        choosing = before.pending is not None and before.pending.options
        whole = desk is not None and desk.keeps_whole(before, state["message"].text)
        if not choosing and not whole:
            with state["clock"]("understand"):
                parts = tuple(understand.parts(state["message"].text))
        return {"parts": parts, "answered": (), "memory": before}

    def understand_message(state: Exchange) -> Exchange:
        text, *rest = state["parts"]
        memory = state["memory"]
        if state["answered"]:
            memory = between_parts(state["answered"][-1][1])
        with state["clock"]("understand"):
            return {"read": understand(text, memory), "memory": memory, "parts": tuple(rest)}

    def ask_desk(state: Exchange) -> Exchange:
        read, message = state["read"], state["message"]
        with state["clock"]("desk"):
            here = settle(state["memory"], read).with_(pending=state["memory"].pending)
            outcome = privacy.answer(here, read, message)
            if desk is not None:
                outcome = (
                    desk.answer(here, read, message)
                    if outcome is None
                    else desk.kept_in_mind(outcome)
                )
        if outcome is None:
            return {"at_desk": False}
        return {"at_desk": True, "outcome": outcome,
                "answered": (*state["answered"], (read, outcome))}  # fmt: skip

    def decide_action(state: Exchange) -> Exchange:
        action, after = decide(state["memory"], state["read"], thresholds)
        return {"action": action, "memory": after}

    def perform(state: Exchange) -> Exchange:
        message, read = state["message"], state["read"]
        visit = Visit(
            message.conversation_id,
            message.shopper_id,
            state["shopper"],
            read.heard or read.text,
            read.sentiment,
            state["turns"],
            state["clock"],
        )
        outcome = services.perform(state["memory"], state["action"], visit)
        if desk is not None and not state["parts"]:
            outcome = desk.kept_in_mind(outcome)
        return {"outcome": outcome, "answered": (*state["answered"], (read, outcome))}

    def next_part(state: Exchange) -> str:
        return "understand" if state["parts"] else "render"

    def after_desk(state: Exchange) -> str:
        return next_part(state) if state["at_desk"] else "decide"

    def render(state: Exchange) -> Exchange:
        *earlier, (read, last) = state["answered"]
        last = with_open_question(last, [outcome for _, outcome in earlier])
        outcome, care = with_care(last, read, state["before"], thresholds)
        outcome = people.follow(outcome, state["message"].conversation_id)
        who = state["message"].conversation_id, state["shopper"]
        with state["clock"]("reply"):
            replies = [renderer.render(done, said, *who) for said, done in earlier]
            replies.append(renderer.render(outcome, read, *who, care=care))
        reply = joined(replies)
        if phrase is not None and care == Care():
            with state["clock"]("phrase"):
                reply = phrase(state["message"], reply, (*(done for _, done in earlier), outcome))
        reply = replace(reply, stages_ms=state["clock"].rounded())
        said = clean_message(state["message"].text) if earlier else read.heard or read.text
        return {
            "reply": reply,
            "dialogue": outcome.state.to_json(),
            "exchange": turn_to_json(said, reply, state["message"].id),
        }

    graph = StateGraph(Exchange)
    graph.add_node("arrive", arrive)
    graph.add_node("listen", listen)
    graph.add_node("tap", tap)
    graph.add_node("split", split_message)
    graph.add_node("understand", understand_message)
    graph.add_node("desk", ask_desk)
    graph.add_node("decide", decide_action)
    graph.add_node("act", perform)
    graph.add_node("render", render)
    graph.add_edge(START, "arrive")
    graph.add_conditional_edges("arrive", who_answers, ["listen", "tap", "split"])
    graph.add_edge("listen", END)
    graph.add_edge("tap", "act")
    graph.add_edge("split", "understand")
    graph.add_edge("understand", "desk")
    graph.add_conditional_edges("desk", after_desk, ["understand", "decide", "render"])
    graph.add_edge("decide", "act")
    graph.add_conditional_edges("act", next_part, ["understand", "render"])
    graph.add_edge("render", END)
    return graph.compile(checkpointer=checkpointer)
