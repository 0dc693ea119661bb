"""From a cart to the shop's own checkout: which addresses are taken, and what they become."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from api_shop import client, shop
from fastapi import FastAPI
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.carts import FilledLine
from assistant.checkout_link import fault, link
from assistant.settings import Settings
from retrieval.types import Product, Variant
from ui.api import create_api
from ui.chat import ChatPage
from ui.offers import Offers
from ui.page.visit import GUEST

SHOPIFY = "https://shop.example/cart/{items}?ref=daogou&talk={conversation}"
LINES = (
    FilledLine(Product("J/1", "Jacket"), Variant("J 3", {"size": "M"}), 2),
    FilledLine(Product("L1", "Lamp"), None, 1),
)


@pytest.mark.parametrize(
    "template",
    ["", "https://shop.example", SHOPIFY, "http://localhost:8080/pay#{items}",
     "https://käse.example/kasse?i={items}"],
)  # fmt: skip
def test_addresses_of_shops_are_taken(template: str) -> None:
    assert fault(template) == ""
    assert Settings(checkout_url=template).checkout_url == template


@pytest.mark.parametrize(
    "template",
    ["javascript:alert(1)//{items}", "//shop.example/cart", "/cart/{items}", "ftp://shop.example/x",
     "https://", "https:///cart", "https://{items}/cart", "https://me:secret@shop.example/",
     "https://shop.example/{basket}", "https://shop.example/{", "https://shop.example/ cart",
     "https://shop.example/\nx", "https://shop.example:port/", "data:text/html,{items}",
     "https://shop.example/" + "a" * 1000, "https://[bad/{items}"],
)  # fmt: skip
def test_what_is_no_address_of_a_shop_is_refused_with_a_sentence(template: str) -> None:
    assert fault(template).endswith(".")
    with pytest.raises(ValueError, match="checkout_url"):
        Settings(checkout_url=template)


def test_the_cart_is_handed_on_with_forms_and_quantities() -> None:
    found = link(SHOPIFY, LINES, "c&1")
    assert found == "https://shop.example/cart/J%203:2,L1:1?ref=daogou&talk=c%261"
    assert link(SHOPIFY, (), "c1") == ""
    assert link("", LINES, "c1") == ""
    odd = (replace(LINES[1], product=Product('"><script>', "x")),)
    assert "<" not in link(SHOPIFY, odd, "c1")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path_factory.mktemp("tiny"), {"lamp": {}}) as made:
        yield made


def test_the_chat_page_goes_to_the_shop_s_checkout_where_there_is_one(
    assistant: Assistant,
) -> None:
    now = [""]
    page = ChatPage(assistant, checkout="/shop/take", offers=Offers(checkout=lambda: now[0]))
    memory = {**GUEST, "conversation": "guest-of-this-test"}
    list(page.act({"do": "add", "product": "L1", "quantity": "2"}, memory, None))
    (shown,) = page.act({"do": "cart"}, memory, None)
    assert 'href="/shop/take?conversation=guest-of-this-test"' in (shown.sheet or "")
    now[0] = SHOPIFY  # set while the server runs
    (shown,) = page.act({"do": "cart"}, memory, None)
    address = "https://shop.example/cart/L1:2?ref=daogou&amp;talk=guest-of-this-test"
    assert f'href="{address}"' in (shown.sheet or "")


def test_the_api_s_cart_says_where_it_is_paid(tmp_path: Path) -> None:
    with shop(tmp_path) as tiny:
        whole = FastAPI()
        whole.mount("/v1", create_api(tiny, shop=Offers(checkout=lambda: SHOPIFY)))
        talk = client(whole).post("/v1/conversations").json()["id"]
        whose = {"conversation_id": talk}
        empty = client(whole).get("/v1/cart", params=whose).json()
        assert (empty["lines"], empty["checkout_url"]) == ([], "")
        body = {"product_id": "L1", "quantity": 3}
        filled = client(whole).put("/v1/cart/lines", params=whose, json=body).json()
        assert filled["checkout_url"] == (f"https://shop.example/cart/L1:3?ref=daogou&talk={talk}")
        offers = client(whole).get("/v1/offers").json()
        assert (offers["photo"], offers["checkout"]) == (False, True)
