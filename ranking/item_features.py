"""What a catalogue tells of each product by itself: keywords, and its price among its kind."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np

from retrieval.bert import Floats
from retrieval.filters import ProductTable
from retrieval.keyword_index import body_text
from retrieval.text import fold, words
from retrieval.types import Product

ENOUGH = 4
"""Priced products of a kind from which on their prices can be compared; else the node above."""
LOW, HIGH = 1 / 3, 2 / 3
"""Limits between low, middle and high prices, as shares of the kind's products."""
TELLING, KEYWORDS = 20, 8
"""So many words of a record are compared, and so many are shown."""
REMEMBERED = 20_000


class ItemFeatures:
    """Features of one catalogue's products. Safe to share between threads."""

    def __init__(self, table: ProductTable) -> None:
        self._table = table
        self._rows = {product.id: row for row, product in enumerate(table.products)}
        self._telling = lru_cache(REMEMBERED)(self._tell)

    @property
    def products(self) -> Sequence[Product]:
        """All of them, by row."""
        return self._table.products

    @cached_property
    def _places(self) -> Floats:
        return price_places(self._table.products)

    def row(self, product_id: str) -> int | None:
        """The product's row; None: not in the catalogue."""
        return self._rows.get(product_id)

    def get(self, product_id: str) -> Product | None:
        """The product; None: not in the catalogue."""
        row = self._rows.get(product_id)
        return None if row is None else self._table.products[row]

    def price_place(self, row: int) -> float:
        """Where the price stands among things of the kind, 0 (cheapest) .. 1; NaN: not known."""
        return float(self._places[row])

    def level(self, product_id: str) -> str:
        """The same in a word: "low", "middle" or "high"; empty: not known."""
        row = self._rows.get(product_id)
        place = np.nan if row is None else self._places[row]
        if np.isnan(place):
            return ""
        return "low" if place < LOW else "high" if place > HIGH else "middle"

    def keywords(self, row: int) -> tuple[str, ...]:
        """The words of the record that tell the product from others, TF-IDF (Salton and Buckley
        1988), as written, most telling first."""
        return tuple(self._telling(row).values())[:KEYWORDS]

    def shared(self, row: int, other: int) -> tuple[str, ...]:
        """Telling words that two records share, as the first one writes them; not those of what
        kind of thing they are."""
        mine, theirs = self._telling(row), self._telling(other)
        kind = {word for node in self.products[row].category for word in words(node)}
        return tuple(said for word, said in mine.items() if word in theirs and word not in kind)

    def _tell(self, row: int) -> dict[str, str]:
        """Stemmed telling words, and how they are written."""
        said: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for word in fold(body_text(self._table.products[row])).split():
            plain = word.strip(".,;:!?\"'()[]“”‘’")
            for stemmed in words(plain):
                counts[stemmed] += 1
                said.setdefault(stemmed, plain)
        weight = {w: (1 + np.log(n)) * self._table.keyword.idf(w) for w, n in counts.items()}
        best = sorted((w for w in weight if w.isalpha()), key=lambda w: -weight[w])
        return {word: said[word] for word in best[:TELLING]}


def price_places(products: Sequence[Product]) -> Floats:
    """``(n,)``: the share of the kind's priced products that are cheaper (ties count half), 0..1,
    NaN where a price is not known. The kind is the deepest category node that has enough."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, product in enumerate(products):
        if product.price is not None:
            for depth in range(len(product.category) + 1):
                groups[product.category[:depth]].append(row)
    places = np.full(len(products), np.nan, np.float32)
    for path in sorted(groups, key=len):  # deeper nodes write over those above
        rows = groups[path]
        if len(rows) < ENOUGH and path:
            continue
        prices = np.array([float(products[row].price or 0) for row in rows])
        ordered = np.sort(prices)
        below = np.searchsorted(ordered, prices, "left") + np.searchsorted(ordered, prices, "right")
        places[rows] = below / 2 / len(rows)
    return places
