"""The search index of a store: built aside, swapped in whole, opened in a moment.

    DIR/CURRENT                  name of the index that serves
    DIR/index-<stamp>/           manifest.json  products.jsonl  reviews.jsonl  vocabulary.json
                                 columns.npz  vectors.npy  keyword/  chroma/
    DIR/index-<stamp>.building/  an import that is running, or was killed
    DIR/embeddings/              cache, so that unchanged products are not embedded again

Only the replacement of CURRENT makes a new index the one that serves: whatever happens before, the
old one stays in place.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from retrieval.catalogue import product_to_json, review_to_json
from retrieval.embedding_cache import TextEncoder, drop_unused, embed
from retrieval.encoder import product_text
from retrieval.errors import StoreError
from retrieval.index_folder import Store, damaged
from retrieval.keyword_index import KeywordIndex
from retrieval.text_columns import TextColumns
from retrieval.types import Product, Review
from retrieval.vector_store import VectorStore
from retrieval.vocabulary import build_vocabulary

__all__ = ["BuildReport", "StageProgress", "Store", "build_index", "open_store"]

FORMAT_VERSION = 2
_FILES = ("products.jsonl", "reviews.jsonl", "vocabulary.json", "columns.npz", "vectors.npy")
_NAME = re.compile(r"index-[0-9A-Za-z-]+")

StageProgress = Callable[[str, int, int], None]
"""Told (stage, items done since the last call, items in all)."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    index: Path
    products: int
    reviews: int
    embedded: int
    """Texts that were not in the cache."""
    seconds: Mapping[str, float]
    """By stage."""


def build_index(
    products: Sequence[Product],
    reviews: Sequence[Review],
    store: Path,
    *,
    encoder: TextEncoder,
    progress: StageProgress | None = None,
) -> BuildReport:
    """Build a new index and make it the one that serves.

    Raises StoreError when another import is running on the store or it cannot be written.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        with _only_one(store):
            _remove(store.glob("index-*.building"))
            name = f"index-{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
            folder = store / f"{name}.building"
            folder.mkdir()
            build = _Build(folder, products, reviews, encoder, progress)
            embedded = build.run(store / "embeddings")
            previous = _current_name(store)
            folder.rename(store / name)
            _point(store, name)
            kept = {name, previous}  # a running server may still read the previous one
            _remove(path for path in store.glob("index-*") if path.name not in kept)
            drop_unused(build.texts, store / "embeddings", encoder)
    except OSError as error:
        raise StoreError(f"Cannot write the store {store}: {error.strerror or error}.") from error
    return BuildReport(store / name, len(products), len(reviews), embedded, build.seconds)


def open_store(store: Path, encoder: TextEncoder | None = None) -> Store:
    """The index that serves; encoder: None for the shipped one, loaded when first needed.

    Raises StoreError, saying what to run, when there is no index to use.
    """
    name = _current_name(store)
    if name is None:
        raise StoreError(f"{store} has no catalogue: run `daogou import SOURCE --store {store}`.")
    folder = store / name
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        version, sizes = manifest["format"], manifest["bytes"]
        for file in _FILES:
            if version == FORMAT_VERSION and (folder / file).stat().st_size != sizes[file]:
                raise ValueError(file)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(folder) from error
    if version != FORMAT_VERSION:
        raise StoreError(
            f"The index in {store} has format {version}, not {FORMAT_VERSION}:"
            " run `daogou import` again."
        )
    return Store(folder, manifest, encoder)


@dataclass(slots=True)
class _Build:
    """One build in its own folder, stage by stage."""

    folder: Path
    products: Sequence[Product]
    reviews: Sequence[Review]
    encoder: TextEncoder
    progress: StageProgress | None
    texts: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self, embeddings: Path) -> int:
        """All stages; the number of texts that were embedded anew."""
        total = len(self.products)
        with self._stage("records", total) as step:
            sources = {
                "products.jsonl": map(product_to_json, self.products),
                "reviews.jsonl": map(review_to_json, self.reviews),
            }
            hashes = {file: self._write(file, records) for file, records in sources.items()}
            self._write("vocabulary.json", [build_vocabulary(self.products).to_json()])
            step(total)
        with self._stage("measures", total) as step:
            TextColumns.read(self.products).save(self.folder / "columns.npz")
            step(total)
        with self._stage("embedding", total) as step:
            self.texts = [product_text(product) for product in self.products]
            vectors, embedded = embed(self.texts, embeddings, self.encoder, step)
            np.save(self.folder / "vectors.npy", vectors)
        with self._stage("keyword index", total) as step:
            KeywordIndex.build(self.products).save(self.folder / "keyword")
            step(total)
        with self._stage("vectors", total) as step:
            ids = [product.id for product in self.products]
            VectorStore.build(self.folder / "chroma", ids, vectors, step)
        self._write(
            "manifest.json",
            [
                {
                    "format": FORMAT_VERSION,
                    "date": datetime.now(UTC).isoformat(timespec="seconds"),
                    "products": total,
                    "reviews": len(self.reviews),
                    "encoder": {"id": self.encoder.id, "dimensions": self.encoder.dimensions},
                    "sha256": hashes,
                    "bytes": {file: (self.folder / file).stat().st_size for file in _FILES},
                    "seconds": {name: round(s, 3) for name, s in self.seconds.items()},
                }
            ],
        )
        return embedded

    @contextmanager
    def _stage(self, name: str, total: int) -> Iterator[Callable[[int], None]]:
        progress, started = self.progress, time.perf_counter()
        if progress:
            progress(name, 0, total)
        yield (lambda done: progress(name, done, total)) if progress else (lambda done: None)
        self.seconds[name] = time.perf_counter() - started

    def _write(self, file: str, records: Any) -> str:
        """Write JSON, one record a line, through to the disk; the sha256 of the file."""
        digest = hashlib.sha256()
        with (self.folder / file).open("wb") as out:
            for record in records:
                line = orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
                digest.update(line)
                out.write(line)
            out.flush()
            os.fsync(out.fileno())
        return digest.hexdigest()


@contextmanager
def _only_one(store: Path) -> Iterator[None]:
    """Holds the store's lock, which the system frees even when the process is killed."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(store / "import.lock", timeout=0):
            yield
    except Timeout:
        raise StoreError(
            f"Another import is running on {store}: wait until it is done, then try again."
        ) from None


def _current_name(store: Path) -> str | None:
    try:
        name = (store / "CURRENT").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


def _point(store: Path, name: str) -> None:
    """Make an index the one that serves, in one step that survives a power cut."""
    part = store / "CURRENT.part"
    with part.open("w", encoding="utf-8") as out:
        out.write(name + "\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(store / "CURRENT")
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(store, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _remove(folders: Iterator[Path]) -> None:
    for folder in list(folders):
        shutil.rmtree(folder, ignore_errors=True)
