"""Reading stories: what may be written, how includes and tables are put in, how errors are told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from story_files import SOCKS, write

from assistant.errors import StoryError
from assistant.stories.format import schema
from assistant.stories.read import read_file, read_stories
from assistant.stories.types import ShopperChoice, StoreChoice, Story


def read(folder: Path, text: str) -> list[Story]:
    return read_file(write(folder, text))


def test_a_story_is_read_with_its_lines(tmp_path: Path) -> None:
    (story,) = read(tmp_path, SOCKS)
    assert (story.name, story.line, len(story.steps)) == ("socks", 1, 2)
    assert story.shopper == ShopperChoice("C-1")
    second = story.steps[1]
    assert second.lines.at(("user",)).line == 9
    assert second.lines.at(("expect", "state", "constraints.price.max")).line == 18
    assert second.lines.at(("expect", "products", "unheard")).line == 12


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- name: x\n  turns:\n    - expect: {}\n", ":3: 'user' is missing here"),
        (
            "- name: x\n  turns:\n    - user: a\n      expect:\n        actoin: y\n",
            ":5: there is no 'actoin' here; did you mean 'action'?",
        ),
        (
            "- name: x\n  turn:\n    - user: a\n",
            ":2: there is no 'turn' here; did you mean 'turns'",
        ),
        ("- name: x\n  zzz: y\n  turns: [{user: a}]\n", ":2: there is no 'zzz' here; choose of"),
        ("- turns: [{user: a}]\n", ":1: 'name' is missing here"),
        ("- name: x\n  turns: []\n", ":2: 'turns' cannot be used: list should have at least 1"),
        (
            "- name: x\n  turns:\n    - user: a\n      expect: {products: {max_price: cheap}}\n",
            ":4: 'max_price' cannot be used: input should be a valid decimal",
        ),
        (
            "- name: x\n  turns:\n    - user: a\n      expect: {intent: find}\n",
            ":4: 'intent' cannot be used: there is no intent 'find': choose one of find_product",
        ),
        (
            "- name: x\n  turns:\n    - user: a\n      expect: {text_contains: /(/}\n",
            ":4: 'text_contains' cannot be used: /(/ is not a regular expression",
        ),
        (
            "- name: x\n  turns:\n    - user: buy {{what}}\n",
            ":3: nothing sets the variable 'what' before this turn; set: none are",
        ),
        (
            "- name: x\n  each:\n    - {a: 1}\n    - {a: 20,000 mAh}\n  turns: [{user: '{{a}}'}]\n",
            ":4: this row and the first differ in '000 mAh'",
        ),
        ("- name: x\n  name: y\n  turns: [{user: a}]\n", ":2: 'name' is said twice"),
        ("- name: x\n  turns: [{include: greet}]\n", ":2: story.yaml has no steps 'greet'"),
        ("- name: x\n  turns: [{include: none.yaml#a}]\n", "none.yaml cannot be read"),
        (
            "steps: {a: [{include: b}], b: [{include: a}]}\n"
            "stories: [{name: x, turns: [{include: a}]}]\n",
            ":1: the steps 'a' include themselves",
        ),
        ("- &a [*a]\n", ":1: a value holds itself"),
        ("hello\n", "begin each with '- name:'"),
        ("", "begin each with '- name:'"),
        ("- [", ":1: not valid YAML"),
        ("- name: x\n  turns: [{user: a: b}]\n", ":2: not valid YAML"),
    ],
)
def test_a_story_that_cannot_be_read_says_where(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StoryError) as caught:
        read(tmp_path, text)
    assert said in str(caught.value)


def test_words_that_yaml_would_change_are_kept(tmp_path: Path) -> None:
    said = ["no", "yes", "12:30", "50.00", "007", "1e3", "2026-01-02", "12", "on"]
    turns = "".join(f"    - user: {one}\n" for one in (*said, ""))
    (story,) = read(tmp_path, f"- name: x\n  turns:\n{turns}")
    assert [step.user for step in story.steps] == [*said, ""]


def test_a_folder_is_read_whole_and_an_empty_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="no stories"):
        read_stories([tmp_path])
    (tmp_path / "below").mkdir()
    write(tmp_path, SOCKS, "b.yaml")
    write(tmp_path / "below", SOCKS.replace("socks", "deep"), "a.yml")
    write(tmp_path, "steps: {hello: [{user: hi}]}\n", "shared.yaml")
    write(tmp_path, "not a story", "readme.txt")
    assert [story.path.name for story in read_stories([tmp_path])] == ["b.yaml", "a.yml"]
    with pytest.raises(StoryError, match="cannot be read"):
        read_stories([tmp_path / "none.yaml"])


def test_includes_hand_values_on_and_keep_their_own_lines(tmp_path: Path) -> None:
    shared = "steps:\n  search:\n    - user: show me {{thing}}\n      expect: {action: ask}\n"
    other = write(tmp_path, shared, "shared.yaml")
    (story,) = read(
        tmp_path,
        """\
