"""The keyword index: BM25 over two fields, the title and all text, with bm25s."""

import json
import logging
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import StoreError
from retrieval.text import words
from retrieval.types import Product

Floats = npt.NDArray[np.float32]
FIELDS = ("title", "body")
NO_WORD = "\0"
"""Stands in for a text without words: no query has it, and bm25s wants no empty text."""


def title_text(product: Product) -> str:
    """The title, with the brand where the title lacks it."""
    if product.brand and product.brand.casefold() not in product.title.casefold():
        return f"{product.title} {product.brand}"
    return product.title


def denies(value: str) -> bool:
    """Whether an attribute's value says that the product does not have it: "no", "none", "0"."""
    return value.strip().casefold().split(",")[0] in {"no", "none", "false", "not", "n", "0"}


def body_text(product: Product) -> str:
    """All that is said of a product in words, the title and category included."""
    parts = [title_text(product), *product.category, *product.colours]
    parts += [f"{name} {value}" for name, value in product.attributes.items() if not denies(value)]
    parts += [*product.bullets, product.description]
    parts += [text for texts in product.texts.values() for text in texts.values()]
    return " ".join(parts)


class KeywordIndex:
    """BM25 scores of every product for a query, per field.

    ``bm25s`` scores eagerly at build time (Lù 2024, "BM25S"), so a query is a sum of sparse rows.
    """

    def __init__(self, fields: dict[str, Any], size: int) -> None:
        self._fields = fields
        self._size = size

    @classmethod
    def build(cls, products: Sequence[Product]) -> "KeywordIndex":
        """Index products; row ``i`` is ``products[i]``."""
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)  # it comes set to DEBUG
        fields = {}
        for field in FIELDS:
            text = title_text if field == "title" else body_text
            # One string for each word, however often it is said: a million texts fit into memory.
            corpus = [list(map(sys.intern, words(text(p)))) or [NO_WORD] for p in products]
            corpus = corpus or [[NO_WORD]]
            b = 0.5 if field == "title" else 0.6
            index = bm25s.BM25(method="lucene", k1=1.2, b=b)
            index.index(corpus, show_progress=False)
            fields[field] = index
        return cls(fields, len(products))

    def save(self, folder: Path) -> None:
        """Write the index into a new folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for field, index in self._fields.items():
            index.save(str(folder / field), corpus=None, show_progress=False)
        (folder / "size.json").write_text(json.dumps(self._size), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "KeywordIndex":
        """Read an index. Raises StoreError when it is missing or damaged."""
        import bm25s

        try:
            size = int(json.loads((folder / "size.json").read_text("utf-8")))
            fields = {f: bm25s.BM25.load(str(folder / f), load_vocab=True) for f in FIELDS}
        except Exception as error:
            raise StoreError(
                f"The keyword index in {folder} cannot be read: run `daogou import` again."
            ) from error
        return cls(fields, size)

    def scores(self, text: str, field: str = "body") -> Floats:
        """BM25 of every product, ``(n,)`` float32, 0 where no word matches; higher is better."""
        index = self._fields[field]
        known = [w for w in words(text) if w in index.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        scores: Floats = index.get_scores(known)[: self._size]
        return scores.astype(np.float32)

    def rows_with(self, word: str, field: str = "body") -> npt.NDArray[np.int64]:
        """Rows of the products that have a stemmed word, ascending."""
        index = self._fields[field]
        column = index.vocab_dict.get(word)
        if column is None:
            return np.zeros(0, np.int64)
        start = index.scores["indptr"]
        rows = index.scores["indices"][int(start[column]) : int(start[column + 1])]
        return np.sort(np.asarray(rows, np.int64))

    def frequency(self, word: str, field: str = "body") -> int:
        """In how many products' texts a stemmed word stands."""
        index = self._fields[field]
        column = index.vocab_dict.get(word)
        start = index.scores["indptr"]
        return 0 if column is None else int(start[column + 1] - start[column])

    def idf(self, word: str, field: str = "body") -> float:
        """How rare a stemmed word is, ``ln(1 + (n - df + .5) / (df + .5))``; higher is rarer."""
        frequency = self.frequency(word, field)
        return math.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))
