"""``daogou train ranker``: the cross-encoder, then the layers on top of it.

BERT learns from lists of five kinds at once: queries derived from catalogues, editorial
judgements, product questions with evidence, and shoppers' purchases with their profile in words.
It never sees the public judgements, so those can test it. One seed, one command.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ranking.behaviour import Log, read_complete_journey, read_online_retail, sessions
from ranking.derive import TrainingList, derived_lists
from ranking.evaluate import JUDGED_FILES
from ranking.judged import Judgements, editorial, read_judgements, without_overlap
from ranking.questions import question_lists
from ranking.texts import product_side, profile_words, wish_side
from retrieval.retriever import Retriever
from retrieval.types import Product

LORA_RANK = 48
MAX_TOKENS = 112
LEARNING_RATE = 7e-4
COUNTS = {"derived": 1500, "questions": 1100, "sessions": 1100}
"""Lists of each kind (derived and sessions: from each source)."""
LIST_SIZE = 8
JUDGED_SIZE = 12
JUDGED_COPIES = 3
"""How often each editorial query takes part, every time with other candidates."""
STRANGER = 0.3
"""Share of editorial lists that carry the profile of somebody whose taste says nothing here, so
that a profile does not drown the query."""


def training_lists(
    retrievers: Mapping[str, Retriever], data: Path, seed: int
) -> list[TrainingList]:
    """All lists that BERT learns from, shuffled.

    retrievers: by the name of the catalogue in ``ranking.evaluate.JUDGED_FILES``.
    """
    lists: list[TrainingList] = []
    public = {
        query: gains
        for name, file in JUDGED_FILES.items()
        for query, gains in read_judgements(data / file).items()
    }
    for i, (name, retriever) in enumerate(retrievers.items()):
        lists += derived_lists(retriever, product_side, COUNTS["derived"], seed + i)
        judged = without_overlap(editorial(name), public)
        lists += editorial_lists(retriever.table.products, judged, seed)
    lists += question_lists(data / "product_qa", COUNTS["questions"], seed)
    for log in (
        read_complete_journey(),
        read_online_retail(data / "uci_online_retail" / "until_2011-11-10.parquet"),
    ):
        lists += session_lists(log, COUNTS["sessions"], seed)
    random.Random(seed).shuffle(lists)
    return lists


def editorial_lists(
    products: Sequence[Product], judged: Judgements, seed: int
) -> Iterator[TrainingList]:
    """Each judged query ``JUDGED_COPIES`` times, with some of its products by grade."""
    rng = random.Random(seed)
    by_id = {p.id: p for p in products}
    for _ in range(JUDGED_COPIES):
        for query, grades in judged.items():
            known = [(by_id[i], grade) for i, grade in grades.items() if i in by_id]
            chosen = rng.sample(known, min(len(known), JUDGED_SIZE))
            if len({grade for _, grade in chosen}) < 2:
                continue
            past = rng.choices(products, k=rng.randint(2, 12)) if rng.random() < STRANGER else []
            yield TrainingList(
                wish_side(query, profile_words(past)),
                tuple(product_side(p) for p, _ in chosen),
                tuple(grade / 3 for _, grade in chosen),
            )


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
