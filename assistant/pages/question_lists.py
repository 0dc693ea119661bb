"""Reads lists of questions and answers: JSON, JSON Lines, CSV and TSV."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.pages.types import Page, Section

QUESTION = ("question", "q", "frage", "问题")
ANSWER = ("answer", "a", "text", "antwort", "答案")
TOPIC = ("topic", "title", "category", "page", "section")
URL = ("url", "link", "href")


def read_rows(rows: Sequence[Mapping[str, Any]], name: str) -> tuple[list[Page], list[str]]:
    """Pages by topic, and the reasons why rows could not be used.

    Args:
        name: the title of the page of the rows that name no topic.
    """
    sections: dict[tuple[str, str], list[Section]] = {}
    reasons: list[str] = []
    for number, row in enumerate(rows, 1):
        fields = {str(k).strip().casefold(): str(v).strip() for k, v in row.items() if v}
        question, answer = _first(fields, QUESTION), _first(fields, ANSWER)
        if not question or not answer:
            lacks = "question" if not question else "answer"
            reasons.append(f"Entry {number} has no {lacks}: give it one.")
            continue
        key = (_first(fields, TOPIC) or name, _first(fields, URL))
        blocks = tuple(block for block in answer.splitlines() if block.strip())
        sections.setdefault(key, []).append(Section((question,), blocks))
    pages = [Page(topic, tuple(found), url=url) for (topic, url), found in sections.items()]
    return pages, reasons


def table_rows(text: str, delimiter: str) -> list[Mapping[str, Any]]:
    """The rows of a CSV or TSV file with a header. Raises ValueError."""
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ValueError(f"it is no table ({error})") from error
    if not rows or not any(name and name.strip().casefold() in QUESTION for name in rows[0]):
        raise ValueError("its first line names no column 'question'")
    return [{k: v for k, v in row.items() if k is not None} for row in rows]


def json_lines(text: str) -> list[Mapping[str, Any]]:
    """The objects of a JSON Lines file. Raises ValueError."""
    rows: list[Mapping[str, Any]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ValueError(f"line {number} is not valid JSON") from error
            rows.append(row if isinstance(row, dict) else {})
    return rows


def _first(fields: Mapping[str, str], names: Iterable[str]) -> str:
    return next((fields[name] for name in names if name in fields), "")
