"""``daogou evaluate retrieval|ranking``: whole-catalogue NDCG@10 on public judgements.

Whatever was fitted on a judged query is tested on other queries only: the layers are
cross-validated by query, and BERT learned from editorial queries that equal no tested one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ranking.features import BERT
from ranking.judged import esci_grade, icecat_grade, read_judgements
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
from retrieval.metrics import judged_only, ndcg, recall
from retrieval.retriever import Retriever
from retrieval.types import Query

MEASURES = ("ndcg@10", "ndcg@10, judged")
"""Over all that was found, unjudged products counting as wrong, and over what was judged alone."""
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
    """Public judgements, the ones reported on. BERT never learned from them."""


def load_judged(retrievers: Mapping[str, Retriever], data: Path) -> list[JudgedCatalogue]:
    """Catalogues with their lists, without BERT's term. Raises RankingError."""
    return [
        JudgedCatalogue(
            name,
            retrievers[name],
            judged_lists(retrievers[name], read_judgements(data / file), GRADES[name]),
        )
        for name, file in JUDGED_FILES.items()
        if name in retrievers
    ]


def add_bert(catalogues: Sequence[JudgedCatalogue], score: Scorer) -> list[JudgedCatalogue]:
    """The same with BERT's term on what the layer (over all of them) likes best."""
    layer = fit_layer([i for c in catalogues for i in c.tested])
    return [
        JudgedCatalogue(c.name, c.retriever, with_bert(c.tested, c.retriever, layer, score, READ))
        for c in catalogues
    ]


def retrieval_scores(catalogue: JudgedCatalogue) -> dict[str, dict[str, Scores]]:
    """Each retrieval stage's measures (see ``measured``) and Recall@100, one number a query."""
    result: dict[str, dict[str, Scores]] = {}
    for stage in ("keyword", "dense", "hybrid"):
        runs = [
            [c.product_id for c in catalogue.retriever.search(Query(i.query, top=100), stage)]
            for i in catalogue.tested
        ]
        recalls = [recall(run, i.gains) for run, i in zip(runs, catalogue.tested, strict=True)]
        rows = [measured(run, i) for run, i in zip(runs, catalogue.tested, strict=True)]
        result[stage] = {**_columns(np.array(rows)), "recall@100": np.array(recalls)}
    return result


def ranked_scores(
    catalogues: Sequence[JudgedCatalogue], tested: str, *, label_free: bool = False
) -> dict[str, dict[str, Scores]]:
    """The measures of the layer without and with BERT, one number a query, mean over repeats.

    Each query of ``tested`` is ranked by a layer fitted on all else: its catalogue's other folds
    and the other catalogues. label_free: no public judgement on this catalogue takes part.
    """
    mine = next(c for c in catalogues if c.name == tested)
    other = [i for c in catalogues if c.name != tested for i in c.tested]
    plain = np.zeros((len(mine.tested), len(MEASURES)))
    full = np.zeros((len(mine.tested), len(MEASURES)))
    splits = [(other, np.arange(len(mine.tested)))] if label_free else list(_folds(mine, other))
    repeats = 1 if label_free else REPEATS
    for training, held_back in splits:
        layer = fit_layer(training)
        for q in held_back.tolist():
            item = mine.tested[q]
            best = np.argsort(-layer.scores(item.plain), kind="stable")
            plain[q] += np.array(measured([item.ids[i] for i in best], item)) / repeats
            full[q] += np.array(measured(final_order(item, layer, RERANKED), item)) / repeats
    return {"layer": _columns(plain), f"layer + {BERT}": _columns(full)}


def measured(ranking: Sequence[str], item: JudgedList) -> tuple[float, float]:
    """The ``MEASURES`` of one ranking."""
    judged = judged_only(ranking, item.gains)
    return ndcg(ranking, item.gains), ndcg(judged, item.gains)


def _columns(rows: Scores) -> dict[str, Scores]:
    return dict(zip(MEASURES, rows.T, strict=True))


def _folds(
    mine: JudgedCatalogue, other: list[JudgedList]
) -> Iterator[tuple[list[JudgedList], npt.NDArray[np.int64]]]:
    """Training lists and held-back queries, ``FOLDS`` times ``REPEATS``."""
    for repeat in range(REPEATS):
        folds = np.random.default_rng(repeat).permutation(len(mine.tested)) % FOLDS
        for fold in range(FOLDS):
            rest = [i for i, f in zip(mine.tested, folds, strict=True) if f != fold]
            yield [*other, *rest], np.flatnonzero(folds == fold)


def interval(scores: Scores, draws: int = 2000, seed: int = 0) -> tuple[float, float]:
    """95% bootstrap interval of a mean over queries."""
    rng = np.random.default_rng(seed)
    means = rng.choice(scores, (draws, len(scores))).mean(1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
