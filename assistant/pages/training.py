"""``daogou train pages``: topics, the order of passages, and when none of them answers.

Fitted on the pages of made-up shops with questions of our own (``development``), never on what is
reported. A question that has an answer is used once more with its section taken away, as a
question to pages that do not say.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.pages.answering import READ, SURE, Evidence, log_odds
from assistant.pages.calibration import DOUBTS, TERMS, Calibration, doubts_of
from assistant.pages.encoder import load_page_encoder
from assistant.pages.encoder_training import train_page_encoder
from assistant.pages.index import SIGNALS, Encode, PageIndex, texts_of
from assistant.pages.questions import Asked, read_questions
from assistant.pages.read import read_sources
from assistant.pages.topics import WEIGHTS, Topics, examples
from assistant.pages.types import Passage
from ranking.choice import fit_weights
from retrieval.bert import Floats

DEVELOPMENT = Path(__file__).parent / "development"
DEMO_PAGES = Path(__file__).parents[1] / "demo_store" / "policies"
TOPIC_C = 30.0
"""Inverse strength of the penalty on the topics' weights."""
DOUBT_C = 1.0
REMOVED = 0.5
"""Weight of a question whose section was taken away: harder than what people ask in vain."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A question with the passages that came closest."""

    terms: Floats
    """``(n, len(TERMS))``"""
    right: npt.NDArray[np.bool_]
    answerable: bool


def train_pages(out: Path = WEIGHTS, seed: int = 7) -> dict[str, Any]:
    """Train the encoder, fit all else on it, save, and return what was learned from how much."""
    return {"encoder": train_page_encoder(out / "encoder", seed), **fit_pages(out)}


def fit_pages(out: Path = WEIGHTS) -> dict[str, Any]:
    """Fit and save what goes with the trained encoder of a folder."""
    from ranking.evidence import EvidenceModel

    encode = load_page_encoder(out / "encoder").encode
    evidence = EvidenceModel.load().scores
    topics = fit_topics(encode)
    shops = {name: _shop(*one, encode, evidence, topics) for name, one in development().items()}
    calibration = calibrate(shops)
    topics.save(out)
    calibration.save(out)
    scores = left_out(shops)
    _note(out / "encoder" / "manifest.json", scores)
    asked = [one for shop in shops.values() for one in shop]
    return {
        "topics": len({topic for topic, _ in examples()}),
        "examples": sum(1 for _ in examples()),
        "questions": len(asked),
        "order": calibration.order,
        "doubt": calibration.doubt,
        "each shop by the others": scores,
    }


def fit_topics(encode: Encode) -> Topics:
    """The classifier of the examples."""
    from sklearn.linear_model import LogisticRegression

    labels, texts = zip(*examples(), strict=True)
    model = LogisticRegression(C=TOPIC_C, max_iter=300).fit(encode(texts), labels)
    return Topics(model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def development() -> Mapping[str, tuple[Sequence[Passage], Sequence[Asked]]]:
    """Pages and questions of each shop."""
    found = {}
    for folder in sorted(DEVELOPMENT.iterdir()):
        if folder.is_dir():
            sources = DEMO_PAGES if folder.name == "demo" else folder
            passages, _ = read_sources([sources])
            found[folder.name] = passages, read_questions(folder / "questions.yaml")
    return found


def calibrate(shops: Mapping[str, Sequence[_Read]]) -> Calibration:
    """The weights, each shop counting alike."""
    reads = [one for shop in shops.values() for one in shop]
    offers = list(_offers(reads))
    search = fit_weights(
        [(terms[:, : len(SIGNALS)], 0) for terms, _ in offers], len(SIGNALS), range(len(SIGNALS))
    )
    order = fit_weights(offers, len(TERMS), range(len(TERMS)))
    found, answers, weights = [], [], []
    for one in reads:
        for kept, weight in ((np.ones(len(one.right), bool), 1.0), (~one.right, REMOVED)):
            if kept.any() and (weight == 1.0 or one.right.any()):
                best = int(np.argmax(one.terms[kept] @ order))
                found.append(doubts_of(one.terms[kept][best]))
                answers.append(bool(one.right[kept][best]))
                weights.append(weight)
    doubt, bias = _logistic(np.array(found), np.array(answers), np.array(weights))
    return Calibration(
        _named(SIGNALS, search), _named(TERMS, order), _named(DOUBTS, doubt) | {"bias": bias}
    )


def left_out(shops: Mapping[str, Sequence[_Read]]) -> dict[str, float]:
    """Shares of questions, each shop answered by numbers fitted on the others: the right passage
    first; answered; silent where nothing answers."""
    found: dict[str, list[bool]] = {"right first": [], "answered": [], "silent rightly": []}
    for name, reads in shops.items():
        calibration = calibrate({other: one for other, one in shops.items() if other != name})
        for one in reads:
            best = int(np.argmax(calibration.totals(one.terms)))
            spoken = calibration.sure(doubts_of(one.terms[best])) >= SURE
            if one.answerable:
                found["right first"].append(bool(one.right[best]))
                found["answered"].append(spoken)
            else:
                found["silent rightly"].append(not spoken)
    return {share: round(float(np.mean(hits)), 4) for share, hits in found.items()}


def _shop(
    passages: Sequence[Passage],
    asked: Sequence[Asked],
    encode: Encode,
    evidence: Evidence,
    topics: Topics,
) -> list[_Read]:
    index = PageIndex(passages, encode(texts_of(passages)), encode, topics, _EARLY)
    return [_read(one, index, evidence) for one in asked]


_EARLY = np.array([0.1, 2, 1, 8, 1], np.float32)
"""An order good enough to choose what the evidence model reads before the weights are known."""


def _read(asked: Asked, index: PageIndex, evidence: Evidence) -> _Read:
    likely = index.search(asked.question, READ)
    passages = [index.passages[row] for row in likely.rows]
    scores = evidence(asked.question, [f"{one.heading or one.page} {one.text}" for one in passages])
    terms = np.column_stack([likely.signals, log_odds(np.asarray(scores, np.float32))])
    right = np.array([asked.answered_by(one) for one in passages])
    return _Read(terms, right, asked.answerable)


def _offers(reads: Sequence[_Read]) -> Iterator[tuple[Floats, int]]:
    """The best of the right passages among the wrong ones."""
    for one in reads:
        if one.right.any() and not one.right.all():
            first = int(np.argmax(one.right))
            yield np.vstack([one.terms[first], one.terms[~one.right]]), 0


def _logistic(
    found: Floats, answers: npt.NDArray[np.bool_], weights: Floats
) -> tuple[Floats, float]:
    """Weights and bias of a logistic model, of terms as they are."""
    from sklearn.linear_model import LogisticRegression

    spread = found.std(0)
    spread[spread < 1e-6] = 1.0
    model = LogisticRegression(C=DOUBT_C, class_weight="balanced")
    model.fit(found / spread, answers, sample_weight=weights)
    return model.coef_[0] / spread, float(model.intercept_[0])


def _note(manifest: Path, scores: Mapping[str, float]) -> None:
    """Keep what the development questions said of the encoder beside it."""
    noted = {**json.loads(manifest.read_text("utf-8")), "development": scores}
    manifest.write_text(json.dumps(noted, indent=2) + "\n", "utf-8")


def _named(names: Sequence[str], values: Floats) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
