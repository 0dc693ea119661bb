"""Conversations of many simulated shoppers with the assistant and with baselines."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.build import build_assistant
from assistant.simulator.conversation import Result, SimulatedShopper
from assistant.simulator.facts import of_kind, sayable
from assistant.simulator.goals import Goal, GoalDrawer
from assistant.simulator.noise import NOISES
from assistant.simulator.plan import STYLES
from assistant.simulator.stores import NamedStore
from assistant.simulator.talkers import DaogouTalker, KeywordTalker, Talker
from retrieval.store import open_store
from retrieval.types import Product

ASSISTANT = "Daogou"
LAST = "BM25, last message"
WHOLE = "BM25, all messages"


@dataclass(frozen=True, slots=True)
class StoreResults:
    """All conversations over one store, by method."""

    store: str
    products: int
    by_method: Mapping[str, tuple[Result, ...]]


def run_store(
    store: NamedStore,
    goals: int,
    seed: int = 0,
    step: Callable[[], None] = lambda: None,
) -> StoreResults:
    """``goals`` shoppers over one store; ``step`` is called after each of the assistant's
    conversations. The same seed and store make the same shoppers."""
    opened = open_store(store.folder)
    products = opened.products
    drawn = GoalDrawer(products, f"{seed}-{store.name}").draw(goals)
    methods: dict[str, tuple[Result, ...]] = {}
    with (
        TemporaryDirectory() as scratch,
        build_assistant(store.folder, data_folder=Path(scratch)) as assistant,
    ):
        talker = DaogouTalker(assistant)
        methods[ASSISTANT] = tuple(talks(drawn, products, talker, f"{seed}-{store.name}", step))
    for name, remembers in ((LAST, False), (WHOLE, True)):
        baseline = KeywordTalker(opened.keyword, products, remembers=remembers)
        methods[name] = tuple(talks(drawn, products, baseline, f"{seed}-{store.name}"))
    return StoreResults(store.name, len(products), methods)


def talks(
    goals: Sequence[Goal],
    products: Sequence[Product],
    talker: Talker,
    seed: str,
    step: Callable[[], None] = lambda: None,
) -> list[Result]:
    """One conversation a goal; styles and noises take turns so that every pair of them occurs."""
    pairs = [(style, noise) for noise in NOISES for style in STYLES]
    brands: dict[str, tuple[str, ...]] = {}
    currency = next((p.currency for p in products if p.price is not None), "USD")
    results = []
    for number, goal in enumerate(goals):
        rng = random.Random(f"{seed}-talk-{number}")
        style, noise = rng.choice(pairs)
        if goal.noun not in brands:
            kind = of_kind(products, goal.noun)
            brands[goal.noun] = tuple(sorted({p.brand for p in kind if sayable(p.brand)}))
        shopper = SimulatedShopper(goal, style, noise, rng, currency, brands[goal.noun])
        results.append(shopper.talk(talker, f"shopper-{number}"))
        step()
    return results
