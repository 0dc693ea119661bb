"""Public product questions with passages that answer them, or do not: training and test parts.

Reads the hetPQA and semiPQA files (Shen et al. 2022): questions of shoppers, candidate evidence
from attributes, bullets, descriptions, reviews and answers of other shoppers, and whether each
answers. No question of a test or development part, and no passage judged with it, is in training.
"""

import csv
import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ranking.derive import TrainingList
from ranking.errors import RankingError
from ranking.semistructured import readable
from ranking.texts import question_side
from retrieval.text import words

HET_RANKING = "hetPQA__evidence_ranking__dev.csv"
HET_ANSWERS = "hetPQA__answer_generation__train.csv"
HET_TEST_ANSWERS = "hetPQA__answer_generation__test.csv"
SEMI_TRAINING = "semiPQA__attribute_ranking__dev.csv"
SEMI_TESTS = {
    "semiPQA, seen kinds": "semiPQA__attribute_ranking__testseen.csv",
    "semiPQA, unseen kinds": "semiPQA__attribute_ranking__testunseen.csv",
}
HET_CHOICES, HET_TRAINING, HET_TEST = (0,), (1, 2), (3, 4)
SEMI_CHOICES = (0,)
"""Fifths of hetPQA's products and sevenths of semiPQA's training questions, by their hash."""
LIST_SIZE = 8
WORDS = 48
"""So many words of a passage are read."""
SAME_PRODUCT = 4
"""So many wrong passages of a list are of the product asked about, where it has them."""
UNANSWERED = 0.12
"""Share of the lists that lose their answer, so that the model learns to find none."""
FEWEST = 3
"""A test question has so many wrong passages at least."""
SIMILAR = 0.4
"""Share of words from which two questions may be one, and their answers each other's."""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with passages and whether each answers it; there may be none that does."""

    text: str
    passages: tuple[str, ...]
    labels: tuple[bool, ...]
    product: str = ""
    """Empty: the file does not say."""


def judged_questions(file: Path) -> list[JudgedQuestion]:
    """The questions of an evidence or attribute ranking file."""
    groups: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _rows(file):
        groups[row["qid"], row["question"]].append(row)
    return [
        JudgedQuestion(
            question,
            tuple(readable(row["candidate"]) for row in rows),
            tuple(row["label"] == "1" for row in rows),
            rows[0].get("ASIN") or "",
        )
        for (_, question), rows in groups.items()
    ]


def reported_parts(folder: Path) -> Mapping[str, list[JudgedQuestion]]:
    """What is reported, by name: hetPQA's test questions among all passages that are known of the
    product, the judged pools of two fifths of its products, and both tests of semiPQA."""
    het = [q for q in judged_questions(folder / HET_RANKING) if _part(q.product, 5) in HET_TEST]
    among = _among_all(folder)
    return {"hetPQA test, product's passages": among, "hetPQA, judged pools": het} | {
        name: judged_questions(folder / file) for name, file in SEMI_TESTS.items()
    }


def development_parts(folder: Path) -> Mapping[str, list[JudgedQuestion]]:
    """What thresholds are chosen on: the other products of hetPQA, a part of semiPQA's training
    questions."""
    het = [q for q in judged_questions(folder / HET_RANKING) if _part(q.product, 5) in HET_CHOICES]
    return {
        "hetPQA": het,
        "semiPQA": [q for q in _semi(folder) if _part(q.text, 7) in SEMI_CHOICES],
    }


def training_lists(folder: Path, seed: int, *, copies: int = 2) -> list[TrainingList]:
    """Lists with gain 1 for what answers; some have no answer at all. In random order.

    copies: how often each semiPQA question takes part, every time among other attributes.
    """
    rng = random.Random(seed)
    lists = [_drawn(q, rng) for _ in range(copies) for q in _semi_training(folder)]
    lists += _answer_lists(folder, rng)
    rng.shuffle(lists)
    return lists


def judged_lists(folder: Path, seed: int) -> list[TrainingList]:
    """Only what people judged, with every passage that they judged beside it: semiPQA's training
    questions, and the products of hetPQA that are neither reported nor chosen on (twice)."""
    rng = random.Random(seed)
    het = [q for q in judged_questions(folder / HET_RANKING) if _part(q.product, 5) in HET_TRAINING]
    lists = [_drawn(q, rng, most=len(q.passages)) for q in (*_semi_training(folder), *het, *het)]
    rng.shuffle(lists)
    return lists


def question_lists(folder: Path, count: int, seed: int) -> list[TrainingList]:
    """Some of the lists, as the general ranker reads them (one kind of wish among others)."""
    lists = [item for item in training_lists(folder, seed, copies=1) if any(item.gains)]
    return [
        TrainingList(question_side(item.wish), item.texts, item.gains) for item in lists[:count]
    ]


def short(passage: str) -> str:
    """As much of a passage as is read."""
    return " ".join(passage.split()[:WORDS])


def _semi(folder: Path) -> Iterator[JudgedQuestion]:
    """semiPQA's training questions, less those that a test asks in the same words."""
    tested = {q.text for file in SEMI_TESTS.values() for q in judged_questions(folder / file)}
    yield from (q for q in judged_questions(folder / SEMI_TRAINING) if q.text not in tested)


