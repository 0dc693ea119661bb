"""``daogou train ranker``: the cross-encoder, then the layer beneath it.

BERT learns from lists of five kinds at once: queries derived from catalogues, editorial
judgements, product questions with evidence, and shoppers' purchases with their profile in words.
It never sees the public judgements, so those can test it. One seed, one command.
"""

import hashlib
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ranking.behaviour import Log, read_complete_journey, read_online_retail, sessions
from ranking.choice import Choice, fit_weights
from ranking.derive import TrainingList, derived_lists
from ranking.evaluate import JUDGED_FILES, JudgedCatalogue, load_judged
from ranking.judged import Judgements, editorial, read_judgements, without_overlap
from ranking.lists import fit_layer
from ranking.questions import question_lists
from ranking.sessions import CHOICE_TERMS, SessionQuery, SessionRanker
from ranking.shopper_terms import SHOPPER_TERMS
from ranking.sources import open_catalogues
from ranking.texts import product_side, profile_words, wish_side
from retrieval.bert import Floats, OnnxBert, load_onnx
from retrieval.retriever import Retriever
from retrieval.types import Product

LORA_RANK = 96
MAX_TOKENS = 96
LEARNING_RATE = 1e-4
COUNTS = {"derived": 400, "questions": 600, "sessions": 400}
"""Lists of each kind (derived and sessions: from each source)."""
LIST_SIZE = 8
JUDGED_SIZE = 12
JUDGED_COPIES = 3
"""How often each editorial query takes part, every time with other candidates."""
CHOICE_SESSIONS = 700
"""Sessions from each log that the shopper's weights are fitted on."""
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


def train_ranker(data: Path, out: Path, seed: int = 7) -> dict[str, object]:
    """The whole recipe: BERT, the layer, the shopper's weights and the manifest.

    Returns the manifest. Raises RankingError when the data is not there.
    """
    started = time.time()
    retrievers = open_catalogues(data)
    lists = training_lists(retrievers, data, seed)
    losses = train_bert(lists, out / "bert", seed)
    bert = load_onnx(out / "bert")
    scores = train_layer(load_judged(retrievers, data), out)
    weights = fit_choice(data, out, bert, seed)
    manifest: dict[str, object] = {
        "command": "daogou train ranker",
        "seed": seed,
        "lists": dict(COUNTS, editorial_copies=JUDGED_COPIES, total=len(lists)),
        "loss": {"first": _mean(losses[:50]), "last": _mean(losses[-50:])},
        "judged_queries": scores,
        "choice": weights,
        "minutes": round((time.time() - started) / 60, 1),
        "date": date.today().isoformat(),
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
    return manifest


def train_bert(lists: Sequence[TrainingList], out: Path, seed: int) -> list[float]:
    """Fine-tune the cross-encoder on lists and save its adapter; returns the loss per step."""
    from ranking.bert_training import train_lists
    from retrieval.bert_torch import build_model, save_adapter, to_lora, train_whole

    model = build_model(1, lora_rank=0)
    train_whole(model)
    losses = train_lists(
        model, lists, max_tokens=MAX_TOKENS, learning_rate=LEARNING_RATE, seed=seed
    )
    save_adapter(
        to_lora(model, LORA_RANK),
        out,
        {
            "task": "ranker",
            "outputs": 1,
            "max_tokens": MAX_TOKENS,
            "command": "daogou train ranker",
            "data_sha256": lists_sha256(lists),
            "date": date.today().isoformat(),
        },
    )
    return losses


def train_layer(catalogues: Sequence[JudgedCatalogue], out: Path) -> dict[str, int]:
    """Fit the layer on the public judgements and save it; returns the counts."""
    fit_layer([i for c in catalogues for i in c.tested]).save(out / "layer.txt")
    return {c.name: len(c.tested) for c in catalogues}


def fit_choice(data: Path, out: Path, bert: OnnxBert, seed: int) -> dict[str, int]:
    """Fit the shopper's weights on sessions that BERT did not learn from; returns the counts."""
    offers: dict[bool, list[tuple[Floats, int]]] = {True: [], False: []}
    for log in (
        read_complete_journey(),
        read_online_retail(data / "uci_online_retail" / "until_2011-11-10.parquet"),
    ):
        moments = list(sessions(log, CHOICE_SESSIONS, seed + 1))
        asked = [SessionQuery(m.query, m.history, m.candidates) for m in moments]
        ranker = SessionRanker.prepare(tuple(log.products.values()), asked, bert=bert)
        for moment, query in zip(moments, asked, strict=True):
            terms = ranker.terms(query, moment.candidates)
            offers[bool(moment.query)].append((terms, moment.candidates.index(moment.bought)))
    # The offers hold items of the shopper's past that were not bought this time, so an unbounded
    # fit would count a liked kind or brand against a product.
    liked = [CHOICE_TERMS.index(name) for name in SHOPPER_TERMS if name != "bought_lately"]
    weights = {kind: fit_weights(items, len(CHOICE_TERMS), liked) for kind, items in offers.items()}
    Choice(CHOICE_TERMS, weights[True], weights[False]).save(out / "choice.json")
    return {"search": len(offers[True]), "browse": len(offers[False])}


def lists_sha256(lists: Sequence[TrainingList]) -> str:
    """A fingerprint of the training data."""
    digest = hashlib.sha256()
    for item in lists:
        digest.update(repr((item.wish, item.texts, item.gains)).encode())
    return digest.hexdigest()


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)
