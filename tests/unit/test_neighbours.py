"""What is bought together: counted by hand."""

import numpy as np
import pytest

from ranking.neighbours import Neighbours

KETTLE, TEA, MUG, ROPE = range(4)
BASKETS = [[KETTLE, TEA], [KETTLE, TEA, TEA], [KETTLE, MUG], [ROPE]]


def test_nearness_is_the_shrunk_cosine_of_baskets() -> None:
    known = Neighbours.build(BASKETS, 5, shrink=2.0)
    rows, near = known.nearest(KETTLE, 5)
    assert rows.tolist() == [TEA, MUG]
    assert near == pytest.approx([2 / (np.sqrt(3 * 2) + 2), 1 / (np.sqrt(3 * 1) + 2)])
    assert known.nearest(KETTLE, 1)[0].tolist() == [TEA]
    for alone in (ROPE, 4):
        assert not len(known.nearest(alone, 5)[0])


def test_scores_add_up_over_a_history_and_name_no_product_its_own_neighbour() -> None:
    known = Neighbours.build(BASKETS, 5, shrink=2.0)
    scores = known.scores([KETTLE, MUG], [0.5, 1.0])
    assert scores[TEA] == pytest.approx(0.5 * 2 / (np.sqrt(6) + 2))
    assert scores[KETTLE] == pytest.approx(1 / (np.sqrt(3) + 2)), "the mug's neighbour"
    assert scores[ROPE] == scores[4] == 0
    assert not known.scores([]).any()


def test_a_shop_without_baskets_has_no_neighbours() -> None:
    empty = Neighbours.build([], 3)
    assert len(empty) == 3
    assert not empty.scores([0, 1, 2]).any()
    assert len(Neighbours.build([], 0)) == 0
