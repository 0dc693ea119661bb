"""``daogou dialogues`` and the pytest plugin, over the demo store."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import StoryError, UnknownShopperError
from assistant.stories.read import read_file
from retrieval.bert import data_home

pytest_plugins = ["pytester"]
HOME = data_home()

STORIES = """\
- name: holds
  turns: [{user: hello, expect: {action: chat}}]
- name: fails
  turns: [{user: hello, expect: {action: compare}}]
- name: waits
  pending: not built
  turns: [{user: hello, expect: {action: compare}}]
- name: surprises
  pending: built
  turns: [{user: hello, expect: {action: chat}}]
"""


def run(*args: str, said: str = "") -> Result:
    return CliRunner().invoke(app, ["dialogues", *args], input=said, catch_exceptions=False)


def test_a_run_tells_what_failed_and_writes_junit(tmp_path: Path) -> None:
    stories, out = tmp_path / "some.yaml", tmp_path / "out.xml"
    stories.write_text(STORIES, "utf-8")
    runner = CliRunner()
    with pytest.raises(StoryError, match="2 of 4 dialogues do not hold"):
        runner.invoke(
            app, ["dialogues", str(tmp_path), "--junit", str(out)], catch_exceptions=False
        )
    suite = ET.parse(out).getroot()[0]
    assert [len(case) for case in suite] == [0, 1, 1, 1]


def test_a_run_that_holds_ends_well_unless_it_is_slow(tmp_path: Path) -> None:
    stories = tmp_path / "some.yaml"
    stories.write_text(STORIES, "utf-8")
    result = run(str(stories), "-k", "HOLD")
    assert result.exit_code == 0
    assert "1 of 1 dialogues hold; 1 turns, p50 " in result.output
    with pytest.raises(StoryError, match=r"5% of the turns took longer than .* ms"):
        run(str(stories), "-k", "holds", "--p95", "0.001")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "daogou dialogues PATH"),
        (["{stories}", "-k", "nobody"], "No story has 'nobody' in its name"),
        (["{folder}/none.yaml"], "cannot be read"),
        (["--record", "{stories}"], "there already"),
    ],
)
def test_what_cannot_be_done_is_said_before_a_store_is_opened(
    tmp_path: Path, args: list[str], said: str
) -> None:
    stories = tmp_path / "some.yaml"
    stories.write_text(STORIES, "utf-8")
    with pytest.raises(StoryError, match=said):
        run(*(arg.format(stories=stories, folder=tmp_path) for arg in args))


def test_the_schema_is_printed() -> None:
    printed = json.loads(run("--schema").stdout)
    assert {"Story", "Expect", "Products", "Limits"} <= set(printed["$defs"])


def test_a_conversation_is_recorded_live_and_from_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAOGOU_DATA_FOLDER", str(tmp_path))
    live, kept = tmp_path / "live.yaml", tmp_path / "kept.yaml"
    said = "desk lamps under $50\nquit\n"
    assert run("--record", str(live), "--shopper", "C-01", said=said).exit_code == 0
    (story,) = read_file(live)
    assert story.shopper is not None
    assert story.steps[0].expect["constraints"]["max_price"] == 50
    name = story.name.removeprefix("conversation ")
    assert run("--record", str(kept), "--conversation", name).exit_code == 0
    assert [step.expect for step in read_file(kept)[0].steps] == [s.expect for s in story.steps]
    with pytest.raises(StoryError, match="kept no conversation 'other'"):
        run("--record", str(tmp_path / "x.yaml"), "--conversation", "other")
    with pytest.raises(UnknownShopperError):
        run("--record", str(tmp_path / "x.yaml"), "--shopper", "nobody")
    assert run(str(live), str(kept)).exit_code == 0


def test_a_catalogue_file_is_a_store_and_the_shops_database_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, models = tmp_path / "home", HOME / "models"
    home.mkdir()
    models.mkdir(parents=True, exist_ok=True)
    (home / "models").symlink_to(models)
    monkeypatch.setenv("DAOGOU_HOME", str(home))
    monkeypatch.setenv("DAOGOU_DATABASE_URL", f"sqlite:///{tmp_path / 'real.db'}")
    (tmp_path / "goods.csv").write_text(
        "article,title,brand,price,category\n"
        "A1,Tall oak bookcase,Ashwood,120.00,Shelves\n"
        "A2,Small pine bookcase,Ashwood,45.00,Shelves\n"
        "A3,Brass candlestick,Lumen,19.00,Decor\n"
    )
    (tmp_path / "goods.toml").write_text('[fields]\nid = "article"\n')
    stories = tmp_path / "shop.yaml"
    stories.write_text(
        "store: {catalogue: goods.csv, mapping: goods.toml}\n"
        "shopper: {events: [{purchase: A3}]}\n"
        "stories:\n"
        "  - name: bookcases\n"
        "    turns:\n"
        "      - user: bookcase under $60\n"
        "        expect: {action: show_products, products: {ids: A2}}\n"
        "      - user: add the first one to my cart\n"
        "        expect: {action: add_to_cart, text_contains: $45.00}\n"
    )
    assert run(str(stories)).exit_code == 0
    assert not (tmp_path / "real.db").exists()


@pytest.fixture
def at_home(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Runs of pytest that find the built store and models, although ``pytester`` moves $HOME."""
    monkeypatch.setenv("DAOGOU_HOME", str(HOME))
    return pytester


def test_pytest_collects_stories(at_home: pytest.Pytester) -> None:
    pytester = at_home
    pytester.makefile(".story.yaml", some=STORIES)
    pytester.makefile(".yaml", other="- {name: named, turns: [{user: hi, expect: {action: chat}}]}")
    pytester.makefile(".yaml", ignored="this: is no story")
    pytester.makeini("[pytest]\ndaogou_stories = oth*.yaml\ndaogou_store = demo\n")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-rx")
    result.assert_outcomes(passed=2, failed=2, xfailed=1)
    result.stdout.fnmatch_lines(
        ["*some.story.yaml:4: action", "  - compare", "  + chat", "*holds now: take the mark away"]
    )


def test_pytest_tells_a_file_that_is_no_story(pytester: pytest.Pytester) -> None:
    pytester.makefile(".story.yaml", some="- name: x\n  turns: [{says: hi}]\n")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*some.story.yaml:2: there is no 'says' here*"])
