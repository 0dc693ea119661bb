"""Reads the shop's pages from files and folders, each by what it holds."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from assistant.pages.guidelines import is_guidelines, read_guidelines
from assistant.pages.html import read_html, read_markdown
from assistant.pages.passages import passages_of
from assistant.pages.pdf import read_pdf
from assistant.pages.question_lists import json_lines, read_rows, table_rows
from assistant.pages.types import Page, Passage, Problem

Read = tuple[Sequence[Page], Sequence[str]]
"""Pages, and the reasons why entries could not be used."""


def read_sources(
    sources: Sequence[Path],
    base_url: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[tuple[Passage, ...], tuple[Problem, ...]]:
    """The passages of files and folders in order, and what could not be used of them.

    Folders are read with what lies below them; in these, files of other kinds are passed over, and
    so are links that lead out of the folder: what lies elsewhere was not meant to be published.

    Args:
        base_url: address under which the files are found; empty: nowhere.
        progress: told (files done since the last call, files in all).
    """
    files = [(file, named) for source in sources for file, named in _files(source)]
    passages: list[Passage] = []
    problems: list[Problem] = []
    for file, named in files:
        try:
            pages, reasons = _read(file)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            problems.append(Problem(named, f"{named} was left out: {reason}."))
            pages, reasons = (), ()
        address = f"{base_url.rstrip('/')}/{quote(named)}" if base_url else ""
        found = [
            passage
            for page in pages
            for passage in passages_of(replace(page, url=page.url or address), named)
        ]
        if pages and not found and not reasons:
            reasons = (f"{named} was left out: it holds no text.",)
        problems.extend(Problem(named, reason) for reason in reasons)
        passages.extend(found)
        if progress:
            progress(1, len(files))
    return tuple(passages), tuple(problems)


def readable(file: Path) -> bool:
    """Whether a file is of a kind that can hold pages."""
    return file.suffix.casefold() in _KINDS


def _files(source: Path) -> Iterator[tuple[Path, str]]:
    """Files with the names by which they are spoken of."""
    if not source.is_dir():
        yield source, source.name
        return
    root = source.resolve()
    for file in sorted(source.rglob("*")):
        page = file.is_file() and readable(file)
        if page and file.resolve().is_relative_to(root):
            yield file, file.relative_to(source).as_posix()


def _read(file: Path) -> Read:
    """Raises OSError, ValueError."""
    kind = _KINDS.get(file.suffix.casefold())
    if kind is None:
        raise ValueError(
            f"{file.suffix or 'a file without an ending'} is none of {', '.join(_KINDS)}"
        )
    name = file.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    try:
        return kind(file.read_bytes(), name)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None


def _json(data: bytes, name: str) -> Read:
    try:
        found = json.loads(_text(data))
    except ValueError as error:
        raise ValueError(f"it is not valid JSON ({error})") from error
    if is_guidelines(found):
        return read_guidelines(found, name), ()
    rows = (
        next((v for v in found.values() if isinstance(v, list)), None)
        if isinstance(found, dict)
        else found
    )
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(
            "it is neither a list of questions and answers nor a retailer's guidelines"
        )
    return read_rows(rows, name)


def _lines(data: bytes, name: str) -> Read:
    return read_rows(json_lines(_text(data)), name)


def _table(delimiter: str) -> Callable[[bytes, str], Read]:
    return lambda data, name: read_rows(table_rows(_text(data), delimiter), name)


def _one(read: Callable[[Any, str], Page], *, text: bool = False) -> Callable[[bytes, str], Read]:
    return lambda data, name: ((read(_text(data) if text else data, name),), ())


_KINDS: Mapping[str, Callable[[bytes, str], Read]] = {
    ".md": _one(read_markdown, text=True),
    ".markdown": _one(read_markdown, text=True),
    ".txt": _one(read_markdown, text=True),
    ".html": _one(read_html),
    ".htm": _one(read_html),
    ".pdf": _one(read_pdf),
    ".json": _json,
    ".jsonl": _lines,
    ".csv": _table(","),
    ".tsv": _table("\t"),
}
