"""The HTTP API, the pictures and the sample shop, over the whole application."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from shop_fake import FakeAssistant

from ui import problems
from ui.api import create_api
from ui.images import create_images
from ui.shop import create_shop

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")


@pytest.fixture
def assistant(tmp_path: Path) -> FakeAssistant:
    return FakeAssistant(tmp_path)


@pytest.fixture
def client(assistant: FakeAssistant) -> Iterator[TestClient]:
    app = FastAPI()
    app.add_middleware(problems.BodyLimit)
    problems.install(app)
    for router in (create_api(assistant), create_images(assistant), create_shop(assistant)):
        app.include_router(router)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def start(client: TestClient) -> str:
    answer = client.post("/v1/conversations")
    assert answer.status_code == 201
    return str(answer.json()["id"])


def test_a_conversation_is_answered_and_kept(client: TestClient) -> None:
    conversation = start(client)
    reply = client.post(
        f"/v1/conversations/{conversation}/messages", json={"text": "rain jacket under $120"}
    ).json()
    assert reply["turn"] == 1
    assert reply["products"][0]["price"] == 89.0
    assert reply["products"][0]["image"] == "/images/jkt-1"
    assert reply["products"][0]["reasons"][0] == "Waterproof, as you asked"
    kept = client.get(f"/v1/conversations/{conversation}").json()
    assert [turn["user"] for turn in kept["turns"]] == ["rain jacket under $120"]
    assert kept["turns"][0]["reply"] == reply


def test_ids_of_conversations_are_new_and_long(client: TestClient) -> None:
    ids = {start(client) for _ in range(50)}
    assert len(ids) == 50
    assert all(len(one) == 32 for one in ids)


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(a.removeprefix("event: "), json.loads(b.removeprefix("data: "))) for a, b in blocks]


@pytest.mark.parametrize(("said", "last"), [("a lamp", "reply"), ("boom", "problem")])
def test_an_event_stream_says_accepted_and_then_how_it_went(
    client: TestClient, said: str, last: str
) -> None:
    answer = client.post(
        f"/v1/conversations/{start(client)}/messages",
        json={"text": said},
        headers={"Accept": "text/event-stream"},
    )
    assert answer.headers["content-type"].startswith("text/event-stream")
    (first, _), (name, data) = events(answer.text)
    assert (first, name) == ("accepted", last)
    assert data["text"] if last == "reply" else data["status"] == 500


def test_a_failure_is_a_problem_without_its_cause_and_the_conversation_goes_on(
    client: TestClient,
) -> None:
    path = f"/v1/conversations/{start(client)}/messages"
    answer = client.post(path, json={"text": "boom"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "fire" not in answer.text
    assert client.post(path, json={"text": "a lamp"}).json()["turn"] == 1


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/v1/products/none", None, 404),
        ("GET", "/v1/nothing/here", None, 404),
        ("GET", "/v1/search", None, 422),
        ("GET", "/v1/search?q=a&top=0", None, 422),
        ("GET", "/v1/conversations/short", None, 422),
        ("POST", "/v1/conversations/12345678/messages", {"txt": "a"}, 422),
        ("POST", "/v1/conversations/12345678/messages", {"text": 5}, 422),
        ("POST", "/v1/conversations/12345678/messages", {"text": "a", "shopper_id": "a\nb"}, 422),
        ("GET", "/v1/recommendations?shopper_id=a%00b", None, 422),
        ("POST", "/v1/events", {"id": "x"}, 422),
        ("DELETE", "/v1/search", None, 405),
    ],
)
def test_errors_are_problem_details(
    client: TestClient, method: str, path: str, body: object, status: int
) -> None:
    answer = client.request(method, path, json=body)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    # The catch-all of the API answers a known address with a wrong method too.
    assert problem["status"] == answer.status_code
    assert answer.status_code == status or (status == 405 and answer.status_code == 404)
    assert problem["title"]
    assert problem["detail"]


def test_a_body_over_the_limit_is_refused_with_and_without_a_length(client: TestClient) -> None:
    path = f"/v1/conversations/{start(client)}/messages"
    large = json.dumps({"text": "x" * problems.MAX_BODY}).encode()
    refused = client.post(path, content=large)
    assert refused.status_code == 413
    assert refused.headers["content-type"] == "application/problem+json"

    def pieces() -> Iterator[bytes]:
        for at in range(0, len(large), 10_000):
            yield large[at : at + 10_000]

    assert client.post(path, content=pieces()).status_code == 413
    assert client.post(path, json={"text": "x" * 100_000}).status_code == 200


def test_search_products_and_recommendations(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "lamp", "top": 3}).json()["products"]
    assert [one["id"] for one in found] == ["lmp-1"]
    product = client.get("/v1/products/lmp-1").json()
    assert product["attributes"]["Weight"] == "310 g"
    assert product["reviews"][0]["stars"] == 5
    assert len(client.get("/v1/recommendations?top=2").json()["products"]) == 2


def test_an_event_counts_once(client: TestClient, assistant: FakeAssistant) -> None:
    event = {"id": "event-0001", "shopper_id": "c-01", "kind": "cart", "product_id": "lmp-1",
             "at": "2024-05-01T10:00:00"}  # fmt: skip
    assert [client.post("/v1/events", json=event).status_code for _ in range(2)] == [202, 202]
    assert len(assistant.events) == 1
    assert assistant.events["event-0001"].at.tzinfo is not None
    assert client.post("/v1/events", json={**event, "product_id": "none"}).status_code == 404


def test_health_and_readiness(client: TestClient, assistant: FakeAssistant) -> None:
    assert client.get("/v1/health").json() == {"status": "ok"}
    assert client.get("/v1/ready").status_code == 200
    assistant.products.clear()
    assert client.get("/v1/ready").status_code == 503


def test_pictures_are_found_by_product_and_run_nothing(
    client: TestClient, assistant: FakeAssistant, tmp_path: Path
) -> None:
    answer = client.get("/images/jkt-1")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    (tmp_path / "secret.txt").write_text("secret")
    for path in ("secret.txt", "../secret.txt", "..%2Fsecret.txt", "jkt-1.svg", "jkt-1/../x", ""):
        assert client.get(f"/images/{path}").status_code == 404
    (tmp_path / "jkt-1.svg").rename(tmp_path / "gone.svg")
    assert client.get("/images/jkt-1").status_code == 404


def test_the_sample_shop_lists_searches_and_shows_products(client: TestClient) -> None:
    assert "Drizzle Trail Jacket" in client.get("/shop").text
    found = client.get("/shop", params={"q": "lamp"}).text
    assert "Pebble Table Lamp" in found
    assert "Drizzle Trail Jacket" not in found
    empty = client.get("/shop", params={"q": '"><script>x</script>'}).text
    assert "<script>x" not in empty
    page = client.get("/shop/products/lmp-1")
    assert "<daogou-chat" in page.text
    assert "script-src" not in page.headers["content-security-policy"]
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert client.get("/shop/products/none").status_code == 404
