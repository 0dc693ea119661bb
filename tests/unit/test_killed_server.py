"""A server that is killed under load has lost nothing that it has acknowledged, and goes on."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path

import pytest
from api_shop import app, client, shop
from desk_shop import RECORDS

from assistant.storage.engine import open_database
from assistant.storage.records import current_records

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")

CHILD = """
import socket, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import uvicorn
from api_shop import app, shop
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
config = uvicorn.Config(app(shop(Path(sys.argv[1]))), log_level="error")
uvicorn.Server(config).run(sockets=[listener])
"""
ENOUGH = 12
"""Acknowledged by each, then the server is killed in the midst of the next ones."""
BUYER = {"first_name": "Mei", "last_name": "Lin", "email": "mei@example.com", "city": "Denver",
         "line1": "5 Orchard Road", "postal_code": "80279", "country": "US",
         "method": "paypal"}  # fmt: skip

Send = Callable[[str, str, object, dict[str, str]], dict[str, object]]
Step = Callable[[Send, int], object]


def talk(send: Send, number: int) -> object:
    send("POST", "/v1/conversations/talk-0001/messages", {"text": f"lamp number {number}"}, {})
    return f"lamp number {number}"


def event(send: Send, number: int) -> object:
    name = f"event-{number:04}"
    sent = {"id": name, "kind": "click", "product_id": "L1", "conversation_id": "talk-0002"}
    send("POST", "/v1/events", sent, {})
    return name


def order(send: Send, number: int) -> object:
    whose = "conversation_id=talk-0003"
    send("PUT", f"/v1/cart/lines?{whose}", {"product_id": "S1", "quantity": 1}, {})
    quote = send("GET", f"/v1/cart/quote?country=US&{whose}", None, {})
    body, key = {**BUYER, "total": quote["total"]}, {"Idempotency-Key": f"order-{number:04}"}
    placed = send("POST", f"/v1/cart/checkout?{whose}", body, key)
    return f"order-{number:04}", placed["id"], body


def go_on(port: int, step: Step, server: subprocess.Popen[str]) -> list[object]:
    """One client, step by step until the server is gone -> what was acknowledged."""
    done: list[object] = []
    connection = HTTPConnection("127.0.0.1", port, timeout=20)

    def send(method: str, path: str, body: object, headers: dict[str, str]) -> dict[str, object]:
        data = None if body is None else json.dumps(body)
        connection.request(method, path, data, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        said: dict[str, object] = json.loads(answer.read())
        assert answer.status < 300, said
        return said

    for number in count():
        try:
            done.append(step(send, number))
        except (OSError, HTTPException, ValueError):
            connection.close()
            server.kill()  # whatever went wrong, nobody goes on without end
            return done
        if step is order and len(done) == ENOUGH:
            os.kill(server.pid, signal.SIGKILL)
    return done


def test_nothing_acknowledged_is_lost_when_a_server_is_killed_under_load(tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    arguments = [sys.executable, "-c", CHILD, str(tmp_path), here]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        with ThreadPoolExecutor(3) as clients:
            said, clicked, ordered = clients.map(
                lambda step: go_on(port, step, server), (talk, event, order)
            )
    assert server.returncode == -signal.SIGKILL
    assert said
    assert clicked
    assert len(ordered) >= ENOUGH

    with shop(tmp_path) as assistant:
        kept = [turn.user for turn in assistant.history("talk-0001")]
        assert kept[: len(said)] == said
        assert len(kept) <= len(said) + 1  # one may be kept and not yet said
        events = [one.id for one in assistant.accounts.events() if one.id.startswith("event-")]
        assert sorted(events)[: len(clicked)] == clicked
        assert len(events) <= len(clicked) + 1
        engine = open_database(tmp_path / "shop.db")
        orders = [one.id for one in current_records(engine).orders][len(RECORDS.orders) :]
        engine.dispose()
        assert set(orders) >= {one[1] for one in ordered}  # type: ignore[index]
        assert len(set(orders)) == len(orders) <= len(ordered) + 1
        again = client(app(assistant))
        for key, number, body in ordered:  # type: ignore[misc]
            answer = again.post(
                "/v1/cart/checkout",
                params={"conversation_id": "talk-0003"},
                headers={"Idempotency-Key": key},
                json=body,
            )
            assert (answer.status_code, answer.json()["id"]) == (201, number)
        sent = {"text": "lamp"}
        reply = again.post("/v1/conversations/talk-0001/messages", json=sent).json()
        assert reply["turn"] == len(kept) + 1
