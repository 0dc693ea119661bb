"""``daogou evaluate needs``: messages that tell what is wrong or what for, and name no product.

Two tables of first messages to the demo store, each with the products that somebody who knows the
shelf would show. They were written by people who had not seen the code; the first was open while
needs were worked on, the second was first read when the figures of the documents were made.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import numpy as np

from assistant.assistant import Assistant
from assistant.build import build_assistant
from assistant.demo_store import demo_store_dir
from assistant.errors import SettingsError
from assistant.types import Message
from assistant.understanding.report import Report, Table, present
from ranking.ranker import Ranker, load_ranker
from retrieval.encoder import load_encoder
from retrieval.index_folder import Store
from retrieval.store import open_store
from retrieval.types import Query

NEEDS = Path(__file__).parents[1] / "tests" / "data"
SETS = {"open": "needs.yaml", "kept back": "needs_blind.yaml"}
SHOWN = 5
FIRST = 3
CANDIDATES = 40
APT, ACCEPTABLE = 1.0, 0.3
"""Gains of a product that should be shown, and of one that may be."""

Way = Callable[[str], Sequence[str]]
"""A message to ids of products, best first."""


@dataclass(frozen=True, slots=True)
class Need:
    """A message, and the products that help."""

    said: str
    good: frozenset[str]
    also: frozenset[str]

    def gain(self, product: str) -> float:
        """What showing a product is worth, 0..1."""
        return APT if product in self.good else ACCEPTABLE if product in self.also else 0.0


def evaluate_needs(*, json_out: bool = False, docs: Path | None = None) -> None:
    """Measure and show. Raises SettingsError without the tables."""
    encoder = load_encoder()
    store = open_store(demo_store_dir(), encoder)
    ranker = load_ranker(store)
    tables, values = [], {}
    with TemporaryDirectory() as place, build_assistant(data_folder=Path(place)) as assistant:
        ways = {
            "BM25": _by(store, "keyword"),
            "MiniLM, zero-shot": _by(store, "dense"),
            "fused": _by(store, "hybrid"),
            "ranked as a named thing": _ranked(store, ranker, need=False),
            "ranked as a need": _ranked(store, ranker, need=True),
            "Daogou, whole turn": _answered(assistant),
        }
        for name, file in SETS.items():
            needs = read_needs(NEEDS / file)
            rows = {way: scores(needs, shown) for way, shown in ways.items()}
            told = [assistant.understand(need.said).need for need in needs]
            columns = ("products by", "right first", f"in the first {FIRST}", f"NDCG@{SHOWN}")
            title = (
                f"Needs, the table {name}: {len(needs)} messages, "
                f"{np.mean(told):.0%} of them recognised"
            )
            shown = tuple((way, *(f"{one:.3f}" for one in row)) for way, row in rows.items())
            tables.append(Table(title, columns, shown))
            values[name] = {"ways": rows, "recognised": float(np.mean(told))}
    present(Report("needs", "daogou evaluate needs", tuple(tables), values),
            json_out=json_out, docs=docs)  # fmt: skip


def read_needs(file: Path) -> tuple[Need, ...]:
    """A table of needs. Raises SettingsError: it is not there."""
    import yaml

    if not file.is_file():
        raise SettingsError(f"There are no needs in {file}: run this in a checkout of Daogou.")
    rows: Sequence[Mapping[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    return tuple(
        Need(row["say"], frozenset(row["good"]), frozenset(row.get("also") or ())) for row in rows
    )


def scores(needs: Sequence[Need], way: Way) -> tuple[float, float, float]:
    """Means over needs, 0..1: a right product first, one in the first three, NDCG@5."""
    found = []
    for need in needs:
        shown = list(way(need.said))[:SHOWN]
        right = [product in need.good for product in shown]
        best = [APT] * len(need.good) + [ACCEPTABLE] * len(need.also)
        share = _dcg([need.gain(product) for product in shown]) / _dcg(best[:SHOWN])
        found.append((any(right[:1]), any(right[:FIRST]), share))
    first, near, ndcg = np.mean(np.array(found, float), axis=0)
    return float(first), float(near), float(ndcg)


def _dcg(gains: Sequence[float]) -> float:
    return float(sum(gain / np.log2(place + 2) for place, gain in enumerate(gains)))


def _by(store: Store, stage: str) -> Way:
    return lambda said: [
        one.product_id for one in store.retriever.search(Query(said, top=SHOWN), stage)
    ]


def _ranked(store: Store, ranker: Ranker, *, need: bool) -> Way:
    def way(said: str) -> Sequence[str]:
        query = Query(said, top=CANDIDATES, need=need)
        found = ranker.rank(query, None, store.retriever.search(query))
        return [one.product_id for one in found[:SHOWN]]

    return way


def _answered(assistant: Assistant) -> Way:
    def way(said: str) -> Sequence[str]:
        reply = assistant.reply(Message(said, uuid4().hex))
        return [card.product.id for card in reply.cards]

    return way
