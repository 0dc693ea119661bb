"""BERT reads a wish beside products of one catalogue."""

from collections.abc import Sequence
from functools import lru_cache

from ranking.causes import without_words
from ranking.texts import product_side
from retrieval.bert import Floats, OnnxBert
from retrieval.types import Product

TOGETHER = 10
"""Products in one batch: of twenty, the shorter ten are not padded to the length of the longest (a
ninth less time; in smaller batches the matrices become too small for it)."""
REMEMBERED = 50_000
"""Products whose words are kept; those of more are put together anew."""


class ProductReader:
    """Safe to share between threads.

    Args:
        products: of the catalogue, by row.
    """

    def __init__(self, bert: OnnxBert, products: Sequence[Product]) -> None:
        self._bert = bert
        self._side = lru_cache(REMEMBERED)(lambda row: product_side(products[row]))

    def logits(self, wish: str, rows: Sequence[int]) -> Floats:
        """``(n,)``: how well each product fits a wish (``texts.wish_side``), higher is better."""
        return self._logits(wish, [self._side(row) for row in rows])

    def fits_by(self, wish: str, product: Product, said: str) -> bool:
        """Whether a product would fit less if its record lacked the words that were said."""
        sides = [product_side(product), product_side(without_words(product, said))]
        now, then = self._logits(wish, sides)
        return bool(now > then)

    def _logits(self, wish: str, sides: Sequence[str]) -> Floats:
        return self._bert([wish] * len(sides), sides, batch_size=TOGETHER)[:, 0]
