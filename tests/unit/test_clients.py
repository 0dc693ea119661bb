"""The clients of the HTTP API: up to date, and at work against a real server."""

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from api_shop import KEY, SAMPLE, app, shop

from daogou_client import Daogou, DaogouProblem

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))
from make_clients import files

TYPESCRIPT = Path(__file__).parents[2] / "clients" / "typescript"


@pytest.mark.parametrize("path", files(), ids=lambda path: "/".join(path.parts[-2:]))
def test_the_clients_are_those_of_today(path: Path) -> None:
    assert path.read_text("utf-8") == files()[path], "run `python docs/make_clients.py`"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server of the tiny shop with a key."""
    listener = socket.create_server(("127.0.0.1", 0))
    with shop(tmp_path_factory.mktemp("shop")) as assistant:
        server = uvicorn.Server(uvicorn.Config(app(assistant, KEY), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()
    listener.close()


def test_a_conversation_by_the_python_client(address: str) -> None:
    guest = Daogou(address)
    talk = guest.start_conversation()["id"]
    reply = guest.send_message(talk, {"text": "lamp"})
    assert {one["id"] for one in reply["products"]} == {"L1", "L2", "L3"}
    streamed = list(guest.stream_send_message(talk, {"text": "jacket"}))
    assert [one.name for one in streamed] == ["accepted", "reply"]
    assert streamed[1].data["turn"] == 2
    assert guest.rate_answer(talk, 2, {"value": 1})["status"] == "ok"
    assert len(guest.get_conversation(talk)["turns"]) == 2
    found = guest.search_products("lamp", max_price=100, sort="price_asc", brand=["Lumen Labs"])
    assert [one["id"] for one in found["products"]] == ["L1"]
    assert guest.get_product("J1")["variants"][0]["id"] == "J1-1"


def test_keys_tokens_and_problems_by_the_python_client(address: str) -> None:
    server = Daogou(address, KEY)
    token = server.issue_token({"shopper_id": SAMPLE})["token"]
    browser = Daogou(address, token)
    line = browser.set_cart_line({"product_id": "L1", "quantity": 1})["lines"][0]
    assert (line["product"]["id"], line["quantity"]) == ("L1", 1)
    with pytest.raises(DaogouProblem) as refused:
        Daogou(address).get_cart(shopper_id=SAMPLE)
    assert refused.value.status == 401
    with pytest.raises(DaogouProblem) as wrong:
        browser.set_cart_line({"product_id": "L1", "quantity": -1})
    assert wrong.value.errors[0]["field"] == "body.quantity"


@pytest.mark.skipif(not (shutil.which("tsc") and shutil.which("node")), reason="needs tsc and node")
def test_a_conversation_by_the_typescript_client(address: str, tmp_path: Path) -> None:
    subprocess.run(["tsc", "--outDir", tmp_path], cwd=TYPESCRIPT, check=True)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    script = f"""
      import {{ Daogou, DaogouProblem }} from "{tmp_path}/index.js";
      const guest = new Daogou("{address}");
      const {{ id }} = await guest.startConversation();
      const reply = await guest.sendMessage(id, {{ text: "lamp" }});
      const names = [];
      const more = guest.streamSendMessage(id, {{ text: "jacket" }});
      for await (const one of more) names.push(one.name);
      const wanted = {{ q: "lamp", max_price: 100, brand: ["Lumen Labs"] }};
      const found = await guest.searchProducts(wanted);
      let status = 0;
      try {{ await guest.getCart(); }} catch (error) {{ status = error.status; }}
      console.log(JSON.stringify([reply.turn, names, found.products.map((p) => p.id), status]));
    """
    ran = subprocess.run(
        ["node", "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == [1, ["accepted", "reply"], ["L1"], 401]
