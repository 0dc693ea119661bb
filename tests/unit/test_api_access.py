"""Who may do what over the HTTP API: keys, tokens, guests, and how often."""

import asyncio
from collections.abc import Iterator

import pytest
from api_shop import KEY, OTHER_KEY, SAMPLE, app, client, shop, token
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from assistant.assistant import Assistant
from assistant.settings import Settings
from ui import tokens
from ui.keys import ApiKeys
from ui.limits import Buckets, address
from ui.problems import MEDIA_TYPE
from ui.server import create_app
from ui.tokens import Rights

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")
SITE = "https://shop.example"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with shop(tmp_path_factory.mktemp("shop")) as built:
        yield built


@pytest.fixture(scope="module")
def closed(assistant: Assistant) -> FastAPI:
    """The API of a shop with keys."""
    return app(assistant, f"{KEY}, {OTHER_KEY}")


def says(somebody: TestClient, conversation: str, **fields: object) -> int:
    path = f"/v1/conversations/{conversation}/messages"
    return somebody.post(path, json={"text": "lamp", **fields}).status_code


def test_keys_are_kept_as_digests_and_named_by_them() -> None:
    keys = ApiKeys(f"{KEY}\n{OTHER_KEY},")
    assert keys.name_of(KEY) != keys.name_of(OTHER_KEY)
    assert KEY not in repr(vars(keys))
    assert not keys.name_of("")
    assert not keys.name_of(KEY[:-1])
    assert not ApiKeys().name_of("")


def test_a_token_says_what_was_signed_and_only_for_its_time() -> None:
    rights = Rights("c-01", "talk-0001", SITE, expires=1_000, began=100)
    made = tokens.issue(rights, "secret")
    assert tokens.read(made, "secret", now=999) == rights
    assert tokens.read(made, "secret", now=1_000) is None
    assert tokens.read(made, "another", now=999) is None
    assert tokens.read(made, "", now=999) is None
    payload, mac = made.split(".")
    for forged in (made[:-1], f"{payload[:-2]}.{mac}", payload, "dgt_.", f"dgt_e30.{mac}"):
        assert tokens.read(forged, "secret", now=999) is None
    later = tokens.renewed(rights, now=500)
    assert later is not None
    assert (later.shopper_id, later.began, later.expires) == ("c-01", 100, 500 + rights.life)
    assert tokens.renewed(rights, now=100 + tokens.LONGEST_CHAIN + 1) is None


@pytest.mark.parametrize("bearer", ["wrong", "dgt_x.y", KEY + "x"])
def test_a_wrong_key_or_token_opens_nothing(closed: FastAPI, bearer: str) -> None:
    answer = client(closed, bearer).get("/v1/search?q=lamp")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["www-authenticate"] == "Bearer"
    assert bearer not in answer.text


def test_without_keys_only_a_sample_may_be_named(assistant: Assistant) -> None:
    guest = client(app(assistant))
    assert guest.get("/v1/profile", params={"shopper_id": SAMPLE}).status_code == 200
    for path in ("profile", "profile/data", "cart", "recommendations", "shelves"):
        named = guest.get(f"/v1/{path}", params={"shopper_id": "ada_1"})
        assert named.status_code == 401, path
    assert says(guest, "talk-open", shopper_id="ada_1") == 401
    assert client(app(assistant)).post("/v1/tokens", json={}).status_code == 401


def test_with_keys_a_guest_may_name_nobody(closed: FastAPI) -> None:
    guest = client(closed)
    assert guest.get("/v1/search?q=lamp").status_code == 200
    assert says(guest, "talk-closed") == 200
    for path in ("profile", "profile/data", "cart", "recommendations", "search?q=a"):
        join = "&" if "?" in path else "?"
        assert guest.get(f"/v1/{path}{join}shopper_id={SAMPLE}").status_code == 401, path
    for path in ("ubi/events", "ubi/queries"):
        assert guest.get(f"/v1/{path}").status_code == 401


def test_a_token_speaks_for_its_shopper_alone(closed: FastAPI) -> None:
    ada = client(closed, token(closed, shopper_id="ada_1"))
    assert ada.get("/v1/profile").json()["shopper_id"] == "ada_1"
    assert ada.get("/v1/profile", params={"shopper_id": "bo_2"}).status_code == 403
    assert says(ada, "talk-ada-1", shopper_id="bo_2") == 403
    event = {"id": "event-ada-1", "kind": "click", "product_id": "L1"}
    assert ada.post("/v1/events", json=event).status_code == 202
    assert ada.post("/v1/events", json={**event, "shopper_id": "bo_2"}).status_code == 403
    assert [one["product_id"] for one in ada.get("/v1/profile/data").json()["events"]] == ["L1"]
    for path in ("ubi/events", "ubi/queries"):
        assert ada.get(f"/v1/{path}").status_code == 401
    assert ada.post("/v1/tokens", json={"shopper_id": "bo_2"}).status_code == 401


