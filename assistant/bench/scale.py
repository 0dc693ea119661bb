"""``daogou bench scale``: what search, turns, index and memory cost at several sizes; a plot."""

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.bench.machine import apart, hardware, memory_mb, quantiles
from assistant.bench.search import build_copies, measured_search
from assistant.bench.turn import messages, timed_turns
from assistant.understanding.report import Report, Table
from retrieval.store import open_store

SIZES = (7_000, 100_000)
QUERIES = 60
PLOTTED = ("whole search", "whole search, price limit")


def bench_scale(
    store: Path,
    *,
    sizes: Sequence[int] = SIZES,
    turns: int = 60,
    picture: Path | None = None,
    keep: Path | None = None,
) -> Report:
    """Build an index of each size out of a store's products and copies of them, and measure it.

    Each size is built and measured in processes of its own, so that memory is its own. Copies get
    vectors near their originals', so the time to build is without embedding.

    Args:
        turns: of a whole assistant; 0: none, only searches.
        picture: SVG to draw.
        keep: folder in which the indexes stay; one that is there already is measured as it is, so
            that a large one can be built beforehand.

    Raises StoreError: there is no catalogue in ``store``.
    """
    open_store(store)
    with tempfile.TemporaryDirectory() as scratch:
        results = [_one_size(store, size, turns, keep or Path(scratch)) for size in sorted(sizes)]
    if picture is not None:
        draw(results, picture)
    rows = tuple(
        (
            f"{one['products']:,}",
            _ms(one["stages_ms"]["whole search"]),
            _ms(one["stages_ms"]["dense, exact"]),
            _ms(one["stages_ms"]["dense, Chroma"]),
            _ms(one["turn_ms"]) if turns else "",
            f"{one['chroma'][0]['recall']:.3f}",
            f"{one['chroma'][2]['recall']:.3f}",
            f"{one['build_seconds']:.0f}",
            f"{sum(one['index_mb'].values()):.0f}",
            f"{one['memory_mb']['index and search']:.0f}",
            f"{one['assistant_mb']:.0f}" if turns else "",
        )
        for one in results
    )
    columns = (
        "products",
        "search p50 / p95 ms",
        "dense, exact",
        "dense, Chroma",
        "turn p50 / p95 ms",
        "Chroma's recall",
        "with a filter of 10%",
        "built in s",
        "index MB",
        "memory of search MB",
        "of an assistant MB",
    )
    title = f"At several sizes; {hardware()}"
    command = "daogou bench scale" + "".join(f" --size {size}" for size in sorted(sizes))
    return Report("bench-scale", command, (Table(title, columns, rows),), {"sizes": results})


def _one_size(store: Path, size: int, turns: int, place: Path) -> dict[str, Any]:
    folder, built = place / str(size), place / f"{size}-built.json"
    if not built.is_file():
        started = time.perf_counter()
        apart(build_copies, store, folder, size)
        built.parent.mkdir(parents=True, exist_ok=True)
        built.write_text(json.dumps({"build_seconds": round(time.perf_counter() - started, 1)}))
    result: dict[str, Any] = json.loads(built.read_text())
    found = place / "found.json"
    apart(_search, folder, found)
    result |= json.loads(found.read_text())
    if turns:
        apart(_talk, folder, found, turns)
        result |= json.loads(found.read_text())
    return result


def _search(folder: Path, found: Path) -> None:
    found.write_text(json.dumps(dict(measured_search(folder, QUERIES).values)))


def _talk(folder: Path, found: Path, turns: int) -> None:
    texts = messages(open_store(folder).products, turns)
    before = memory_mb()
    whole, stages = timed_turns(folder, texts)
    values = {
        "turn_ms": quantiles(whole),
        "turn_stages_ms": {name: quantiles(times) for name, times in stages.items()},
        "assistant_mb": max(memory_mb(), before),
    }
    found.write_text(json.dumps(values))


def draw(results: Sequence[dict[str, Any]], picture: Path) -> None:
    """Milliseconds and megabytes over the number of products, both axes logarithmic."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3.8), layout="constrained")
    times, sizes = figure.subplots(1, 2)
    products = [one["products"] for one in results]
    lines = {name: [one["stages_ms"][name] for one in results] for name in PLOTTED}
    if all("turn_ms" in one for one in results):
        lines["whole turn"] = [one["turn_ms"] for one in results]
    for name, values in lines.items():
        (line,) = times.plot(products, [ms["p50"] for ms in values], marker="o", label=name)
        times.plot(products, [ms["p95"] for ms in values], linestyle=":", color=line.get_color())
    times.set(xscale="log", yscale="log", xlabel="products", ylabel="milliseconds (dotted: p95)")
    times.legend(frameon=False)
    index = [sum(one["index_mb"].values()) for one in results]
    memory = [one["memory_mb"]["index and search"] for one in results]
    sizes.plot(products, index, marker="o", label="index on disk")
    sizes.plot(products, memory, marker="o", label="memory of search")
    sizes.set(xscale="log", yscale="log", xlabel="products", ylabel="MB")
    sizes.legend(frameon=False)
    figure.savefig(picture, metadata={"Date": None})


def _ms(times: dict[str, float]) -> str:
    return f"{times['p50']:.0f} / {times['p95']:.0f}"
