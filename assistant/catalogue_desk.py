"""A catalogue brought in through a page: read and looked at first, then made the one that serves.

One file at a time. Reading and importing go on behind the page, which asks how far they are.
"""

import logging
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import IO, Any

from assistant.catalogue_draft import Draft, mapping_of
from retrieval.errors import CatalogueError, DaogouError, StoreError
from retrieval.importers import first_rows, read_source, require_products
from retrieval.mapping import ColumnMapping
from retrieval.types import Product, Review

log = logging.getLogger(__name__)

EXAMPLES = 3
"""Rows from which values are shown beside their columns."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is."""

    doing: str = ""
    """"reading" or a stage of the import; empty: nothing is being done."""
    done: int = 0
    total: int = 0
    """0: not known."""
    problem: str = ""
    """Why the last work failed; empty: it did not."""
    imported: int = 0
    """Products that the last import brought; 0: there was none."""


class CatalogueDesk:
    """Reads, shows and imports one product file; safe to share between threads.

    Args:
        store: the folder whose catalogue is replaced.
        served: called when the new catalogue is whole, to serve it.
    """

    def __init__(self, store: Path, served: Callable[[], None]) -> None:
        self._store = store
        self._served = served
        self._folder = tempfile.TemporaryDirectory(prefix="daogou-")
        self._file = Path(self._folder.name) / "products"
        self._worker = ThreadPoolExecutor(1, "catalogue")
        self._work: Future[None] | None = None
        self._lock = Lock()
        self.draft: Draft | None = None
        self.progress = Progress()

    @property
    def busy(self) -> bool:
        """Whether something is being read or imported."""
        return self._work is not None and not self._work.done()

    def take(self, source: IO[bytes], name: str) -> None:
        """Keep a file and begin to read it, in place of the one before. Raises CatalogueError."""
        with self._lock:
            self._idle()
            self.draft = None
            self._file = Path(self._folder.name) / f"products{_ending(name)}"
            with self._file.open("wb") as out:
                while piece := source.read(1 << 20):
                    out.write(piece)
            self._begin(lambda: self._read(name, ColumnMapping()))

    def map(self, places: Mapping[str, str], currency: str) -> None:
        """Read the file again with columns put right. Raises CatalogueError.

        Args:
            places: columns to a field, ``ATTRIBUTE``, or "" for leaving them out.
            currency: ISO code of prices that name none; empty: as the file says.
        """
        with self._lock:
            self._idle()
            if self.draft is None:
                raise CatalogueError("The file is not here any more: upload it again.")
            draft = self.draft
            mapping = replace(mapping_of(draft, places), currency=currency or None)
            self._begin(lambda: self._read(draft.name, mapping))

    def build(self) -> None:
        """Make the products read last the catalogue that serves. Raises CatalogueError."""
        with self._lock:
            self._idle()
            if self.draft is None:
                raise CatalogueError("The file is not here any more: upload it again.")
            require_products(self.draft.result, Path(self.draft.name))
            products = self.draft.result.products
            self._begin(lambda: self._import(products))

    def drop(self) -> None:
        """Forget the file. Raises CatalogueError."""
        with self._lock:
            self._idle()
            self.draft = None
            self.progress = Progress()
            self._file.unlink(missing_ok=True)

    def wait(self, seconds: float) -> None:
        """Wait for the work, but no longer than this."""
        if self._work is not None:
            wait([self._work], seconds)

    def close(self) -> None:
        """Let go of the file; an import that runs is finished first."""
        self._worker.shutdown(wait=True)
        self._folder.cleanup()

    def _idle(self) -> None:
        if self.busy:
            raise CatalogueError("A file is being worked on: wait until it is done.")

    def _begin(self, work: Callable[[], None]) -> None:
        self.progress = Progress("reading")
        self._work = self._worker.submit(self._run, work)

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except DaogouError as error:
            self.progress = Progress(problem=str(error))
        except Exception:
            log.exception("The catalogue could not be worked on")
            self.progress = Progress(
                problem="Something went wrong; the catalogue is as it was, and the log says more."
            )

    def _read(self, name: str, mapping: ColumnMapping) -> None:
        result = read_source(self._file, mapping, progress=self._step)
        rows = first_rows(self._file, result.format, EXAMPLES)
        examples = _examples(row.values for row in rows)
        self.draft = Draft(name, result, examples, mapping.currency or "")
        self.progress = Progress()

    def _import(self, products: tuple[Product, ...]) -> None:
        from retrieval.encoder import load_encoder
        from retrieval.store import build_index

        reviews = self._kept_reviews({one.id for one in products})

        def advance(stage: str, done: int, total: int) -> None:
            so_far = self.progress.done if self.progress.doing == stage else 0
            self.progress = Progress(stage, so_far + done, total)

        built = build_index(
            products, reviews, self._store, encoder=load_encoder(), progress=advance
        )
        if reviews:
            from assistant.reviews.load import prepare_opinions

            prepare_opinions(built.index, products, reviews, advance)
        self.progress = Progress("changing over")
        self._served()
        self.draft = None
        self.progress = Progress(imported=built.products)

    def _kept_reviews(self, ids: set[str]) -> tuple[Review, ...]:
        """Those that the store has of products that stay: a product file brings none."""
        from retrieval.store import open_store

        try:
            before = open_store(self._store)
            return tuple(
                review
                for product in before.products
                if product.id in ids
                for review in before.reviews(product.id)
            )
        except StoreError:  # there was no catalogue before
            return ()

    def _step(self, rows: int) -> None:
        self.progress = replace(self.progress, done=self.progress.done + rows)


def _ending(name: str) -> str:
    """How a file's name ends (".csv", ".jsonl.gz"); empty where that says nothing of a format."""
    ending = "".join(Path(name).suffixes[-2:])[:12]
    return ending if re.fullmatch(r"[A-Za-z0-9.]*", ending) else ""


def _examples(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for values in rows:
        for column, value in values.items():
            if value not in (None, "", [], {}):
                found.setdefault(column, str(value))
    return found
