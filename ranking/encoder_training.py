"""Contrastive fine-tuning of the sentence encoder: each query finds its own text in a batch.

The loss is a softmax over all texts of the batch (multiple negatives ranking, Henderson et al.
2017), hard negatives among them. A text that holds every word of a query is no negative of it,
whoever it was drawn for. How it runs (CPU cores, GPUs,
checkpoints) is ``retrieval.training_run``'s.
"""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.bert import base_model_dir
from retrieval.text import words
from retrieval.training_run import Run, train_steps

if TYPE_CHECKING:
    from torch import Tensor

SCALE = 20.0
"""Cosines are multiplied by this before the softmax: a temperature of 0.05."""
BATCH = 64
"""Queries a step."""
BLOCK = 16
"""So many batches of one source are sorted by length together."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A query, the text that it should find, and texts that it should not."""

    query: str
    text: str
    wrong: tuple[str, ...] = ()
    source: str = ""
    """Pairs of one source share a batch: texts of one shop are the harder negatives."""


def train_encoder(
    model: Any,
    pairs: Sequence[Pair],
    *,
    learning_rate: float,
    query_tokens: int,
    text_tokens: int,
    seed: int,
    run: Run | None = None,
) -> list[float]:
    """Fine-tune ``model`` (a normalising ``BertHead``) in place, one pass; the loss per step."""
    import torch
    from tokenizers import Tokenizer

    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    for module in model.modules():  # masks cost a third of a step; one pass does not overfit
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    tokenizer = Tokenizer.from_file(str(base_model_dir() / "tokenizer.json"))
    tokenizer.no_padding()

    def vectors(network: Any, texts: Sequence[str], most: int, device: str) -> Any:
        tokenizer.enable_truncation(most)
        rows = [e.ids for e in tokenizer.encode_batch(list(texts))]
        ids = torch.zeros((2, len(rows), max(map(len, rows))), dtype=torch.int64)
        for i, row in enumerate(rows):
            ids[0, i, : len(row)] = torch.tensor(row)
            ids[1, i, : len(row)] = 1
        ids = ids.to(device)
        return network(ids[0], ids[1], torch.zeros_like(ids[0])).float()

    def loss_of(network: Any, step: list[Pair], device: str) -> "Tensor":
        texts = [p.text for p in step] + [text for p in step for text in p.wrong]
        excused = torch.from_numpy(excused_texts([p.query for p in step], texts)).to(device)
        asked = vectors(network, [p.query for p in step], query_tokens, device)
        found = vectors(network, texts, text_tokens, device)
        with torch.autocast(device.partition(":")[0], enabled=False):
            scores = (SCALE * asked @ found.T).masked_fill(excused, -1e4)
            return torch.nn.functional.cross_entropy(scores, torch.arange(len(step), device=device))

    recipe = repr((learning_rate, query_tokens, text_tokens, seed))
    digest = hashlib.sha256(recipe.encode())
    for pair in pairs:
        digest.update(repr((pair.query, pair.text, pair.wrong)).encode())
    return train_steps(
        model,
        batches(pairs, random.Random(seed)),
        loss_of,
        learning_rate=learning_rate,
        label="retriever",
        run=run or Run(),
        identity=digest.hexdigest(),
    )


def excused_texts(queries: Sequence[str], texts: Sequence[str]) -> "np.typing.NDArray[np.bool_]":
    """``(queries, texts)``: texts that are no negative of a query since they hold all its words.

    The own text of query i is ``texts[i]`` and is never excused.
    """
    needed = [frozenset(words(query)) for query in queries]
    held = [frozenset(words(text)) for text in texts]
    result = np.array([[want <= have for have in held] for want in needed])
    result |= np.array([[text == texts[i] for text in texts] for i in range(len(queries))])
    result[np.arange(len(queries)), np.arange(len(queries))] = False
    return result


def batches(pairs: Sequence[Pair], rng: random.Random) -> list[list[Pair]]:
    """All pairs in shuffled batches of one source, texts of like length together."""
    by_source: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_source.setdefault(pair.source, []).append(pair)
    result: list[list[Pair]] = []
    for mine in by_source.values():
        rng.shuffle(mine)
        for start in range(0, len(mine), BATCH * BLOCK):
            block = sorted(mine[start : start + BATCH * BLOCK], key=lambda p: len(p.text))
            result += [block[i : i + BATCH] for i in range(0, len(block), BATCH)]
    rng.shuffle(result)
    return [batch for batch in result if len(batch) > 1]
