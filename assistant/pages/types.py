"""What a page is cut into, and what an answer from the pages is. Frozen, plain values."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one section of a page, small enough to be quoted."""

    page: str
    """Title of the page."""
    headings: tuple[str, ...]
    """Headings above it, outermost first; empty before the first one."""
    sentences: tuple[str, ...]
    """As they stand on the page, markup removed; a list item or a table row counts as one."""
    about: str = ""
    """What the page says of itself in a line; empty: nothing."""
    source: str = ""
    """Name of the file it was read from."""
    url: str = ""
    """Where a shopper finds it, anchor included; empty: nowhere."""

    @property
    def heading(self) -> str:
        """The innermost heading; empty: none."""
        return self.headings[-1] if self.headings else ""

    @property
    def path(self) -> tuple[str, ...]:
        """Title and headings, outermost first."""
        return (self.page, *self.headings)

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or an entry of one, that could not be used."""

    source: str
    reason: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentences of a passage that answer a question."""

    passage: Passage
    text: str
    sure: float
    """How likely it answers, 0..1."""


@dataclass(frozen=True, slots=True)
class PagesAnswer:
    """What the pages say to a message."""

    quotes: tuple[Quote, ...] = ()
    """In the order of the questions, each passage once; empty: the pages do not say."""
    partly: bool = False
    """Whether the pages do not say to one of several questions."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading path with what stands under it, before it is cut into passages."""

    headings: tuple[str, ...]
    blocks: tuple[str, ...]
    """Paragraphs, lists and table rows in reading order."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as its reader found it."""

    title: str
    sections: Sequence[Section]
    about: str = ""
    url: str = ""
    """The page's own address where it names one."""
