"""``daogou understand`` and ``chat --json`` with the models that Daogou brings."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from assistant.build import build_assistant
from assistant.commands import talk
from assistant.errors import UnknownShopperError

app = typer.Typer()
talk.register(app)


@pytest.fixture(autouse=True)
def kept_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Conversations and carts of these tests lie in a folder of their own."""
    monkeypatch.setenv("DAOGOU_DATA_FOLDER", str(tmp_path))


def run(args: list[str], said: bytes = b"") -> list[dict[str, Any]]:
    result = CliRunner().invoke(app, args, input=said, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_understanding_line_by_line() -> None:
    lines = run(["understand"], b"waterproof jacket under $120, not black\r\n\n\xff\xfe hello\n")
    assert len(lines) == 3
    first = lines[0]
    assert first["intent"] == "find_product"
    assert first["constraints"]["price"] == {"min": None, "max": 120, "currency": "USD"}
    assert first["constraints"]["exclude"]["colours"] == ["black"]
    assert 0 <= first["confidence"] <= 1
    assert -1 <= first["sentiment"]["score"] <= 1


def test_a_conversation_goes_on_from_one_run_to_the_next() -> None:
    args = ["chat", "--json", "--conversation", "one", "--shopper", "C-01"]
    first = run(args, b"wireless headphones under $80\n\n")
    assert [line["turn"] for line in first] == [1, 2]
    assert first[0]["products"]
    assert all(product["price"] <= 80 for product in first[0]["products"])
    assert all(product["reasons"] for product in first[0]["products"][:1])
    (third,) = run(args, b"compare the first two\n")
    assert (third["turn"], third["action"]) == (3, "compare")
    assert [p["id"] for p in third["products"]] == [p["id"] for p in first[0]["products"][:2]]


def test_an_unknown_shopper_is_said_before_the_first_message() -> None:
    with pytest.raises(UnknownShopperError, match="nobody"):
        run(["chat", "--json", "--shopper", "nobody"], b"hi\n")


def test_a_turn_says_where_its_time_went(tmp_path: Path) -> None:
    from assistant.types import Message

    with build_assistant(data_folder=tmp_path) as assistant:
        reply = assistant.reply(Message("a desk lamp under $60", "timed"))
    assert set(reply.stages_ms) == {"understand", "desk", "retrieve", "rank", "reply"}
    assert 0 < sum(reply.stages_ms.values()) <= reply.latency_ms
