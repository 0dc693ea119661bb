"""The shop as tools for other agents: MCP and LangChain, over the same assistant."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters, stdio_client
from mcp.client import Client
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.types import Intent
from ui.agents.langchain_tools import ProductRetriever, langchain_tools
from ui.agents.mcp_server import create_mcp
from ui.agents.tools import ShopTools

DAOGOU = Path(sys.executable).parent / "daogou"
SCRIPT = {
    "lamp": {"intent": Intent.FIND_PRODUCT, "search_text": "lamp"},
    "Compare these": {"intent": Intent.COMPARE_PRODUCTS},
    "Where is my order O-1?": {"intent": Intent.ORDER_STATUS},
}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path, SCRIPT) as made:
        yield made


def call(server: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools answer, one after the other in one connection."""

    async def talk() -> list[Any]:
        async with Client(server) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(talk)


def test_tools_answer_from_the_records(shop: Assistant) -> None:
    found, details, compared = call(
        create_mcp(ShopTools(shop), "Tiny"),
        ("search_products", {"query": "lamp", "top": 2}),
        ("product", {"product_id": "L1"}),
        ("compare_products", {"product_ids": ["L1", "L2"]}),
    )
    products = found.structured_content["products"]
    assert {one["id"] for one in products} <= {"L1", "L2", "L3"}
    assert len(products) == 2
    assert details.structured_content["price"] == 39.9
    assert [row[0] for row in compared.structured_content["rows"]][:1] == [""]


def test_a_cart_is_filled_but_nothing_is_bought(shop: Assistant) -> None:
    put, seen = call(
        create_mcp(ShopTools(shop, conversation_id="agent-1"), "Tiny"),
        ("put_in_cart", {"product_id": "J1", "variant_id": "J1-3", "quantity": 2}),
        ("view_cart", {}),
    )
    assert put.structured_content == seen.structured_content
    lines = shop.carts.lines("guest:agent-1")
    assert [(line.product.id, line.quantity) for line in lines] == [("J1", 2)]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("product", {"product_id": "nothing"}, "no product with this id"),
        ("compare_products", {"product_ids": ["L1"]}, "two to 4"),
        ("put_in_cart", {"product_id": "J3"}, "out of stock"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    shop: Assistant, tool: str, arguments: dict[str, Any], said: str
) -> None:
    (answer,) = call(create_mcp(ShopTools(shop), "Tiny"), (tool, arguments))
    assert answer.is_error
    assert said in answer.content[0].text


def test_langchain_tools_and_retriever_use_the_same_search(shop: Assistant) -> None:
    tools = {tool.name: tool for tool in langchain_tools(ShopTools(shop))}
    assert set(tools) >= {"search_products", "order_status", "ask_shop"}
    assert all(tool.description for tool in tools.values())
    found = json.loads(tools["search_products"].invoke({"query": "lamp", "top": 3}))
    documents = ProductRetriever(assistant=shop, top=3).invoke("lamp")
    assert [one["id"] for one in found["products"]] == [one.id for one in documents]
    assert documents[0].metadata["price"] == found["products"][0]["price"]
    assert "out of stock" in tools["put_in_cart"].invoke({"product_id": "J3"})


def test_the_command_serves_tools_over_standard_input_and_output(tmp_path: Path) -> None:
    """Over the demo store: orders are told only after the customer is verified."""

    async def talk() -> tuple[list[str], str, str]:
        parameters = StdioServerParameters(
            command=str(DAOGOU), args=["mcp"], env={"DAOGOU_DATA_FOLDER": str(tmp_path)}
        )
        async with Client(stdio_client(parameters)) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            stranger = await client.call_tool("order_status", {})
            said = {"email": "nobody@example.com"}
            unknown = await client.call_tool("order_status", said)
            return names, stranger.structured_content["text"], unknown.structured_content["text"]

    names, stranger, unknown = anyio.run(talk)
    assert "order_status" in names
    assert "email" in stranger
    assert "on its way" not in stranger + unknown
