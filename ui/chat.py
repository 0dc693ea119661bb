"""The chat page: a Gradio app around one transcript that ``ui.presenter`` draws.

The page keeps two things: the drawn turns (this tab) and, in the browser, which conversation and
which shopper it was, so that a reload brings the conversation back from the assistant's memory.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from assistant.types import Message
from ranking.types import Event, EventKind
from ui import presenter
from ui.examples import from_cards
from ui.port import ShopAssistant
from ui.theme import read_static

log = logging.getLogger(__name__)

Memory = Mapping[str, str]
"""``{"conversation": id or "", "shopper": id or ""}``, as the browser keeps it."""
Turns = tuple[str, ...]
"""The drawn exchanges of the transcript, oldest first."""
_SHELF = 6
_TURNS_DRAWN = 40


@dataclass(frozen=True)
class ChatPage:
    """What happens on the page. ``examples`` are offered before the first word; empty: made from
    the recommended products."""

    assistant: ShopAssistant
    examples: Sequence[str] = ()

    def open(self, memory: Memory | None) -> tuple[str, str, Memory, Turns]:
        """A (re)loaded page -> head, transcript, memory, turns."""
        known = memory or {}
        shopper, conversation = known.get("shopper", ""), known.get("conversation", "")
        if shopper not in {one.id for one in self.assistant.shoppers()}:
            shopper = ""
        turns: Turns = ()
        if conversation:
            try:
                turns = self.drawn(conversation)
            except Exception:
                log.exception("The conversation %s could not be read back", conversation)
                conversation = ""
        kept = {"conversation": conversation, "shopper": shopper}
        return self.head(shopper), self.transcript(turns, shopper, conversation), kept, turns

    def drawn(self, conversation: str) -> Turns:
        """All turns of a conversation as they are kept."""
        past = self.assistant.history(conversation)
        return tuple(presenter.turn(one.user, one.reply, one.people) for one in past)

    def listen(self, memory: Memory | None, turns: Turns) -> tuple[str, Turns]:
        """A person has said or done something -> transcript, turns."""
        known = memory or {}
        conversation, shopper = known.get("conversation", ""), known.get("shopper", "")
        try:
            turns = self.drawn(conversation)
        except Exception:
            log.exception("The conversation %s could not be read back", conversation)
        return self.transcript(turns, shopper, conversation), turns

    def answer(
        self, said: str, memory: Memory | None, turns: Turns
    ) -> Iterator[tuple[str, str, Memory, Turns]]:
        """A message -> (transcript, what stays in the box, memory, turns): first with the message
        and a waiting mark, then with the answer."""
        known = dict(memory or {})
        shopper = known.get("shopper", "")
        if not said.strip():
            yield self.transcript(turns, shopper), "", known, turns
            return
        known["conversation"] = known.get("conversation") or uuid4().hex
        yield self.transcript((*turns, presenter.pending(said)), shopper), "", known, turns
        try:
            reply = self.assistant.reply(Message(said, known["conversation"], shopper or None))
            with_people = reply.state.get("person")  # they may have spoken in the meantime
            turns = (
                self.drawn(known["conversation"])
                if with_people
                else (*turns, presenter.turn(said, reply))
            )
        except Exception:
            log.exception("A message in conversation %s got no answer", known["conversation"])
            turns = (*turns, presenter.failed(said))
        yield self.transcript(turns, shopper, known["conversation"]), "", known, turns

    def restart(self, shopper: str) -> tuple[str, Memory, Turns]:
        """A new conversation for a shopper ("": a guest) -> transcript, memory, turns."""
        kept = {"conversation": "", "shopper": shopper}
        return self.transcript((), kept["shopper"]), kept, ()

    def details(self, product_id: str, memory: Memory | None) -> str:
        """A product that was tapped -> all about it; a known shopper's click is recorded."""
        product = self.assistant.product(product_id)
        if product is None:
            return f'<div data-sheet="{uuid4().hex}"><p>This product is no longer here.</p></div>'
        shopper = (memory or {}).get("shopper", "")
        if shopper:
            click = Event(uuid4().hex, shopper, EventKind.CLICK, product.id, datetime.now(UTC))
            try:
                self.assistant.record(click)
            except Exception:
                log.exception("A click on %s was not recorded", product.id)
        drawn = presenter.details(product, self.assistant.reviews(product.id))
        return f'<div data-sheet="{uuid4().hex}">{drawn}</div>'

    def transcript(self, turns: Turns, shopper: str, conversation: str = "") -> str:
        """The newest turns, or the greeting when there are none.

        Args:
            conversation: to be followed if people look after it.
        """
        if turns:
            return self._following(conversation) + "".join(turns[-_TURNS_DRAWN:])
        names = {one.id: one.name for one in self.assistant.shoppers()}
        try:
            recommended = self.assistant.recommend(shopper or None, _SHELF)
        except Exception:
            log.exception("No recommendations for the greeting")
            recommended = ()
        examples = self.examples or from_cards(recommended)
        return presenter.greeting(names.get(shopper, ""), examples, recommended)

    def _following(self, conversation: str) -> str:
        if not conversation:
            return ""
        live = self.assistant.live(conversation)
        return presenter.following(conversation, live, live.lines[-1].number if live.lines else 0)

    def head(self, shopper: str) -> str:
        """The page's head with one shopper chosen ("": a guest)."""
        return presenter.head(self.assistant.shoppers(), shopper)


