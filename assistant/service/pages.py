"""The shop's own pages (Markdown in ``policies``), quoted where they answer a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.service.product_questions import Evidence
from ranking.passages import content_words, likeness, overlap
from retrieval.text import words

LONGEST_QUOTE = 420
"""Characters; a longer paragraph is cut at a sentence."""
CERTAIN_OVERLAP = 0.8
"""Share of the question's words that a paragraph must speak to where it answers unasked."""
READ = 12
"""So many paragraphs are read by the model, those that share most words with the question."""
_MARKUP = re.compile(r"\[([^\]]+)\]\([^)]*\)|[*_`]{1,3}|^\s*(?:[-*+]|\d+\.)\s+|^>\s?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PagePassage:
    """One paragraph of a page."""

    page: str
    """Title of the page."""
    heading: str
    text: str


class ShopPages:
    """Finds the paragraph that answers a question about the shop's rules.

    Args:
        threshold: 0..1; below it no paragraph counts as an answer.
    """

    def __init__(
        self, passages: Sequence[PagePassage], evidence: Evidence, threshold: float
    ) -> None:
        self._passages = tuple(passages)
        self._titles = [frozenset(words(p.page)) for p in passages]
        self._headings = [content_words(p.heading) for p in passages]
        self._said = [frozenset(words(f"{p.page} {p.heading} {p.text}")) for p in passages]
        self._evidence = evidence
        self._threshold = threshold

    def answer(
        self, question: str, topic: str = "", *, certain: bool = False, on_topic: bool = False
    ) -> PagePassage | None:
        """The best paragraph; None: the pages do not say.

        Args:
            topic: words for what the question is about ("delivery"), which titles of pages may say.
            certain: nothing says that the question is for the pages at all, so the paragraph must
                speak to every word of it.
            on_topic: only pages whose title says a word of the topic.
        """
        asked, hint = content_words(question), content_words(topic)
        by_words = {
            row: 0.4 * overlap(asked, self._said[row])
            + 0.3 * likeness(asked, self._headings[row])
            + 0.15 * bool(overlap(hint, self._titles[row]))
            for row in range(len(self._passages))
            if not on_topic or overlap(hint, self._titles[row])
        }
        if not by_words or not asked:
            return None
        likely = sorted(by_words, key=lambda row: -by_words[row])[:READ]
        texts = [f"{self._passages[row].heading} {self._passages[row].text}" for row in likely]
        scores = self._evidence(question, texts)
        totals = {
            row: 0.25 * float(score) + by_words[row]
            for row, score in zip(likely, scores, strict=True)
        }
        best = max(likely, key=lambda row: totals[row])
        sure = not certain or overlap(asked, self._said[best]) >= CERTAIN_OVERLAP
        return self._passages[best] if sure and totals[best] > self._threshold else None


def load_pages(folder: Path) -> tuple[PagePassage, ...]:
    """Every paragraph of every ``*.md`` in a folder (which may be absent), by file name."""
    if not folder.is_dir():
        return ()
    found: list[PagePassage] = []
    for path in sorted(folder.glob("*.md")):
        found.extend(read_page(path.read_text("utf-8"), path.stem.replace("-", " ").capitalize()))
    return tuple(found)


def read_page(markdown: str, title: str) -> tuple[PagePassage, ...]:
    """The paragraphs of one page; its first heading is its title where it has one."""
    passages: list[PagePassage] = []
    heading = ""
    for block in re.split(r"\n\s*\n|\n(?=#)|(?<=\n)(?=\s*[-*+] )", _without_front(markdown)):
        text = block.strip()
        if text.startswith("#"):
            first, _, text = text.partition("\n")
            name = first.lstrip("#").strip()
            if first.startswith("# "):
                title, heading = name, ""
            else:
                heading = name
        text = " ".join(_MARKUP.sub(r"\1", text).split())
        if text:
            passages.append(PagePassage(title, heading, _cut(text)))
    return tuple(passages)


def _without_front(markdown: str) -> str:
    """The page without a front matter block."""
    if markdown.startswith("---\n"):
        _, _, rest = markdown[4:].partition("\n---\n")
        return rest
    return markdown


def _cut(text: str) -> str:
    if len(text) <= LONGEST_QUOTE:
        return text
    end = max(text.rfind(mark, 0, LONGEST_QUOTE) for mark in (". ", "! ", "? "))
    return text[: end + 1] if end > 0 else text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
