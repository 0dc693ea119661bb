"""What the HTTP API does, over a real assistant, for somebody who may do it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from api_shop import KEY, SAMPLE, app, client, login, shop
from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from ranking.types import EventKind
from ui import problems

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")
TALK = "/v1/conversations/talk-0001"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with shop(tmp_path) as built:
        yield built


@pytest.fixture
def guest(assistant: Assistant) -> TestClient:
    return client(app(assistant))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A guest of a shop in which nothing is changed."""
    with shop(tmp_path_factory.mktemp("shop")) as built:
        yield client(app(built))


def say(guest: TestClient, text: str, **fields: object) -> dict[str, object]:
    answer = guest.post(f"{TALK}/messages", json={"text": text, **fields})
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def test_a_conversation_is_answered_kept_and_erased(guest: TestClient) -> None:
    reply = say(guest, "lamp")
    assert reply["turn"] == 1
    assert {one["id"] for one in reply["products"]} == {"L1", "L2", "L3"}  # type: ignore[attr-defined]
    kept = guest.get(TALK).json()["turns"]
    assert [turn["user"] for turn in kept] == ["lamp"]
    assert kept[0]["reply"]["text"] == reply["text"]
    assert guest.delete(TALK).status_code == 200
    assert guest.get(TALK).json()["turns"] == []
    assert say(guest, "lamp")["turn"] == 1


def test_ids_of_conversations_are_new_and_long(guest: TestClient) -> None:
    begun = [guest.post("/v1/conversations") for _ in range(50)]
    assert {one.status_code for one in begun} == {201}
    ids = {one.json()["id"] for one in begun}
    assert len(ids) == 50
    assert all(len(one) == 32 for one in ids)


def test_a_message_sent_again_with_its_id_is_one_turn(guest: TestClient) -> None:
    first = say(guest, "lamp", id="message-1")
    again = say(guest, "lamp", id="message-1")
    assert (again["turn"], again["text"]) == (first["turn"], first["text"])
    assert say(guest, "lamp", id="message-2")["turn"] == 2
    assert len(guest.get(TALK).json()["turns"]) == 2


def test_a_tap_on_products_is_a_turn_of_its_own(guest: TestClient) -> None:
    tapped = say(guest, "Compare these", tap="compare", product_ids=["L1", "J1", "gone"])
    assert tapped["action"] == "compare"
    assert [one["id"] for one in tapped["products"]] == ["L1", "J1"]  # type: ignore[attr-defined]
    wrong = guest.post(f"{TALK}/messages", json={"text": "a", "tap": "burn"})
    assert wrong.status_code == 422


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(a.removeprefix("event: "), json.loads(b.removeprefix("data: "))) for a, b in blocks]


def stream(guest: TestClient, text: str) -> list[tuple[str, dict[str, object]]]:
    answer = guest.post(
        f"{TALK}/messages", json={"text": text}, headers={"Accept": "text/event-stream"}
    )
    assert answer.headers["content-type"].startswith("text/event-stream")
    return events(answer.text)


def test_an_event_stream_says_accepted_and_then_the_reply(guest: TestClient) -> None:
    (first, _), (name, reply) = stream(guest, "lamp")
    assert (first, name) == ("accepted", "reply")
    assert reply["turn"] == 1


