"""The scripted dialogues over the demo store, one test a story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.build import build_assistant
from assistant.dialogues import Story, read_stories, run_story

STORIES = read_stories([Path(__file__).parent])


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with build_assistant(data_folder=tmp_path_factory.mktemp("kept")) as built:
        yield built


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story(story: Story, assistant: Assistant) -> None:
    failure = run_story(story, assistant)
    if failure is not None:
        pytest.fail(failure.report(), pytrace=False)


def test_there_are_enough_stories() -> None:
    assert len({story.name for story in STORIES}) == len(STORIES) >= 15
