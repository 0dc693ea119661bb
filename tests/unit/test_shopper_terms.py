"""Terms of a shopper's history beside hand counts, and terms that are products of two."""

import numpy as np
import pytest
from tiny_shop import PRODUCTS

from ranking.crowd import Crowd
from ranking.shopper_terms import (
    CROSSED,
    CROSSED_TERMS,
    OWN_TERMS,
    SHOPPER_TERMS,
    SIZE,
    shopper_terms,
    taste_of,
)

VECTORS = np.eye(len(PRODUCTS), 8, dtype=np.float32)
AT = {name: i for i, name in enumerate(SHOPPER_TERMS)}
ROWS = list(range(len(PRODUCTS)))


def test_counts_are_those_of_the_history() -> None:
    terms = shopper_terms(PRODUCTS, taste_of(PRODUCTS, [0, 1, 1], VECTORS), ROWS, VECTORS)
    assert terms[:2, AT["often"]] == pytest.approx([1 / 20, 2 / 20])
    assert terms[1, AT["of_kind"]] <= 1
    assert terms[1, AT["latest_of_kind"]] == 1, "the last thing had is the last of its kind"
    never = [row for row in ROWS if row > 1]
    of_past = ("often", "habit_often", "often_lately", "of_kind", "latest_of_kind")
    assert not terms[never][:, [AT[name] for name in of_past]].any()


def test_crossed_terms_are_products() -> None:
    crowd = Crowd.build(PRODUCTS, [[0, 1], [0, 1, 0], [2]])
    history = [0, 1, 1, 0]
    terms = shopper_terms(PRODUCTS, taste_of(PRODUCTS, history, VECTORS), ROWS, VECTORS, crowd)
    size = (np.log1p(len(history)) - 5) / 2
    for (one, other, most), name in zip(CROSSED, CROSSED_TERMS, strict=True):
        by = size if other == SIZE else terms[:, AT[other]]
        assert terms[:, AT[name]] == pytest.approx(terms[:, AT[one]] * by / most), name
    assert terms[:, AT["had x sold"]].any()


def test_of_nobody_only_the_crowd_is_known() -> None:
    crowd = Crowd.build(PRODUCTS, [[0, 1], [0, 1, 0], [2]])
    terms = shopper_terms(PRODUCTS, None, ROWS, VECTORS, crowd)
    assert not terms[:, [AT[name] for name in (*OWN_TERMS, *CROSSED_TERMS)]].any()
    assert terms[:, AT["sold"]].any()
