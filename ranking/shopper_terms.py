"""Named terms of a shopper and a product: what is known of their taste. Pure functions.

Time is counted in things done rather than in days, so that a daily shopper's week and a yearly
shopper's year are alike, and so that a bare list of products is enough.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats
from retrieval.types import Product

OWN_TERMS = (
    "bought_before",  # ln(1 + times in the history)
    "had",  # 1: in the history
    "had_once",  # 1: exactly once
    "bought_lately",  # 1 for the latest item, fading by half every 8 items; 0: never
    "habit",  # ln(1 + times), each fading by half every 250 items
    "habit_lately",  # ... every 40 items
    "long_ago",  # ln(1 + items since the last time); 0: never
    "overdue",  # ln of the items since the last time over the usual gap, 0..3; 0: had once or never
    "too_early",  # ln of the usual gap over the items since the last time, likewise
    "loyal",  # bought_before times ln of the share of the history that repeats itself, 0 or less
    "brand_affinity",  # share of the history of this brand, 0..1
    "kind_affinity",  # share of the history of this last category node, 0..1
    "kind_lately",  # ln(1 + times of this kind), each fading by half every 40 items
    "kind_overdue",  # as "overdue", of the kind
    "kind_too_early",
    "taste",  # highest cosine with one of the last items, -1..1
    "interest",  # cosine with the mean of the history, the latest weighing most, -1..1
    "price_fit",  # minus the distance of ln price from the history's mean, -2..0
    "often",  # times in the history / 20
    "habit_often",  # times, each fading by half every 250 items, / 10
    "often_lately",  # ... every 40 items, / 5
    "of_kind",  # share of the things of this kind in the history that are this very one, 0..1
    "latest_of_kind",  # 1: the last one had of this kind
)
CROWD_TERMS = (
    "sold",  # ln(1 + how often everybody bought it)
    "sold_lately",  # ln of its sales in the last weeks over what they usually are
    "sold_this_week",  # ln of its sales in the last week over what they were in the last weeks
    "sold_of_kind",  # ln of its share of the sales of its kind, 0 or less
    "bought_again",  # of what the shopper has: ln of how often others buy it again over the mean
    "together",  # nearness to the history by what is bought together (``neighbours``)
    "follows",  # how likely it is bought next after the history (``follows``)
    "sold_to_newcomer",  # "sold", where nothing is known of the shopper, else 0
    "sold_lately_to_newcomer",
)
SIZE = "size"
"""Not a term, as it is the same for a whole list: ln(1 + items in the history), from 5 up, / 2."""
CROSSED = (
    ("bought_before", "long_ago", 5.0),
    ("long_ago", "long_ago", 20.0),
    ("bought_before", "bought_before", 4.0),
    ("had", SIZE, 1.0),
    ("bought_before", SIZE, 2.0),
    ("habit_lately", SIZE, 2.0),
    ("long_ago", SIZE, 5.0),
    ("had", "sold", 5.0),
    ("had", "together", 1.0),
    ("had", "follows", 1.0),
)
"""Terms that count for more or less by another one, and what their product is divided by, so that
it stays about as small as others are."""
CROSSED_TERMS = tuple(f"{one} x {other}" for one, other, _ in CROSSED)
SHOPPER_TERMS = (*OWN_TERMS, *CROWD_TERMS, *CROSSED_TERMS)
_OF_CROWD = slice(len(OWN_TERMS), len(OWN_TERMS) + len(CROWD_TERMS))
LATEST = 12
HALF_LIFE = 8.0
HABIT = 250.0
HABIT_LATELY = 40.0
FARTHEST = 3.0

Rows = npt.NDArray[np.int64]
Thing = TypeVar("Thing")


class CrowdTerms(Protocol):
    """What all shoppers did (``ranking.crowd``)."""

    def terms(self, taste: "Taste | None", rows: Rows) -> Floats:
        """``(len(rows), len(CROWD_TERMS))`` float32."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How something came back in a history of things done."""

    times: int
    lately: float
    """Times, each fading by half every ``HABIT_LATELY`` things."""
    always: float
    """... every ``HABIT`` things."""
    last: int
    """Things done since the last time."""
    due: float
    """ln of ``last`` over the usual gap, within ``FARTHEST`` either way; 0: had less than twice."""


