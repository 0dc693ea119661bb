"""``daogou evaluate retrieval|ranking``: whole-catalogue NDCG@10 on public judgements.

Whatever was fitted on a judged query is tested on other queries only: the layer is
cross-validated by query, and editorial queries that equal a tested one are left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ranking.features import BERT
from ranking.judged import editorial, esci_grade, icecat_grade, read_judgements, without_overlap
from ranking.lists import (
    READ,
    JudgedList,
    Scorer,
    final_order,
    fit_layer,
    judged_lists,
    with_bert,
)
from ranking.ranker import RERANKED
from retrieval.metrics import ndcg, recall
from retrieval.retriever import Retriever
from retrieval.types import Query

FOLDS = 5
REPEATS = 3
JUDGED_FILES = {"esci": "esci_judgements/dev.tsv", "icecat": "icecat_judgements/dev.tsv"}
GRADES: Mapping[str, Callable[[float], int]] = {"esci": esci_grade, "icecat": icecat_grade}

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class JudgedCatalogue:
    """A catalogue with what is known of its queries."""

    name: str
    retriever: Retriever
    tested: list[JudgedList]
    """Public judgements, the ones reported on."""
    editorial: list[JudgedList]
    """Daogou's own, never equal to a tested query of any catalogue."""


def load_judged(retrievers: Mapping[str, Retriever], data: Path) -> list[JudgedCatalogue]:
    """Catalogues with their lists, without BERT's term. Raises RankingError."""
    files = {name: data / file for name, file in JUDGED_FILES.items() if name in retrievers}
    public = {name: read_judgements(file) for name, file in files.items()}
    every = {q: g for judgements in public.values() for q, g in judgements.items()}
    return [
        JudgedCatalogue(
            name,
            retrievers[name],
            judged_lists(retrievers[name], public[name], GRADES[name]),
            judged_lists(retrievers[name], without_overlap(editorial(name), every), round),
        )
        for name in files
    ]


def add_bert(catalogues: Sequence[JudgedCatalogue], score: Scorer) -> list[JudgedCatalogue]:
    """The same with BERT's term on what the first layer (over all of them) likes best."""
    first = fit_layer([i for c in catalogues for i in (*c.tested, *c.editorial)], bert=False)
    return [
        JudgedCatalogue(
            c.name,
            c.retriever,
            with_bert(c.tested, c.retriever, first, score, READ),
            with_bert(c.editorial, c.retriever, first, score, READ),
        )
        for c in catalogues
    ]


def retrieval_scores(catalogue: JudgedCatalogue) -> dict[str, dict[str, Scores]]:
    """NDCG@10 and Recall@100 of each retrieval stage, one number a query."""
    result: dict[str, dict[str, Scores]] = {}
    for stage in ("keyword", "dense", "hybrid"):
        runs = [
            [c.product_id for c in catalogue.retriever.search(Query(i.query, top=100), stage)]
            for i in catalogue.tested
        ]
        pairs = list(zip(runs, catalogue.tested, strict=True))
        result[stage] = {
            "ndcg@10": np.array([ndcg(run, i.gains) for run, i in pairs]),
            "recall@100": np.array([recall(run, i.gains) for run, i in pairs]),
        }
    return result


def ranked_scores(
    catalogues: Sequence[JudgedCatalogue], tested: str, *, label_free: bool = False
) -> dict[str, Scores]:
    """NDCG@10 of the layer without and with BERT, one number a query, mean over repeats.

    Each query of ``tested`` is ranked by layers fitted on all else: its catalogue's other folds,
    the other catalogues and the editorial queries. label_free: nothing judged on this catalogue
    takes part, as in a new shop.
    """
    mine = next(c for c in catalogues if c.name == tested)
    other = [i for c in catalogues if c.name != tested for i in (*c.tested, *c.editorial)]
    own = [] if label_free else mine.editorial
    plain = np.zeros(len(mine.tested))
    full = np.zeros(len(mine.tested))
    for repeat in range(REPEATS):
        folds = np.random.default_rng(repeat).permutation(len(mine.tested)) % FOLDS
        for fold in range(FOLDS):
            rest = [i for i, f in zip(mine.tested, folds, strict=True) if f != fold]
            training = [*other, *own, *([] if label_free else rest)]
            first, final = fit_layer(training, bert=False), fit_layer(training, bert=True)
            for q in np.flatnonzero(folds == fold):
                item = mine.tested[q]
                best = np.argsort(-first.scores(item.plain), kind="stable")
                plain[q] += ndcg([item.ids[i] for i in best], item.gains) / REPEATS
                order = final_order(item, first, final, RERANKED)
                full[q] += ndcg(order, item.gains) / REPEATS
    return {"layer": plain, f"layer + {BERT}": full}


def interval(scores: Scores, draws: int = 2000, seed: int = 0) -> tuple[float, float]:
    """95% bootstrap interval of a mean over queries."""
    rng = np.random.default_rng(seed)
    means = rng.choice(scores, (draws, len(scores))).mean(1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
