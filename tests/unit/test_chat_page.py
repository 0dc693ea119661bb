"""What happens on the chat page, without a browser; and the application that holds everything."""

import asyncio
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from shop_fake import FakeAssistant

from assistant.types import Card
from ranking.types import EventKind
from ui.chat import ChatPage
from ui.errors import ServeError
from ui.server import create_app

GUEST = {"conversation": "", "shopper": ""}


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def page(assistant: FakeAssistant) -> ChatPage:
    return ChatPage(assistant)


def test_before_the_first_word_there_is_a_greeting_with_examples(page: ChatPage) -> None:
    head, transcript, memory, turns = page.open(None)
    assert "Mei Lin" in head
    assert "Hello, what are you looking for?" in transcript
    assert 'data-say="rain jackets under $90"' in transcript
    assert "Liked by many" in transcript
    assert (memory, turns) == (GUEST, ())


def test_a_known_shopper_is_greeted_by_name(page: ChatPage) -> None:
    head, transcript, memory, _ = page.open({"conversation": "", "shopper": "c-01"})
    assert '<option value="c-01" selected>' in head
    assert "Hello <bdi>Mei Lin</bdi>, what" in transcript
    assert "Picked for you" in transcript
    assert memory["shopper"] == "c-01"
    assert page.open({"shopper": "nobody"})[2] == GUEST


def test_a_message_waits_and_is_then_answered(page: ChatPage) -> None:
    waiting, answered = page.answer("rain jacket", GUEST, ())
    assert "dg-typing" in waiting[0]
    assert "rain jacket" in waiting[0]
    assert waiting[1] == ""
    assert "dg-typing" not in answered[0]
    assert "Drizzle Trail Jacket" in answered[0]
    assert "Waterproof, as you asked" in answered[0]
    assert len(answered[3]) == 1
    assert len(answered[2]["conversation"]) == 32


def test_a_reload_brings_the_conversation_back(page: ChatPage, assistant: FakeAssistant) -> None:
    *_, (transcript, _, memory, turns) = page.answer("rain jacket", GUEST, ())
    *_, (transcript, _, memory, turns) = page.answer("compare", memory, turns)
    again = ChatPage(assistant).open(memory)
    assert again[1:] == (transcript, memory, turns)
    assert len(turns) == 2


def test_an_empty_message_changes_nothing(page: ChatPage, assistant: FakeAssistant) -> None:
    assert [step[3] for step in page.answer("  \n", GUEST, ("x",))] == [("x",)]
    assert not assistant.turns


def test_a_failure_is_said_kindly_logged_and_survived(
    page: ChatPage, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        *_, (transcript, _, memory, turns) = page.answer("boom", GUEST, ())
    assert "Sorry, something went wrong on our side" in transcript
    assert "fire" not in transcript
    assert 'data-say="boom">Try again' in transcript
    assert "the ranker is on fire" in caplog.text
    *_, (transcript, _, _, _) = page.answer("a lamp", memory, turns)
    assert "Pebble Table Lamp" in transcript


def test_nothing_but_the_greeting_is_lost_when_the_memory_cannot_be_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(FakeAssistant):
        def history(self, conversation_id: str) -> tuple[object, ...]:  # type: ignore[override]
            raise OSError("disk")

        def recommend(self, shopper_id: str | None, top: int) -> tuple[Card, ...]:
            raise OSError("disk")

    _, transcript, memory, _ = ChatPage(Broken()).open({"conversation": "c" * 32, "shopper": ""})
    assert "what are you looking for?" in transcript
    assert memory == GUEST
    assert "disk" in caplog.text


def test_opening_a_product_shows_it_and_records_the_click_of_a_known_shopper(
    page: ChatPage, assistant: FakeAssistant
) -> None:
    assert "recycled nylon" in page.details("jkt-1", GUEST)
    assert not assistant.events
    page.details("jkt-1", {"conversation": "", "shopper": "c-01"})
    (event,) = assistant.events.values()
    assert (event.kind, event.product_id) == (EventKind.CLICK, "jkt-1")
    assert "no longer here" in page.details("<b>", GUEST)


def test_a_long_conversation_shows_its_newest_turns(page: ChatPage) -> None:
    turns = tuple(f"<i>{number}</i>" for number in range(100))
    shown = page.transcript(turns, "")
    assert "<i>99</i>" in shown
    assert "<i>10</i>" not in shown


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    async def build() -> FastAPI:
        return create_app(FakeAssistant(tmp_path_factory.mktemp("images")), examples=("a lamp",))

    # Outside a running loop Gradio makes loops of its own and never closes them.
    with TestClient(asyncio.run(build())) as client:
        yield client


def test_one_application_serves_every_face(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Daogou 导购" in page.text
    for path in ("/v1/health", "/shop", "/shop.css", "/shop.js", "/images/jkt-1", "/favicon.ico",
                 "/fonts/figtree-latin.woff2", "/v1/openapi.json"):  # fmt: skip
        assert client.get(path).status_code == 200, path
    widget = client.get("/widget.js")
    assert widget.headers["content-type"].startswith("text/javascript")
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", widget.text)
    assert client.get("/v1/none").headers["content-type"] == "application/problem+json"


def test_the_styles_and_scripts_ask_nothing_from_elsewhere() -> None:
    folder = Path(__file__).parents[2] / "ui"
    for path in (
        *folder.glob("static/*.css"),
        *folder.glob("static/*.js"),
        *folder.glob("widget/*"),
    ):
        found = re.findall(r"https?://[\w.-]+", path.read_text(encoding="utf-8"))
        assert set(found) <= {"http://www.w3.org", "https://your-daogou"}, path


def test_a_taken_port_is_one_plain_sentence() -> None:
    from assistant.commands.serve import listen

    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=rf"Port {port} is already in use; choose another"):
            listen("127.0.0.1", port)
