"""The shop's pages kept, searched and quoted."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from tiny_shop import PAGES, TinyRanker, tiny_pages, words_as_vectors
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import PagesError, SettingsError
from assistant.pages.answering import QUOTED
from assistant.pages.calibration import Calibration
from assistant.pages.index import SIGNALS, texts_of
from assistant.pages.parts import parts_of
from assistant.pages.questions import Asked, read_questions, unknown_places
from assistant.pages.store import left_out, load_passages, open_pages, save_pages
from assistant.pages.topics import Topics, examples
from assistant.pages.types import PagesAnswer, Passage, Problem
from retrieval.bert import Floats
from retrieval.embedding_cache import Progress
from retrieval.errors import ModelError, StoreError

RETURNS, DELIVERY = PAGES


class WordEncoder:
    """Counts what it is asked to encode."""

    id = "words"
    dimensions = 256

    def __init__(self) -> None:
        self.encoded = 0

    def encode(
        self, texts: list[str], batch_size: int = 32, progress: Progress | None = None
    ) -> Floats:
        self.encoded += len(texts)
        if progress:
            progress(len(texts))
        return words_as_vectors(texts)


def test_a_page_is_quoted_where_it_answers() -> None:
    quotes = tiny_pages().answer("how many days does delivery take?").quotes
    assert [(one.passage, one.text) for one in quotes] == [(DELIVERY, DELIVERY.text)]
    assert quotes[0].sure >= 0.5
    assert tiny_pages().answer("do you sell gift vouchers") == PagesAnswer()
    assert tiny_pages(()).answer("delivery?") == PagesAnswer()


def test_both_passages_answer_a_question_of_two_parts() -> None:
    said = tiny_pages().answer("does delivery take days, and can I return things?")
    assert [one.passage for one in said.quotes] == [DELIVERY, RETURNS]
    assert not said.partly
    once = tiny_pages().answer("does delivery take days? how many days does delivery take?")
    assert [one.passage for one in once.quotes] == [DELIVERY]
    half = tiny_pages().answer("does delivery take days, and do you polish silver vases?")
    assert [one.passage for one in half.quotes] == [DELIVERY]
    assert half.partly


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("how much is delivery?", ("how much is delivery?",)),
        ("my lamp broke. what can I do?", ("my lamp broke. what can I do?",)),
        (
            "do you ship to Canada and how much is it?",
            ("do you ship to Canada", "do you ship to Canada: how much is it?"),
        ),
        (
            "do you wrap presents? also, what do returns of presents cost?",
            ("do you wrap presents", "what do returns of presents cost?"),
        ),
        ("can I pay by card or cash", ("can I pay by card or cash",)),
        ("why? how? when? what is it?", ("why? how? when? what is it?",)),
    ],
)
def test_parts_of_a_question(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question) == parts


def test_of_a_long_passage_the_sentences_that_answer_are_quoted() -> None:
    said = (
        "Yes, we wrap presents in paper and ribbon, and we are glad to do so all the year round.",
        "Wrapping takes a day longer than orders without it, in December two days and sometimes"
        " three, because every ribbon is tied by hand in our workshop.",
        "Beds are too large.",
        "They travel in cartons of their own, whatever is ordered with them, and are set up by two"
        " people, who also take the cartons away with them again.",
    )
    page = Passage("Gifts", ("Wrapping",), said)
    assert len(page.text) > QUOTED
    (quote,) = tiny_pages((page,)).answer("can beds have cartons?").quotes
    assert quote.text == f"{said[0]} … {said[2]} {said[3]}"


def test_pages_are_kept_and_embedded_once(tmp_path: Path) -> None:
    encoder = WordEncoder()
    done: list[int] = []
    save_pages(PAGES, tmp_path, encoder, done.append)
    assert load_passages(tmp_path) == PAGES
    assert encoder.encoded == sum(done) == len(texts_of(PAGES))
    # The shipped topics read vectors of another encoder, so only the index is looked at.
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "x.md").write_text("# Not read\n\nWhere pages were imported.", "utf-8")
    assert load_passages(tmp_path) == PAGES


def test_files_by_hand_are_read_where_nothing_was_imported(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "dogs.md").write_text("# Dogs\n\nAre welcome.", "utf-8")
    assert [one.path for one in load_passages(tmp_path)] == [("Dogs",)]
    assert load_passages(tmp_path / "none") == ()


def test_damaged_pages_are_told_from_none(tmp_path: Path) -> None:
    save_pages(PAGES, tmp_path, WordEncoder())
    (tmp_path / "pages" / "passages.jsonl").write_text("{", "utf-8")
    with pytest.raises(StoreError, match="import-policies"):
        load_passages(tmp_path)


def test_until_new_pages_are_whole_the_old_ones_serve(tmp_path: Path) -> None:
    save_pages(PAGES, tmp_path, WordEncoder())

    class Killed(WordEncoder):
        def encode(
            self, texts: list[str], batch_size: int = 32, progress: Progress | None = None
        ) -> Floats:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_pages((Passage("New", (), ("Other words.",)),), tmp_path, Killed())
    assert load_passages(tmp_path) == PAGES
    save_pages((RETURNS,), tmp_path, WordEncoder())
    assert load_passages(tmp_path) == (RETURNS,)


def test_two_imports_do_not_run_at_once(tmp_path: Path) -> None:
    from filelock import FileLock

    (tmp_path / "pages").mkdir()
    with (
        FileLock(tmp_path / "pages" / "import.lock"),
        pytest.raises(StoreError, match="Another import"),
    ):
        save_pages(PAGES, tmp_path, WordEncoder())


def test_pages_of_a_file_that_cannot_be_read_this_time_stay(tmp_path: Path) -> None:
    kept = Passage("Kept", (), ("Still true.",), source="kept.md")
    gone = Passage("Gone", (), ("No longer given.",), source="gone.md")
    problems = (Problem("kept.md", "unreadable"), Problem("faq.csv", "Entry 2 has no answer."))
    assert left_out((), problems, tmp_path) == ()
    save_pages((kept, gone), tmp_path, WordEncoder())
    now = Passage("FAQ", ("A?",), ("Yes.",), source="faq.csv")
    assert left_out((now,), problems, tmp_path) == (kept,)


def test_the_command_imports_with_the_shipped_models_and_answers(tmp_path: Path) -> None:
    from assistant.pages.encoder import load_page_encoder
    from ranking.evidence import EvidenceModel

    source = tmp_path / "faq.json"
    rows = [
        {"question": "Do you deliver to islands?", "answer": "Yes, by boat on Fridays, for $7."},
        {"question": "How can I pay?", "answer": "By card or in shells."},
        {"question": "Broken"},
    ]
    source.write_text(json.dumps(rows), "utf-8")
    store = tmp_path / "store"
    done = CliRunner().invoke(
        app,
        ["import-policies", str(source), "--store", str(store), "--base-url", "https://i.example"],
    )
    assert done.exit_code == 0, done.output
    assert "2 passages of 1 pages" in " ".join(done.output.split())
    assert "Entry 3 has no answer" in done.output
    pages = open_pages(store, load_page_encoder(), EvidenceModel.load().scores)
    (quote,) = pages.answer("can you ship to an island?").quotes
    assert quote.text == "Yes, by boat on Fridays, for $7."
    assert quote.passage.url == "https://i.example/faq.json"
    before = (store / "pages" / "passages.jsonl").read_bytes()
    failed = CliRunner().invoke(
        app, ["import-policies", str(tmp_path / "no.md"), "--store", str(store)]
    )
    assert isinstance(failed.exception, PagesError)
    assert (store / "pages" / "passages.jsonl").read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_cannot_be_written_to_still_answers(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "dogs.md").write_text("# Dogs\n\nAre welcome.", "utf-8")
    tmp_path.chmod(0o500)
    from assistant.pages.encoder import load_page_encoder

    assert (
        open_pages(tmp_path, load_page_encoder(), TinyRanker().evidence)
        .answer("are dogs welcome?")
        .quotes
    )


def test_questions_name_places_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(
        "- {question: a, page: Returns, heading: [How long, Where]}\n"
        "- {question: b, topic: delivery, subtopic: times}\n"
        "- {question: c, answerable: false}\n"
        "- {question: d, page: Returns, heading: Times}\n",
        "utf-8",
    )
    asked = read_questions(file)
    assert [one.answerable for one in asked] == [True, True, False, True]
    assert [one.answered_by(RETURNS) for one in asked] == [True, False, False, False]
    assert asked[1].answered_by(DELIVERY)
    assert unknown_places(asked, PAGES) == ["Returns: Times"]
    assert not Asked("e").answered_by(RETURNS)
    file.write_text("- 3\n", "utf-8")
    with pytest.raises(SettingsError, match="no list of questions"):
        read_questions(file)


def test_fitted_numbers_are_kept_whole(tmp_path: Path) -> None:
    topics = Topics(np.eye(3, 4, dtype=np.float32), np.zeros(3, np.float32))
    topics.save(tmp_path)
    vectors = np.eye(4, dtype=np.float32)
    assert np.allclose(Topics.load(tmp_path)(vectors), topics(vectors))
    assert np.allclose(topics(vectors).sum(1), 1)
    Calibration.load().save(tmp_path)
    assert Calibration.load(tmp_path) == Calibration.load()
    assert Calibration.load().first_order().shape == (len(SIGNALS),)
    for load in (Topics.load, Calibration.load):
        with pytest.raises(ModelError, match="daogou train pages"):
            load(tmp_path / "none")


def test_every_topic_has_examples() -> None:
    found = list(examples())
    assert all(topic and text for topic, text in found)
    assert len({topic for topic, _ in found}) > 100
