"""The pages of a store on disk: imported in one step, embedded once.

STORE/pages/passages.jsonl   what ``daogou import-policies`` made; replaced whole
STORE/pages/embeddings/      cache of their vectors, so that nothing is embedded twice
STORE/policies/              where nothing was imported: files that are read at each start
"""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import orjson

from assistant.pages.answering import Evidence, ShopPages
from assistant.pages.calibration import Calibration
from assistant.pages.index import PageIndex, texts_of
from assistant.pages.read import read_sources
from assistant.pages.topics import Topics
from assistant.pages.types import Passage, Problem
from retrieval.bert import Floats
from retrieval.embedding_cache import Progress, TextEncoder, drop_unused, embed
from retrieval.errors import StoreError

FOLDER = "pages"
BY_HAND = "policies"
_FILE = "passages.jsonl"
_EMBEDDINGS = "embeddings"


def open_pages(store: Path, encoder: TextEncoder, evidence: Evidence) -> ShopPages:
    """The pages of a store, ready to answer; none: it always says that they do not say.

    Raises StoreError when they are damaged.
    """
    passages = load_passages(store)
    calibration = Calibration.load()
    index = PageIndex(
        passages,
        _vectors(passages, store, encoder),
        encoder.encode,
        Topics.load(),
        calibration.first_order(),
    )
    return ShopPages(index, evidence, calibration)


def load_passages(store: Path) -> tuple[Passage, ...]:
    """What was imported, else what the files in ``policies`` say. Raises StoreError."""
    file = store / FOLDER / _FILE
    if not file.is_file():
        by_hand = store / BY_HAND
        return read_sources([by_hand])[0] if by_hand.is_dir() else ()
    try:
        return tuple(_passage(line) for line in file.read_bytes().splitlines())
    except (OSError, orjson.JSONDecodeError, TypeError, KeyError) as error:
        raise StoreError(
            f"The pages in {file.parent} are damaged: run `daogou import-policies` again."
        ) from error


def save_pages(
    passages: Sequence[Passage],
    store: Path,
    encoder: TextEncoder,
    progress: Progress | None = None,
) -> None:
    """Embed the passages and make them the store's pages; until then the old ones serve.

    Args:
        progress: told of the texts embedded since the last call.

    Raises StoreError when another import is running or the store cannot be written.
    """
    from filelock import FileLock, Timeout

    folder = store / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "import.lock", timeout=0):
            texts = texts_of(passages)
            embed(texts, folder / _EMBEDDINGS, encoder, progress)
            part = folder / f"{_FILE}.part"
            with part.open("wb") as out:
                out.writelines(orjson.dumps(asdict(one)) + b"\n" for one in passages)
                out.flush()
                os.fsync(out.fileno())
            part.replace(folder / _FILE)
            if texts:  # else there is nothing whose vectors could be kept
                drop_unused(texts, folder / _EMBEDDINGS, encoder)
    except Timeout:
        raise StoreError(
            f"Another import is running on {store}: wait until it is done, then try again."
        ) from None
    except OSError as error:
        raise StoreError(f"Cannot write the store {store}: {error.strerror or error}.") from error


def left_out(
    passages: Sequence[Passage], problems: Sequence[Problem], store: Path
) -> tuple[Passage, ...]:
    """The passages imported before of files that could not be read this time."""
    if not (store / FOLDER / _FILE).is_file():
        return ()
    failed = {one.source for one in problems} - {one.source for one in passages}
    return tuple(one for one in load_passages(store) if one.source in failed)


def _vectors(passages: Sequence[Passage], store: Path, encoder: TextEncoder) -> Floats:
    """From the cache; what is new is embedded now, and kept where the store can be written to."""
    texts = texts_of(passages)
    if not texts:
        return np.zeros((0, encoder.dimensions), np.float32)
    try:
        return embed(texts, store / FOLDER / _EMBEDDINGS, encoder)[0]
    except OSError:
        return encoder.encode(texts)


def _passage(line: bytes) -> Passage:
    fields = orjson.loads(line)
    fields["headings"] = tuple(fields["headings"])
    fields["sentences"] = tuple(fields["sentences"])
    return Passage(**fields)
