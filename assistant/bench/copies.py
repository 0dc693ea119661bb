"""A catalogue of any size for measurements: a real one, then copies that differ in details."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, pairwise

import numpy as np

from retrieval.bert import Floats, Progress
from retrieval.types import Product

SPREAD = 0.35
"""Length of the noise that a copy's vector differs by: a cosine of about 0.94."""


def copies(products: Sequence[Product], count: int, seed: int = 0) -> tuple[Product, ...]:
    """``count`` products: the given ones as they are, then copies.

    A copy has an id, a series number and a price of its own, and one word of its title is another
    product's, so that no two texts are the same and words keep their frequencies.
    """
    rng = random.Random(seed)
    made = list(islice(products, count))
    while len(made) < count:
        number = len(made)
        original = products[number % len(products)]
        title = original.title.split()
        title[rng.randrange(len(title))] = rng.choice(rng.choice(products).title.split())
        price = original.price
        made.append(
            replace(
                original,
                id=f"{original.id}-{number}",
                title=f"{' '.join(title)} S{number}",
                price=price and max(Decimal("0.01"), price * rng.randint(70, 130) / 100),
            )
        )
    return tuple(made)


class NearbyVectors:
    """Stands in for the encoder of copies where the time to embed is not what is measured: each
    text gets the next vector, the originals' own and then theirs with some noise."""

    def __init__(self, vectors: Floats, id: str, seed: int = 0) -> None:
        self._vectors = np.asarray(vectors)
        self._rng = np.random.default_rng(seed)
        self._texts: dict[str, int] = {}
        self.id = id
        self.dimensions = self._vectors.shape[1]

    def know(self, texts: Sequence[str]) -> None:
        """The texts of a catalogue made by ``copies``, in its order."""
        self._texts = {text: row for row, text in enumerate(texts)}

    def encode(
        self, texts: Sequence[str], batch_size: int = 32, progress: Progress | None = None
    ) -> Floats:
        """Vectors in the order of ``texts``."""
        rows = np.array([self._texts[text] for text in texts])
        vectors = self._vectors[rows % len(self._vectors)].astype(np.float32)
        noise = self._rng.standard_normal(vectors.shape).astype(np.float32)
        noise *= SPREAD / np.sqrt(self.dimensions)
        vectors += np.where((rows < len(self._vectors))[:, None], 0, noise)
        if progress:
            progress(len(texts))
        unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def wishes(products: Sequence[Product], count: int, seed: int = 0) -> list[str]:
    """Things that the catalogue has, as people look for them: a kind, or two or three neighbouring
    words of a title."""
    rng = random.Random(seed)
    result: list[str] = []
    while len(result) < count:
        product = rng.choice(products)
        title = product.title.split()[:6]
        words = [" ".join(pair) for pair in pairwise(title)] + [" ".join(title[-3:])]
        wish = product.category[-1] if product.category and rng.random() < 0.5 else ""
        result.append((wish or rng.choice(words)).casefold())
    return result
