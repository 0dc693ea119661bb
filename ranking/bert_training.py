"""Listwise fine-tuning of the cross-encoder: one softmax over each wish's texts (ListNet).

The same code runs on two CPU cores (bf16 autocast where the processor has it) and on CUDA.
"""

import math
import random
from collections.abc import Sequence
from typing import Any

from ranking.derive import TrainingList
from retrieval.bert import base_model_dir

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
) -> list[float]:
    """Fine-tune ``model`` (a ``BertHead`` of one output) in place; returns the loss per step.

    Lists of like length share a step, so that little is padded. Progress goes to the terminal.

    none_of_these: each list has one more choice, of score 0, which is right where all gains are 0;
    so scores above 0 come to mean "this one", and gains must be 0 or 1.
    head_rate: how many times faster than the encoder the head learns.
    """
    import torch
    from rich.progress import track
    from tokenizers import Tokenizer

    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    for module in model.modules():  # masks cost a third of a step; one epoch does not overfit
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    rng = random.Random(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(base_model_dir() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    encoded = [tokenizer.encode_batch([(item.wish, text) for text in item.texts]) for item in lists]
    lengths = [max(len(e.ids) for e in group) for group in encoded]
    steps = _steps(lists, lengths, texts_per_step, epochs, rng)
    weights = [p for p in model.parameters() if p.requires_grad]
    head = list(model.head.parameters())
    body = [p for p in weights if all(p is not h for h in head)]
    groups: list[dict[str, Any]] = [
        {"params": body},
        {"params": head, "lr": head_rate * learning_rate},
    ]
    optimiser = torch.optim.AdamW(groups, lr=learning_rate, weight_decay=0.01, fused=True)
    warmup = max(1, len(steps) // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min((s + 1) / warmup, 0.5 * (1 + math.cos(math.pi * s / max(1, len(steps))))),
    )
    model.to(device).train()
    losses = []
    for step in track(steps, description=f"Training {label}", refresh_per_second=0.5):
        rows = [e for i in step for e in encoded[i]]
        width = max(len(e.ids) for e in rows)
        ids = torch.zeros((3, len(rows), width), dtype=torch.int64)
        for r, e in enumerate(rows):
            n = len(e.ids)
            ids[0, r, :n] = torch.tensor(e.ids)
            ids[1, r, :n] = 1
            ids[2, r, :n] = torch.tensor(e.type_ids)
        ids = ids.to(device)
        with torch.autocast(device, torch.bfloat16):
            scores = model(ids[0], ids[1], ids[2])[:, 0].float()
        loss = torch.zeros((), device=device)
        start = 0
        for i in step:
            gains = torch.tensor(lists[i].gains, device=device)
            mine = scores[start : start + len(gains)]
            start += len(gains)
            if none_of_these:
                mine = torch.cat([mine, mine.new_zeros(1)])
                target = torch.cat([gains, gains.new_full((1,), float(gains.sum() == 0))])
                target = target / target.sum()
            else:
                target = torch.softmax(gains / TEMPERATURE, 0)
            loss = loss - (target * torch.log_softmax(mine, 0)).sum() / len(step)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if len(losses) % 25 == 0:
            print(f"step {len(losses)}/{len(steps)} loss {sum(losses[-25:]) / 25:.4f}", flush=True)
    model.to("cpu").eval()
    return losses


def _steps(
    lists: Sequence[TrainingList],
    lengths: Sequence[int],
    texts_per_step: int,
    epochs: float,
    rng: random.Random,
) -> list[list[int]]:
    """Indices of lists per optimiser step, in shuffled order, similar lengths together."""
    steps: list[list[int]] = []
    for part in range(math.ceil(epochs)):
        order = list(range(len(lists)))
        rng.shuffle(order)
        order = order[: round(len(order) * min(1.0, epochs - part))]
        mine: list[list[int]] = []
        for start in range(0, len(order), 400):
            block = sorted(order[start : start + 400], key=lambda i: lengths[i])
            batch: list[int] = []
            size = 0
            for i in block:
                if batch and size + len(lists[i].texts) > texts_per_step:
                    mine.append(batch)
                    batch, size = [], 0
                batch.append(i)
                size += len(lists[i].texts)
            if batch:
                mine.append(batch)
        rng.shuffle(mine)
        steps += mine
    return steps
