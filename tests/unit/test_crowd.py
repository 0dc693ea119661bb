"""What all shoppers did, and moments of a log played again: counted by hand."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from tiny_shop import PRODUCTS

from assistant.crowd import LEAST_SHOPPERS, Purchase, crowd_of
from ranking.baselines.ease import Ease
from ranking.behaviour import Log
from ranking.crowd import Crowd
from ranking.follows import Follows
from ranking.moments import Diary, set_aside
from ranking.shopper_terms import CROWD_TERMS, OWN_TERMS, shopper_terms, taste_of
from retrieval.types import Product

VECTORS = np.eye(len(PRODUCTS), 8, dtype=np.float32)
AT = {name: i for i, name in enumerate((*OWN_TERMS, *CROWD_TERMS))}
DAY = timedelta(days=1)
SPLIT = datetime(2026, 3, 1)


def test_terms_of_the_crowd() -> None:
    histories = [[0, 1], [0, 1, 0], [2]]
    lately = np.zeros(len(PRODUCTS), np.float32)
    lately[2] = 1
    crowd = Crowd.build(PRODUCTS, histories, lately=lately)
    taste = taste_of(PRODUCTS, [0], VECTORS)
    terms = shopper_terms(PRODUCTS, taste, [0, 1, 2], VECTORS, crowd)
    assert terms[:, AT["sold"]] == pytest.approx(np.log([4, 3, 2]))
    assert terms[2, AT["sold_lately"]] > 0 > terms[0, AT["sold_lately"]]
    assert terms[1, AT["together"]] > 0, "bought with the first"
    assert terms[2, AT["together"]] == 0
    assert terms[0, AT["bought_again"]] > 0, "one of two buyers came back for it"
    nobody = shopper_terms(PRODUCTS, None, [0, 1, 2], VECTORS, crowd)
    assert nobody[:, AT["sold"]] == pytest.approx(np.log([4, 3, 2]))
    assert not nobody[:, AT["together"]].any()
    assert not nobody[:, : len(OWN_TERMS)].any()


def test_a_shop_without_behaviour_has_no_terms_of_the_crowd() -> None:
    taste = taste_of(PRODUCTS, [0, 1], VECTORS)
    crowd = Crowd.build(PRODUCTS, [])
    assert not crowd.terms(taste, np.arange(len(PRODUCTS))).any()


def test_what_follows_is_learned_from_the_order_of_purchases() -> None:
    rng = np.random.default_rng(0)
    histories = [[0, *rng.integers(3, 30, 12), 1] for _ in range(150)]
    histories += [[2, *rng.integers(3, 30, 12)] for _ in range(150)]
    follows = Follows.build(histories, 30)
    after_first, after_third = follows.scores([0]), follows.scores([2])
    assert after_first[1] > 5 * max(after_third[1], 1e-6)
    assert not Follows.build(histories[:20], 30).scores([0]).any(), "too few tell nothing"


def test_ease_finds_what_is_bought_by_the_same_people() -> None:
    ease = Ease([[0, 1]] * 50 + [[2, 3]] * 50, 5)
    scores = ease.scores([0])
    assert scores.argmax() == 1
    assert scores[4] == 0


def test_habits_know_the_usual_gap() -> None:
    every_third = taste_of(PRODUCTS, [0, 1, 2, 0, 1, 2, 0], VECTORS)
    terms = shopper_terms(PRODUCTS, every_third, [0, 1, 2], VECTORS)
    early, overdue = AT["too_early"], AT["overdue"]
    assert terms[0, early] == pytest.approx(np.log(3 / 1)), "just had, every three"
    assert terms[1, overdue] == terms[1, early] == 0 or terms[1, overdue] >= 0
    assert terms[1, overdue] == pytest.approx(0.0)
    assert terms[0, AT["had"]] == 1
    assert terms[0, AT["had_once"]] == 0


def test_moments_are_after_the_split_and_know_only_what_was_before() -> None:
    mugs = {f"m{i}": Product(id=f"m{i}", title=f"Mug {i}", category=("Mugs",)) for i in range(15)}
    purchases = {
        f"s{n}": [(SPLIT - (9 - i) * DAY, f"m{(n + i) % 15}") for i in range(12)] for n in range(40)
    }
    diary = Diary(Log(mugs, purchases, SPLIT))
    end = SPLIT + 9 * DAY
    warm = list(diary.moments(SPLIT, end, 50, 1, search=True))
    assert len(warm) == 50
    for moment in warm:
        own = purchases[moment.shopper]
        assert not set_aside(moment.shopper)
        assert moment.at >= SPLIT
        assert moment.history == tuple(int(p[1:]) for at, p in own if at < moment.at)
        assert moment.query == "mugs"
        assert len(moment.offer) == 15
    fresh = list(diary.moments(SPLIT, end, 50, 1, search=False, who="new shopper"))
    assert {m.shopper for m in fresh} == {s for s in purchases if set_aside(s)}
    assert all(not moment.history for moment in fresh)
    told = sum(map(len, diary.histories_until(SPLIT)))
    assert diary.sold(SPLIT).sum() == told == 9 * sum(not set_aside(s) for s in purchases)


def test_the_crowd_of_a_shop_needs_enough_shoppers() -> None:
    now = datetime(2026, 5, 1)
    bought = [
        Purchase(f"s{n}", "1", now - DAY, PRODUCTS[row].id)
        for n in range(LEAST_SHOPPERS)
        for row in (0, 1)
    ]
    crowd = crowd_of(PRODUCTS, bought, now)
    assert crowd is not None
    assert crowd.together.nearest(0, 3)[0].tolist() == [1]
    assert crowd.this_week[0] == LEAST_SHOPPERS
    assert crowd_of(PRODUCTS, bought[:-2], now) is None
