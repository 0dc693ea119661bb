"""Databases of their own for the contract tests: SQLite always, PostgreSQL where there is one.

``DAOGOU_TEST_POSTGRES`` names a server, such as ``postgresql+psycopg://user@localhost/postgres``;
databases are made in it and dropped again. Without it, one on this machine is tried.

Tables are made once for all tests: each gets a copy of a database that has them already.
"""

import atexit
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from assistant.storage.engine import open_database

HERE = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres?connect_timeout=2"
Fill = Callable[[Engine], object]


def nothing(_: Engine) -> None:
    """Leaves the tables empty."""


@contextmanager
def database(kind: str, folder: Path, fill: Fill = nothing) -> Iterator[str | Path]:
    """A new database with all tables, as ``open_database`` takes it.

    Args:
        kind: "sqlite" or "postgresql"; the test is skipped where there is no such server.
        folder: where a file may lie.
        fill: puts in what it starts with; called once for all tests.
    """
    if kind == "postgresql":
        with postgres(_server_template(fill)) as url:
            yield url
        return
    file = folder / "shop.db"
    file.write_bytes(_file_template(fill))
    yield file


@contextmanager
def postgres(template: str = "template1") -> Iterator[str]:
    """The URL of a new database; skips the test, with the reason, where there is no server.

    template: a database that it is a copy of; by default it is empty.
    """
    reason = _away()
    if reason:
        pytest.skip(reason)
    name = f"daogou_test_{secrets.token_hex(6)}"
    _run(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield make_url(_server()).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(f"DROP DATABASE {name} WITH (FORCE)")


def _server() -> str:
    return os.environ.get("DAOGOU_TEST_POSTGRES", HERE)


@cache
def _away() -> str:
    try:
        _run("SELECT 1")
    except (SQLAlchemyError, ImportError) as error:
        return f"no PostgreSQL here (DAOGOU_TEST_POSTGRES names none): {error.__class__.__name__}"
    return ""


def _run(statement: str) -> None:
    with _connections().connect() as connection:
        connection.exec_driver_sql(statement)


@cache
def _connections() -> Engine:
    return create_engine(_server(), isolation_level="AUTOCOMMIT")


@cache
def _file_template(fill: Fill) -> bytes:
    """A database file, written once for all tests."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "shop.db"
        _make(file, fill)
        return file.read_bytes()


@cache
def _server_template(fill: Fill) -> str:
    """Name of a database, dropped when the tests end."""
    stack = ExitStack()
    url = stack.enter_context(postgres())
    atexit.register(stack.close)
    _make(url, fill)
    return str(make_url(url).database)


def _make(place: str | Path, fill: Fill) -> None:
    engine = open_database(place)
    fill(engine)
    engine.dispose()
