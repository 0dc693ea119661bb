"""Which passage answers a question about a product, if any.

Three terms, added with weights fitted on held-out questions: the logit of a cross-encoder that
learned from hetPQA and semiPQA to score what answers above what does not, and to find none where
none does (``ranking.evidence_training``); the cosine of the plain encoder; and the share of the
question's words that the passage says (``ranking.passages``).
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ranking.passages import content_words, overlap
from ranking.questions import short
from retrieval.bert import Floats, OnnxBert, load_onnx
from retrieval.text import words

EVIDENCE_WEIGHTS = Path(__file__).parent / "weights" / "evidence"
TERMS = ("logit", "cosine", "shared")
REMEMBERED = 4000
"""Vectors of passages that are kept; the same attributes come back on many products."""

Encode = Callable[[Sequence[str]], Floats]
"""Texts to unit vectors, a row each."""


class EvidenceModel:
    """Scores passages as answers. Safe to share between threads.

    Args:
        encode: the plain encoder.
    """

    def __init__(self, model: OnnxBert, encode: Encode) -> None:
        self._model = model
        self._encode = encode
        self._vectors: dict[str, Floats] = {}
        self.mix = np.array([model.manifest["mix"][term] for term in TERMS], np.float32)
        """The weight of each term."""
        self._threshold = float(model.manifest["threshold"])
        self._slope = float(model.manifest["slope"])

    @classmethod
    def load(cls, folder: Path | None = None, encode: Encode | None = None) -> "EvidenceModel":
        """From a weight folder (None: the one that comes with Daogou).

        Args:
            encode: None: the shipped encoder, opened anew.

        Raises ModelError.
        """
        return cls(load_onnx(folder or EVIDENCE_WEIGHTS), encode or load_onnx())

    def scores(self, question: str, passages: Sequence[str]) -> Floats:
        """How surely each passage answers, ``(n,)``, 0..1; 0.5 is the point from which a passage
        counts as an answer, chosen on questions that took no part in training."""
        if not passages:
            return np.zeros(0, np.float32)
        sure = self._slope * (self.totals(question, passages) - self._threshold)
        result: Floats = (1 / (1 + np.exp(-sure))).astype(np.float32)
        return result

    def totals(self, question: str, passages: Sequence[str]) -> Floats:
        """The weighted sum of the terms, ``(n,)``; higher is likelier to answer."""
        total: Floats = self.terms(question, passages) @ self.mix
        return total

    def terms(self, question: str, passages: Sequence[str]) -> Floats:
        """``(n, len(TERMS))``: see the top of this file."""
        texts = [short(passage) for passage in passages]
        logits = self._model([question] * len(texts), texts)[:, 0]
        vectors = self._embedded((question, *texts))
        asked = content_words(question)
        shared = [overlap(asked, frozenset(words(text))) for text in texts]
        return np.column_stack([logits, vectors[1:] @ vectors[0], shared]).astype(np.float32)

    def _embedded(self, texts: Sequence[str]) -> Floats:
        known = self._vectors if len(self._vectors) < REMEMBERED else {}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known = {**known, **dict(zip(new, self._encode(new), strict=True))}
            self._vectors = known
        return np.stack([known[text] for text in texts])
