"""What happens on the chat page, without a browser; and the application that holds everything."""

import asyncio
import base64
import json
import logging
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import wait
from dataclasses import replace
from html import unescape
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.pictures import pictures_in
from assistant.types import Intent
from ranking.types import EventKind
from retrieval.types import Product
from ui.chat import ChatPage, steps
from ui.errors import FaceError, ServeError
from ui.examples import greeting_examples
from ui.offers import Offers
from ui.page.visit import GUEST, Failed, Session, Shown, Why
from ui.server import create_app
from ui.work import Work

ANA = {**GUEST, "shopper": "C-1"}
SCRIPT: Mapping[str, Mapping[str, Any]] = {
    "lamp": {"search_text": "lamp"},
    "jacket": {"search_text": "jacket"},
    "my data": {"intent": Intent.ACCOUNT_HELP, "search_text": ""},
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """One for all tests: each has conversations of its own."""
    with tiny_assistant(tmp_path_factory.mktemp("tiny"), SCRIPT) as made:
        yield made


@pytest.fixture
def page(assistant: Assistant) -> ChatPage:
    """A demonstration: Ana may be chosen."""
    examples = greeting_examples(assistant)
    return ChatPage(assistant, examples, samples=("C-1",), checkout="/shop/take")


class Tab:
    """A browser's tab: keeps what the page gives it, and sends it with each event."""

    def __init__(self, page: ChatPage, memory: Any = None, login: str = "") -> None:
        self.page = page
        self.steps: list[Shown] = [page.open(memory, login)]
        self.memory, self.session = self._kept()

    def _kept(self) -> tuple[Any, Session]:
        visit = self.steps[-1].visit
        return json.loads(json.dumps(visit.memory)), visit.session

    def do(self, name: str, **data: Any) -> Shown:
        """An event; the last step of what it shows."""
        self.steps = []
        for shown in self.page.act({"do": name, **data}, self.memory, self.session):
            self.steps.append(shown)
            if shown.until is not None:
                wait([shown.until], self.page.work.seconds)
        self.memory, self.session = self._kept()
        return self.steps[-1]

    def said(self, text: str) -> str:
        return self.do("say", text=text).transcript or ""


def word(shown: Shown) -> dict[str, Any]:
    """What is told of an event."""
    found = re.search(r'data-news="([^"]*)"', shown.news or "")
    assert found
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


def test_before_the_first_word_there_is_a_greeting_with_examples_and_rows(page: ChatPage) -> None:
    shown = page.open(None)
    transcript = shown.transcript or ""
    assert "Hello, what are you looking for?" in transcript
    assert transcript.count('class="dg-shelf"') >= 1
    assert 'data-do="say" data-text="What do you recommend for me?"' in transcript
    assert (shown.visit.memory, shown.visit.session.turns) == (GUEST, ())


def test_a_sample_shopper_can_be_chosen_in_a_demonstration_alone(
    page: ChatPage, assistant: Assistant
) -> None:
    chosen = page.open(ANA)
    assert '<option value="C-1" selected>Ana Ruiz' in (chosen.head or "")
    assert "Hello <bdi>Ana Ruiz</bdi>, what" in (chosen.transcript or "")
    assert page.open({"shopper": "nobody"}).visit.memory == GUEST
    real = ChatPage(assistant).open(ANA)
    assert "Ana" not in f"{real.head}{real.transcript}"
    assert real.visit.memory == GUEST


def test_a_login_says_who_it_is_and_another_s_conversation_is_left(assistant: Assistant) -> None:
    page = ChatPage(assistant, whose=lambda login: "C-1" if login == "signed" else "")
    ana = Tab(page, login="signed")
    ana.said("lamp")
    assert ana.memory["shopper"] == "C-1"
    assert assistant.accounts.shopper_of(ana.memory["conversation"]) == "C-1"
    assert [one.user for one in Tab(page, ana.memory, "signed").session.turns] == ["lamp"]
    for login in ("", "forged"):
        later = Tab(page, ana.memory, login)
        assert (later.memory, later.session.turns) == (GUEST, ())
        claimed = Tab(page, {**ana.memory, "shopper": ""}, login)
        assert claimed.session.turns == ()


def test_a_message_waits_and_is_then_answered(page: ChatPage) -> None:
    tab = Tab(page)
    transcript = tab.said("lamp")
    assert "dg-typing" in (tab.steps[0].transcript or "")
    assert "dg-typing" not in transcript
    assert "Pebble Table Lamp" in transcript
    assert len(tab.memory["conversation"]) == 32


def test_a_reload_brings_the_conversation_back(page: ChatPage) -> None:
    tab = Tab(page)
    tab.said("lamp")
    before = tab.said("jacket")
    tab.do("rate", turn="2", value="-1")
    again = Tab(page, tab.memory)
    transcript = again.steps[0].transcript or ""
    assert "What was wrong?" in transcript
    assert re.sub(r"<form.*?</form>", "", transcript).count("<article") == before.count("<article")


def test_an_empty_message_changes_nothing(page: ChatPage) -> None:
    tab = Tab(page)
    tab.said("  \n")
    assert tab.memory == GUEST


def test_a_failure_is_said_kindly_logged_and_survived(
    page: ChatPage, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        """Everything as it is, but nothing is answered."""

        def __getattr__(self, name: str) -> Any:
            return getattr(assistant, name)

        def reply(self, message: object) -> None:
            raise RuntimeError("the ranker is on fire")

    tab = Tab(ChatPage(Broken()))  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR):
        transcript = tab.said("boom")
    assert "Sorry, something went wrong on our side" in transcript
    assert "fire" not in transcript
    assert 'data-echo="boom">Try again' in transcript
    assert "the ranker is on fire" in caplog.text
    (failed,) = tab.session.turns
    assert isinstance(failed, Failed)
    assert (failed.user, failed.why) == ("boom", Why.WRONG)
    tab.page = page
    assert "Pebble Table Lamp" in tab.said("lamp")


def test_over_capacity_the_page_says_so_and_the_message_is_sent_again_as_it_was(
    page: ChatPage,
) -> None:
    gate, began = Event(), Event()

    def hold() -> None:
        began.set()
        gate.wait(30)

    work = Work(at_once=1, waiting=1, seconds=30)
    tab = Tab(replace(page, work=work))
    work.begin(hold)
    began.wait(30)
    work.begin(hold)  # the line is full
    busy = tab.do("similar", product="L1", echo="Something like the lamp").transcript or ""
    assert "so many people are asking just now" in busy
    assert "Something like the lamp" in busy
    (failed,) = tab.session.turns
    assert isinstance(failed, Failed)
    assert failed.why is Why.BUSY
    assert f'data-do="again" data-id="{failed.event["id"]}"' in busy
    once_more = tab.do("again", id=failed.event["id"]).transcript or ""
    assert once_more != busy  # drawn anew, or the browser would go on waiting
    assert once_more.count("dg-turn") == 1
    gate.set()
    work.close()
    tab.page = page
    answered = tab.do("again", id=failed.event["id"]).transcript or ""
    assert 'data-card="L2"' in answered
    assert answered.count("dg-turn") == 1  # it stands where the apology stood
    assert (tab.do("again", id=failed.event["id"]).transcript or "").count("dg-turn") == 1


def test_an_answer_that_takes_long_is_looked_for_again_and_given_once(
    page: ChatPage, assistant: Assistant
) -> None:
    gate = Event()

    class Slow:
        """Everything as it is, but answers wait for the gate."""

        def __getattr__(self, name: str) -> Any:
            return getattr(assistant, name)

        def reply(self, message: Any) -> Any:
            gate.wait(30)
            return assistant.reply(message)

    work = Work(at_once=1, waiting=1, seconds=0.1)
    tab = Tab(replace(page, assistant=Slow(), work=work))  # type: ignore[arg-type]
    late = tab.said("lamp")
    assert "takes longer than usual" in late
    assert "Look again" in late
    (failed,) = tab.session.turns
    assert isinstance(failed, Failed)
    gate.set()
    work.close()
    tab.page = page
    assert "Pebble Table Lamp" in (tab.do("again", id=failed.event["id"]).transcript or "")
    assert len(assistant.history(tab.memory["conversation"])) == 1


def test_fifty_pages_at_once_are_all_answered_or_told_that_it_is_busy(page: ChatPage) -> None:
    work = Work(at_once=2, waiting=6, seconds=30)
    busy = replace(page, work=work)

    async def visit(number: int) -> str:
        event = {"do": "say", "text": f"lamp {number}"}
        shown = [one async for one in steps(busy, event, None, None)]
        return shown[-1].transcript or ""

    async def visits() -> list[str]:
        return await asyncio.gather(*map(visit, range(50)))

    drawn = asyncio.run(visits())
    work.close()
    answered = sum("Pebble Table Lamp" in one for one in drawn)
    refused = sum("so many people are asking" in one for one in drawn)
    assert answered >= 8  # two at work and six in line
    assert refused >= 1
    assert answered + refused == 50


def test_opening_a_product_shows_it_and_records_the_click(
    page: ChatPage, assistant: Assistant
) -> None:
    before = len(assistant.accounts.events())
    guest = Tab(page)
    assert "A small lamp." in (guest.do("open", product="L1").sheet or "")
    assert len(assistant.accounts.events()) == before  # nothing is kept before the first word
    ana = Tab(page, ANA)
    ana.do("open", product="L1", list="list-7")
    event = assistant.accounts.events()[-1]
    assert len(assistant.accounts.events()) == before + 1
    assert (event.kind, event.product_id, event.shopper_id) == (EventKind.CLICK, "L1", "C-1")
    assert event.list_id == "list-7"
    assert "no longer here" in word(ana.do("open", product="<b>"))["said"]


def test_a_cart_from_choosing_a_form_to_the_total(page: ChatPage, assistant: Assistant) -> None:
    tab = Tab(page)
    assert "dg-options" in (tab.do("add", product="J1").sheet or "")  # three forms: which?
    told = word(tab.do("add", product="J1", variant="J1-3", quantity="2"))
    assert (told["pieces"], told["cart"]) == (2, True)
    assert word(tab.do("add", product="L1"))["pieces"] == 3
    drawn = tab.do("cart").sheet or ""
    # 2 * 89.00 + 39.90 = 217.90
    assert "$217.90" in drawn
    assert f'href="/shop/take?conversation={tab.memory["conversation"]}"' in drawn
    assert word(tab.do("set", product="J1", variant="J1-3", quantity="0"))["pieces"] == 1
    refused = word(tab.do("add", product="J1", variant="J1-2"))
    assert refused["trouble"]
    assert "out of stock" in refused["said"]
    mine = f"guest:{tab.memory['conversation']}"
    kinds = [one.kind for one in assistant.accounts.events() if one.shopper_id == mine]
    assert kinds == [EventKind.CART, EventKind.CART]


def test_a_guest_s_cart_comes_along_into_a_new_conversation(page: ChatPage) -> None:
    tab = Tab(page)
    tab.said("lamp")
    tab.do("add", product="L1")
    old = tab.memory["conversation"]
    shown = tab.do("begin")
    assert tab.memory["conversation"] not in ("", old)
    assert 'data-pieces="1"' in (shown.head or "")
    assert "dg-welcome" in (shown.transcript or "")
    assert page.pieces(replace(shown.visit, conversation=old)) == 0


def test_a_guest_s_cart_is_theirs_after_they_log_in(assistant: Assistant) -> None:
    page = ChatPage(assistant, whose=lambda login: "C-9" if login == "signed" else "")
    tab = Tab(page)
    tab.said("lamp")
    tab.do("add", product="L2", quantity="2")
    ana = Tab(page, tab.memory, "signed")
    assert page.pieces(ana.steps[0].visit) == 2
    assert 'data-pieces="2"' in (ana.steps[0].head or "")
    assert page.pieces(Tab(page, tab.memory).steps[0].visit) == 0


def test_a_photo_without_an_answer_leaves_nobody_waiting(page: ChatPage) -> None:
    def look(photo: bytes) -> tuple[str, ...]:
        if b"lamp" not in photo:
            raise FaceError("I cannot read this file.")
        return ("L3", "L1")

    def sent(photo: bytes) -> str:
        return base64.b64encode(b"\xff\xd8\xff" + photo).decode()

    tab = Tab(replace(page, offers=Offers(look)))
    assert "choose a photo" in word(tab.do("photo", image="AAAA"))["said"]
    told = word(tab.do("photo", image=sent(b"mug")))
    assert told["trouble"]
    assert "dg-typing" not in (tab.steps[-2].transcript or "")
    shown = tab.do("photo", image=sent(b"lamp")).transcript or ""
    assert shown.index("Read Desk Lamp") < shown.index("Pebble Table Lamp")


def test_what_is_not_for_somebody_goes_and_stays_away(page: ChatPage) -> None:
    tab = Tab(page)
    assert 'data-card="L1"' in tab.said("lamp")
    assert word(tab.do("dislike", product="L1"))["gone"] == "L1"
    assert 'data-card="L1"' not in tab.said("lamp")
    assert 'data-card="L1"' not in (Tab(page, tab.memory).steps[0].transcript or "")


def test_chosen_products_are_compared_and_similar_ones_found(page: ChatPage) -> None:
    tab = Tab(page)
    shown = tab.do("compare", products=["L1", "J2"], echo="Compare these two")
    assert "dg-compare" in (shown.transcript or "")
    assert "Compare these two" in (shown.transcript or "")
    shown = tab.do("similar", product="L1", echo="Something like the lamp")
    assert 'data-card="L2"' in (shown.transcript or "")


def test_thumbs_are_kept_and_taken_back_and_commented(page: ChatPage, assistant: Assistant) -> None:
    tab = Tab(page)
    tab.said("lamp")
    shown = tab.do("rate", turn="1", value="1")
    assert shown.transcript
    assert 'aria-pressed="true"' in shown.transcript
    assert word(tab.do("rate", turn="1", value="1", comment="lovely"))["said"]
    tab.do("rate", turn="1", value="0")
    assert tab.memory["rated"] == {}
    assert word(tab.do("rate", turn="9", value="1"))["trouble"]


def test_what_is_remembered_is_shown_corrected_switched_off_and_erased(page: ChatPage) -> None:
    tab = Tab(page, ANA)
    tab.do("open", product="L1")
    drawn = tab.do("profile").sheet or ""
    assert "Lumen Labs" in drawn
    assert 'data-do="stop" data-kind="brand" data-value="Northfell"' in drawn
    stopped = tab.do("stop", kind="brand", value="Northfell").sheet or ""
    assert 'data-do="resume" data-kind="brand" data-value="Northfell"' in stopped
    assert 'data-do="stop" data-kind="brand" data-value="Northfell"' in (
        tab.do("resume", kind="brand", value="Northfell").sheet or ""
    )
    assert 'aria-checked="false"' in (tab.do("use", value="").sheet or "")
    assert 'aria-checked="true"' in (tab.do("use", value="on").sheet or "")
    tab.said("lamp")
    tab.do("add", product="L1")
    erased = tab.do("erase")
    assert word(erased)["pieces"] == 0
    assert tab.memory["conversation"] == ""
    assert "Lumen Labs" not in (tab.do("profile").sheet or "")


@pytest.mark.parametrize("form", ["txt", "md", "json"])
def test_a_conversation_is_saved_as_a_file(page: ChatPage, form: str) -> None:
    tab = Tab(page)
    assert word(tab.do("export", format=form))["trouble"]  # nothing to save yet
    tab.said("lamp")
    tab.said("<b>*jacket*</b>")
    name, _, content = word(tab.do("export", format=form))["file"]
    assert name == f"conversation.{form}"
    assert "Pebble Table Lamp" in content
    if form == "json":
        assert [turn["you"] for turn in json.loads(content)] == ["lamp", "<b>*jacket*</b>"]
    if form == "md":
        assert r"&lt;b>\*jacket\*&lt;/b>" in content


@pytest.mark.parametrize(
    "data",
    [{}, {"do": "fly"}, {"do": "rate"}, {"do": "set", "product": "L1", "quantity": "many"},
     {"do": "stop", "kind": "soul", "value": "x"}, {"do": "photo", "image": "%%%"},
     {"do": "voice", "sound": "AAAA"}, {"do": "compare", "products": 7}, {"do": "open"}],
)  # fmt: skip
def test_odd_events_lose_nothing(page: ChatPage, data: dict[str, Any]) -> None:
    tab = Tab(page)
    tab.said("lamp")
    turns = tab.session.turns
    steps = list(page.act(data, tab.memory, tab.session))
    assert steps[-1].visit.session.turns[:1] == turns
    for odd in ("text", {"rated": [1], "hidden": "x", "shopper": 7}, None, {"conversation": None}):
        assert page.open(odd).visit.memory == GUEST  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    async def build() -> FastAPI:
        return create_app(assistant, examples=("a lamp",))

    # Outside a running loop Gradio makes loops of its own and never closes them.
    with TestClient(asyncio.run(build())) as client:
        yield client


def test_one_application_serves_every_face(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Daogou 导购" in page.text
    assert "what are you looking for?" in page.text  # the first screen needs no script of Gradio's
    for path in ("/v1/health", "/shop", "/shop.css", "/shop.js", "/favicon.ico",
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
        *folder.glob("widget/*.*"),
    ):
        found = re.findall(r"https?://[\w.-]+", path.read_text(encoding="utf-8"))
        assert set(found) <= {"http://www.w3.org", "https://your-daogou"}, path


@pytest.mark.parametrize("image", ["a\0b.png", "x" * 5_000, "../../etc/passwd", "<script>"])
def test_a_picture_with_an_odd_name_is_none(tmp_path: Path, image: str) -> None:
    assert pictures_in(tmp_path)(Product("P", "A thing", image=image)) is None


def test_a_taken_port_is_one_plain_sentence() -> None:
    from assistant.commands.serve import listen

    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=rf"Port {port} is already in use; choose another"):
            listen("127.0.0.1", port)
