"""Trains the page encoder: a question finds the section that answers it among those of one shop.

The shops (``lessons``) and the topics are made up; the development questions are on other shops.
Each batch holds a section once, so that all other sections of the shop are true negatives.
"""

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.pages.lessons import Section, Topic, lesson_shops, lesson_topics
from assistant.pages.passages import sentences_of
from ranking.encoder_training import Pair

LORA_RANK = 32
KEPT = 1.0
"""Share of the change that is kept: between the base (0) and what was trained (1)."""
LEARNING_RATE = 5e-5
QUERY_TOKENS, TEXT_TOKENS = 32, 96
ROUNDS = 12
"""So often each section and each topic is asked for, by another question where it has one."""


def train_page_encoder(out: Path, seed: int = 7) -> dict[str, Any]:
    """Train and save; returns the manifest."""
    from ranking.encoder_training import train_encoder
    from retrieval.bert import read_manifest
    from retrieval.bert_torch import build_model, save_adapter, to_lora, train_whole

    started = time.time()
    pairs = list(lesson_pairs(seed))
    model = build_model(0, lora_rank=0, normalise=True)
    train_whole(model)
    losses = train_encoder(
        model,
        pairs,
        learning_rate=LEARNING_RATE,
        query_tokens=QUERY_TOKENS,
        text_tokens=TEXT_TOKENS,
        seed=seed,
    )
    manifest = {
        "task": "encoder",
        "outputs": 384,
        "max_tokens": 128,
        "command": "daogou train pages",
        "seed": seed,
        "pairs": len(pairs),
        "loss": {"first": _mean(losses[:25]), "last": _mean(losses[-25:])},
        "minutes": round((time.time() - started) / 60, 1),
        "date": date.today().isoformat(),
    }
    save_adapter(to_lora(model, LORA_RANK, KEPT), out, manifest)
    return dict(read_manifest(out))


def lesson_pairs(seed: int) -> Iterator[Pair]:
    """Questions with what answers them; the pairs of a round and a shop share a batch."""
    rng = random.Random(seed)
    shops, topics = lesson_shops(), lesson_topics()
    for number in range(ROUNDS):
        for shop, sections in shops.items():
            for section in sections:
                asked = rng.choice(section.questions)
                yield Pair(asked, _view(section, rng), source=f"{shop} {number}")
        for topic in topics:
            asked, other = rng.sample(topic.questions, 2)
            yield Pair(asked, _said(topic, other, rng), source=f"{topic.field} {number}")


def _view(section: Section, rng: random.Random) -> str:
    """A section as the index reads it: whole, its path, or a sentence of it."""
    drawn = rng.random()
    if drawn < 0.6:
        return f"{section.path[-1]}. {section.text}"
    if drawn < 0.75:
        return ": ".join(section.path)
    return f"{section.path[-1]} {rng.choice(sentences_of(section.text))}"


def _said(topic: Topic, question: str, rng: random.Random) -> str:
    """What a shop may say to a topic under its name or under a question, or that question."""
    drawn = rng.random()
    if drawn < 0.4:
        return f"{topic.name.capitalize()}. {rng.choice(topic.said)}"
    return f"{question} {rng.choice(topic.said)}" if drawn < 0.8 else question


def _mean(values: list[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)
