"""``daogou evaluate retrieval|ranking``: whole-catalogue NDCG@10 on public judgements.

Whatever was fitted on a judged query is tested on other queries only: the layers are
cross-validated by query, and BERT learned from editorial queries that equal no tested one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ranking.features import BERT
from ranking.judged import (
    PUBLIC,
    esci_grade,
    icecat_grade,
    learned,
    public_judgements,
    read_judgements,
    unseen,
)
from ranking.layer import Layer
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
GRADES: Mapping[str, Callable[[float], int]] = {"esci": esci_grade, "icecat": icecat_grade}

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class JudgedCatalogue:
    """A catalogue with what is known of its queries."""

    name: str
    retriever: Retriever
    tested: list[JudgedList]
    """Public judgements, the ones reported on. BERT never learned from them."""
    own: list[JudgedList]
    """Daogou's own judgements that BERT and the layer learn from."""
    unseen: list[JudgedList]
    """Its own that neither learned from."""


def load_judged(retrievers: Mapping[str, Retriever], data: Path) -> list[JudgedCatalogue]:
    """Catalogues with their lists, without BERT's term. Raises RankingError."""
    public = public_judgements(data)
    result = []
    for name, retriever in retrievers.items():
        tested = judged_lists(retriever, read_judgements(data / PUBLIC[name]), GRADES[name])
        own = judged_lists(retriever, learned(name, public), int)
        result.append(
            JudgedCatalogue(
                name, retriever, tested, own, judged_lists(retriever, unseen(name, public), int)
            )
        )
    return result


def add_bert(catalogues: Sequence[JudgedCatalogue], score: Scorer) -> list[JudgedCatalogue]:
    """The same with BERT's term on what the layer (over all of them) likes best."""
    layer = fit_layer(_all(catalogues, "tested"), _all(catalogues, "own"))

    def read(catalogue: JudgedCatalogue, lists: Sequence[JudgedList]) -> list[JudgedList]:
        return with_bert(lists, catalogue.retriever, layer, score, READ)

    return [replace(c, tested=read(c, c.tested), unseen=read(c, c.unseen)) for c in catalogues]


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

    Each query of ``tested`` is ranked by a layer fitted on all else: its catalogue's other folds,
    the other catalogues, and Daogou's own queries. label_free: nothing judged on this catalogue
    takes part in the layer.
    """
    mine = next(c for c in catalogues if c.name == tested)
    others = [c for c in catalogues if c.name != tested]
    other = _all(others, "tested")
    plain = np.zeros((len(mine.tested), len(MEASURES)))
    full = np.zeros((len(mine.tested), len(MEASURES)))
    splits = [(other, np.arange(len(mine.tested)))] if label_free else list(_folds(mine, other))
    repeats = 1 if label_free else REPEATS
    own = _all(others if label_free else catalogues, "own")
    for training, held_back in splits:
        layer = fit_layer(training, own)
        for q in held_back.tolist():
            without, whole = _both(mine.tested[q], layer)
            plain[q] += without / repeats
            full[q] += whole / repeats
    return {"layer": _columns(plain), f"layer + {BERT}": _columns(full)}


def unseen_scores(
    catalogues: Sequence[JudgedCatalogue], tested: str
) -> dict[str, dict[str, Scores]]:
    """The measures of fusion, of the layer and of the layer with BERT on Daogou's own queries that
    neither learned from."""
    mine = next(c for c in catalogues if c.name == tested)
    layer = fit_layer(_all(catalogues, "tested"), _all(catalogues, "own"))
    fused = np.array([measured(item.ids, item) for item in mine.unseen])
    both = np.array([_both(item, layer) for item in mine.unseen])
    return {
        "fused": _columns(fused),
        "layer": _columns(both[:, 0]),
        f"layer + {BERT}": _columns(both[:, 1]),
    }


def _both(item: JudgedList, layer: Layer) -> tuple[Scores, Scores]:
    """The measures of the layer without and with BERT."""
    best = np.argsort(-layer.scores(item.plain), kind="stable")
    return (
        np.array(measured([item.ids[i] for i in best], item)),
        np.array(measured(final_order(item, layer, RERANKED), item)),
    )


def _all(catalogues: Sequence[JudgedCatalogue], kind: str) -> list[JudgedList]:
    return [item for c in catalogues for item in getattr(c, kind)]


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
