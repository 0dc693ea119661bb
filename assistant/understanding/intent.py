"""What a message wants: the fine-tuned classifier over the 20 intents, on the CPU."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.types import Intent
from assistant.understanding.clean import clean_message
from assistant.understanding.context import Context
from assistant.understanding.fine_tune import softmax
from assistant.understanding.spelling import Speller, shop_speller
from retrieval.bert import OnnxBert, load_onnx
from retrieval.errors import ModelError

INTENT_WEIGHTS = Path(__file__).parent / "weights" / "intent"
INTENTS = tuple(Intent)
_START = Context()


class IntentClassifier:
    """Calibrated, abstaining: too unsure a message is out of scope."""

    def __init__(self, model: OnnxBert) -> None:
        labels = tuple(model.manifest.get("labels", ()))
        if labels != tuple(intent.value for intent in INTENTS):
            raise ModelError(
                "The intent weights know other intents than this version does:"
                " run `daogou train intent`."
            )
        self._model = model
        self._speller = shop_speller()
        self.temperature = float(model.manifest["temperature"])
        self.threshold = float(model.manifest["threshold"])
        """Below this probability a message is out of scope, 0..1."""

    @classmethod
    def load(cls, folder: Path | None = None) -> "IntentClassifier":
        """From a weight folder (None: the one that comes with Daogou). Raises ModelError."""
        return cls(load_onnx(folder or INTENT_WEIGHTS))

    def predict(self, text: str, context: Context = _START) -> tuple[Intent, float]:
        """The intent and its calibrated probability, 0..1; nothing readable: out of scope, 0."""
        cleaned = clean_message(text)
        if not cleaned:
            return Intent.OUT_OF_SCOPE, 0.0
        row = self.probabilities([cleaned], [context])[0]
        choice = decide(row[None, :], self.threshold)[0]
        return INTENTS[choice], float(row[choice])

    def probabilities(
        self, texts: Sequence[str], contexts: Sequence[Context] | None = None
    ) -> npt.NDArray[np.float32]:
        """(n, 20) float32, rows sum to 1, columns in the order of ``Intent``.

        contexts: one a text; None: each text begins a conversation.
        """
        said, where = intent_inputs(texts, contexts or [_START] * len(texts), self._speller)
        return softmax(self._model(said, where), self.temperature)


def intent_inputs(
    texts: Sequence[str], contexts: Sequence[Context], speller: Speller
) -> tuple[list[str], list[str]]:
    """What the model reads: the messages with slips mended, and their contexts in words."""
    return [speller.mend(text) for text in texts], [c.in_words() for c in contexts]


def decide(probabilities: npt.NDArray[np.float32], threshold: float) -> npt.NDArray[np.int64]:
    """(n, 20) probabilities to (n,) intent numbers: the likeliest, or out of scope when unsure."""
    best = probabilities.argmax(axis=1)
    unsure = probabilities.max(axis=1) < threshold
    return np.where(unsure, INTENTS.index(Intent.OUT_OF_SCOPE), best).astype(np.int64)
