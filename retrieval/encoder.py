"""The sentence encoder: texts to unit vectors, int8 on the CPU."""

from collections.abc import Sequence
from pathlib import Path

from retrieval.bert import Floats, OnnxBert, Progress, load_onnx
from retrieval.types import Product

DESCRIPTION_WORDS = 30


def product_text(product: Product) -> str:
    """What the encoder reads of a product: title, brand, kind, colour, then some words on it."""
    parts = [product.title]
    if product.brand and product.brand.casefold() not in product.title.casefold():
        parts.append(product.brand)
    if product.category:
        parts.append(product.category[-1])
    about = " ".join([*product.bullets[:2], product.description]).split()
    if about:
        parts.append(" ".join(about[:DESCRIPTION_WORDS]))
    return ". ".join(parts)


class Encoder:
    """Texts to ``(n, dimensions)`` float32 unit vectors; the cosine is their dot product."""

    def __init__(self, model: OnnxBert, id: str) -> None:
        self._model = model
        self.id = id
        """Changes whenever vectors of two encoders must not be compared."""
        self.dimensions = int(model.manifest["outputs"])

    def encode(
        self, texts: Sequence[str], batch_size: int = 32, progress: Progress | None = None
    ) -> Floats:
        """Vectors in the order of ``texts``; ``progress`` is told of every batch."""
        return self._model(texts, batch_size=batch_size, progress=progress)


def load_encoder(folder: Path | None = None) -> Encoder:
    """The encoder of a weight folder; None: the shipped one. Raises ModelError."""
    model = load_onnx(folder)
    return Encoder(model, model.id)
