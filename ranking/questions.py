"""Product questions with passages that answer them, as training and test lists.

Reads the public hetPQA and semiPQA files (Shen et al. 2022): questions of shoppers, candidate
evidence from attributes, bullets, descriptions and reviews, and whether it answers.
"""

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ranking.derive import TrainingList
from ranking.errors import RankingError
from ranking.texts import question_side

LIST_SIZE = 8
WORDS = 36
_MARKS = re.compile(r"(?:\b(?:normalized_value|value|standardized_values|unit):)|[{}\[\]\"]")
_SPACES = re.compile(r"\s+")


def readable(evidence: str) -> str:
    """Semi-structured evidence in words: ``age_range: { value:"kid" }`` -> "age range: kid"."""
    plain = _MARKS.sub(" ", evidence).replace("_", " ")
    return _SPACES.sub(" ", plain).replace(" ,", ",").strip(" ;,")


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        with file.open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle, delimiter="\t")
    except OSError as error:
        raise RankingError(
            f"{file} cannot be read ({error.strerror}): point --data to the data folder."
        ) from error


def judged_questions(file: Path) -> list[tuple[str, tuple[str, ...], tuple[bool, ...]]]:
    """Questions of an evidence or attribute ranking file with passages and their labels."""
    groups: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for row in _rows(file):
        key = (row["qid"], row["question"])
        groups[key].append((readable(row["candidate"]), row["label"] == "1"))
    return [
        (question, tuple(t for t, _ in items), tuple(label for _, label in items))
        for (_, question), items in groups.items()
    ]


def question_lists(folder: Path, count: int, seed: int) -> list[TrainingList]:
    """Training lists from the training parts only: attribute ranking (dev file) and answers."""
    rng = random.Random(seed)
    lists = []
    for question, passages, labels in judged_questions(
        folder / "semiPQA__attribute_ranking__dev.csv"
    ):
        right = [p for p, label in zip(passages, labels, strict=True) if label]
        wrong = [p for p, label in zip(passages, labels, strict=True) if not label]
        for answer in right[:3]:
            others = rng.sample(wrong, min(len(wrong), LIST_SIZE - 1))
            lists.append(_list(question, answer, others))
    answers = list(_rows(folder / "hetPQA__answer_generation__train.csv"))
    for row in answers:
        others = [readable(rng.choice(answers)["candidate"]) for _ in range(LIST_SIZE - 1)]
        lists.append(_list(row["question"], readable(row["candidate"]), others))
    rng.shuffle(lists)
    return lists[:count]


def _list(question: str, answer: str, others: list[str]) -> TrainingList:
    texts = [" ".join(t.split()[:WORDS]) for t in (answer, *others)]
    return TrainingList(question_side(question), tuple(texts), (1.0, *[0.0] * len(others)))
