"""The stories of this folder are collected by the plugin; here is what must hold of all of them,
and that the examples of the documentation hold."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from assistant.stories.format import schema
from assistant.stories.read import read_file, read_stories
from assistant.stories.run import run_story
from assistant.stories.stores import Stores
from assistant.stories.types import Story, Verdict
from assistant.stories.yaml_file import read_yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHIPPED = ROOT / "assistant" / "stories" / "story.schema.json"
PAGE = ROOT / "docs" / "dialogues.md"
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def stories() -> list[Story]:
    return read_stories([HERE])


def test_every_file_of_stories_is_collected(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin("daogou")
    for path in (one for one in HERE.rglob("*.y*ml") if read_file(one)):
        assert path.name.endswith(".story.yaml")


def test_there_are_enough_stories_and_their_names_tell_them_apart() -> None:
    names = Counter((story.store, story.name) for story in stories())
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) >= 120


def test_every_story_expects_something() -> None:
    assert [story.name for story in stories() if not any(s.expect for s in story.steps)] == []


def test_the_shipped_schema_is_that_of_the_format() -> None:
    """After a change: daogou dialogues --schema > assistant/stories/story.schema.json"""
    assert json.loads(SHIPPED.read_text("utf-8")) == schema()
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", sorted(HERE.rglob("*.y*ml")), ids=lambda path: path.name)
def test_every_story_of_ours_fits_the_schema(path: Path) -> None:
    problems = Draft202012Validator(schema()).iter_errors(read_yaml(path)[0])
    assert [f"{one.json_path}: {one.message}" for one in problems] == []


@pytest.mark.parametrize(
    "text", EXAMPLES, ids=lambda text: str(text).split("name:")[1].split("\n")[0]
)
def test_the_examples_of_the_documentation_hold(
    text: str, tmp_path: Path, daogou_stores: Stores
) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(text, "utf-8")
    assert not list(Draft202012Validator(schema()).iter_errors(read_yaml(path)[0]))
    for story in read_file(path):
        result = run_story(story, daogou_stores)
        expected = Verdict.PENDING if story.pending else Verdict.HELD
        assert result.verdict is expected, result.report()


def test_the_documentation_has_examples() -> None:
    assert len(EXAMPLES) >= 5
