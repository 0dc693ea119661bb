"""What ``daogou evaluate personalisation`` prints: shoppers' next baskets, beside the baselines.

Everything is learned from before the split and measured after it (``ranking.moments``).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ranking.baselines.ease import Ease
from ranking.baselines.sasrec import SasRec
from ranking.choice import Choice
from ranking.choice_training import diaries
from ranking.crowd import Crowd
from ranking.evaluate import interval
from ranking.moments import Diary
from ranking.neighbours import Neighbours
from ranking.ranker import WEIGHTS
from ranking.replay import Case, GivenLists, Replay
from ranking.sessions import CHOICE_TERMS, READ, SessionRanker
from retrieval.bert import Floats, OnnxBert, load_onnx
from retrieval.filters import Rows
from retrieval.metrics import dcg
from retrieval.types import Product

if TYPE_CHECKING:
    from rich.console import Console

WARM, COLD, GIVEN = 400, 80, 120
"""Moments of each log, with a query and without: of shoppers with a past, of new shoppers and new
items each, and of given lists."""
END = timedelta(days=365)
DEPTH = 100
"""First hits behind this rank count as none."""
SASREC_STEPS = 2000
RANKED = ("ranked", "ranked, BERT without the profile", "ranked without the shopper")

Row = dict[str, Any]
Order = list[int]
Step = Callable[[], None]
"""Called when a moment is measured."""
Scorer = Callable[[Case], Floats]
"""A case to a score for each of ``n`` products of the log, higher is better."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one order: whether the first ten hold what was bought, NDCG@10, reciprocal rank."""

    hit: float
    ndcg: float
    reciprocal: float


def personalisation_tables(
    data: Path,
    warm: int = WARM,
    cold: int = COLD,
    given: int = GIVEN,
    steps: int = SASREC_STEPS,
    console: "Console | None" = None,
) -> dict[str, list[Row]]:
    """ "catalogue": one row a log, kind of moment, kind of shopper and method; "difference": ranked
    against the best baseline and against itself without the shopper, with paired 95% intervals;
    "given": the form that ``daogou rank`` takes.

    Raises RankingError when the data is not there.
    """
    from rich.progress import Progress

    bert = load_onnx(WEIGHTS / "bert")
    tables: dict[str, list[Row]] = {"catalogue": [], "difference": [], "given": []}
    counts = {"warm": warm, "new shopper": cold, "new item": cold}
    with Progress(console=console, transient=True, disable=console is None) as progress:
        logs = diaries(data)
        total = len(logs) * 2 * (sum(counts.values()) + given)
        task = progress.add_task("Measuring moments", total=total)

        def step() -> None:
            progress.advance(task)

        for name, diary in logs.items():
            replay = Replay(diary, diary.split, diary.split + END)
            baselines = _baselines(replay, steps)
            cases = {
                (search, who): replay.cases(count, 99, search=search, who=who)
                for who, count in counts.items()
                for search in (True, False)
            }
            ranker = replay.ranker([case for mine in cases.values() for case in mine], bert)
            choice = Choice.load(WEIGHTS / "choice.json")
            for (search, who), mine in cases.items():
                found = _measure(replay, ranker, choice, baselines, mine, step)
                first = {"log": name, "moment": "search" if search else "browse", "shopper": who}
                tables["catalogue"] += _rows(first, found)
                tables["difference"] += _differences(first, found)
            tables["given"] += _given(name, diary, bert, given, step)
    return tables


def _baselines(replay: Replay, steps: int) -> Mapping[str, Scorer]:
    """Learned from what was bought before the start; popularity is of the evening before."""
    diary, n = replay.diary, len(replay.diary.products)
    histories = diary.histories_until(replay.start)
    ease, sasrec = Ease(histories, n), SasRec(histories, n, steps)
    by_history = Neighbours.build(histories, n)

    def sold(case: Case) -> Floats:
        return replay.crowd_at(case.moment.at).sold

    def own(case: Case) -> Floats:
        times = np.bincount(np.asarray(case.moment.history, np.int64), minlength=n)
        return (times + 1e-6 * sold(case)).astype(np.float32)

    return {
        "popularity": sold,
        "own repurchases": own,
        "item-kNN (baskets)": lambda case: replay.crowd.together.scores(case.moment.history),
        "item-kNN (histories)": lambda case: by_history.scores(case.moment.history),
        "EASE": lambda case: ease.scores(case.moment.history),
        "SASRec": lambda case: sasrec.scores(case.moment.history),
    }


