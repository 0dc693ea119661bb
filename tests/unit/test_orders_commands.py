"""``daogou import-orders`` and ``export-orders`` as a shop runs them."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from exchange_shop import shop, text_of
from sqlalchemy import Engine, create_engine, event
from typer.testing import CliRunner

from assistant.cli import app
from assistant.desk.backend import Confirmation
from assistant.desk.exchange import read_records
from assistant.desk.operations import decide
from assistant.desk.rules import load_rules
from assistant.desk.types import Operation, Plan, Request
from assistant.errors import BackendError, SettingsError
from assistant.storage.engine import open_database
from assistant.storage.orders import SqlBackend
from assistant.storage.records import current_records, fill_once, replace_records
from retrieval.errors import DaogouError, StoreError
from retrieval.store import open_store

KILLED = """
import os, signal, sys
from pathlib import Path
from assistant.desk.exchange import read_records
from assistant.storage.engine import open_database
from assistant.storage.records import replace_records
def progress(done, total):
    global left
    left -= done
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
left = 50
records = read_records(Path(sys.argv[1])).records
replace_records(open_database(Path(sys.argv[2])), records, "killed", progress=progress)
"""


def daogou(*arguments: str | Path) -> str:
    """What the command prints on stdout; raises the error that it would end with."""
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if result.exception is not None:
        raise result.exception
    return result.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source and the store that was made of it; not to be changed."""
    folder = tmp_path_factory.mktemp("shop")
    source = write(folder, shop())
    daogou("import-orders", source, "--store", folder / "store")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    import shutil

    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def write(folder: Path, document: dict[str, Any]) -> Path:
    path = folder / "source.json"
    path.write_text(text_of(document), "utf-8")
    return path


@contextmanager
def database(folder: Path) -> Iterator[Engine]:
    engine = open_database(folder / "store" / "shop.db")
    yield engine
    engine.dispose()


def cancel(folder: Path, order_id: str = "#W1") -> None:
    """Cancel an order as a conversation does."""
    rules = load_rules(None)
    with database(folder) as engine:
        backend = SqlBackend(engine, partial(decide, rules))
        request = Request(Operation.CANCEL, "zoe", order_id, reason="no longer needed")
        customer = backend.customer("zoe")
        assert customer is not None
        plan = decide(rules, request, customer, backend.order(order_id), {}, datetime.now(UTC))
        assert isinstance(plan, Plan)
        backend.apply(plan, Confirmation("k", "Cancel it?", "talk", "customer:zoe"))


def test_a_store_is_made_that_can_be_searched(made: Path) -> None:
    store = open_store(made / "store")
    assert [product.title for product in store.products] == ["Lamp", "Mug"]
    assert store.products[0].currency == "USD"
    assert daogou("export-orders", "--store", made / "store") == (made / "source.json").read_text()


def test_the_same_source_again_changes_nothing(folder: Path) -> None:
    cancel(folder)
    before = daogou("export-orders", "--store", folder / "store")
    index = (folder / "store" / "CURRENT").read_text()
    said = daogou("import-orders", folder / "source.json", "--store", folder / "store")
    assert "nothing was changed" in said
    assert daogou("export-orders", "--store", folder / "store") == before
    assert json.loads(before)["orders"]["#W1"]["status"] == "cancelled"
    assert (folder / "store" / "CURRENT").read_text() == index


def test_changes_made_here_are_not_lost_by_another_import(folder: Path) -> None:
    cancel(folder)
    newer = shop()
    newer["users"]["al"]["email"] = "new@example.com"
    write(folder, newer)
    with pytest.raises(BackendError, match=r"#W1.*--replace"):
        daogou("import-orders", folder / "source.json", "--store", folder / "store")
    exported = json.loads(daogou("export-orders", "--store", folder / "store"))
    assert exported["users"]["al"]["email"] == "al@example.com"

    exported["users"]["al"]["email"] = "new@example.com"  # a source that has the change
    write(folder, exported)
    assert "are in" in daogou("import-orders", folder / "source.json", "--store", folder / "store")
    write(folder, newer)
    daogou("import-orders", folder / "source.json", "--store", folder / "store", "--replace")
    exported = json.loads(daogou("export-orders", "--store", folder / "store"))
    assert exported["orders"]["#W1"]["status"] == "pending"


