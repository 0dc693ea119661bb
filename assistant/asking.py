"""When a need is broad: the one question whose answer tells most about what is wanted. Pure.

The candidates' scores make a distribution over what the shopper has in mind. A question about a
facet splits it; its worth is the mutual information between the answer and the product meant, in
bits, times how likely the shopper is to care. No rule knows any kind of product.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log2
from statistics import fmean, pstdev

from assistant.reply.words import round_below
from retrieval.text import words
from retrieval.types import Constraints, Product

MOST_CHOICES = 4
LEAST_GAIN = 1.1
"""Bits below which results alone serve better than a question (see docs/conversation.md)."""
MOST_IN_A_ROW = 2
COVERED = 0.8
"""Share of the candidates' weight that must state a facet: choosing a value drops the rest."""
LEAST_SHARE = 0.08
"""Share of the weight below which a value is not worth a choice of its own."""
SHOWN_ENOUGH = 0.6
"""Share of the weight on display from which a question would only be in the way."""
LONGEST_VALUE = 24
CARES = {"categories": 0.95, "price": 0.8, "colours": 0.6, "sizes": 0.7, "brands": 0.5}
"""How likely shoppers have a preference; a named attribute counts as ``CARES_ATTRIBUTE``."""
CARES_ATTRIBUTE = 0.6


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its choices, the likeliest first (prices: ascending)."""

    facet: str
    """A field of ``Facets``, "price", or "attributes:" and the attribute's name."""
    choices: tuple[str, ...]
    """Values as the records have them; of "price" the amounts between the bands."""
    gain: float
    """Bits that the answer is expected to tell."""


def best_question(
    products: Sequence[Product],
    scores: Sequence[float],
    limits: Constraints,
    topic: str,
    asked: Collection[str] = (),
    page: int = 5,
    least_gain: float = LEAST_GAIN,
) -> Question | None:
    """The question worth most, or None where no question is worth a turn.

    Args:
        products: the candidates, best first.
        scores: of the same, higher is better, any scale.
        asked: facets that were asked about before.
        page: how many of them are on display.
        least_gain: bits that a question must be worth.
    """
    weights = beliefs(scores)
    if len(products) <= page or sum(weights[:page]) >= SHOWN_ENOUGH:
        return None
    questions = _questions(products, weights, limits, set(words(topic)), asked)
    best = max(questions, key=lambda one: one.gain, default=None)
    return best if best is not None and best.gain >= least_gain else None


def beliefs(scores: Sequence[float]) -> list[float]:
    """How likely each candidate is the one meant, summing to 1: a softmax over standardised
    scores, so that it does not hang on the ranker's scale."""
    if not scores:
        return []
    mean, spread = fmean(scores), pstdev(scores) or 1.0
    raised = [exp((score - mean) / spread) for score in scores]
    total = sum(raised)
    return [one / total for one in raised]


def information(answers: Sequence[Sequence[str]], weights: Sequence[float]) -> float:
    """Mutual information, in bits, of the product meant and the answer it would bring.

    Args:
        answers: for each product the answers that a shopper who means it may give, all alike
            likely; none: the facet says nothing of it.
    """
    chance: defaultdict[str, float] = defaultdict(float)
    inner = 0.0
    for each, weight in zip(answers, weights, strict=True):
        for answer in each or ("",):
            chance[answer] += weight / max(len(each), 1)
        inner += weight * log2(max(len(each), 1))
    return -sum(p * log2(p) for p in chance.values() if p > 0) - inner


def _questions(
    products: Sequence[Product],
    weights: Sequence[float],
    limits: Constraints,
    said: set[str],
    asked: Collection[str],
) -> Iterator[Question]:
    include = limits.include
    plain: dict[str, list[tuple[str, ...]]] = {
        "categories": [p.category[-1:] for p in products],
        "brands": [(p.brand,) if p.brand else () for p in products],
        "colours": [p.colours for p in products],
        "sizes": [p.sizes for p in products],
    }
    for facet, values in plain.items():
        wide = facet == "categories"  # a node was said, and there are kinds below it
        if facet not in asked and (wide or not getattr(include, facet)):
            yield from _about(facet, values, weights, said)
    for name in dict.fromkeys(name for product in products for name in product.attributes):
        facet = f"attributes:{name}"
        if facet not in asked:
            values = [_plain(p.attributes.get(name, "")) for p in products]
            yield from _about(facet, values, weights, said | set(_all_words(include.attributes)))
    if "price" not in asked and not limits.price:
        yield from _about_price(products, weights)


def _about(
    facet: str, values: Sequence[tuple[str, ...]], weights: Sequence[float], said: set[str]
) -> Iterator[Question]:
    shares: defaultdict[str, float] = defaultdict(float)
    for each, weight in zip(values, weights, strict=True):
        for value in each:
            shares[value] += weight / len(each)
    likely = sorted(shares, key=lambda value: -shares[value])[:MOST_CHOICES]
    choices = [value for value in likely if shares[value] >= LEAST_SHARE]
    covered = sum(weight for each, weight in zip(values, weights, strict=True) if each)
    if len(choices) < 2 or covered < COVERED:
        return
    named = [set(words(choice)) for choice in choices]
    if any(one <= said if facet == "categories" else one & said for one in named):
        return  # said already
    answers = [tuple(value if value in choices else "other" for value in each) for each in values]
    gain = CARES.get(facet, CARES_ATTRIBUTE) * information(answers, weights)
    yield Question(facet, tuple(choices), gain)


def _about_price(products: Sequence[Product], weights: Sequence[float]) -> Iterator[Question]:
    """Three bands of about equal weight, cut at amounts that people name."""
    priced = sorted((p.price, w) for p, w in zip(products, weights, strict=True) if p.price)
    total = sum(weight for _, weight in priced)
    if total < COVERED:
        return
    cuts: list[Decimal] = []
    reached = 0.0
    for price, weight in priced:
        reached += weight / total
        if len(cuts) < 2 and reached >= (len(cuts) + 1) / 3:
            cuts.append(round_below(price))
    low, high = priced[0][0], priced[-1][0]
    cuts = [cut for cut in dict.fromkeys(cuts) if low < cut < high]
    if len(cuts) < 2:
        return
    answers = [
        (str(sum(p.price >= cut for cut in cuts)),) if p.price is not None else () for p in products
    ]
    gain = CARES["price"] * information(answers, weights)
    yield Question("price", tuple(f"{cut:f}" for cut in cuts), gain)


def _plain(value: str) -> tuple[str, ...]:
    """A value that can be offered as a choice; a number or a sentence can not."""
    short = len(value) <= LONGEST_VALUE and not any(sign in value for sign in ",;:")
    tells = value.casefold() not in ("yes", "no", "none") and not any(c.isdigit() for c in value)
    return (value,) if value and short and tells else ()


def _all_words(values: Sequence[str]) -> list[str]:
    return [word for value in values for word in words(value)]
