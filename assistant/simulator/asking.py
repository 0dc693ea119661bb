"""What questions that narrow a search down are worth: shoppers who mean one of its candidates.

    python -m assistant.simulator.asking STORE

Each shopper sees a page at a time. Asked a question, they answer with the value of the product that
they mean if they care about it, else they ask for more; so it goes until the product is on display.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.asking import CARES, CARES_ATTRIBUTE, MOST_IN_A_ROW, Question, beliefs, best_question
from retrieval.types import Constraints, Product

NEVER = 99.0
"""Bits that no question is worth."""
THRESHOLDS = (NEVER, 0.5, 0.7, 0.9, 1.1, 1.3, 1.6)
MOST_TURNS = 10
PAGE = 5


@dataclass(frozen=True, slots=True)
class Search:
    """One search and its candidates, best first, with their scores."""

    words: str
    products: tuple[Product, ...]
    scores: tuple[float, ...]


def play(
    search: Search,
    meant: Product,
    least_gain: float,
    cares: Mapping[str, float],
    rng: random.Random,
) -> tuple[int, int]:
    """(turns until ``meant`` is on display, questions asked); one turn more than the most where it
    never is."""
    left = list(zip(search.products, search.scores, strict=True))
    asked: list[str] = []
    seen: set[str] = set()
    row = 0
    for turn in range(1, MOST_TURNS + 1):
        page = [product.id for product, _ in left if product.id not in seen][:PAGE]
        seen.update(page)
        if meant.id in page:
            return turn, len(asked)
        products, scores = [p for p, _ in left], [s for _, s in left]
        question = None
        if row < MOST_IN_A_ROW:
            question = best_question(
                products, scores, Constraints(), search.words, asked, PAGE, least_gain
            )
        row = row + 1 if question else 0
        if question is None:
            continue
        asked.append(question.facet)
        answers = [value for value in values_of(question, meant) if value in _choices(question)]
        care = cares.get(question.facet.partition(":")[0], CARES_ATTRIBUTE)
        if answers and rng.random() < care:
            answer = rng.choice(answers)
            left = [pair for pair in left if answer in values_of(question, pair[0])]
    return MOST_TURNS + 1, len(asked)


def values_of(question: Question, product: Product) -> tuple[str, ...]:
    """What a product answers to a question; of a price the number of the band."""
    facet, _, name = question.facet.partition(":")
    if facet == "price":
        if product.price is None:
            return ()
        return (str(sum(product.price >= Decimal(cut) for cut in question.choices)),)
    if name:
        return (product.attributes.get(name, ""),)
    plain = {
        "categories": product.category[-1:],
        "brands": (product.brand,),
        "colours": product.colours,
        "sizes": product.sizes,
    }
    return plain[facet]


def _choices(question: Question) -> tuple[str, ...]:
    if question.facet == "price":
        return tuple(str(band) for band in range(len(question.choices) + 1))
    return question.choices


def mean_turns(
    searches: Sequence[Search], least_gain: float, *, by_belief: bool, each: int = 6, seed: int = 0
) -> tuple[float, float]:
    """(mean turns, mean questions) over ``each`` shoppers a search, who mean a candidate drawn by
    the ranker's belief or evenly."""
    rng = random.Random(seed)
    turns, questions, played = 0, 0, 0
    for search in searches:
        weights = beliefs(search.scores) if by_belief else None
        for meant in rng.choices(search.products, weights, k=each):
            one = play(search, meant, least_gain, CARES, random.Random(rng.random()))
            turns, questions, played = turns + one[0], questions + one[1], played + 1
    return turns / max(played, 1), questions / max(played, 1)


def searches_of(store: Path, count: int = 60, seed: int = 0) -> list[Search]:
    """Searches for single nouns by which at least eight products of a store are called."""
    from ranking.ranker import load_ranker
    from retrieval.store import open_store
    from retrieval.text import words
    from retrieval.types import Query

    opened = open_store(store)
    ranker = load_ranker(opened)
    heads = [words(product.title.split(",")[0])[-1:] for product in opened.products]
    nouns = sorted(n for n, k in Counter(h[0] for h in heads if h).items() if k > 7 and n.isalpha())
    random.Random(seed).shuffle(nouns)
    found = []
    for noun in nouns[:count]:
        query = Query(noun, top=40)
        ranked = ranker.rank(query, None, opened.retriever.search(query))
        products = tuple(opened.get(one.product_id) for one in ranked)
        found.append(Search(noun, products, tuple(one.score for one in ranked)))
    return [search for search in found if len(search.products) > PAGE]


def main(store: Path) -> None:
    """Print mean turns (and questions) by threshold."""
    searches = searches_of(store)
    for by_belief in (True, False):
        print("meant by belief" if by_belief else "meant evenly", f"({len(searches)} searches)")
        for least in THRESHOLDS:
            turns, questions = mean_turns(searches, least, by_belief=by_belief)
            name = "no question" if least == NEVER else f"{least:.1f} bits"
            print(f"  {name:>12}  {turns:.2f} turns  {questions:.2f} questions")


if __name__ == "__main__":
    import sys

    main(Path(sys.argv[1]))
