"""What the page encoder learns from: shops made up for it, and the examples of topics. Text files.

A shop's file (``lessons/*.txt``) holds headings as in Markdown, under each the questions that it
answers (``? ...``) and what it says.
"""

from dataclasses import dataclass
from pathlib import Path

from assistant.pages.topics import EXAMPLES

LESSONS = Path(__file__).parent / "lessons"


@dataclass(frozen=True, slots=True)
class Section:
    """A section with questions that it answers."""

    path: tuple[str, ...]
    questions: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with questions on it and what shops say to them."""

    field: str
    """What it belongs to; topics of one field are near each other."""
    name: str
    questions: tuple[str, ...]
    said: tuple[str, ...]


def lesson_shops() -> dict[str, list[Section]]:
    """The sections of each shop that say something."""
    return {file.stem: _sections(file.read_text("utf-8")) for file in sorted(LESSONS.glob("*.txt"))}


def lesson_topics() -> list[Topic]:
    """The topics in the order of their files."""
    return [
        _topic(file.stem, part)
        for file in sorted(EXAMPLES.glob("*.txt"))
        for part in f"\n{file.read_text('utf-8')}".split("\n# ")[1:]
    ]


def _sections(text: str) -> list[Section]:
    path: tuple[str, ...] = ()
    found = []
    for part in f"\n{text}".split("\n#")[1:]:
        heading, *lines = part.splitlines()
        depth = len(heading) - len(heading.lstrip("#"))
        path = (*path[:depth], heading.lstrip("# "))
        asked = tuple(line.removeprefix("? ") for line in lines if line.startswith("? "))
        said = " ".join(line for line in lines if line and not line.startswith("? "))
        if said:
            found.append(Section(path, asked, said))
    return found


def _topic(field: str, part: str) -> Topic:
    name, *lines = filter(None, part.splitlines())
    return Topic(
        field,
        name,
        tuple(line for line in lines if not line.startswith("= ")),
        tuple(line.removeprefix("= ") for line in lines if line.startswith("= ")),
    )
