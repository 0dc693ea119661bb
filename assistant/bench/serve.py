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
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.bench.machine import hardware, memory_mb, quantiles
from assistant.bench.turn import messages
from assistant.errors import SettingsError
from assistant.understanding.report import Report, Table
from retrieval.store import open_store

TIMEOUT = 60.0
"""Seconds after which an answer counts as an error."""
_WRITTEN = ("conversations.db*", "shop.db*", "*.lock")
"""What a server writes; it gets a copy of the store without them."""


def bench_serve(store: Path, *, conversations: int = 16, turns: int = 6) -> Report:
    """Talk to `daogou serve` with 1, 2, 4 ... ``conversations`` shoppers at a time.

    Each has a conversation and a connection of its own and says ``turns`` things without pausing.
    The server runs on a copy of the store. Raises SettingsError when it does not start.
    """
    products = open_store(store).products
    crowds = [n for n in (2**i for i in range(20)) if n < conversations] + [conversations]
    rows: list[dict[str, Any]] = []
    with served(store) as server:
        port = server.port
        _crowd(port, [messages(products, 3, seed=1)])  # the first turns load the models
        for number, crowd in enumerate(crowds):
            said = [messages(products, turns, seed=1000 * number + i) for i in range(crowd)]
            started = time.perf_counter()
            times, errors = _crowd(port, said)
            taken = time.perf_counter() - started
            rows.append(
                {
                    "conversations": crowd,
                    "turns": crowd * turns,
                    "turns_per_second": round(len(times) / taken, 1),
                    "ms": quantiles(times) if times else {"p50": None, "p95": None},
                    "errors": errors,
                    "memory_mb": memory_mb(server.pid),
                }
            )
    title = f"Conversations at a time, {len(products):,} products, loopback; {hardware()}"
    columns = ("conversations", "turns a second", "p50 ms", "p95 ms", "errors", "memory MB")
    cells = tuple(
        (
            r["conversations"],
            str(r["turns_per_second"]),
            str(r["ms"]["p50"]),
            str(r["ms"]["p95"]),
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
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
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


def _crowd(port: int, said: Sequence[Sequence[str]]) -> tuple[list[float], int]:
    """One conversation for each list of messages, all at a time: (ms of each answer, errors)."""
    with ThreadPoolExecutor(len(said)) as pool:
        talks = list(pool.map(lambda texts: _talk(port, texts), said))
    return [ms for times, _ in talks for ms in times], sum(errors for _, errors in talks)


def _talk(port: int, texts: Sequence[str]) -> tuple[list[float], int]:
    times: list[float] = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        talk = post(connection, "/v1/conversations", {})["id"]
        for text in texts:
            started = time.perf_counter()
            post(connection, f"/v1/conversations/{talk}/messages", {"text": text})
            times.append(1000 * (time.perf_counter() - started))
    except (OSError, ValueError, KeyError, http.client.HTTPException):
        return times, len(texts) - len(times)
    finally:
        connection.close()
    return times, 0


def post(connection: http.client.HTTPConnection, path: str, body: dict[str, Any]) -> Any:
    """JSON to a path and back; raises ValueError where the server refuses."""
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    data = answer.read()
    if answer.status >= 400:
        raise ValueError(f"{path}: {answer.status}")
    return json.loads(data)
