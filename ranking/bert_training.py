"""Listwise fine-tuning of the cross-encoder: one softmax over each wish's texts (ListNet).

How it runs (CPU cores, GPUs, checkpoints) is ``retrieval.training_run``'s.
"""

import hashlib
import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ranking.derive import TrainingList
from retrieval.bert import base_model_dir
from retrieval.training_run import Run, train_steps

if TYPE_CHECKING:
    from tokenizers import Encoding
    from torch import Tensor

TEMPERATURE = 0.25
"""Gains 0..1 become target probabilities by ``softmax(gain / TEMPERATURE)``."""


def train_lists(
    model: Any,
    lists: Sequence[TrainingList],
    *,
    max_tokens: int,
    learning_rate: float,
    epochs: float = 1.0,
    texts_per_step: int = 48,
    seed: int = 0,
    label: str = "ranker",
    none_of_these: bool = False,
    head_rate: float = 1.0,
    run: Run | None = None,
) -> list[float]:
    """Fine-tune ``model`` (a ``BertHead`` of one output) in place; returns the loss per step.

    Lists of like length share a step, so that little is padded. Progress goes to the terminal.

    lists: in memory, or a ``list_file.ListFile`` of more than fits there: only lengths are kept.
    none_of_these: each list has one more choice, of score 0, which is right where all gains are 0;
    so scores above 0 come to mean "this one", and gains must be 0 or 1.
    head_rate: how many times faster than the encoder the head learns.
    run: how it runs; None: plainly.

    Raises ModelError: a checkpoint of another training.
    """
    import torch
    from tokenizers import Tokenizer

    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    for module in model.modules():  # masks cost a third of a step; one epoch does not overfit
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    tokenizer = Tokenizer.from_file(str(base_model_dir() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")

    def encode(item: TrainingList) -> Sequence["Encoding"]:
        encoded: Sequence[Encoding] = tokenizer.encode_batch(
            [(item.wish, text) for text in item.texts]
        )
        return encoded

    digest = hashlib.sha256(repr((max_tokens, learning_rate, epochs, seed, label)).encode())
    lengths, sizes = [], []
    for item in lists:
        lengths.append(max(len(e.ids) for e in encode(item)))
        sizes.append(len(item.texts))
        digest.update(repr((item.wish, item.texts, item.gains)).encode())

    def loss_of(network: Any, step: list[int], device: str) -> "Tensor":
        items = [lists[i] for i in step]
        rows = [e for item in items for e in encode(item)]
        ids = _padded(rows).to(device)
        scores = network(ids[0], ids[1], ids[2])[:, 0].float()
        loss = torch.zeros((), device=device)
        start = 0
        for item in items:
            gains = torch.tensor(item.gains, device=device)
            mine = scores[start : start + len(gains)]
            start += len(gains)
            if none_of_these:
                mine = torch.cat([mine, mine.new_zeros(1)])
                target = torch.cat([gains, gains.new_full((1,), float(gains.sum() == 0))])
                target = target / target.sum()
            else:
                target = torch.softmax(gains / TEMPERATURE, 0)
            loss = loss - (target * torch.log_softmax(mine, 0)).sum() / len(items)
        return loss

    head = list(model.head.parameters())
    body = [p for p in model.parameters() if p.requires_grad and all(p is not h for h in head)]
    return train_steps(
        model,
        _steps(lengths, sizes, texts_per_step, epochs, random.Random(seed)),
        loss_of,
        learning_rate=learning_rate,
        label=label,
        run=run or Run(),
        identity=digest.hexdigest(),
        groups=[{"params": body}, {"params": head, "lr": head_rate * learning_rate}],
    )


def _padded(rows: Sequence["Encoding"]) -> "Tensor":
    """``(3, rows, width)``: ids, mask and type ids."""
    import torch

    ids = torch.zeros((3, len(rows), max(len(e.ids) for e in rows)), dtype=torch.int64)
    for r, e in enumerate(rows):
        n = len(e.ids)
        ids[0, r, :n] = torch.tensor(e.ids)
        ids[1, r, :n] = 1
        ids[2, r, :n] = torch.tensor(e.type_ids)
    return ids


def _steps(
    lengths: Sequence[int],
    sizes: Sequence[int],
    texts_per_step: int,
    epochs: float,
    rng: random.Random,
) -> list[list[int]]:
    """Indices of lists per optimiser step, in shuffled order, similar lengths together."""
    steps: list[list[int]] = []
    for part in range(math.ceil(epochs)):
        order = list(range(len(lengths)))
        rng.shuffle(order)
        order = order[: round(len(order) * min(1.0, epochs - part))]
        mine: list[list[int]] = []
        for start in range(0, len(order), 400):
            block = sorted(order[start : start + 400], key=lambda i: lengths[i])
            batch: list[int] = []
            size = 0
            for i in block:
                if batch and size + sizes[i] > texts_per_step:
                    mine.append(batch)
                    batch, size = [], 0
                batch.append(i)
                size += sizes[i]
            if batch:
                mine.append(batch)
        rng.shuffle(mine)
        steps += mine
    return steps