steps:
  hello:
    - user: hi
stories:
  - name: x
    turns:
      - include: hello
      - include: shared.yaml#search
        with: {thing: lamps}
""",
    )
    hello, search = story.steps
    assert (hello.user, hello.given) == ("hi", ({},))
    assert search.given == ({"thing": "lamps"},)
    assert str(search.lines.at(("expect", "action"))) == f"{other}:4"


def test_a_table_makes_a_story_a_row(tmp_path: Path) -> None:
    table = "  each: [{thing: lamps, limit: 50}, {thing: socks, limit: 5.5}]\n"
    turns = "  set: {limit: 1, more: a}\n  turns: [{user: '{{thing}} under {{limit}} {{more}}'}]\n"
    plain = read(tmp_path, f"- name: x\n{table}{turns}")
    assert [story.name for story in plain] == ["x [lamps, 50]", "x [socks, 5.5]"]
    assert plain[1].variables == {"thing": "socks", "limit": 5.5, "more": "a"}
    named = read(tmp_path, f"- name: find {{{{thing}}}}\n{table}{turns}")
    assert [story.name for story in named] == ["find lamps", "find socks"]


def test_settings_of_a_file_hold_for_its_stories(tmp_path: Path) -> None:
    (tmp_path / "goods.csv").write_text("id,title\n1,lamp\n")
    first, second, third = read(
        tmp_path,
        """\
store: esci
shopper: C-1
set: {a: 1, b: 2}
stories:
  - {name: one, turns: [{user: hi}]}
  - {name: two, turns: [{user: hi}], store: goods.csv, set: {b: 3}}
  - name: three
    store: {catalogue: goods.csv, mapping: goods.toml}
    shopper: {events: [{view: S1}, {purchase: [S1, '{{a}}']}]}
    turns: [{user: hi}]
""",
    )
    assert (first.store, first.shopper) == (StoreChoice("esci"), ShopperChoice("C-1"))
    goods = str(tmp_path / "goods.csv")
    assert (second.store, second.variables) == (StoreChoice(goods), {"a": 1, "b": 3})
    assert third.store == StoreChoice(goods, tmp_path / "goods.toml")
    assert third.shopper == ShopperChoice(
        events=(("view", "S1"), ("purchase", "S1"), ("purchase", "1"))
    )


def test_a_time_is_that_of_the_file_or_of_the_story(tmp_path: Path) -> None:
    text = """\
now: "2026-11-22T15:00:00-05:00"
stories:
  - {name: then, turns: [{user: hi}]}
  - {name: later, now: "2026-12-24T09:00:00Z", turns: [{user: hi}]}
"""
    then, later = read_file(write(tmp_path, text))
    assert then.now == datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert later.now == datetime(2026, 12, 24, 9, tzinfo=UTC)


def test_the_schema_takes_what_is_read_and_refuses_what_is_not() -> None:
    validator = Draft202012Validator(schema())
    assert list(validator.iter_errors(yaml.safe_load(SOCKS))) == []
    for wrong in (
        SOCKS.replace("action:", "actoin:", 1),
        SOCKS.replace("max_price: 20", "max_price: cheap"),
        SOCKS.replace("user:", "says:", 1),
    ):
        assert list(validator.iter_errors(yaml.safe_load(wrong)))
    assert list(validator.iter_errors([{"name": "x"}]))
    variable = [{"name": "x", "turns": [{"user": "a", "expect": {"products": {"min": "{{n}}"}}}]}]
    assert list(validator.iter_errors(variable)) == []
