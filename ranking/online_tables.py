"""What ``daogou evaluate online`` prints: a replay with and without updates, regret, estimates.

Each log plays a new shop. It starts with weights fitted on the other log alone, or with weights
that know words only, and meets its own held-back moments in the order of time. In the simulator its
shoppers go by the weights fitted on its own past, or are of another kind altogether.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ranking.behaviour import Log, read_complete_journey, read_online_retail, sessions
from ranking.choice import fit_weights
from ranking.exploration import order_of
from ranking.off_policy import Target, evaluate_policy
from ranking.online import Belief, Floats, begin, learn
from ranking.sessions import CHOICE_TERMS, RELEVANCE_TERMS, SessionQuery, SessionRanker
from ranking.simulated_choices import PLACES, POLICIES, World, logged_lists, regret
from ranking.types import EventKind
from retrieval.metrics import ndcg

FITTED = 400
"""Moments of each log that start weights are fitted on, all from before the split."""
REPLAYED = 1000
"""Held-back moments of each log."""
ROUNDS, RUNS = 3000, 3
LOGGED = 2000
OTHERNESS = 0.5
"""How far other shoppers' weights lie, in what a product one spread above the mean scores."""
WARM = 100
"""Rounds before the lists for estimates are shown, so that the belief is somewhere else."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shop:
    """One log as lists of terms with what was bought."""

    name: str
    fitted: tuple[tuple[Floats, int], ...]
    stream: tuple[tuple[Floats, int], ...]
    """In the order of time."""


@dataclass(frozen=True, slots=True)
class Online:
    """Tables and the curves of their pictures."""

    replay: list[Row]
    regret: list[Row]
    estimates: list[Row]
    gains: dict[str, Floats]
    """By shop: NDCG@10 with updates less without, a moment."""
    lost: dict[str, dict[str, Floats]]
    """By shop and policy: clicks lost so far, the mean of the runs."""


def online_tables(data: Path, seed: int = 0) -> Online:
    """All three, on both logs. Raises RankingError when a log is not there."""
    logs = {
        "grocery": read_complete_journey(),
        "gift shop": read_online_retail(data / "uci_online_retail" / "until_2011-11-10.parquet"),
    }
    shops = [_shop(name, log, seed) for name, log in logs.items()]
    result = Online([], [], [], {}, {})
    for shop, other in zip(shops, reversed(shops), strict=True):
        start = _start(other)
        own = _fit(shop.fitted)
        for name, known in (("another shop's", start), ("words only", _words_only(start))):
            gains = _replay(shop, name, known, own, result.replay)
            result.gains[f"{shop.name}, {name}"] = gains
        lists = [terms for terms, _ in shop.stream]
        alike, unlike = World.of(lists, own), World.of(lists, _other_kind(start, seed))
        for name, world in ((shop.name, alike), (f"{shop.name}, other shoppers", unlike)):
            result.lost[name] = _regrets(name, world, start, result.regret)
        result.estimates.extend(_estimates(shop.name, alike, start))
    return result


def _shop(name: str, log: Log, seed: int) -> Shop:
    before = list(sessions(log, FITTED, seed + 1))
    after = sorted(sessions(log, REPLAYED, seed + 2, held_back=True), key=lambda one: one.at)
    asked = [SessionQuery(one.query, one.history, one.candidates) for one in (*before, *after)]
    ranker = SessionRanker.prepare(tuple(log.products.values()), asked)
    lists = [
        (ranker.terms(query, one.candidates).astype(float), one.candidates.index(one.bought))
        for query, one in zip(asked, (*before, *after), strict=True)
    ]
    return Shop(name, tuple(lists[: len(before)]), tuple(lists[len(before) :]))


def _fit(lists: Sequence[tuple[Floats, int]]) -> Floats:
    offers = [(terms.astype(np.float32), taken) for terms, taken in lists]
    return fit_weights(offers, len(CHOICE_TERMS)).astype(float)


def _start(other: Shop) -> Belief:
    spread = np.mean([terms.std(0) for terms, _ in other.fitted], axis=0)
    return begin(CHOICE_TERMS, _fit(other.fitted), np.maximum(spread, 0.05))


def _words_only(start: Belief) -> Belief:
    """The same, with no weight but for words and meaning."""
    known = np.isin(CHOICE_TERMS, RELEVANCE_TERMS)
    return begin(CHOICE_TERMS, np.where(known, start.prior, 0.0), start.spread)


def _other_kind(start: Belief, seed: int) -> Floats:
    """Weights of shoppers who go by quite other things."""
    noise = np.random.default_rng(seed).standard_normal(len(start.prior))
    weights: Floats = start.prior + OTHERNESS * noise / start.spread
    return weights


def _replay(shop: Shop, name: str, start: Belief, own: Floats, rows: list[Row]) -> Floats:
    """One row a quarter of the stream and one of all; returns the gain of each moment."""
    belief = start
    without, with_updates = np.zeros(len(shop.stream)), np.zeros(len(shop.stream))
    for i, (terms, taken) in enumerate(shop.stream):
        without[i] = _gain_at(terms @ start.mean, taken)
        with_updates[i] = _gain_at(terms @ belief.mean, taken)
        belief = learn(belief, terms, taken, EventKind.PURCHASE)
    fitted = np.array([_gain_at(terms @ own, taken) for terms, taken in shop.stream])
    gains = with_updates - without
    quarters = np.array_split(np.arange(len(gains)), 4)
    for part_name, part in [(f"quarter {i + 1}", q) for i, q in enumerate(quarters)] + [
        ("all", np.arange(len(gains)))
    ]:
        draws = np.random.default_rng(0).choice(gains[part], (1000, len(part))).mean(1)
        rows.append(
            {
                "shop": shop.name,
                "starts with": name,
                "stream": part_name,
                "without updates": round(float(without[part].mean()), 4),
                "with updates": round(float(with_updates[part].mean()), 4),
                "gain": round(float(gains[part].mean()), 4),
                "95% from": round(float(np.quantile(draws, 0.025)), 4),
                "to": round(float(np.quantile(draws, 0.975)), 4),
                "fitted on its own past": round(float(fitted[part].mean()), 4),
                "moments": len(part),
            }
        )
    return gains


def _gain_at(scores: Floats, taken: int) -> float:
    return ndcg([str(i) for i in order_of(scores)], {str(taken): 1.0})


def _regrets(name: str, world: World, start: Belief, rows: list[Row]) -> dict[str, Floats]:
    curves = {}
    for policy, choose in POLICIES.items():
        runs = np.array([regret(world, start, choose, ROUNDS, seed) for seed in range(RUNS)])
        curves[policy] = runs.mean(0)
        rows.append(
            {
                "shop": name,
                "policy": policy,
                "clicks lost after 300 lists": round(float(runs[:, 299].mean()), 1),
                f"after {ROUNDS}": round(float(runs[:, -1].mean()), 1),
                "least": round(float(runs[:, -1].min()), 1),
                "most": round(float(runs[:, -1].max()), 1),
                "in the last 300, a list": round(
                    float((runs[:, -1] - runs[:, -301]).mean()) / 300, 4
                ),
            }
        )
    return curves


def _estimates(name: str, world: World, start: Belief) -> list[Row]:
    """What three other orders would earn: in truth, and by the log of Thompson sampling."""
    belief = start
    rng = np.random.default_rng(11)
    for _ in range(WARM):
        terms = world.lists[int(rng.integers(len(world.lists)))]
        worth = np.exp(terms @ world.weights - (terms @ world.weights).max())
        taken = int(rng.choice(len(terms), p=worth / worth.sum()))
        belief = learn(belief, terms, taken, EventKind.CLICK)
    logged = logged_lists(world, belief, LOGGED, seed=13)
    seen = float(np.mean([one.rewards.sum() for one in logged]))
    rows = []
    for policy, weights in (
        ("shipped weights", belief.prior),
        ("learned so far", belief.mean),
        ("the shoppers' own", world.weights),
    ):
        told = evaluate_policy(logged, _always(weights))
        true = float(np.mean([world.expected(one.terms, one.terms @ weights) for one in logged]))
        rows.append(
            {
                "shop": name,
                "order by": policy,
                "truth": round(true, 4),
                "IPS": round(told.ips, 4),
                "SNIPS": round(told.snips, 4),
                "doubly robust": round(told.doubly_robust, 4),
                "95% from": round(told.intervals["doubly_robust"][0], 4),
                "to": round(told.intervals["doubly_robust"][1], 4),
                "the log itself": round(seen, 4),
            }
        )
    return rows


def _always(weights: Floats) -> Target:
    def target(terms: Floats) -> Floats:
        sure = np.zeros((len(terms), PLACES))
        sure[order_of(terms @ weights)[:PLACES], np.arange(PLACES)] = 1.0
        return sure

    return target


def draw(found: Online, folder: Path) -> None:
    """``online-replay.svg`` and ``online-regret.svg``."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.subplots()
    for name, gains in found.gains.items():
        axes.plot(np.cumsum(gains) / np.arange(1, len(gains) + 1), label=name)
    axes.axhline(0, color="grey", linewidth=0.8)
    axes.set(xlabel="moments so far", ylabel="NDCG@10 gained by updates", ylim=(-0.02, None))
    axes.legend(frameon=False)
    figure.savefig(folder / "online-replay.svg", metadata={"Date": None})
    figure = Figure(figsize=(9, 6.4), layout="constrained")
    for place, (name, curves) in enumerate(found.lost.items()):
        axes = figure.add_subplot(2, math.ceil(len(found.lost) / 2), place + 1)
        for policy, lost in curves.items():
            axes.plot(lost, label=policy)
        axes.set(xlabel="lists shown", ylabel="clicks lost so far", title=name)
        axes.legend(frameon=False)
    figure.savefig(folder / "online-regret.svg", metadata={"Date": None})
