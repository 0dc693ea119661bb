"""Held-back moments of shoppers: what they had bought, what was there, and what they then bought.

Global split in time. Recommendation is next-basket: all products sold before are ranked and any
product of the basket counts (Li et al. 2021). Search follows Ai et al. 2017: the query is made of
the kind of a product in the basket, all products that match it are ranked, and those of the basket
count. What is counted (sales) is as of the evening before; what is learned is from before the
split.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zlib import crc32

import numpy as np
import numpy.typing as npt

from ranking.behaviour import Log
from retrieval.text import words
from retrieval.types import Product

LEAST_MATCHES = 10
"""A query that fewer products match has nothing to rank."""
SET_ASIDE = 10
"""One shopper in so many is new: nothing of theirs is counted or learned from."""
LATELY = timedelta(days=28)
THIS_WEEK = timedelta(days=7)

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Moment:
    """One basket of one shopper, before it was filled."""

    shopper: str
    at: datetime
    query: str
    """Empty: none."""
    history: tuple[int, ...]
    """Rows, oldest first, each once a basket."""
    offer: Rows
    """Rows that are ranked."""
    bought: Rows
    """Those of the offer that were bought."""


@dataclass(frozen=True, slots=True)
class Basket:
    """What one shopper bought at once."""

    at: datetime
    rows: tuple[int, ...]


class Diary:
    """A log by rows: products that were ever sold, baskets of shoppers in the order of time."""

    def __init__(self, log: Log) -> None:
        sold = {p for own in log.purchases.values() for _, p in own}
        self.products: tuple[Product, ...] = tuple(p for i, p in log.products.items() if i in sold)
        places = {p.id: row for row, p in enumerate(self.products)}
        self.split = log.split
        self.baskets: dict[str, tuple[Basket, ...]] = {}
        for shopper, own in sorted(log.purchases.items()):
            by_time: dict[datetime, dict[int, None]] = {}
            for at, product in own:
                by_time.setdefault(at, {})[places[product]] = None
            self.baskets[shopper] = tuple(Basket(at, tuple(mine)) for at, mine in by_time.items())
        known = [basket for _, mine in self._known() for basket in mine]
        sizes = [len(basket.rows) for basket in known]
        times = np.repeat([basket.at.timestamp() for basket in known], sizes)
        in_time = np.argsort(times, kind="stable")
        rows = np.fromiter((row for basket in known for row in basket.rows), np.int64, sum(sizes))
        self._times, self._rows = times[in_time], rows[in_time]

    def baskets_until(self, end: datetime) -> list[tuple[int, ...]]:
        """What was bought at once before ``end``, without shoppers that are set aside."""
        return [b.rows for _, mine in self._known() for b in mine if b.at < end]

    def histories_until(self, end: datetime) -> list[tuple[int, ...]]:
        """What each shopper bought before ``end``, without those that are set aside."""
        found = (past(mine, end) for _, mine in self._known())
        return [history for history in found if history]

    def sold(self, end: datetime, start: datetime | None = None) -> npt.NDArray[np.float32]:
        """How often each product was bought in that time, ``(n,)``."""
        low = 0 if start is None else np.searchsorted(self._times, start.timestamp())
        high = np.searchsorted(self._times, end.timestamp())
        return np.bincount(self._rows[low:high], minlength=len(self.products)).astype(np.float32)

    def moments(
        self,
        start: datetime,
        end: datetime,
        count: int,
        seed: int,
        *,
        search: bool,
        who: str = "warm",
    ) -> Iterator[Moment]:
        """At most ``count`` moments from ``start`` to ``end`` in a seeded order.

        Args:
            who: "warm" (a shopper with a past), "new shopper" (the first basket of somebody who is
                set aside or came after ``start``), or "new item" (a basket of a warm shopper with
                products first sold after ``start``: those are what is ranked, or, with a query
                made of one of them, all that match).
        """
        rng = random.Random(seed)
        known = self.sold(start) > 0
        arrived = (self.sold(end) > 0) & ~known
        places = [
            (shopper, place)
            for shopper, mine in self.baskets.items()
            for place, basket in self._eligible(shopper, mine, start, end, who)
        ]
        rng.shuffle(places)
        made = 0
        for shopper, place in places:
            if made == count:
                return
            mine = self.baskets[shopper]
            basket = mine[place]
            history = () if who == "new shopper" else past(mine, basket.at)
            counts = arrived if who == "new item" else known
            wanted = [row for row in basket.rows if counts[row]]
            if not wanted or (who == "warm" and not history):
                continue
            query, offer = "", np.flatnonzero(counts)
            if search:
                query = self.query_of(rng.choice(wanted))
                offer = self.matches(query)
                offer = offer[known[offer] | arrived[offer] if who == "new item" else known[offer]]
                if len(offer) < LEAST_MATCHES:
                    continue
            bought = np.intersect1d(offer, basket.rows)
            if not len(bought):
                continue
            made += 1
            yield Moment(shopper, basket.at, query, history, offer, bought)

    def query_of(self, row: int) -> str:
        """Words for a product's kind that several products match: the last node of its path or the
        last two words of its title, else the node above or the last word alone; "" for none."""
        product = self.products[row]
        title = [w for w in product.title.split() if w.isalpha()]
        tries = [*reversed(product.category)] or [" ".join(title[-2:]), " ".join(title[-1:])]
        for text in tries:
            query = " ".join(w for w in text.replace("/", " ").split() if w.isalpha()).casefold()
            if query and len(self.matches(query)) >= LEAST_MATCHES:
                return query
        return ""

    def matches(self, query: str) -> Rows:
        """Rows of the products that hold every word of a query in their path, or in their title
        where they have no path."""
        found: Rows | None = None
        for word in dict.fromkeys(words(query)):
            rows = self._holding.get(word, np.zeros(0, np.int64))
            found = rows if found is None else np.intersect1d(found, rows)
        return np.zeros(0, np.int64) if found is None else found

    def alike(self, row: int) -> Rows:
        """Rows of the products that match the words for this one's kind."""
        return self.matches(self.query_of(row))

    @cached_property
    def _holding(self) -> dict[str, Rows]:
        held: dict[str, list[int]] = {}
        kept: dict[str, frozenset[str]] = {}
        for row, product in enumerate(self.products):
            text = " ".join(product.category) or product.title
            if text not in kept:
                kept[text] = frozenset(words(text))
            for word in kept[text]:
                held.setdefault(word, []).append(row)
        return {word: np.array(rows, np.int64) for word, rows in held.items()}

    def _known(self) -> Iterator[tuple[str, tuple[Basket, ...]]]:
        return ((s, mine) for s, mine in self.baskets.items() if not set_aside(s))

    def _eligible(
        self, shopper: str, mine: Sequence[Basket], start: datetime, end: datetime, who: str
    ) -> Iterator[tuple[int, Basket]]:
        fresh = set_aside(shopper) or mine[0].at >= start
        if fresh != (who == "new shopper"):
            return
        for place, basket in enumerate(mine):
            if start <= basket.at < end:
                yield place, basket
                if fresh:
                    return


def set_aside(shopper: str) -> bool:
    """Whether this shopper plays a new one."""
    return crc32(shopper.encode()) % SET_ASIDE == 0


def past(baskets: Sequence[Basket], end: datetime) -> tuple[int, ...]:
    """The rows of a shopper's baskets before ``end``, oldest first."""
    return tuple(row for basket in baskets if basket.at < end for row in basket.rows)
