"""Embeddings kept on disk, so that a product whose text has not changed is never embedded again.

One file per encoder holds records of equal size, a 32-byte key and a float32 vector, and only ever
grows while an import runs: a process killed in the middle of one leaves at most a torn last
record, which the next one cuts off.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Progress = Callable[[int], None]

KEPT_EVERY = 512
"""Texts embedded between two writes: what a killed import may lose."""


class TextEncoder(Protocol):
    """Texts to unit vectors ``(n, dimensions)`` float32."""

    id: str
    dimensions: int

    def encode(
        self, texts: Sequence[str], batch_size: int = ..., progress: Progress | None = None
    ) -> Floats: ...


def embed(
    texts: Sequence[str], folder: Path, encoder: TextEncoder, progress: Progress | None = None
) -> tuple[Floats, int]:
    """(vectors ``(n, d)`` in the order of ``texts``, how many texts had to be embedded).

    progress: called with the number of texts done since the last call, those found included.
    """
    keys = [_key(text) for text in texts]
    cache = _Cache(folder, encoder)
    known = cache.read()
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if progress:
        progress(len(texts) - len(missing))
    # Texts of like length waste the least padding in a batch.
    todo = sorted(missing.items(), key=lambda item: len(item[1]))
    for start in range(0, len(todo), KEPT_EVERY):
        part = todo[start : start + KEPT_EVERY]
        vectors = encoder.encode([text for _, text in part], progress=progress)
        cache.append([key for key, _ in part], vectors)
        known.update(zip((key for key, _ in part), vectors, strict=True))
    matrix = np.empty((len(keys), encoder.dimensions), np.float32)
    for row, key in enumerate(keys):
        matrix[row] = known[key]
    return matrix, len(missing)


def drop_unused(texts: Collection[str], folder: Path, encoder: TextEncoder) -> None:
    """Keep the embeddings of these texts only, and those of this encoder only."""
    cache = _Cache(folder, encoder)
    cache.keep({_key(text) for text in texts})
    for file in folder.glob("*.bin"):
        if file != cache.file:
            file.unlink()


class _Cache:
    def __init__(self, folder: Path, encoder: TextEncoder) -> None:
        name = hashlib.sha256(f"{encoder.id} {encoder.dimensions}".encode()).hexdigest()[:16]
        self.file = folder / f"{name}.bin"
        self._record = np.dtype([("key", "V32"), ("vector", "<f4", (encoder.dimensions,))])

    def read(self) -> dict[bytes, Floats]:
        """All whole records; a torn or spoilt one at the end is cut off."""
        if not self.file.is_file():
            return {}
        whole = self.file.stat().st_size // self._record.itemsize
        with self.file.open("r+b") as file:
            file.truncate(whole * self._record.itemsize)
            records = np.fromfile(file, self._record, whole)
        lengths = np.linalg.norm(records["vector"], axis=1)
        # A power cut can leave a record whose bytes never reached the disk.
        good = records[np.abs(lengths - 1) < 1e-2]
        return {
            key.tobytes(): vector for key, vector in zip(good["key"], good["vector"], strict=True)
        }

    def append(self, keys: list[bytes], vectors: Floats) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("ab") as file:
            file.write(self._records(keys, vectors).tobytes())
            file.flush()
            os.fsync(file.fileno())

    def keep(self, keys: set[bytes]) -> None:
        known = self.read()
        if not known or known.keys() <= keys:
            return
        kept = [key for key in known if key in keys]
        part = self.file.with_suffix(".part")
        vectors = np.array([known[key] for key in kept], np.float32)
        part.write_bytes(self._records(kept, vectors).tobytes())
        part.replace(self.file)

    def _records(self, keys: list[bytes], vectors: Floats) -> npt.NDArray[np.void]:
        records = np.empty(len(keys), self._record)
        records["key"] = np.frombuffer(b"".join(keys), "V32")
        records["vector"] = vectors
        return records


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
