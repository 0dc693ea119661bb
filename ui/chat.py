"""The chat page as a Gradio app: parts of our own drawing, one event for all that happens."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from fastapi.concurrency import run_in_threadpool

from ui.draw.box import tools
from ui.page.page import ChatPage
from ui.page.visit import GUEST, Memory, Session, Shown
from ui.theme import read_static

__all__ = ["ChatPage", "build_chat"]


def build_chat(page: ChatPage) -> Any:
    """The page as Gradio blocks, ready to be mounted."""
    import gradio as gr

    def update(shown: Shown, memory: Memory | None, session: Session | None) -> tuple[Any, ...]:
        drawn = (shown.transcript, shown.sheet, shown.news, shown.head)
        kept = (gr.skip() if one is None else one for one in drawn)
        now = shown.visit
        # What did not change is not written: another event may have changed it meanwhile.
        remembered = gr.skip() if now.memory == memory else now.memory
        return (*kept, remembered, gr.skip() if now.session is session else now.session)

    async def act(
        memory: Memory, session: Session, event: gr.EventData
    ) -> AsyncIterator[tuple[Any, ...]]:
        data = event._data if isinstance(event._data, Mapping) else {}
        async for shown in steps(page, data, memory, session):
            yield update(shown, memory, session)

    async def said(text: str, memory: Memory, session: Session) -> AsyncIterator[tuple[Any, ...]]:
        async for shown in steps(page, {"do": "say", "text": text}, memory, session):
            yield ("", *update(shown, memory, session))

    def opened(memory: Memory, login: str) -> tuple[Any, ...]:
        return update(page.open(memory, login), None, None)

    def part(name: str, script: str, value: str = "") -> Any:
        """A part of the page: the script runs once, in a scope of its own."""
        return gr.HTML(
            value, elem_id=f"dg-{name}", js_on_load=read_static(script), apply_default_css=False
        )

    with gr.Blocks(title="Daogou 导购", analytics_enabled=False, fill_width=True) as blocks:
        memory = gr.BrowserState(GUEST, storage_key="daogou", secret="daogou-chat-page")
        session = gr.State(Session())
        login = gr.Textbox(visible=False)
        head = part("head", "head.js")
        transcript = part("transcript", "chat.js")
        with gr.Row(elem_id="dg-foot"):
            foot = part(
                "tools", "tools.js",
                tools(photo=page.offers.find_by_photo is not None, voice=page.hear is not None),
            )  # fmt: skip
            box = gr.Textbox(
                label="Your message", show_label=False, container=False, max_lines=6,
                placeholder="What are you looking for?", elem_id="dg-box",
                submit_btn=True,
            )  # fmt: skip
        sheet = part("sheet", "sheet.js")
        news = part("news", "news.js")

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        outputs = [transcript, sheet, news, head, memory, session]
        for source in (head, transcript, foot, sheet):
            source.act(act, [memory, session], outputs, **quiet)
        box.submit(said, [box, memory, session], [box, *outputs], js=_ECHO, **quiet)
        blocks.load(opened, [memory, login], outputs, js=_LOGIN, **quiet)
    # No line of Gradio's own: turns wait in the one that the API has, too, and it has an end.
    blocks.queue(default_concurrency_limit=None)
    return blocks


async def steps(
    page: ChatPage, data: Mapping[str, Any], memory: Memory | None, session: Session | None
) -> AsyncIterator[Shown]:
    """What ``page.act`` shows, step by step; nothing holds a thread while a turn waits in line."""
    taken = page.act(data, memory, session)
    while (shown := await run_in_threadpool(next, taken, None)) is not None:
        yield shown
        if shown.until is not None:
            await page.work.until(shown.until)


# The message appears before the server has seen it; the server's own drawing then takes its place.
_ECHO = "(text, ...rest) => { daogou.echo(text); return [text, ...rest]; }"
# What stands behind "#" never leaves the browser by itself, so the login is in no server's log.
_LOGIN = "(memory) => [memory, new URLSearchParams(location.hash.slice(1)).get('login') ?? '']"
