"""CSV and TSV: the delimiter and the encoding are found, broken quotes kept to their own line."""

import csv
import io
from collections.abc import Iterator

from retrieval.errors import CatalogueError
from retrieval.importers.report import Rejection
from retrieval.importers.source import Row, Rows, Source

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_LINES = 50
# A quote that is never closed would swallow the rest of the file; no honest cell is this long.
_LONGEST_CELL = 1 << 20
csv.field_size_limit(_LONGEST_CELL)


def read(source: Source) -> Rows:
    """Rows keyed by the header's names, with the line where each starts."""
    lines = list(io.StringIO(source.read_text(), newline=""))
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    delimiter = source.delimiter or _find_delimiter(lines[start : start + _SAMPLE_LINES])
    records = _records(lines, start, delimiter)
    _, header, _ = next(records, (0, None, False))
    if header is None:
        raise CatalogueError(f"{source.path.name} is empty: there is nothing to import.")
    if isinstance(header, str):
        raise CatalogueError(f"The header line of {source.path.name} cannot be read: {header}.")
    return _rows(records, _unique([name.strip() for name in header]))


def _rows(records: Iterator[tuple[int, list[str] | str, bool]], names: list[str]) -> Rows:
    width = len(names)
    for line, cells, mended in records:
        if isinstance(cells, str):
            yield Rejection(line, "", "broken quotes", cells)
        elif len(cells) > width and any(cell.strip() for cell in cells[width:]):
            reason = f"{len(cells)} cells, but the header has {width}"
            yield Rejection(line, "", "more cells than columns", reason)
        else:
            notes = ("quotes mended",) if mended else ()
            yield Row(line, dict(zip(names, cells, strict=False)), notes=notes)


def _records(
    lines: list[str], start: int, delimiter: str
) -> Iterator[tuple[int, list[str] | str, bool]]:
    """(line, cells or what is wrong, whether quotes were mended) of each record that is not blank.

    After an error, reading goes on with the line below, so that one bad quote costs one row.
    """
    width = 0
    while start < len(lines):
        rest = (lines[number] for number in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        begin = start
        try:
            for cells in reader:
                line, begin = begin + 1, start + reader.line_num
                if any(cell.strip() for cell in cells):
                    width = width or len(cells)
                    yield line, cells, False
            return
        except csv.Error as error:
            alone = _cells(lines[begin], delimiter)
            if width and len(alone) == width:
                yield begin + 1, alone, True
            else:
                yield begin + 1, f"quotes do not match ({error})", False
            start = begin + 1


def _cells(line: str, delimiter: str) -> list[str]:
    """Cells of one line on its own, its quotes read as well as they can be."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _find_delimiter(sample: list[str]) -> str:
    """The delimiter that gives the header the most columns and the rows the same number."""

    def fit(delimiter: str) -> tuple[float, int]:
        widths = [len(cells) for cells in csv.reader(sample, delimiter=delimiter) if cells]
        if not widths or widths[0] < 2:
            return 0.0, 0
        return sum(width == widths[0] for width in widths) / len(widths), widths[0]

    return max(_DELIMITERS, key=fit)


def _unique(names: list[str]) -> list[str]:
    """Column names, a number added to those that come again or are empty."""
    seen: dict[str, int] = {}
    result = []
    for place, name in enumerate(names, start=1):
        name = name or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return result
