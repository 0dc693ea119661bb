"""Scripted dialogues: stories in YAML, checked against a real assistant (see docs/dialogues.md)."""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.dialogue_checks import CHECKS, Mismatch, check
from assistant.errors import StoryError
from assistant.types import Message, Reply, Turn


@dataclass(frozen=True, slots=True)
class Step:
    """One message and what must come of it."""

    user: str
    expect: dict[str, Any]
    lines: dict[str, int]
    """Line of each expectation in the file, 1-based; "" is the line of the message."""


@dataclass(frozen=True, slots=True)
class Story:
    """One scripted conversation."""

    name: str
    path: Path
    line: int
    shopper: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """The first turn of a story that went otherwise than written."""

    story: Story
    turn: int
    """1-based."""
    mismatches: tuple[Mismatch, ...]
    transcript: tuple[Turn, ...]

    def report(self) -> str:
        """file:line for each difference, then the conversation up to it."""
        step = self.story.steps[self.turn - 1]
        said = [f"{self.story.name}, turn {self.turn}: {step.user!r}"]
        for one in self.mismatches:
            line = step.lines.get(one.key, step.lines[""])
            said.append(f"{self.story.path}:{line}: {one.key}")
            said.append(f"  - {one.expected}")
            said.append(f"  + {one.found}")
        said.append("  transcript:")
        for turn in self.transcript:
            said.append(f"    shopper: {turn.user}")
            said.append(f"    daogou:  [{turn.reply.action}] {turn.reply.text}")
            said.extend(f"             {told(card.product)}" for card in turn.reply.cards)
        return "\n".join(said)


def run_story(story: Story, assistant: Any) -> Failure | None:
    """Play a story in a conversation of its own; None when it goes as written.

    Args:
        assistant: anything with ``reply(Message) -> Reply``.
    """
    conversation = f"story-{uuid.uuid4().hex}"
    transcript: list[Turn] = []
    for number, step in enumerate(story.steps, 1):
        reply: Reply = assistant.reply(Message(step.user, conversation, story.shopper))
        transcript.append(Turn(step.user, reply))
        mismatches = check(step.expect, reply)
        if mismatches:
            return Failure(story, number, tuple(mismatches), tuple(transcript))
    return None


def read_stories(paths: Sequence[Path]) -> list[Story]:
    """All stories of files and folders (``*.yaml`` below them), in order.

    Raises:
        StoryError: a file that is missing or not written as stories are.
    """
    stories: list[Story] = []
    for path in paths:
        if path.is_dir():
            stories.extend(story for file in sorted(path.rglob("*.yaml")) for story in _read(file))
        else:
            stories.extend(_read(path))
    if not stories:
        raise StoryError("There are no stories in these paths: name a YAML file or a folder.")
    return stories


def told(product: Any) -> str:
    """A product in one line of a transcript."""
    colours = f", {'/'.join(product.colours)}" if product.colours else ""
    return f"{product.id}  {product.title}, {product.brand}, {product.price}{colours}"


class _Lines(yaml.SafeLoader):
    """YAML with the line of every mapping key under ``_LINES``."""


_LINES = "\0lines"
_BOOL = "tag:yaml.org,2002:bool"
# "no" and "yes" are things that shoppers say.
_Lines.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Lines.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), list("tf"))


def _mapping(loader: _Lines, node: yaml.MappingNode) -> dict[Any, Any]:
    data: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    data[_LINES] = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    return data


_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _read(path: Path) -> Iterator[Story]:
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=_Lines)
    except OSError as error:
        raise StoryError(f"{path} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StoryError(f"{path} is not valid YAML: {error}") from error
    if not isinstance(data, list):
        raise StoryError(f"{path}:1: a file of stories is a list; begin each with '- name:'.")
    for entry in data:
        yield _story(entry, path)


def _story(entry: Any, path: Path) -> Story:
    if not isinstance(entry, dict) or not entry.get("name") or not entry.get("turns"):
        raise StoryError(f"{path}: every story needs a name and turns.")
    lines = entry[_LINES]
    _known(entry, {"name", "shopper", "turns"}, path)
    steps = []
    for turn in entry["turns"]:
        if not isinstance(turn, dict) or "user" not in turn:
            raise StoryError(f"{path}:{lines['turns']}: every turn needs a 'user' message.")
        _known(turn, {"user", "expect"}, path)
        expect = dict(turn.get("expect") or {})
        places = {**expect.pop(_LINES, {}), "": turn[_LINES]["user"]}
        for key, value in list(expect.items()):
            if key not in CHECKS:
                raise StoryError(
                    f"{path}:{places[key]}: there is no expectation '{key}'; "
                    f"choose one of {', '.join(sorted(CHECKS))}."
                )
            if isinstance(value, dict):
                for name, line in value.pop(_LINES, {}).items():
                    places[f"{key}.{name}"] = line
        steps.append(Step(str(turn["user"] or ""), expect, places))
    shopper = entry.get("shopper")
    return Story(
        str(entry["name"]),
        path,
        lines["name"],
        None if shopper is None else str(shopper),
        tuple(steps),
    )


def _known(entry: dict[Any, Any], names: set[str], path: Path) -> None:
    for key, line in entry[_LINES].items():
        if key not in names:
            raise StoryError(f"{path}:{line}: '{key}' is not one of {', '.join(sorted(names))}.")
