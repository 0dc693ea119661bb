"""One loop for every fine-tuning: on CPU cores, a GPU, or several under ``accelerate launch``.

It owns what is not the recipe: the optimiser's steps, mixed precision, gradient accumulation, the
learning-rate schedule, checkpoints to go on from after a kill, and curves for TensorBoard.
"""

import math
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from retrieval import checkpoint
from retrieval.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

S = TypeVar("S")
WARMUP = 10
"""In the first of so many parts the rate rises; then it falls as a cosine to 0."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a training runs, beside what it learns. The default needs nothing and leaves nothing."""

    accumulate: int = 1
    """Steps whose gradients are added up before the weights move: a larger batch in little
    memory."""
    checkpoint: Path | None = None
    """Folder; where it holds a checkpoint of the same training, that goes on."""
    every: int = 200
    """Steps between two checkpoints."""
    tensorboard: Path | None = None
    """Folder for TensorBoard's curves."""

    @property
    def begun(self) -> bool:
        """Whether there is a checkpoint to go on from."""
        return self.checkpoint is not None and (self.checkpoint / checkpoint.FILE).is_file()

    def part(self, name: str) -> "Run":
        """One of several trainings after another: the same, in folders of its own."""
        return replace(
            self,
            checkpoint=self.checkpoint and self.checkpoint / name,
            tensorboard=self.tensorboard and self.tensorboard / name,
        )


def train_steps(
    model: Any,
    steps: Sequence[S],
    loss_of: Callable[[Any, S, str], "Tensor"],
    *,
    learning_rate: float,
    label: str,
    run: Run,
    identity: str,
    groups: list[dict[str, Any]] | None = None,
    autocast: bool = True,
) -> list[float]:
    """Train ``model`` in place, one optimiser step after the other; returns the loss per step.

    Under ``accelerate launch`` each process takes its share of the steps and gradients are
    averaged, so that n processes see n steps at once.

    Args:
        steps: what each step learns from; the order is the caller's and must be reproducible.
        loss_of: model, step and device to the mean loss, a scalar.
        groups: parameter groups of the optimiser; None: everything that learns, alike.
        identity: names the data and the recipe; a checkpoint of another one is refused.
        autocast: bf16, where the device computes in it (``has_bf16``).

    Raises:
        ModelError: the checkpoint belongs to another training or cannot be read.
    """
    import torch
    from rich.progress import track

    crew = _Crew.of(model)
    halved = autocast and has_bf16(crew.kind)
    weights = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        groups or weights, lr=learning_rate, weight_decay=0.01, fused=True
    )
    mine = steps[crew.rank : len(steps) - len(steps) % crew.size : crew.size]
    count = math.ceil(len(mine) / run.accumulate)
    warmup = max(1, count // WARMUP)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min((s + 1) / warmup, 0.5 * (1 + math.cos(math.pi * s / max(1, count)))),
    )
    model.to(crew.device).train()
    shared = crew.wrap(model)
    curves = _Curves(run.tensorboard if crew.rank == 0 else None)
    # Which step is whose, and when weights move, is part of what a checkpoint goes on with.
    identity = f"{identity}, {crew.size} processes, {run.accumulate} steps at once"
    losses, start = checkpoint.resume(
        run.checkpoint, identity, model, optimiser, schedule, crew.device
    )
    todo: Iterable[int] = range(start, len(mine))
    if crew.rank == 0:
        todo = track(
            todo, description=f"Training {label}", total=len(mine) - start, refresh_per_second=0.5
        )
    for i in todo:
        last_of_group = (i + 1) % run.accumulate == 0 or i + 1 == len(mine)
        alone = nullcontext() if last_of_group or crew.size == 1 else shared.no_sync()
        with alone:
            with torch.autocast(crew.kind, torch.bfloat16, enabled=halved):
                loss = loss_of(shared, mine[i], crew.device)
            torch.autograd.backward(loss / run.accumulate)
        losses.append(float(loss.detach()))
        if not last_of_group:
            continue
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        curves.add(i, losses[-1], float(schedule.get_last_lr()[0]))
        if crew.rank == 0 and len(losses) % 25 < run.accumulate:
            recent = losses[-25:]
            print(f"step {i + 1}/{len(mine)} loss {sum(recent) / len(recent):.4f}", flush=True)
        if run.checkpoint and crew.rank == 0 and (i + 1) % run.every < run.accumulate:
            checkpoint.save(run.checkpoint, identity, i + 1, losses, model, optimiser, schedule)
    curves.close()
    if run.checkpoint and crew.rank == 0:
        (run.checkpoint / checkpoint.FILE).unlink(missing_ok=True)
    model.to("cpu").eval()
    torch.set_flush_denormal(False)  # the recipes set it, and it holds for the whole process
    return losses


def has_bf16(kind: str) -> bool:
    """Whether a device ("cpu", "cuda" ...) multiplies in bf16 rather than imitating it, which on
    a CPU without it is far slower than fp32."""
    import torch

    if kind != "cpu":
        return True
    return bool(torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported())


def only_the_first_goes_on() -> None:
    """After a training with several processes the first saves what was learned; the others end."""
    if int(os.environ.get("RANK", "0")):
        sys.exit(0)


@dataclass(frozen=True, slots=True)
class _Crew:
    """The processes that train together, as one of them sees it."""

    rank: int
    size: int
    device: str

    @property
    def kind(self) -> str:
        return self.device.partition(":")[0]

    @classmethod
    def of(cls, model: Any) -> "_Crew":
        import torch

        size = int(os.environ.get("WORLD_SIZE", "1"))
        if size == 1:
            return cls(0, 1, "cuda" if torch.cuda.is_available() else "cpu")
        try:
            from accelerate import PartialState
        except ImportError as error:
            raise ModelError(
                "Training with several processes needs accelerate: pip install 'daogou[train]'."
            ) from error
        state = PartialState(cpu=not torch.cuda.is_available())
        return cls(state.process_index, state.num_processes, str(state.device))

    def wrap(self, model: Any) -> Any:
        if self.size == 1:
            return model
        from torch.nn.parallel import DistributedDataParallel

        return DistributedDataParallel(model, find_unused_parameters=True)


class _Curves:
    """Loss and rate for TensorBoard; nothing without a folder."""

    def __init__(self, folder: Path | None) -> None:
        self._writer: Any = None
        if folder is not None:
            try:
                from torch.utils.tensorboard import SummaryWriter
            except ImportError as error:
                raise ModelError(
                    "TensorBoard is not there: pip install 'daogou[train]' and try again."
                ) from error
            self._writer = SummaryWriter(str(folder))

    def add(self, step: int, loss: float, rate: float) -> None:
        if self._writer is not None:
            self._writer.add_scalar("loss", loss, step)
            self._writer.add_scalar("learning rate", rate, step)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
