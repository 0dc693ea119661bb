"""Rows of products without a query: a front page of one's own, and what stands beside a product."""

from collections.abc import Callable

from assistant.front_page import FrontPage, Row, once_bought
from assistant.profiles import ShopperProfiles
from assistant.reply.titles import short_title
from assistant.reply.words import Words
from assistant.types import Card, Shelf
from ranking.item_features import ItemFeatures
from ranking.related import Related
from ranking.types import Ranked, Reason, Shopper

SHARED = 3
"""Words told that two products share."""

CardOf = Callable[[Ranked, Shopper | None], Card]


class ShopShelves:
    """Of one shop. Safe to share between threads.

    Args:
        card: a ranked product as shown.
    """

    def __init__(
        self,
        page: FrontPage,
        items: ItemFeatures,
        related: Related,
        profiles: ShopperProfiles,
        card: CardOf,
        words: Words,
    ) -> None:
        self._page = page
        self._items = items
        self._related = related
        self._profiles = profiles
        self._card = card
        self._words = words
        self._rated = any(product.rating_count for product in items.products)

    def front(self, shopper_id: str | None, most: int = 5) -> tuple[Shelf, ...]:
        """The rows of a personal front page, best first; None: a guest's. No product stands in two
        of them."""
        shopper = self._shopper(shopper_id)
        return tuple(self._shelf(row, shopper) for row in self._page.rows(shopper, most))

    def similar(self, product_id: str, shopper_id: str | None, top: int) -> tuple[Card, ...]:
        """Products that could take this one's place, best first; empty for an unknown one. Each
        tells what it shares with it."""
        row, shopper = self._items.row(product_id), self._shopper(shopper_id)
        if row is None:
            return ()
        found = self._related.similar(row, top, self._unwanted(shopper))
        return tuple(self._card(self._alike(row, one), shopper) for one in found)

    def goes_with(self, product_id: str, shopper_id: str | None, top: int) -> tuple[Card, ...]:
        """Products that are bought together with it, or complete it, and that the shopper does not
        have; empty for an unknown one."""
        row, shopper = self._items.row(product_id), self._shopper(shopper_id)
        if row is None:
            return ()
        has = set() if shopper is None else self._rows(once_bought(shopper))
        found = self._related.goes_with(row, top, self._unwanted(shopper) | has)
        title = self._items.products[row].title
        return tuple(
            self._card(self._ranked(one, Reason("goes_with", title, 0.0)), shopper) for one in found
        )

    def _alike(self, row: int, other: int) -> Ranked:
        shared = self._items.shared(other, row)[:SHARED]
        if shared:
            return self._ranked(other, Reason("shared", ", ".join(shared), 0.0))
        return self._ranked(other, Reason("similar", self._items.products[row].title, 0.0))

    def _ranked(self, row: int, reason: Reason) -> Ranked:
        return Ranked(self._items.products[row].id, row, 0.0, {}, (reason,))

    def _shopper(self, shopper_id: str | None) -> Shopper | None:
        return None if shopper_id is None else self._profiles.shopper(shopper_id)

    def _unwanted(self, shopper: Shopper | None) -> set[int]:
        return set() if shopper is None else self._rows(shopper.disliked)

    def _rows(self, ids: tuple[str, ...]) -> set[int]:
        found = (self._items.row(product_id) for product_id in ids)
        return {row for row in found if row is not None}

    def _shelf(self, row: Row, shopper: Shopper | None) -> Shelf:
        product = self._items.get(row.because)
        of = short_title(product.title) if product is not None else row.because
        name = f"shelf_{row.kind}_in" if of and product is None else f"shelf_{row.kind}"
        if row.kind == "popular" and not self._rated:
            name = name.replace("popular", "around")
        cards = tuple(self._card(one, shopper) for one in row.ranked)
        return Shelf(row.kind, self._words.say(name, of=of), cards, row.because)
