"""The store: whatever happens to an import, the index that serves is whole."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding_cache import Floats, Progress
from retrieval.errors import CatalogueError, StoreError
from retrieval.filters import ProductTable, mask_of
from retrieval.store import build_index, open_store
from retrieval.types import Constraints, Facets, Measure, Product, Query, Review

PRODUCTS = (
    Product("lamp", "Brass desk lamp", brand="Kiln", price=Decimal("49.90"), colours=("Brass",)),
    Product("mug", "Blue stoneware mug", brand="Kiln", price=Decimal(12), colours=("Blue",)),
    Product("tent", "Two person tent", category=("Outdoor", "Tents")),
)
REVIEWS = (
    Review("r1", "mug", 5, "Holds a lot."),
    Review("r2", "mug", 2, "Chipped."),
)


class HashingEncoder:
    """A small deterministic encoder: words hashed into a bag, as a unit vector."""

    def __init__(self, id: str = "hashing-1", dimensions: int = 16) -> None:
        self.id = id
        self.dimensions = dimensions
        self.texts: list[str] = []

    def encode(
        self, texts: Sequence[str], batch_size: int = 32, progress: Progress | None = None
    ) -> Floats:
        self.texts += texts
        vectors = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                place = hashlib.md5(word.encode()).digest()[0] % self.dimensions
                vectors[row, place] += 1
        if progress:
            progress(len(texts))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_built_store_opens_with_all_that_went_in(tmp_path: Path) -> None:
    encoder = HashingEncoder()
    report = build_index(PRODUCTS, REVIEWS, tmp_path, encoder=encoder)
    assert (report.products, report.reviews, report.embedded) == (3, 2, 3)
    assert report.seconds.keys() == {"records", "measures", "embedding", "keyword index", "vectors"}

    store = open_store(tmp_path, encoder)
    assert store.products == PRODUCTS
    assert store.get("mug") == PRODUCTS[1]
    assert store.row("tent") == 2
    assert "tent" in store
    assert "boat" not in store
    with pytest.raises(CatalogueError, match="no product 'boat'"):
        store.get("boat")
    assert store.reviews("mug") == REVIEWS
    assert store.reviews("lamp") == ()
    assert store.vocabulary.brands == {"Kiln": 2}
    assert isinstance(store.vectors, np.memmap)
    np.testing.assert_allclose(np.linalg.norm(store.vectors, axis=1), 1, atol=1e-6)
    assert store.manifest["products"] == 3
    assert store.manifest["encoder"] == {"id": "hashing-1", "dimensions": 16}
    found = store.retriever.search(Query("blue mug"))
    assert found[0].product_id == "mug"


def test_progress_reaches_the_end_of_every_stage(tmp_path: Path) -> None:
    done: dict[str, int] = {}

    def progress(stage: str, count: int, total: int) -> None:
        assert total == 3
        done[stage] = done.get(stage, 0) + count

    for _ in range(2):  # the second time all embeddings come from the cache
        done.clear()
        build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder(), progress=progress)
        stages = ("records", "measures", "embedding", "keyword index", "vectors")
        assert done == dict.fromkeys(stages, 3)


def test_only_new_texts_are_embedded_and_unused_ones_dropped(tmp_path: Path) -> None:
    build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder())
    changed = (
        replace(PRODUCTS[0], price=Decimal(1)),  # the price is no part of the text
        replace(PRODUCTS[1], title="Green stoneware mug"),
    )
    encoder = HashingEncoder()
    assert build_index(changed, (), tmp_path, encoder=encoder).embedded == 1
    assert len(encoder.texts) == 1
    assert "Green" in encoder.texts[0]
    # The tent left the catalogue, and its embedding with it.
    assert build_index(PRODUCTS[2:], (), tmp_path, encoder=HashingEncoder()).embedded == 1
    reference = HashingEncoder().encode(encoder.texts)
    again = build_index(changed[1:], (), tmp_path, encoder=HashingEncoder())
    assert again.embedded == 1
    np.testing.assert_array_equal(open_store(tmp_path).vectors, reference)


def test_another_encoder_starts_afresh(tmp_path: Path) -> None:
    build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder())
    other = HashingEncoder("hashing-2", 8)
    assert build_index(PRODUCTS, (), tmp_path, encoder=other).embedded == 3
    assert len(list((tmp_path / "embeddings").glob("*.bin"))) == 1
    store = open_store(tmp_path, HashingEncoder())
    with pytest.raises(StoreError, match=r"hashing-2, not hashing-1: run `daogou import`"):
        store.require_encoder(HashingEncoder())
    with pytest.raises(StoreError, match="hashing-2"):
        _ = store.retriever


def test_a_new_index_replaces_the_old_and_one_old_is_kept(tmp_path: Path) -> None:
    for count in (1, 2, 3):
        build_index(PRODUCTS[:count], (), tmp_path, encoder=HashingEncoder())
        assert len(open_store(tmp_path).products) == count
    assert len(list(tmp_path.glob("index-*"))) == 2


def test_a_store_that_is_open_goes_on_serving_through_a_swap(tmp_path: Path) -> None:
    build_index(PRODUCTS, REVIEWS, tmp_path, encoder=HashingEncoder())
    store = open_store(tmp_path)
    build_index(PRODUCTS[:1], (), tmp_path, encoder=HashingEncoder())
    assert store.products == PRODUCTS
    assert store.reviews("mug") == REVIEWS


KILLED = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from test_store import PRODUCTS, HashingEncoder
    from dataclasses import replace
    import retrieval.embedding_cache
    from retrieval.store import build_index

    retrieval.embedding_cache.KEPT_EVERY = 2

    class Slow(HashingEncoder):
        def encode(self, texts, batch_size=32, progress=None):
            if self.texts:
                print("second batch", flush=True)
                time.sleep(600)
            return super().encode(texts, batch_size, progress)

    new = [replace(p, title="New " + p.title) for p in PRODUCTS]
    build_index(new, (), Path(sys.argv[1]), encoder=Slow())
    """
)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_killed_import_leaves_the_old_index_and_is_resumed(tmp_path: Path) -> None:
    build_index(PRODUCTS, REVIEWS, tmp_path, encoder=HashingEncoder())
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "second batch\n"
        with pytest.raises(StoreError, match="Another import is running"):
            build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder())
        process.send_signal(signal.SIGKILL)
    assert list(tmp_path.glob("*.building"))
    assert open_store(tmp_path).products == PRODUCTS

    new = [replace(p, title="New " + p.title) for p in PRODUCTS]
    report = build_index(new, (), tmp_path, encoder=HashingEncoder())
    assert report.embedded == 1  # the first batch of two was kept
    assert not list(tmp_path.glob("*.building"))
    assert open_store(tmp_path).products == tuple(new)