def test_a_failure_is_a_problem_without_its_cause_and_the_conversation_goes_on(
    assistant: Assistant, guest: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(assistant, "reply", lambda message: 1 / 0)
        answer = guest.post(f"{TALK}/messages", json={"text": "lamp"})
        streamed = stream(guest, "lamp")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
    assert "zero" not in answer.text
    assert streamed[1][0] == "problem"
    assert streamed[1][1]["status"] == 500
    assert say(guest, "lamp")["turn"] == 1


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/v1/products/none", None, 404),
        ("GET", "/v1/products?after=none", None, 404),
        ("GET", "/v1/nothing/here", None, 404),
        ("GET", "/v1/search", None, 422),
        ("GET", "/v1/search?q=a&top=0", None, 422),
        ("GET", "/v1/search?q=a&max_price=-1", None, 422),
        ("GET", "/v1/conversations/short", None, 422),
        ("POST", f"{TALK}/messages", {"txt": "a"}, 422),
        ("POST", f"{TALK}/messages", {"text": 5}, 422),
        ("POST", f"{TALK}/messages", {"text": "a", "shopper_id": "a\nb"}, 422),
        ("GET", "/v1/recommendations?shopper_id=a%00b", None, 422),
        ("POST", "/v1/events", {"id": "x"}, 422),
        ("POST", f"{TALK}/turns/7/feedback", {"value": 1}, 404),
        ("POST", f"{TALK}/turns/7/feedback", {"value": 2}, 422),
        ("GET", "/v1/profile", None, 401),
        ("GET", "/v1/cart", None, 401),
        ("PATCH", f"/v1/profile?shopper_id={SAMPLE}", {"stop": [{"kind": "x", "value": "y"}]}, 409),
        ("DELETE", "/v1/search", None, 405),
        ("TRACE", "/v1/search", None, 405),
    ],
)
def test_errors_are_problem_details(
    reader: TestClient, method: str, path: str, body: object, status: int
) -> None:
    answer = reader.request(method, path, json=body)
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["title"]
    assert problem["detail"]
    assert status != 405 or answer.headers["allow"] == "GET"


def test_a_body_over_the_limit_is_refused_with_and_without_a_length(guest: TestClient) -> None:
    large = json.dumps({"text": "x" * problems.MAX_BODY}).encode()
    refused = guest.post(f"{TALK}/messages", content=large)
    assert refused.status_code == 413
    assert refused.headers["content-type"] == problems.MEDIA_TYPE

    def pieces() -> Iterator[bytes]:
        for at in range(0, len(large), 10_000):
            yield large[at : at + 10_000]

    assert guest.post(f"{TALK}/messages", content=pieces()).status_code == 413
    say(guest, "x" * 100_000)


def found(guest: TestClient, path: str, **params: object) -> list[str]:
    answer = guest.get(path, params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["products"]]


def test_search_holds_the_limits_of_its_parameters(reader: TestClient) -> None:
    assert set(found(reader, "/v1/search", q="lamp")) == {"L1", "L2", "L3"}
    assert set(found(reader, "/v1/search", q="lamp", max_price=100)) == {"L1", "L3"}
    assert found(reader, "/v1/search", q="lamp", colour="WHITE") == ["L1"]
    assert set(found(reader, "/v1/search", q="lamp", brand=["Lumen Labs", "Ashwood"], min_price=30))
    assert found(reader, "/v1/search", q="lamp", sort="price_asc")[0] == "L3"
    assert found(reader, "/v1/search", q="lamp", min_rating=4.5) == ["L1"]


