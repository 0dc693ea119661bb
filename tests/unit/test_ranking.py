"""Terms, layers, the shopper's taste and the choice model: pure parts, checked by hand."""

from pathlib import Path

import numpy as np
import pytest
from tiny_shop import PRODUCTS, tiny_table

from ranking.choice import Choice, fit_weights
from ranking.derive import Wish, grade, misspell
from ranking.features import SEARCH_TERMS, search_terms, split_negation
from ranking.judged import (
    editorial,
    esci_grade,
    first_editorial,
    learned,
    unseen,
    without_overlap,
)
from ranking.layer import Layer
from ranking.reading import added_by_bert, added_by_meaning
from ranking.semistructured import readable
from ranking.shopper_terms import SHOPPER_TERMS, shopper_terms, taste_of
from ranking.texts import product_side, profile_words, wish_side
from retrieval.errors import ModelError
from retrieval.types import Candidate

VECTORS = np.eye(len(PRODUCTS), 8, dtype=np.float32)


def term(matrix: np.ndarray, row: int, name: str) -> float:
    return float(matrix[row, SEARCH_TERMS.index(name)])


def test_negation_is_split_off_but_a_leading_one_is_a_name() -> None:
    assert split_negation("wall lamp without cord") == ("wall lamp ", "cord")
    assert split_negation("no country for old men") == ("no country for old men", "")


def test_search_terms_say_what_matches_where() -> None:
    table = tiny_table()
    rows = {p.id: i for i, p in enumerate(PRODUCTS)}
    candidates = [
        Candidate("J1", rows["J1"], 0.1, 3.0, 2.0, 0.8, 1, 1),
        Candidate("J2", rows["J2"], 0.05, 1.5, 2.0, 0.5, 2, 2),
    ]
    terms = search_terms(table, "rain jacket without wool", candidates)
    assert terms.shape == (2, len(SEARCH_TERMS))
    assert term(terms, 0, "title_coverage") == pytest.approx(1.0)
    assert 0 < term(terms, 1, "title_coverage") < 1
    assert term(terms, 0, "unwanted_in_text") == 0
    assert term(terms, 1, "unwanted_in_text") == 1
    assert term(terms, 1, "words") == pytest.approx(1.5 / 3.0)
    assert term(terms, 1, "meaning_gap") == pytest.approx(0.3)
    assert search_terms(table, "x", []).shape == (0, len(SEARCH_TERMS))


