"""What a message wants: the fine-tuned classifier over the 20 intents, on the CPU."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.types import Intent, Wanted
from assistant.understanding.clean import clean_message
from assistant.understanding.context import Context
from assistant.understanding.fine_tune import Floats, softmax
from assistant.understanding.spelling import Speller, shop_speller
from retrieval.bert import OnnxBert, load_onnx
from retrieval.errors import ModelError

INTENT_WEIGHTS = Path(__file__).parent / "weights" / "intent"
INTENTS = tuple(Intent)
NEEDS = (Intent.FIND_PRODUCT, Intent.RECOMMEND)
"""Intents of which the model tells apart those that name no thing: somebody tells what something is
for, whom it is to please, or what is wrong."""
LABELS = (*(intent.value for intent in INTENTS), *(f"{intent.value}_by_need" for intent in NEEDS))
"""The classes of the model."""
_START = Context()


class IntentClassifier:
    """Calibrated, abstaining: too unsure a message is out of scope."""

    def __init__(self, model: OnnxBert) -> None:
        labels = tuple(model.manifest.get("labels", ()))
        if labels != LABELS:
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

    def predict(self, text: str, context: Context = _START) -> Wanted:
        """What a message wants; nothing readable: out of scope, 0."""
        cleaned = clean_message(text)
        if not cleaned:
            return Wanted(Intent.OUT_OF_SCOPE, 0.0)
        row = self._all([cleaned], [context])
        merged = as_intents(row)
        choice = decide(merged, self.threshold)[0]
        intent, named = INTENTS[choice], row[0, choice]
        return Wanted(intent, float(merged[0, choice]), bool(merged[0, choice] > 2 * named))

    def probabilities(
        self, texts: Sequence[str], contexts: Sequence[Context] | None = None
    ) -> Floats:
        """(n, 20) float32, rows sum to 1, columns in the order of ``Intent``.

        contexts: one a text; None: each text begins a conversation.
        """
        return as_intents(self._all(texts, contexts or [_START] * len(texts)))

    def _all(self, texts: Sequence[str], contexts: Sequence[Context]) -> Floats:
        """(n, 22): needs told apart."""
        return softmax(
            self._model(*intent_inputs(texts, contexts, self._speller)), self.temperature
        )


def as_intents(probabilities: Floats) -> Floats:
    """(n, 22) probabilities of ``LABELS`` to (n, 20) of the intents."""
    merged: Floats = probabilities[:, : len(INTENTS)].copy()
    for place, intent in enumerate(NEEDS, len(INTENTS)):
        merged[:, INTENTS.index(intent)] += probabilities[:, place]
    return merged


def label_of(intent: Intent, *, need: bool) -> int:
    """The number of a class of the model."""
    return len(INTENTS) + NEEDS.index(intent) if need else INTENTS.index(intent)


def intent_inputs(
    texts: Sequence[str], contexts: Sequence[Context], speller: Speller
) -> tuple[list[str], list[str]]:
    """What the model reads: the messages with slips mended, and their contexts in words."""
    return [speller.mend(text) for text in texts], [c.in_words() for c in contexts]


def decide(probabilities: Floats, threshold: float) -> npt.NDArray[np.int64]:
    """(n, 20) probabilities to (n,) intent numbers: the likeliest, or out of scope when unsure."""
    best = probabilities.argmax(axis=1)
    unsure = probabilities.max(axis=1) < threshold
    return np.where(unsure, INTENTS.index(Intent.OUT_OF_SCOPE), best).astype(np.int64)
