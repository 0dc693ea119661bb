"""The chat page over the capacity of its server: it says so, nothing is lost, and it recovers."""

import asyncio
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from conftest import CHROMIUM, axe, shot
from fastapi import FastAPI
from playwright.sync_api import Browser, expect

from assistant.assistant import Assistant
from assistant.settings import Settings
from ui.server import create_app, release

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from tiny_shop import tiny_assistant

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1180, "height": 820}


@dataclass
class Served:
    """A server in a thread of its own."""

    app: FastAPI
    server: uvicorn.Server

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that does a turn at a time and lets one more wait."""
    found: list[Served] = []

    async def serve(assistant: Assistant) -> None:
        app = create_app(assistant, settings=Settings(turns_at_work=1, turns_waiting=1))
        found.append(Served(app, uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))))
        await found[0].server.serve()

    with tiny_assistant(tmp_path_factory.mktemp("tiny"), {"lamp": {}}) as assistant:
        # Playwright has the loop of this thread.
        thread = threading.Thread(target=lambda: asyncio.run(serve(assistant)))
        thread.start()
        while not found or not found[0].server.started:
            assert thread.is_alive()
            time.sleep(0.05)
        yield found[0]
        release(found[0].app)
        found[0].server.should_exit = True
        thread.join(timeout=60)
        found[0].app.state.work.close()


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"]
)
def test_a_message_that_finds_no_room_stays_and_is_sent_again(
    browser: Browser, served: Served, size: dict[str, int], scheme: str
) -> None:
    gate = threading.Event()
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    page.goto(served.address)
    page.locator("#dg-transcript .dg-shelf").first.wait_for()
    held = [served.app.state.work.begin(gate.wait, 120) for _ in range(2)]  # the line is full
    try:
        page.get_by_label("Your message").fill("lamp")
        page.get_by_label("Your message").press("Enter")
        trouble = page.locator("#dg-transcript .dg-trouble")
        expect(trouble).to_contain_text("so many people are asking just now")
        expect(page.locator("#dg-transcript .dg-you")).to_contain_text("lamp")
        assert axe(page) == []
        shot(page, f"chat-busy-{size['width']}-{scheme}")
        again = page.get_by_role("button", name="Try again")
        again.click()  # still no room
        expect(page.locator("#dg-transcript .dg-typing")).to_have_count(0)
        expect(trouble).to_contain_text("so many people are asking just now")
    finally:
        gate.set()
    for one in held:
        one.result(timeout=30)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#dg-transcript .dg-card").first).to_be_visible()
    expect(page.locator("#dg-transcript .dg-you")).to_have_count(1)  # said once
    expect(trouble).to_have_count(0)
    context.close()