NEVER = Habit(0, 0.0, 0.0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class Taste:
    """A shopper's history, counted once for many products."""

    rows: tuple[int, ...]
    """Oldest first."""
    times: Counter[int]
    habits: dict[int, Habit]
    brands: Counter[str]
    kinds: dict[str, Habit]
    repeats: float
    """Share of the history that was in it before, with a prior, 0..1."""
    size: int
    recent: Floats
    """``(m, d)`` unit vectors of the last items."""
    interest: Floats
    """``(d,)`` unit vector."""
    log_price: float
    """Mean of ln price over the history, NaN: not known."""


def kind_of(product: Product) -> str:
    """What a product is: the last category node, else the last words of its title."""
    return product.category[-1] if product.category else " ".join(product.title.split()[-2:])


def taste_of(products: Sequence[Product], rows: Sequence[int], vectors: Floats) -> Taste | None:
    """What a history (rows, oldest first) tells; None for an empty one."""
    if not rows:
        return None
    mine = [products[row] for row in rows]
    fading = 0.5 ** (np.arange(len(rows))[::-1] / HALF_LIFE)
    mean = (vectors[list(rows)] * fading[:, None]).sum(0)
    prices = [float(p.price) for p in mine if p.price]
    times = Counter(rows)
    return Taste(
        rows=tuple(rows),
        times=times,
        habits=_habits(rows),
        brands=Counter(p.brand for p in mine if p.brand),
        kinds=_habits([kind_of(p) for p in mine]),
        repeats=(len(rows) - len(times) + 2) / (len(rows) + 6),
        size=len(rows),
        recent=np.asarray(vectors[list(dict.fromkeys(reversed(rows)))[:LATEST]]),
        interest=(mean / (np.linalg.norm(mean) or 1.0)).astype(np.float32),
        log_price=float(np.mean(np.log(prices))) if prices else float("nan"),
    )


def shopper_terms(
    products: Sequence[Product],
    taste: Taste | None,
    rows: Sequence[int],
    vectors: Floats,
    crowd: CrowdTerms | None = None,
) -> Floats:
    """``(len(rows), len(SHOPPER_TERMS))`` float32; the shopper's own and the crossed ones are all
    zero without a history, those of the crowd without one."""
    result = np.zeros((len(rows), len(SHOPPER_TERMS)), np.float32)
    if not len(rows):
        return result
    if crowd is not None:
        result[:, _OF_CROWD] = crowd.terms(taste, np.asarray(rows, np.int64))
    if taste is None:
        return result
    mine = np.asarray(vectors[list(rows)])
    similar = (mine @ taste.recent.T).max(1)
    interest = mine @ taste.interest
    repeating = float(np.log(taste.repeats))
    for i, row in enumerate(rows):
        product = products[row]
        own = taste.habits.get(row, NEVER)
        kind = taste.kinds.get(kind_of(product), NEVER)
        fit = 0.0
        if product.price and not np.isnan(taste.log_price):
            fit = -min(2.0, abs(float(np.log(float(product.price))) - taste.log_price))
        result[i, : len(OWN_TERMS)] = (
            np.log1p(own.times),
            own.times > 0,
            own.times == 1,
            0.5 ** (own.last / HALF_LIFE) if own.times else 0.0,
            np.log1p(own.always),
            np.log1p(own.lately),
            np.log1p(own.last),
            max(own.due, 0.0),
            max(-own.due, 0.0),
            np.log1p(own.times) * repeating,
            taste.brands[product.brand] / taste.size if product.brand else 0.0,
            kind.times / taste.size,
            np.log1p(kind.lately),
            max(kind.due, 0.0),
            max(-kind.due, 0.0),
            similar[i],
            interest[i],
            fit,
            own.times / 20,
            own.always / 10,
            own.lately / 5,
            own.times / kind.times if own.times else 0.0,
            bool(own.times) and own.last == kind.last,
        )
    size = np.full(len(rows), (np.log1p(taste.size) - 5) / 2, np.float32)
    for place, (one, other, most) in enumerate(CROSSED, len(OWN_TERMS) + len(CROWD_TERMS)):
        by = size if other == SIZE else result[:, SHOPPER_TERMS.index(other)]
        result[:, place] = result[:, SHOPPER_TERMS.index(one)] * by / most
    return result


def _habits(done: Sequence[Thing]) -> dict[Thing, Habit]:
    """How each thing came back, of things done, oldest first."""
    places: dict[Thing, list[int]] = {}
    for place, one in enumerate(done):
        places.setdefault(one, []).append(len(done) - 1 - place)
    return {one: _habit(mine) for one, mine in places.items()}


def _habit(places: Sequence[int]) -> Habit:
    """Of the places counted from the end, the oldest first."""
    times, first, last = len(places), places[0], places[-1]
    due = 0.0
    if times > 1:
        gap = max((first - last) / (times - 1), 1.0)
        due = float(np.clip(np.log((last + 1) / gap), -FARTHEST, FARTHEST))
    return Habit(
        times,
        sum(0.5 ** (place / HABIT_LATELY) for place in places),
        sum(0.5 ** (place / HABIT) for place in places),
        last,
        due,
    )
