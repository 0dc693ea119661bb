"""``daogou import`` as a user runs it: what it prints, writes and returns."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.store import open_store

CSV = """\
sku,name,price,colour,notes
1,Brass desk lamp,$49.90,Brass,dims
2,Blue mug,$12.00,Blue,
3,,$5.00,,
4,Free money,-$5.00,,
1,Brass desk lamp,$49.90,Brass,dims
"""
REVIEWS = """\
{"id": "r1", "product_id": "2", "stars": 4, "text": "Holds a lot."}
{"id": "r2", "product_id": "99", "stars": 4, "text": "Lost."}
"""


def daogou(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "products.csv").write_text(CSV, "utf-8")
    (tmp_path / "reviews.jsonl").write_text(REVIEWS, "utf-8")
    return tmp_path


def test_an_import_prints_counts_reasons_and_speed(shop: Path) -> None:
    store, rejects = shop / "store", shop / "rejects.jsonl"
    done = daogou(
        "import", shop / "products.csv", "--store", store, "--reviews", shop / "reviews.jsonl",
        "--rejects", rejects,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for words in (
        "rejected: no title",
        "rejected: negative price",
        "line 5 (4)",
        "merged with an earlier row",
        "rejected: no such product",
        "products per second",
    ):
        assert words in done.stdout
    assert [json.loads(line) for line in rejects.read_text("utf-8").splitlines()] == [
        {"source": "products.csv (csv)", "line": 4, "id": "3", "reason": "no title"},
        {
            "source": "products.csv (csv)",
            "line": 5,
            "id": "4",
            "reason": "negative price: '-$5.00'",
        },
        {
            "source": "reviews.jsonl",
            "line": 2,
            "id": "r2",
            "reason": "the catalogue has no product '99'",
        },
    ]
    opened = open_store(store)
    assert [product.id for product in opened.products] == ["1", "2"]
    assert opened.get("1").attributes == {"Notes": "dims"}
    assert (opened.get("2").rating, opened.get("2").rating_count) == (4.0, 1)

    # The next import replaces the catalogue, and embeds nothing that it has already embedded.
    (shop / "products.csv").write_text("".join(CSV.splitlines(True)[:2]), "utf-8")
    again = daogou("import", shop / "products.csv", "--store", store, "--currency", "EUR")
    assert again.returncode == 0, again.stderr
    assert "0 texts embedded anew" in again.stdout
    assert [product.id for product in open_store(store).products] == ["1"]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (None, (), "Cannot read"),
        ("", (), "is empty"),
        ("a,b\n1,2\n", (), "Name the columns with --mapping"),
        (CSV, ("--format", "xls"), "There is no format 'xls'"),
        (CSV, ("--currency", "beads"), "no currency 'beads'"),
        (CSV, ("--mapping", "missing.toml"), "Cannot read the mapping"),
        (CSV, ("--reviews", "missing.jsonl"), "Cannot read missing.jsonl"),
        (CSV, ("--rejects", "no/such/folder/file"), "Cannot write"),
    ],
)
def test_an_import_that_fails_is_one_sentence_and_changes_nothing(
    tmp_path: Path, text: str | None, options: tuple[str, ...], message: str
) -> None:
    source = tmp_path / "products.csv"
    if text is not None:
        source.write_text(text, "utf-8")
    done = daogou("import", source, "--store", tmp_path / "store", *options)
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("daogou: ")
    assert message in last
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "store").exists()


def test_help_names_every_option() -> None:
    done = daogou("import", "--help")
    assert done.returncode == 0
    for option in ("--store", "--mapping", "--format", "--reviews", "--rejects", "--currency"):
        assert option in done.stdout
