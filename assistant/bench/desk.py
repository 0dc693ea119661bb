"""``daogou bench desk``: many customers at the service desk at once, on the real server, with what
became of their orders."""

import http.client
import json
import shutil
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.bench.machine import hardware, memory_mb
from assistant.bench.serve import TIMEOUT, patiently, post, served
from assistant.desk.connect import open_records
from assistant.desk.exchange import read_records, to_document
from assistant.desk.exchange.document import RECORDS
from assistant.settings import load_settings
from assistant.simulator.errands.customer import Said
from assistant.simulator.errands.load import busy_time, many
from assistant.simulator.errands.report import summary, transcripts
from assistant.simulator.stores import find_store
from assistant.storage.records import current_records
from assistant.understanding.report import Report, Table

SHOP = "tau2"
COPIES = 4
"""So many times the public customers, so that nobody is needed twice."""


def bench_desk(
    data: Path | None,
    *,
    conversations: int = 50,
    seconds: float = 300,
    transcript_file: Path | None = None,
) -> Report:
    """``conversations`` going on at any moment for a time, each with pauses as people make them.

    Every errand's order is looked at afterwards: nothing that was acknowledged may be lost, nothing
    done twice or otherwise than asked for.

    Raises:
        SettingsError: the public data is not here, or the server does not start.
    """
    shop = find_store(SHOP, data).folder
    records = many(to_document(read_records(shop / RECORDS).records), COPIES)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch, "store")
        shutil.copytree(shop, folder)
        (folder / RECORDS).write_text(json.dumps(records), "utf-8")
        with served(folder) as server:
            engine = open_records(load_settings(server.folder), server.folder)
            load = busy_time(
                to_document(current_records(engine)),
                lambda: to_document(current_records(engine)),
                _Lines(server.port),
                at_once=conversations,
                seconds=seconds,
                seed="load",
            )
            memory = memory_mb(server.pid)
            engine.dispose()
    found = summary(load.calls)
    acknowledged = sum(said.action == "done" for call in load.calls for _, said in call.transcript)
    values: dict[str, Any] = {
        "conversations": len(load.calls),
        "messages_per_second": round(load.per_second, 1),
        "p50_ms": round(load.p50_ms),
        "p95_ms": round(load.p95_ms),
        "errors": len(load.errors),
        "changes": acknowledged,
        "wrong_changes": found["wrong_changes"],
        "right": found["right"],
        "memory_mb": round(memory),
        "hardware": hardware(),
    }
    if transcript_file is not None:
        told = [*load.errors, transcripts(load.calls)]
        transcript_file.write_text("\n".join(told), "utf-8")
    title = f"{conversations} customers at a time for {seconds:.0f} s, loopback; {hardware()}"
    columns = tuple(name.replace("_", " ") for name in values if name != "hardware")
    cells = tuple(value for name, value in values.items() if name != "hardware")
    command = f"daogou bench desk --conversations {conversations}"
    return Report("bench-desk", command, (Table(title, columns, (cells,)),), values)


class _Lines:
    """One connection a thread to the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._local = threading.local()

    def __call__(self, text: str, conversation: str) -> Said:
        if not hasattr(self._local, "connection"):
            self._local.connection = http.client.HTTPConnection(
                "127.0.0.1", self._port, timeout=TIMEOUT
            )
        path = f"/v1/conversations/{conversation}/messages"
        try:
            said = patiently(lambda: post(self._local.connection, path, {"text": text}))
        except (OSError, http.client.HTTPException):
            self._local.connection.close()
            raise
        desk = said["state"].get("desk") or {}
        return Said(said["action"], said["text"], desk, said["latency_ms"])
