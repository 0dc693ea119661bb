"""``daogou evaluate questions``: which passage answers, and whether any does, beside baselines."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ranking.evidence import EvidenceModel
from ranking.evidence_training import (
    Score,
    Scored,
    best_scores,
    best_threshold,
    scored,
    with_answers_removed,
)
from ranking.questions import JudgedQuestion, development_parts, reported_parts
from ranking.ranker import WEIGHTS
from ranking.texts import question_side
from retrieval.bert import Floats, load_onnx
from retrieval.metrics import average_precision
from retrieval.text import words

ZERO_SHOT = "MiniLM, zero-shot"
OURS = "Daogou"
SAMPLES = 1000
"""Bootstrap samples of questions."""


def evidence_tables(data: Path) -> Mapping[str, list[dict[str, Any]]]:
    """Rows of two tables, "ranking" and "abstention". Raises RankingError without the data."""
    folder = data / "product_qa"
    tests, development = reported_parts(folder), development_parts(folder)
    contenders = _contenders([*tests.values(), *development.values()])
    asked = [q for part in development.values() for q in part]
    ranking, abstention = [], []
    precisions: dict[tuple[str, str], Floats] = {}
    for method, score in contenders.items():
        threshold, _ = best_threshold(best_scores(with_answers_removed(scored(score, asked))))
        for part, questions in tests.items():
            found = scored(score, questions)
            answerable = [q for q in found if q.labels.any()]
            precisions[part, method] = _precisions(answerable)
            low = _low(precisions[part, method] - precisions[part, ZERO_SHOT])
            row = {"part": part, "method": method, **_ranked(precisions[part, method], answerable)}
            ranking.append(row | {"ahead of MiniLM, 95% from": low})
            for condition, judged in (
                ("as labelled", found),
                ("answers removed too", with_answers_removed(found)),
            ):
                if all(q.labels.any() for q in judged):
                    continue
                row = {"part": part, "method": method, "questions are": condition}
                abstention.append(row | _abstained(judged, threshold))
    by_part = {part: place for place, part in enumerate(tests)}
    for rows in (ranking, abstention):
        rows.sort(key=lambda row: by_part[row["part"]])
    return {"ranking": ranking, "abstention": abstention}


def _contenders(parts: Sequence[Sequence[JudgedQuestion]]) -> dict[str, Score]:
    passages = [p for part in parts for q in part for p in q.passages]
    evidence = EvidenceModel.load()
    read: dict[tuple[str, Sequence[str]], Floats] = {}

    def terms(question: str, texts: Sequence[str]) -> Floats:
        key = (question, texts)
        if key not in read:
            read[key] = evidence.terms(question, texts)
        return read[key]

    return {
        ZERO_SHOT: _cosine(),
        "BM25": _keywords(passages),
        "general ranker": _general_ranker(),
        "cross-encoder alone": lambda question, texts: terms(question, texts)[:, 0],
        OURS: lambda question, texts: terms(question, texts) @ evidence.mix,
    }


def _keywords(passages: Sequence[str]) -> Score:
    """BM25 (k1 1.5, b 0.75) with the word counts of all passages of all parts."""
    import bm25s

    places: dict[str, int] = {}
    for passage in passages:
        places.setdefault(passage, len(places))
    index = bm25s.BM25()
    index.index([list(words(p)) or [""] for p in places], show_progress=False)

    def score(question: str, texts: Sequence[str]) -> Floats:
        asked = [word for word in words(question) if word in index.vocab_dict]
        if not asked:
            return np.zeros(len(texts), np.float32)
        found: Floats = index.get_scores(asked)[[places[text] for text in texts]]
        return found

    return score


def _cosine() -> Score:
    encoder = load_onnx()

    known: dict[str, Floats] = {}

    def score(question: str, texts: Sequence[str]) -> Floats:
        new = [text for text in dict.fromkeys((question, *texts)) if text not in known]
        known.update(zip(new, encoder(new), strict=True))
        cosines: Floats = np.stack([known[text] for text in texts]) @ known[question]
        return cosines

    return score


def _general_ranker() -> Score:
    """What answered before there was a model for it. It has learned from hetPQA answers without
    regard to these parts, so some of what it is tested on it knows."""
    model = load_onnx(WEIGHTS / "bert")

    def score(question: str, texts: Sequence[str]) -> Floats:
        short = [" ".join(text.split()[:36]) for text in texts]
        return model([question_side(question)] * len(short), short)[:, 0]

    return score


def _precisions(questions: Sequence[Scored]) -> Floats:
    """The average precision of each question."""
    orders = [np.argsort(-q.scores, kind="stable") for q in questions]
    pairs = zip(questions, orders, strict=True)
    return np.array([average_precision(q.labels[o].tolist()) for q, o in pairs], np.float32)


def _ranked(precisions: Floats, questions: Sequence[Scored]) -> dict[str, Any]:
    """Mean average precision with its interval, and precision at 1."""
    means = _resampled(precisions)
    return {
        "MAP": float(precisions.mean()),
        "95% from": float(np.quantile(means, 0.025)),
        "to": float(np.quantile(means, 0.975)),
        "P@1": float(np.mean([q.labels[np.argmax(q.scores)] for q in questions])),
        "questions": len(questions),
    }


def _abstained(questions: Sequence[Scored], threshold: float) -> dict[str, Any]:
    """How well "the listing does not say" is said: of what was said so, how much was so, and of
    what was so, how much was said; and of what was answered, how much by a right passage."""
    silent = np.array([q.scores.max() < threshold for q in questions])
    unsaid = np.array([not q.labels.any() for q in questions])
    right = np.array([q.labels[np.argmax(q.scores)] for q in questions])
    return {
        "precision": float((silent & unsaid).sum() / max(1, silent.sum())),
        "recall": float((silent & unsaid).sum() / max(1, unsaid.sum())),
        "answers right": float((~silent & right).sum() / max(1, (~silent).sum())),
        "questions": len(questions),
        "unanswerable": int(unsaid.sum()),
    }


def _low(differences: Floats) -> float:
    """The lower end of the 95% interval of the mean of paired differences."""
    return float(np.quantile(_resampled(differences), 0.025))


def _resampled(values: Floats) -> Floats:
    rng = np.random.default_rng(0)
    means: Floats = values[rng.integers(0, len(values), (SAMPLES, len(values)))].mean(1)
    return means