def test_new_products_become_the_catalogue_and_others_stay(folder: Path) -> None:
    newer = shop()
    newer["products"]["p-mug"]["name"] = "Beaker"
    write(folder, newer)
    daogou("import-orders", folder / "source.json", "--store", folder / "store")
    assert [one.title for one in open_store(folder / "store").products] == ["Lamp", "Beaker"]

    (folder / "goods.csv").write_text("sku,name,price\n1,Chair,$9.00\n", "utf-8")
    daogou("import", folder / "goods.csv", "--store", folder / "store")
    write(folder, shop())
    daogou("import-orders", folder / "source.json", "--store", folder / "store")
    assert [one.title for one in open_store(folder / "store").products] == ["Chair"]

    without = {name: part for name, part in shop().items() if name != "products"}
    write(folder, without)
    daogou("import-orders", folder / "source.json", "--store", folder / "store")
    exported = json.loads(daogou("export-orders", "--store", folder / "store"))
    assert list(exported["products"]) == ["1"]


def test_bad_records_are_reported_and_the_rest_is_there(folder: Path, tmp_path: Path) -> None:
    bad = shop()
    bad["orders"]["#W1"]["items"][0]["price"] = "much"
    write(folder, bad)
    said = daogou(
        "import-orders", folder / "source.json", "--store", folder / "store",
        "--rejects", tmp_path / "rejects.jsonl",
    )  # fmt: skip
    assert 'left out: orders "#W1": items 1: price is not an amount of money' in said
    (rejected,) = (tmp_path / "rejects.jsonl").read_text().splitlines()
    assert json.loads(rejected)["place"] == 'orders "#W1"'
    with database(folder) as engine:
        assert [one.id for one in current_records(engine).orders] == ["#W9"]


@pytest.mark.parametrize("content", ["{", '{"users": {}}', "id,name\n"])
def test_a_broken_source_leaves_the_old_records_serving(folder: Path, content: str) -> None:
    before = daogou("export-orders", "--store", folder / "store")
    (folder / "bad").write_text(content)
    with pytest.raises(DaogouError):
        daogou("import-orders", folder / "bad", "--store", folder / "store")
    assert daogou("export-orders", "--store", folder / "store") == before


def test_a_store_without_products_anywhere_is_not_made(tmp_path: Path) -> None:
    source = write(tmp_path, {name: part for name, part in shop().items() if name != "products"})
    with pytest.raises(DaogouError, match="daogou import"):
        daogou("import-orders", source, "--store", tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_store_that_is_not_there_has_no_orders(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="import-orders"):
        daogou("export-orders", "--store", tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="Cannot make the folder"):
        daogou("import-orders", write(tmp_path, shop()), "--store", tmp_path / "file" / "store")


def test_orders_of_another_system_are_neither_imported_nor_exported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAOGOU_ORDERS_URL", "http://127.0.0.1:9")
    with pytest.raises(SettingsError, match="orders_url"):
        daogou("export-orders", "--store", folder / "store")
    with pytest.raises(SettingsError, match="orders_url"):
        daogou("import-orders", folder / "source.json", "--store", folder / "store")


def test_an_import_that_is_killed_leaves_the_old_records(folder: Path) -> None:
    with database(folder) as engine:
        before = current_records(engine)
    write(folder, many(50))
    file = folder / "store" / "shop.db"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder / "source.json"), str(file)], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    with database(folder) as engine:
        assert current_records(engine) == before


def test_a_full_disk_leaves_the_old_records(folder: Path) -> None:
    with database(folder) as engine:
        before = current_records(engine)
    records = read_records(write(folder, many(400))).records
    full = create_engine(f"sqlite:///{folder / 'store' / 'shop.db'}")

    @event.listens_for(full, "connect")
    def limit(connection: Any, _: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 4}")

    with pytest.raises(BackendError, match="full"):
        replace_records(full, records, "many")
    full.dispose()
    with database(folder) as engine:
        assert current_records(engine) == before
        assert replace_records(engine, records, "many")


def test_a_database_that_cannot_be_written_is_read_all_the_same(folder: Path) -> None:
    with database(folder) as engine:
        before = current_records(engine)
    file = folder / "store" / "shop.db"
    readonly = open_database(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert current_records(readonly) == before
    with pytest.raises(BackendError, match="read-only"):
        replace_records(readonly, read_records(write(folder, many(3))).records, "many")
    readonly.dispose()


def test_the_records_that_a_store_starts_with_are_taken_in_once(folder: Path) -> None:
    file = folder / "once.db"
    engine = open_database(file)
    records = read_records(folder / "source.json").records
    assert fill_once(engine, lambda: records, "records.json")
    assert not fill_once(engine, lambda: pytest.fail("read again"), "records.json")
    assert current_records(engine) == records
    engine.dispose()


def many(count: int) -> dict[str, Any]:
    """A shop with so many more orders."""
    document = shop()
    for number in range(count):
        document["orders"][f"#X{number}"] = {
            **document["orders"]["#W9"],
            "order_id": f"#X{number}",
        }
    return document
