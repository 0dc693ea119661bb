"""Word of tickets on its way: signed posts to a real server, emails by SMTP and as files."""

import email.policy
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from hashlib import sha256
from hmac import new as hmac
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.people import mail
from assistant.people.connect import open_tickets
from assistant.people.outbox import Courier, DeliveryError, Outgoing, pause_after
from assistant.people.tickets import AWAY
from assistant.people.types import Call, Reason, Summary
from assistant.people.webhook import Webhook
from assistant.settings import Settings, load_settings
from assistant.storage.engine import open_database

AT = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
CALL = Call("talk-1", Reason.COMPLAINT, contact="jo@example.com", summary=Summary("Jo", "“broken”"))
POSTED = Outgoing("d1", "webhook", "ticket.opened", {"event": "ticket.opened", "text": "é"}, 1)


class Desk(HTTPServer):
    """A shop's own desk."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers = 200

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook"


class Answer(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Desk)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.got.append((dict(self.headers), body))
        self.send_response(server.answers)
        if server.answers == 302:
            self.send_header("Location", server.address)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_post_is_signed_over_its_time_and_body(desk: Desk) -> None:
    Webhook(desk.address, "the secret", lambda: AT)(POSTED)
    ((headers, body),) = desk.got
    seconds = int(AT.timestamp())
    wanted = hmac(b"the secret", f"{seconds}.".encode() + body, sha256).hexdigest()
    assert headers["Daogou-Signature"] == f"t={seconds},v1={wanted}"
    assert (headers["Daogou-Delivery"], headers["Daogou-Event"]) == ("d1", "ticket.opened")
    assert json.loads(body) == {"id": "d1", "event": "ticket.opened", "text": "é"}


@pytest.mark.parametrize("answers", [302, 404, 500])
def test_anything_but_success_is_a_failure_and_nothing_is_followed(
    desk: Desk, answers: int
) -> None:
    desk.answers = answers
    with pytest.raises(DeliveryError, match=str(answers)):
        Webhook(desk.address, "")(POSTED)
    assert len(desk.got) == 1
    assert "Daogou-Signature" not in desk.got[0][0]


def test_nobody_there_is_a_failure() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(DeliveryError, match="not reached"):
            Webhook(address, "")(POSTED)


def test_pauses_grow_up_to_six_hours() -> None:
    pauses = [pause_after(tries) for tries in range(1, 11)]
    assert pauses[:3] == [timedelta(seconds=5), timedelta(seconds=20), timedelta(seconds=80)]
    assert pauses[-1] == timedelta(hours=6)
    assert timedelta(hours=12) < sum(pauses, timedelta()) < timedelta(days=2)


def test_a_desk_that_is_away_gets_its_word_later_and_no_secret_is_logged(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(webhook_url=desk.address, webhook_secret="the secret of all secrets")
    desk.answers = 503
    engine = open_database(tmp_path / "shop.db")
    tickets, courier = open_tickets(engine, settings, tmp_path)
    began = time.monotonic()
    tickets.open(CALL, 1)
    assert time.monotonic() - began < 1  # nothing waits for the desk
    with caplog.at_level(logging.INFO):
        courier.start()
        wait_for(lambda: len(desk.got) == 1)
        courier.stop()
    assert "answered 503" in caplog.text
    assert "secret of all" not in caplog.text
    assert "jo@example.com" not in caplog.text
    desk.answers = 200
    later = datetime.now(UTC) + timedelta(seconds=6)
    _, courier = open_tickets(engine, settings, tmp_path, lambda: later)  # the next process
    assert courier.deliver() == 1
    assert json.loads(desk.got[-1][1])["ticket"]["summary"]["who"] == "Jo"
    engine.dispose()


def test_a_message_that_breaks_its_channel_stops_no_other(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "shop.db")
    settings = Settings(shop_name="Tiny", mail_to="people@shop.example")
    tickets, courier = open_tickets(engine, settings, tmp_path)
    tickets.open(CALL, 1)
    tickets.open(replace(CALL, conversation_id="talk-2"), 1)
    broken: list[str] = []

    def send(one: Outgoing) -> None:
        if not broken:
            broken.append(one.id)
            raise ValueError("a line break in jo@example.com")

    courier = Courier(engine, {"email": send})
    assert courier.deliver() == 2
    assert courier.deliver() == 0
    later = Courier(engine, {"email": send}, lambda: datetime.now(UTC) + timedelta(hours=1))
    assert later.deliver() == 1
    engine.dispose()


def test_emails_become_files_where_no_server_is_set(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "shop.db")
    settings = Settings(shop_name="Tiny", mail_to="people@shop.example")
    tickets, courier = open_tickets(engine, settings, tmp_path)
    number = tickets.open(CALL, 1)[0].number
    assert courier.deliver() == 1
    (note,) = written(tmp_path / "outbox")
    assert (note["To"], note["Subject"]) == ("people@shop.example", "Note 1: the shopper complains")
    assert "Who: Jo\nAnswer to: jo@example.com\nWhat: “broken”\n" in note.get_content()
    later = datetime.now(UTC) + AWAY * 2
    tickets.take(number, "Ines")
    tickets.say(number, "Ines", "Still there?")  # the shopper is: no email
    assert courier.deliver() == 0
    tickets, courier = open_tickets(engine, settings, tmp_path, lambda: later)
    tickets.say(number, "Ines", "We send a new one.")
    assert courier.deliver() == 1
    answer = next(one for one in written(tmp_path / "outbox") if one["To"] == "jo@example.com")
    assert answer["Subject"] == "Your question to Tiny (note 1)"
    assert answer.get_content() == "We send a new one.\n\nInes, Tiny\n"
    assert answer["From"] == "people@shop.example"
    engine.dispose()


def test_emails_go_by_smtp_where_a_server_is_set(tmp_path: Path) -> None:
    message = Outgoing(
        "m1",
        "email",
        "ticket.opened",
        {"to": "a@b.example", "subject": "é", "text": "hi\n.\nend"},
        1,
    )
    with mail_server() as (port, got):
        settings = Settings(
            mail_to="people@shop.example", smtp_host="127.0.0.1", smtp_port=port, smtp_tls=False
        )
        mail.mailer(settings, tmp_path)(message)
        wait_for(lambda: bool(got))
    read = message_from_bytes(got[0], policy=email.policy.default)
    assert (read["To"], read["Subject"], read["Message-ID"]) == (
        "a@b.example",
        "é",
        "<m1@shop.example>",
    )
    with pytest.raises(DeliveryError, match="mail server"):
        mail.mailer(settings, tmp_path)(message)  # it has gone


def test_secrets_stay_out_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings.toml").write_text('inbox_key = "a-key-for-the-tests"')
    with pytest.raises(SettingsError, match="DAOGOU_INBOX_KEY"):
        load_settings(tmp_path)
    (tmp_path / "settings.toml").unlink()
    monkeypatch.setenv("DAOGOU_INBOX_KEY", "a-key-for-the-tests")
    settings = load_settings(tmp_path)
    assert settings.inbox_key == "a-key-for-the-tests"
    assert "a-key-for-the-tests" not in repr(settings)
    monkeypatch.setenv("DAOGOU_INBOX_KEY", "short")
    with pytest.raises(SettingsError, match="inbox_key") as caught:
        load_settings(tmp_path)
    assert "short" not in str(caught.value).replace("should", "")


def written(folder: Path) -> list[EmailMessage]:
    """The emails in a folder."""
    read = (
        message_from_bytes(one.read_bytes(), policy=email.policy.default)
        for one in folder.glob("*.eml")
    )
    return [one for one in read if isinstance(one, EmailMessage)]


def wait_for(done: "object") -> None:
    """Waits at most ten seconds."""
    assert callable(done)
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def mail_server() -> Iterator[tuple[int, list[bytes]]]:
    """A mail server that takes one message, as RFC 5321 has it."""
    got: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb", buffering=0) as talk:
            talk.write(b"220 here\r\n")
            while line := talk.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    talk.write(b"354 go on\r\n")
                    body = b""
                    while (line := talk.readline()) != b".\r\n":
                        body += line.removeprefix(b".")
                    got.append(body)
                talk.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                if word == b"QUIT":
                    return

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1], got
    thread.join(timeout=5)
    listener.close()
