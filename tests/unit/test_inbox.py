"""The inbox over HTTP: nothing without its key, and everything that a person does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.desk.types import Address, AuditEntry, Order, OrderItem
from assistant.people.inbox import Inbox
from assistant.people.tickets import Tickets
from assistant.people.types import Call, Reason
from assistant.storage.engine import open_database
from assistant.types import Intent, Message
from ui import inbox, problems
from ui.api import create_api
from ui.inbox import create_inbox

AT = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
KEY = "a key of the tests".replace(" ", "-")
SCRIPT = {"a person please": {"intent": Intent.HUMAN_AGENT}, "lamp": {}}


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path, SCRIPT) as opened:
        yield opened


def client(shop_inbox: Inbox, key: str = KEY, given: str = f"Bearer {KEY}") -> TestClient:
    app = FastAPI()
    problems.install(app)
    app.include_router(create_inbox(shop_inbox, key))
    return TestClient(app, headers={"Authorization": given})


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "WRONG_KEY_SECONDS", 0)


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", KEY, f"Basic {KEY}"])
def test_without_the_key_nothing_is_told_or_done(assistant: Assistant, given: str) -> None:
    asked = client(assistant.inbox, given=given)
    assert asked.get("/inbox/tickets").status_code == 401
    for path in ("/inbox/tickets/1/take", "/inbox/tickets/1/close", "/inbox/tickets/1/reply"):
        refused = asked.post(path, json={"agent": "Ines", "text": "hello"})
        assert refused.status_code == 401
        assert refused.headers["content-type"] == "application/problem+json"


def test_a_shop_without_a_key_has_a_shut_inbox_that_says_how_to_open_it(
    assistant: Assistant,
) -> None:
    for given in ("Bearer ", "Bearer x"):
        asked = client(assistant.inbox, key="", given=given)
        assert asked.get("/inbox/tickets").status_code == 401
        page = asked.get("/inbox").text
        assert "DAOGOU_INBOX_KEY" in page
        assert "inbox.js" not in page


def test_the_page_holds_no_data_and_runs_nothing_of_others(assistant: Assistant) -> None:
    page = client(assistant.inbox, given="").get("/inbox")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert KEY not in page.text
    for name in ("inbox.js", "inbox.css"):
        assert client(assistant.inbox, given="").get(f"/inbox/{name}").status_code == 200


def test_a_ticket_from_queue_to_close(assistant: Assistant) -> None:
    assistant.reply(Message("lamp", "conversation-1"))
    assistant.reply(Message("a person please", "conversation-1"))
    asked, shopper = client(assistant.inbox), TestClient(create_app(assistant))
    (ticket,) = asked.get("/inbox/tickets").json()["open"]
    assert (ticket["number"], ticket["state"], ticket["reason"]) == (1, "waiting", "request")
    me = {"agent": " Ines "}
    assert asked.post("/inbox/tickets/1/take", json=me).json()["agent"] == "Ines"
    other = asked.post("/inbox/tickets/1/take", json={"agent": "Ola"})
    assert (other.status_code, other.json()["detail"]) == (409, "Ines has taken ticket 1 over.")
    assert (
        asked.post("/inbox/tickets/1/reply", json={**me, "text": "Hello!\u202e"}).status_code == 201
    )
    live = shopper.get("/v1/conversations/conversation-1/people").json()
    assert (live["status"], live["number"]) == ("talking", 1)
    assert [one["text"] for one in live["lines"]] == ["Ines has joined the conversation.", "Hello!"]
    after = live["lines"][0]["number"]
    (line,) = shopper.get(f"/v1/conversations/conversation-1/people?after={after}").json()["lines"]
    assert (line["kind"], line["name"]) == ("person", "Ines")
    case = asked.get("/inbox/tickets/1").json()
    assert [one["by"] for one in case["transcript"]] == [
        "shopper", "assistant", "shopper", "assistant", "notice", "person",
    ]  # fmt: skip
    assert asked.post("/inbox/tickets/1/give-back", json=me).json()["state"] == "returned"
    assert asked.post("/inbox/tickets/1/close", json=me).json()["state"] == "closed"
    told = shopper.get("/v1/conversations/conversation-1").json()["turns"][1]["people"]
    assert told[-1]["suggestions"] == ["1", "2", "3", "4", "5"]
    assert asked.get("/inbox/tickets").json()["open"] == []


def test_what_cannot_be_is_refused_in_words(assistant: Assistant) -> None:
    assistant.reply(Message("a person please", "conversation-1"))
    asked = client(assistant.inbox)
    assert asked.get("/inbox/tickets/9").status_code == 404
    assert asked.post("/inbox/tickets/9/take", json={"agent": "Ines"}).status_code == 409
    not_taken = asked.post("/inbox/tickets/1/reply", json={"agent": "Ines", "text": "hello"})
    assert (not_taken.status_code, "Take ticket 1 over" in not_taken.text) == (409, True)
    for body in ({"agent": " "}, {"agent": "x" * 41}, {"agent": "a\nb"}, {}):
        assert asked.post("/inbox/tickets/1/take", json=body).status_code == 422
    assert asked.post("/inbox/tickets/1/reply", json={"agent": "I", "text": " "}).status_code == 422


def test_orders_and_the_log_are_shown_of_a_verified_customer_only(tmp_path: Path) -> None:
    item = OrderItem("i1", "P1", "Lamp", {"colour": "blue"}, Decimal("39.90"))
    order = Order("#W1", "maren_1", "delivered", Address("1 Main St"), (item,))
    tickets = Tickets(open_database(tmp_path / "shop.db"))
    held = {
        "operation": "return",
        "code": "needs_person",
        "for_person": "score 0.93: much went back",
    }
    log = [
        AuditEntry(1, AT, "", action, "maren_1", talk, "#W1", "", held)
        for action, talk in (
            ("left to a person", "talk-2"),
            ("verified", "talk-2"),
            ("done", "talk-1"),
        )
    ]
    orders = {"maren_1": (order,)}.__getitem__
    shop_inbox = Inbox(tickets, lambda conversation: (), orders, lambda customer: log)
    tickets.open(Call("talk-1", Reason.REQUEST), 1)
    tickets.open(Call("talk-2", Reason.REQUEST, customer_id="maren_1"), 1)
    asked = client(shop_inbox)
    assert asked.get("/inbox/tickets/1").json()["orders"] == []
    case = asked.get("/inbox/tickets/2").json()
    (shown,) = case["orders"]
    assert case["log"] == [
        "left to a person: return of #W1 (needs_person, score 0.93: much went back)"
    ]
    assert shown["total"] == "$39.90"
    assert shown["items"] == [{"name": "Lamp", "options": "blue", "price": "$39.90"}]


def create_app(assistant: Assistant) -> FastAPI:
    """The API of the shoppers."""
    app = FastAPI()
    app.mount("/v1", create_api(assistant))
    return app
