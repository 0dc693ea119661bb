"""Trainings go on after a kill as if nothing had happened, add up steps, read lists from disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ranking.bert_training import train_lists
from ranking.derive import TrainingList
from ranking.errors import RankingError
from ranking.list_file import ListFile, write_lists
from retrieval import checkpoint
from retrieval.checkpoint import FILE
from retrieval.errors import ModelError
from retrieval.training_run import Run

LISTS = [
    TrainingList(f"wish {i}", (f"right {i}", f"wrong {i}", "other"), (1.0, 0.0, 0.0))
    for i in range(12)
]
CREW = """
import sys
import torch
from ranking.bert_training import train_lists
from ranking.derive import TrainingList
from retrieval.bert_torch import build_model, train_whole
torch.manual_seed(0)
model = build_model(1, lora_rank=0)
train_whole(model)
lists = [TrainingList(f"wish {i}", ("right", "wrong"), (1.0, 0.0)) for i in range(6)]
losses = train_lists(model, lists, max_tokens=8, learning_rate=1e-3, texts_per_step=2)
total = sum(float(p.detach().double().sum()) for p in model.parameters())
open(sys.argv[1] + f"/{__import__('os').environ['RANK']}", "w").write(f"{len(losses)} {total:.9f}")
"""


def trained(run: Run | None = None, lists: object = LISTS) -> tuple[list[float], list[float]]:
    """Losses, and the head's weights afterwards."""
    import torch

    from retrieval.bert_torch import build_model, train_whole

    torch.manual_seed(0)
    model = build_model(1, lora_rank=0)
    train_whole(model)
    losses = train_lists(
        model, lists, max_tokens=12, learning_rate=1e-3, texts_per_step=6, seed=3, run=run
    )  # type: ignore[arg-type]
    return losses, model.head.weight.flatten().tolist()  # type: ignore[operator,union-attr]


class Killed(BaseException):
    """As if the process had been killed."""


def kill_at_the_first_checkpoint(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save = checkpoint.save

    def save_and_die(*arguments: object) -> None:
        save(*arguments)  # type: ignore[arg-type]
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(checkpoint, "save", save_and_die)
        with pytest.raises(Killed):
            trained(Run(checkpoint=folder, every=4))


def test_a_killed_training_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = trained()
    kill_at_the_first_checkpoint(tmp_path, monkeypatch)
    assert (tmp_path / FILE).is_file()
    again = trained(Run(checkpoint=tmp_path, every=100))
    assert again[0] == pytest.approx(whole[0], abs=1e-5)
    assert again[1] == pytest.approx(whole[1], abs=1e-5)
    assert not (tmp_path / FILE).exists()


def test_a_checkpoint_of_another_training_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a checkpoint")
    with pytest.raises(ModelError, match="delete it"):
        trained(Run(checkpoint=tmp_path))


def test_a_checkpoint_is_refused_where_steps_add_up_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_at_the_first_checkpoint(tmp_path, monkeypatch)
    with pytest.raises(ModelError, match="another training"):
        trained(Run(checkpoint=tmp_path, accumulate=2))


def test_curves_are_written_and_steps_add_up(tmp_path: Path) -> None:
    losses, _ = trained(Run(accumulate=3, tensorboard=tmp_path))
    assert len(losses) == 6
    assert any(tmp_path.glob("events.out.tfevents.*"))


def test_lists_on_disk_teach_the_same(tmp_path: Path) -> None:
    path = tmp_path / "lists.jsonl"
    assert write_lists(path, LISTS) == len(LISTS)
    kept = ListFile(path)
    assert list(kept) == LISTS
    assert trained(lists=kept)[0] == trained()[0]
    kept.close()


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lists.jsonl"
    write_lists(path, LISTS[:1])
    with path.open("a") as file:
        file.write('{"wish": "a", "texts": ["b"], "gains": [1, 0]}\n{"wish"\n')
    kept = ListFile(path)
    with pytest.raises(RankingError, match="Line 2"):
        kept[1]
    with pytest.raises(RankingError, match="Line 3"):
        kept[2]
    kept.close()
    with pytest.raises(RankingError, match="cannot be read"):
        ListFile(tmp_path / "nothing")


def test_two_processes_share_the_steps_and_end_with_the_same_weights(tmp_path: Path) -> None:
    script = tmp_path / "crew.py"
    script.write_text(CREW)
    # What `accelerate launch` starts for several GPUs; on CPU cores the processes talk by gloo.
    subprocess.run(
        [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2",
         script, tmp_path],
        check=True, capture_output=True, timeout=240, env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    first, second = ((tmp_path / rank).read_text().split() for rank in ("0", "1"))
    assert first[0] == second[0] == "3"
    assert first[1] == second[1]
