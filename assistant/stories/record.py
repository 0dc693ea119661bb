"""From a real conversation to a story that holds as long as the assistant answers alike."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import StoryError
from assistant.jsonable import constraints_from_json
from assistant.stories.limit_checks import readable
from assistant.types import Reply, Turn

HEADER = """\
# Recorded by `daogou dialogues --record`. It expects what came, product by product: keep what
# has to be so and take the rest away. docs/dialogues.md has all expectations.
"""
_SEARCHED = ("show_products", "nothing_fits", "nothing_found", "no_more", "recommend")
"""Actions whose limits are worth a line."""


def write_story(
    path: Path, name: str, turns: Sequence[Turn], shopper: str | None, *, store: str | None = None
) -> None:
    """Write a conversation as a file with one story.

    Args:
        store: what the story names as its store; None: that of the run.

    Raises:
        StoryError: there is nothing to write, or the file is there already or cannot be written.
    """
    if not turns:
        raise StoryError(f"The conversation '{name}' has no turns that could become a story.")
    story: dict[str, Any] = {"name": name}
    if store is not None:
        story["store"] = store
    if shopper is not None:
        story["shopper"] = shopper
    story["turns"] = [{"user": turn.user, "expect": expectations(turn.reply)} for turn in turns]
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(HEADER + as_yaml([story]))
    except FileExistsError as error:
        raise StoryError(f"{path} is there already: name another file for --record.") from error
    except OSError as error:
        raise StoryError(f"{path} cannot be written: {error.strerror}.") from error


def expectations(reply: Reply) -> dict[str, Any]:
    """What came, in the words of a story: intent, action, limits, the products in their order."""
    expect: dict[str, Any] = {"intent": reply.intent.value, "action": reply.action}
    limits = readable(constraints_from_json(reply.state.get("constraints", {})))
    if limits and reply.action in _SEARCHED:
        expect["constraints"] = limits
    if reply.cards:
        expect["products"] = {"ids": [card.product.id for card in reply.cards]}
    if reply.comparison:
        expect["comparison"] = [row[0] for row in reply.comparison[1:]]
    return expect


class _Dumper(yaml.SafeDumper):
    """Short lists on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _sequence(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    plain = all(isinstance(one, str | int | float) for one in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=plain)


_Dumper.add_representer(list, _sequence)


def as_yaml(stories: Sequence[Mapping[str, Any]]) -> str:
    """The stories as a tester would write them."""
    return yaml.dump(list(stories), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
