"""Questions with the passage that answers them, read from YAML for fitting and measuring.

    - {question: ..., page: title, heading: heading or [several that answer alike]}
    - {question: ..., answerable: false}

"topic" and "subtopic" are read as page and heading.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError
from assistant.pages.types import Passage


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and where its answer stands."""

    question: str
    page: str = ""
    """Empty: no page answers it."""
    headings: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether a page answers it."""
        return bool(self.page)

    def answered_by(self, passage: Passage) -> bool:
        """Whether a passage stands under one of the headings that answer."""
        path = [_plain(part) for part in passage.path]
        return (
            self.answerable
            and _plain(self.page) in path
            and any(_plain(heading) in path for heading in self.headings)
        )


def read_questions(file: Path) -> tuple[Asked, ...]:
    """The questions of a file. Raises SettingsError when it cannot be read."""
    import yaml

    try:
        rows = yaml.safe_load(file.read_text("utf-8"))
        return tuple(_asked(row) for row in rows)
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{file} is no list of questions with page and heading ({error}); see docs/policies.md."
        ) from error


def unknown_places(asked: Sequence[Asked], passages: Sequence[Passage]) -> list[str]:
    """Pages and headings that answer by their label but are not among the passages."""
    return [
        f"{one.page}: {' or '.join(one.headings)}"
        for one in asked
        if one.answerable and not any(map(one.answered_by, passages))
    ]


def _asked(row: dict[str, object]) -> Asked:
    if row.get("answerable", True) is False:
        return Asked(str(row["question"]))
    page = row.get("page") or row["topic"]
    heading = row.get("heading") or row["subtopic"]
    headings = heading if isinstance(heading, list) else [heading]
    return Asked(str(row["question"]), str(page), tuple(map(str, headings)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ").casefold()))
