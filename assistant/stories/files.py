"""Opening a file of stories: read, checked, and its errors told with their lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import StoryError
from assistant.stories.fields import UNKNOWN_KEY
from assistant.stories.format import File
from assistant.stories.types import Lines, Route
from assistant.stories.yaml_file import read_yaml

SETTINGS = ("store", "shopper", "set", "now")
"""What a file may say for all its stories."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file of the right shape."""

    settings: Mapping[str, Any]
    stories: Sequence[Mapping[str, Any]]
    stories_at: Lines
    steps: Mapping[str, Any]
    lines: Lines


def open_file(path: Path) -> OpenFile:
    """A file, checked against the format.

    Raises:
        StoryError: it is missing or not written as stories are; the sentence has the line.
    """
    data, lines = read_yaml(path)
    if not isinstance(data, list | dict):
        raise StoryError(f"{path}:1: a file of stories is a list; begin each with '- name:'.")
    try:
        File.model_validate(data)
    except ValidationError as error:
        raise StoryError(explain(error, data, lines)) from error
    if isinstance(data, list):
        return OpenFile({}, data, lines, {}, lines)
    settings = {name: data[name] for name in SETTINGS if data.get(name) is not None}
    stories = data.get("stories") or ()
    return OpenFile(settings, stories, lines.below("stories"), data.get("steps") or {}, lines)


def explain(error: ValidationError, data: Any, lines: Lines) -> str:
    """The first thing that is wrong, with its line and what would be right.

    Args:
        data: what was validated, ``lines`` where it stands.
    """
    first = error.errors()[0]
    route = _route(first["loc"], data)
    said = first["msg"].removeprefix("Value error, ")
    if first["type"] == UNKNOWN_KEY:
        return f"{lines.at((*route, first['ctx']['key']))}: {said}"
    if first["type"] == "missing":
        return f"{lines.at(route)}: '{first['loc'][-1]}' is missing here."
    name = f"'{route[-1]}'" if route else "this"
    return f"{lines.at(route)}: {name} cannot be used: {said[0].lower()}{said[1:]}."


def _route(where: Sequence[str | int], data: Any) -> Route:
    """The way in the file, without what validation put in between."""
    route: list[str | int] = []
    for part in where:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            continue
        route.append(part)
    return tuple(route)
