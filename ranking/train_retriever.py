"""``daogou train retriever``: the sentence encoder, fine-tuned on pairs made without judgements.

Queries are derived from catalogues as shoppers write them and matched with the products that hold
them, against look-alikes that BM25 and the plain encoder both find. What crowd workers asked a
shop for, short and long, and questions with the attribute that answers them stand beside those. No
judged query takes part, neither a public one nor Daogou's own.
"""

import hashlib
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ranking.derive import MAKERS, RIGHT, as_typed, graded_wishes
from ranking.encoder_training import Pair, train_encoder
from ranking.errors import RankingError
from ranking.exact_wishes import amount_wish, code_wish
from ranking.questions import training_lists
from ranking.sources import open_catalogues, open_products
from retrieval.encoder import load_encoder, product_text
from retrieval.retriever import Retriever
from retrieval.training_run import Run, only_the_first_goes_on
from retrieval.types import Product

RETRIEVER_WEIGHTS = Path(__file__).parent / "weights" / "retriever"
LORA_RANK = 64
LEARNING_RATE = 6e-5
KEPT = 1.0
"""Share of the change that is kept: between the base (0) and what was trained (1)."""
QUERY_TOKENS = 24
TEXT_TOKENS = 56
WISHES, WISHES_A_PRODUCT = 5000, 2
"""Derived queries from each catalogue, and from each of its products, at most."""
DRAWS = 2
"""Pairs a derived query, with other look-alikes each time."""
QUESTIONS = 1500
WRONG = 1
"""Look-alikes a pair."""
HARDEST = 15
"""They are drawn from so many of the first that the retrievers find."""
QUERY_MAKERS = (*MAKERS, (code_wish, 3), (amount_wish, 2))
GOALS = "webshop_goals/goal_query_map.json"


def train_retriever(
    data: Path,
    out: Path,
    seed: int = 7,
    *,
    shops: Mapping[str, Sequence[Product]],
    run: Run | None = None,
) -> dict[str, object]:
    """Make the pairs, train, save the adapter; returns its manifest.

    shops: more catalogues to learn from, beside those of the data folder.
    Raises RankingError when the data is not there.
    """
    from retrieval.bert_torch import build_model, save_adapter, to_lora, train_whole

    started = time.time()
    plain = load_encoder()
    retrievers = open_catalogues(data, plain) | {
        name: open_products(name, products, plain) for name, products in shops.items()
    }
    pairs = training_pairs(retrievers, data, seed)
    prepared = time.time()
    model = build_model(0, lora_rank=0, normalise=True)
    train_whole(model)
    losses = train_encoder(
        model,
        pairs,
        learning_rate=LEARNING_RATE,
        query_tokens=QUERY_TOKENS,
        text_tokens=TEXT_TOKENS,
        seed=seed,
        run=run,
    )
    only_the_first_goes_on()
    manifest: dict[str, object] = {
        "task": "encoder",
        "outputs": 384,
        "max_tokens": 128,
        "command": "daogou train retriever",
        "seed": seed,
        "pairs": _counts(pairs),
        "data_sha256": _sha256(pairs),
        "loss": {"first": _mean(losses[:25]), "last": _mean(losses[-25:])},
        "minutes": {
            "pairs": round((prepared - started) / 60, 1),
            "training": round((time.time() - prepared) / 60, 1),
        },
        "date": date.today().isoformat(),
    }
    save_adapter(to_lora(model, LORA_RANK, KEPT), out, manifest)
    return manifest


def training_pairs(retrievers: Mapping[str, Retriever], data: Path, seed: int) -> list[Pair]:
    """All pairs that the encoder learns from. Raises RankingError."""
    pairs: list[Pair] = []
    for i, (name, retriever) in enumerate(retrievers.items()):
        count = min(WISHES, WISHES_A_PRODUCT * len(retriever.table))
        pairs += derived_pairs(name, retriever, count, seed + i)
    pairs += goal_pairs(data / GOALS)
    pairs += question_pairs(data / "product_qa", QUESTIONS, seed)
    return pairs


def derived_pairs(source: str, retriever: Retriever, count: int, seed: int) -> Iterator[Pair]:
    """Queries derived from one catalogue, each with a product that holds it and look-alikes."""
    rng = random.Random(seed)
    for item in graded_wishes(retriever, count, rng, QUERY_MAKERS):
        right = [p for p, grade in item.graded if grade >= RIGHT]
        wrong = [p for p, grade in item.graded if grade < RIGHT][:HARDEST]
        own = item.graded[0][0] if item.graded[0][1] >= RIGHT else right[0]
        for draw in range(DRAWS):
            product = own if draw == 0 else rng.choice(right)
            lookalikes = rng.sample(wrong, WRONG)
            yield Pair(
                as_typed(item.wish.text, rng),
                product_text(product),
                tuple(product_text(p) for p in lookalikes),
                source,
            )


def goal_pairs(file: Path) -> Iterator[Pair]:
    """What somebody asked a shop for at length, as the query for what they typed in short."""
    try:
        goals: Mapping[str, Sequence[str]] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RankingError(f"{file} cannot be read: point --data to the data folder.") from error
    for goal, queries in goals.items():
        for query in dict.fromkeys(queries):
            yield Pair(query, goal, source="goals")


def question_pairs(folder: Path, count: int, seed: int) -> Iterator[Pair]:
    """Questions about products with the passage that answers and one that does not."""
    rng = random.Random(seed)
    lists = [item for item in training_lists(folder, seed, copies=1) if any(item.gains)]
    for item in lists[:count]:
        right = [t for t, gain in zip(item.texts, item.gains, strict=True) if gain]
        wrong = [t for t, gain in zip(item.texts, item.gains, strict=True) if not gain]
        if wrong:
            yield Pair(item.wish, rng.choice(right), (rng.choice(wrong),), "questions")


def _counts(pairs: Sequence[Pair]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for pair in pairs:
        counts[pair.source] = counts.get(pair.source, 0) + 1
    return counts


def _sha256(pairs: Sequence[Pair]) -> str:
    digest = hashlib.sha256()
    for pair in pairs:
        digest.update(repr((pair.query, pair.text, pair.wrong)).encode())
    return digest.hexdigest()


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)
