"""A language model's server that speaks OpenAI's protocol and misbehaves as told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class FakeModel:
    """Answers every question with ``says``: a text, or a function of the question's JSON."""

    says: str | Callable[[dict[str, Any]], str] = ""
    fault: str = ""
    """"stall", "drip", "close", "error", "garbage" or "empty" instead of an answer."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    """Bodies of all requests."""
    keys: list[str] = field(default_factory=list)
    url: str = ""

    def text(self, body: dict[str, Any]) -> str:
        if callable(self.says):
            return self.says(json.loads(body["messages"][-1]["content"]))
        return self.says


@contextmanager
def serving() -> Iterator[FakeModel]:
    """A running server; its script may be changed between questions."""
    fake = FakeModel()
    gone = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append(body)
            fake.keys.append(self.headers.get("Authorization", ""))
            if fake.fault == "close":
                self.connection.close()
            elif fake.fault == "stall":
                gone.wait(20)
            elif fake.fault == "error":
                self._send(503, b'{"error": {"message": "overloaded"}}')
            elif fake.fault == "garbage":
                self._send(200, b"\x00\xff<html>not json")
            elif fake.fault == "empty":
                self._send(200, b"{}")
            else:
                self._send(200, self._answer(fake.text(body)), slowly=fake.fault == "drip")

        def _answer(self, text: str) -> bytes:
            choice = {"index": 0, "finish_reason": "stop"}
            return json.dumps(
                {
                    "id": "x",
                    "object": "chat.completion",
                    "created": 0,
                    "model": "fake",
                    "choices": [{**choice, "message": {"role": "assistant", "content": text}}],
                    "usage": {"prompt_tokens": 200, "completion_tokens": 30, "total_tokens": 230},
                }
            ).encode()

        def _send(self, status: int, body: bytes, *, slowly: bool = False) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if not slowly:
                self.wfile.write(body)
                return
            for byte in body:
                if gone.is_set():
                    return
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.05)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # the client has hung up, as it should
                self.close_connection = True

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield fake
    finally:
        gone.set()
        server.shutdown()
        thread.join()
        server.server_close()
