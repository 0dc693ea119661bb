"""The search index of a store: built aside, swapped in whole, opened in a moment.

    DIR/CURRENT                  name of the index that serves
    DIR/index-<stamp>/           manifest.json  products.jsonl  reviews.jsonl  vocabulary.json
                                 vectors.npy  keyword/  chroma/
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
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from retrieval.catalogue import product_from_json, product_to_json, review_from_json, review_to_json
from retrieval.embedding_cache import Floats, TextEncoder, drop_unused, embed
from retrieval.encoder import product_text
from retrieval.errors import CatalogueError, StoreError
from retrieval.keyword_index import KeywordIndex
from retrieval.types import Product, Review
from retrieval.vector_store import VectorStore
from retrieval.vocabulary import Vocabulary, build_vocabulary

FORMAT_VERSION = 1
STAGES = ("records", "embedding", "keyword index", "vectors")
_FILES = ("products.jsonl", "reviews.jsonl", "vocabulary.json", "vectors.npy")
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


def open_store(store: Path) -> "Store":
    """The index that serves. Raises StoreError, saying what to run, when there is none to use."""
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
        raise _damaged(folder) from error
    if version != FORMAT_VERSION:
        raise StoreError(
            f"The index in {store} has format {version}, not {FORMAT_VERSION}:"
            " run `daogou import` again."
        )
    return Store(folder, manifest)


class Store:
    """A built index. What is heavy is loaded when first used; then StoreError means damage."""

    def __init__(self, folder: Path, manifest: Mapping[str, Any]) -> None:
        self.folder = folder
        self.manifest = manifest
        """Format, date, counts, encoder id and dimensions, sha256 of the data, seconds by stage."""

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """All products; a product's place is its row in every array."""
        return tuple(self._records("products.jsonl", product_from_json))

    @cached_property
    def vectors(self) -> Floats:
        """``(n, dimensions)`` float32 unit rows, mapped from disk."""
        try:
            vectors: Floats = np.load(self.folder / "vectors.npy", mmap_mode="r")
        except (OSError, ValueError) as error:
            raise _damaged(self.folder) from error
        encoder = self.manifest["encoder"]
        if vectors.shape != (self.manifest["products"], encoder["dimensions"]):
            raise _damaged(self.folder)
        return vectors

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The catalogue's own brands, categories, colours, sizes and attributes."""
        try:
            return Vocabulary.from_json(orjson.loads(self._read("vocabulary.json")))
        except orjson.JSONDecodeError as error:
            raise _damaged(self.folder) from error

    @cached_property
    def keyword(self) -> KeywordIndex:
        """BM25 over the products."""
        return KeywordIndex.load(self.folder / "keyword")

    @cached_property
    def vector_store(self) -> VectorStore:
        """Dense search over the products."""
        return VectorStore.open(self.folder / "chroma", self.vectors)

    def row(self, id: str) -> int | None:
        """The place of a product in ``products``; None: there is none of this id."""
        return self._rows.get(id)

    def get(self, id: str) -> Product | None:
        """The product of this id; None: there is none."""
        row = self._rows.get(id)
        return None if row is None else self.products[row]

    def reviews(self, product_id: str) -> tuple[Review, ...]:
        """What buyers wrote about one product, in the order of the source."""
        return self._reviews.get(product_id, ())

    def require_encoder(self, encoder: TextEncoder) -> None:
        """Raises StoreError when the vectors were made by another encoder."""
        made = self.manifest["encoder"]
        if (made["id"], made["dimensions"]) != (encoder.id, encoder.dimensions):
            raise StoreError(
                f"The index in {self.folder.parent} was made with the encoder {made['id']}, not"
                f" {encoder.id}: run `daogou import` again."
            )

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {product.id: row for row, product in enumerate(self.products)}

    @cached_property
    def _reviews(self) -> dict[str, tuple[Review, ...]]:
        found: dict[str, list[Review]] = {}
        for review in self._records("reviews.jsonl", review_from_json):
            found.setdefault(review.product_id, []).append(review)
        return {id: tuple(reviews) for id, reviews in found.items()}

    def _records(self, file: str, read: Callable[[Any], Any]) -> Iterator[Any]:
        data = self._read(file)
        if hashlib.sha256(data).hexdigest() != self.manifest["sha256"][file]:
            raise _damaged(self.folder)
        try:
            yield from (read(orjson.loads(line)) for line in data.splitlines())
        except (CatalogueError, orjson.JSONDecodeError) as error:
            raise _damaged(self.folder) from error

    def _read(self, file: str) -> bytes:
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            raise _damaged(self.folder) from error


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


def _damaged(folder: Path) -> StoreError:
    return StoreError(f"The index in {folder.parent} is damaged: run `daogou import` again.")
