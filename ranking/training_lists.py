"""What the cross-encoder learns from, as lists of texts with gains, a stage at a time."""

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ranking.behaviour import Log, read_complete_journey, read_online_retail, sessions
from ranking.derive import TrainingList, derived_lists
from ranking.judged import (
    Judgements,
    first_editorial,
    learned,
    public_judgements,
    without_overlap,
)
from ranking.questions import question_lists
from ranking.texts import product_side, profile_words, wish_side
from retrieval.retriever import Retriever
from retrieval.types import Product

COUNTS = {"derived": 400, "questions": 600, "sessions": 400}
"""Lists of each kind in the first stage (derived and sessions: from each source)."""
SECOND_SESSIONS = 130
"""Sessions from each log in the second, so that what was learned of shoppers is kept."""
LIST_SIZE = 8
JUDGED_SIZE, SECOND_SIZE = 12, 16
"""Candidates of an editorial list in either stage."""
JUDGED_COPIES = 3
"""How often each editorial query takes part in the first, every time with other candidates."""
STRANGER = 0.3
"""Share of editorial lists that carry the profile of somebody whose taste says nothing here, so
that a profile does not drown the query."""


def first_lists(
    retrievers: Mapping[str, Retriever], data: Path, seed: int, unlabelled: str | None = None
) -> list[TrainingList]:
    """The lists of the first stage, shuffled.

    retrievers: by the name of the catalogue in ``ranking.judged.PUBLIC``.
    unlabelled: the catalogue whose graded queries are left out.
    """
    lists: list[TrainingList] = []
    public = public_judgements(data)
    for i, (name, retriever) in enumerate(retrievers.items()):
        products = retriever.table.products
        lists += derived_lists(retriever, product_side, COUNTS["derived"], seed + i)
        rng = random.Random(seed)
        for _ in range(JUDGED_COPIES if name != unlabelled else 0):
            judged = without_overlap(first_editorial(name), public)
            lists += editorial_lists(products, judged, JUDGED_SIZE, rng)
    lists += question_lists(data / "product_qa", COUNTS["questions"], seed)
    lists += all_session_lists(data, COUNTS["sessions"], seed)
    random.Random(seed).shuffle(lists)
    return lists


def second_lists(
    catalogues: Mapping[str, Sequence[Product]],
    data: Path,
    seed: int,
    unlabelled: str | None = None,
) -> list[TrainingList]:
    """The lists of the second stage, shuffled: all editorial queries that are not held back.

    unlabelled: the catalogue whose graded queries are left out.
    """
    rng = random.Random(seed)
    graded = {name: products for name, products in catalogues.items() if name != unlabelled}
    lists = list(later_lists(graded, public_judgements(data), rng))
    lists += all_session_lists(data, SECOND_SESSIONS, seed + 2)
    rng.shuffle(lists)
    return lists


def later_lists(
    catalogues: Mapping[str, Sequence[Product]], public: Judgements, rng: random.Random
) -> Iterator[TrainingList]:
    """Every editorial query over these catalogues that is not held back, once."""
    for name, products in catalogues.items():
        yield from editorial_lists(products, learned(name, public), SECOND_SIZE, rng, whole=True)


def editorial_lists(
    products: Sequence[Product],
    judged: Judgements,
    size: int,
    rng: random.Random,
    *,
    whole: bool = False,
) -> Iterator[TrainingList]:
    """Each judged query with ``size`` of its products by grade.

    whole: a query whose drawn products are all of one grade is taken with all; else left out.
    """
    by_id = {p.id: p for p in products}
    for query, grades in judged.items():
        known = [(by_id[i], grade) for i, grade in grades.items() if i in by_id]
        chosen = rng.sample(known, min(len(known), size))
        if whole and len({grade for _, grade in chosen}) < 2:
            chosen = known
        if len({grade for _, grade in chosen}) < 2:
            continue
        past = rng.choices(products, k=rng.randint(2, 12)) if rng.random() < STRANGER else []
        yield TrainingList(
            wish_side(query, profile_words(past)),
            tuple(product_side(p) for p, _ in chosen),
            tuple(grade / 3 for _, grade in chosen),
        )


def all_session_lists(data: Path, count: int, seed: int) -> Iterator[TrainingList]:
    """``count`` sessions from each log."""
    for log in (
        read_complete_journey(),
        read_online_retail(data / "uci_online_retail" / "until_2011-11-10.parquet"),
    ):
        yield from session_lists(log, count, seed)


def session_lists(log: Log, count: int, seed: int) -> Iterator[TrainingList]:
    """Sessions as lists: the wish and the profile in words, the purchase among others."""
    rng = random.Random(seed)
    for session in sessions(log, count, seed):
        others = [c for c in session.candidates if c != session.bought]
        offer = [session.bought, *rng.sample(others, min(len(others), LIST_SIZE - 1))]
        profile = profile_words([log.products[p] for p in session.history])
        yield TrainingList(
            wish_side(session.query, profile) or wish_side("anything"),
            tuple(product_side(log.products[p]) for p in offer),
            (1.0, *[0.0] * (len(offer) - 1)),
        )


def lists_sha256(lists: Sequence[TrainingList]) -> str:
    """A fingerprint of the training data."""
    digest = hashlib.sha256()
    for item in lists:
        digest.update(repr((item.wish, item.texts, item.gains)).encode())
    return digest.hexdigest()
