"""Which rows a front page has: of a shopper's own where something is known, else for everybody."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from assistant.parts import ProductRanker
from assistant.popularity import Popularity
from assistant.profiles import ShopperProfiles
from ranking.diversity import few_of_a_kind, mmr
from ranking.item_features import ItemFeatures
from ranking.profile import WEIGHTS, deeds, faded
from ranking.related import Related
from ranking.shopper_terms import kind_of
from ranking.types import EventKind, Ranked, Reason, Shopper
from retrieval.bert import Floats
from retrieval.filters import Mask, ProductTable

IN_A_ROW = 10
LEAST = 3
"""A row of fewer products is none; of things to buy again one is enough."""
AGAIN = 2
"""Bought so often, a thing is bought again and again."""
POOL = 60
"""Products that a row is chosen from."""
DEPARTMENTS = 3
"""Rows of what is liked in the largest departments, where there is room."""
OF_A_KIND = 4
"""Products of one kind on the whole page, but for rows about one product."""
MASKS_KEPT = 64
"""Categories whose products are remembered."""
NEW_DAYS = 270
"""So long before the newest product of the catalogue was added, another counts as new."""
FAME, LATELY = 0.1, 0.5
"""What ln of the ratings, and of what many took an interest in lately, count beside the stars."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row before it is put into words; fields as in ``Shelf``."""

    kind: str
    ranked: tuple[Ranked, ...]
    because: str = ""


class FrontPage:
    """Of one shop. Safe to share between threads."""

    def __init__(
        self,
        table: ProductTable,
        vectors: Floats,
        items: ItemFeatures,
        related: Related,
        ranker: ProductRanker,
        profiles: ShopperProfiles,
        popularity: Popularity,
        now: Callable[[], datetime],
    ) -> None:
        self._table = table
        self._vectors = vectors
        self._items = items
        self._related = related
        self._ranker = ranker
        self._profiles = profiles
        self._popularity = popularity
        self._now = now
        self._members: dict[str, Mask] = {}
        sizes = Counter(product.category[0] for product in table.products if product.category)
        self._departments = [name for name, _ in sizes.most_common(DEPARTMENTS)]

    def rows(self, shopper: Shopper | None, most: int) -> list[Row]:
        """At most so many rows, best first. No product stands in two of them, and none that the
        shopper has or dislikes, but for what is bought again."""
        page = _Page(most)
        if shopper is not None and shopper.history:
            page.used.update(self._rows((*shopper.bought, *shopper.disliked)))
            self._personal(page, shopper)
        self._general(page)
        return page.rows

    def _personal(self, page: "_Page", shopper: Shopper) -> None:
        """Rows made of what a shopper did, the most telling first."""
        kinds = self._kinds
        page.add("for_you", self._ranker.recommend(shopper, POOL), kinds)
        allowed = set(shopper.history)
        for product_id in reversed(once_bought(shopper)):
            found = self._beside("goes_with", product_id, page) if product_id in allowed else []
            if page.add("because_bought", found, because=product_id):
                break
        page.add_again(self._again(shopper))
        eyed = eyed_by(shopper, self._now())
        for kind in ("similar", "goes_with"):
            for product_id, done in eyed:
                if kind == "similar" or done is EventKind.CART:
                    found = self._beside(kind, product_id, page)
                    if page.add(kind, found, because=product_id):
                        break
        liked = [a.value for a in self._profiles.of(shopper.id).affinities if a.kind == "category"]
        departments = [self._department(name) for name in liked]
        for category in dict.fromkeys((*liked, *departments)):
            if category and page.add("new_in", self._new(category), kinds, category):
                break

    def _general(self, page: "_Page") -> None:
        """Rows for everybody: what is well liked, what is new, and the same by department."""
        worth = self._related.liked + LATELY * self._popularity.lately()
        worth += FAME * np.log1p(self._table.rating_count).astype(np.float32)
        page.add("popular", self._popular(page, self._table.in_stock, worth), self._kinds)
        page.add("new_in", self._new(""), self._kinds)
        for name in self._departments:
            found = self._popular(page, self._table.in_stock & self._in(name), worth)
            page.add("popular", found, self._kinds, name)

    def _again(self, shopper: Shopper) -> list[Ranked]:
        """What is bought again and again and can be bought now, the most often first."""
        allowed, times = set(shopper.history), Counter(shopper.bought)
        ids = [one for one, n in times.most_common() if n >= AGAIN and one in allowed]
        rows = [row for row in self._rows(ids) if self._table.in_stock[row]]
        return [
            self._shown(row, "bought_before", str(times[self._table.products[row].id]))
            for row in rows
        ]

    def _beside(self, kind: str, product_id: str, page: "_Page") -> list[Ranked]:
        row = self._items.row(product_id)
        if row is None:
            return []
        find = self._related.similar if kind == "similar" else self._related.goes_with
        title = self._table.products[row].title
        return [self._shown(one, kind, title) for one in find(row, IN_A_ROW, page.used)]

    def _popular(self, page: "_Page", mask: Mask, worth: Floats) -> list[Ranked]:
        rows = np.flatnonzero(mask)
        rows = rows[np.argsort(-worth[rows], kind="stable")[: POOL + len(page.used)]]
        rows = np.array([row for row in rows if row not in page.used][:POOL], np.int64)
        rows = rows[few_of_a_kind(self._kinds(rows), 1)]
        chosen = mmr(worth[rows], np.asarray(self._vectors[rows]), IN_A_ROW)
        return [self._shown(int(rows[place]), "popular", "") for place in chosen]

    def _new(self, category: str) -> list[Ranked]:
        """The newest of a category, or of all, the latest first."""
        added = self._table.added
        mask = self._table.in_stock & (added > max(0, int(added.max(initial=0)) - NEW_DAYS))
        rows = np.flatnonzero(mask & self._in(category) if category else mask)
        newest = rows[np.argsort(-added[rows], kind="stable")[:POOL]]
        return [self._shown(int(r), "new", str(self._table.products[r].added)) for r in newest]

    def _in(self, category: str) -> Mask:
        members = self._members.get(category)
        if members is None:
            members = np.array([category in p.category for p in self._items.products], bool)
            if len(self._members) >= MASKS_KEPT:
                self._members.clear()
            self._members[category] = members
        return members

    def _department(self, category: str) -> str:
        members = self._in(category)
        row = int(members.argmax())
        return self._table.products[row].category[0] if members[row] else ""

    def _kinds(self, rows: Iterable[int]) -> list[str]:
        return [kind_of(self._table.products[row]) for row in rows]

    def _rows(self, ids: Iterable[str]) -> list[int]:
        found = (self._items.row(product_id) for product_id in dict.fromkeys(ids))
        return [row for row in found if row is not None]

    def _shown(self, row: int, reason: str, value: str) -> Ranked:
        product_id = self._table.products[row].id
        return Ranked(product_id, row, 0.0, {}, (Reason(reason, value, 0.0),))


