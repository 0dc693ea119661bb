"""``daogou train`` and ``daogou evaluate``: making and measuring the models."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import SettingsError

DATA = Annotated[
    Path | None,
    typer.Option(envvar="DAOGOU_DATA", help="Folder of the public data; see docs/quality.md."),
]
JSON = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
TRAINABLE = ("intent", "sentiment", "ranker", "evidence", "pages", "retriever", "risk")
MEASURABLE = (
    "retrieval",
    "ranking",
    "personalisation",
    "intent",
    "sentiment",
    "clinc150",
    "questions",
    "faq",
    "dialogues",
    "references",
    "service",
    "risk",
)


def register(app: typer.Typer) -> None:
    """Add ``train`` and ``evaluate`` to the command line."""
    app.command()(train)
    app.command()(evaluate)


def train(
    model: Annotated[str, typer.Argument(help=f"One of {', '.join(TRAINABLE)}.")],
    data: DATA = None,
    out: Annotated[
        Path | None, typer.Option(help="Weight folder; default: the shipped one.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Default: that of the shipped weights.")] = None,
) -> None:
    """Fine-tune a model on the public data, on the CPU or on a GPU where there is one."""
    seeded: dict[str, Any] = {} if seed is None else {"seed": seed}
    manifest: Any
    if model == "ranker":
        from ranking.ranker import WEIGHTS
        from ranking.train import train_ranker

        manifest = train_ranker(_folder(data), out or WEIGHTS, **seeded)
    elif model == "evidence":
        from ranking.evidence import EVIDENCE_WEIGHTS
        from ranking.evidence_training import train_evidence

        manifest = train_evidence(_folder(data), out or EVIDENCE_WEIGHTS, **seeded)
    elif model == "pages":
        from assistant.pages.topics import WEIGHTS as PAGES_WEIGHTS
        from assistant.pages.training import train_pages

        manifest = train_pages(out or PAGES_WEIGHTS, **seeded)
    elif model == "risk":
        from assistant.risk.train import train_risk

        manifest = train_risk(_folder(data), out, **seeded)
    elif model == "retriever":
        from assistant.demo_store.build import read_demo_store
        from ranking.train_retriever import RETRIEVER_WEIGHTS, train_retriever

        shops = {"demo": read_demo_store().products}
        manifest = train_retriever(_folder(data), out or RETRIEVER_WEIGHTS, shops=shops, **seeded)
    elif model == "intent":
        from assistant.understanding.intent import INTENT_WEIGHTS
        from assistant.understanding.train import train_intent

        manifest = train_intent(data, out or INTENT_WEIGHTS, **seeded)
    elif model == "sentiment":
        from assistant.understanding.sentiment import SENTIMENT_WEIGHTS
        from assistant.understanding.train import train_sentiment

        manifest = train_sentiment(data, out or SENTIMENT_WEIGHTS, **seeded)
    else:
        raise _unknown("model", model, TRAINABLE)
    print(json.dumps(manifest, indent=2, default=str))


def evaluate(
    what: Annotated[str, typer.Argument(help=f"One of {', '.join(MEASURABLE)}.")],
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
    if what in ("retrieval", "ranking"):
        from ranking.tables import ranking_table

        rows = ranking_table(
            _folder(data), retrieval_only=what == "retrieval", fp32=fp32, encoder=encoder
        )
        _show(what, rows, json_out=json_out, docs=docs)
    elif what == "personalisation":
        from ranking.tables import personalisation_table

        _show(what, personalisation_table(_folder(data)), json_out=json_out, docs=docs)
    elif what == "intent":
        from assistant.understanding.evaluate import evaluate_intent

        evaluate_intent(data, json_out=json_out, docs=docs, picture=_picture(docs, "intent"))
    elif what == "sentiment":
        from assistant.understanding.evaluate_mood import evaluate_sentiment

        evaluate_sentiment(data, json_out=json_out, docs=docs, picture=_picture(docs, "sentiment"))
    elif what == "questions":
        from assistant.commands.questions import show_questions

        show_questions(_folder(data), json_out=json_out, docs=docs)
    elif what == "faq":
        from assistant.pages.evaluate import evaluate_faq

        evaluate_faq(data, json_out=json_out, docs=docs, failures=transcripts)
    elif what == "clinc150":
        from assistant.understanding.clinc import evaluate_clinc

        evaluate_clinc(data, json_out=json_out, docs=docs)
    elif what == "dialogues":
        from assistant.simulator.evaluate_dialogues import evaluate_dialogues

        evaluate_dialogues(
            data,
            stores=store or (),
            mapping=mapping,
            goals=goals,
            seed=seed,
            json_out=json_out,
            docs=docs,
            transcript_file=transcripts,
        )
    elif what == "references":
        from assistant.simulator.evaluate_references import evaluate_references

        evaluate_references(
            data,
            stores=store or (),
            mapping=mapping,
            cases=cases,
            seed=seed,
            json_out=json_out,
            docs=docs,
            failures_file=transcripts,
        )
    elif what == "risk":
        from assistant.risk.evaluate import evaluate_risk

        evaluate_risk(_folder(data), json_out=json_out, docs=docs)
    elif what == "service":
        from assistant.simulator.errands.evaluate_service import evaluate_service

        evaluate_service(
            data,
            customers=customers,
            seed=seed,
            json_out=json_out,
            docs=docs,
            transcript_file=transcripts,
        )
    else:
        raise _unknown("measure", what, MEASURABLE)


def _show(what: str, rows: list[dict[str, Any]], *, json_out: bool, docs: Path | None) -> None:
    """Show rows of one shape as a table, JSON or a section of a document."""
    from assistant.understanding.report import Report, Table, present

    columns = tuple(rows[0])
    cells = tuple(tuple(row[column] for column in columns) for row in rows)
    table = Table(f"{what.capitalize()}, whole catalogues", columns, cells)
    report = Report(what, f"daogou evaluate {what}", (table,), {"rows": rows})
    present(report, json_out=json_out, docs=docs)


def _folder(data: Path | None) -> Path:
    if data is None:
        raise SettingsError(
            "Name the folder of the public data: --data DIR, or DAOGOU_DATA in the environment."
        )
    return data


def _picture(docs: Path | None, name: str) -> Path | None:
    return docs.parent / "images" / f"{name}-confusion.png" if docs else None


def _unknown(kind: str, name: str, known: tuple[str, ...]) -> SettingsError:
    return SettingsError(f"There is no {kind} {name!r}: choose one of {', '.join(known)}.")
