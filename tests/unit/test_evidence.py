"""Evidence for product questions: the public data in words, lists, thresholds, real weights."""

import csv
from pathlib import Path

import numpy as np
import pytest

from ranking.evidence import EVIDENCE_WEIGHTS, EvidenceModel
from ranking.evidence_training import Scored, best_scores, best_threshold, with_answers_removed
from ranking.questions import (
    HET_ANSWERS,
    HET_RANKING,
    HET_TEST_ANSWERS,
    SEMI_TESTS,
    SEMI_TRAINING,
    development_parts,
    judged_lists,
    judged_questions,
    reported_parts,
    training_lists,
)
from ranking.semistructured import readable
from retrieval.errors import DaogouError


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ('material:  { value:"oak" } ', "material: oak"),
        ("batteries_included:  { value:false }", "batteries included: no"),
        (
            "item_weight:  { unit:kilograms, normalized_value:{ unit:pounds, value:1.6 },"
            " value:0.73 }",
            "item weight: 0.73 kilograms",
        ),
        (
            'compatible_devices:  { value:"tablet" }; { value:"phone" }',
            "compatible devices: tablet, phone",
        ),
        (
            "dimensions:  { width:{ unit:inches, value:9. }, length:{ unit:inches, value:12 } }",
            "dimensions: width 9 inches, length 12 inches",
        ),
        ("num_batteries:  { quantity:2, type:aa }", "num batteries: quantity 2, type aa"),
        ("It folds: small, and light.", "It folds: small, and light."),
        ("broken: { value:{", "broken: "),
    ],
)
def test_semi_structured_values_are_put_into_words(evidence: str, said: str) -> None:
    assert readable(evidence) == said


def write(file: Path, columns: str, rows: list[str]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, delimiter="\t").writerows(row.split("|") for row in (columns, *rows))


def made_up(folder: Path) -> None:
    ranking = [
        f"{i}|A{i}|{i}|question {i}?|passage {i} {n}|{int(n == 0)}|review|high"
        for i in range(40)
        for n in range(3)
    ]
    columns = "qid|ASIN|qa_pair_id|question|candidate|label|source|confidence"
    write(folder / HET_RANKING, columns, ranking)
    columns = "qid|qa_pair_id|question|candidate|label"
    semi = [
        f"{i}|{i}|semi {i}?|name_{n}:  {{ value:{i} }}|{int(n == 1)}"
        for i in range(40)
        for n in range(4)
    ]
    write(folder / SEMI_TRAINING, columns, semi)
    for file in SEMI_TESTS.values():
        write(folder / file, columns, semi[:8])
    columns = "ASIN|question|candidate|answer|source"
    answers = [
        f"A{i % 7}|asked {i} of red {i}?|told {i} and blue {i}|said|review" for i in range(30)
    ]
    write(folder / HET_ANSWERS, columns, [*answers, "A1|question 1?|new|said|review"])
    tested = [f"A{i % 3}|how many of {i}?|exactly {i} here|said|review" for i in range(6)]
    write(folder / HET_TEST_ANSWERS, columns, [*tested, "A1|asked 1 red 1?|told 1|said|review"])


def test_no_question_of_a_test_or_of_development_is_trained_on(tmp_path: Path) -> None:
    made_up(tmp_path)
    broad, judged = training_lists(tmp_path, 1), judged_lists(tmp_path, 1)
    lists = [*broad, *judged]
    trained = {item.wish for item in lists}
    held_back = [*reported_parts(tmp_path).values(), *development_parts(tmp_path).values()]
    assert trained
    assert not trained & {question.text for part in held_back for question in part}
    tested = {q.product for q in reported_parts(tmp_path)["hetPQA, judged pools"]}
    assert not tested & {q.product for q in development_parts(tmp_path)["hetPQA"]}
    assert broad == training_lists(tmp_path, 1)
    assert all(item.texts for item in lists)
    assert any(sum(item.gains) == 0 for item in lists)
    assert {len(item.texts) for item in lists} <= {2, 3, 4, 8}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DaogouError, match="point --data"):
        judged_questions(tmp_path / "none.csv")


def test_a_threshold_parts_what_is_said_from_what_is_not() -> None:
    asked = [
        Scored(np.array([0.9, 0.2], np.float32), np.array([True, False])),
        Scored(np.array([0.3, 0.1], np.float32), np.array([False, False])),
        Scored(np.array([0.7], np.float32), np.array([True])),
    ]
    both = with_answers_removed(asked)
    # the first without its answer; the third has nothing else, so it cannot be asked so
    assert len(both) == len(asked) + 1
    assert best_scores(both)[-1] == (pytest.approx(0.2), False)
    threshold, fairness = best_threshold(best_scores(both))
    assert 0.3 < threshold <= 0.7
    assert fairness == 1.0


def test_the_shipped_weights_tell_an_answer_from_what_is_none() -> None:
    model = EvidenceModel.load(EVIDENCE_WEIGHTS)
    passages = [
        "Material: brushed steel",
        "Battery life: 18 hours",
        "My sister bought one too.",
        "Weight: 410 g",
    ]
    scores = model.scores("how long does the battery last?", passages)
    assert scores.shape == (4,)
    assert scores.argmax() == 1
    assert scores[1] > 0.5
    rest = [passage for passage in passages if "Battery" not in passage]
    assert model.scores("how long does the battery last?", rest).max() < 0.5
    assert model.scores("anything?", []).shape == (0,)
