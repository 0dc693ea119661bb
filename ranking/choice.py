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
    offers: Sequence[tuple[Floats, int | Sequence[int]]],
    k: int,
    never_negative: Sequence[int] = (),
    l2: float = L2,
) -> Floats:
    """Maximum likelihood weights ``(k,)`` over offers of (terms ``(n, k)``, index chosen, or
    indices, which count alike and together as much as one).

    Terms are scaled by their spread for the fit, so that the penalty treats them alike.
    never_negative: terms that may help a product but not hurt it.
    l2: of the penalty on the squared weights of scaled terms.
    """
    from scipy.optimize import minimize

    if not offers:
        return np.zeros(k, np.float32)
    terms = np.vstack([x for x, _ in offers]).astype(np.float64)
    spread = terms.std(0)
    spread[spread < 1e-6] = 1.0
    terms /= spread
    sizes = np.array([len(x) for x, _ in offers])
    starts = np.cumsum([0, *sizes[:-1]])
    offer = np.repeat(np.arange(len(offers)), sizes)
    taken = np.zeros(len(terms))
    for start, (_, chosen) in zip(starts, offers, strict=True):
        places = np.atleast_1d(chosen)
        taken[start + places] = 1 / len(places)
    wanted = taken @ terms / len(offers)

    def loss(w: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        u = terms @ w
        u -= np.maximum.reduceat(u, starts)[offer]
        p = np.exp(u)
        total = np.add.reduceat(p, starts)
        p /= total[offer]
        value = float(np.log(total).sum() - taken @ u) / len(offers)
        return value + 0.5 * l2 * float(w @ w), p @ terms / len(offers) - wanted + l2 * w

    bounds = [(0.0 if i in never_negative else None, None) for i in range(k)]
    best = minimize(loss, np.zeros(k), jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Floats = (best.x / spread).astype(np.float32)
    return weights
