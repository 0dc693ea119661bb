"""Opens the service desk, and the records that it works on: in the shop's own database, or in its
order system."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from assistant.desk.backend import ShopBackend
from assistant.desk.desk import ServiceDesk
from assistant.desk.exchange.document import RECORDS
from assistant.desk.operations import decide
from assistant.desk.rules import Rules
from assistant.reply.words import Words
from assistant.settings import Settings
from assistant.storage.engine import open_database
from assistant.storage.ledger import Ledger
from assistant.storage.orders import SqlBackend, utc_now
from assistant.storage.records import fill_once


def open_backend(
    settings: Settings,
    store: Path,
    engine: Engine,
    rules: Rules,
    now: Callable[[], datetime] = utc_now,
) -> ShopBackend | None:
    """The shop's order system where the settings name one, else the records of a store.

    None: the store has no customers.

    Args:
        store: where ``records.json`` may lie.
        engine: the shop's database; closing the backend closes it.
        rules: asked again before anything is changed.

    Raises:
        SourceError: ``records.json`` cannot be read.
    """
    if settings.orders_url:
        from assistant.desk.http_backend import HttpBackend

        return HttpBackend(settings.orders_url, settings.orders_token)
    _fill(engine, store)
    backend = SqlBackend(engine, partial(decide, rules), now)
    return None if backend.empty() else backend


def open_desk(
    backend: ShopBackend,
    rules: Rules,
    settings: Settings,
    engine: Engine,
    words: Words,
    now: Callable[[], datetime] = utc_now,
) -> ServiceDesk:
    """The service desk, with everything carried out that was said yes to before.

    Args:
        engine: the database of what was said yes to and of the log.
        words: in which a summary is said.
        now: the time that the rules go by.
    """
    from assistant.reply.say_desk import desk_saying

    desk = ServiceDesk(
        backend,
        Ledger(engine),
        rules,
        settings.customer_secret,
        lambda action: desk_saying(action, words),
        now,
    )
    desk.resume()
    return desk


def open_records(settings: Settings, store: Path, folder: Path | None = None) -> Engine:
    """The database of a store; the records that the store starts with are taken in the first time.

    Args:
        store: where ``records.json`` may lie.
        folder: where ``shop.db`` lies when no database URL is set; None: as the settings say.

    Raises:
        StoreError: the database cannot be opened.
        SourceError: ``records.json`` cannot be read.
    """
    place = folder or settings.data_folder or store
    engine = open_database(settings.database_url or place / "shop.db")
    _fill(engine, store)
    return engine


def _fill(engine: Engine, store: Path) -> None:
    if (store / RECORDS).is_file():
        from assistant.desk.exchange import read_records

        fill_once(engine, lambda: read_records(store / RECORDS).records, RECORDS)
