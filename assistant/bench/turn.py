"""``daogou bench turn``: whole turns timed stage by stage, beside the naive pipeline."""

import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.bench.copies import wishes
from assistant.bench.machine import hardware, quantiles
from assistant.types import Message
from assistant.understanding.report import Report, Table
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
    """Wishes for things that the catalogue has, in the words of a conversation."""
    rng = random.Random(seed)
    return [rng.choice(FRAMES).format(wish) for wish in wishes(products, count, seed)]


def bench_turn(store: Path, *, turns: int = 60) -> Report:
    """Time ``turns`` first turns of as many conversations.

    Values: {turn_ms, stages_ms, naive_ms, naive_same_text_ms, rerank_ms, speedup, candidates,
    products, hardware}; each *_ms is {p50, p95}. ``naive_ms``: sentence-transformers and a
    CrossEncoder, both fp32 PyTorch, over whole product texts (cut at 512 tokens), the same number
    of candidates; ``naive_same_text_ms``: the same over the short texts that Daogou's ranker
    reads. ``speedup``: naive p50 over turn p50, though a turn also understands and answers.
    """
    from assistant.build import build_assistant
    from ranking.ranker import RERANKED
    from retrieval.store import open_store

    opened = open_store(store)
    texts = messages(opened.products, turns)
    with tempfile.TemporaryDirectory() as scratch:
        assistant = build_assistant(store, data_folder=Path(scratch))
        try:
            whole, stages = _turns(assistant.reply, texts)
        finally:
            assistant.close()
    naive, same_text = _naive(opened, texts, RERANKED)
    values = {
        "turn_ms": quantiles(whole),
        "stages_ms": {stage: quantiles(times) for stage, times in stages.items()},
        "naive_ms": quantiles(naive),
        "naive_same_text_ms": quantiles(same_text),
        "speedup": round(float(np.median(naive) / np.median(whole)), 2),
        "speedup_same_text": round(float(np.median(same_text) / np.median(whole)), 2),
        "candidates": RERANKED,
        "products": len(opened.products),
        "turns": turns,
        "hardware": hardware(),
    }
    return Report(
        f"bench-turn-{len(opened.products)}", "daogou bench turn", (_table(values),), values
    )


def _table(values: Mapping[str, Any]) -> Table:
    rows = {
        **{f"  {stage}": ms for stage, ms in values["stages_ms"].items()},
        "whole turn": values["turn_ms"],
        "naive pipeline, whole texts": values["naive_ms"],
        "naive pipeline, the same short texts": values["naive_same_text_ms"],
    }
    title = (
        f"One turn, {values['candidates']} candidates reranked, {values['products']:,} products:"
        f" {values['speedup']} times faster than the naive pipeline"
        f" ({values['speedup_same_text']} times on the same short texts); {values['hardware']}"
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
