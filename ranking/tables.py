"""What ``daogou evaluate`` prints for retrieval and ranking, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ranking.errors import RankingError
from ranking.evaluate import (
    JudgedCatalogue,
    Scores,
    add_bert,
    interval,
    load_judged,
    ranked_scores,
    retrieval_scores,
    unseen_scores,
)
from ranking.features import BERT
from ranking.judged import PUBLIC
from ranking.lists import Scorer
from ranking.ranker import WEIGHTS
from ranking.sources import open_catalogues
from retrieval.bert import Floats, base_model_dir, load_onnx
from retrieval.encoder import load_encoder

STAGE_NAMES = {"keyword": "BM25", "dense": "dense", "hybrid": "fused"}

Row = dict[str, Any]


def ranking_table(
    data: Path,
    *,
    retrieval_only: bool = False,
    fp32: bool = False,
    encoder: Path | None = None,
    unlabelled: Mapping[str, Path] | None = None,
) -> list[Row]:
    """One row a method and catalogue: NDCG@10 with its 95% interval, the same over judged products
    alone, and Recall@100. Rows of differences: their mean, with its paired interval.

    Ranked rows are cross-validated by query. "layer label-free" rows: nothing judged on that
    catalogue was used for the layer. "label-free": for BERT neither. "own queries": Daogou's own,
    those that nothing learned from.
    fp32: adds a row with BERT in fp32 PyTorch. encoder: folder of a fine-tuned sentence encoder,
    in place of the shipped one. unlabelled: catalogue to the folder of a BERT that learned from no
    graded query over it (``ranking.train.train_unlabelled``); such catalogues get label-free rows.

    Raises ModelError: a folder holds no BERT. RankingError: no such catalogue or data.
    """
    for name in unlabelled or {}:
        if name not in PUBLIC:
            raise RankingError(f"There is no catalogue {name!r}: name one of {', '.join(PUBLIC)}.")
    catalogues = load_judged(open_catalogues(data, load_encoder(encoder)), data)
    found = {c.name: retrieval_scores(c) for c in catalogues}
    names = STAGE_NAMES | ({"dense": "dense, fine-tuned"} if encoder else {})
    rows = [
        _row(name, names[stage], scores)
        for name, stages in found.items()
        for stage, scores in stages.items()
    ]
    if retrieval_only:
        return rows
    full = add_bert(catalogues, load_onnx(WEIGHTS / "bert"))
    for catalogue in full:
        name, fused = catalogue.name, found[catalogue.name]["hybrid"]
        for suffix in ("", ", layer label-free"):
            without, whole = ranked_scores(full, name, label_free=bool(suffix)).values()
            rows += _compared(name, fused, without, whole, suffix)
        fused, without, whole = unseen_scores(full, name).values()
        rows.append(_row(f"{name}, own queries", names["hybrid"], fused))
        rows += _compared(f"{name}, own queries", fused, without, whole, "")
    for name, folder in (unlabelled or {}).items():
        strict = add_bert([replace(c, unseen=[]) for c in catalogues], load_onnx(folder))
        without, whole = ranked_scores(strict, name, label_free=True).values()
        rows += _compared(name, found[name]["hybrid"], without, whole, ", label-free")
    if fp32:
        rows += _fp32_rows(catalogues)
    return sorted(rows, key=lambda row: str(row["catalogue"]))


def _compared(
    catalogue: str,
    fused: Mapping[str, Scores],
    without: Mapping[str, Scores],
    whole: Mapping[str, Scores],
    suffix: str,
) -> list[Row]:
    """The layer without and with BERT, and the differences that matter."""

    def over(base: Mapping[str, Scores]) -> Mapping[str, Scores]:
        return {measure: whole[measure] - base[measure] for measure in whole}

    return [
        _row(catalogue, f"ranked without BERT{suffix}", without),
        _row(catalogue, f"ranked{suffix}", whole),
        _row(catalogue, f"ranked less fused{suffix}", over(fused)),
        _row(catalogue, f"added by BERT{suffix}", over(without)),
    ]


def _fp32_rows(catalogues: Sequence[JudgedCatalogue]) -> list[Row]:
    tested = [replace(c, unseen=[]) for c in catalogues]
    full = add_bert(tested, torch_scorer(WEIGHTS / "bert"))
    return [
        _row(c.name, "ranked (BERT in fp32)", ranked_scores(full, c.name)[f"layer + {BERT}"])
        for c in full
    ]


def torch_scorer(folder: Path) -> Scorer:
    """The cross-encoder in fp32 PyTorch, as a naive pipeline runs it."""
    import torch
    from tokenizers import Tokenizer

    from retrieval.bert_torch import load_torch

    model = load_torch(folder)
    tokenizer = Tokenizer.from_file(str(base_model_dir() / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(112, strategy="longest_first")

    def score(wishes: Sequence[str], texts: Sequence[str]) -> Floats:
        result = []
        for start in range(0, len(texts), 32):
            batch = tokenizer.encode_batch(
                list(zip(wishes[start : start + 32], texts[start : start + 32], strict=True))
            )
            ids = torch.tensor([[e.ids, e.attention_mask, e.type_ids] for e in batch])
            with torch.no_grad():
                result.append(model(ids[:, 0], ids[:, 1], ids[:, 2]).numpy())
        return np.concatenate(result)

    return score


def _row(catalogue: str, method: str, scores: Mapping[str, Scores]) -> Row:
    low, high = interval(scores["ndcg@10"])
    recalled = scores.get("recall@100")
    return {
        "catalogue": catalogue,
        "method": method,
        "NDCG@10": round(float(scores["ndcg@10"].mean()), 4),
        "95% from": round(low, 3),
        "to": round(high, 3),
        "judged only": round(float(scores["ndcg@10, judged"].mean()), 4),
        "Recall@100": "" if recalled is None else round(float(recalled.mean()), 3),
        "queries": len(scores["ndcg@10"]),
    }
