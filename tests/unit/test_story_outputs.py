"""What a run of stories leaves: the summary, JUnit XML, and stories made of conversations."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from story_files import SOCKS, play_text
from tiny_shop import Talk, tiny_assistant

from assistant.assistant import Assistant
from assistant.errors import StoryError
from assistant.stories.junit import write_junit
from assistant.stories.record import write_story
from assistant.stories.run import by_store, summary, turn_p95
from assistant.stories.types import Result, Verdict

STORIES = (
    SOCKS
    + """\
- name: "wrong \\x01 & <odd>"
  turns: [{user: lamp, expect: {action: ask}}]
- name: later
  pending: not built
  turns: [{user: lamp, expect: {action: ask}}]
"""
)


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path, {}) as built:
        yield built


def test_junit_has_a_case_a_story(tmp_path: Path, assistant: Assistant) -> None:
    results = play_text(STORIES, tmp_path, assistant)
    results.append(Result(results[0].story, Verdict.SKIPPED, reason="no data"))
    out = tmp_path / "results.xml"
    write_junit(results, out)
    root = ET.parse(out).getroot()
    (suite,) = root
    assert suite.get("name") == str(tmp_path / "story.yaml")
    for counted in (root, suite):
        assert [counted.get(name) for name in ("tests", "failures", "skipped")] == ["4", "1", "2"]
    held, wrong, later, skipped = suite
    assert (held.get("name"), held.get("line"), len(held)) == ("socks", "1", 0)
    assert wrong.get("name") == "wrong  & <odd>"
    assert wrong[0].tag == "failure"
    assert str(wrong[0].get("message")).endswith("story.yaml:20: action")
    assert "+ show_products" in str(wrong[0].text)
    assert "transcript" in str(wrong[0].text)
    assert (later[0].tag, later[0].get("message")) == ("skipped", "pending: not built")
    assert skipped[0].get("message") == "skipped: no data"
    with pytest.raises(StoryError, match="cannot be written"):
        write_junit(results, tmp_path / "no" / "folder.xml")


def test_the_summary_counts_and_measures(tmp_path: Path, assistant: Assistant) -> None:
    results = play_text(STORIES, tmp_path, assistant)
    assert summary(results).startswith("1 of 3 dialogues hold (1 pending); 4 turns, p50 ")
    spent = sorted(one for result in results for one in result.turns_ms)
    assert spent[-2] <= turn_p95(results) <= spent[-1]
    assert turn_p95([]) == 0


def test_stories_of_one_store_are_played_together(tmp_path: Path, assistant: Assistant) -> None:
    results = play_text(
        "".join(
            f"- {{name: '{name}', store: {store}, turns: [{{user: hi}}]}}\n"
            for name, store in (("a", "x"), ("b", "y"), ("c", "x"))
        ),
        tmp_path,
        assistant,
    )
    assert [one.name for one in by_store([r.story for r in results])] == ["a", "c", "b"]


def test_a_recorded_conversation_is_a_story_that_holds(
    tmp_path: Path, assistant: Assistant
) -> None:
    talk = Talk(assistant, "C-1")
    for said in ("merino socks", "no", "12:30", '50.00 \u00e9 "quoted" # not a comment', ""):
        talk.say(said)
    out = tmp_path / "recorded.yaml"
    turns = assistant.history("t")  # a story begins with nothing left of its shopper
    write_story(out, "conversation t", turns, "C-1")
    text = out.read_text("utf-8")
    assert "products:\n        ids: [S1, S2]\n" in text
    (result,) = play_text(text, tmp_path, assistant)
    assert result.good, result.report()
    assert len(result.turns_ms) == 5
    with pytest.raises(StoryError, match="there already"):
        write_story(out, "again", turns, None)
    with pytest.raises(StoryError, match="no turns"):
        write_story(tmp_path / "new.yaml", "none", (), None)
