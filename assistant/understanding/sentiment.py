"""The mood of a message: negative, neutral or positive, on the CPU. English only."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.types import Sentiment
from assistant.understanding.clean import clean_message
from assistant.understanding.fine_tune import softmax
from assistant.understanding.mood_data import MOODS
from retrieval.bert import OnnxBert, load_onnx

SENTIMENT_WEIGHTS = Path(__file__).parent / "weights" / "sentiment"


class SentimentModel:
    """Calibrated three-way mood."""

    def __init__(self, model: OnnxBert) -> None:
        self._model = model
        self.temperature = float(model.manifest["temperature"])

    @classmethod
    def load(cls, folder: Path | None = None) -> "SentimentModel":
        """From a weight folder (None: the one that comes with Daogou). Raises ModelError."""
        return cls(load_onnx(folder or SENTIMENT_WEIGHTS))

    def predict(self, text: str) -> Sentiment:
        """Label and score of one message; nothing readable: neutral, 0."""
        cleaned = clean_message(text)
        if not cleaned:
            return Sentiment("neutral", 0.0)
        row = self.probabilities([cleaned])[0]
        return Sentiment(MOODS[int(row.argmax())], float(np.clip(row[2] - row[0], -1.0, 1.0)))

    def probabilities(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """(n, 3) float32: negative, neutral, positive; rows sum to 1."""
        return softmax(self._model(texts), self.temperature)
