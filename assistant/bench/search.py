"""``daogou bench search``: one search taken apart, at any number of products."""

import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from assistant import loading
from assistant.bench.copies import NearbyVectors, copies, wishes
from assistant.bench.machine import apart, hardware, memory_mb, quantiles, size_mb
from assistant.understanding.report import Report, Table
from ranking.ranker import RERANKED, Ranker, load_models
from retrieval.encoder import load_encoder, product_text
from retrieval.filters import matching_rows
from retrieval.index_folder import Store
from retrieval.store import build_index, open_store
from retrieval.types import Constraints, PriceRange, Query

TOP = 40
"""Candidates of one search, as the assistant asks for them."""
WARM_UP = 5
NEAREST = 100
"""Chroma's recall is taken over so many nearest."""
SHARES = (1.0, 0.5, 0.1, 0.01)
"""Shares of the catalogue that a filter leaves."""


def bench_search(store: Path, *, products: int | None = None, queries: int = 100) -> Report:
    """Time ``queries`` searches of a store, or of so many copies of its products.

    Copies get vectors near their originals', so that nothing needs to be embedded. Memory is this
    process's resident memory; the copies are built in another one. Raises StoreError.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = store
        if products is not None:
            folder = Path(scratch)
            open_store(store)
            apart(build_copies, store, folder, products)
        return measured_search(folder, queries)


def build_copies(store: Path, folder: Path, count: int) -> None:
    """An index of ``count`` products: those of a store, then copies of them."""
    source = open_store(store)
    made = copies(source.products, count)
    encoder = NearbyVectors(source.vectors[: min(count, len(source.products))], source.encoder.id)
    encoder.know([product_text(product) for product in made])
    build_index(made, (), folder, encoder=encoder)


def measured_search(folder: Path, queries: int) -> Report:
    """Time searches of a store as it is."""
    bare = memory_mb()
    loading.begin()
    encoder = load_encoder()
    models = load_models(encode=encoder.encode)
    encoder.encode(["warm"])
    loaded = memory_mb()
    store = open_store(folder, encoder)
    ranker = Ranker(store.table, store.vectors, models)
    asked = wishes(store.products, queries + WARM_UP)
    loading.done()
    times = _times(store, ranker, asked)
    graph = _graph(store, asked[WARM_UP:][:50])
    memory = {"start": bare, "models": loaded - bare, "index and search": memory_mb() - loaded}
    index = store.folder
    sizes = {
        "records": size_mb(index.glob("*.json*")),
        "vectors": size_mb([index / "vectors.npy"]),
        "keyword": size_mb([index / "keyword"]),
        "chroma": size_mb([index / "chroma"]),
    }
    return _report(len(store.products), times, graph, sizes, memory)


def _times(store: Store, ranker: Ranker, asked: Sequence[str]) -> dict[str, list[float]]:
    """Milliseconds of every query by stage."""
    prices = [p.price for p in store.products if p.price is not None]
    middle = sorted(prices)[len(prices) // 2] if prices else Decimal(50)
    limit = Constraints(price=PriceRange(max=middle))
    times: dict[str, list[float]] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        started = time.perf_counter()
        result = work()
        times.setdefault(stage, []).append(1000 * (time.perf_counter() - started))
        return result

    retriever, keyword, vectors = store.retriever, store.keyword, store.vector_store
    for i, text in enumerate(asked):
        if i == WARM_UP:
            times.clear()
        vector = timed("encode", lambda: store.encoder.encode([text])[0])  # noqa: B023
        timed("keyword", lambda: [keyword.scores(text, f) for f in ("body", "title")])  # noqa: B023
        timed("price limit", lambda: matching_rows(store.table, limit))
        timed("dense, exact", lambda: vectors.scan(vector, NEAREST))  # noqa: B023
        timed("dense, Chroma", lambda: vectors.graph_search(vector, NEAREST))  # noqa: B023
        query = Query(text, top=TOP)
        found = timed("whole search", lambda: retriever.search(query))  # noqa: B023
        limited = Query(text, limit, TOP)
        timed("whole search, price limit", lambda: retriever.search(limited))  # noqa: B023
        timed(f"ranking, {RERANKED} read", lambda: ranker.rank(query, None, found))  # noqa: B023
    return times


def _graph(store: Store, asked: Sequence[str]) -> list[dict[str, Any]]:
    """Chroma's recall of the exact nearest and both ways' times, under filters of random rows."""
    rng = np.random.default_rng(0)
    vectors, total = store.vector_store, len(store.products)
    result = []
    for share in SHARES:
        rows = np.sort(rng.choice(total, max(1, round(share * total)), replace=False))
        allowed = None if share == 1 else rows.astype(np.int64)
        recalls, graph, exact = [], [], []
        for vector in store.encoder.encode(asked):
            started = time.perf_counter()
            found = vectors.graph_search(vector, NEAREST, allowed)[0]
            between = time.perf_counter()
            truth = vectors.scan(vector, NEAREST, allowed)[0]
            graph.append(1000 * (between - started))
            exact.append(1000 * (time.perf_counter() - between))
            recalls.append(len(np.intersect1d(found, truth)) / len(truth))
        result.append(
            {
                "share": share,
                "recall": round(float(np.mean(recalls)), 4),
                "graph_ms": quantiles(graph),
                "exact_ms": quantiles(exact),
            }
        )
    return result


def _report(
    products: int,
    times: dict[str, list[float]],
    graph: list[dict[str, Any]],
    sizes: dict[str, float],
    memory: dict[str, float],
) -> Report:
    stages = {stage: quantiles(taken) for stage, taken in times.items()}
    machine = hardware()
    tables = (
        Table(
            f"One search, {products:,} products, milliseconds; {machine}",
            ("stage", "p50", "p95"),
            tuple((stage, f"{ms['p50']:.1f}", f"{ms['p95']:.1f}") for stage, ms in stages.items()),
        ),
        Table(
            f"Chroma's graph beside the exact scan, {NEAREST} nearest",
            ("rows left by a filter", "recall", "graph p50 ms", "exact p50 ms"),
            tuple(
                (f"{g['share']:.0%}", g["recall"], str(g["graph_ms"]["p50"]),
                 str(g["exact_ms"]["p50"]))
                for g in graph
            ),
        ),
        Table("Index on disk", ("part", "MB"), tuple((k, f"{v:.1f}") for k, v in sizes.items())),
        Table("Memory", ("part", "MB"), tuple((k, f"{v:.0f}") for k, v in memory.items())),
    )  # fmt: skip
    return Report(
        f"bench-search-{products}",
        f"daogou bench search --products {products}",
        tables,
        {
            "products": products,
            "stages_ms": stages,
            "chroma": graph,
            "index_mb": sizes,
            "memory_mb": {part: round(mb, 1) for part, mb in memory.items()},
            "hardware": machine,
        },
    )
