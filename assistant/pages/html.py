"""Reads HTML pages, and Markdown by way of HTML."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.pages.types import Page, Section

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template nav header footer aside form button svg head iframe",
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div section article main ul ol li dl dd dt table tr blockquote pre details summary"
        " figure figcaption address body h1 h2 h3 h4 h5 h6 hr br",
    )
)
_LEVELS = {f"h{level}": level for level in range(1, 7)} | {"summary": 7, "dt": 7}
"""Questions of a list of questions and answers are headings too."""
_LISTED = 60
"""A list of at most so many words reads as one sentence with what introduces it."""
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def read_markdown(text: str, name: str) -> Page:
    """A Markdown page; its first heading of the first level is its title, else ``name``."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(_FRONT.sub("", text))
    return read_html(f"<html><body>{body}</body></html>", name)


def read_html(text: str | bytes, name: str) -> Page:
    """An HTML page: what its ``main`` holds, without navigation, scripts and forms.

    Args:
        name: the title where the page has neither a first heading nor a title.

    Raises ValueError when there is nothing to read.
    """
    from lxml import etree, html

    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError("it holds no text") from error
    body = next(iter(root.xpath("//main|//*[@role='main']")), None)
    if body is None:
        body = next(iter(root.xpath("//article")), root.find("body"))
    if body is None:
        body = root
    reader = _Reader()
    reader.walk(body)
    titles = root.xpath("//title/text()")
    title = reader.title or (re.split(r"\s[|–·]\s", titles[0])[0].strip() if titles else "")
    about = root.xpath("//meta[@name='description']/@content")
    links = root.xpath("//link[@rel='canonical']/@href")
    return Page(
        title or name,
        tuple(reader.sections()),
        " ".join(about[0].split()) if about else "",
        str(links[0]).strip() if links else "",
    )


class _Reader:
    """Walks a tree once, in order; inline text is gathered until a block ends."""

    def __init__(self) -> None:
        self.title = ""
        self._open: list[tuple[int, str]] = []
        self._anchor = ""
        self._found: list[tuple[tuple[str, ...], str, list[str]]] = []
        self._inline: list[str] = []

    def sections(self) -> Iterator[Section]:
        for headings, anchor, blocks in self._found:
            if blocks:
                yield Section(headings, tuple(blocks), anchor)

    def walk(self, element: "HtmlElement") -> None:
        tag = element.tag
        if not isinstance(tag, str) or (tag in _SKIPPED and not _holds_title(element)):
            return
        if tag in _LEVELS:
            self._flush()
            self._head(_LEVELS[tag], _text(element), _anchor(element))
            return
        if tag in ("ul", "ol") and element.find(".//ul") is None and element.find(".//ol") is None:
            self._flush()
            self._list([_text(item) for item in element.iterchildren("li")])
            return
        if tag == "table":
            self._flush()
            self._add_all(_rows(element))
            return
        block = tag in _BLOCKS
        if block:
            self._flush()
        self._inline.append(element.text or "")
        for child in element:
            self.walk(child)
            self._inline.append(child.tail or "")
        if block:
            self._flush()

    def _head(self, level: int, text: str, anchor: str) -> None:
        if not text:
            return
        if level == 1 and not self.title:
            self.title, self._open = text, []
        else:
            self._open = [(above, name) for above, name in self._open if above < level]
            self._open.append((level, text))
        self._anchor = anchor
        self._found.append((tuple(name for _, name in self._open), anchor, []))

    def _list(self, items: Sequence[str]) -> None:
        blocks = self._found[-1][2] if self._found else []
        short = sum(len(item.split()) for item in items) <= _LISTED
        single = all(len(re.findall(r"[.!?](?=\s)", item)) == 0 for item in items)
        if blocks and blocks[-1].endswith(":") and short and single:
            blocks[-1] = f"{blocks[-1]} {'; '.join(item.rstrip('.;') for item in items)}."
        else:
            self._add_all(items)

    def _flush(self) -> None:
        text = " ".join("".join(self._inline).split())
        self._inline = []
        self._add_all([text])

    def _add_all(self, texts: Sequence[str]) -> None:
        said = [text for text in texts if text]
        if said and not self._found:
            self._found.append(((), "", []))
        if said:
            self._found[-1][2].extend(said)


def _text(element: "HtmlElement") -> str:
    return " ".join(str(element.text_content()).split())


def _anchor(element: "HtmlElement") -> str:
    """The id that leads to a heading: its own, of an anchor in it, or of what it opens."""
    for found in element.xpath("@id|.//a/@id|.//a/@name"):
        return str(found)
    parent = element.getparent()
    opens = parent is not None and parent.tag in ("section", "details", "article", "div")
    return str(parent.get("id") or "") if opens and parent[0] is element else ""


def _rows(table: "HtmlElement") -> list[str]:
    """Each row as a sentence that names its columns: "Slot: before noon, price: $6." """
    rows = [[_text(cell) for cell in row.xpath("th|td")] for row in table.iter("tr")]
    rows = [row for row in rows if any(row)]
    first = next(iter(table.iter("tr")), None)
    headed = first is not None and not first.xpath("td") and len(rows) > 1
    if not headed:
        return [": ".join(cell for cell in row if cell) for row in rows]
    names, *body = rows
    return [
        ", ".join(
            f"{name}: {cell}" if name else cell
            for name, cell in zip(names, row, strict=False)
            if cell
        )
        + "."
        for row in body
    ]


def _holds_title(element: "HtmlElement") -> bool:
    """Whether a page's header is where its first heading stands."""
    return element.tag == "header" and element.find(".//h1") is not None