def _semi_training(folder: Path) -> list[JudgedQuestion]:
    return [q for q in _semi(folder) if _part(q.text, 7) not in SEMI_CHOICES]


def _drawn(question: JudgedQuestion, rng: random.Random, most: int = LIST_SIZE) -> TrainingList:
    """The answers (or none) among passages that are none."""
    right = [p for p, label in zip(question.passages, question.labels, strict=True) if label]
    wrong = [p for p, label in zip(question.passages, question.labels, strict=True) if not label]
    dropped = len(wrong) > 1 and rng.random() < UNANSWERED
    kept = [] if dropped else right[: max(1, most - 1)]
    others = rng.sample(wrong, min(len(wrong), most - len(kept)))
    return _list(question.text, kept, others)


def _answer_lists(folder: Path, rng: random.Random) -> Iterator[TrainingList]:
    """hetPQA's answers among other passages on the same product, and some on other products."""
    judged = judged_questions(folder / HET_RANKING)
    known = {q.text for q in judged} | {p for q in judged for p in q.passages}
    rows = [
        (row["ASIN"], row["question"], readable(row["candidate"]))
        for row in _rows(folder / HET_ANSWERS)
    ]
    rows = [row for row in rows if not {row[1], row[2]} & known]
    by_product: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for product, question, passage in rows:
        by_product[product].append((question, passage))
    for product, question, passage in rows:
        own = [
            p
            for other, p in by_product[product]
            if _alike(question, other) < SIMILAR and _alike(passage, p) < SIMILAR
        ]
        others = rng.sample(own, min(len(own), SAME_PRODUCT))
        kept = [] if rng.random() < UNANSWERED else [passage]
        while len(kept) + len(others) < LIST_SIZE:
            foreign = rng.choice(rows)
            if foreign[0] != product:
                others.append(foreign[2])
        yield _list(question, kept, others)


def _among_all(folder: Path) -> list[JudgedQuestion]:
    """hetPQA's test questions that training lacks: what answers, among the passages that answer
    other questions on the same product (less those that may answer this one as well)."""
    trained = {row["question"] for row in _rows(folder / HET_ANSWERS)}
    by_product: dict[str, list[tuple[str, str]]] = defaultdict(list)
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in (HET_TEST_ANSWERS, HET_ANSWERS):
        for row in _rows(folder / file):
            passage = readable(row["candidate"])
            by_product[row["ASIN"]].append((row["question"], passage))
            if file == HET_TEST_ANSWERS and row["question"] not in trained:
                asked[row["ASIN"], row["question"]].append(passage)
    found = []
    for (product, question), answers in asked.items():
        right = tuple(dict.fromkeys(answers))
        wrong = tuple(
            dict.fromkeys(
                passage
                for other, passage in by_product[product]
                if _alike(question, other) < SIMILAR
                and all(_alike(passage, answer) < SIMILAR for answer in right)
            )
        )
        if len(wrong) >= FEWEST:
            passages = tuple(sorted((*right, *wrong)))  # their order must tell nothing
            labels = tuple(passage in right for passage in passages)
            found.append(JudgedQuestion(question, passages, labels, product))
    return found


def _list(question: str, right: Sequence[str], wrong: Sequence[str]) -> TrainingList:
    texts = tuple(short(text) for text in (*right, *wrong))
    return TrainingList(question, texts, (*[1.0] * len(right), *[0.0] * len(wrong)))


def _alike(one: str, other: str) -> float:
    """Share of words that two texts have in common (Jaccard)."""
    a, b = set(words(one)), set(words(other))
    return len(a & b) / max(1, len(a | b))


def _part(key: str, parts: int) -> int:
    """Which of so many parts, the same on every machine."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % parts


def _rows(file: Path) -> Iterator[dict[str, str]]:
    try:
        with file.open(encoding="utf-8", newline="") as handle:
            yield from csv.DictReader(handle, delimiter="\t")
    except OSError as error:
        raise RankingError(
            f"{file} cannot be read ({error.strerror}): point --data to the data folder."
        ) from error
