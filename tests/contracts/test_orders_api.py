"""The HTTP backend where the other side is away, hurried or wrong, and the API's description."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from shop_places import (
    DECIDE,
    TOKEN,
    cancelling,
    made_place,
    open_place,
    planned,
    said,
)

from assistant.desk.connect import open_backend
from assistant.desk.http_backend import HttpBackend
from assistant.desk.http_server import create_orders_app
from assistant.desk.rules import load_rules
from assistant.errors import BackendError, RecordsChangedError
from assistant.settings import Settings
from assistant.storage.engine import open_database
from assistant.storage.orders import SqlBackend

DESCRIPTION = Path(__file__).parents[2] / "docs" / "orders-api.yaml"


class Scripted(BaseHTTPRequestHandler):
    """Gives the answers of ``script`` in turn, the last one for ever, and keeps what came."""

    script: ClassVar[list[tuple[int, object]]] = []
    came: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer()

    def _answer(self) -> None:
        self.came.append((self.path, self.headers["Idempotency-Key"]))
        status, body = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@contextmanager
def scripted(*answers: tuple[int, object]) -> Iterator[HttpBackend]:
    Scripted.script, Scripted.came = list(answers), []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Scripted)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    backend = HttpBackend(f"http://127.0.0.1:{server.server_port}", TOKEN)
    try:
        yield backend
    finally:
        backend.close()
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_server_that_is_away_is_said_to_be() -> None:
    backend = HttpBackend("http://127.0.0.1:9", TOKEN, timeout=0.5)
    with pytest.raises(BackendError, match="orders_url"):
        backend.order("#A2")
    backend.close()


def test_a_busy_server_is_asked_again() -> None:
    with scripted((503, {}), (502, {}), (200, {"customer_id": "noor"})) as backend:
        assert backend.customer_by_email("noor@example.com") == "noor"
    assert [path for path, _ in Scripted.came] == ["/customers/search"] * 3


def test_a_change_is_asked_for_again_with_the_same_key(tmp_path: Path) -> None:
    with made_place("sqlite", tmp_path) as place:
        shop = open_place(place.name)
        plan = planned(shop, cancelling("#A2"))
        shop.close()
    done = {"at": "2026-05-01T10:00:00Z", "repeated": False}
    with scripted((503, {}), (200, done)) as backend:
        assert not backend.apply(plan, said("k")).repeated
    assert Scripted.came == [("/changes", "k"), ("/changes", "k")]


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ((409, {}), RecordsChangedError, "confirm anew"),
        ((401, {}), BackendError, "DAOGOU_ORDERS_TOKEN"),
        ((500, {}), BackendError, "status 500"),
        ((422, {}), BackendError, "status 422"),
        ((200, "<html>"), BackendError, "orders-api"),
        ((200, {"id": "#A2"}), BackendError, "orders-api"),
    ],
)
def test_answers_that_are_no_result(
    answer: tuple[int, object], error: type[Exception], words: str
) -> None:
    with scripted(answer) as backend, pytest.raises(error, match=words):
        backend.order("#A2")
    assert len(Scripted.came) == 1


def test_the_backend_that_the_settings_name_is_opened(tmp_path: Path) -> None:
    with made_place("http", tmp_path) as place:
        settings = Settings(orders_url=place.name, orders_token=TOKEN)
        engine = open_database(tmp_path / "shop.db")
        backend = open_backend(settings, tmp_path, engine, load_rules(None))
        assert isinstance(backend, HttpBackend)
        assert backend.customer_by_email("noor@example.com") == "noor"
        backend.close()
        engine.dispose()
    assert TOKEN not in repr(settings)


def test_the_description_is_what_the_server_says(tmp_path: Path) -> None:
    backend = SqlBackend(open_database(tmp_path / "shop.db"), DECIDE)
    described = create_orders_app(backend, TOKEN).openapi()
    backend.close()
    written = yaml.safe_load(DESCRIPTION.read_text("utf-8"))
    assert written == json.loads(json.dumps(described)), "run docs/make_orders_api.py"
    order = described["components"]["schemas"]["Order"]["properties"]
    assert order["placed"]["description"] == "null: the source does not say."


def test_a_server_without_a_token_is_refused(tmp_path: Path) -> None:
    backend = SqlBackend(open_database(tmp_path / "shop.db"), DECIDE)
    with pytest.raises(ValueError, match="token"):
        create_orders_app(backend, "")
    backend.close()
