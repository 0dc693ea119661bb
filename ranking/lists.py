"""Judged queries as lists of terms and grades, for fitting and testing the learned layer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ranking.features import SEARCH_TERMS, search_terms
from ranking.layer import Layer
from ranking.reading import added_by_bert
from ranking.texts import product_side, wish_side
from retrieval.bert import Floats
from retrieval.retriever import Retriever
from retrieval.types import Query

DEPTH = 100
"""How many fused candidates a list holds."""
READ = 40
"""How many of them BERT reads when it is measured: those that any fold may choose from."""
EDITORIAL_WEIGHT = 0.15
"""Of an editorial query beside a public one, when the layer is fitted."""

Scorer = Callable[[Sequence[str], Sequence[str]], Floats]
"""Wishes and texts, one each, to ``(n, 1)`` logits."""


@dataclass(frozen=True, slots=True)
class JudgedList:
    """One judged query with its candidates' terms."""

    query: str
    ids: tuple[str, ...]
    """Fused order."""
    plain: Floats
    """``(n, len(SEARCH_TERMS))``."""
    bert: Floats
    """``(n,)`` logits, NaN where BERT did not read."""
    grades: npt.NDArray[np.int64]
    """``(n,)`` 0..3, 0 without a judgement."""
    gains: Mapping[str, float]
    """All judgements of the query, as the file has them."""


def judged_lists(
    retriever: Retriever,
    judgements: Mapping[str, Mapping[str, float]],
    grade: Callable[[float], int],
) -> list[JudgedList]:
    """A list a query, without BERT's term."""
    result = []
    for query, gains in judgements.items():
        candidates = retriever.search(Query(query, top=DEPTH))
        ids = tuple(c.product_id for c in candidates)
        result.append(
            JudgedList(
                query=query,
                ids=ids,
                plain=search_terms(retriever.table, query, candidates),
                bert=np.full(len(ids), np.nan, np.float32),
                grades=np.array([grade(gains.get(i, 0.0)) for i in ids], np.int64),
                gains=gains,
            )
        )
    return result


def with_bert(
    lists: Sequence[JudgedList], retriever: Retriever, layer: Layer, score: Scorer, read: int
) -> list[JudgedList]:
    """The same lists with BERT's logit on the ``read`` candidates that the layer likes best."""
    rows = {p.id: i for i, p in enumerate(retriever.table.products)}
    products = retriever.table.products
    result = []
    for item in lists:
        best = np.argsort(-layer.scores(item.plain), kind="stable")[:read]
        bert = np.full(len(item.ids), np.nan, np.float32)
        if len(best):
            texts = [product_side(products[rows[item.ids[i]]]) for i in best]
            bert[best] = score([wish_side(item.query)] * len(texts), texts)[:, 0]
        result.append(JudgedList(item.query, item.ids, item.plain, bert, item.grades, item.gains))
    return result


def fit_layer(public: Sequence[JudgedList], editorial: Sequence[JudgedList] = ()) -> Layer:
    """The learned layer over plain terms.

    Of editorial queries only the judged products take part: what nobody looked at is too often
    right there, and of public ones too rarely.
    """
    lists = [(item.plain, item.grades) for item in public]
    for item in editorial:
        judged = np.array([i in item.gains for i in item.ids], bool)
        lists.append((item.plain[judged], item.grades[judged]))
    weights = [1.0] * len(public) + [EDITORIAL_WEIGHT] * len(editorial)
    return Layer.fit(lists, SEARCH_TERMS, weights=weights)


def final_order(item: JudgedList, layer: Layer, read: int) -> list[str]:
    """Product ids as the ranker would order them: those that BERT reads, then the rest."""
    scores = layer.scores(item.plain)
    unread = np.ones(len(item.ids), bool)
    unread[np.argsort(-scores, kind="stable")[:read]] = False
    scores = scores + added_by_bert(scores, np.where(unread, np.nan, item.bert))
    return [item.ids[i] for i in np.lexsort((-scores, unread))]
