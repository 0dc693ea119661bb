"""Which passage answers a question about a product, if any: a cross-encoder of its own.

It learned from hetPQA and semiPQA to give passages that answer a score above those that do not,
and to find none where none does (see ``ranking.evidence_training``).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ranking.questions import short
from retrieval.bert import Floats, OnnxBert, load_onnx

EVIDENCE_WEIGHTS = Path(__file__).parent / "weights" / "evidence"


class EvidenceModel:
    """Scores passages as answers. Safe to share between threads."""

    def __init__(self, model: OnnxBert) -> None:
        self._model = model
        self._threshold = float(model.manifest["threshold"])
        self._slope = float(model.manifest["slope"])

    @classmethod
    def load(cls, folder: Path | None = None) -> "EvidenceModel":
        """From a weight folder (None: the one that comes with Daogou). Raises ModelError."""
        return cls(load_onnx(folder or EVIDENCE_WEIGHTS))

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """How surely each passage answers, ``(n,)``, 0..1; 0.5 is the point from which a passage
        counts as an answer, chosen on questions that took no part in training."""
        if not passages:
            return np.zeros(0, np.float32)
        sure = self._slope * (self.logits(question, passages) - self._threshold)
        result: Floats = (1 / (1 + np.exp(-sure))).astype(np.float32)
        return result

    def logits(self, question: str, passages: Sequence[str]) -> Floats:
        """The model's own scores, ``(n,)``; above 0 an answer is likelier than not in training."""
        texts = [short(passage) for passage in passages]
        return self._model([question] * len(texts), texts)[:, 0]
