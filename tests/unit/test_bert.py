"""The int8 models against fp32 PyTorch, and what happens to damaged weights."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.understanding.intent import INTENT_WEIGHTS
from assistant.understanding.sentiment import SENTIMENT_WEIGHTS
from ranking.models import WEIGHTS
from retrieval.bert import load_onnx, read_manifest
from retrieval.errors import ModelError

TEXTS = [
    "waterproof hiking jacket under $120, not black",
    "where is my order",
    "the battery died after two days, I want my money back",
    "thanks, that is perfect",
    "quiet keyboard for the office",
    "is the second one machine washable?",
]


def fp32(folder: Path | None, texts: list[str], pairs: list[str] | None = None) -> np.ndarray:
    import torch
    from tokenizers import Tokenizer

    from retrieval.bert import base_model_dir
    from retrieval.bert_torch import load_torch

    tokenizer = Tokenizer.from_file(str(base_model_dir() / "tokenizer.json"))
    tokenizer.enable_padding()
    encoded = tokenizer.encode_batch(list(zip(texts, pairs, strict=True)) if pairs else texts)
    ids = torch.tensor([[e.ids, e.attention_mask, e.type_ids] for e in encoded])
    with torch.no_grad():
        return load_torch(folder)(ids[:, 0], ids[:, 1], ids[:, 2]).numpy()


def test_encoder_int8_equals_fp32_closely() -> None:
    small, full = load_onnx(None)(TEXTS), fp32(None, TEXTS)
    assert np.allclose(np.linalg.norm(small, axis=1), 1, atol=1e-5)
    assert (small * full).sum(1).min() > 0.96


@pytest.mark.parametrize("folder", [INTENT_WEIGHTS, SENTIMENT_WEIGHTS])
def test_classifiers_decide_alike_in_int8(folder: Path) -> None:
    small, full = load_onnx(folder)(TEXTS), fp32(folder, TEXTS)
    assert (small.argmax(1) == full.argmax(1)).mean() >= 5 / 6


def test_cross_encoder_orders_alike_in_int8() -> None:
    wish = ["waterproof hiking jacket"] * 5
    texts = [
        "Tarn waterproof hiking jacket ; Outdoor ; Jackets",
        "Down parka, not waterproof ; Jackets",
        "Walking boots waterproof leather ; Boots",
        "Desk lamp with USB port ; Lamps",
        "Garden hose 20 m ; Garden",
    ]
    folder = WEIGHTS / "bert"
    small, full = load_onnx(folder)(wish, texts)[:, 0], fp32(folder, wish, texts)[:, 0]
    assert small.argmax() == full.argmax() == 0
    assert np.corrcoef(small, full)[0, 1] > 0.98


def test_batches_do_not_change_what_comes_out() -> None:
    model = load_onnx(WEIGHTS / "bert")
    whole = model(["lamp"] * 6, TEXTS)
    single = np.vstack([model(["lamp"], [text]) for text in TEXTS])
    assert np.abs(whole - single).max() < 0.35, "dynamic int8 scales differ a little by batch"
    assert model([]).shape == (0, 1)


@pytest.mark.parametrize("folder", [WEIGHTS / "bert", INTENT_WEIGHTS, SENTIMENT_WEIGHTS])
def test_manifests_are_complete(folder: Path) -> None:
    manifest = read_manifest(folder)
    for key in ("task", "outputs", "max_tokens", "base_sha256", "lora_rank", "command", "date"):
        assert key in manifest, key


def test_damaged_or_foreign_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="daogou train"):
        load_onnx(tmp_path)
    manifest = dict(read_manifest(WEIGHTS / "bert"), base_sha256="0" * 64)
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(ModelError, match="another base model"):
        load_onnx(tmp_path)