def _measure(
    replay: Replay,
    ranker: SessionRanker,
    choice: Choice,
    baselines: Mapping[str, Scorer],
    cases: Sequence[Case],
    step: Step,
) -> dict[str, list[Measured]]:
    """Each method over the same cases."""
    found: dict[str, list[Measured]] = {}
    rng = np.random.default_rng(0)
    for case in cases:
        offer, bought = case.moment.offer, set(case.moment.bought.tolist())
        # Ties, of which methods that know nothing have many, fall at random.
        shuffled = rng.permutation(offer)
        orders: dict[str, Order] = {}
        for name, score in baselines.items():
            orders[name] = _first(score(case)[shuffled], shuffled)
        popular = orders["popularity"]
        orders["BERT alone"] = _read_first(ranker, case, popular, replay.diary.products)
        orders |= _ranked(replay, ranker, choice, case)
        if case.session.query:
            orders = {"popularity within the query": orders.pop("popularity"), **orders}
        for name, order in orders.items():
            found.setdefault(name, []).append(_score(order, bought))
        step()
    return found


def _first(scores: Floats, rows: Rows) -> Order:
    """The first ``DEPTH`` rows, best first."""
    most = min(DEPTH, len(rows))
    best = np.argpartition(-scores, most - 1)[:most]
    return [int(row) for row in rows[best[np.argsort(-scores[best], kind="stable")]]]


def _read_first(
    ranker: SessionRanker, case: Case, popular: Order, products: Sequence[Product]
) -> Order:
    """The most popular as BERT orders them, then the others."""
    read, rest = popular[:READ], popular[READ:]
    said = ranker.read(case.session, [products[row].id for row in read])
    return [read[i] for i in np.argsort(-said, kind="stable")] + rest


def _ranked(replay: Replay, ranker: SessionRanker, choice: Choice, case: Case) -> dict[str, Order]:
    """The ranker, with BERT not told of the profile, and not told of the shopper at all."""
    weights = choice.weights(case.session.query)
    terms = replay.terms(ranker, case)
    ranked = _order(ranker, weights, case, terms)
    if not case.session.history:
        return dict.fromkeys(RANKED, ranked)
    nobody = replay.nobody(case)
    return {
        RANKED[0]: ranked,
        RANKED[1]: _order(ranker, weights, case, terms, with_profile=False),
        RANKED[2]: _order(ranker, weights, nobody, replay.terms(ranker, nobody)),
    }


def _order(
    ranker: SessionRanker,
    weights: Floats,
    case: Case,
    terms: Floats,
    *,
    with_profile: bool = True,
) -> Order:
    """Rows of the candidates, best first: BERT reads those that the other terms like best."""
    scores, say = terms @ weights, float(weights[CHOICE_TERMS.index("bert")])
    if say:
        read = np.argsort(-scores, kind="stable")[:READ]
        ids = [case.session.candidates[i] for i in read.tolist()]
        scores[read] += say * ranker.read(case.session, ids, with_profile=with_profile)
    return [int(row) for row in case.rows[np.argsort(-scores, kind="stable")[:DEPTH]]]


