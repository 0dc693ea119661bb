"""A training as it stands, to go on from after a kill: learned weights, optimiser, schedule."""

import os
from pathlib import Path
from typing import Any

from retrieval.errors import ModelError

FILE = "checkpoint.pt"


def save(
    folder: Path,
    identity: str,
    step: int,
    losses: list[float],
    model: Any,
    optimiser: Any,
    schedule: Any,
) -> None:
    """Write a checkpoint whole or not at all."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.{os.getpid()}.part"
    learned = {n: p.detach().cpu() for n, p in model.named_parameters() if p.requires_grad}
    torch.save(
        {
            "identity": identity,
            "step": step,
            "losses": losses,
            "weights": learned,
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
        },
        part,
    )
    part.replace(folder / FILE)


def resume(
    folder: Path | None, identity: str, model: Any, optimiser: Any, schedule: Any, device: str
) -> tuple[list[float], int]:
    """Losses so far and the step to go on with; nothing without a checkpoint.

    Args:
        folder: where it lies; None: there is none.
        identity: of the training; a checkpoint of another one is refused.

    Raises:
        ModelError: the checkpoint belongs to another training or cannot be read.
    """
    import torch

    if folder is None or not (folder / FILE).is_file():
        return [], 0
    path = folder / FILE
    try:
        kept = torch.load(path, map_location=device, weights_only=True)
        same = kept["identity"] == identity
    except Exception as error:
        raise ModelError(
            f"The checkpoint {path} cannot be read: delete it to begin anew."
        ) from error
    if not same:
        raise ModelError(
            f"The checkpoint {path} is of another training: delete it, or name another folder."
        )
    known = dict(model.named_parameters())
    with torch.no_grad():
        for name, values in kept["weights"].items():
            known[name].copy_(values)
    optimiser.load_state_dict(kept["optimiser"])
    schedule.load_state_dict(kept["schedule"])
    print(f"going on from step {kept['step']}", flush=True)
    return list(kept["losses"]), int(kept["step"])
