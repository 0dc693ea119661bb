"""Weights moved by choices, exploration with known chances, other weights judged by logs."""

import numpy as np
import pytest

from ranking.exploration import chances, drawn_weights, order_of
from ranking.off_policy import Logged, evaluate_policy
from ranking.online import (
    MOST_PER_STEP,
    PSEUDO_CHOICES,
    REACH,
    Belief,
    Floats,
    begin,
    learn,
    looks,
)
from ranking.types import EventKind

NAMES = ("relevance", "taste", "price")
PRIOR = np.array([1.0, 0.2, 0.0])
TRUE = np.array([0.3, 1.2, -0.8])


def fresh() -> Belief:
    return begin(NAMES, PRIOR, np.ones(3))


def taught(choices: int, seed: int = 0) -> Belief:
    """A belief after choices of shoppers whose true weights are ``TRUE``."""
    rng, belief = np.random.default_rng(seed), fresh()
    for _ in range(choices):
        terms = rng.normal(size=(10, 3))
        chance = np.exp(terms @ TRUE)
        taken = int(rng.choice(10, p=chance / chance.sum()))
        belief = learn(belief, terms, taken, EventKind.CLICK)
    return belief


def test_the_first_belief_is_the_shipped_weights_as_sure_as_it_says() -> None:
    belief = begin(NAMES, PRIOR, np.array([1.0, 2.0, 0.5]))
    assert belief.mean.tolist() == PRIOR.tolist()
    assert np.diag(belief.precision).tolist() == [
        PSEUDO_CHOICES / 4 * 1.0,
        PSEUDO_CHOICES / 4 * 4.0,
        PSEUDO_CHOICES / 4 * 0.25,
    ]


def test_choices_bring_the_weights_to_those_of_the_shoppers() -> None:
    away = [float(np.abs(taught(n).mean - TRUE).mean()) for n in (0, 300, 3000)]
    assert away[0] > 1.4 * away[1] > 1.4 * 1.4 * away[2]
    assert away[2] < 0.2


def test_one_choice_is_the_newton_step_of_its_likelihood() -> None:
    belief, terms = fresh(), np.array([[0.2, 0.1, 0.0], [0.1, 0.3, -0.2]])
    chance = np.exp(terms @ PRIOR) / np.exp(terms @ PRIOR).sum()
    apart = terms - chance @ terms
    curved = chance[0] * np.outer(apart[0], apart[0]) + chance[1] * np.outer(apart[1], apart[1])
    step = np.linalg.inv(belief.precision + curved) @ apart[1]
    after = learn(belief, terms, 1, EventKind.CLICK)
    assert after.mean == pytest.approx(PRIOR + step)
    assert after.choices == 1


def test_no_choice_moves_far_and_no_weight_leaves_its_neighbourhood() -> None:
    belief = fresh()
    extreme = np.array([[1e4, -1e4, 1e4], [0.0, 0.0, 0.0]])
    once = learn(belief, extreme, 1, EventKind.PURCHASE)
    assert np.abs(once.mean - PRIOR).max() <= MOST_PER_STEP + 1e-9
    for _ in range(3000):
        belief = learn(belief, np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]), 0, EventKind.PURCHASE)
    assert np.abs(belief.mean - PRIOR).max() <= REACH


def test_a_dislike_lowers_what_a_like_raises() -> None:
    terms = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    taste = NAMES.index("taste")
    assert learn(fresh(), terms, 0, EventKind.LIKE).mean[taste] > PRIOR[taste]
    assert learn(fresh(), terms, 0, EventKind.DISLIKE).mean[taste] < PRIOR[taste]


@pytest.mark.parametrize(
    ("terms", "kind"),
    [
        (np.ones((1, 3)), EventKind.CLICK),
        (np.ones((3, 3)), EventKind.VIEW),
        (np.array([[np.nan, 0, 0], [0, 0, 0]]), EventKind.CLICK),
    ],
)
def test_what_says_nothing_changes_nothing(terms: Floats, kind: EventKind) -> None:
    belief = fresh()
    assert learn(belief, terms, 0, kind) is belief


