"""The tables of ``daogou evaluate personalisation``."""

from pathlib import Path

from assistant.understanding.report import Report, Table, present

TITLES = {
    "catalogue": "Next baskets over the whole catalogue",
    "difference": "What the ranker adds, paired",
    "given": "Given lists of 20 to 100 candidates, as `daogou rank` takes them",
}


def show_personalisation(data: Path, *, json_out: bool = False, docs: Path | None = None) -> None:
    """Measure personalisation beside its baselines, show the tables and draw the picture.

    Raises RankingError when the data is not there.
    """
    from rich.console import Console

    from ranking.personal_tables import draw, personalisation_tables

    found = personalisation_tables(data, console=Console(stderr=True))
    tables = tuple(
        Table(TITLES[name], tuple(rows[0]), tuple(tuple(row.values()) for row in rows))
        for name, rows in found.items()
    )
    report = Report("personalisation", "daogou evaluate personalisation", tables, dict(found))
    if docs is not None:
        draw(found["catalogue"], docs.parent / "images" / "personalisation.svg")
    present(report, json_out=json_out, docs=docs)
