"""Databases of their own for the contract tests: SQLite always, PostgreSQL where there is one.

``DAOGOU_TEST_POSTGRES`` names a server, such as ``postgresql+psycopg://user@localhost/postgres``;
databases are made in it and dropped again. Without it, one on this machine is tried.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError

HERE = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres?connect_timeout=2"


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
    engine = create_engine(_server(), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()
