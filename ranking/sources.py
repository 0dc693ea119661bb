"""The public catalogues that the ranker is trained and tested on, opened for searching."""

from pathlib import Path

import numpy as np

from ranking.errors import RankingError
from retrieval.bert import data_home
from retrieval.encoder import load_encoder, product_text
from retrieval.filters import ProductTable
from retrieval.importers import read_source
from retrieval.keyword_index import KeywordIndex
from retrieval.mapping import load_mapping
from retrieval.retriever import Retriever
from retrieval.vector_store import VectorStore

MAPPINGS = Path(__file__).parent.parent / "docs" / "examples"
CATALOGUES = {
    "esci": "esci_sample_catalogue/products.jsonl.gz",
    "icecat": "icecat_chorus/products.jsonl.gz",
}


def open_catalogues(data: Path) -> dict[str, Retriever]:
    """A retriever a catalogue. Embeddings are kept in the user's data directory.

    Raises RankingError when the data folder is not there.
    """
    from rich.progress import Progress

    encoder = load_encoder()
    result = {}
    for name, file in CATALOGUES.items():
        if not (data / file).is_file():
            raise RankingError(
                f"There is no {file} in {data}: point --data (or DAOGOU_DATA) to the data folder."
            )
        products = read_source(data / file, load_mapping(MAPPINGS / f"{name}.toml")).products
        kept = data_home() / "evaluation" / f"{name}-{len(products)}-{encoder.id}.npy"
        if not kept.is_file():
            with Progress(transient=True) as progress:
                task = progress.add_task(f"Embedding {name}", total=len(products))
                vectors = encoder.encode(
                    [product_text(p) for p in products],
                    progress=lambda n, task=task: progress.advance(task, n),  # type: ignore[misc]
                )
            kept.parent.mkdir(parents=True, exist_ok=True)
            np.save(kept, vectors)
        keyword = KeywordIndex.build(products)
        result[name] = Retriever(
            ProductTable(products, keyword),
            keyword,
            VectorStore(kept.parent, np.load(kept)),
            encoder,
        )
    return result
