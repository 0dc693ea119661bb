"""Measures against numbers written as arithmetic and against ranx."""

import math

import pytest
from ranx import Qrels, Run
from ranx import evaluate as reference

from retrieval.metrics import average_precision, judged_only, ndcg, recall, reciprocal_rank

JUDGED = {"a": 3.0, "b": 1.0, "c": 0.0, "d": 2.0}


def test_ndcg_as_arithmetic() -> None:
    ideal = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    mine = 1 / math.log2(2) + 3 / math.log2(4)
    assert ndcg(["b", "x", "a"], JUDGED) == pytest.approx(mine / ideal)
    assert ndcg(["a"], {"a": 0.0}) == 0.0


@pytest.mark.filterwarnings("ignore")
def test_ndcg_and_recall_equal_ranx() -> None:
    ranking = ["b", "x", "a", "c", "d"]
    qrels = Qrels({"q": {k: int(v) for k, v in JUDGED.items() if v}})
    run = Run({"q": {id: float(10 - i) for i, id in enumerate(ranking)}})
    measured = reference(qrels, run, ["ndcg@10", "recall@3"])
    assert ndcg(ranking, JUDGED) == pytest.approx(measured["ndcg@10"])
    assert recall(ranking, JUDGED, 3) == pytest.approx(measured["recall@3"])


def test_single_answer_measures() -> None:
    assert reciprocal_rank(["x", "a"], "a") == 1 / 2
    assert reciprocal_rank(["x"], "a") == 0
    assert average_precision([False, True, True]) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert average_precision([False]) == 0


def test_what_nobody_judged_can_be_left_out() -> None:
    assert judged_only(["x", "b", "y", "c"], JUDGED) == ["b", "c"]
    assert ndcg(judged_only(["x", "a", "d", "b"], JUDGED), JUDGED) == pytest.approx(1)
