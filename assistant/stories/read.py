"""From files to stories: checked, with includes put in and tables spread out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import StoryError
from assistant.stories.files import OpenFile, open_file
from assistant.stories.types import Lines, ShopperChoice, Step, StoreChoice, Story
from assistant.stories.variables import NoSuchValue, fill, names_in

PENDING = "pending"
"""In a story, or in a row of its table for that row alone."""


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
    file = open_file(path)
    return [story for index in range(len(file.stories)) for story in _stories(file, index)]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml"))


def _stories(file: OpenFile, index: int) -> Iterator[Story]:
    """One story, or one a row of its table."""
    entry, lines = file.stories[index], file.stories_at.below(index)
    settings = {**file.settings, **entry}
    given = {**(file.settings.get("set") or {}), **(entry.get("set") or {})}
    steps = tuple(_steps(file, entry["turns"], lines.below("turns"), (), ()))
    rows: Sequence[Mapping[str, Any]] = entry.get("each") or ({},)
    _check_table(rows, lines)
    for row in rows:
        values = {name: value for name, value in row.items() if name != PENDING}
        variables = {**given, **values}
        _check_variables(steps, variables)
        yield Story(
            name=_name(str(entry["name"]), variables, values, lines),
            steps=steps,
            lines=lines,
            shopper=_shopper(settings.get("shopper"), variables, lines),
            store=_store(settings.get("store"), lines),
            variables=variables,
            pending=str(row.get(PENDING) or entry.get(PENDING) or ""),
            now=_moment(settings.get("now")),
            after=entry.get("after"),
        )


def _check_table(rows: Sequence[Mapping[str, Any]], lines: Lines) -> None:
    """A row that sets other variables than the first is a slip, often a comma without quotes."""
    for index, row in enumerate(rows):
        other = sorted((rows[0].keys() ^ row.keys()) - {PENDING})
        if other:
            raise StoryError(
                f"{lines.at(('each', index))}: this row and the first differ in '{other[0]}'; "
                "every row sets the same variables, and a value with a comma needs quotes."
            )


def _steps(
    file: OpenFile,
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


def _included(file: OpenFile, include: str, at: Lines) -> tuple[OpenFile, str]:
    path, mark, name = include.rpartition("#")
    other = open_file((at.path.parent / path).resolve()) if mark else file
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


def _moment(value: Any) -> datetime | None:
    """A time as YAML or the story has it."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value


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
