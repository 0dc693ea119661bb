"""The runner of scripted dialogues: what it reads, what it checks, how it fails."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tiny_shop import tiny_assistant

from assistant.assistant import Assistant
from assistant.commands.talk import reply_to_json, understanding_to_json
from assistant.dialogues import read_stories, run_story
from assistant.errors import StoryError
from assistant.types import Message

STORY = """\
- name: socks
  shopper: C-1
  turns:
    - user: merino socks
      expect:
        action: show_products
        products: {min: 2, max_price: 20, first: S1, category: Socks, none_of_brand: Nobody}
        text_contains: $14.90
    - user: lamp
      expect:
        action: [show_products, ask]
        products:
          ids: [L2, L1, L3]
          none_of_colour: pink
          says: lamp
        state:
          topic: lamp
          constraints.price.max: null
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with tiny_assistant(tmp_path_factory.mktemp("kept"), {}) as built:
        yield built


def write(folder: Path, text: str) -> Path:
    path = folder / "story.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_story_that_holds(tmp_path: Path, assistant: Assistant) -> None:
    (story,) = read_stories([write(tmp_path, STORY)])
    assert (story.name, story.shopper, len(story.steps)) == ("socks", "C-1", 2)
    assert run_story(story, assistant) is None


@pytest.mark.parametrize(
    ("old", "new", "line", "expected", "found"),
    [
        ("action: show_products", "action: ask", 6, "ask", "show_products"),
        ("max_price: 20", "max_price: 10", 7, "10", "S1 Merino Hiking Socks"),
        ("text_contains: $14.90", "text_contains: free", 8, "free", "$14.90"),
        ("ids: [L2, L1, L3]", "ids: [L1]", 13, "L1", "L2 Arc Floor Lamp"),
        ("none_of_colour: pink", "none_of_colour: brown", 14, "brown", "L3 Read Desk Lamp"),
        ("topic: lamp", "topic: sofa", 17, "'sofa'", "'lamp'"),
        ("says: lamp", "with_ids: [L9]", 15, "L9", "L2"),
        ("says: lamp", "without_ids: [L1]", 15, "L1", "L1 Pebble"),
        ("says: lamp", "weight: 3", 15, "one of", "weight"),
    ],
)
def test_a_failure_names_its_line_what_was_written_and_what_came(
    tmp_path: Path, assistant: Assistant, old: str, new: str, line: int, expected: str, found: str
) -> None:
    assert old in STORY
    path = write(tmp_path, STORY.replace(old, new))
    failure = run_story(read_stories([path])[0], assistant)
    assert failure is not None
    lines = failure.report().splitlines()
    assert lines[1].startswith(f"{path}:{line}: ")
    assert lines[2].startswith("  - ")
    assert expected in lines[2]
    assert lines[3].startswith("  + ")
    assert found in lines[3]
    assert "    shopper: merino socks" in lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- name: x\n  turns:\n    - expect: {}\n", ":2: every turn needs a 'user'"),
        ("- name: x\n  turns:\n    - user: a\n      expect: {actoin: y}\n", ":4: there is no exp"),
        ("- name: x\n  turn:\n    - user: a\n", "needs a name and turns"),
        ("- name: x\n  who: y\n  turns: [{user: a}]\n", ":2: 'who' is not one of"),
        ("name: x\n", "begin each with '- name:'"),
        ("- [", "not valid YAML"),
        ("[]", "no stories"),
    ],
)
def test_a_story_that_cannot_be_read_says_where(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StoryError) as caught:
        read_stories([write(tmp_path, text)])
    assert said in str(caught.value)


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    turns = "    - user: no\n    - user: yes\n      expect: {products: {in_stock: true}}\n"
    text = f"- name: x\n  turns:\n{turns}"
    first, second = read_stories([write(tmp_path, text)])[0].steps
    assert (first.user, second.user) == ("no", "yes")
    assert second.expect == {"products": {"in_stock": True}}


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="cannot be read"):
        read_stories([tmp_path / "none.yaml"])


def test_the_lines_that_the_commands_print(assistant: Assistant) -> None:
    reply = assistant.reply(Message("merino socks", "json", None))
    printed: dict[str, Any] = reply_to_json(reply)
    assert list(printed) == [
        "turn",
        "intent",
        "confidence",
        "sentiment",
        "action",
        "text",
        "products",
        "suggestions",
        "state",
        "latency_ms",
    ]
    assert printed["products"][0] == {
        "id": "S1",
        "title": "Merino Hiking Socks",
        "price": 14.9,
        "currency": "USD",
        "reasons": ["Matches: merino, sock"],
    }
    read = understanding_to_json(assistant.understand("socks"))
    assert list(read) == ["intent", "confidence", "sentiment", "constraints"]
    assert list(read["constraints"]["exclude"]) == [
        "brands",
        "categories",
        "colours",
        "sizes",
        "attributes",
    ]