def test_a_torn_record_in_the_cache_is_cut_off(tmp_path: Path) -> None:
    build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder())
    file = next((tmp_path / "embeddings").glob("*.bin"))
    file.write_bytes(file.read_bytes()[:-5])
    assert build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder()).embedded == 1
    # Whole in length, but its vector never reached the disk.
    file.write_bytes(file.read_bytes()[:-64] + b"\0" * 64)
    assert build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder()).embedded == 1
    np.testing.assert_allclose(np.linalg.norm(open_store(tmp_path).vectors, axis=1), 1, atol=1e-6)


def test_an_encoder_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    class Failing(HashingEncoder):
        def encode(
            self, texts: Sequence[str], batch_size: int = 32, progress: Progress | None = None
        ) -> Floats:
            raise RuntimeError("out of memory")

    build_index(PRODUCTS, (), tmp_path, encoder=HashingEncoder())
    new = [replace(p, title="New " + p.title) for p in PRODUCTS]
    with pytest.raises(RuntimeError, match="out of memory"):
        build_index(new, (), tmp_path, encoder=Failing())
    assert open_store(tmp_path).products == PRODUCTS


def test_what_texts_state_and_deny_is_read_at_import(tmp_path: Path) -> None:
    products = (
        *PRODUCTS,
        Product("kettle", "Kettle 1.7 L", bullets=("Weighs 900 g", "No plastic inside")),
        Product("soap", "Soap bar 3 pack", description="Fragrance-free, never any ★ dyes."),
    )
    build_index(products, (), tmp_path, encoder=HashingEncoder())
    stored = open_store(tmp_path).table
    fresh = ProductTable(products, stored.keyword)
    limits = [
        *(Constraints(measures=(Measure(name),)) for name in ("capacity", "weight", "count")),
        *(Constraints(exclude=Facets(attributes=(word,))) for word in ("plastic", "fragrance")),
        Constraints(include=Facets(attributes=("plastic",))),
    ]
    found = [mask_of(stored, limit) for limit in limits]
    assert [mask.tolist() for mask in found if mask is not None] == [
        [False, False, False, True, False],
        [False, False, False, True, False],
        [False, False, False, False, True],
        [True, True, True, True, True],
        [True, True, True, True, True],
        [False, False, False, False, False],
    ]
    for limit, mask in zip(limits, found, strict=True):
        np.testing.assert_array_equal(mask, mask_of(fresh, limit))


def test_a_missing_or_damaged_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"has no catalogue: run `daogou import"):
        open_store(tmp_path / "nowhere")
    report = build_index(PRODUCTS, REVIEWS, tmp_path, encoder=HashingEncoder())

    current = (tmp_path / "CURRENT").read_text("utf-8")
    (tmp_path / "CURRENT").write_text("../../etc\n", "utf-8")
    with pytest.raises(StoreError, match="run `daogou import"):
        open_store(tmp_path)
    (tmp_path / "CURRENT").write_text(current, "utf-8")

    vectors = report.index / "vectors.npy"
    whole = vectors.read_bytes()
    vectors.write_bytes(whole[:-1])
    with pytest.raises(StoreError, match=r"damaged: run `daogou import"):
        open_store(tmp_path)
    vectors.write_bytes(whole)

    records = report.index / "products.jsonl"
    text = records.read_bytes()
    records.write_bytes(text.replace(b"49.90", b"49.00"))
    with pytest.raises(StoreError, match="damaged"):
        _ = open_store(tmp_path).products
    records.write_bytes(text)

    columns = report.index / "columns.npz"
    size = columns.stat().st_size
    for wrong in (b"x" * size, columns.read_bytes()[:-4] + b"xxxx"):
        columns.write_bytes(wrong)
        with pytest.raises(StoreError, match=r"columns.npz cannot be read: run `daogou import"):
            _ = open_store(tmp_path).table

    manifest = report.index / "manifest.json"
    data = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**data, "format": 99}), "utf-8")
    with pytest.raises(StoreError, match="format 99, not 2"):
        open_store(tmp_path)
    manifest.write_text("{", "utf-8")
    with pytest.raises(StoreError, match="damaged"):
        open_store(tmp_path)


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    with pytest.raises(StoreError, match="Cannot write the store"):
        build_index(PRODUCTS, (), file, encoder=HashingEncoder())
