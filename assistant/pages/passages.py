"""Cuts pages into passages. Pure."""

import re
from collections.abc import Iterator, Sequence

from assistant.pages.types import Page, Passage

WORDS = 90
"""A passage holds about so many words: what the models read of it."""
_NO_END = (
    r"(?<!\b[A-Z]\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\bMrs\.)"
    r"(?<!\bNo\.(?=\s\d))"
)
_END = re.compile(
    rf"(?:(?<=[.!?])|(?<=[.!?][\"”’')])){_NO_END}\s+(?=[A-Z0-9$€£\"“(\[])|(?<=[。！？])"
)


def passages_of(page: Page, source: str = "") -> tuple[Passage, ...]:
    """The passages of a page in reading order: a section each, a long section in several.

    Args:
        source: name of the file, kept with every passage.
    """
    return tuple(
        Passage(page.title, section.headings, part, page.about, source, _link(page, section.anchor))
        for section in page.sections
        for part in _parts([s for block in section.blocks for s in sentences_of(block)])
    )


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, white space made plain."""
    plain = " ".join(text.split())
    return tuple(part for part in _END.split(plain) if part.strip()) if plain else ()


def _parts(sentences: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Neighbouring sentences together, as even as they get, so that no part is a mere remainder."""
    lengths = [max(1, len(sentence.split())) for sentence in sentences]
    count = -(-sum(lengths) // WORDS)
    size = sum(lengths) / max(1, count)
    part: list[str] = []
    done = 0
    for sentence, length in zip(sentences, lengths, strict=True):
        part.append(sentence)
        done += length
        if done >= size:
            yield tuple(part)
            part, done = [], 0
    if part:
        yield tuple(part)


def _link(page: Page, anchor: str) -> str:
    return f"{page.url}#{anchor}" if page.url and anchor else page.url
