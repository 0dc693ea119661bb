"""Measures against arithmetic done by hand, and the ways a report is shown."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from assistant.understanding.baselines import tfidf_regression
from assistant.understanding.fine_tune import (
    best_temperature,
    length_buckets,
    one_hot,
    softmax,
)
from assistant.understanding.report import Report, Table, present, write_section
from assistant.understanding.scoring import (
    ROUGH,
    accuracy,
    calibration_error,
    class_scores,
    draw_confusion,
    macro_f1,
)

TRUTH = np.array([0, 0, 0, 1, 1, 2])
SAID = np.array([0, 0, 1, 1, 1, 0])
LABELS = ("a", "b", "c")


def test_class_scores() -> None:
    a, b, c = class_scores(SAID, TRUTH, LABELS)
    assert (a.precision, a.recall, a.support) == (2 / 3, 2 / 3, 3)
    assert (b.precision, b.recall, b.f1) == (2 / 3, 2 / 2, 2 * 2 / (3 + 2))
    assert (c.precision, c.recall, c.f1) == (0, 0, 0)
    assert macro_f1(SAID, TRUTH, LABELS) == pytest.approx((2 / 3 + 4 / 5 + 0) / 3)
    assert accuracy(SAID, TRUTH) == 4 / 6


def test_calibration_error_weighs_bins_by_size() -> None:
    probabilities = np.array([[0.9, 0.1], [0.9, 0.1], [0.6, 0.4]], np.float32)
    truth = np.array([0, 1, 0])
    expected = 2 / 3 * abs(1 / 2 - 0.9) + 1 / 3 * abs(1 - 0.6)
    assert calibration_error(probabilities, truth) == pytest.approx(expected, abs=1e-6)


def test_softmax_and_temperature() -> None:
    logits = np.log(np.array([[0.2, 0.8]], np.float32))
    assert softmax(logits)[0] == pytest.approx([0.2, 0.8])
    rng = np.random.default_rng(0)
    sharp = rng.normal(size=(4000, 3)).astype(np.float32)
    labels = np.array([rng.choice(3, p=row / row.sum()) for row in softmax(sharp).astype(float)])
    assert best_temperature(sharp * 3, labels) == pytest.approx(3, rel=0.15)


def test_length_buckets_hold_every_row_once() -> None:
    lengths = [random.Random(i).randrange(1, 40) for i in range(333)]
    batches = length_buckets(lengths, 16, random.Random(0))
    assert sorted(row for batch in batches for row in batch) == list(range(333))
    assert max(len(batch) for batch in batches) == 16
    spread = [max(lengths[r] for r in b) - min(lengths[r] for r in b) for b in batches]
    assert np.mean(spread) < 6


def test_one_hot() -> None:
    assert one_hot(np.array([1, 0]), 2).tolist() == [[False, True], [True, False]]


@pytest.mark.parametrize("name", list(ROUGH))
def test_rough_copies_are_repeatable_and_differ(name: str) -> None:
    texts = ["where is my order now, please", "do you ship the red lamp to canada"] * 4
    assert ROUGH[name](texts) == ROUGH[name](texts)
    assert len(ROUGH[name](texts)) == len(texts)
    assert ROUGH[name](texts) != texts


def test_a_share_of_the_words_is_mistyped() -> None:
    texts = ["please show some other lamps with cables"] * 200
    changed = [
        said != meant
        for text, copy in zip(texts, ROUGH["15% of words mistyped"](texts), strict=True)
        for said, meant in zip(copy.split(), text.split(), strict=False)
    ]
    assert 0.10 < sum(changed) / len(changed) < 0.20


def test_tfidf_baseline_learns() -> None:
    texts = ["red shoes", "blue shoes", "track order", "order status"]
    classify = tfidf_regression(texts, np.array([0, 0, 1, 1]))
    assert classify(["green shoes", "my order"]).tolist() == [0, 1]


def test_confusion_picture(tmp_path: Path) -> None:
    path = tmp_path / "images" / "confusion.png"
    draw_confusion(SAID, TRUTH, LABELS, "test", path)
    assert path.read_bytes().startswith(b"\x89PNG")


REPORT = Report(
    "demo", "daogou evaluate demo", (Table("T", ("x", "y"), (("a", 0.5), ("b", 3))),), {"a": 0.5}
)


def test_a_section_is_replaced_and_its_surroundings_stay(tmp_path: Path) -> None:
    path = tmp_path / "quality.md"
    path.write_text("# Quality\n\nbefore\n\n<!-- demo -->\nold\n<!-- /demo -->\n\nafter\n")
    write_section(path, REPORT)
    text = path.read_text()
    assert "old" not in text
    assert text.startswith("# Quality\n\nbefore\n")
    assert text.endswith("<!-- /demo -->\n\nafter\n")
    assert "| a | 0.500 |\n| b | 3 |" in text
    write_section(path, REPORT)
    assert path.read_text() == text


def test_present(capsys: pytest.CaptureFixture[str]) -> None:
    present(REPORT, json_out=True)
    assert json.loads(capsys.readouterr().out) == {"a": 0.5}
    present(REPORT)
    assert "0.500" in capsys.readouterr().out
