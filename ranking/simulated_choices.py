"""Simulated shoppers over real lists: who they are is known, so regret and estimates have a truth.

A shopper looks at the places of a list from the top, the next ones less and less, and clicks what
they look at with a chance that grows with its worth to them. Pure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ranking.exploration import chances, drawn_weights, order_of
from ranking.off_policy import Logged
from ranking.online import Belief, Floats, learn, looks
from ranking.types import EventKind

PLACES = 5
LOOKS = 1.0 / np.arange(1, PLACES + 1) ** 0.7
"""How likely each place is looked at."""
CLICKED = 0.25
"""Share of looks that end in a click, in the mean over all products."""
SHARE_AT_RANDOM = 0.1
"""Of lists, for the policy that explores blindly."""

Policy = Callable[[Belief, Floats, np.random.Generator], Floats]
"""Belief and terms ``(n, k)`` to ``(n,)`` scores that order the list."""


@dataclass(frozen=True, slots=True)
class World:
    """Lists and the shoppers' own weights."""

    lists: Sequence[Floats]
    """Terms ``(n, k)`` of each."""
    weights: Floats
    """``(k,)``: what they really go by."""
    threshold: float
    """Worth at which half of the looks end in a click."""

    @classmethod
    def of(cls, lists: Sequence[Floats], weights: Floats) -> "World":
        """A world whose shoppers click ``CLICKED`` of what they look at."""
        about = [terms - terms.mean(0) for terms in lists]
        worth = np.concatenate([terms @ weights for terms in about])
        low, high = float(worth.min()) - 20.0, float(worth.max()) + 20.0
        for _ in range(60):
            middle = (low + high) / 2
            if float(_squash(worth - middle).mean()) > CLICKED:
                low = middle
            else:
                high = middle
        return cls(about, weights, low)

    def clicks(self, terms: Floats) -> Floats:
        """``(n,)``: how likely each product is clicked once it is looked at."""
        return _squash(terms @ self.weights - self.threshold)

    def expected(self, terms: Floats, order: Floats) -> float:
        """Clicks expected of the first places of an order by these scores."""
        return float((self.clicks(terms)[order_of(order)[:PLACES]] * LOOKS).sum())


def still(belief: Belief, terms: Floats, rng: np.random.Generator) -> Floats:
    """The shipped weights, whatever happens."""
    return np.asarray(terms @ belief.prior, np.float64)


def greedy(belief: Belief, terms: Floats, rng: np.random.Generator) -> Floats:
    """The mean of what was learned."""
    return np.asarray(terms @ belief.mean, np.float64)


def thompson(belief: Belief, terms: Floats, rng: np.random.Generator) -> Floats:
    """Weights drawn from what was learned."""
    return np.asarray(terms @ drawn_weights(belief, rng, 1)[0], np.float64)


def blind(belief: Belief, terms: Floats, rng: np.random.Generator) -> Floats:
    """The mean, but for a share of lists in an order at random."""
    return rng.random(len(terms)) if rng.random() < SHARE_AT_RANDOM else greedy(belief, terms, rng)


POLICIES: dict[str, Policy] = {
    "no learning": still,
    "greedy": greedy,
    "Thompson sampling": thompson,
    "10% at random": blind,
}


def regret(world: World, start: Belief, policy: Policy, rounds: int, seed: int) -> Floats:
    """``(rounds,)``: clicks lost so far against ordering by the shoppers' own weights."""
    rng, belief = np.random.default_rng(seed), start
    lost = np.zeros(rounds)
    for i in range(rounds):
        terms = world.lists[int(rng.integers(len(world.lists)))]
        scores = policy(belief, terms, rng)
        lost[i] = world.expected(terms, terms @ world.weights) - world.expected(terms, scores)
        belief = _taught(world, belief, terms, scores, rng)
    return np.cumsum(lost)


def _taught(
    world: World, belief: Belief, terms: Floats, scores: Floats, rng: np.random.Generator
) -> Belief:
    """The belief after one list was shown and clicked."""
    shown = order_of(scores)[:PLACES]
    hits = rng.random(PLACES) < world.clicks(terms)[shown] * LOOKS
    for place in np.flatnonzero(hits).tolist():
        belief = learn(belief, terms[shown], place, EventKind.CLICK, looks(PLACES))
    return belief


def logged_lists(world: World, belief: Belief, count: int, seed: int) -> list[Logged]:
    """Lists shown by Thompson sampling over one belief, with their chances and clicks."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        terms = world.lists[int(rng.integers(len(world.lists)))]
        shown = order_of(thompson(belief, terms, rng))[:PLACES]
        known = chances(belief, terms, PLACES, rng)[shown, np.arange(PLACES)]
        hits = rng.random(PLACES) < world.clicks(terms)[shown] * LOOKS
        made.append(Logged(terms, shown, known, hits.astype(float)))
    return made


def _squash(values: Floats) -> Floats:
    squashed: Floats = 1.0 / (1.0 + np.exp(-values))
    return squashed
