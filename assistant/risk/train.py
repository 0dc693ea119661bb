"""``daogou train risk``: the weights of the score, fitted in seconds and told in a manifest."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import orjson

from assistant.risk.behaviour import FILE, read_histories
from assistant.risk.score import WEIGHTS, Model
from assistant.risk.simulate import Example, examples
from assistant.risk.terms import NAMES, terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SEED = 20261122
HELD_OUT = 0.3
"""Share of the customers that nothing is fitted on."""
RIDGE = 2.0
MOST_WEIGHT = 5.0
"""No term alone outweighs an ordinary customer's odds."""
TARGET_FALSE = 0.005
"""The threshold told in the manifest lets so many ordinary requests of the fitted customers be
looked at."""


@dataclass(frozen=True, slots=True)
class Split:
    """Examples of customers that are fitted on and of those that are not."""

    fitted: tuple[Example, ...]
    held_out: tuple[Example, ...]


def split_examples(data: Path, seed: int = SEED) -> Split:
    """The same for the same seed. Raises SettingsError where the data is not there."""
    random = Random(seed)
    histories = list(read_histories(data))
    last = max(one.placed for h in histories for one in h.orders if one.placed)
    random.shuffle(histories)
    cut = int(len(histories) * HELD_OUT)
    held_out = examples(histories[:cut], last, random)
    return Split(examples(histories[cut:], last, random), held_out)


def train_risk(data: Path, out: Path | None = None, seed: int = SEED) -> Mapping[str, Any]:
    """Fit, write ``risk.json`` into the folder (default: over the shipped one), return it."""
    split = split_examples(data, seed)
    table, labels = matrix(split.fitted)
    model = fit(table, labels)
    path = WEIGHTS if out is None else out / WEIGHTS.name
    scores = [model.score(dict(zip(NAMES, row, strict=True))) for row in table.tolist()]
    ordinary = sorted(s for s, odd in zip(scores, labels, strict=True) if not odd)
    manifest = {
        "made": datetime.now(UTC).date().isoformat(),
        "seed": seed,
        "data": {
            "file": FILE.as_posix(),
            "sha256": hashlib.sha256((data / FILE).read_bytes()).hexdigest(),
        },
        "examples": _counts(split.fitted),
        "threshold": round(ordinary[int(len(ordinary) * (1 - TARGET_FALSE))], 3),
        "largest_score_of_one_term": round(_largest_alone(model), 3),
        "intercept": round(model.intercept, 4),
        "weights": {n: round(w, 4) for n, w in zip(NAMES, model.weights, strict=True)},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return manifest


def matrix(examples: Sequence[Example]) -> "tuple[Floats, Floats]":
    """Terms, (n, terms) float64 in 0..1, and labels, (n,) of 0 and 1."""
    import numpy as np

    rows = []
    for one in examples:
        values = terms(one.customer, one.orders, one.asked, one.now)
        assert values is not None, "the data has dates"
        rows.append([values[name] for name in NAMES])
    return np.array(rows), np.array([float(one.odd) for one in examples])


def fit(table: "Floats", labels: "Floats") -> Model:
    """Logistic regression with a ridge penalty and weights in 0..``MOST_WEIGHT``."""
    import numpy as np
    from scipy.optimize import minimize

    def loss(theta: "Floats") -> "tuple[float, Floats]":
        logits = theta[0] + table @ theta[1:]
        error = 1 / (1 + np.exp(-logits)) - labels
        value = np.logaddexp(0, logits).sum() - labels @ logits + RIDGE / 2 * theta[1:] @ theta[1:]
        slope = np.concatenate([[error.sum()], table.T @ error + RIDGE * theta[1:]])
        return float(value), slope

    bounds = [(None, None), *[(0.0, MOST_WEIGHT)] * table.shape[1]]
    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return Model(float(found.x[0]), tuple(map(float, found.x[1:])))


def _largest_alone(model: Model) -> float:
    return max(model.score({**dict.fromkeys(NAMES, 0.0), name: 1.0}) for name in NAMES)


def _counts(examples: Sequence[Example]) -> dict[str, int]:
    kinds = [one.kind for one in examples]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}
