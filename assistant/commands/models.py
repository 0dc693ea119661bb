"""``daogou train`` and ``daogou evaluate``: making and measuring the models."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from assistant.commands import measuring, training
from assistant.commands.measuring import MEASURES
from assistant.commands.public_data import DATA
from assistant.commands.training import RESUMABLE, TRAININGS
from assistant.errors import SettingsError

JSON = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
T = TypeVar("T")


def register(app: typer.Typer) -> None:
    """Add ``train`` and ``evaluate`` to the command line."""
    app.command()(train)
    app.command()(evaluate)


def train(
    model: Annotated[str, typer.Argument(help=f"One of {', '.join(TRAININGS)}.")],
    data: DATA = None,
    out: Annotated[
        Path | None, typer.Option(help="Weight folder; default: the shipped one.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Default: that of the shipped weights.")] = None,
    checkpoint: Annotated[
        Path | None,
        typer.Option(help="ranker, retriever, evidence: folder to go on from after a kill."),
    ] = None,
    accumulate: Annotated[
        int, typer.Option(min=1, help="The same: steps whose gradients are added up.")
    ] = 1,
    tensorboard: Annotated[
        Path | None, typer.Option(help="The same: folder for TensorBoard's curves.")
    ] = None,
    lists: Annotated[
        Path | None,
        typer.Option(help="ranker: keep the training lists in this file, not in memory."),
    ] = None,
    unlabelled: Annotated[
        str | None,
        typer.Option(
            help="ranker: BERT alone, without the graded queries over this catalogue (esci or"
            " icecat), for `daogou evaluate ranking --unlabelled`."
        ),
    ] = None,
) -> None:
    """Fine-tune a model on the public data, on the CPU or on a GPU where there is one; on several
    with `accelerate launch $(which daogou) train ranker`. DAOGOU_BASE_MODEL names a larger base."""
    from retrieval.training_run import Run

    begin = _named(model, "model", TRAININGS)
    run = Run(accumulate=accumulate, checkpoint=checkpoint, tensorboard=tensorboard)
    if run != Run() and model not in RESUMABLE:
        raise SettingsError(
            f"--checkpoint, --accumulate and --tensorboard are for {', '.join(RESUMABLE)}: leave"
            f" them out for {model}."
        )
    if unlabelled is not None and (model != "ranker" or out is None):
        raise SettingsError("--unlabelled is for `daogou train ranker`, with --out DIR.")
    seeded: dict[str, Any] = {} if seed is None else {"seed": seed}
    manifest = begin(training.Wanted(data, out, seeded, run, lists, unlabelled))
    print(json.dumps(manifest, indent=2, default=str))


def evaluate(
    what: Annotated[str, typer.Argument(help=f"One of {', '.join(MEASURES)}.")],
    data: DATA = None,
    json_out: JSON = False,
    docs: Annotated[
        Path | None, typer.Option(help="Markdown file whose section of this name is rewritten.")
    ] = None,
    fp32: Annotated[
        bool, typer.Option("--fp32", help="ranking: also with BERT in fp32 PyTorch.")
    ] = False,
    encoder: Annotated[
        Path | None,
        typer.Option(help="retrieval, ranking: folder made by `daogou train retriever`."),
    ] = None,
    unlabelled: Annotated[
        list[str] | None,
        typer.Option(
            help="ranking: CATALOGUE=DIR of `daogou train ranker --unlabelled CATALOGUE`; may be"
            " repeated."
        ),
    ] = None,
    goals: Annotated[int, typer.Option(min=1, help="dialogues: shoppers a store.")] = 500,
    cases: Annotated[int, typer.Option(min=1, help="references: follow-ups a store.")] = 180,
    customers: Annotated[int, typer.Option(min=1, help="service: who call.")] = 200,
    store: Annotated[
        list[str] | None,
        typer.Option(
            help="dialogues, references: demo, esci, icecat, a store folder or a catalogue file;"
            " may be repeated. Default: the demo store, and both catalogues of --data."
        ),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="dialogues, references: column mapping of a catalogue file.")
    ] = None,
    seed: Annotated[
        int, typer.Option(help="dialogues, references, service: of what is drawn.")
    ] = 0,
    transcripts: Annotated[
        Path | None,
        typer.Option(help="dialogues, references, service: write what failed to this file."),
    ] = None,
) -> None:
    """Measure a model, or the whole conversation, beside its baselines in one run."""
    measure = _named(what, "measure", MEASURES)
    measure(
        measuring.Wanted(
            data,
            json_out=json_out,
            docs=docs,
            fp32=fp32,
            encoder=encoder,
            unlabelled=dict(map(_named_folder, unlabelled or ())),
            goals=goals,
            cases=cases,
            customers=customers,
            stores=store or (),
            mapping=mapping,
            seed=seed,
            transcripts=transcripts,
        )
    )


def _named_folder(text: str) -> tuple[str, Path]:
    name, _, folder = text.partition("=")
    if not name or not folder:
        raise SettingsError(f"{text!r} is no CATALOGUE=DIR: write --unlabelled esci=DIR.")
    return name, Path(folder)


def _named(name: str, kind: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise SettingsError(f"There is no {kind} {name!r}: choose one of {', '.join(known)}.")
    return known[name]
