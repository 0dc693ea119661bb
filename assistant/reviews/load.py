"""The opinions of a store, with the shipped sentiment model."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reviews.lexicon import fingerprint
from assistant.reviews.opinions import ReviewOpinions, read_opinions, write_opinions
from assistant.understanding.sentiment import SENTIMENT_WEIGHTS, SentimentModel
from retrieval.bert import file_sha256
from retrieval.types import Product, Review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.index_folder import Store


def load_opinions(store: "Store") -> ReviewOpinions:
    """Opinions as an import left them; where it left none, they are scored when asked for.

    Raises ModelError when the sentiment weights cannot be read.
    """
    found = read_opinions(store.folder, _makers())
    kept, nouns = found if found is not None else (None, ())
    return ReviewOpinions(store.reviews, SentimentModel.load, kept, nouns)


def prepare_opinions(
    index: Path,
    products: "Sequence[Product]",
    reviews: "Sequence[Review]",
    progress: Callable[[str, int, int], None] | None = None,
) -> None:
    """Score the reviews of an index that was just built; without reviews there is nothing to do."""
    if not reviews:
        return
    step = progress

    def report(done: int, total: int) -> None:
        if step is not None:
            step("opinions", done, total)

    write_opinions(index, products, reviews, _makers(), SentimentModel.load(), report)


def _makers() -> str:
    """Names the weights and the words by which opinions are found."""
    return f"{file_sha256(SENTIMENT_WEIGHTS / 'adapter.safetensors')[:16]}-{fingerprint()}"
