"""The shop's database: opened with its tables up to date, read and written in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from assistant.storage.migrate import bring_up_to_date
from retrieval.errors import StoreError

BUSY_SECONDS = 30
"""How long a writer waits for another one on SQLite."""


def open_database(url_or_path: str | Path) -> Engine:
    """Open (and make, where there is none) the shop's database, with its tables up to date.

    Args:
        url_or_path: a SQLAlchemy URL, or the path of an SQLite file.

    Raises:
        StoreError: the database cannot be opened.
    """
    url = f"sqlite:///{url_or_path}" if isinstance(url_or_path, Path) else url_or_path
    try:
        # A server that was started anew closes connections; they are tried before use.
        engine = create_engine(make_url(url), pool_pre_ping=not str(url).startswith("sqlite"))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        try:
            bring_up_to_date(engine)
        except BaseException:
            engine.dispose()
            raise
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            f"The shop's database cannot be opened ({error.__class__.__name__}): check that "
            "'database_url' in settings.toml is right and that the folder can be written to."
        ) from error
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees the database as it is at its first statement, throughout."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, durable at the end of the block, undone when the block raises.

    SQLite admits one writer at a time from the start on; on PostgreSQL rows are locked with
    ``with_for_update``.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.commit()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers beside one writer, foreign keys that hold, and patience with a busy file."""
    cursor = connection.cursor()
    # Patience first: two processes that open a new file at once both want to set its journal.
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
