"""``daogou import-orders`` and ``export-orders``: a shop's customers and orders, in and out."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.progress import progress_bars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Engine

    from assistant.desk.exchange import ReadRecords, Rejection
    from assistant.desk.records import Records
    from assistant.settings import Settings

_SHOWN = 10

Advance = Callable[[str, int, int | None], None]


def register(app: typer.Typer) -> None:
    """Add both commands to the command line."""
    app.command("import-orders")(import_orders)
    app.command("export-orders")(export_orders)


def import_orders(
    source: Annotated[
        Path,
        typer.Argument(help="JSON file, or folder or zip of CSV files.", show_default=False),
    ],
    store: Annotated[Path, typer.Option(help="Folder of the store; made where there is none.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Also over changes made here that SOURCE does not have."),
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Write every rejected record to this file, JSON Lines.")
    ] = None,
) -> None:
    """Make a shop's customers and orders those that the service desk works on.

    They take the place of those that were there, all of them or, when something goes wrong, none.
    A store without a catalogue gets the products of the source as one. docs/orders.md describes
    the files.
    """
    from assistant.desk.exchange import read_records
    from assistant.settings import load_settings
    from assistant.storage.engine import open_database
    from assistant.storage.records import check_replaceable, replace_records

    settings = load_settings(store)
    _check_that_orders_lie_here(settings)
    with progress_bars() as advance:
        read = read_records(source, lambda done, total: advance("reading", done, total))
        _write_rejects(rejects, read.rejected)
        records = _with_products(read.records, source, store)
        place = _made(settings.data_folder or store)
        engine = open_database(settings.database_url or place / "shop.db")
        new = check_replaceable(engine, records, force=replace)
        if new:
            _catalogue(engine, records, store, settings.currency, advance)
            replace_records(
                engine,
                records,
                source.name,
                force=replace,
                progress=lambda done, total: advance("writing", done, total),
            )
        engine.dispose()
    _print_report(read, store, new)


def export_orders(
    store: Annotated[
        Path | None, typer.Option(help="Folder of the store. Default: the demo store.")
    ] = None,
) -> None:
    """Write customers, orders and products as one JSON document to the standard output.

    ``daogou import-orders`` reads it back.
    """
    from assistant.demo_store import demo_store_dir
    from assistant.desk.connect import open_records
    from assistant.desk.exchange import to_document
    from assistant.settings import load_settings
    from assistant.storage.records import current_records
    from retrieval.errors import StoreError

    folder = store if store is not None else demo_store_dir()
    if not folder.is_dir():
        raise StoreError(f"There is no store {folder}: make it with `daogou import-orders`.")
    settings = load_settings(folder)
    _check_that_orders_lie_here(settings)
    engine = open_records(settings, folder)
    document = to_document(current_records(engine))
    engine.dispose()
    sys.stdout.write(json.dumps(document, indent=4))


def _check_that_orders_lie_here(settings: "Settings") -> None:
    from assistant.errors import SettingsError

    if settings.orders_url:
        raise SettingsError(
            "The orders lie in the shop's own order system ('orders_url'): take that setting away"
            " to keep them in Daogou's database."
        )


def _made(folder: Path) -> Path:
    from retrieval.errors import StoreError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"Cannot make the folder {folder}: {error.strerror}.") from error
    return folder


def _with_products(records: "Records", source: Path, store: Path) -> "Records":
    """The records with what is on sale: as the source says, else the store's catalogue."""
    from dataclasses import replace

    from assistant.desk.exchange.catalogue import from_catalogue
    from assistant.desk.exchange.source import SourceError
    from retrieval.errors import StoreError
    from retrieval.store import open_store

    if records.products:
        return records
    try:
        products = open_store(store).products
    except StoreError as error:
        raise SourceError(
            f"{source.name} has no products and {store} no catalogue: add the products to the"
            " source, or run `daogou import` first."
        ) from error
    return replace(records, products=from_catalogue(products))


def _catalogue(
    engine: "Engine", records: "Records", store: Path, currency: str, advance: Advance
) -> None:
    """Make the products the catalogue of a store that has none, or has one from such an import."""
    from assistant.desk.exchange.catalogue import to_catalogue
    from assistant.storage.records import product_ids
    from retrieval.errors import StoreError
    from retrieval.store import build_index, open_store

    try:
        present = open_store(store).products
    except StoreError:
        present = ()
    currencies = Counter(order.currency for order in records.orders) or Counter(("USD",))
    products = to_catalogue(records.products, currency or currencies.most_common(1)[0][0])
    ours = {product.id for product in present} == product_ids(engine)
    if present != products and (ours or not present):
        from retrieval.encoder import load_encoder

        build_index(products, (), store, encoder=load_encoder(), progress=advance)


def _write_rejects(path: Path | None, rejected: "Sequence[Rejection]") -> None:
    if path is None:
        return
    from dataclasses import asdict

    from assistant.desk.exchange.source import SourceError
    from retrieval.catalogue import write_jsonl

    try:
        write_jsonl(map(asdict, rejected), path)
    except OSError as error:
        raise SourceError(f"Cannot write {path}: {error.strerror}.") from error


def _print_report(read: "ReadRecords", store: Path, new: bool) -> None:
    from rich.console import Console

    console = Console()
    records = read.records

    def say(line: str) -> None:
        console.print(line, soft_wrap=True, highlight=False, markup=False)

    for one in read.rejected[:_SHOWN]:
        say(f"left out: {one.place}: {one.reason}")
    if len(read.rejected) > _SHOWN:
        say(f"... and {len(read.rejected) - _SHOWN:,} more; --rejects FILE writes them all.")
    counts = (
        f"{len(records.customers):,} customers, {len(records.orders):,} orders and"
        f" {len(records.products):,} products"
    )
    if new:
        say(f"{counts} are in {store} ({read.form}; {len(read.rejected):,} records left out).")
    else:
        say(f"{counts}: the same as last time, so nothing was changed in {store}.")
