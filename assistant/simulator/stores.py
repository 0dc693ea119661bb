"""The stores that are measured: the demo store, a store folder, or a catalogue file.

A catalogue file is imported once into the user's data directory and used again as long as its
products and the code that indexes them are the same.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress, TaskID

from assistant.errors import SettingsError
from ranking.sources import CATALOGUES, MAPPINGS
from retrieval.bert import data_home
from retrieval.catalogue import product_to_json
from retrieval.encoder import load_encoder
from retrieval.importers import read_source, require_products
from retrieval.mapping import ColumnMapping, load_mapping
from retrieval.store import StageProgress, build_index
from retrieval.types import Product

DEMO = "demo"
ORDERS = {"tau2": "tau2_retail/db.json"}
"""Public data of customers and orders, by name; their products are the catalogue."""
PUBLIC = {**CATALOGUES, **ORDERS}
STAMP = "evaluated.sha256"
"""File in a store made here: what it was built from."""


@dataclass(frozen=True, slots=True)
class NamedStore:
    """A store to measure, and what the tables call it."""

    name: str
    folder: Path


def find_store(
    which: str,
    data: Path | None,
    mapping: Path | None = None,
    progress: StageProgress | None = None,
) -> NamedStore:
    """The store that ``which`` names.

    Args:
        which: "demo", a public catalogue of ``ranking.sources`` or a shop of ``ORDERS`` by its
            name, a store folder, or a catalogue file.
        data: folder of the public data; needed for what goes by such a name.
        mapping: column mapping of a catalogue file.

    Raises:
        SettingsError: no such store; CatalogueError: a file that cannot be read.
    """
    if which == DEMO:
        from assistant.demo_store import demo_store_dir

        return NamedStore(DEMO, demo_store_dir())
    if which in PUBLIC and not is_here(which, data):
        raise SettingsError(
            f"The store {which!r} is made of public data: name its folder with --data DIR, or"
            " DAOGOU_DATA in the environment."
        )
    if which in ORDERS and data is not None:
        return NamedStore(which, _with_orders(which, data / ORDERS[which], progress))
    if which in CATALOGUES and data is not None:
        columns = load_mapping(MAPPINGS / f"{which}.toml")
        return NamedStore(which, _imported(which, data / CATALOGUES[which], columns, progress))
    path = Path(which)
    if path.is_dir():
        return NamedStore(path.name, path)
    if path.is_file():
        columns = load_mapping(mapping) if mapping else ColumnMapping()
        name = path.name.split(".")[0]
        return NamedStore(name, _imported(name, path, columns, progress))
    known = ", ".join((DEMO, *PUBLIC))
    raise SettingsError(f"There is no store {which!r}: name {known}, a store folder or a file.")


def default_stores(data: Path | None) -> tuple[str, ...]:
    """The demo store, and the public catalogues where their data is at hand."""
    return (DEMO, *(name for name in CATALOGUES if is_here(name, data)))


def is_here(name: str, data: Path | None) -> bool:
    """Whether the file that a store of ``PUBLIC`` is made of is at hand."""
    return data is not None and (data / PUBLIC[name]).is_file()


def import_bars(bars: Progress) -> StageProgress:
    """A bar for each stage of an import, which appears when the stage begins."""
    tasks: dict[str, TaskID] = {}

    def advance(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bars.add_task(f"Importing: {stage}", total=total)
        bars.advance(tasks[stage], done)

    return advance


def _imported(
    name: str, file: Path, columns: ColumnMapping, progress: StageProgress | None
) -> Path:
    result = read_source(file, columns)
    require_products(result, file)
    return _built(name, result.products, progress)


def _with_orders(name: str, file: Path, progress: StageProgress | None) -> Path:
    """A store whose records are taken in when it is opened."""
    from assistant.desk.exchange import read_records
    from assistant.desk.exchange.catalogue import to_catalogue
    from assistant.desk.exchange.document import CURRENCY, RECORDS

    products = to_catalogue(read_records(file).records.products, CURRENCY)
    folder = _built(name, products, progress)
    (folder / RECORDS).write_bytes(file.read_bytes())
    return folder


def _built(name: str, products: Sequence[Product], progress: StageProgress | None) -> Path:
    folder = data_home() / "evaluation" / "stores" / name
    wanted = _fingerprint(products)
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder
    stamp.unlink(missing_ok=True)
    build_index(products, (), folder, encoder=load_encoder(), progress=progress)
    stamp.write_text(wanted, "utf-8")
    return folder


def _fingerprint(products: Sequence[Product]) -> str:
    """Of the products, the encoder, and the code that makes an index of them."""
    digest = hashlib.sha256(load_encoder().id.encode())
    for product in products:
        digest.update(repr(sorted(product_to_json(product).items())).encode())
    import retrieval

    for path in sorted(Path(next(iter(retrieval.__path__))).glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
