"""A shop small enough to reason about: eight products, exact filters, word counts for a ranker."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from sqlalchemy import Engine

from assistant.assistant import Assistant
from assistant.build import assemble
from assistant.desk.backend import ShopBackend
from assistant.desk.rules import Rules
from assistant.pages.answering import ShopPages
from assistant.pages.calibration import DOUBTS, TERMS, Calibration
from assistant.pages.index import SIGNALS, PageIndex, texts_of
from assistant.pages.topics import Topics
from assistant.pages.types import Passage
from assistant.settings import Settings
from assistant.state import DialogueState
from assistant.types import Intent, Message, Refinement, Reply, Sentiment, Understanding
from assistant.understanding.nouns import catalogue_nouns, named_things
from ranking.passages import content_words, overlap
from ranking.types import Ranked, Reason, Shopper
from retrieval.bert import Floats
from retrieval.errors import StoreError
from retrieval.filters import ProductTable, mask_of
from retrieval.keyword_index import KeywordIndex
from retrieval.text import words
from retrieval.types import Candidate, Constraints, Product, Query, Review, Variant

NO_LIMITS = Constraints()
JACKETS = ("Outdoor", "Jackets")
LAMPS = ("Home", "Lamps")

PRODUCTS = (
    Product(
        "J1",
        "Drizzle Rain Jacket",
        "Northfell",
        JACKETS,
        "A light jacket. It packs small.",
        ("Waterproof to 10,000 mm",),
        {"Material": "nylon", "Weight": "310 g"},
        Decimal("89.00"),
        stock=5,
        rating=4.6,
        rating_count=212,
        colours=("black", "moss green"),
        sizes=("S", "M"),
        variants=(
            Variant("J1-1", {"colour": "black", "size": "S"}, stock=2),
            Variant("J1-2", {"colour": "black", "size": "M"}, stock=0),
            Variant("J1-3", {"colour": "moss green", "size": "M"}, stock=3),
        ),
    ),
    Product(
        "J2",
        "Ridge Wool Jacket",
        "Ashwood",
        JACKETS,
        "Warm wool.",
        ("Two pockets",),
        {"Material": "wool", "Weight": "900 g"},
        Decimal("129.00"),
        Decimal("159.00"),
        stock=7,
        rating=4.1,
        rating_count=40,
        colours=("grey",),
    ),
    Product(
        "J3",
        "Harbour Jacket",
        "Northfell",
        JACKETS,
        "For the quay.",
        (),
        {"Material": "cotton"},
        Decimal("59.50"),
        stock=0,
        rating=3.9,
        rating_count=11,
        colours=("blue",),
    ),
    Product(
        "L1",
        "Pebble Table Lamp",
        "Lumen Labs",
        LAMPS,
        "A small lamp.",
        ("Dimmable",),
        {"Power": "7 W", "Material": "ceramic"},
        Decimal("39.90"),
        stock=9,
        rating=4.7,
        rating_count=130,
        colours=("white",),
        added=date(2026, 5, 1),
    ),
    Product(
        "L2",
        "Arc Floor Lamp",
        "Lumen Labs",
        LAMPS,
        "A tall lamp.",
        (),
        {"Power": "12 W", "Material": "steel"},
        Decimal("119.00"),
        stock=3,
        rating=4.2,
        rating_count=20,
        colours=("black",),
    ),
    Product(
        "L3",
        "Read Desk Lamp",
        "Ashwood",
        LAMPS,
        "For desks.",
        (),
        {"Power": "5 W", "Material": "oak"},
        Decimal("24.50"),
        stock=3,
        rating=3.4,
        rating_count=9,
        colours=("brown",),
    ),
    Product(
        "S1",
        "Merino Hiking Socks",
        "Northfell",
        ("Outdoor", "Socks"),
        "Soft socks.",
        (),
        {"Material": "merino wool"},
        Decimal("14.90"),
        stock=90,
        rating=4.8,
        rating_count=300,
        colours=("grey",),
    ),
    Product(
        "S2",
        "Everyday Socks",
        "Ashwood",
        ("Outdoor", "Socks"),
        "Plain socks.",
        (),
        {"Material": "cotton"},
        Decimal("6.00"),
        stock=40,
        rating=4.0,
        rating_count=50,
        colours=("black",),
    ),
)
REVIEWS = (
    Review(
        "J1-R1", "J1", 5, "Kept me dry for six hours of rain.", "Dry", "Maren T.", date(2026, 9, 3)
    ),
    Review("J1-R2", "J1", 2, "The zip jammed after a week.", "Zip", "Olu A.", date(2026, 9, 4)),
    Review("L1-R1", "L1", 4, "The switch clicks loudly at night.", "", "", date(2026, 6, 1)),
)
PAGES = (
    Passage("Returns", ("How long",), ("You may send things back within 30 days of delivery.",)),
    Passage("Delivery", ("Times",), ("Delivery takes two to four working days.",)),
)
CUSTOMERS = (Shopper("C-1", "Ana Ruiz", history=("J1", "S1"), bought=("S1",)),)


class TinyStore:
    """The records, in memory."""

    products: Sequence[Product] = PRODUCTS

    def get(self, product_id: str) -> Product:
        return self.products[self.row(product_id)]

    def row(self, product_id: str) -> int:
        for row, product in enumerate(self.products):
            if product.id == product_id:
                return row
        raise StoreError(f"No product {product_id}.")

    def reviews(self, product_id: str) -> Sequence[Review]:
        return tuple(review for review in REVIEWS if review.product_id == product_id)


@cache
def tiny_table() -> ProductTable:
    """The columns of the eight products."""
    return ProductTable(PRODUCTS, KeywordIndex.build(PRODUCTS))


class TinySearcher:
    """Word counts under the real filters."""

    def __init__(self) -> None:
        self.table = tiny_table()

    def search(self, query: Query, stage: str = "hybrid") -> Sequence[Candidate]:
        mask = mask_of(self.table, query.constraints)
        scores = self.table.keyword.scores(query.text)
        titles = self.table.keyword.scores(query.text, "title")
        found = [
            Candidate(product.id, row, float(scores[row]), title_score=float(titles[row]))
            for row, product in enumerate(self.table.products)
            if scores[row] > 0 and (mask is None or mask[row])
        ]
        return sorted(found, key=lambda c: (-c.score, c.row))[: query.top]


class TinyRanker:
    """Keeps the order; liked brands first without a query; passages count as answers by words."""

    def __init__(self) -> None:
        self._table = tiny_table()
        self._products = self._table.products

    def rank(
        self, query: Query, shopper: Shopper | None, candidates: Sequence[Candidate]
    ) -> Sequence[Ranked]:
        said = set(words(query.text))
        return tuple(
            Ranked(
                c.product_id,
                c.row,
                c.score,
                {"relevance": c.score},
                tuple(
                    Reason("attribute", word, 0.1)
                    for word in words(self._products[c.row].title)
                    if word in said
                ),
            )
            for c in candidates
        )

    def recommend(
        self, shopper: Shopper | None, top: int, constraints: Constraints = NO_LIMITS
    ) -> Sequence[Ranked]:
        mask = mask_of(self._table, constraints)
        by_id = {p.id: p for p in self._products}
        liked = {by_id[i].brand for i in (shopper.history if shopper else ()) if i in by_id}
        rows = [r for r in range(len(self._products)) if mask is None or mask[r]]
        rows.sort(
            key=lambda r: (self._products[r].brand not in liked, -self._products[r].rating_count)
        )
        return tuple(Ranked(self._products[r].id, r, 1.0, {}) for r in rows[:top])

    def evidence(self, question: str, passages: Sequence[str]) -> Any:
        asked = content_words(question)
        return np.array([float(overlap(asked, set(words(p))) > 0) for p in passages])


def words_as_vectors(texts: Sequence[str]) -> Floats:
    """Unit vectors of the words of texts: what shares words is near."""
    vectors = np.full((len(texts), 256), 1e-3, np.float32)
    for row, text in enumerate(texts):
        for word in words(text):
            vectors[row, crc32(word.encode()) % 256] += 1
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def tiny_pages(passages: Sequence[Passage] = PAGES) -> ShopPages:
    """Pages that answer where they share words with the question."""
    no_topics = Topics(np.zeros((1, 256), np.float32), np.zeros(1, np.float32))
    calibration = Calibration(
        search=dict.fromkeys(SIGNALS, 1.0),
        order=dict.fromkeys(TERMS, 1.0),
        doubt={**dict.fromkeys(DOUBTS, 0.0), "evidence": 1.0, "bias": 0.0},
    )
    vectors = words_as_vectors(texts_of(passages))
    order = calibration.first_order()
    index = PageIndex(passages, vectors, words_as_vectors, no_topics, order)
    return ShopPages(index, TinyRanker().evidence, calibration)


class Scripted:
    """Reads messages as the test says; the text is taken as it is."""

    def __init__(self, script: Mapping[str, Mapping[str, Any]]) -> None:
        self._script = script
        self._nouns = catalogue_nouns(PRODUCTS)

    def __call__(self, text: str, state: DialogueState) -> Understanding:
        fields: dict[str, Any] = {
            "text": text,
            "intent": Intent.FIND_PRODUCT,
            "confidence": 0.95,
            "sentiment": Sentiment("neutral", 0.0),
            "constraints": Constraints(),
            "search_text": text,
            **self._script.get(text, {}),
        }
        fields.setdefault("product_words", named_things(fields["search_text"], self._nouns))
        return Understanding(**fields)

    def parts(self, text: str) -> Sequence[str]:
        """Parts stand on both sides of a bar."""
        return text.split(" | ")


def tiny_assistant(
    folder: Path,
    script: Mapping[str, Mapping[str, Any]],
    settings: Settings | None = None,
    backend: ShopBackend | None = None,
    rules: Rules | None = None,
    engine: Engine | None = None,
) -> Assistant:
    """A whole assistant over the tiny shop, its databases in ``folder``."""
    return assemble(
        store=TinyStore(),
        searcher=TinySearcher(),
        ranker=TinyRanker(),
        understand=Scripted(script),
        pages=tiny_pages(),
        customers=CUSTOMERS,
        settings=settings or Settings(shop_name="Tiny"),
        folder=folder,
        engine=engine,
        backend=backend,
        rules=rules,
    )


class Talk:
    """One conversation, line by line."""

    def __init__(self, assistant: Assistant, shopper: str | None = None, name: str = "t") -> None:
        self.assistant = assistant
        self._shopper = shopper
        self._name = name

    def say(self, text: str) -> Reply:
        return self.assistant.reply(Message(text, self._name, self._shopper))


def understood(text: str = "", **fields: Any) -> Understanding:
    """An understanding with plain defaults."""
    return Scripted({text: fields})(text, DialogueState())


def ids(reply: Reply) -> list[str]:
    """The products on display."""
    return [card.product.id for card in reply.cards]


MORE = Refinement(more=True)
CHEAPER = Refinement(cheaper=True)
