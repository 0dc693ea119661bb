"""One result, three ways to show it: tables in the terminal, JSON, a section of a Markdown file."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Cell = str | float | int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; shares are floats and shown with three decimals."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one ``daogou evaluate`` found."""

    name: str
    command: str
    tables: tuple[Table, ...]
    values: Mapping[str, Any]
    """The same numbers for machines."""


def present(report: Report, *, json_out: bool = False, docs: Path | None = None) -> None:
    """Print the report, as JSON with ``json_out``; write its section of ``docs`` when given."""
    if docs is not None:
        write_section(docs, report)
    if json_out:
        print(json.dumps(report.values, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table as RichTable

    console = Console()
    for table in report.tables:
        rich = RichTable(title=table.title, title_justify="left")
        for number, column in enumerate(table.columns):
            rich.add_column(column, justify="left" if number == 0 else "right")
        for row in table.rows:
            rich.add_row(*map(_shown, row))
        console.print(rich)


def write_section(path: Path, report: Report) -> None:
    """Replace what stands between the markers ``<!-- NAME -->`` and ``<!-- /NAME -->``, or append
    it with them: so the text around the tables stays as it was written."""
    begin, end = f"<!-- {report.name} -->", f"<!-- /{report.name} -->"
    parts = [begin, f"Made by `{report.command}`.", *map(_markdown, report.tables), end]
    section = "\n\n".join(parts)
    text = path.read_text("utf-8") if path.exists() else ""
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if pattern.search(text):
        text = pattern.sub(lambda _: section, text)
    else:
        text = f"{text.rstrip()}\n\n{section}\n".lstrip()
    path.write_text(text, "utf-8")


def _markdown(table: Table) -> str:
    lines = [f"**{table.title}**", "", _line(table.columns)]
    lines.append(_line(["---", *["---:"] * (len(table.columns) - 1)]))
    lines.extend(_line([_shown(cell) for cell in row]) for row in table.rows)
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(cell: Cell) -> str:
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
