"""``daogou bench turn``: whole turns timed stage by stage, beside the naive pipeline."""

import json
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.types import Message
from retrieval.bert import base_model_dir
from retrieval.index_folder import Store
from retrieval.keyword_index import body_text
from retrieval.types import Product

WARM_UP = 3
FRAMES = (
    "I'm looking for {}",
    "show me {} please",
    "do you have {}?",
    "{}",
    "need a good {} for my sister",
    "{} with good reviews",
)


def messages(products: Sequence[Product], count: int, seed: int = 0) -> list[str]:
    """Wishes for things that the catalogue has: a kind or some title words, in a frame."""
    rng = random.Random(seed)
    result: list[str] = []
    while len(result) < count:
        product = rng.choice(products)
        title = product.title.split()[:6]
        wish = product.category[-1] if product.category and rng.random() < 0.5 else ""
        wish = wish or " ".join(title[-3:])
        result.append(rng.choice(FRAMES).format(wish.casefold()))
    return result


def bench_turn(store: Path | None, *, turns: int = 60) -> dict[str, Any]:
    """Time ``turns`` first turns of as many conversations on two cores.

    Returns {turn_ms, stages_ms, naive_ms, naive_same_text_ms, rerank_ms, speedup, candidates,
    products, hardware}; each *_ms is {p50, p95}. ``naive_ms``: sentence-transformers and a
    CrossEncoder, both fp32 PyTorch, over whole product texts (cut at 512 tokens), the same number
    of candidates; ``naive_same_text_ms``: the same over the short texts that Daogou's ranker
    reads. ``speedup``: naive p50 over turn p50, though a turn also understands and answers.
    """
    from assistant.build import build_assistant
    from assistant.demo_store import demo_store_dir
    from ranking.ranker import RERANKED
    from retrieval.store import open_store

    folder = store if store is not None else demo_store_dir()
    opened = open_store(folder)
    texts = messages(opened.products, turns)
    with tempfile.TemporaryDirectory() as scratch:
        assistant = build_assistant(folder, data_folder=Path(scratch))
        try:
            whole, stages = _turns(assistant.reply, texts)
        finally:
            assistant.close()
    naive, same_text = _naive(opened, texts, RERANKED)
    return {
        "turn_ms": _quantiles(whole),
        "stages_ms": {stage: _quantiles(times) for stage, times in stages.items()},
        "naive_ms": _quantiles(naive),
        "naive_same_text_ms": _quantiles(same_text),
        "speedup": round(float(np.median(naive) / np.median(whole)), 2),
        "speedup_same_text": round(float(np.median(same_text) / np.median(whole)), 2),
        "candidates": RERANKED,
        "products": len(opened.products),
        "turns": turns,
        "hardware": hardware(),
    }


def _turns(
    reply: Callable[[Message], Any], texts: Sequence[str]
) -> tuple[list[float], dict[str, list[float]]]:
    whole: list[float] = []
    stages: dict[str, list[float]] = {}
    for i, text in enumerate([*texts[:WARM_UP], *texts]):
        started = time.perf_counter()
        answer = reply(Message(text, f"bench-{os.getpid()}-{i}"))
        taken = 1000 * (time.perf_counter() - started)
        if i >= WARM_UP:
            whole.append(taken)
            for stage, ms in answer.stages_ms.items():
                stages.setdefault(stage, []).append(ms)
    return whole, stages


def _naive(store: Store, texts: Sequence[str], candidates: int) -> tuple[list[float], list[float]]:
    """Milliseconds a query of the pipeline that a tutorial would build, on long and short texts."""
    from sentence_transformers import CrossEncoder, SentenceTransformer

    from ranking.texts import product_side

    folder = str(base_model_dir())
    encoder = SentenceTransformer(folder, device="cpu")
    cross = CrossEncoder(folder, num_labels=1, device="cpu")
    vectors = np.asarray(store.vectors)
    long: list[float] = []
    short: list[float] = []
    for i, text in enumerate([*texts[:WARM_UP], *texts]):
        for times, side in ((long, body_text), (short, product_side)):
            started = time.perf_counter()
            vector = encoder.encode([text], normalize_embeddings=True, show_progress_bar=False)[0]
            best = np.argsort(-(vectors @ vector))[:candidates]
            pairs = [(text, side(store.products[row])) for row in best]
            cross.predict(pairs, show_progress_bar=False)
            if i >= WARM_UP:
                times.append(1000 * (time.perf_counter() - started))
    return long, short


def _quantiles(times: Sequence[float]) -> dict[str, float]:
    return {
        "p50": round(float(np.quantile(times, 0.5)), 1),
        "p95": round(float(np.quantile(times, 0.95)), 1),
    }


def hardware() -> str:
    """The processor and its cores, in words."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text("utf-8").splitlines()
        name = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), name)
    return f"{name}, {len(os.sched_getaffinity(0))} cores"


def show_bench(result: dict[str, Any], *, json_out: bool = False) -> None:
    """Print the result as a table or as JSON."""
    if json_out:
        print(json.dumps(result))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(
        title=f"One turn, {result['candidates']} candidates reranked,"
        f" {result['products']:,} products; {result['hardware']}",
        title_justify="left",
    )
    for column in ("", "p50 ms", "p95 ms"):
        table.add_column(column, justify="right" if column else "left")
    rows = {
        **{f"  {stage}": ms for stage, ms in result["stages_ms"].items()},
        "whole turn": result["turn_ms"],
        "naive pipeline, whole texts": result["naive_ms"],
        "naive pipeline, the same short texts": result["naive_same_text_ms"],
    }
    for name, ms in rows.items():
        table.add_row(name, f"{ms['p50']:.1f}", f"{ms['p95']:.1f}")
    console = Console()
    console.print(table)
    console.print(
        f"{result['speedup']} times faster than the naive pipeline"
        f" ({result['speedup_same_text']} times on the same short texts)."
    )
