"""The tables of ``daogou evaluate questions``."""

from pathlib import Path
from typing import Any

from assistant.understanding.report import Report, Table, present

TITLES = {
    "ranking": "Which passage answers, on the questions that have an answer",
    "abstention": "“The listing does not say”, at thresholds chosen on other questions",
}


def show_questions(data: Path, *, json_out: bool = False, docs: Path | None = None) -> None:
    """Measure evidence ranking and abstention beside their baselines, and show both tables.

    Raises RankingError when the data is not there.
    """
    from ranking.evidence_tables import evidence_tables

    rows = evidence_tables(data)
    tables = tuple(_table(TITLES[name], part) for name, part in rows.items())
    report = Report("questions", "daogou evaluate questions", tables, dict(rows))
    present(report, json_out=json_out, docs=docs)


def _table(title: str, rows: list[dict[str, Any]]) -> Table:
    return Table(title, tuple(rows[0]), tuple(tuple(row.values()) for row in rows))
