"""The score of a request, and what the desk does about a high one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import exp
from pathlib import Path

import orjson

from assistant.desk.rule_parts import RiskRules
from assistant.desk.types import Customer, Order, Plan, Refusal
from assistant.risk.terms import NAMES, Asked, asked_by, terms

WEIGHTS = Path(__file__).parent / "weights" / "risk.json"
IN_WORDS = {
    "many_orders": "several orders within a week",
    "many_returns": "several recent orders went back",
    "return_rate": "much of what was bought went back",
    "new_account": "first order not long ago",
    "high_value": "worth much more than this customer's usual order",
    "other_address": "goes to another region or country than the customer's own",
    "other_method": "money would go or come another way than the order was paid",
}
"""For the person who looks at it; never for the shopper."""


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: ``1 / (1 + exp(-(intercept + weights . terms)))``."""

    intercept: float
    weights: tuple[float, ...]
    """Of ``terms.NAMES``; none is negative, so that every term explains itself."""

    def score(self, values: Mapping[str, float]) -> float:
        """In 0..1, higher is odder."""
        sums = zip(self.weights, (values[name] for name in NAMES), strict=True)
        return 1 / (1 + exp(-(self.intercept + sum(w * v for w, v in sums))))


@dataclass(frozen=True, slots=True)
class Assessment:
    """A score with what it is made of."""

    score: float
    parts: tuple[tuple[str, float], ...]
    """Terms with what they add to the log odds, the largest first; none that adds nothing."""

    def in_words(self) -> str:
        """For the person who looks at it."""
        return f"score {self.score:.2f}: " + "; ".join(IN_WORDS[name] for name, _ in self.parts)


def assess(
    customer: Customer, orders: Sequence[Order], asked: Asked, now: datetime, model: Model
) -> Assessment | None:
    """The score of a request or a new order; None: the records have no dates."""
    values = terms(customer, orders, asked, now)
    if values is None:
        return None
    weighed = zip(NAMES, model.weights, strict=True)
    parts = [(name, weight * values[name]) for name, weight in weighed]
    told = sorted((one for one in parts if one[1] > 0), key=lambda one: -one[1])
    return Assessment(model.score(values), tuple(told))


def held_back(
    rules: RiskRules, plan: Plan, customer: Customer, orders: Sequence[Order], now: datetime
) -> Refusal | None:
    """A person looks first where the score reaches the shop's threshold; None: go on.

    The facts are for that person.
    """
    asked = asked_by(plan, orders)
    if rules.threshold >= 1 or plan.request.operation not in rules.operations or asked is None:
        return None
    found = assess(customer, orders, asked, now, load_model())
    if found is None or found.score < rules.threshold:
        return None
    return Refusal("needs_person", {"for_person": found.in_words()}, person=True)


@cache
def load_model(path: Path = WEIGHTS) -> Model:
    """The shipped weights, or others of the same form."""
    data = orjson.loads(path.read_bytes())
    return Model(data["intercept"], tuple(data["weights"][name] for name in NAMES))
