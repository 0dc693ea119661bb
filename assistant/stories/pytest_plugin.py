"""A pytest plugin: ``*.story.yaml`` files, and files that the settings name, are tests.

Installed with Daogou as an entry point, so that ``pytest`` finds it. Nothing of Daogou is loaded
before the first file of stories is met.

Settings (pytest.ini, or ``[tool.pytest.ini_options]``):
    daogou_stories   patterns of further files to collect, such as ``dialogues/*.yaml``
    daogou_store     store of the stories that name none (option ``--daogou-store``)
    daogou_latency   false: expectations of ``latency_ms`` do not count (option
                     ``--daogou-no-latency``)
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.stories.stores import Stores
    from assistant.stories.types import Story

SUFFIXES = (".story.yaml", ".story.yml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and settings above."""
    group = parser.getgroup("daogou", "scripted dialogues")
    group.addoption("--daogou-store", help="Store of the stories that name none.")
    group.addoption(
        "--daogou-no-latency", action="store_true", help="Pass expectations of latency_ms over."
    )
    parser.addini("daogou_stories", "Files of stories to collect.", "args", [])
    parser.addini("daogou_store", "Store of the stories that name none.", default="")
    parser.addini("daogou_latency", "Whether latency_ms counts.", "bool", True)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Files of stories, told by their names."""
    patterns = parent.config.getini("daogou_stories")
    if file_path.name.endswith(SUFFIXES) or any(map(file_path.match, patterns)):
        return StoryFile.from_parent(parent, path=file_path)
    return None


@pytest.fixture(scope="session")
def daogou_stores(pytestconfig: pytest.Config) -> "Stores":
    """The assistants of this run, shared with the stories; closed at its end."""
    return _stores(pytestconfig)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let go of the assistant."""
    stores = config.stash.get(_STORES, None)
    if stores is not None:
        stores.close()


class StoryFile(pytest.File):
    """One file; a story, or a row of its table, is one test."""

    def collect(self) -> Iterator[pytest.Item]:
        """The stories in their order."""
        from assistant.errors import StoryError
        from assistant.stories.read import read_file

        try:
            stories = read_file(self.path)
        except StoryError as error:
            raise self.CollectError(str(error)) from error
        for story in stories:
            yield StoryItem.from_parent(self, name=story.name, story=story)


class StoryItem(pytest.Item):
    """One story."""

    def __init__(self, *, story: "Story", **rest: Any) -> None:
        super().__init__(**rest)
        self.story = story

    def runtest(self) -> None:
        """Play it; a failure has the diff and the transcript, not a stack."""
        from assistant.stories.run import run_story
        from assistant.stories.types import Verdict

        latency = self.config.getini("daogou_latency") and not self.config.getoption(
            "--daogou-no-latency"
        )
        result = run_story(self.story, _stores(self.config), latency=latency)
        if not result.good:
            pytest.fail(result.report(), pytrace=False)
        if result.verdict is Verdict.SKIPPED:
            pytest.skip(result.reason)
        if result.verdict is Verdict.PENDING:
            pytest.xfail(result.reason)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the story begins; lines count from 0 here."""
        return self.path, self.story.line - 1, self.story.name


_STORES: "pytest.StashKey[Stores]" = pytest.StashKey()


def _stores(config: pytest.Config) -> "Stores":
    from assistant.stories.stores import Stores
    from assistant.stories.types import StoreChoice

    if _STORES not in config.stash:
        named = config.getoption("--daogou-store") or config.getini("daogou_store")
        chosen = StoreChoice(str(named)) if named else None
        config.stash[_STORES] = Stores(chosen, progress=False)
    return config.stash[_STORES]