def test_the_catalogue_is_listed_page_by_page(reader: TestClient) -> None:
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = reader.get("/v1/products", params={"top": 3, "after": after}).json()
        seen += [one["id"] for one in page["products"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) == 8
    product = reader.get("/v1/products/J1").json()
    assert product["attributes"]["Weight"] == "310 g"
    assert {one["stars"] for one in product["reviews"]} == {5, 2}
    assert product["variants"][1] == {
        "id": "J1-2", "options": {"colour": "black", "size": "M"}, "price": 89.0, "in_stock": False,
    }  # fmt: skip


def test_products_without_a_query(reader: TestClient) -> None:
    assert len(found(reader, "/v1/recommendations", top=2)) == 2
    assert found(reader, "/v1/products/J1/similar")[0].startswith("J")
    assert reader.get("/v1/products/none/goes-with").status_code == 404
    rows = reader.get("/v1/shelves", params={"shopper_id": SAMPLE}).json()["shelves"]
    assert rows[0]["kind"] == "for_you"
    assert rows[0]["products"]


def test_an_event_counts_once_alone_and_in_a_batch(assistant: Assistant, guest: TestClient) -> None:
    event = {"id": "event-0001", "shopper_id": SAMPLE, "kind": "cart", "product_id": "L1",
             "at": "2024-05-01T10:00:00", "list_id": "a:1"}  # fmt: skip
    assert [guest.post("/v1/events", json=event).status_code for _ in range(2)] == [202, 202]
    more = [event, {**event, "id": "event-0002"}, {**event, "id": "event-0003", "product_id": "?"},
            {**event, "id": "event-0004", "shopper_id": "somebody"}]  # fmt: skip
    taken = guest.post("/v1/events/batch", json={"events": more}).json()
    assert (taken["kept"], taken["known"]) == (1, 1)
    assert [one["id"] for one in taken["refused"]] == ["event-0003", "event-0004"]
    kept = assistant.accounts.events()
    assert [one.id for one in kept] == ["event-0001", "event-0002"]
    assert kept[0].at.tzinfo is not None
    assert kept[0].list_id == "a:1"


def test_a_guest_has_events_and_a_cart_of_the_conversation_until_it_is_erased(
    assistant: Assistant, guest: TestClient
) -> None:
    whose = {"conversation_id": "talk-0001"}
    event = {"id": "event-0009", "kind": "click", "product_id": "L1", **whose}
    assert guest.post("/v1/events", json=event).status_code == 202
    line = {"product_id": "L1", "quantity": 2}
    assert guest.put("/v1/cart/lines", params=whose, json=line).status_code == 200
    cart = guest.get("/v1/cart", params=whose).json()
    assert [(one["product"]["id"], one["quantity"]) for one in cart["lines"]] == [("L1", 2)]
    assert cart["totals"] == {"USD": 79.8}
    assert say(guest, "what is in my cart?")["turn"] == 1
    guest.delete(TALK)
    assert guest.get("/v1/cart", params=whose).json()["lines"] == []
    assert assistant.accounts.events() == ()


def test_a_cart_line_is_set_and_taken_out_and_must_be_possible(guest: TestClient) -> None:
    mine = {"shopper_id": SAMPLE}
    no_form = guest.put("/v1/cart/lines", params=mine, json={"product_id": "J1", "quantity": 1})
    assert no_form.status_code == 409
    assert "several forms" in no_form.json()["detail"]
    line = {"product_id": "J1", "variant_id": "J1-1", "quantity": 2}
    for _ in range(2):
        cart = guest.put("/v1/cart/lines", params=mine, json=line).json()
        assert [one["quantity"] for one in cart["lines"]] == [2]
    out = {**mine, "product_id": "J1", "variant_id": "J1-1"}
    for _ in range(2):
        assert guest.delete("/v1/cart/lines", params=out).json()["lines"] == []


def test_a_cart_is_ordered_once_at_the_total_that_was_shown(reader: TestClient) -> None:
    mine = {"conversation_id": "talk-0007"}
    buyer = {"first_name": "Mei", "last_name": "Lin", "email": "mei@example.com", "city": "Denver",
             "line1": "5 Orchard Road", "postal_code": "80279", "country": "US",
             "method": "paypal"}  # fmt: skip
    key = {"Idempotency-Key": "order-key-1"}

    def order(total: float, headers: dict[str, str] = key) -> tuple[int, dict[str, object]]:
        sent = {**buyer, "total": total}
        answer = reader.post("/v1/cart/checkout", params=mine, headers=headers, json=sent)
        return answer.status_code, answer.json()

    assert order(0)[0] == 409  # the cart is empty
    reader.put("/v1/cart/lines", params=mine, json={"product_id": "L1", "quantity": 2})
    quote = reader.get("/v1/cart/quote", params={**mine, "country": "US"}).json()
    assert quote["items"] == 79.8
    assert order(quote["total"] - 1)[0] == 409
    assert order(quote["total"], {})[0] == 422  # without a key
    first, again = order(quote["total"]), order(quote["total"])
    assert first[0] == 201
    assert first == again
    assert reader.get("/v1/cart", params=mine).json()["lines"] == []
    stranger = reader.post(
        "/v1/cart/checkout",
        params={"conversation_id": "talk-0008"},
        headers=key,
        json={**buyer, "total": quote["total"]},
    )
    assert stranger.status_code == 409


def test_a_profile_is_shown_corrected_handed_out_and_erased(
    assistant: Assistant, guest: TestClient
) -> None:
    mine = {"shopper_id": SAMPLE}
    event = {"id": "event-0005", "kind": "purchase", "product_id": "J2", **mine}
    guest.post("/v1/events", json=event)
    brands = {one["value"] for one in guest.get("/v1/profile", params=mine).json()["affinities"]}
    assert "Ashwood" in brands
    stop = {"stop": [{"kind": "brand", "value": "Ashwood"}]}
    changed = guest.patch("/v1/profile", params=mine, json=stop).json()
    assert "Ashwood" not in {one["value"] for one in changed["affinities"]}
    assert changed["stopped"] == [{"kind": "brand", "value": "Ashwood"}]
    off = guest.patch("/v1/profile", params=mine, json={"used": False}).json()
    assert (off["used"], off["affinities"]) == (False, [])
    file = guest.get("/v1/profile/data", params=mine)
    assert "attachment" in file.headers["content-disposition"]
    assert [one["product_id"] for one in file.json()["events"]] == ["J2"]
    assert guest.delete("/v1/profile", params=mine).status_code == 200
    assert guest.get("/v1/profile/data", params=mine).json()["events"] == []


def test_a_rating_of_an_answer_is_kept(assistant: Assistant, guest: TestClient) -> None:
    say(guest, "lamp")
    for value in (1, -1):
        sent = {"value": value, "comment": "hm"}
        assert guest.post(f"{TALK}/turns/1/feedback", json=sent).status_code == 200
    assert assistant.erase("talk-0001")


def test_orders_are_shown_to_their_customer_alone(reader: TestClient) -> None:
    ada = reader.get("/v1/orders", headers=login("ada_1")).json()["orders"]
    assert len(ada) == 5
    assert (ada[0]["id"], ada[0]["total"]) == ("#W7100001", 48.17)
    one = reader.get("/v1/orders/%23W7100003", headers=login("ada_1")).json()
    assert [piece["product_id"] for piece in one["items"]] == [
        "zephyr lamp", "quarry mug", "quarry mug",
    ]  # fmt: skip
    assert "Larkspur" not in json.dumps(ada)
    assert reader.get("/v1/orders/%23W7100003", headers=login("bo_2")).status_code == 404
    for bad in ({}, login("ada_1", "another-secret"), login("ada_1", minutes=-1)):
        assert reader.get("/v1/orders", headers=bad).status_code == 401


def test_somebody_of_the_shop_can_be_asked_for(guest: TestClient) -> None:
    reply = guest.post(f"{TALK}/people").json()
    assert reply["turn"] == 1
    assert guest.get(f"{TALK}/people").json()["lines"] == []


def test_health_readiness_and_the_description(reader: TestClient) -> None:
    assert reader.get("/v1/health").json() == {"status": "ok"}
    assert reader.get("/v1/ready").status_code == 200
    described = reader.get("/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["description"], path
            for status, answer in operation["responses"].items():
                assert status < "400" or problems.MEDIA_TYPE in answer["content"]
    page = reader.get("/v1/docs")
    assert "script-src" not in page.text + page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert all(f"/v1{path}" in page.text for path in described["paths"])


def test_behaviour_comes_and_goes_as_ubi(assistant: Assistant) -> None:
    whole = app(assistant, KEY)
    guest, server = client(whole), client(whole, KEY)
    event = {"action_name": "add_to_cart", "timestamp": "2026-05-01T10:00:00Z", "query_id": "q-7",
             "client_id": "web-1", "user_id": SAMPLE, "anything": ["else"],
             "event_attributes": {"object": {"object_id": "L1", "object_id_field": "sku"},
                                  "position": {"ordinal": 3}}}  # fmt: skip
    unknown = {**event, "event_attributes": {"object": {"object_id": "?"}}}
    sent = [event, event, {**event, "action_name": "impression"}, unknown]
    assert server.post("/v1/ubi/events", json=sent).json() == {"kept": 1, "known": 1, "ignored": 2}
    assert guest.post("/v1/ubi/events", json=[event]).json()["ignored"] == 1
    (kept,) = assistant.accounts.events()
    assert (kept.kind, kept.shopper_id, kept.list_id) == (EventKind.CART, SAMPLE, "q-7")

    first = server.get("/v1/ubi/events", params={"top": 1}).json()
    assert first["events"][0]["action_name"] == "add_to_cart"
    assert first["events"][0]["event_attributes"]["object"]["object_id"] == "L1"
    assert server.get("/v1/ubi/events", params={"after": first["next"]}).json()["events"] == []
    assert server.get("/v1/ubi/events", params={"since": "2026-06-01T00:00:00Z"}).json() == {
        "events": []
    }
    say(guest, "lamp")
    (query,) = server.get("/v1/ubi/queries").json()["queries"]
    assert (query["user_query"], query["query_id"]) == ("lamp", "talk-0001:1")
    assert set(query["query_response_hit_ids"]) == {"L1", "L2", "L3"}
