"""Words, keyword index, exact filters, dense scan and fusion on the tiny shop."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_shop import PRODUCTS, tiny_table

from retrieval.colours import is_colour
from retrieval.errors import StoreError
from retrieval.filters import ValueIndex, matching_rows
from retrieval.keyword_index import KeywordIndex
from retrieval.retriever import Retriever, fuse
from retrieval.text import stem, words
from retrieval.types import Constraints, Facets, PriceRange, Query
from retrieval.vector_store import VectorStore


class LengthEncoder:
    """Texts to unit vectors by their letters: enough to tell texts apart, without a model."""

    def encode(self, texts: list[str]) -> np.ndarray:
        counts = np.array([[t.casefold().count(c) + 0.1 for c in "abcdefghij"] for t in texts])
        return (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("chroma")
    table = tiny_table()
    encoder = LengthEncoder()
    vectors = encoder.encode([p.title for p in PRODUCTS])
    store = VectorStore.build(folder, [p.id for p in PRODUCTS], vectors)
    return Retriever(table, table.keyword, store, encoder)


def test_words_are_stemmed_folded_and_model_numbers_kept_whole_and_in_parts() -> None:
    assert words("Cafés for the Boxes") == ["cafe", "box"]
    assert words("TN-2110 toners") == ["tn", "2110", "tn2110", "toner"]
    assert words("RTX2060") == ["rtx2060", "rtx", "2060"]
    assert words("登山夹克")[:2] == ["登", "山"]
    assert "登山" in words("登山夹克")


@given(st.text(max_size=200))
def test_words_never_fail_and_are_their_own_stems(text: str) -> None:
    assert all(isinstance(w, str) and w for w in words(text))


@pytest.mark.parametrize(
    ("plural", "single"), [("watches", "watch"), ("batteries", "battery"), ("lamps", "lamp")]
)
def test_stem(plural: str, single: str) -> None:
    assert stem(plural) == single


def test_keyword_index_finds_rare_words_first_and_survives_saving(tmp_path: Path) -> None:
    index = KeywordIndex.build(PRODUCTS)
    scores = index.scores("waterproof rain jacket")
    assert PRODUCTS[int(scores.argmax())].id == "J1"
    assert index.scores("zzz").sum() == 0
    index.save(tmp_path / "kw")
    again = KeywordIndex.load(tmp_path / "kw")
    assert np.allclose(again.scores("waterproof rain jacket"), scores)
    assert index.idf("jacket") < index.idf("waterproof") <= index.idf("unheard")
    with pytest.raises(StoreError, match="daogou import"):
        KeywordIndex.load(tmp_path / "nowhere")


def test_rows_with_a_word_are_exact() -> None:
    index = KeywordIndex.build(PRODUCTS)
    expected = [i for i, p in enumerate(PRODUCTS) if "jacket" in words(p.title)]
    assert index.rows_with("jacket", "title").tolist() == expected


@given(st.decimals(0, 300, places=2), st.decimals(0, 300, places=2))
def test_price_filter_is_exact_at_any_selectivity(one: Decimal, other: Decimal) -> None:
    low, high = min(one, other), max(one, other)
    limits = Constraints(price=PriceRange(low, high))
    rows = matching_rows(tiny_table(), limits)
    assert rows is not None
    expected = [i for i, p in enumerate(PRODUCTS) if p.price is not None and low <= p.price <= high]
    assert rows.tolist() == expected


def test_an_excluded_colour_is_in_no_variant() -> None:
    rows = matching_rows(tiny_table(), Constraints(exclude=Facets(colours=("black",))))
    assert rows is not None
    kept = {PRODUCTS[row].id for row in rows}
    assert kept == {p.id for p in PRODUCTS if "black" not in p.colours}


def test_a_value_is_the_same_written_as_one_word() -> None:
    index = ValueIndex.of([("Tastefully Simple",), ("TASTEFULLYSIMPLE",), ("Tasty",), ("★",)])
    assert sorted(index.equal("Tastefully Simple")) == [0, 1]
    assert sorted(index.equal("tastefullysimple")) == [0, 1]
    assert list(index.equal("★")) == [3]


def test_an_exception_lifts_an_exclusion() -> None:
    table = tiny_table()
    no_jackets = Facets(categories=("Jackets",))
    without = matching_rows(table, Constraints(exclude=no_jackets))
    unless = Facets(brands=("Northfell",))
    but_one = matching_rows(table, Constraints(exclude=no_jackets, unless=unless))
    assert without is not None
    assert but_one is not None
    back = {PRODUCTS[row].id for row in set(but_one.tolist()) - set(without.tolist())}
    assert back == {p.id for p in PRODUCTS if p.brand == "Northfell" and "Jackets" in p.category}
    assert back


def test_colour_families_cover_shades_but_not_the_other_way_round() -> None:
    assert is_colour("Charcoal", "grey")
    assert is_colour("moss green", "green")
    assert not is_colour("green", "moss green")
    assert not is_colour("", "black")


def test_search_holds_the_limits_at_every_stage(retriever: Retriever) -> None:
    limits = Constraints(price=PriceRange(max=Decimal(100)))
    for stage in ("keyword", "dense", "hybrid"):
        found = retriever.search(Query("jacket", limits), stage)
        assert found
        for candidate in found:
            price = PRODUCTS[candidate.row].price
            assert price is not None
            assert price <= 100
    nothing = Constraints(price=PriceRange(max=Decimal("0.01")))
    assert retriever.search(Query("jacket", nothing)) == ()


def test_fusion_is_reciprocal_rank() -> None:
    fused = fuse([np.array([7, 8]), np.array([8, 9])], k=60)
    assert fused[0] == (8, pytest.approx(1 / 62 + 1 / 61))
    assert dict(fused)[7] == pytest.approx(1 / 61)
    assert [row for row, _ in fused] == [8, 7, 9]


def test_exact_scan_equals_chroma(retriever: Retriever) -> None:
    vector = LengthEncoder().encode(["rain jacket"])[0]
    rows, scores = retriever.vectors.scan(vector, 5)
    graph_rows, graph_scores = retriever.vectors.graph_search(vector, 5)
    assert rows.tolist() == graph_rows.tolist()
    assert np.allclose(scores, graph_scores, atol=1e-5)
    some = np.array([1, 3])
    assert set(retriever.vectors.search(vector, 5, some)[0].tolist()) == {1, 3}
