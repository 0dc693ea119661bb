"""``daogou bench serve``: the real server on loopback, talked to by many shoppers at once."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from assistant.bench.machine import hardware, memory_mb, quantiles
from assistant.bench.turn import messages
from assistant.errors import SettingsError
from assistant.understanding.report import Report, Table
from retrieval.store import open_store

T = TypeVar("T")
TIMEOUT = 60.0
"""Seconds after which an answer counts as an error."""
PATIENCE = 120.0
"""Seconds after which a message that there is no room for counts as an error."""
CROWDS = (1, 10, 50, 200)
_WRITTEN = ("conversations.db*", "shop.db*", "*.lock")
"""What a server writes; it gets a copy of the store without them."""


def bench_serve(store: Path, *, conversations: int = 200, turns: int = 6) -> Report:
    """Talk to `daogou serve` with 1, 10, 50 ... ``conversations`` shoppers at a time, and with one
    again, whom a crowd before must not have cost anything.

    Each has a conversation and a connection of its own and says ``turns`` things without pausing;
    who is told to come back later (429) does so, and is counted. The server runs on a copy of the
    store. Raises SettingsError when it does not start.
    """
    products = open_store(store).products
    crowds = [n for n in CROWDS if n < conversations] + [conversations]
    if conversations > 1:
        crowds.append(1)
    rows: list[dict[str, Any]] = []
    with served(store) as server:
        port = server.port
        _crowd(port, [messages(products, 3, seed=1)])  # the first turns load the models
        for number, crowd in enumerate(crowds):
            said = [messages(products, turns, seed=1000 * number + i) for i in range(crowd)]
            started = time.perf_counter()
            talks = _crowd(port, said)
            taken = time.perf_counter() - started
            times = [ms for talk in talks for ms in talk.times]
            rows.append(
                {
                    "conversations": crowd,
                    "turns": crowd * turns,
                    "turns_per_second": round(len(times) / taken, 1),
                    "ms": quantiles(times) if times else {"p50": None, "p95": None},
                    "told_to_wait": sum(talk.told_to_wait for talk in talks),
                    "errors": sum(talk.errors for talk in talks),
                    "memory_mb": memory_mb(server.pid),
                }
            )
    title = f"Conversations at a time, {len(products):,} products, loopback; {hardware()}"
    columns = (
        "conversations",
        "turns a second",
        "p50 ms",
        "p95 ms",
        "told to wait (429)",
        "errors",
        "memory MB",
    )
    cells = tuple(
        (
            r["conversations"],
            str(r["turns_per_second"]),
            str(r["ms"]["p50"]),
            str(r["ms"]["p95"]),
            r["told_to_wait"],
            r["errors"],
            f"{r['memory_mb']:.0f}",
        )
        for r in rows
    )
    return Report(
        f"bench-serve-{len(products)}",
        f"daogou bench serve --conversations {conversations}",
        (Table(title, columns, cells),),
        {"products": len(products), "crowds": rows, "hardware": hardware()},
    )


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers."""

    port: int
    """On 127.0.0.1."""
    pid: int
    folder: Path
    """Of its store, with what it writes."""


@contextmanager
def served(store: Path) -> Iterator[Served]:
    """A server on a free port over a copy of a store, ready to answer.

    Raises SettingsError when it does not start.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "store")
        shutil.copytree(store, folder, ignore=shutil.ignore_patterns(*_WRITTEN))
        command = "from assistant.cli import main; main()"
        arguments = ["serve", "--store", str(folder), "--port", "0"]
        with subprocess.Popen(
            [sys.executable, "-c", command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            # All shoppers come from one address.
            env={
                **os.environ,
                "PYTHONUNBUFFERED": "1",
                "DAOGOU_REQUESTS_PER_ADDRESS": "0",
            },
        ) as process:
            try:
                assert process.stdout is not None
                line = next((x for x in process.stdout if "ready" in x), "")
                address = re.search(r":(\d+)/", line)
                if not address:
                    raise SettingsError(
                        f"The server did not start on {store}: see what"
                        f" `daogou serve --store {store}` says."
                    )
                yield Served(int(address.group(1)), process.pid, folder)
            finally:
                process.terminate()


@dataclass(slots=True)
class _Talk:
    """What became of one conversation."""

    times: list[float] = field(default_factory=list)
    """Milliseconds of each answer."""
    told_to_wait: int = 0
    errors: int = 0

    def told(self) -> None:
        """Count one answer that there is no room."""
        self.told_to_wait += 1


def _crowd(port: int, said: Sequence[Sequence[str]]) -> list[_Talk]:
    """One conversation for each list of messages, all at a time."""
    with ThreadPoolExecutor(len(said)) as pool:
        return list(pool.map(lambda texts: _talk(port, texts), said))


def _talk(port: int, texts: Sequence[str]) -> _Talk:
    talk = _Talk()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        begun = patiently(lambda: post(connection, "/v1/conversations", {}), talk.told)
        for text in texts:
            _say(connection, f"/v1/conversations/{begun['id']}/messages", text, talk)
    except (OSError, ValueError, KeyError, http.client.HTTPException):
        talk.errors = len(texts) - len(talk.times)
    finally:
        connection.close()
    return talk


def _say(connection: http.client.HTTPConnection, path: str, text: str, talk: _Talk) -> None:
    def once() -> float:
        started = time.perf_counter()
        post(connection, path, {"text": text})
        return 1000 * (time.perf_counter() - started)

    talk.times.append(patiently(once, talk.told))


def patiently(send: Callable[[], T], told: Callable[[], None] = lambda: None) -> T:
    """What comes of sending, again and again while there is no room for it; ``told`` is called for
    every time. Raises NoRoomError when it takes too long."""
    until = time.perf_counter() + PATIENCE
    while True:
        try:
            return send()
        except NoRoomError as error:
            told()
            if time.perf_counter() > until:
                raise
            time.sleep(error.seconds)


class NoRoomError(ValueError):
    """The server is busy; ``seconds`` says when to come back."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"429: come back in {seconds:g} seconds")
        self.seconds = seconds


def post(connection: http.client.HTTPConnection, path: str, body: dict[str, Any]) -> Any:
    """JSON to a path and back; raises NoRoomError on 429, ValueError where the server refuses."""
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    data = answer.read()
    if answer.status == 429:
        connection.close()  # the server shuts it while one waits; the next request opens it again
        raise NoRoomError(float(answer.headers["Retry-After"]))
    if answer.status >= 400:
        raise ValueError(f"{path}: {answer.status}")
    return json.loads(data)
