"""YAML as stories need it: with the line of every value, and with nothing read into plain words."""

import re
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import StoryError
from assistant.stories.types import Lines, Place, Route


class _Loader(yaml.SafeLoader):
    """Only ``true``, ``false``, ``null`` and numbers that keep their spelling are no texts: "no",
    "12:30", "50.00" and "007" are what shoppers say."""


_TAG = "tag:yaml.org,2002:"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in (_TAG + "null", _TAG + "merge")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_TAG + "bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    _TAG + "int", re.compile("^-?(?:0|[1-9][0-9]*)$"), list("-0123456789")
)
_Loader.add_implicit_resolver(
    _TAG + "float",
    re.compile(r"^-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])$"),
    list("-0123456789"),
)


def read_yaml(path: Path) -> tuple[Any, Lines]:
    """The content of a file and where each of its values stands.

    Raises:
        StoryError: the file is missing, not valid YAML, or says a key twice.
    """
    try:
        loader = _Loader(path.read_text("utf-8"))
        node = loader.get_single_node()
    except OSError as error:
        raise StoryError(f"{path} cannot be read: {error.strerror}.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1 if mark else 1)
        told = f"{error.problem}, column {mark.column + 1}" if mark else error.problem
        raise StoryError(f"{place}: not valid YAML: {told}; quotes may mend it.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StoryError(f"{path} is not valid YAML: {error}") from error
    lines: dict[Route, int] = {}
    if node is None:
        return None, Lines(path, lines)
    _note_lines(node, (), lines, path, ())
    return loader.construct_document(node), Lines(path, lines)


def _note_lines(
    node: yaml.Node, route: Route, lines: dict[Route, int], path: Path, around: tuple[int, ...]
) -> None:
    if id(node) in around:
        raise StoryError(f"{Place(path, node.start_mark.line + 1)}: a value holds itself.")
    lines.setdefault(route, node.start_mark.line + 1)
    around = (*around, id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(item, (*route, index), lines, path, around)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            line = key.start_mark.line + 1
            below = (*route, str(key.value))
            if below in lines and lines[below] != line and key.value != "<<":
                raise StoryError(f"{Place(path, line)}: '{key.value}' is said twice.")
            lines[below] = line
            _note_lines(value, below, lines, path, around)
