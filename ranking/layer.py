"""The learned layer on top: LambdaMART over named terms (Burges 2010), by LightGBM.

Its contributions per term are exact Shapley values of the trees (Lundberg et al. 2020), so a
reason is a term that moved the product up.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats
from retrieval.errors import ModelError

LABEL_GAIN = (0, 1, 3, 10)
PARAMETERS: dict[str, Any] = {
    "objective": "lambdarank",
    "label_gain": list(LABEL_GAIN),
    "lambdarank_truncation_level": 20,
    "learning_rate": 0.05,
    "num_leaves": 7,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 1,  # more only wait for each other at this size
    "deterministic": True,
}
ROUNDS = 100


class Layer:
    """Scores rows of named terms; higher is better, comparable within one query only."""

    def __init__(self, models: Sequence[Any], names: tuple[str, ...]) -> None:
        self._models = tuple(models)
        self.names = names

    @classmethod
    def fit(
        cls,
        lists: Sequence[tuple[Floats, npt.NDArray[np.int64]]],
        names: tuple[str, ...],
        *,
        seeds: Sequence[int] = (0, 1, 2),
        rounds: int = ROUNDS,
        weights: Sequence[float] | None = None,
    ) -> "Layer":
        """Train on lists of (terms ``(n, k)``, grades 0..3); several seeds are averaged.

        weights: of each list; None: all alike.
        """
        import lightgbm

        telling = [i for i, (_, y) in enumerate(lists) if len(y) > 1 and y.max() > y.min()]
        terms = np.vstack([lists[i][0] for i in telling])
        grades = np.concatenate([lists[i][1] for i in telling])
        groups = [len(lists[i][1]) for i in telling]
        weight = None if weights is None else np.repeat([weights[i] for i in telling], groups)
        models = [
            lightgbm.train(
                {**PARAMETERS, "seed": seed},
                lightgbm.Dataset(terms, grades, group=groups, weight=weight),
                rounds,
            )
            for seed in seeds
        ]
        return cls(models, names)

    def scores(self, terms: Floats) -> Floats:
        """``(n, k)`` terms to ``(n,)`` scores."""
        if not len(terms):
            return np.zeros(0, np.float32)
        total = sum(m.predict(terms, num_threads=1) for m in self._models)
        result: Floats = (total / len(self._models)).astype(np.float32)
        return result

    def contributions(self, terms: Floats) -> Floats:
        """What each term added to the score, ``(n, k)``; rows sum to score minus the mean."""
        total = sum(m.predict(terms, pred_contrib=True, num_threads=1) for m in self._models)
        result: Floats = (total / len(self._models))[:, :-1].astype(np.float32)
        return result

    def save(self, file: Path) -> None:
        """Write the trees as text."""
        text = "\n#####\n".join(m.model_to_string() for m in self._models)
        file.write_text(",".join(self.names) + "\n#####\n" + text, "utf-8")

    @classmethod
    def load(cls, file: Path) -> "Layer":
        """Read a saved layer. Raises ModelError when it is missing or damaged."""
        lightgbm = _without_extras()

        try:
            names, one, *more = file.read_text("utf-8").split("\n#####\n")
            return cls(
                [lightgbm.Booster(model_str=text) for text in (one, *more)],
                tuple(names.split(",")),
            )
        except Exception as error:
            raise ModelError(
                f"The ranking layer {file} cannot be read: run `daogou train ranker`"
                " or reinstall Daogou."
            ) from error


def _without_extras() -> Any:
    """LightGBM alone. It would import scikit-learn and pandas for ways to use it that are not used
    here, which takes four times as long."""
    extras = [name for name in ("sklearn", "pandas") if name not in sys.modules]
    # What is None here cannot be imported, and LightGBM goes on without what it cannot import.
    sys.modules.update(dict.fromkeys(extras))  # type: ignore[arg-type]
    try:
        import lightgbm
    finally:
        for name in extras:
            del sys.modules[name]
    return lightgbm
