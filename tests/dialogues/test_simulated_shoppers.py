"""``daogou evaluate dialogues`` and ``references`` with the models that Daogou brings."""

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from assistant.commands import models

app = typer.Typer()
models.register(app)


def evaluated(*args: str) -> str:
    result = CliRunner().invoke(app, ["evaluate", *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_shoppers_are_served_better_than_by_words_alone(tmp_path: Path) -> None:
    docs, told = tmp_path / "quality.md", tmp_path / "failures.txt"
    out = evaluated("dialogues", "--store", "demo", "--goals", "10", "--seed", "5", "--json",
                    "--docs", str(docs), "--transcripts", str(told))  # fmt: skip
    (store,) = json.loads(out)["stores"]
    daogou, last, whole = store["methods"].values()
    assert daogou["goals"] == last["goals"] == whole["goals"] == 10
    assert daogou["served"] >= 0.8
    assert daogou["hard_broken"] < min(last["hard_broken"], whole["hard_broken"])
    assert len(store["broken_hard_limits"]) == daogou["hard_broken"]
    assert "Made by `daogou evaluate dialogues --goals 10 --seed 5`." in docs.read_text("utf-8")
    failed = 10 - round(10 * daogou["served"])
    assert told.read_text("utf-8").count("not served") == failed


def test_follow_ups_over_real_result_lists(tmp_path: Path) -> None:
    told = tmp_path / "failures.txt"
    out = evaluated("references", "--store", "demo", "--cases", "36", "--json",
                    "--transcripts", str(told))  # fmt: skip
    found = json.loads(out)
    assert found["follow_ups"] == 36
    assert found["accuracy"]["demo"] == found["accuracy"]["all"] >= 0.6
    assert told.read_text("utf-8").splitlines() == found["failures"]
    assert len(found["failures"]) == round(36 * (1 - found["accuracy"]["all"]))
