"""``daogou train ranker``: the cross-encoder in two stages, then the layer beneath it.

First BERT learns from lists of many kinds at once: queries derived from catalogues, editorial
judgements, product questions with evidence, and shoppers' purchases with their profile in words.
Then from all editorial judgements but those held back. It never sees the public judgements, so
those can test it. One seed, one command.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ranking.choice_training import train_choice
from ranking.derive import TrainingList
from ranking.errors import RankingError
from ranking.evaluate import JudgedCatalogue, load_judged
from ranking.judged import PUBLIC
from ranking.list_file import ListFile, write_lists
from ranking.lists import fit_layer
from ranking.sources import open_catalogues
from ranking.training_lists import (
    COUNTS,
    JUDGED_COPIES,
    first_lists,
    lists_sha256,
    second_lists,
)
from retrieval.retriever import Retriever
from retrieval.training_run import Run, only_the_first_goes_on

LORA_RANK = 96
MAX_TOKENS = 96
FIRST_RATE, SECOND_RATE = 1e-4, 7e-5
"""Learning rates of the stages."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of BERT's training."""

    name: str
    lists: Sequence[TrainingList]
    learning_rate: float


def train_ranker(
    data: Path,
    out: Path,
    seed: int = 7,
    *,
    run: Run | None = None,
    lists_file: Path | None = None,
) -> dict[str, object]:
    """The whole recipe: BERT, the layer, the shopper's weights and the manifest.

    run: how BERT's stages run, each in a folder of its own ("first", "second").
    lists_file: the training lists are written there and read one at a time.
    Returns the manifest. Raises RankingError when the data is not there.
    """
    started = time.time()
    retrievers = open_catalogues(data)
    stages = _stages(retrievers, data, seed, lists_file=lists_file)
    losses = train_bert(stages, out / "bert", seed, run or Run())
    scores = train_layer(load_judged(retrievers, data), out)
    weights = train_choice(data, out, seed)
    manifest: dict[str, object] = {
        "command": "daogou train ranker",
        "seed": seed,
        "lists": dict(COUNTS, editorial_copies=JUDGED_COPIES)
        | {f"in {stage.name} stage": len(stage.lists) for stage in stages},
        "loss": losses,
        "judged_queries": scores,
        "choice": weights,
        "minutes": round((time.time() - started) / 60, 1),
        "date": date.today().isoformat(),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest


def train_unlabelled(
    data: Path, out: Path, unlabelled: str, seed: int = 7, *, run: Run | None = None
) -> dict[str, object]:
    """BERT alone, as for a shop that has graded nothing: by the whole recipe, but without any
    graded query over ``unlabelled`` (a name in ``ranking.judged.PUBLIC``). To measure with, by
    ``daogou evaluate ranking --unlabelled``.

    Returns a manifest. Raises RankingError: no such catalogue, or the data is not there.
    """
    if unlabelled not in PUBLIC:
        raise RankingError(
            f"There is no catalogue {unlabelled!r}: name one of {', '.join(PUBLIC)}."
        )
    stages = _stages(open_catalogues(data), data, seed, unlabelled=unlabelled)
    losses = train_bert(stages, out, seed, run or Run())
    return {
        "command": f"daogou train ranker --unlabelled {unlabelled}",
        "seed": seed,
        "lists": {stage.name: len(stage.lists) for stage in stages},
        "loss": losses,
    }


def _stages(
    retrievers: Mapping[str, Retriever],
    data: Path,
    seed: int,
    *,
    unlabelled: str | None = None,
    lists_file: Path | None = None,
) -> tuple[Stage, ...]:
    catalogues = {name: r.table.products for name, r in retrievers.items()}
    first = first_lists(retrievers, data, seed, unlabelled)
    return (
        Stage("first", _kept(first, lists_file), FIRST_RATE),
        Stage("second", second_lists(catalogues, data, seed, unlabelled), SECOND_RATE),
    )


def train_bert(
    stages: Sequence[Stage], out: Path, seed: int, run: Run
) -> dict[str, Mapping[str, float]]:
    """Fine-tune the cross-encoder in stages and save its adapter; returns the loss at the
    beginning and at the end of each that ran.

    A stage whose follower has a checkpoint is over and is left out.
    """
    from ranking.bert_training import train_lists
    from retrieval.bert_torch import build_model, save_adapter, to_lora, train_whole

    # A bf16 step takes a third less through plain attention than through the fused one.
    model = build_model(1, lora_rank=0, attention="eager")
    train_whole(model)
    begun = [i for i, stage in enumerate(stages) if run.part(stage.name).begun]
    result: dict[str, Mapping[str, float]] = {}
    for stage in stages[max(begun, default=0) :]:
        losses = train_lists(
            model,
            stage.lists,
            max_tokens=MAX_TOKENS,
            learning_rate=stage.learning_rate,
            seed=seed,
            run=run.part(stage.name),
        )
        result[stage.name] = {"first": _mean(losses[:50]), "last": _mean(losses[-50:])}
    only_the_first_goes_on()
    save_adapter(
        to_lora(model, LORA_RANK),
        out,
        {
            "task": "ranker",
            "outputs": 1,
            "max_tokens": MAX_TOKENS,
            "command": "daogou train ranker",
            "data_sha256": {stage.name: lists_sha256(stage.lists) for stage in stages},
            "date": date.today().isoformat(),
        },
    )
    return result


def train_layer(catalogues: Sequence[JudgedCatalogue], out: Path) -> dict[str, int]:
    """Fit the layer on public and editorial judgements and save it; returns the counts."""
    tested = [i for c in catalogues for i in c.tested]
    fit_layer(tested, [i for c in catalogues for i in c.own]).save(out / "layer.txt")
    return {
        f"{c.name}, {kind}": len(lists)
        for c in catalogues
        for kind, lists in (("public", c.tested), ("editorial", c.own))
    }


def _kept(lists: Sequence[TrainingList], file: Path | None) -> Sequence[TrainingList]:
    if file is None:
        return lists
    write_lists(file, lists)
    return ListFile(file)


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)