def test_a_click_on_a_place_that_is_seldom_looked_at_says_more() -> None:
    terms = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    taste = NAMES.index("taste")
    first = learn(fresh(), terms, 0, EventKind.CLICK, looks(2)).mean[taste]
    second = learn(fresh(), terms[::-1], 1, EventKind.CLICK, looks(2)).mean[taste]
    assert second > first > PRIOR[taste]


def test_clicks_that_follow_the_places_alone_teach_nothing() -> None:
    """Shoppers by the shipped weights click more at the top: that is no reason to change them."""
    rng, belief = np.random.default_rng(1), fresh()
    for _ in range(3000):
        terms = rng.normal(size=(5, 3))
        terms = terms[order_of(terms @ PRIOR)]
        chance = np.exp(terms @ PRIOR + looks(5))
        taken = int(rng.choice(5, p=chance / chance.sum()))
        belief = learn(belief, terms, taken, EventKind.CLICK, looks(5))
    assert np.abs(belief.mean - PRIOR).max() < 0.1


def test_a_belief_survives_being_written_down() -> None:
    belief = taught(5)
    back = Belief.from_json(belief.to_json())
    assert back.mean.tolist() == belief.mean.tolist()
    assert back.precision.tolist() == belief.precision.tolist()
    damaged = {**belief.to_json(), "mean": [1.0, float("inf"), 0.0]}
    with pytest.raises(ValueError, match="no number"):
        Belief.from_json(damaged)


def test_weights_are_drawn_as_the_belief_is() -> None:
    belief = taught(20)
    drawn = drawn_weights(belief, np.random.default_rng(0), 40_000)
    assert drawn.mean(0) == pytest.approx(belief.mean, abs=0.01)
    assert np.cov(drawn.T) == pytest.approx(belief.covariance, abs=0.002)
    still = drawn_weights(belief, np.random.default_rng(0), 3, boldness=0.0)
    assert still == pytest.approx(np.tile(belief.mean, (3, 1)))


def test_chances_are_the_shares_of_drawn_orders() -> None:
    belief, rng = taught(20), np.random.default_rng(3)
    terms = rng.normal(size=(6, 3)) * 0.2
    told = chances(belief, terms, 3, np.random.default_rng(1))
    orders = np.array(
        [order_of(terms @ w)[:3] for w in drawn_weights(belief, np.random.default_rng(2), 4000)]
    )
    for place in range(3):
        seen = np.bincount(orders[:, place], minlength=6) / 4000
        assert told[:, place] == pytest.approx(seen, abs=0.08)


def test_logs_tell_what_another_order_would_have_earned() -> None:
    rng, belief, places = np.random.default_rng(5), fresh(), 3
    wanted = taught(60)
    seen = 1 / np.arange(1, places + 1)
    logged, truth = [], []

    def target(terms: Floats) -> Floats:
        chance = np.zeros((len(terms), places))
        chance[order_of(terms @ wanted.mean)[:places], np.arange(places)] = 1.0
        return chance

    for _ in range(3000):
        terms = rng.normal(size=(8, 3)) * 0.5
        takes = 1 / (1 + np.exp(1.5 - terms @ TRUE))
        shown = order_of(terms @ drawn_weights(belief, rng, 1, 3.0)[0])[:places]
        known = chances(belief, terms, places, rng, boldness=3.0)[shown, np.arange(places)]
        rewards = (rng.random(places) < takes[shown] * seen).astype(float)
        logged.append(Logged(terms, shown, known, rewards))
        truth.append(float((takes[order_of(terms @ wanted.mean)[:places]] * seen).sum()))
    told = evaluate_policy(logged, target)
    true = float(np.mean(truth))
    naive = float(np.mean([one.rewards.sum() for one in logged]))
    assert abs(naive - true) > 0.03
    for name, value in (("snips", told.snips), ("doubly_robust", told.doubly_robust)):
        low, high = told.intervals[name]
        assert low - 0.01 <= true <= high + 0.01
        assert abs(value - true) < 0.5 * abs(naive - true)


def test_an_empty_log_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than two"):
        evaluate_policy([], lambda terms: terms)
