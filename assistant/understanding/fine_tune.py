"""Fine-tune the base encoder into a text classifier; calibrate it; run it.

Every matrix of the encoder learns; what is kept is its change as LoRA of a small rank. That is
quicker on a CPU than training LoRA, and learns more. Multiplications are in bf16 where the
processor does that in hardware, on CUDA by the same code.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retrieval.bert import base_model_dir
from retrieval.training_run import has_bf16

if TYPE_CHECKING:
    from tokenizers import Encoding
    from torch import Tensor, nn

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. Saved with the weights."""

    epochs: int = 5
    batch: int = 64
    rank: int = 32
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    label_smoothing: float = 0.05
    warmup: float = 0.08
    weight_decay: float = 0.01
    max_tokens: int = 40
    threads: int = 2
    seed: int = 13


Input = str | tuple[str, str]
"""One text, or two segments."""


def fine_tune(
    texts: Sequence[Input],
    allowed: Flags,
    recipe: Recipe,
    *,
    augment: Callable[[int, random.Random], Input] | None = None,
    progress: bool = True,
) -> Any:
    """A trained classifier (``retrieval.bert_torch.BertHead``) on the CPU, ready to be saved.

    allowed: (n, classes) bool, the classes each text may have; one true a row is a usual label,
    several are a partial one (the loss is the negative log of their summed probability).
    augment: gives the input of an example anew for each epoch.
    Same seed, machine and thread count: same weights.
    """
    import torch
    from rich.progress import track
    from tokenizers import Tokenizer

    from retrieval.bert_torch import build_model, to_lora, train_whole

    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(recipe.threads)
    tokenizer = Tokenizer.from_file(str(base_model_dir() / "tokenizer.json"))
    tokenizer.enable_truncation(recipe.max_tokens, strategy="longest_first")
    tokenizer.no_padding()
    model = build_model(allowed.shape[1], lora_rank=0).to(device).train()
    train_whole(model)
    halved = has_bf16(device)
    if device == "cpu":
        # Drawing the encoder's dropout masks takes a third of a step; the roughened texts and
        # the head's own dropout keep it from learning by heart.
        for name, module in model.named_modules():
            if isinstance(module, torch.nn.Dropout) and name != "dropout":
                module.p = 0.0
        torch.set_flush_denormal(True)
    optimiser = torch.optim.AdamW(
        [
            {"params": _trained(model, head=False), "lr": recipe.learning_rate},
            {"params": _trained(model, head=True), "lr": recipe.head_learning_rate},
        ],
        weight_decay=recipe.weight_decay,
        fused=True,
    )
    steps = recipe.epochs * math.ceil(len(texts) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: _slope(step, steps, recipe.warmup)
    )

    def batches() -> "Iterator[tuple[list[Encoding], Flags]]":
        for _ in range(recipe.epochs):
            now = [augment(i, rng) for i in range(len(texts))] if augment else list(texts)
            encoded = tokenizer.encode_batch(now)
            for rows in length_buckets([len(e.ids) for e in encoded], recipe.batch, rng):
                yield [encoded[i] for i in rows], allowed[rows]

    for encoded, flags in track(
        batches(), total=steps, description="Training", disable=not progress
    ):
        tokens, mask, segments = _pad(encoded, device)
        with torch.autocast(device, torch.bfloat16, enabled=halved):
            logits = model(tokens, mask, segments)
        loss = _loss(logits.float(), torch.from_numpy(flags).to(device), recipe.label_smoothing)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
    torch.set_flush_denormal(False)
    return to_lora(model.cpu().eval(), recipe.rank).eval()


def length_buckets(lengths: Sequence[int], batch: int, rng: random.Random) -> list[list[int]]:
    """Rows in batches of like length, in random order: little padding, still shuffled."""
    rows = list(range(len(lengths)))
    rng.shuffle(rows)
    span = batch * 20
    result: list[list[int]] = []
    for start in range(0, len(rows), span):
        chunk = sorted(rows[start : start + span], key=lambda i: lengths[i])
        result.extend(chunk[i : i + batch] for i in range(0, len(chunk), batch))
    rng.shuffle(result)
    return result


def softmax(logits: Floats, temperature: float = 1.0) -> Floats:
    """Probabilities of each row, (n, classes)."""
    scaled = logits.astype(np.float64) / temperature
    scaled -= scaled.max(axis=1, keepdims=True)
    exp = np.exp(scaled)
    shares: Floats = (exp / exp.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def best_temperature(logits: Floats, labels: Ints) -> float:
    """The temperature with the least negative log-likelihood (Guo et al. 2017), 0.2 to 5."""
    grid = np.geomspace(0.2, 5.0, 120)
    rows = np.arange(len(labels))
    losses = [
        -np.log(np.maximum(softmax(logits, float(t))[rows, labels], 1e-12)).mean() for t in grid
    ]
    return round(float(grid[int(np.argmin(losses))]), 4)


def one_hot(labels: Ints, classes: int) -> Flags:
    """(n,) class numbers to (n, classes) flags."""
    return np.eye(classes, dtype=np.bool_)[labels]


def _loss(logits: "Tensor", allowed: "Tensor", smoothing: float) -> "Tensor":
    """Mean cross-entropy with label smoothing over sets of allowed classes."""
    logs = logits.log_softmax(-1)
    hit = logs.masked_fill(~allowed, -math.inf).logsumexp(-1)
    return -((1 - smoothing) * hit + smoothing * logs.mean(-1)).mean()


def _trained(model: "nn.Module", *, head: bool) -> "list[nn.Parameter]":
    return [
        p
        for name, p in model.named_parameters()
        if p.requires_grad and name.startswith("head.") == head
    ]


def _slope(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up, then cosine to zero."""
    rise = max(1, int(steps * warmup))
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


def _pad(encoded: "list[Encoding]", device: str) -> "tuple[Tensor, Tensor, Tensor]":
    """Ids, mask and segments, each (n, tokens)."""
    import torch

    longest = max(len(e.ids) for e in encoded)
    blocks = torch.zeros((3, len(encoded), longest), dtype=torch.int64)
    for row, one in enumerate(encoded):
        values = torch.tensor([one.ids, one.attention_mask, one.type_ids])
        blocks[:, row, : values.shape[1]] = values
    tokens, mask, segments = blocks.to(device)
    return tokens, mask, segments
