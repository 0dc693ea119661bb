"""Over capacity the API says so and recovers; late answers are told apart from lost ones."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import pytest
import uvicorn
from api_shop import app, client, shop
from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from assistant.types import Message, Reply
from daogou_client import Daogou
from ui.problems import MEDIA_TYPE
from ui.work import BusyError, LateError, Work

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")


def until(true: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come")


def test_so_many_work_so_many_wait_and_no_more() -> None:
    work, go = Work(at_once=2, waiting=3), Event()
    begun = [work.begin(go.wait, 5) for _ in range(5)]
    with pytest.raises(BusyError) as busy:
        work.begin(go.wait, 5)
    assert busy.value.seconds >= 1
    assert sum(one.running() for one in begun) == 2
    go.set()
    assert all(one.result(5) for one in begun)
    until(lambda: not work._held)
    assert work.begin(lambda: "again").result(5) == "again"
    work.close()


def test_who_waits_too_long_learns_whether_it_was_begun() -> None:
    work, go = Work(at_once=1, waiting=1, seconds=0.05), Event()

    async def late(begun: Future[bool]) -> bool:
        with pytest.raises(LateError) as error:
            await work.wait(begun)
        return error.value.begun

    first, second = work.begin(go.wait, 5), work.begin(go.wait, 5)
    assert asyncio.run(late(first))
    assert not asyncio.run(late(second))
    go.set()
    assert first.result(5)
    assert second.cancelled()
    until(lambda: not work._held)
    work.close()


def test_closing_finishes_what_was_begun() -> None:
    work, done = Work(at_once=1, waiting=9), []
    for number in range(5):
        work.begin(lambda n: (time.sleep(0.01), done.append(n)), number)
    work.close()
    assert done == [0, 1, 2, 3, 4]


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with shop(tmp_path) as built:
        yield built


class Held:
    """Turns of a real assistant that wait for a word before they begin."""

    def __init__(self, assistant: Assistant) -> None:
        self.go = Event()
        self.begun = 0
        self._reply = assistant.reply

    def reply(self, message: Message) -> Reply:
        self.begun += 1
        self.go.wait(10)
        return self._reply(message)


def say(guest: TestClient, conversation: str) -> tuple[int, dict[str, str]]:
    path = f"/v1/conversations/{conversation}/messages"
    answer = guest.post(path, json={"text": "lamp"})
    assert answer.status_code == 200 or answer.headers["content-type"] == MEDIA_TYPE
    return answer.status_code, dict(answer.headers)


def test_over_capacity_is_429_with_a_time_and_then_all_is_well_again(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(assistant)
    monkeypatch.setattr(assistant, "reply", held.reply)
    work = Work(at_once=1, waiting=2)
    guest = client(app(assistant, work=work))
    with ThreadPoolExecutor(3) as crowd:
        talks = [crowd.submit(say, guest, f"conversation-{n}") for n in range(3)]
        until(lambda: work._held == 3)
        refused, headers = say(guest, "conversation-9")
        assert refused == 429
        assert int(headers["retry-after"]) >= 1
        stream = {"Accept": "text/event-stream"}
        path = "/v1/conversations/conversation-9/messages"
        assert guest.post(path, json={"text": "lamp"}, headers=stream).status_code == 429
        assert guest.get("/v1/search?q=lamp").status_code == 429
        assert guest.get("/v1/health").status_code == 200
        held.go.set()
        assert [one.result(10)[0] for one in talks] == [200] * 3
    until(lambda: not work._held)
    assert say(guest, "conversation-9")[0] == 200
    assert len(assistant.history("conversation-9")) == 1


def test_an_answer_that_takes_too_long_is_in_the_conversation_later(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(assistant)
    monkeypatch.setattr(assistant, "reply", held.reply)
    work = Work(at_once=1, waiting=2, seconds=0.1)
    guest = client(app(assistant, work=work))
    assert say(guest, "conversation-1")[0] == 503
    assert say(guest, "conversation-2")[0] == 503
    held.go.set()
    work.close()
    assert [turn.user for turn in assistant.history("conversation-1")] == ["lamp"]
    assert assistant.history("conversation-2") == ()  # it was not begun, so it was not done at all


def test_a_server_that_is_told_to_stop_finishes_the_turns_that_were_begun(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(assistant)
    monkeypatch.setattr(assistant, "reply", held.reply)
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(app(assistant), log_level="error"))
    serving = Thread(target=server.run, kwargs={"sockets": [listener]})
    serving.start()
    until(lambda: server.started)
    with ThreadPoolExecutor(1) as shopper:
        guest = Daogou(address, retries=0)
        answer = shopper.submit(guest.send_message, "conversation-1", {"text": "lamp"})
        until(lambda: held.begun == 1)
        server.should_exit = True
        time.sleep(0.3)
        assert serving.is_alive()
        held.go.set()
        assert answer.result(10)["turn"] == 1
    serving.join(10)
    assert not serving.is_alive()
    with pytest.raises(OSError, match="refused"):
        guest.start_conversation()
    listener.close()
