"""A linear choice model: which of the products on offer a shopper takes (McFadden 1974).

Weights over named terms, one set for moments with a query and one for browsing. Linear, so the
contribution of a term is its weight times how far the product is from the offer's mean.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.bert import Floats
from retrieval.errors import ModelError

L2 = 1e-3


@dataclass(frozen=True, slots=True)
class Choice:
    """Utilities of products on offer; higher is better, comparable within one offer only."""

    names: tuple[str, ...]
    search: Floats
    """``(k,)`` weights when there is a query."""
    browse: Floats
    """``(k,)`` weights when there is none."""

    def weights(self, query: str) -> Floats:
        """The set of weights for a query, which may be empty."""
        return self.search if query.strip() else self.browse

    def save(self, file: Path) -> None:
        """Write the weights as readable JSON."""
        data = {
            "search": dict(zip(self.names, map(float, self.search), strict=True)),
            "browse": dict(zip(self.names, map(float, self.browse), strict=True)),
        }
        file.write_text(json.dumps(data, indent=2) + "\n", "utf-8")

    @classmethod
    def load(cls, file: Path) -> "Choice":
        """Read saved weights. Raises ModelError when they are missing or damaged."""
        try:
            data = json.loads(file.read_text("utf-8"))
            names = tuple(data["search"])
            search = np.array([data["search"][n] for n in names], np.float32)
            browse = np.array([data["browse"][n] for n in names], np.float32)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"The shopper weights {file} cannot be read: run `daogou train ranker`"
                " or reinstall Daogou."
            ) from error
        return cls(names, search, browse)


def fit_weights(
    offers: Sequence[tuple[Floats, int]], k: int, never_negative: Sequence[int] = ()
) -> Floats:
    """Maximum likelihood weights ``(k,)`` over offers of (terms ``(n, k)``, index chosen).

    Terms are scaled by their spread for the fit, so that the penalty treats them alike.
    never_negative: terms that may help a product but not hurt it.
    """
    from scipy.optimize import minimize

    if not offers:
        return np.zeros(k, np.float32)
    spread = np.vstack([x for x, _ in offers]).std(0)
    spread[spread < 1e-6] = 1.0
    scaled = [(x / spread, chosen) for x, chosen in offers]

    def loss(w: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        value, slope = 0.5 * L2 * float(w @ w), L2 * w
        for x, chosen in scaled:
            u = x @ w
            u = u - u.max()
            p = np.exp(u)
            p /= p.sum()
            value -= float(np.log(p[chosen] + 1e-12)) / len(scaled)
            slope = slope + (p @ x - x[chosen]) / len(scaled)
        return value, slope

    bounds = [(0.0 if i in never_negative else None, None) for i in range(k)]
    best = minimize(loss, np.zeros(k), jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Floats = (best.x / spread).astype(np.float32)
    return weights
