"""Brings a database to the newest migration; costs one query where it is there already.

``migrations/versions/NNNN_name.py`` holds revision ``NNNN``. Databases older than migrations have
the tables of 0001 and no version; they are taken up from there.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"
FIRST = "0001"
_OF_THE_FIRST = "events"
"""A table that every database of 0001 has."""
_LOCK = 0x0DA060
"""Of PostgreSQL, held by the process that migrates."""


def newest() -> str:
    """The revision that a database should have, told from the files' names."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))[:4]


def bring_up_to_date(engine: Engine) -> None:
    """Run what migrations are missing, in one transaction; other processes wait meanwhile."""
    with engine.connect() as connection:
        if _version(connection) == newest():
            return
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if _version(connection) != newest():
            upgrade(connection)
        connection.commit()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to a revision, in the connection's transaction."""
    # Alembic is only needed by the first start after an update.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    if _version(connection) is None and inspect(connection).has_table(_OF_THE_FIRST):
        command.stamp(config, FIRST)
    command.upgrade(config, revision)
