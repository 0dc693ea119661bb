"""``daogou train evidence``: which passage answers a question about a product.

The whole encoder learns listwise, among passages on the same product and "none of these"; its
change is kept as LoRA. The weights of the terms, the threshold and the slope of the sigmoid are
fitted on the development parts, whose questions and products took no part in training.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ranking.bert_training import train_lists
from ranking.choice import fit_weights
from ranking.evidence import TERMS, EvidenceModel
from ranking.questions import JudgedQuestion, development_parts, judged_lists, training_lists
from ranking.training_lists import lists_sha256
from retrieval.bert import Floats, read_manifest
from retrieval.training_run import Run, only_the_first_goes_on

LORA_RANK = 32
MAX_TOKENS = 80
LEARNING_RATES = (1.5e-4, 7e-5)
"""Of the first round, which reads all lists, and of the second, which reads what was judged."""
HEAD_RATE = 8.0

Score = Callable[[str, Sequence[str]], Floats]
"""Question and passages to ``(n,)``; higher is likelier to answer."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One question: a method's score of each passage, and whether each answers."""

    scores: Floats
    labels: npt.NDArray[np.bool_]


def train_evidence(
    data: Path, out: Path, seed: int = 7, run: Run | None = None
) -> dict[str, object]:
    """Train, save and calibrate; returns the manifest.

    Raises RankingError when the data is not there.
    """
    folder = data / "product_qa"
    for number in range(len(LEARNING_RATES)):
        train_round(folder, out, seed, number, run or Run())
    return calibrate(out, folder)


def train_round(folder: Path, out: Path, seed: int, number: int, run: Run) -> None:
    """The first round starts from the base; the second goes on from what ``out`` holds, so that a
    training that was stopped can be taken up again."""
    from retrieval.bert_torch import build_model, load_torch, save_adapter, to_lora, train_whole

    started = time.time()
    lists = judged_lists(folder, seed) if number else training_lists(folder, seed)
    earlier = read_manifest(out).get("rounds", ()) if number else ()
    model = load_torch(out) if number else build_model(1, lora_rank=0)
    train_whole(model)
    losses = train_lists(
        model,
        lists,
        max_tokens=MAX_TOKENS,
        learning_rate=LEARNING_RATES[number],
        seed=seed,
        label="evidence",
        none_of_these=True,
        head_rate=HEAD_RATE if number == 0 else 1.0,
        run=run.part(f"round-{number + 1}"),
    )
    only_the_first_goes_on()
    done = {
        "lists": len(lists),
        "loss": {"first": _mean(losses[:50]), "last": _mean(losses[-50:])},
        "data_sha256": lists_sha256(lists),
        "minutes": round((time.time() - started) / 60, 1),
    }
    manifest: dict[str, object] = {
        "task": "evidence",
        "outputs": 1,
        "max_tokens": MAX_TOKENS,
        "mix": dict(zip(TERMS, (1.0, 0.0, 0.0), strict=True)),
        "threshold": 0.0,
        "slope": 1.0,
        "command": "daogou train evidence",
        "seed": seed,
        "rounds": [*earlier, done],
        "date": date.today().isoformat(),
    }
    save_adapter(to_lora(model, LORA_RANK), out, manifest)


def calibrate(out: Path, folder: Path) -> dict[str, object]:
    """Fit the weights of the terms, then threshold and slope, of trained weights; returns the
    manifest."""
    model = EvidenceModel.load(out)
    asked = [q for part in development_parts(folder).values() for q in part]
    terms = [model.terms(q.text, q.passages) for q in asked]
    labels = [np.array(q.labels, bool) for q in asked]
    mix = fit_weights(list(_offers(terms, labels)), len(TERMS), range(len(TERMS)))
    mix /= mix[0]
    found = [Scored(x @ mix, said) for x, said in zip(terms, labels, strict=True)]
    threshold, fairness = best_threshold(best_scores(with_answers_removed(found)))
    path = out / "manifest.json"
    manifest: dict[str, object] = json.loads(path.read_text("utf-8"))
    manifest |= {
        "mix": {term: round(float(weight), 4) for term, weight in zip(TERMS, mix, strict=True)},
        "threshold": round(threshold, 4),
        "slope": round(_slope(found, threshold), 4),
        "development": {"questions": len(asked), "balanced_accuracy": round(fairness, 4)},
    }
    path.write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest


def _offers(
    terms: Sequence[Floats], labels: Sequence[npt.NDArray[np.bool_]]
) -> Iterator[tuple[Floats, int]]:
    """Each answer among the passages that are none."""
    for x, said in zip(terms, labels, strict=True):
        for right in np.flatnonzero(said):
            yield np.vstack([x[right], x[~said]]), 0


def scored(score: Score, questions: Iterable[JudgedQuestion]) -> list[Scored]:
    """Each question's passages scored once, for everything that is measured."""
    return [
        Scored(np.asarray(score(q.text, q.passages)), np.array(q.labels, bool)) for q in questions
    ]


def with_answers_removed(questions: Sequence[Scored]) -> list[Scored]:
    """The questions as they are, and those with an answer once more without what answers them,
    as on a listing that does not say."""
    removed = [
        Scored(q.scores[~q.labels], np.zeros(int((~q.labels).sum()), bool))
        for q in questions
        if q.labels.any() and not q.labels.all()
    ]
    return [*questions, *removed]


def best_scores(questions: Iterable[Scored]) -> tuple[tuple[float, bool], ...]:
    """The highest score of each question, and whether anything answers it."""
    return tuple((float(q.scores.max()), bool(q.labels.any())) for q in questions)


def best_threshold(best: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The threshold with the highest balanced accuracy of "says" against "does not say", and that
    accuracy, 0..1."""
    scores = np.array([score for score, _ in best])
    said = np.array([said for _, said in best])
    cuts = np.quantile(scores, np.linspace(0.01, 0.99, 197))
    fair = [((scores[said] >= c).mean() + (scores[~said] < c).mean()) / 2 for c in cuts]
    place = int(np.argmax(fair))
    return float(cuts[place]), float(fair[place])


def _slope(questions: Sequence[Scored], threshold: float) -> float:
    """The slope of the sigmoid about the threshold with the least log loss over passages."""
    logits = np.concatenate([q.scores for q in questions]) - threshold
    labels = np.concatenate([q.labels for q in questions])
    grid = np.geomspace(0.2, 5.0, 60)
    signed = np.where(labels, logits, -logits)
    losses = [np.logaddexp(0, -slope * signed).mean() for slope in grid]
    return float(grid[int(np.argmin(losses))])


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)
