"""The training side of the small BERT: build, save, merge and export.

Imports torch, so only training and a model's first use import this module.
"""

import json
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import transformers
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from retrieval.bert import base_model_dir, file_sha256, read_manifest
from retrieval.errors import ModelError

LORA_MODULES = ("query", "key", "value", "dense")

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()


class BertHead(nn.Module):
    """BERT, pooling over tokens, and a linear head (or the pooled vector itself)."""

    def __init__(self, bert: nn.Module, outputs: int, pooling: str, normalise: bool) -> None:
        super().__init__()
        self.bert = bert
        self.pooling = pooling
        self.normalise = normalise
        self.dropout = nn.Dropout(0.1)
        width = int(bert.config.hidden_size)  # type: ignore[union-attr,arg-type]
        self.head: nn.Module = nn.Identity() if normalise else nn.Linear(width, outputs)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """``(n, tokens)`` ids to ``(n, outputs)``: logits, or unit vectors when normalising."""
        hidden = self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        if self.pooling == "cls":
            pooled = hidden[:, 0]
        else:
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            pooled = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        if self.normalise:
            return nn.functional.normalize(pooled, dim=-1)
        out: Tensor = self.head(self.dropout(pooled))
        return out


def build_model(
    outputs: int,
    *,
    pooling: str = "mean",
    lora_rank: int = 16,
    normalise: bool = False,
    attention: str = "sdpa",
) -> BertHead:
    """The base encoder with fresh LoRA layers (rank 0: none) and a fresh head."""
    bert = transformers.AutoModel.from_pretrained(
        base_model_dir(), attn_implementation=attention, add_pooling_layer=False
    )
    if lora_rank:
        from peft import LoraConfig, get_peft_model

        config = LoraConfig(
            r=lora_rank,
            lora_alpha=2 * lora_rank,
            lora_dropout=0.05,
            target_modules=list(LORA_MODULES),
        )
        with warnings.catch_warnings():
            # peft asks transformers by a name that it is giving up.
            warnings.simplefilter("ignore", FutureWarning)
            bert = get_peft_model(bert, config)
    return BertHead(bert, outputs, pooling, normalise)


def train_whole(model: BertHead) -> None:
    """Let every matrix of the encoder and the head learn; embeddings and norms stay."""
    for name, weight in model.named_parameters():
        matrix = "encoder" in name and name.endswith("weight") and "LayerNorm" not in name
        weight.requires_grad_(matrix or name.startswith("head."))


def to_lora(model: BertHead, rank: int, kept: float = 1.0) -> BertHead:
    """A model whose encoder was trained whole, as the base plus LoRA of some rank.

    Each matrix's change is replaced by its best approximation of that rank (Eckart and Young
    1936), so that the saved adapter stays small.

    kept: share of the change that is kept, between the base (0) and what was trained (1): weights
        in between often do better on data unlike the training data (Wortsman et al. 2022).
    """
    base = build_model(0, lora_rank=0, normalise=True).bert
    small = build_model(
        0 if model.normalise else model.head.out_features,  # type: ignore[arg-type]
        pooling=model.pooling,
        lora_rank=rank,
        normalise=model.normalise,
    )
    small.head.load_state_dict(model.head.state_dict())
    scale = 2.0  # lora_alpha / r, see build_model
    trained = dict(model.bert.named_modules())
    original = dict(base.named_modules())
    for name, layer in small.bert.named_modules():
        if not hasattr(layer, "lora_A"):
            continue
        plain = name.removeprefix("base_model.model.")
        change = trained[plain].weight.detach() - original[plain].weight.detach()
        u, s, v = torch.linalg.svd(change.float(), full_matrices=False)
        root = (kept * s[:rank] / scale).sqrt()
        layer.lora_A["default"].weight.data = root[:, None] * v[:rank]
        layer.lora_B["default"].weight.data = u[:, :rank] * root
    return small