@dataclass(slots=True)
class _Page:
    """Rows so far, and the catalogue's rows that stand in none of those to come."""

    most: int
    rows: list[Row] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        kind: str,
        found: Sequence[Ranked],
        kinds: Callable[[Iterable[int]], list[str]] | None = None,
        because: str = "",
    ) -> bool:
        """A row of what is not on the page yet; False: there is too little, or no room.

        Args:
            kinds: of what kind products are: no more than some of each come on the page; None: the
                row may be of one kind.
        """
        free = [one for one in found if one.row not in self.used]
        if kinds is not None:
            there = [*self.kinds.elements()]
            few = few_of_a_kind([*there, *kinds(one.row for one in free)], OF_A_KIND)
            free = [free[place - len(there)] for place in few if place >= len(there)]
        free = free[:IN_A_ROW]
        if len(free) < LEAST or len(self.rows) >= self.most:
            return False
        if kinds is not None:
            self.kinds.update(kinds(one.row for one in free))
        self.rows.append(Row(kind, tuple(free), because))
        self.used.update(one.row for one in free)
        return True

    def add_again(self, found: Sequence[Ranked]) -> None:
        """What is bought again: it stands in this row only, and one product is enough."""
        if found and len(self.rows) < self.most:
            self.rows.append(Row("buy_again", tuple(found[:IN_A_ROW])))


def once_bought(shopper: Shopper) -> tuple[str, ...]:
    """What was bought a single time, oldest first."""
    counts = Counter(shopper.bought)
    return tuple(one for one in shopper.bought if counts[one] < AGAIN)


def eyed_by(shopper: Shopper, now: datetime) -> list[tuple[str, EventKind]]:
    """What they had an eye on and did not buy, the most first, with the last thing done."""
    gone = {*shopper.bought, *shopper.disliked}
    weight: dict[str, float] = {}
    last: dict[str, EventKind] = {}
    for event in deeds(shopper, now):
        if event.product_id not in gone:
            interest = WEIGHTS[event.kind] * faded(event, now)
            weight[event.product_id] = weight.get(event.product_id, 0.0) + interest
            last[event.product_id] = event.kind
    return [(one, last[one]) for one in sorted(weight, key=lambda one: -weight[one])]
