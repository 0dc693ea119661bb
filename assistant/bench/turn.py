"""``daogou bench turn``: whole turns timed stage by stage, beside the naive pipeline."""

import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant import loading
from assistant.bench.copies import wishes
from assistant.bench.machine import hardware, quantiles
from assistant.types import Message
from assistant.understanding.report import Report, Table
from retrieval.bert import base_model_dir, load_onnx
from retrieval.index_folder import Store
from retrieval.keyword_index import body_text
from retrieval.types import Product

WARM_UP = 3
PAUSE_S = 0.2
"""PyTorch's idle threads hold the cores for a while."""
FRAMES = (
    "I'm looking for {}",
    "show me {} please",
    "do you have {}?",
    "{}",
    "need a good {} for my sister",
    "{} with good reviews",
)


def messages(products: Sequence[Product], count: int, seed: int = 0) -> list[str]:
    """Wishes for things that the catalogue has, in the words of a conversation."""
    rng = random.Random(seed)
    return [rng.choice(FRAMES).format(wish) for wish in wishes(products, count, seed)]


def bench_turn(store: Path, *, turns: int = 60) -> Report:
    """Time ``turns`` first turns of as many conversations.

    Values: {turn_ms, stages_ms, naive_ms, naive_same_text_ms, reading_ms, naive_reading_ms,
    speedup, candidates, products, hardware}; each *_ms is {p50, p95}. ``naive_ms``:
    sentence-transformers and a CrossEncoder, both fp32 PyTorch, over whole product texts (cut at
    512 tokens), the same number of candidates; ``naive_same_text_ms``: the same over the short
    texts that Daogou's ranker reads. ``speedup``: naive p50 over turn p50, though a turn also
    understands and answers. ``reading_ms``: BERT alone, in int8, over the pairs of those short
    texts; ``naive_reading_ms``: the CrossEncoder alone over the same pairs.
    """
    from ranking.ranker import RERANKED
    from retrieval.store import open_store

    opened = open_store(store)
    texts = messages(opened.products, turns)
    whole, stages = timed_turns(store, texts)
    naive, same_text, reading, naive_reading = _naive(opened, texts, RERANKED)
    values = {
        "turn_ms": quantiles(whole),
        "stages_ms": {stage: quantiles(times) for stage, times in stages.items()},
        "naive_ms": quantiles(naive),
        "naive_same_text_ms": quantiles(same_text),
        "reading_ms": quantiles(reading),
        "naive_reading_ms": quantiles(naive_reading),
        "speedup": round(float(np.median(naive) / np.median(whole)), 2),
        "speedup_same_text": round(float(np.median(same_text) / np.median(whole)), 2),
        "speedup_reading": round(float(np.median(naive_reading) / np.median(reading)), 2),
        "candidates": RERANKED,
        "products": len(opened.products),
        "turns": turns,
        "hardware": hardware(),
    }
    return Report(
        f"bench-turn-{len(opened.products)}", "daogou bench turn", (_table(values),), values
    )


def timed_turns(store: Path, texts: Sequence[str]) -> tuple[list[float], dict[str, list[float]]]:
    """Milliseconds of each turn, whole and by stage."""
    from assistant.build import build_assistant

    with tempfile.TemporaryDirectory() as scratch:
        loading.begin()
        assistant = build_assistant(store, data_folder=Path(scratch))
        loading.done()
        try:
            return _turns(assistant.reply, texts)
        finally:
            assistant.close()


def _table(values: Mapping[str, Any]) -> Table:
    rows = {
        **{f"  {stage}": ms for stage, ms in values["stages_ms"].items()},
        "whole turn": values["turn_ms"],
        "naive pipeline, whole texts": values["naive_ms"],
        "naive pipeline, the same short texts": values["naive_same_text_ms"],
        "BERT alone, int8": values["reading_ms"],
        "BERT alone, fp32 PyTorch, the same pairs": values["naive_reading_ms"],
    }
    title = (
        f"One turn, {values['candidates']} candidates reranked, {values['products']:,} products:"
        f" {values['speedup']} times faster than the naive pipeline"
        f" ({values['speedup_same_text']} times on the same short texts, BERT alone"
        f" {values['speedup_reading']} times); {values['hardware']}"
    )
    cells = tuple((name, f"{ms['p50']:.1f}", f"{ms['p95']:.1f}") for name, ms in rows.items())
    return Table(title, ("stage", "p50 ms", "p95 ms"), cells)


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


def _naive(
    store: Store, texts: Sequence[str], candidates: int
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Milliseconds a query of the pipeline that a tutorial would build, on long and short texts;
    and of BERT alone over the same short pairs, Daogou's and that pipeline's, by turns, so that a
    slow moment of the machine meets both."""
    from sentence_transformers import CrossEncoder, SentenceTransformer

    from ranking.models import WEIGHTS
    from ranking.product_reader import ProductReader
    from ranking.texts import product_side

    folder = str(base_model_dir())
    encoder = SentenceTransformer(folder, device="cpu")
    cross = CrossEncoder(folder, num_labels=1, device="cpu")
    vectors = np.asarray(store.vectors)
    long: list[float] = []
    short: list[float] = []
    reading: list[float] = []
    naive_reading: list[float] = []
    reader = ProductReader(load_onnx(WEIGHTS / "bert"), store.products)
    for text in [*texts[:WARM_UP], *texts]:
        for times, side in ((long, body_text), (short, product_side)):
            started = time.perf_counter()
            vector = encoder.encode([text], normalize_embeddings=True, show_progress_bar=False)[0]
            best = np.argsort(-(vectors @ vector))[:candidates]
            pairs = [(text, side(store.products[row])) for row in best]
            paired = time.perf_counter()
            cross.predict(pairs, show_progress_bar=False)
            ended = time.perf_counter()
            times.append(1000 * (ended - started))
        naive_reading.append(1000 * (ended - paired))
        time.sleep(PAUSE_S)
        started = time.perf_counter()
        reader.logits(text, best.tolist())
        reading.append(1000 * (time.perf_counter() - started))
    return long[WARM_UP:], short[WARM_UP:], reading[WARM_UP:], naive_reading[WARM_UP:]
