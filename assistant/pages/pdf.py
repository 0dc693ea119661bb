"""Reads PDF files: headings are told from text by the size and weight of their letters."""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from assistant.pages.types import Page, Section

if TYPE_CHECKING:
    from pypdf import PageObject

Matrix = Sequence[float]
"""Scale, skew and place, as PDF has them."""
LARGER = 1.12
"""Letters so much larger than most of the text's make a heading."""
HEADING_WORDS = 14
EDGE = 2
"""So many lines at the top and at the foot of a sheet may be its header and footer."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    bold: bool
    page: int
    gap: float
    """To the line above, in heights of a letter."""


def read_pdf(data: bytes, name: str) -> Page:
    """A PDF as one page; sections know the number of the sheet they begin on.

    Raises ValueError when it is locked, damaged, or holds no text (a scan).
    """
    lines = _lines(data)
    if not lines:
        raise ValueError("it holds no text, perhaps only scanned pictures")
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    usual = letters.most_common(1)[0][0]
    heads = [line for line in lines if _is_heading(line, usual)]
    sizes = sorted({line.size for line in heads}, reverse=True)
    largest = [line for line in heads if line.size == sizes[0]] if sizes else []
    title = largest[0] if len(largest) == 1 and largest[0].page == lines[0].page else None
    page_title = title.text if title else name
    return Page(page_title, tuple(_sections(lines, title, sizes, usual)))


def _sections(
    lines: Sequence[_Line], title: _Line | None, sizes: Sequence[float], usual: float
) -> Iterator[Section]:
    open_: list[tuple[int, str]] = []
    blocks: list[str] = []
    sheet = lines[0].page

    def section() -> Section:
        return Section(tuple(text for _, text in open_), tuple(blocks), f"page={sheet}")

    before: _Line | None = None
    for line in lines:
        if line is title:
            before = None
            continue
        if _is_heading(line, usual):
            level = sizes.index(line.size)
            goes_on = not blocks and open_ and open_[-1][0] == level and before is not None
            if goes_on and before is not None and _is_heading(before, usual) and line.gap < 2:
                open_[-1] = (level, f"{open_[-1][1]} {line.text}")
            else:
                if blocks:
                    yield section()
                open_ = [(above, text) for above, text in open_ if above < level]
                open_.append((level, line.text))
                sheet = line.page
            blocks = []
        elif blocks and before is not None and line.gap < 1.9 and not _begins(line.text):
            blocks[-1] = f"{blocks[-1].removesuffix('-')} {line.text}"
        else:
            blocks.append(line.text)
        before = line
    if blocks:
        yield section()


def _is_heading(line: _Line, usual: float) -> bool:
    short = len(line.text.split()) <= HEADING_WORDS and not line.text.endswith((".", ";", ","))
    return short and (line.size >= usual * LARGER or (line.bold and line.size >= usual))


def _begins(text: str) -> bool:
    """Whether a line begins an item of a list."""
    return text.startswith(("•", "–", "- ", "* ", "·"))


def _lines(data: bytes) -> list[_Line]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every slip in a file
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("it is locked with a password")
        sheets = [tuple(_sheet(sheet, number)) for number, sheet in enumerate(reader.pages, 1)]
    except (PyPdfError, OSError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"it is no readable PDF ({type(error).__name__})") from error
    running = _running(sheets)
    return [line for sheet in sheets for line in sheet if _plain(line) not in running]


def _running(sheets: Sequence[Sequence[_Line]]) -> set[str]:
    """Headers and footers: what stands at the edge of two sheets or more, whatever the number."""
    edges = Counter(
        plain
        for sheet in sheets
        for plain in {_plain(line) for line in (*sheet[:EDGE], *sheet[-EDGE:])}
    )
    return {plain for plain, count in edges.items() if count > 1}


def _plain(line: _Line) -> str:
    return re.sub(r"\d+", "", line.text)


def _sheet(sheet: "PageObject", number: int) -> Iterator[_Line]:
    """The lines of one sheet from top to bottom."""
    found: list[tuple[str, float, float, bool]] = []

    def take(
        text: str, outer: Matrix, inner: Matrix, font: dict[str, Any] | None, size: float
    ) -> None:
        if text.strip():
            scale = abs(outer[3]) or 1.0
            height = inner[5] * outer[3] + outer[5]
            name = str((font or {}).get("/BaseFont", ""))
            real = round(size * (abs(inner[3]) or 1.0) * scale, 1)
            found.append((" ".join(text.split()), real, height, "Bold" in name))

    sheet.extract_text(visitor_text=take)
    line: list[str] = []
    for place, (text, size, height, bold) in enumerate(found):
        line.append(text)
        after = found[place + 1] if place + 1 < len(found) else None
        if after is None or abs(after[2] - height) > size / 3:
            first = found[place + 1 - len(line)]
            above = found[place - len(line)][2] if place >= len(line) else first[2]
            gap = abs(above - first[2]) / max(size, 1.0)
            whole = all(found[place - back][3] for back in range(len(line)))
            yield _Line(" ".join(line), size, bold and whole, number, gap)
            line = []
