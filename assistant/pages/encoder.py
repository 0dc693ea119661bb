"""The page encoder: the sentence encoder with an adapter for questions about a shop's rules.

``daogou train pages`` trains it (``assistant.pages.encoder_training``).
"""

from pathlib import Path

from assistant.pages.topics import WEIGHTS
from retrieval.encoder import Encoder, load_encoder

ENCODER_WEIGHTS = WEIGHTS / "encoder"


def load_page_encoder(folder: Path = ENCODER_WEIGHTS) -> Encoder:
    """The encoder of a weight folder. Raises ModelError."""
    return load_encoder(folder)
