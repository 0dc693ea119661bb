"""Dense search over Chroma (the only module that imports it), with an exact scan for filters.

HNSW with a metadata filter is slow and loses recall, so a search restricted to some rows scans
those rows' vectors instead: exact at any selectivity.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats, Progress
from retrieval.errors import StoreError

COLLECTION = "products"
BATCH = 2000
SCAN_LIMIT = 300_000
"""Up to this many rows a scan takes some 25 ms on two cores and is exact; the graph takes 2, and
misses more of the nearest the more there are: 2 to 15 in a hundred of a hundred thousand."""

Rows = npt.NDArray[np.int64]


class VectorStore:
    """Product vectors in a persistent Chroma collection; ids are row numbers as text."""

    def __init__(self, folder: Path, vectors: Floats) -> None:
        self._folder = folder
        self._vectors = vectors
        self._collection: Any = None

    @classmethod
    def build(
        cls,
        folder: Path,
        ids: Sequence[str],
        vectors: Floats,
        progress: Progress | None = None,
    ) -> "VectorStore":
        """Write a new collection. ``vectors``: ``(n, d)`` unit rows, row i for ``ids[i]``."""
        client = _client(folder)
        collection = client.create_collection(
            COLLECTION,
            configuration={"hnsw": {"space": "ip", "ef_construction": 100, "ef_search": 100}},
            embedding_function=None,
        )
        for start in range(0, len(ids), BATCH):
            rows = range(start, min(start + BATCH, len(ids)))
            collection.add(
                ids=[str(row) for row in rows],
                embeddings=vectors[start : rows.stop],
                metadatas=[{"product_id": ids[row]} for row in rows],
            )
            if progress:
                progress(len(rows))
        store = cls(folder, vectors)
        store._collection = collection
        return store

    @classmethod
    def open(cls, folder: Path, vectors: Floats) -> "VectorStore":
        """Open a built collection; Chroma itself is loaded when first needed.

        Raises StoreError when the folder is missing.
        """
        if not (folder / "chroma.sqlite3").is_file():
            raise StoreError(f"No vector index in {folder}: run `daogou import` again.")
        return cls(folder, vectors)

    def __len__(self) -> int:
        return len(self._vectors)

    def search(self, vector: Floats, top: int, rows: Rows | None = None) -> tuple[Rows, Floats]:
        """The ``top`` rows nearest to a unit vector, best first, and their cosines.

        rows: only these are searched, exactly. Without it large collections use the graph.
        """
        if rows is None and len(self) > SCAN_LIMIT:
            return self.graph_search(vector, top)
        return self.scan(vector, top, rows)

    def scan(self, vector: Floats, top: int, rows: Rows | None = None) -> tuple[Rows, Floats]:
        """Exact search by a matrix product over ``rows`` (None: all)."""
        matrix = self._vectors if rows is None else self._vectors[rows]
        scores = matrix @ vector
        top = min(top, len(scores))
        best = np.argpartition(-scores, top - 1)[:top] if 0 < top < len(scores) else None
        best = np.arange(len(scores)) if best is None else best
        best = best[np.argsort(-scores[best], kind="stable")][:top]
        found: Rows = best.astype(np.int64) if rows is None else rows[best]
        return found, scores[best].astype(np.float32)

    def graph_search(
        self, vector: Floats, top: int, rows: Rows | None = None
    ) -> tuple[Rows, Floats]:
        """Approximate search by Chroma's HNSW graph over ``rows`` (None: all)."""
        if self._collection is None:
            try:
                self._collection = _client(self._folder).get_collection(
                    COLLECTION, embedding_function=None
                )
            except Exception as error:
                raise StoreError(
                    f"The vector index in {self._folder} cannot be read: run `daogou import` again."
                ) from error
        found = self._collection.query(
            query_embeddings=[vector],
            ids=None if rows is None else [str(row) for row in rows],
            n_results=min(top, len(self) if rows is None else len(rows)),
            include=["distances"],
        )
        nearest = np.array([int(i) for i in found["ids"][0]], np.int64)
        return nearest, 1 - np.array(found["distances"][0], np.float32)

    def cosines(self, vector: Floats, rows: Rows) -> Floats:
        """Cosine of a unit vector with each of ``rows``, ``(len(rows),)``."""
        scores: Floats = self._vectors[rows] @ vector
        return scores


def _client(folder: Path) -> Any:
    """A Chroma client on a folder, without telemetry."""
    import chromadb

    return chromadb.PersistentClient(
        path=str(folder), settings=chromadb.Settings(anonymized_telemetry=False)
    )