def test_layer_learns_an_order_and_its_contributions_add_up(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    lists = []
    for _ in range(60):
        x = rng.random((20, 3)).astype(np.float32)
        lists.append((x, np.digitize(x[:, 0], [0.5, 0.8]).astype(np.int64)))
    layer = Layer.fit(lists, ("good", "noise", "more_noise"), seeds=(0,), rounds=40)
    x = rng.random((200, 3)).astype(np.float32)
    scores = layer.scores(x)
    assert np.corrcoef(scores, x[:, 0])[0, 1] > 0.8
    added = layer.contributions(x)
    assert np.ptp(scores - added.sum(1)) < 1e-4, "all but the same constant"
    assert np.abs(added[:, 0]).sum() > 5 * np.abs(added[:, 1:]).sum()
    layer.save(tmp_path / "layer.txt")
    assert np.allclose(Layer.load(tmp_path / "layer.txt").scores(x), scores)
    (tmp_path / "broken.txt").write_text("nothing", "utf-8")
    with pytest.raises(ModelError, match="daogou train ranker"):
        Layer.load(tmp_path / "broken.txt")


def test_taste_counts_and_fades() -> None:
    history = [0, 1, 1]
    taste = taste_of(PRODUCTS, history, VECTORS)
    terms = shopper_terms(PRODUCTS, taste, [0, 1, 2], VECTORS)
    at = {name: i for i, name in enumerate(SHOPPER_TERMS)}
    assert terms[1, at["bought_before"]] == pytest.approx(np.log(3))
    assert terms[2, at["bought_before"]] == 0
    assert terms[1, at["bought_lately"]] == 1.0
    assert terms[0, at["bought_lately"]] == pytest.approx(0.5 ** (2 / 8))
    assert terms[1, at["interest"]] > terms[0, at["interest"]] > terms[2, at["interest"]]
    assert not shopper_terms(PRODUCTS, None, [0], VECTORS).any()


def test_choice_model_recovers_the_sign_of_what_is_chosen(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    offers = []
    for _ in range(300):
        x = rng.normal(size=(6, 2)).astype(np.float32)
        offers.append((x, int(np.argmax(x[:, 0] * 2 + rng.gumbel(size=6)))))
    weights = fit_weights(offers, 2)
    assert weights[0] == pytest.approx(2.0, abs=0.4)
    assert abs(weights[1]) < 0.3
    choice = Choice(("a", "b"), weights, weights)
    choice.save(tmp_path / "c.json")
    assert np.allclose(Choice.load(tmp_path / "c.json").browse, weights)
    with pytest.raises(ModelError):
        Choice.load(tmp_path / "missing.json")


def test_of_two_opinions_the_layer_learns_the_heavier() -> None:
    terms = np.linspace(0, 1, 40, dtype=np.float32)[:, None]
    up = (terms[:, 0] * 3).astype(np.int64)
    lists = [(terms, up), (terms, up[::-1].copy())] * 10
    for first, better in ((5.0, 39), (0.2, 0)):
        layer = Layer.fit(lists, ("one",), seeds=(0,), rounds=20, weights=[first, 1.0] * 10)
        assert layer.scores(terms)[better] == layer.scores(terms).max()


def test_texts_for_the_cross_encoder() -> None:
    assert wish_side("red lamp") == "red lamp"
    assert wish_side("", "bought tea").startswith("anything | bought")
    assert profile_words([]) == ""
    assert "often Jackets" in profile_words([PRODUCTS[0], PRODUCTS[0]])
    assert PRODUCTS[0].title in product_side(PRODUCTS[0])
    assert len(product_side(PRODUCTS[0]).split()) <= 36


def test_derived_grades_punish_the_wrong_kind_and_the_unwanted() -> None:
    title, kind = frozenset({"rain", "jacket"}), frozenset({"jacket"})
    assert grade(Wish("", frozenset({"rain"}), kind), title, kind, title) == 1.0
    assert grade(Wish("", frozenset({"rain"}), frozenset({"lamp"})), title, kind, title) == 0.0
    without = Wish("", frozenset({"rain"}), unwanted=frozenset({"jacket"}))
    assert grade(without, title, kind, title) == pytest.approx(0.35**2)


def test_evidence_and_judgements_are_read() -> None:
    assert readable('age_range: { value:"little kid" }') == "age range: little kid"
    assert [esci_grade(g) for g in (1.0, 0.1, 0.01, 0.0)] == [3, 2, 1, 0]
    for name in ("esci", "icecat"):
        every, kept, tested = editorial(name), learned(name, {}), unseen(name, {})
        assert len(every) >= 800
        assert len(tested) >= 80
        assert not kept.keys() & tested.keys()
        assert not first_editorial(name).keys() & tested.keys()
    assert without_overlap({"red lamps": {}, "tent": {}}, {"lamp red": {}}) == {"tent": {}}


def test_misspelling_changes_little() -> None:
    import random

    rng = random.Random(0)
    for _ in range(50):
        assert abs(len(misspell("hiking jacket", rng)) - len("hiking jacket")) <= 1


def test_bert_has_the_same_say_whatever_its_logits_are_like() -> None:
    scores = np.array([2.0, 1.0, 0.0, -1.0], np.float32)
    logits = np.array([0.1, 0.3, 0.2, np.nan], np.float32)
    added = added_by_bert(scores, logits)
    assert added[1] > added[2] > added[0]
    assert added[3] == 0, "nothing where it did not read"
    assert added[:3].sum() == pytest.approx(0, abs=1e-6)
    assert np.allclose(added, added_by_bert(scores, 50 * logits + 7), atol=1e-5)
    assert np.ptp(added) < np.ptp(scores[:3]), "it orders within what the layer says"
    alike = added_by_bert(np.ones(3, np.float32), logits[:3])
    assert alike.argmax() == 1, "where the layer has no opinion BERT decides"
    assert not added_by_bert(scores, np.full(4, np.nan, np.float32)).any()
    assert not added_by_bert(scores, np.ones(4, np.float32)).any()


def test_meaning_outweighs_words_where_a_need_is_told() -> None:
    scores = np.array([2.0, 1.0, 0.0], np.float32)
    cosines = np.array([0.2, 0.3, 0.5], np.float32)
    added = added_by_meaning(scores, cosines)
    assert (scores + added).argmax() == 2
    assert np.allclose(added, added_by_meaning(scores, cosines / 2 + 1), atol=1e-5)
