"""What ``daogou evaluate`` prints for retrieval, ranking and personalisation, as plain data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ranking.behaviour import Log, read_complete_journey, read_online_retail, sessions
from ranking.evaluate import (
    JudgedCatalogue,
    Scores,
    add_bert,
    interval,
    load_judged,
    ranked_scores,
    retrieval_scores,
)
from ranking.features import BERT
from ranking.lists import Scorer
from ranking.ranker import WEIGHTS
from ranking.sessions import CHOICE_TERMS, SessionQuery, SessionRanker
from ranking.sources import open_catalogues
from retrieval.bert import Floats, base_model_dir, load_onnx
from retrieval.encoder import load_encoder
from retrieval.metrics import ndcg, reciprocal_rank

HELD_BACK = 400
"""Held-back sessions of each log that personalisation is measured on."""
STAGE_NAMES = {"keyword": "BM25", "dense": "dense", "hybrid": "fused"}

Row = dict[str, Any]


def ranking_table(
    data: Path, *, retrieval_only: bool = False, fp32: bool = False, encoder: Path | None = None
) -> list[Row]:
    """One row a method and catalogue: NDCG@10 with its 95% interval, the same over judged products
    alone, and Recall@100. "Added by BERT": the mean difference, with its paired interval.

    Ranked rows are cross-validated by query. "label-free" rows: nothing judged on that catalogue
    was used for the layers. fp32: adds a row with BERT in fp32 PyTorch. encoder: folder of a
    fine-tuned sentence encoder, in place of the shipped one.
    """
    catalogues = load_judged(open_catalogues(data, load_encoder(encoder)), data)
    rows = []
    for catalogue in catalogues:
        for stage, scores in retrieval_scores(catalogue).items():
            rows.append(_row(catalogue.name, STAGE_NAMES[stage], scores))
    if retrieval_only:
        return rows
    full = add_bert(catalogues, load_onnx(WEIGHTS / "bert"))
    for catalogue in full:
        for suffix in ("", ", label-free"):
            ranked = ranked_scores(full, catalogue.name, label_free=bool(suffix))
            without, whole = ranked.values()
            added = {measure: whole[measure] - without[measure] for measure in whole}
            rows += [
                _row(catalogue.name, f"ranked without BERT{suffix}", without),
                _row(catalogue.name, f"ranked{suffix}", whole),
                _row(catalogue.name, f"added by BERT{suffix}", added),
            ]
    if fp32:
        rows += _fp32_rows(catalogues)
    return sorted(rows, key=lambda row: str(row["catalogue"]))


def _fp32_rows(catalogues: Sequence[JudgedCatalogue]) -> list[Row]:
    full = add_bert(catalogues, torch_scorer(WEIGHTS / "bert"))
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


def personalisation_table(data: Path) -> list[Row]:
    """One row a method and log over held-back sessions of 20 candidates: HR@10, NDCG@10, MRR.

    The weights were fitted on sessions before the split, these lie after it. Baselines:
    popularity before the split, the shopper's own repurchase count, the shopper's interest vector
    (zero-shot MiniLM), and the same ranker with BERT not told of the profile.
    """
    rows: list[Row] = []
    for name, log in (
        ("grocery", read_complete_journey()),
        ("gift shop", read_online_retail(data / "uci_online_retail" / "until_2011-11-10.parquet")),
    ):
        rows += _personal_rows(name, log)
    return rows


def _personal_rows(name: str, log: Log) -> list[Row]:
    moments = list(sessions(log, HELD_BACK, seed=99, held_back=True))
    asked = [SessionQuery(m.query, m.history, m.candidates) for m in moments]
    ranker = SessionRanker.prepare(tuple(log.products.values()), asked)
    popular = Counter(p for own in log.purchases.values() for at, p in own if at < log.split)
    orders: dict[str, list[tuple[list[str], str, str]]] = {}
    for moment, query in zip(moments, asked, strict=True):
        ids = list(moment.candidates)
        terms = ranker.terms(query, ids)
        blind = ranker.terms(query, ids, with_profile=False)
        times = Counter(moment.history)
        assert ranker.choice is not None
        weights = ranker.choice.weights(moment.query)
        methods = {
            "popularity": np.array([popular[i] for i in ids], float),
            "own repurchases": np.array([times[i] + 1e-6 * popular[i] for i in ids]),
            "interest vector (MiniLM)": terms[:, CHOICE_TERMS.index("interest")],
            "BERT alone": terms[:, CHOICE_TERMS.index("bert")],
            "ranked, BERT without profile": blind @ weights,
            "ranked": terms @ weights,
        }
        for method, scores in methods.items():
            order = [ids[i] for i in np.argsort(-scores, kind="stable")]
            kind = "search" if moment.query else "browse"
            orders.setdefault(method, []).append((order, moment.bought, kind))
    rows = []
    for method, items in orders.items():
        for kind in ("search", "browse"):
            mine = [(order, bought) for order, bought, k in items if k == kind]
            rows.append(
                {
                    "log": name,
                    "moment": kind,
                    "method": method,
                    "HR@10": _mean([float(b in o[:10]) for o, b in mine]),
                    "NDCG@10": _mean([ndcg(o, {b: 1.0}) for o, b in mine]),
                    "MRR": _mean([reciprocal_rank(o, b) for o, b in mine]),
                    "sessions": len(mine),
                }
            )
    return rows


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


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)