def build_chat(page: ChatPage) -> Any:
    """The page as Gradio blocks, ready to be mounted."""
    import gradio as gr

    def said_by_button(
        memory: Memory, turns: Turns, event: gr.EventData
    ) -> Iterator[tuple[str, str, Memory, Turns]]:
        yield from page.answer(str(event.text), memory, turns)

    def opened(memory: Memory, event: gr.EventData) -> str:
        return page.details(str(event.product), memory)

    def begun(event: gr.EventData) -> tuple[str, Memory, Turns]:
        return page.restart(str(event.shopper))

    with gr.Blocks(title="Daogou 导购", analytics_enabled=False, fill_width=True) as blocks:
        memory = gr.BrowserState(
            {"conversation": "", "shopper": ""}, storage_key="daogou", secret="daogou-chat-page"
        )
        turns = gr.State(())
        head = gr.HTML(
            page.head(""), elem_id="dg-head", js_on_load=read_static("head.js"),
            apply_default_css=False,
        )  # fmt: skip
        transcript = gr.HTML(
            "", elem_id="dg-transcript", js_on_load=read_static("chat.js"), apply_default_css=False
        )
        with gr.Row(elem_id="dg-foot"):
            box = gr.Textbox(
                label="Your message", show_label=False, container=False, max_lines=6,
                placeholder="What are you looking for?", elem_id="dg-box",
                submit_btn=True,
            )  # fmt: skip
        sheet = gr.HTML(
            "", elem_id="dg-sheet", js_on_load=read_static("sheet.js"), apply_default_css=False
        )

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [transcript, box, memory, turns]
        box.submit(page.answer, [box, memory, turns], shown, js=_ECHO, **quiet)
        transcript.say(said_by_button, [memory, turns], shown, **quiet)
        transcript.listen(page.listen, [memory, turns], [transcript, turns], **quiet)
        transcript.open(opened, [memory], sheet, **quiet)
        head.begin(begun, None, [transcript, memory, turns], **quiet)
        blocks.load(page.open, memory, [head, transcript, memory, turns], **quiet)
    blocks.queue(default_concurrency_limit=16)
    return blocks


# The message appears before the server has seen it; the server's own drawing then takes its place.
_ECHO = "(text, ...rest) => { window.daogouEcho?.(text); return [text, ...rest]; }"
