"""What was trained, read from a weight folder (see ``weights/manifest.json``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ranking.choice import Choice
from ranking.evidence import EVIDENCE_WEIGHTS, Encode, EvidenceModel
from ranking.final import shipped
from ranking.layer import Layer
from ranking.online import Belief
from retrieval.bert import OnnxBert, load_onnx

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Models:
    """The trained parts of a ranker."""

    bert: OnnxBert
    layer: Layer
    choice: Choice
    evidence: EvidenceModel


def load_models(folder: Path = WEIGHTS, encode: Encode | None = None) -> Models:
    """Read the trained parts of a weight folder; the evidence model is the shipped one where the
    folder has none.

    Args:
        encode: the plain encoder; None: the shipped one.

    Raises ModelError.
    """
    evidence = folder / "evidence"
    return Models(
        load_onnx(folder / "bert"),
        Layer.load(folder / "layer.txt"),
        Choice.load(folder / "choice.json"),
        EvidenceModel.load(evidence if evidence.is_dir() else EVIDENCE_WEIGHTS, encode),
    )


def shipped_beliefs(folder: Path = WEIGHTS) -> Mapping[str, Belief]:
    """The final weights before anything is learned in a shop. Raises ModelError."""
    return shipped(Choice.load(folder / "choice.json"))
