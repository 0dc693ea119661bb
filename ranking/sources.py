"""The public catalogues that the ranker is trained and tested on, opened for searching."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ranking.errors import RankingError
from retrieval.bert import data_home
from retrieval.encoder import Encoder, load_encoder, product_text
from retrieval.filters import ProductTable
from retrieval.importers import read_source
from retrieval.keyword_index import KeywordIndex
from retrieval.mapping import load_mapping
from retrieval.retriever import Retriever
from retrieval.types import Product
from retrieval.vector_store import VectorStore

MAPPINGS = Path(__file__).parent.parent / "docs" / "examples"
CATALOGUES = {
    "esci": "esci_sample_catalogue/products.jsonl.gz",
    "icecat": "icecat_chorus/products.jsonl.gz",
}


def open_catalogues(data: Path, encoder: Encoder | None = None) -> dict[str, Retriever]:
    """A retriever a catalogue. Embeddings are kept in the user's data directory.

    encoder: None: the shipped one. Raises RankingError when the data folder is not there.
    """
    used = encoder or load_encoder()
    result = {}
    for name, file in CATALOGUES.items():
        if not (data / file).is_file():
            raise RankingError(
                f"There is no {file} in {data}: point --data (or DAOGOU_DATA) to the data folder."
            )
        products = read_source(data / file, load_mapping(MAPPINGS / f"{name}.toml")).products
        result[name] = open_products(name, products, used)
    return result


def open_products(name: str, products: Sequence[Product], encoder: Encoder) -> Retriever:
    """A retriever over some products; ``name`` is what their kept embeddings go by."""
    from rich.progress import Progress

    kept = data_home() / "evaluation" / f"{name}-{len(products)}-{encoder.id}.npy"
    if not kept.is_file():
        with Progress(transient=True) as progress:
            task = progress.add_task(f"Embedding {name}", total=len(products))
            vectors = encoder.encode(
                [product_text(p) for p in products], progress=lambda n: progress.advance(task, n)
            )
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, vectors)
    keyword = KeywordIndex.build(products)
    table = ProductTable(products, keyword)
    return Retriever(table, keyword, VectorStore(kept.parent, np.load(kept)), encoder)