def test_a_conversation_of_a_shopper_is_theirs_and_the_shops(closed: FastAPI) -> None:
    ada, bo = (client(closed, token(closed, shopper_id=one)) for one in ("ada_1", "bo_2"))
    guest, server = client(closed), client(closed, KEY)
    assert says(guest, "talk-of-two") == 200
    assert says(bo, "talk-of-two") == 200  # whoever has a guest's id may go on with it
    for stranger in (ada, guest):
        for path in ("", "/people", "/data"):
            assert stranger.get(f"/v1/conversations/talk-of-two{path}").status_code == 403
        assert says(stranger, "talk-of-two") == 403
        assert stranger.delete("/v1/conversations/talk-of-two").status_code == 403
        assert stranger.get("/v1/cart?conversation_id=talk-of-two").status_code == 403
        rated = stranger.post("/v1/conversations/talk-of-two/turns/1/feedback", json={"value": 1})
        assert rated.status_code == 403
    assert says(server, "talk-of-two") == 200
    assert len(bo.get("/v1/conversations/talk-of-two").json()["turns"]) == 3


def test_a_token_may_be_for_one_conversation_and_one_site(closed: FastAPI) -> None:
    made = token(closed, conversation_id="talk-only", origin=SITE)
    assert says(client(closed, made, SITE), "talk-only") == 200
    assert says(client(closed, made, SITE), "talk-other") == 403
    assert says(client(closed, made, "https://evil.example"), "talk-only") == 401


def test_a_token_renews_itself_while_it_holds(assistant: Assistant) -> None:
    now = 1_000_000.0
    whole = app(assistant, KEY, now=lambda: now)
    ada = client(whole, token(whole, shopper_id="ada_1", seconds=60))
    now += 50
    renewed = ada.post("/v1/tokens/refresh")
    assert renewed.status_code == 201
    now += 20
    assert client(whole, renewed.json()["token"]).get("/v1/profile").status_code == 200
    assert ada.get("/v1/profile").status_code == 401
    assert client(whole).post("/v1/tokens/refresh").status_code == 401
    assert client(whole, KEY).post("/v1/tokens/refresh").status_code == 401


def test_too_many_requests_are_refused_for_a_while_by_address_and_by_key(
    assistant: Assistant,
) -> None:
    whole = app(assistant, KEY, per_address=3, per_key=5)
    guest, server = client(whole), client(whole, KEY)
    assert [guest.get("/v1/cart").status_code for _ in range(4)] == [401, 401, 401, 429]
    refused = guest.get("/v1/products")
    assert refused.headers["content-type"] == MEDIA_TYPE
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert guest.get("/v1/health").status_code == 200
    assert client(whole, "a-wrong-key").get("/v1/products").status_code == 429
    assert [server.get("/v1/products").status_code for _ in range(6)] == [200] * 5 + [429]


def test_a_bucket_fills_up_steadily_and_few_are_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    buckets = Buckets(60, now=lambda: now)
    assert not any(buckets.wait("a") for _ in range(60))
    assert buckets.wait("a") == pytest.approx(1)
    assert not buckets.wait("b")
    now = 2.5
    assert [bool(buckets.wait("a")) for _ in range(3)] == [False, False, True]
    monkeypatch.setattr("ui.limits.REMEMBERED", 10)
    for number in range(1000):
        buckets.wait(str(number))
    assert len(buckets._buckets) <= 10


@pytest.mark.parametrize(
    ("host", "counted"),
    [("198.51.100.7", "198.51.100.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("x", "x")],
)
def test_an_address_of_ipv6_is_counted_by_its_network(host: str, counted: str) -> None:
    assert address({"client": (host, 1)}) == counted


def test_only_listed_sites_may_ask_from_a_browser(assistant: Assistant) -> None:
    async def build() -> FastAPI:
        return create_app(assistant, allow_origins=[SITE], settings=Settings(api_keys=KEY))

    whole = asyncio.run(build())  # outside a running loop Gradio makes loops that it never closes
    headers = Headers(
        {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization"}
    )
    for site, allowed in ((SITE, SITE), ("https://evil.example", None)):
        browser = client(whole, origin=site)
        asked = browser.options("/v1/cart/lines", headers=headers)
        assert asked.headers.get("access-control-allow-origin") == allowed
        answer = browser.get("/v1/cart")
        assert answer.status_code == 401
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert answer.headers["access-control-expose-headers"] == "Retry-After"
