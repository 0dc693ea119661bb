"""What a story leaves in the records: only what it says, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from story_files import PaperBooks, write
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.stories.after import changed, differences
from assistant.stories.play import play
from assistant.stories.read import read_file
from assistant.stories.types import Result, Verdict


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path_factory.mktemp("kept"), {}) as built:
        yield built


BEFORE: dict[str, Any] = {
    "orders": {
        "#W1": {"status": "pending", "payments": [{"amount": 5.0}]},
        "#W2": {"status": "delivered", "payments": []},
    }
}


def test_changes_are_merged_lists_are_added_to_and_null_takes_away() -> None:
    changes = {"orders": {"#W1": {"status": "cancelled", "payments+": [{"amount": 1.0}]}}}
    after = changed(BEFORE, changes)
    assert after["orders"]["#W1"] == {
        "status": "cancelled",
        "payments": [{"amount": 5.0}, {"amount": 1.0}],
    }
    assert after["orders"]["#W2"] == BEFORE["orders"]["#W2"]
    assert BEFORE["orders"]["#W1"]["status"] == "pending"
    assert (
        "payments" not in changed(BEFORE, {"orders": {"#W2": {"payments": None}}})["orders"]["#W2"]
    )


def test_adding_to_what_is_no_list_is_an_error() -> None:
    with pytest.raises(ValueError, match="status"):
        changed(BEFORE, {"orders": {"#W1": {"status+": ["x"]}}})


def test_a_difference_names_the_way_as_the_story_wrote_it() -> None:
    changes = {"orders": {"#W1": {"payments+": [{"amount": 1.0}]}}}
    found = list(differences(changed(BEFORE, changes), BEFORE, changes))
    assert [one.key for one in found] == ["after.orders.#W1.payments+"]


STORY = """\
- name: cancel
  after:
    orders:
      "#W1":
        status: cancelled
  turns:
    - user: hello
"""


def played(folder: Path, assistant: Assistant, edit: dict[str, Any]) -> Result:
    [story] = read_file(write(folder, STORY))
    return play(story, assistant, PaperBooks(BEFORE, edit=edit))


def test_a_story_holds_when_the_records_changed_as_it_says(
    tmp_path: Path, assistant: Assistant
) -> None:
    wanted = changed(BEFORE, {"orders": {"#W1": {"status": "cancelled"}}})
    assert played(tmp_path, assistant, wanted).verdict is Verdict.HELD


def test_what_did_not_happen_or_was_not_said_fails_with_its_line(
    tmp_path: Path, assistant: Assistant
) -> None:
    nothing = played(tmp_path, assistant, {}).report()
    assert "story.yaml:5: after.orders.#W1.status" in nothing
    assert "- cancelled" in nothing
    assert "+ pending" in nothing
    both = {"#W1": {"status": "cancelled"}, "#W2": {"status": "returned"}}
    more = played(tmp_path, assistant, changed(BEFORE, {"orders": both})).report()
    assert "after.orders.#W2.status" in more
    assert "+ returned" in more


def test_a_variable_that_nothing_sets_is_told_with_its_line(
    tmp_path: Path, assistant: Assistant
) -> None:
    text = STORY.replace("status: cancelled", 'status: "{{nowhere}}"')
    [story] = read_file(write(tmp_path, text))
    result = play(story, assistant, PaperBooks(BEFORE))
    assert result.verdict is Verdict.FAILED
    assert "nowhere" in result.reason
