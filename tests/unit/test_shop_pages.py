"""The sample shop over HTTP: looking around, cart, checkout, and whose they are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.desk.operations import decide
from assistant.desk.rules import load_rules
from assistant.storage.engine import open_database
from assistant.storage.orders import SqlBackend
from ranking.types import EventKind
from ui.access import Access
from ui.shop import create_shop
from ui.shop.visitor import COOKIE
from ui.tokens import PREFIX

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:starlette.*")

BUYER = {
    "first_name": "Ute", "last_name": "Ohm", "email": "ute@example.com", "line1": "1 Mill Lane",
    "line2": "", "city": "Leeds", "state": "", "postal_code": "LS1 4AP", "country": "GB",
    "method": "credit_card",
}  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Assistant]:
    rules = load_rules(None)
    engine = open_database(tmp_path / "shop.db")
    backend = SqlBackend(engine, lambda *asked: decide(rules, *asked))
    with tiny_assistant(tmp_path, {}, engine=engine, backend=backend, rules=rules) as made:
        yield made


@pytest.fixture
def app(shop: Assistant) -> FastAPI:
    made = FastAPI()
    made.include_router(create_shop(shop, Access(token_secret="only for tests")))
    return made


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def field(page: str, name: str) -> str:
    """What a hidden field of a page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def put(client: TestClient, product: str = "J1", variant: str = "J1-3", quantity: int = 2) -> str:
    """Put something into the cart through the product's page -> the cart's page."""
    page = client.get(f"/shop/products/{product}").text
    form = {"product": product, "variant": variant, "quantity": str(quantity),
            "sent_by": field(page, "sent_by")}  # fmt: skip
    return client.post("/shop/cart", data=form).text


def test_pages_search_as_the_assistant_does_and_let_nothing_inline_in(client: TestClient) -> None:
    front = client.get("/shop")
    assert "script-src" not in front.headers["content-security-policy"]  # 'self' by default-src
    assert "unsafe" not in front.headers["content-security-policy"]
    assert "Home" in front.text
    found = client.get("/shop", params={"q": "lamp", "sort": "price_asc"}).text
    assert "Read Desk Lamp" in found
    assert found.index("Read Desk Lamp") < found.index("Pebble Table Lamp")
    shelf = client.get("/shop", params={"category": "Socks"}).text
    assert "Merino Hiking Socks" in shelf
    assert "Pebble Table Lamp" not in shelf
    for page in (front.text, found, shelf, client.get("/shop/products/J1").text):
        assert " style=" not in page
        assert not re.search(r"<script(?! src=)", page)
        assert not re.search(r"\son\w+=", page)
    hostile = client.get("/shop", params={"q": '"><script>x</script>'}).text
    assert "<script>x" not in hostile
    assert client.get("/shop/products/none").status_code == 404


def test_a_cart_is_bought_and_confirmed(client: TestClient, shop: Assistant) -> None:
    assert "$178.00" in put(client)
    page = client.get("/shop/checkout").text
    form = {**BUYER, **{name: field(page, name) for name in ("sent_by", "key", "total")}}
    wrong = client.post("/shop/checkout", data={**form, "email": "ute@"})
    assert wrong.status_code == 422
    assert "name@example.com" in wrong.text
    thanks = client.post("/shop/checkout", data=form)
    assert thanks.status_code == 200
    number = re.search(r"W-\d{8}", thanks.text)
    assert number
    assert "2 × Drizzle Rain Jacket (moss green, M)" in thanks.text
    # Sent twice it is one order, and the cart is empty.
    assert number[0] in client.post("/shop/checkout", data=form).text
    assert "nothing in it" in client.get("/shop/cart").text
    visitor = client.cookies[COOKIE]
    kinds = [one.kind for one in shop.profiles.shopper(visitor).events]
    assert kinds == [EventKind.VIEW, EventKind.CART, EventKind.PURCHASE]
    # Another buyer finds none of them left but one.
    assert client.get(f"/shop/orders/{'0' * 32}").status_code == 404


def test_the_total_of_the_page_is_not_believed(client: TestClient) -> None:
    put(client)
    page = client.get("/shop/checkout").text
    form = {**BUYER, "sent_by": field(page, "sent_by"), "key": field(page, "key"), "total": "1"}
    answer = client.post("/shop/checkout", data=form)
    assert answer.status_code == 422
    assert "178.00" in answer.text


def test_forms_of_other_sites_change_nothing(app: FastAPI, client: TestClient) -> None:
    put(client)
    with TestClient(app, cookies=client.cookies) as forged:
        for path, form in (
            ("/shop/cart", {"product": "L1", "quantity": "1"}),
            ("/shop/cart/line", {"product": "J1", "variant": "J1-3", "quantity": "0"}),
            ("/shop/checkout", BUYER),
            ("/shop/profile", {"used": "no"}),
            ("/shop/token", {}),
        ):
            assert forged.post(path, data=form).status_code == 403, path
            assert forged.post(path, data={**form, "sent_by": "0" * 64}).status_code == 403
    assert "$178.00" in client.get("/shop/cart").text


def test_the_cart_of_a_conversation_goes_to_the_checkout(
    client: TestClient, shop: Assistant
) -> None:
    shop.carts.set("guest:talk-1", "L1", "", 2)
    shop.carts.set("shopper:C-1", "L2", "", 1)
    other = client.get("/shop/take?conversation=talk-1", headers={"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 403
    taken = client.get("/shop/take?conversation=talk-1&shopper=C-1")
    assert taken.url.path == "/shop/checkout"
    assert "2 × Pebble Table Lamp" in taken.text
    assert "Arc Floor Lamp" not in taken.text  # C-1 is a customer and no sample
    assert shop.carts.lines("guest:talk-1") == ()
    assert client.get("/shop/take?conversation=talk-2").url.path == "/shop/checkout"


def test_nobody_is_somebody_else(app: FastAPI, client: TestClient, shop: Assistant) -> None:
    put(client)
    for claimed in ("C-1", "visitor-1", f"visitor-{'g' * 32}"):
        with TestClient(app, cookies={COOKIE: claimed}) as other:
            assert "nothing in it" in other.get("/shop/cart").text
            other.get("/shop/products/L1")
    assert shop.profiles.shopper("C-1").events == ()


def test_who_asks_not_to_be_tracked_is_not(client: TestClient, shop: Assistant) -> None:
    client.headers["DNT"] = "1"
    front = client.get("/shop")
    assert PREFIX not in front.text
    put(client)  # a cart needs its cookie; nothing else is kept
    assert shop.profiles.shopper(client.cookies[COOKIE]).events == ()
    assert PREFIX not in client.get("/shop/products/L1").text


def test_what_was_learned_is_said_and_can_be_switched_off(client: TestClient) -> None:
    for product in ("L1", "L2", "L1"):
        client.get(f"/shop/products/{product}")
    front = client.get("/shop").text
    assert "has learned" in front
    assert "Lumen Labs" in front
    off = client.post("/shop/profile", data={"used": "no", "sent_by": field(front, "sent_by")}).text
    assert "is not used" in off


def test_the_widget_speaks_for_the_visitor(client: TestClient, app: FastAPI) -> None:
    page = client.get("/shop/products/J1").text
    assert re.search(rf'<daogou-chat token="{PREFIX}[^"]+" product="J1"', page)
    fresh = client.post("/shop/token", data={"sent_by": field(page, "sent_by")}).json()["token"]
    rights = Access(token_secret="only for tests").caller(f"Bearer {fresh}").rights
    assert rights is not None
    assert rights.shopper_id == client.cookies[COOKIE]
