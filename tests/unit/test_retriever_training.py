"""Pairs for the sentence encoder, and a few steps of training it for real."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from tiny_shop import PRODUCTS, tiny_table

from ranking.encoder_training import BATCH, Pair, batches, excused_texts, train_encoder
from ranking.errors import RankingError
from ranking.exact_wishes import amount_wish, code_wish
from ranking.train_retriever import derived_pairs, goal_pairs
from retrieval.encoder import load_encoder, product_text
from retrieval.retriever import Retriever
from retrieval.text import words
from retrieval.types import Product
from retrieval.vector_store import VectorStore

TONER = Product(
    id="T1",
    title="Brother TN-2110 toner cartridge black",
    brand="Brother",
    attributes={"Page yield": "1500 pages", "Weight": "0.8 kg"},
)


def test_codes_and_amounts_are_what_the_product_says() -> None:
    said = set(words(f"{TONER.title} {' '.join(TONER.attributes.values())}")) | {"tn2110"}
    rng = random.Random(1)
    codes = [code_wish(TONER, rng) for _ in range(30)]
    amounts = [amount_wish(TONER, rng) for _ in range(30)]
    assert all(wish and wish.wanted <= said for wish in (*codes, *amounts))
    assert all("2110" in wish.text for wish in codes if wish)
    assert {w for wish in amounts if wish for w in ("1500", "0.8") if w in wish.text} == {
        "1500",
        "0.8",
    }
    plain = Product(id="P", title="Linen apron")
    assert code_wish(plain, rng) is None
    assert amount_wish(plain, rng) is None


def test_a_text_that_holds_the_whole_query_is_no_negative_of_it() -> None:
    texts = ["black rain jacket", "rain boots", "jacket for rain, black, long", "rain boots"]
    excused = excused_texts(["rain jacket", "boots"], texts)
    assert excused.tolist() == [[False, False, True, False], [False, False, False, True]]


def test_every_pair_is_in_one_batch_and_a_batch_has_one_source() -> None:
    pairs = [Pair(f"q{i}", "t" * (i % 17), source="ab"[i % 2]) for i in range(5 * BATCH)]
    made = batches(pairs, random.Random(0))
    assert sorted(p.query for b in made for p in b) == sorted(p.query for p in pairs)
    assert all(len({p.source for p in b}) == 1 and len(b) <= BATCH for b in made)


def test_derived_pairs_have_a_right_text_and_a_wrong_one(tmp_path: Path) -> None:
    table, encoder = tiny_table(), load_encoder()
    vectors = encoder.encode([product_text(p) for p in PRODUCTS])
    retriever = Retriever(table, table.keyword, VectorStore(tmp_path, vectors), encoder)
    pairs = list(derived_pairs("tiny", retriever, 12, seed=3))
    texts = {product_text(p) for p in PRODUCTS}
    assert len(pairs) == 24
    assert all(p.text in texts and set(p.wrong) <= texts - {p.text} for p in pairs)
    assert pairs == list(derived_pairs("tiny", retriever, 12, seed=3)), "the seed decides"


def test_goals_pair_the_short_query_with_the_long_wish(tmp_path: Path) -> None:
    file = tmp_path / "goals.json"
    file.write_text(json.dumps({"i would like a red scarf": ["red scarf", "red scarf"]}), "utf-8")
    pairs = list(goal_pairs(file))
    assert pairs == [Pair("red scarf", "i would like a red scarf", source="goals")]
    with pytest.raises(RankingError, match="--data"):
        list(goal_pairs(tmp_path / "none.json"))


def test_training_brings_queries_nearer_to_their_texts(tmp_path: Path) -> None:
    from retrieval.bert_torch import build_model, load_torch, save_adapter, to_lora, train_whole

    names = ["zorbel", "quindle", "vaxter", "plomery", "drimble", "sneth"]
    meant = ["umbrella", "teapot", "bicycle", "pillow", "hammer", "guitar"]
    kinds = list(zip(names, meant, strict=True))
    pairs = [Pair(f"{n} {i}", f"a {m} {i}") for n, m in kinds for i in range(40)]
    model = build_model(0, lora_rank=0, normalise=True)
    train_whole(model)
    losses = train_encoder(model, pairs, learning_rate=2e-5, query_tokens=8, text_tokens=8, seed=0)
    assert losses[-1] < losses[0]
    save_adapter(
        to_lora(model, 64, kept=0.5),
        tmp_path,
        {"task": "encoder", "outputs": 384, "max_tokens": 128},
    )
    import torch

    ids = torch.tensor([[101, 2600, 14513, 102]])
    inputs = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    with torch.no_grad():
        base, kept = load_torch(None)(*inputs), load_torch(tmp_path)(*inputs)
        trained = model(*inputs)
    near, far = float(base[0] @ kept[0]), float(base[0] @ trained[0])
    assert far < near < 1, "half of the change lies between the base and what was trained"
    assert np.isclose(float(kept.norm()), 1, atol=1e-4)
