"""What the sentiment model learns from and is measured on.

Hand-written shoppers' messages (``utterances/sentiment.tsv``), Daogou's own demo reviews, and
public sentences and reviews where they are present.
"""

import csv
import hashlib
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.types import Intent
from assistant.understanding.clean import clean_message
from assistant.understanding.data import UTTERANCES, data_folder, normal_form, written

MOODS = ("negative", "neutral", "positive")
NEGATIVE, NEUTRAL, POSITIVE = (frozenset({mood}) for mood in MOODS)
NOT_POSITIVE = NEGATIVE | NEUTRAL
_PLAIN = (
    Intent.FIND_PRODUCT, Intent.PRODUCT_QUESTION, Intent.COMPARE_PRODUCTS, Intent.VIEW_CART,
    Intent.DELIVERY_QUESTION, Intent.PAYMENT_QUESTION, Intent.ACCOUNT_HELP, Intent.CHANGE_ORDER,
)  # fmt: skip
"""Intents whose messages are plain requests."""


@dataclass(frozen=True, slots=True)
class MoodExample:
    """One message with the moods it may have: one, or several where the source cannot tell."""

    text: str
    moods: frozenset[str]
    source: str


@dataclass(frozen=True)
class MoodData:
    """Three parts that share nothing; ``tests`` maps a source's name to its held-back examples."""

    train: tuple[MoodExample, ...]
    dev: tuple[MoodExample, ...]
    tests: dict[str, tuple[MoodExample, ...]]

    @property
    def sha256(self) -> str:
        """Hash of everything that training sees."""
        digest = hashlib.sha256()
        for example in (*self.train, *self.dev):
            digest.update(f"{example.text}\t{sorted(example.moods)}\n".encode())
        return digest.hexdigest()


def mood_data(data: Path | None = None, *, seed: int = 13) -> MoodData:
    """Everything, split. Fine Foods reviews say "great" (five stars) or "other" (one to four): the
    first is positive; the second is known only not to be great, so training lets it be negative
    or neutral. Raises ModelError when a named folder is missing."""
    rng = random.Random(seed)
    pool = [*_shoppers("sentiment.tsv"), *_requests(rng)]
    tests = {"shoppers": tuple(_shoppers("test/sentiment.tsv"))}
    sources = {"demo_reviews": list(_demo_reviews())}
    folder = data_folder(data)
    if folder is not None and (folder / "uci_sentiment_sentences").is_dir():
        for name in ("amazon", "imdb", "yelp"):
            sources[name] = list(_uci(folder / "uci_sentiment_sentences", name))
    for name, examples in sources.items():
        held = [e for e in examples if zlib.crc32(e.text.encode()) % 5 == 0]
        tests[name] = tuple(held)
        pool.extend(examples)
    if folder is not None and (folder / "small_fine_foods").is_dir():
        foods = folder / "small_fine_foods"
        reviews = [e for e in _foods(foods / "training_data.csv") if len(e.text) < 450]
        rng.shuffle(reviews)
        pool.extend(reviews[:1300])
        tests["fine_foods"] = tuple(_foods(foods / "testing_data.csv"))
    forbidden = {normal_form(e.text) for examples in tests.values() for e in examples}
    pool = [e for e in pool if (form := normal_form(e.text)) == "" or form not in forbidden]
    rng.shuffle(pool)
    cut = len(pool) // 12
    return MoodData(tuple(pool[cut:]), tuple(pool[:cut]), tests)


def _shoppers(name: str) -> Iterator[MoodExample]:
    for line in (UTTERANCES / name).read_text("utf-8").splitlines():
        mood, _, text = line.partition("\t")
        yield MoodExample(clean_message(text), frozenset({mood}), "shoppers")


def _requests(rng: random.Random) -> list[MoodExample]:
    """Plain requests from the intents' utterances."""
    texts = [e.text for e in written("train") if e.intent in _PLAIN]
    return [MoodExample(text, NEUTRAL, "requests") for text in rng.sample(texts, 350)]


def _demo_reviews() -> Iterator[MoodExample]:
    """Reviews of the demo store by their stars: 1 and 2 negative, 5 positive; others are mixed."""
    for text, stars in _demo_review_texts():
        if stars <= 2 or stars == 5:
            yield MoodExample(text, NEGATIVE if stars <= 2 else POSITIVE, "demo_reviews")


@cache
def _demo_review_texts() -> tuple[tuple[str, int], ...]:
    import yaml

    result: list[tuple[str, int]] = []
    for path in sorted((Path(__file__).parents[1] / "demo_store" / "reviews").glob("*.yaml")):
        content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        result.extend(
            (clean_message(f"{review['title']}. {review['text']}"), int(review["stars"]))
            for review in content
        )
    return tuple(result)


def _uci(folder: Path, name: str) -> Iterator[MoodExample]:
    file = "amazon_cells_labelled.txt" if name == "amazon" else f"{name}_labelled.txt"
    for line in (folder / file).read_text("utf-8").split("\n"):
        text, tab, label = line.rpartition("\t")
        if tab:
            mood = POSITIVE if label.strip() == "1" else NEGATIVE
            yield MoodExample(clean_message(text), mood, name)


def _foods(path: Path) -> Iterator[MoodExample]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = clean_message(re.sub(r"<[^>]*>", " ", row["review"]))
            moods = POSITIVE if row["score"] == "great" else NOT_POSITIVE
            yield MoodExample(text, moods, "fine_foods")
