"""What ``daogou evaluate`` can measure, by name. Each is imported when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.commands.public_data import folder_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said on the command line."""

    data: Path | None
    json_out: bool
    docs: Path | None
    """Markdown file whose section is rewritten."""
    fp32: bool
    encoder: Path | None
    unlabelled: Mapping[str, Path]
    goals: int
    cases: int
    customers: int
    stores: Sequence[str]
    mapping: Path | None
    seed: int
    transcripts: Path | None
    """Where to write what failed."""

    @property
    def folder(self) -> Path:
        """The public data. Raises SettingsError: none was named."""
        return folder_of(self.data)

    @property
    def shown(self) -> Mapping[str, Any]:
        """How a report is shown, as every measure takes it."""
        return {"json_out": self.json_out, "docs": self.docs}

    def picture(self, name: str) -> Path | None:
        """Where a plot belongs; None: no document is written."""
        return self.docs.parent / "images" / f"{name}.png" if self.docs else None


def _ranking(wanted: Wanted) -> None:
    from ranking.tables import ranking_table

    rows = ranking_table(
        wanted.folder, fp32=wanted.fp32, encoder=wanted.encoder, unlabelled=wanted.unlabelled
    )
    _show("ranking", rows, wanted)


def _retrieval(wanted: Wanted) -> None:
    from ranking.tables import ranking_table

    rows = ranking_table(
        wanted.folder, retrieval_only=True, fp32=wanted.fp32, encoder=wanted.encoder
    )
    _show("retrieval", rows, wanted)


def _personalisation(wanted: Wanted) -> None:
    from assistant.commands.personalisation import show_personalisation

    show_personalisation(wanted.folder, **wanted.shown)


def _profile(wanted: Wanted) -> None:
    from assistant.evaluate_profile import evaluate_profile

    evaluate_profile(**wanted.shown, picture=wanted.picture("segments"))


def _reasons(wanted: Wanted) -> None:
    from assistant.evaluate_reasons import evaluate_reasons

    evaluate_reasons(**wanted.shown)


def _online(wanted: Wanted) -> None:
    from assistant.understanding.report import Report, Table, present
    from ranking.online_tables import draw, online_tables

    found = online_tables(wanted.folder)
    tables = tuple(
        Table(title, tuple(rows[0]), tuple(tuple(row.values()) for row in rows))
        for title, rows in (
            ("NDCG@10 over the stream of held-back moments", found.replay),
            ("Clicks lost against ordering by the shoppers' own weights", found.regret),
            (
                "Clicks a list that other orders earn, by the log and in truth",
                found.estimates,
            ),
        )
    )
    values = {"replay": found.replay, "regret": found.regret, "estimates": found.estimates}
    present(Report("online", "daogou evaluate online", tables, values), **wanted.shown)
    if wanted.docs is not None:
        draw(found, wanted.docs.parent / "images")


def _intent(wanted: Wanted) -> None:
    from assistant.understanding.evaluate import evaluate_intent

    evaluate_intent(wanted.data, **wanted.shown, picture=wanted.picture("intent-confusion"))


def _sentiment(wanted: Wanted) -> None:
    from assistant.understanding.evaluate_mood import evaluate_sentiment

    evaluate_sentiment(wanted.data, **wanted.shown, picture=wanted.picture("sentiment-confusion"))


def _clinc150(wanted: Wanted) -> None:
    from assistant.understanding.clinc import evaluate_clinc

    evaluate_clinc(wanted.data, **wanted.shown)


def _questions(wanted: Wanted) -> None:
    from assistant.commands.questions import show_questions

    show_questions(wanted.folder, **wanted.shown)


def _faq(wanted: Wanted) -> None:
    from assistant.pages.evaluate import evaluate_faq

    evaluate_faq(wanted.data, **wanted.shown, failures=wanted.transcripts)


def _dialogues(wanted: Wanted) -> None:
    from assistant.simulator.evaluate_dialogues import evaluate_dialogues

    evaluate_dialogues(
        wanted.data,
        stores=wanted.stores,
        mapping=wanted.mapping,
        goals=wanted.goals,
        seed=wanted.seed,
        transcript_file=wanted.transcripts,
        **wanted.shown,
    )


def _references(wanted: Wanted) -> None:
    from assistant.simulator.evaluate_references import evaluate_references

    evaluate_references(
        wanted.data,
        stores=wanted.stores,
        mapping=wanted.mapping,
        cases=wanted.cases,
        seed=wanted.seed,
        failures_file=wanted.transcripts,
        **wanted.shown,
    )


def _service(wanted: Wanted) -> None:
    from assistant.simulator.errands.evaluate_service import evaluate_service

    evaluate_service(
        wanted.data,
        customers=wanted.customers,
        seed=wanted.seed,
        transcript_file=wanted.transcripts,
        **wanted.shown,
    )


def _risk(wanted: Wanted) -> None:
    from assistant.risk.evaluate import evaluate_risk

    evaluate_risk(wanted.folder, **wanted.shown)


def _needs(wanted: Wanted) -> None:
    from assistant.evaluate_needs import evaluate_needs

    evaluate_needs(**wanted.shown)


def _photo(wanted: Wanted) -> None:
    from assistant.commands.photo import show_photo

    show_photo(seed=wanted.seed, **wanted.shown)


MEASURES: Mapping[str, Callable[[Wanted], None]] = {
    "retrieval": _retrieval,
    "ranking": _ranking,
    "personalisation": _personalisation,
    "profile": _profile,
    "reasons": _reasons,
    "online": _online,
    "intent": _intent,
    "sentiment": _sentiment,
    "clinc150": _clinc150,
    "questions": _questions,
    "faq": _faq,
    "dialogues": _dialogues,
    "references": _references,
    "service": _service,
    "risk": _risk,
    "needs": _needs,
    "photo": _photo,
}
"""Each measures, beside its baselines, and shows a report."""


def _show(what: str, rows: Sequence[Mapping[str, Any]], wanted: Wanted) -> None:
    """Show rows of one shape as a table, JSON or a section of a document."""
    from assistant.understanding.report import Report, Table, present

    columns = tuple(rows[0])
    cells = tuple(tuple(row[column] for column in columns) for row in rows)
    table = Table(f"{what.capitalize()}, whole catalogues", columns, cells)
    present(Report(what, f"daogou evaluate {what}", (table,), {"rows": rows}), **wanted.shown)
