"""``daogou bench import``: a whole import from a file, stage by stage."""

import tempfile
import time
from pathlib import Path

import orjson

from assistant.bench.copies import copies
from assistant.bench.machine import hardware, memory_mb, size_mb
from assistant.understanding.report import Report, Table
from retrieval.catalogue import product_to_json
from retrieval.encoder import load_encoder
from retrieval.importers import read_source
from retrieval.store import build_index, open_store


def bench_import(store: Path, *, products: int | None = None) -> Report:
    """Import a store's products, or so many copies of them, into an empty folder.

    Nothing is taken from a cache of embeddings. Raises StoreError.
    """
    source = open_store(store).products
    count = products or len(source)
    encoder = load_encoder()
    with tempfile.TemporaryDirectory() as scratch:
        file, target = Path(scratch, "products.jsonl"), Path(scratch, "store")
        with file.open("wb") as out:
            for product in copies(source, count):
                out.write(orjson.dumps(product_to_json(product)) + b"\n")
        started = time.perf_counter()
        read = read_source(file).products
        seconds = {"reading": time.perf_counter() - started}
        built = build_index(read, (), target, encoder=encoder)
        seconds |= built.seconds
        whole = time.perf_counter() - started
        index, kept = size_mb([built.index]), size_mb([target / "embeddings"])
    seconds["whole import"] = whole
    rows = tuple(
        (stage, f"{taken:.1f}", f"{len(read) / taken:,.0f}") for stage, taken in seconds.items()
    )
    title = (
        f"Import of {len(read):,} products: index {index:.0f} MB, kept embeddings {kept:.0f} MB,"
        f" at most {memory_mb(peak=True):.0f} MB of memory; {hardware()}"
    )
    return Report(
        f"bench-import-{len(read)}",
        f"daogou bench import --products {len(read)}",
        (Table(title, ("stage", "seconds", "products a second"), rows),),
        {
            "products": len(read),
            "seconds": {stage: round(taken, 2) for stage, taken in seconds.items()},
            "products_per_second": {s: round(len(read) / t, 1) for s, t in seconds.items()},
            "index_mb": index,
            "embeddings_mb": kept,
            "peak_memory_mb": memory_mb(peak=True),
            "hardware": hardware(),
        },
    )