def save_adapter(model: BertHead, folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write what was trained (fp16) and its manifest, each whole or not at all.

    ``manifest`` must name ``task``, ``outputs`` and ``max_tokens``; the rest (labels, data hash,
    scores, command) is the trainer's. Base hash, rank and pooling are added here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: value.detach().to(torch.float16).cpu().contiguous()
        for name, value in model.state_dict().items()
        if "lora_" in name or name.startswith("head.")
    }
    rank = next((v.shape[0] for k, v in tensors.items() if "lora_A" in k), 0)
    full = {
        **manifest,
        "base_sha256": file_sha256(base_model_dir() / "model.safetensors"),
        "lora_rank": rank,
        "pooling": model.pooling,
        "normalise": model.normalise,
    }
    weights, text = folder / "adapter.safetensors", folder / "manifest.json"
    save_file(tensors, str(weights.with_suffix(".part")))
    weights.with_suffix(".part").replace(weights)
    text.with_suffix(".part").write_text(json.dumps(full, indent=2, default=str) + "\n", "utf-8")
    text.with_suffix(".part").replace(text)


def load_torch(folder: Path | None, *, merge: bool = True, attention: str = "sdpa") -> BertHead:
    """The model of a weight folder in fp32 (None: the bare base encoder).

    merge: fold LoRA into the base, for inference; otherwise it stays trainable.
    Raises ModelError when the weights cannot be read.
    """
    if folder is None:
        return build_model(0, lora_rank=0, normalise=True, attention=attention).eval()
    manifest = read_manifest(folder)
    model = build_model(
        int(manifest["outputs"]),
        pooling=manifest["pooling"],
        lora_rank=int(manifest["lora_rank"]),
        normalise=bool(manifest["normalise"]),
        attention=attention,
    )
    try:
        state = load_file(str(folder / "adapter.safetensors"))
    except Exception as error:
        raise ModelError(
            f"The weights in {folder} cannot be read: retrain them with"
            f" `daogou train {manifest['task']}` or reinstall Daogou."
        ) from error
    missing, unexpected = model.load_state_dict(
        {k: v.float() for k, v in state.items()}, strict=False
    )
    if unexpected or any("lora_" in k or k.startswith("head.") for k in missing):
        raise ModelError(f"The weights in {folder} do not fit the model: retrain them.")
    if merge and hasattr(model.bert, "merge_and_unload"):
        model.bert = model.bert.merge_and_unload()  # type: ignore[operator]
    return model.eval()


def export_onnx(folder: Path | None, target: Path) -> None:
    """Write the merged fp32 model of a weight folder as ONNX."""
    model = load_torch(folder, attention="eager")
    ids = torch.ones((2, 8), dtype=torch.int64)
    names = ("input_ids", "attention_mask", "token_type_ids")
    batch, tokens = torch.export.Dim("batch", min=1), torch.export.Dim("tokens", min=2, max=512)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (ids, ids.clone(), torch.zeros_like(ids)),
            str(target),
            input_names=list(names),
            output_names=["output"],
            dynamic_shapes={name: {0: batch, 1: tokens} for name in names},
            dynamo=True,
            external_data=False,
            verbose=False,
        )


def export_int8(folder: Path | None, target: Path) -> None:
    """Write the merged model of a weight folder as dynamically quantised int8 ONNX.

    Several processes may do it at once: each writes aside and renames.
    """
    import logging

    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.fp32")
    small = target.with_suffix(f".{os.getpid()}.part")
    for noisy in ("root", "torch.onnx", "onnxscript", "onnx_ir"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    try:
        export_onnx(folder, part)
        # The quantiser transposes the head's matrix and then stumbles over its noted shape.
        plain = onnx.load(str(part))
        del plain.graph.value_info[:]
        onnx.save(plain, str(part))
        quantize_dynamic(part, small, weight_type=QuantType.QInt8, per_channel=True)
        small.replace(target)
    finally:
        for leftover in (part, small):
            leftover.unlink(missing_ok=True)
