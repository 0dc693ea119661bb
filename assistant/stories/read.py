"""From files to stories: checked, with includes put in and tables spread out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import StoryError
from assistant.stories.fields import UNKNOWN_KEY
from assistant.stories.format import File
from assistant.stories.types import Lines, Route, ShopperChoice, Step, StoreChoice, Story
from assistant.stories.variables import NoSuchValue, fill, names_in
from assistant.stories.yaml_file import read_yaml

SETTINGS = ("store", "shopper", "set")
"""What a file may say for all its stories."""


def read_stories(paths: Sequence[Path]) -> list[Story]:
    """All stories of files and folders (``*.yaml`` and ``*.yml`` below them), in order.

    Raises:
        StoryError: a file that is missing or not written as stories are; the sentence has the line.
    """
    stories = [story for path in paths for file in _files(path) for story in read_file(file)]
    if not stories:
        raise StoryError("There are no stories in these paths: name a YAML file or a folder.")
    return stories


def read_file(path: Path) -> list[Story]:
    """The stories of one file; none when it only has shared steps. The same errors."""
    file = _open(path)
    return [story for index in range(len(file.stories)) for story in _stories(file, index)]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml"))


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the right shape."""

    settings: Mapping[str, Any]
    stories: Sequence[Mapping[str, Any]]
    stories_at: Lines
    steps: Mapping[str, Any]
    lines: Lines


def _open(path: Path) -> _File:
    data, lines = read_yaml(path)
    if not isinstance(data, list | dict):
        raise StoryError(f"{path}:1: a file of stories is a list; begin each with '- name:'.")
    try:
        File.model_validate(data)
    except ValidationError as error:
        raise StoryError(explain(error, data, lines)) from error
    if isinstance(data, list):
        return _File({}, data, lines, {}, lines)
    settings = {name: data[name] for name in SETTINGS if data.get(name) is not None}
    stories = data.get("stories") or ()
    return _File(settings, stories, lines.below("stories"), data.get("steps") or {}, lines)


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


def _stories(file: _File, index: int) -> Iterator[Story]:
    """One story, or one a row of its table."""
    entry, lines = file.stories[index], file.stories_at.below(index)
    settings = {**file.settings, **entry}
    given = {**(file.settings.get("set") or {}), **(entry.get("set") or {})}
    steps = tuple(_steps(file, entry["turns"], lines.below("turns"), (), ()))
    rows: Sequence[Mapping[str, Any]] = entry.get("each") or ({},)
    for row in rows:
        variables = {**given, **row}
        _check_variables(steps, variables)
        yield Story(
            name=_name(str(entry["name"]), variables, row, lines),
            steps=steps,
            lines=lines,
            shopper=_shopper(settings.get("shopper"), variables, lines),
            store=_store(settings.get("store"), lines),
            variables=variables,
            pending=str(entry.get("pending") or ""),
        )


def _steps(
    file: _File,
    entries: Sequence[Mapping[str, Any]],
    lines: Lines,
    given: tuple[Mapping[str, Any], ...],
    within: tuple[tuple[Path, str], ...],
) -> Iterator[Step]:
    for index, entry in enumerate(entries):
        at = lines.below(index)
        if "include" not in entry:
            expect, save = entry.get("expect") or {}, entry.get("save") or {}
            yield Step(str(_or_empty(entry["user"])), expect, save, at, given)
            continue
        other, name = _included(file, str(entry["include"]), at)
        key = (other.lines.path, name)
        if key in within:
            raise StoryError(f"{at.at(('include',))}: the steps '{name}' include themselves.")
        yield from _steps(
            other,
            other.steps[name],
            other.lines.below("steps", name),
            (*given, entry.get("with") or {}),
            (*within, key),
        )


def _included(file: _File, include: str, at: Lines) -> tuple[_File, str]:
    path, mark, name = include.rpartition("#")
    other = _open((at.path.parent / path).resolve()) if mark else file
    if name not in other.steps:
        known = ", ".join(other.steps) or "none"
        raise StoryError(
            f"{at.at(('include',))}: {other.lines.path.name} has no steps '{name}'; it has {known}."
        )
    return other, name


def _check_variables(steps: Sequence[Step], variables: Mapping[str, Any]) -> None:
    """Say now which variable nothing sets, rather than in the middle of a run."""
    known = set(variables)
    for step in steps:
        here = known.union(*step.given)
        for route, value in (("user", step.user), ("expect", step.expect), ("save", step.save)):
            for name in names_in(value):
                if name not in here:
                    told = ", ".join(sorted(here)) or "none are"
                    raise StoryError(
                        f"{step.lines.at((route,))}: nothing sets the variable '{name}' before "
                        f"this turn; set: {told}."
                    )
        known |= set(step.save)


def _name(name: str, variables: Mapping[str, Any], row: Mapping[str, Any], lines: Lines) -> str:
    if "{{" not in name:
        told = ", ".join(str(value) for value in row.values())
        return f"{name} [{told}]" if told else name
    try:
        return str(fill(name, variables))
    except NoSuchValue as error:
        raise StoryError(f"{lines.at(('name',))}: {error}.") from error


def _shopper(value: Any, variables: Mapping[str, Any], lines: Lines) -> ShopperChoice | None:
    if value is None:
        return None
    try:
        chosen = fill(value, variables)
    except NoSuchValue as error:
        raise StoryError(f"{lines.at(('shopper',))}: {error}.") from error
    if not isinstance(chosen, Mapping):
        return ShopperChoice(str(chosen))
    return ShopperChoice(
        events=tuple(
            (str(kind), str(product_id))
            for event in chosen["events"]
            for kind, ids in event.items()
            for product_id in (ids if isinstance(ids, list) else [ids])
        )
    )


def _store(value: Any, lines: Lines) -> StoreChoice | None:
    """A path is taken from the folder of the story, where there is such a file."""
    if value is None:
        return None
    folder = lines.path.parent
    if isinstance(value, Mapping):
        mapping = value.get("mapping")
        return StoreChoice(
            str((folder / value["catalogue"]).resolve()),
            None if mapping is None else (folder / mapping).resolve(),
        )
    path = folder / str(value)
    return StoreChoice(str(path.resolve()) if path.exists() else str(value))


def _or_empty(value: Any) -> Any:
    return "" if value is None else value
