"""`daogou bench`: catalogues of copies, and every bench once in small."""

import json

import numpy as np
import pytest
from tiny_shop import PRODUCTS
from typer.testing import CliRunner

from assistant.bench.copies import NearbyVectors, copies, wishes
from assistant.cli import app
from retrieval.encoder import product_text
from retrieval.text import words


def test_copies_begin_with_the_originals_and_no_text_comes_twice() -> None:
    made = copies(PRODUCTS, 5 * len(PRODUCTS))
    assert made[: len(PRODUCTS)] == tuple(PRODUCTS)
    assert len({p.id for p in made}) == len(made) == len({product_text(p) for p in made})
    assert copies(PRODUCTS, 3) == tuple(PRODUCTS[:3])
    assert all(p.price is None or p.price > 0 for p in made)


def test_vectors_of_copies_lie_near_their_originals() -> None:
    originals = np.eye(len(PRODUCTS), 384, dtype=np.float32)
    made = [product_text(p) for p in copies(PRODUCTS, 3 * len(PRODUCTS))]
    encoder = NearbyVectors(originals, "near")
    encoder.know(made)
    vectors = encoder.encode(made)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    cosines = (vectors * np.tile(originals, (3, 1))).sum(1)
    assert np.allclose(cosines[: len(PRODUCTS)], 1)
    assert (cosines > 0.9).all()
    assert (cosines[len(PRODUCTS) :] < 0.99).all()


def test_wishes_are_words_of_the_catalogue() -> None:
    said = {w for p in PRODUCTS for w in words(f"{p.title} {' '.join(p.category)}")}
    assert all(set(words(wish)) <= said for wish in wishes(PRODUCTS, 30))


def bench(*arguments: str) -> dict[str, object]:
    result = CliRunner().invoke(app, ["bench", *arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout.splitlines()[-1])
    return found


def test_bench_import_gives_the_rate_of_every_stage() -> None:
    found = bench("import", "--products", "40")
    assert found["products"] == 40
    rates = found["products_per_second"]
    assert isinstance(rates, dict)
    assert {"reading", "embedding", "keyword index", "vectors", "whole import"} <= rates.keys()
    assert all(rate > 0 for rate in rates.values())


def test_bench_search_compares_chroma_with_the_exact_scan() -> None:
    found = bench("search", "--queries", "5")
    stages, chroma = found["stages_ms"], found["chroma"]
    assert isinstance(stages, dict)
    assert isinstance(chroma, list)
    assert 0 < stages["encode"]["p50"] <= stages["encode"]["p95"]
    assert [row["share"] for row in chroma] == [1.0, 0.5, 0.1, 0.01]
    assert all(0.5 < row["recall"] <= 1 for row in chroma)


def test_bench_serve_talks_to_a_real_server() -> None:
    found = bench("serve", "--conversations", "2", "--turns", "2")
    crowds = found["crowds"]
    assert isinstance(crowds, list)
    assert [(c["conversations"], c["turns"]) for c in crowds] == [(1, 2), (2, 4), (1, 2)]
    assert all(c["errors"] == 0 == c["told_to_wait"] for c in crowds)
    assert all(c["turns_per_second"] > 0 and c["memory_mb"] > 50 for c in crowds)


def test_an_unknown_bench_names_the_known_ones() -> None:
    result = CliRunner().invoke(app, ["bench", "everything"])
    with pytest.raises(Exception, match="choose one of turn, import, search, scale"):
        raise result.exception or AssertionError
