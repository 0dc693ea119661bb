"""``daogou train choice``: the shopper's weights, learned from what shoppers bought next.

Two sets: over a shop's whole catalogue (``choice.json``), and over given lists of candidates of
which nothing else is known (``sessions.json``). Each learns on the weeks before the logs are split;
the weeks after it are what is reported.
"""

import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from ranking.behaviour import read_complete_journey, read_online_retail
from ranking.choice import Choice, fit_weights
from ranking.moments import Diary
from ranking.ranker import WEIGHTS
from ranking.replay import Case, GivenLists, Replay
from ranking.sessions import CHOICE_TERMS, READ, SessionRanker
from ranking.shopper_terms import OWN_TERMS
from retrieval.bert import Floats, OnnxBert, load_onnx

WINDOW = timedelta(days=49)
"""The weeks before the split that are learned from; what is counted is from before them."""
MOMENTS = 300
"""Of each log, with a query and without."""
NEWCOMERS = 3
"""One moment in so many takes part once more as that of somebody of whom nothing is known."""
READ_MOMENTS = 40
"""Of them, those that BERT reads: its weight is a single number."""
MAY_HURT = (
    "had",
    "had_once",
    "bought_lately",
    "habit_lately",
    "long_ago",
    "overdue",
    "too_early",
    "loyal",
    "kind_lately",
    "kind_overdue",
    "kind_too_early",
    "often",
    "habit_often",
    "often_lately",
    "of_kind",
    "latest_of_kind",
)
"""Of the shopper's own terms. All others may help a product and never hurt it: that somebody likes
a brand is no reason against it."""
GIFT_FILE = Path("uci_online_retail") / "until_2011-11-10.parquet"

L2 = 0.03
"""Of the penalty: there are some fifty terms that say nearly the same, and few moments."""

Offer = tuple[Floats, list[int]]
"""Terms of what was on offer, and the places of what was bought."""


def diaries(data: Path) -> dict[str, Diary]:
    """Both logs. Raises RankingError when one is not there."""
    return {
        "grocery": Diary(read_complete_journey()),
        "gift shop": Diary(read_online_retail(data / GIFT_FILE)),
    }


def train_choice(data: Path, out: Path = WEIGHTS, seed: int = 7) -> dict[str, object]:
    """Fit both sets with the cross-encoder of ``out``, else the shipped one; returns what was done.

    Raises RankingError when the data is not there.
    """
    started = time.time()
    bert = load_onnx(out / "bert" if (out / "bert").is_dir() else WEIGHTS / "bert")
    logs = diaries(data)
    fitted: dict[str, object] = {}
    for file, form in (("choice.json", Replay), ("sessions.json", GivenLists)):
        replays = [form(diary, diary.split - WINDOW, diary.split) for diary in logs.values()]
        choice, counts = learn(replays, bert, seed)
        choice.save(out / file)
        fitted[file] = counts
    return {
        "command": "daogou train choice",
        "seed": seed,
        "moments": fitted,
        "minutes": round((time.time() - started) / 60, 1),
        "date": date.today().isoformat(),
    }


def learn(
    replays: Sequence[Replay], bert: OnnxBert, seed: int, moments: int = MOMENTS
) -> tuple[Choice, Mapping[str, int]]:
    """Weights from the moments of some logs together, and from how many of each form.

    First all terms but BERT's; then BERT reads what they like best, and its weight is fitted on top
    of them.
    """
    offers: dict[bool, list[Offer]] = {True: [], False: []}
    read: dict[bool, list[tuple[SessionRanker, Case, Floats]]] = {True: [], False: []}
    for replay in replays:
        cases = {search: replay.cases(moments, seed, search=search) for search in offers}
        ranker = replay.ranker([*cases[True], *cases[False]], bert)
        for search, mine in cases.items():
            for place, case in enumerate(mine):
                terms = replay.terms(ranker, case)
                if case.hits:
                    offers[search].append((terms, case.hits))
                    if place < READ_MOMENTS:
                        read[search].append((ranker, case, terms))
                nobody = replay.nobody(case)
                if place % NEWCOMERS == 0 and nobody.hits:
                    offers[search].append((replay.terms(ranker, nobody), nobody.hits))
    weights = {search: _fit(offers[search], read[search]) for search in offers}
    counts = {"search": len(offers[True]), "browse": len(offers[False])}
    return Choice(CHOICE_TERMS, weights[True], weights[False]), counts


def _fit(offers: Sequence[Offer], read: Sequence[tuple[SessionRanker, Case, Floats]]) -> Floats:
    liked = [CHOICE_TERMS.index(name) for name in OWN_TERMS if name not in MAY_HURT]
    weights = fit_weights(offers, len(CHOICE_TERMS), liked, L2)
    said: list[Offer] = []
    for ranker, case, terms in read:
        scores = terms @ weights
        best = np.argsort(-scores, kind="stable")[:READ]
        places = [place for place, i in enumerate(best.tolist()) if i in set(case.hits)]
        if places:
            logits = ranker.read(case.session, [case.session.candidates[i] for i in best])
            said.append((np.column_stack([scores[best], logits]), places))
    base, reading = fit_weights(said, 2, [0, 1]) if said else (1.0, 0.0)
    weights = weights * (base or 1.0)
    weights[CHOICE_TERMS.index("bert")] = reading
    return weights.astype(np.float32)
