"""``daogou evaluate risk``: the score on customers that nothing was fitted on, beside baselines."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from assistant.desk.rules import load_rules
from assistant.risk.score import WEIGHTS, load_model
from assistant.risk.terms import NAMES
from assistant.risk.train import matrix, split_examples
from assistant.understanding.report import Report, Table, present

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def evaluate_risk(data: Path, *, json_out: bool = False, docs: Path | None = None) -> None:
    """Print the report. Raises SettingsError where the data is not there."""
    present(risk_report(data), json_out=json_out, docs=docs)


def risk_report(data: Path) -> Report:
    """Scores of held-out customers' requests.

    A baseline's threshold is set so that it holds back as many ordinary requests as the model.
    """
    import numpy as np

    model, threshold = load_model(), load_rules().risk.threshold
    examples = split_examples(data, orjson.loads(WEIGHTS.read_bytes())["seed"]).held_out
    table, labels = matrix(examples)
    kinds = np.array([one.kind for one in examples])
    odd = labels == 1
    scores = np.array([model.score(dict(zip(NAMES, row, strict=True))) for row in table.tolist()])
    false_rate = float((scores[~odd] >= threshold).mean())
    baselines = {
        "return rate alone": table[:, NAMES.index("return_rate")],
        "value alone": np.array([float(one.asked.amount) for one in examples]),
    }
    measured = [("score", scores, scores >= threshold)]
    for name, alone in baselines.items():
        limit = np.quantile(alone[~odd], 1 - false_rate, method="lower")
        measured.append((name, alone, alone > limit))
    rows = [
        (
            name,
            auc(ranked[odd], ranked[~odd]),
            float(odd[held].mean()) if held.any() else 0.0,
            float(held[odd].mean()),
            float(held[~odd].mean()),
        )
        for name, ranked, held in measured
    ]
    columns = ("method", "AUC", "precision", "recall", "false-positive rate")
    title = f"Held-out customers: {len(labels)} requests, {int(odd.sum())} odd"
    kind_rows = [
        (
            str(kind),
            int((kinds == kind).sum()),
            float((scores[kinds == kind] >= threshold).mean()),
            auc(scores[kinds == kind], scores[~odd]) if kind != "ordinary" else 0.5,
        )
        for kind in np.unique(kinds)
    ]
    by_kind = Table(
        f"By kind, at the shipped threshold of {threshold:g}",
        ("kind", "requests", "held back", "AUC against ordinary"),
        tuple(kind_rows),
    )
    values = {
        "threshold": threshold,
        "methods": [dict(zip(columns, row, strict=True)) for row in rows],
        "kinds": [dict(zip(by_kind.columns, row, strict=True)) for row in kind_rows],
    }
    tables = (Table(title, columns, tuple(rows)), by_kind)
    return Report("risk", "daogou evaluate risk", tables, values)


def auc(odd: "Sequence[float] | Floats", ordinary: "Sequence[float] | Floats") -> float:
    """How often an odd one scores above an ordinary one, ties half (Mann and Whitney)."""
    from scipy.stats import rankdata

    ranks = rankdata([*odd, *ordinary])
    count, others = len(odd), len(ordinary)
    return float((ranks[:count].sum() - count * (count + 1) / 2) / (count * others))
