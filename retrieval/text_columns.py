"""What is read out of all products' texts once, at import: a million texts take minutes.

columns.npz   measures-rows-NAME  measures-values-NAME  denied-values  denied-starts  denied-rows
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import StoreError
from retrieval.keyword_index import body_text
from retrieval.measures import MeasureIndex
from retrieval.text import fold, stem
from retrieval.types import Product
from retrieval.value_index import ValueIndex

_DENIED = re.compile(
    r"\b(?:no|not|without|non|never|isn't|free (?:of|from))[\s-]+(?:any |a |an )?([^\W\d_]+)"
    r"|\b([^\W\d_]+)[\s-]free\b|\b([^\W\d_]{3,})less\b"
)
_WITHOUT = {
    "decaf": "caffeine",
    "decaffeinated": "caffeine",
    "unsalted": "salt",
    "unscented": "scent",
    "unsweetened": "sugar",
}
"""Words that deny another one."""
_WITHOUT_RE = re.compile(rf"\b(?:{'|'.join(_WITHOUT)})\b")


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Which rows state which measures and deny which words."""

    measures: MeasureIndex
    denied: ValueIndex

    @classmethod
    def read(cls, products: Sequence[Product]) -> "TextColumns":
        """Of the products' own texts."""
        return cls(MeasureIndex.read(products), denied_words(products))

    def save(self, path: Path) -> None:
        """Write them into one file."""
        parts = {"measures": self.measures.to_arrays(), "denied": self.denied.to_arrays()}
        arrays = {f"{part}-{key}": a for part, found in parts.items() for key, a in found.items()}
        np.savez(path, **arrays)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path, size: int) -> "TextColumns":
        """What save wrote for ``size`` products. Raises StoreError when it cannot be read."""
        try:
            with np.load(path) as arrays:
                measures = MeasureIndex.from_arrays(size, _part(arrays, "measures-"))
                return cls(measures, ValueIndex.from_arrays(_part(arrays, "denied-")))
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise StoreError(f"{path} cannot be read: run `daogou import` again.") from error


def denied_words(products: Sequence[Product]) -> ValueIndex:
    """By stemmed words that a product's text denies: "no leather", "sugar-free", "decaf"."""
    return ValueIndex.of(map(_denied, products))


def _denied(product: Product) -> set[str]:
    text = fold(body_text(product))
    said = {stem(a or b or c) for a, b, c in _DENIED.findall(text)}
    return said | {_WITHOUT[word] for word in _WITHOUT_RE.findall(text)}


def _part(arrays: Mapping[str, Any], prefix: str) -> dict[str, npt.NDArray[Any]]:
    return {key.removeprefix(prefix): arrays[key] for key in arrays if key.startswith(prefix)}
