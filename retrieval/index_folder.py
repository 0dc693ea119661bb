"""An index folder opened: products, vectors and search, each loaded when first used."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from retrieval.catalogue import product_from_json, review_from_json
from retrieval.embedding_cache import Floats, TextEncoder
from retrieval.encoder import load_encoder
from retrieval.errors import CatalogueError, StoreError
from retrieval.filters import ProductTable
from retrieval.keyword_index import KeywordIndex
from retrieval.retriever import Retriever
from retrieval.text_columns import TextColumns
from retrieval.types import Product, Review
from retrieval.vector_store import VectorStore
from retrieval.vocabulary import Vocabulary


class Store:
    """A built index. What is heavy is loaded when first used; then StoreError means damage."""

    def __init__(
        self, folder: Path, manifest: Mapping[str, Any], encoder: TextEncoder | None = None
    ) -> None:
        self.folder = folder
        self._encoder = encoder
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
            raise damaged(self.folder) from error
        encoder = self.manifest["encoder"]
        if vectors.shape != (self.manifest["products"], encoder["dimensions"]):
            raise damaged(self.folder)
        return vectors

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The catalogue's own brands, categories, colours, sizes and attributes."""
        try:
            return Vocabulary.from_json(orjson.loads(self._read("vocabulary.json")))
        except orjson.JSONDecodeError as error:
            raise damaged(self.folder) from error

    @cached_property
    def keyword(self) -> KeywordIndex:
        """BM25 over the products."""
        return KeywordIndex.load(self.folder / "keyword")

    @cached_property
    def vector_store(self) -> VectorStore:
        """Dense search over the products."""
        return VectorStore.open(self.folder / "chroma", self.vectors)

    @cached_property
    def table(self) -> ProductTable:
        """The columns that filters and features read."""
        columns = TextColumns.load(self.folder / "columns.npz", len(self.products))
        return ProductTable(self.products, self.keyword, columns)

    @cached_property
    def encoder(self) -> TextEncoder:
        """The encoder that made the vectors. Raises StoreError when the one at hand is another."""
        encoder = self._encoder or load_encoder()
        self.require_encoder(encoder)
        return encoder

    @cached_property
    def retriever(self) -> Retriever:
        """Search over this catalogue."""
        return Retriever(self.table, self.keyword, self.vector_store, self.encoder)

    def __contains__(self, product_id: object) -> bool:
        return product_id in self._rows

    def row(self, product_id: str) -> int:
        """The place of a product in ``products``. Raises CatalogueError for an unknown id."""
        try:
            return self._rows[product_id]
        except KeyError:
            raise CatalogueError(f"The catalogue has no product {product_id!r}.") from None

    def get(self, product_id: str) -> Product:
        """The product of this id. Raises CatalogueError for an unknown one."""
        return self.products[self.row(product_id)]

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
            raise damaged(self.folder)
        try:
            yield from (read(orjson.loads(line)) for line in data.splitlines())
        except (CatalogueError, orjson.JSONDecodeError) as error:
            raise damaged(self.folder) from error

    def _read(self, file: str) -> bytes:
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            raise damaged(self.folder) from error


def damaged(folder: Path) -> StoreError:
    """The error for an index folder that is not what an import wrote."""
    return StoreError(f"The index in {folder.parent} is damaged: run `daogou import` again.")
