"""A phrase that points at products shown, and what it means; pure."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.types import Product

Shown = Sequence[Product]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase and what it means among the products shown."""

    phrase: str
    """A noun phrase to put into a frame; a whole message where ``whole``."""
    ids: tuple[str, ...] = ()
    """What it points at; empty: at nothing, or it is not clear at what."""
    among: tuple[str, ...] = ()
    """Two or more that fit equally: the assistant has to ask."""
    focus: str | None = None
    """What the talk was about before."""
    whole: bool = False
    plural: bool = False


Maker = Callable[[Shown, str, random.Random], Iterator[Meaning]]
"""(products shown, what was searched for, rng) to meanings."""


def described(phrase: str, shown: Shown, verdicts: Sequence[bool | None]) -> Iterator[Meaning]:
    """What a description means: the one that fits, or that several do; nothing where all fit."""
    fitting = tuple(p.id for p, verdict in zip(shown, verdicts, strict=True) if verdict)
    if len(fitting) == 1:
        yield Meaning(phrase, fitting)
    elif 1 < len(fitting) < len(shown):
        yield Meaning(phrase, among=fitting)


def extreme(
    shown: Shown, values: Sequence[float], low: str, high: str, rng: random.Random
) -> Iterator[Meaning]:
    """The least or the most of them; several that share it have to be asked about."""
    phrase, best = rng.choice(((low, min(values)), (high, max(values))))
    fitting = tuple(p.id for p, value in zip(shown, values, strict=True) if value == best)
    if len(fitting) == 1:
        yield Meaning(phrase, fitting)
    elif len(fitting) < len(shown) or len(shown) == 2:
        yield Meaning(phrase, among=fitting)