def _given(name: str, diary: Diary, bert: OnnxBert, count: int, step: Step) -> list[Row]:
    """The same sessions as ``daogou rank`` gets them, with what it could count in their place."""
    replay = GivenLists(diary, diary.split, diary.split + END)
    choice = Choice.load(WEIGHTS / "sessions.json")
    rows: list[Row] = []
    cases = {search: replay.cases(count, 98, search=search) for search in (True, False)}
    every = [case for mine in cases.values() for case in mine]
    ranker = replay.ranker(every, bert)
    place = {p.id: row for row, p in enumerate(diary.products)}
    histories = [[place[i] for i in one] for one in {case.session.history for case in every}]
    crowd = Crowd.build(diary.products, histories)
    rng = np.random.default_rng(0)
    for search, mine in cases.items():
        found: dict[str, list[Measured]] = {}
        for case in mine:
            history = [place[i] for i in case.session.history]
            times = np.bincount(np.asarray(history, np.int64), minlength=len(place))
            shuffled = rng.permutation(case.rows)
            orders = {
                "popularity": _first(crowd.sold[shuffled], shuffled),
                "own repurchases": _first((times + 1e-4 * crowd.sold)[shuffled], shuffled),
                "item-kNN (histories)": _first(crowd.together.scores(history)[shuffled], shuffled),
            }
            read = ranker.read(case.session, case.session.candidates)
            orders["BERT alone"] = _first(read, case.rows)
            terms = replay.terms(ranker, case)
            weights = choice.weights(case.session.query)
            orders[RANKED[0]] = _order(ranker, weights, case, terms)
            orders[RANKED[1]] = _order(ranker, weights, case, terms, with_profile=False)
            for method, order in orders.items():
                found.setdefault(method, []).append(_score(order, set(case.moment.bought.tolist())))
            step()
        rows += _rows({"log": name, "moment": "search" if search else "browse"}, found)
    return rows


def _score(order: Order, bought: Collection[int]) -> Measured:
    hits = [row in bought for row in order]
    first = hits.index(True) + 1 if True in hits else 0
    best = dcg([1.0] * len(bought), 10)
    return Measured(
        float(any(hits[:10])),
        dcg([float(hit) for hit in hits], 10) / best,
        1 / first if first else 0,
    )


def _rows(first: Row, found: Mapping[str, Sequence[Measured]]) -> list[Row]:
    """One a method."""
    rows = []
    for method, mine in found.items():
        low, high = interval(np.array([one.ndcg for one in mine]))
        rows.append(
            first
            | {
                "method": method,
                "HR@10": _mean([one.hit for one in mine]),
                "NDCG@10": _mean([one.ndcg for one in mine]),
                "95% from": round(low, 3),
                "to": round(high, 3),
                "MRR": _mean([one.reciprocal for one in mine]),
                "moments": len(mine),
            }
        )
    return rows


def _differences(first: Row, found: Mapping[str, Sequence[Measured]]) -> list[Row]:
    """Ranked against the best baseline, and against itself without profile and shopper."""
    gains = {method: np.array([one.ndcg for one in mine]) for method, mine in found.items()}
    best = max((m for m in gains if m not in RANKED), key=lambda m: float(gains[m].mean()))
    rows = []
    for other in (best, *RANKED[1:]):
        added = gains["ranked"] - gains[other]
        low, high = interval(added)
        rows.append(
            first
            | {
                "ranked against": other,
                "NDCG@10 added": round(float(added.mean()), 4),
                "95% from": round(low, 4),
                "to": round(high, 4),
                "in %": round(100 * float(added.mean() / max(gains[other].mean(), 1e-9)), 1),
                "moments": len(added),
            }
        )
    return rows


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)


def draw(rows: Sequence[Row], file: Path) -> None:
    """NDCG@10 of every method for shoppers with a past, with 95% intervals."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 6.4), layout="constrained")
    panels = figure.subplots(2, 2).flat
    for log, moment in product(("grocery", "gift shop"), ("browse", "search")):
        axes = next(panels)
        mine = [r for r in rows if (r["log"], r["moment"], r["shopper"]) == (log, moment, "warm")]
        mine = sorted(mine, key=lambda row: float(row["NDCG@10"]))
        values = np.array([row["NDCG@10"] for row in mine])
        ends = np.array([[row["95% from"] for row in mine], [row["to"] for row in mine]])
        colours = ["#2a6fb0" if row["method"] == "ranked" else "#b8c4d0" for row in mine]
        errors = np.maximum(np.abs(ends - values), 0)
        axes.barh([row["method"] for row in mine], values, xerr=errors, color=colours)
        axes.set(title=f"{log}, {moment}", xlabel="NDCG@10")
    figure.savefig(file, metadata={"Date": None})
