"""Databases of every age come to the newest tables, with nothing lost."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from databases import postgres
from sqlalchemy import Connection, create_engine, inspect, text

from assistant.people.tickets import Tickets
from assistant.people.types import Call, Reason, Summary
from assistant.storage import open_shop_data
from assistant.storage.engine import open_database
from assistant.storage.migrate import FIRST, MIGRATIONS, newest, upgrade
from assistant.storage.tables import Base

ROOT = Path(__file__).parents[2]
OPENER = """
import sys
from pathlib import Path
from assistant.storage.engine import open_database
print("ready", flush=True)
sys.stdin.readline()
place = sys.argv[1]
open_database(place if "://" in place else Path(place)).dispose()
print("alembic" in sys.modules, flush=True)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'shop.db'}"
        return
    with postgres() as made:
        yield made


def version(connection: Connection) -> str | None:
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def test_migrations_make_the_tables_that_the_code_declares(url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    for path in (ROOT / "assistant").rglob("*.py"):
        if "(Base)" in path.read_text("utf-8"):
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    engine = open_database(url)
    with engine.connect() as connection:
        assert version(connection) == newest()
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_database_from_before_migrations_keeps_what_it_has(url: str) -> None:
    old = create_engine(url)
    with old.begin() as connection:
        upgrade(connection, FIRST)
        connection.exec_driver_sql("DROP TABLE alembic_version")
        connection.exec_driver_sql(
            "INSERT INTO events (id, shopper_id, kind, product_id, at)"
            " VALUES ('e1', 'C-1', 'view', 'P', '2026-01-02 00:00:00')"
        )
    old.dispose()

    data = open_shop_data(url)
    assert [one.product_id for one in data.events("C-1")] == ["P"]
    data.close()
    engine = create_engine(url)
    with engine.connect() as connection:
        assert version(connection) == newest()
        assert inspect(connection).has_table("orders")
    engine.dispose()


def test_notes_of_before_keep_their_numbers(url: str) -> None:
    engine = create_engine(url)
    note = (
        "INSERT INTO handoffs (number, conversation_id, shopper_id, reason, summary, at, done)"
        " VALUES (:n, :c, 'C-1', :r, 'Reason: ...', '2026-01-02 03:04:05', :d)"
    )
    with engine.begin() as connection:
        upgrade(connection, "0003")
        for n, c, r, d in (
            (3, "talk-1", "complaint", False),
            (5, "talk-1", "asked for a person", False),
            (8, "talk-2", "question on P1", True),
        ):
            connection.execute(text(note), {"n": n, "c": c, "r": r, "d": d})
    engine.dispose()
    engine = open_database(url)
    tickets = Tickets(engine)
    (kept,) = tickets.queue()
    assert (kept.number, kept.call.reason, kept.call.shopper_id) == (5, "request", "C-1")
    assert kept.call.summary == Summary(what="Reason: ...")
    assert {one.number for one in tickets.closed()} == {3, 8}
    assert tickets.open(Call("talk-3", Reason.REQUEST), 1)[0].number > 8
    engine.dispose()


def test_a_migration_that_fails_leaves_the_database_as_it_was(url: str) -> None:
    old = create_engine(url)
    with old.begin() as connection:  # a table in the way of the second migration
        connection.exec_driver_sql("CREATE TABLE orders (id INTEGER)")
    with pytest.raises(Exception, match="database_url"):
        open_database(url)
    with old.connect() as connection:
        assert inspect(connection).get_table_names() == ["orders"]
    old.dispose()


def test_processes_that_open_a_new_database_at_once_all_can(url: str) -> None:
    place = url.removeprefix("sqlite:///")
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for one in openers:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in openers:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in openers:
        one.communicate()
    assert [one.returncode for one in openers] == [0, 0, 0]
    engine = open_database(url)
    with engine.connect() as connection:
        assert version(connection) == newest()
    engine.dispose()


def test_alembic_is_not_loaded_for_a_database_that_is_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "shop.db"
    open_database(file).dispose()
    opener = subprocess.run(
        [sys.executable, "-c", OPENER, str(file)], input="go\n", capture_output=True, text=True
    )
    assert opener.stdout == "ready\nFalse\n"


def test_the_files_are_one_chain_and_named_by_their_revisions() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [newest()]
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")
