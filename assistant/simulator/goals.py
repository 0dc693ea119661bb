"""Hidden goals of simulated shoppers, drawn from a catalogue so that they can be met, or cannot."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.simulator import facts
from assistant.simulator.nouns import find_nouns, rivals_of
from assistant.simulator.wishes import MAKERS, Wish, fits, lower_price, verdict
from retrieval.types import Product

KINDS: Mapping[str, tuple[str, ...]] = {
    "price": ("price",),
    "price range": ("price_range",),
    "brand": ("brand",),
    "not a brand": ("not_brand", "price?"),
    "colour": ("colour", "price?"),
    "not a colour": ("not_colour", "price?"),
    "material": ("material",),
    "not a material": ("not_material", "price?"),
    "size": ("size", "price?"),
    "rating": ("rating", "price?"),
    "feature": ("feature",),
    "measure": ("measure",),
    "several": ("price", "any", "any"),
}
"""Kind of goal to the wishes in it: "?" half of the time, "any" one of those that fit."""
UNSOLVABLE = "nothing fits"
_UNSOLVABLE_SHARE = 0.1
_TRIES = 400


@dataclass(frozen=True, slots=True)
class Goal:
    """What a shopper has in mind."""

    kind: str
    """A key of ``KINDS``, or ``UNSOLVABLE``."""
    noun: str
    """What they call it."""
    wishes: tuple[Wish, ...]
    target: Product
    """A product that fulfils it; of an unsolvable goal the one that it began with."""

    @property
    def solvable(self) -> bool:
        """Whether a product of the catalogue fulfils it."""
        return self.kind != UNSOLVABLE

    def met_by(self, product: Product) -> bool:
        """Whether a product is such a thing and fulfils every wish for certain."""
        return facts.is_a(product, self.noun) and all(fits(product, w) for w in self.wishes)


class GoalDrawer:
    """Draws goals from one catalogue; the same seed draws the same goals."""

    def __init__(self, products: Sequence[Product], seed: str) -> None:
        self._products = products
        self._nouns = find_nouns(products)
        self._names = sorted(self._nouns)
        self._seed = seed
        made = Counter(product.brand for product in products)
        self._brands = sorted(b for b, n in made.items() if n >= 3 and facts.sayable(b))

    def draw(self, count: int) -> list[Goal]:
        """``count`` goals, kinds taking turns where the catalogue has them; about one in ten cannot
        be met."""
        goals: list[Goal] = []
        kinds = [kind for kind in KINDS if self._try(kind, random.Random(f"{self._seed}-{kind}"))]
        for number in range(count if kinds else 0):
            rng = random.Random(f"{self._seed}-{number}")
            unsolvable = rng.random() < _UNSOLVABLE_SHARE
            goal = self._unsolvable(rng) if unsolvable else None
            turn = number
            while goal is None:
                goal = self._try(kinds[turn % len(kinds)], rng)
                turn += 1
            goals.append(goal)
        return goals

    def _try(self, kind: str, rng: random.Random) -> Goal | None:
        for _ in range(_TRIES):
            noun = rng.choice(self._names)
            target = rng.choice(self._nouns[noun])
            wishes = self._wishes(kind, noun, target, rng)
            if wishes:
                goal = Goal(kind, noun, wishes, target)
                assert goal.met_by(target)
                return goal
        return None

    def _wishes(
        self, kind: str, noun: str, target: Product, rng: random.Random
    ) -> tuple[Wish, ...]:
        rivals = rivals_of(self._nouns, noun, target)
        made: list[Wish] = []
        for name in KINDS[kind]:
            if name.endswith("?") and rng.random() < 0.5:
                continue
            names = rng.sample(sorted(MAKERS), len(MAKERS)) if name == "any" else [name.strip("?")]
            wish = next(
                (
                    w
                    for one in names
                    if (w := MAKERS[one](target, rivals, rng)) and _new(w, made, noun)
                ),
                None,
            )
            if wish is None:
                if name.endswith("?"):
                    continue
                return ()
            made.append(wish)
        rng.shuffle(made)
        return tuple(made)

    def _unsolvable(self, rng: random.Random) -> Goal | None:
        makers: tuple[Callable[[str, Product, random.Random], Wish | None], ...] = (
            self._too_cheap,
            self._foreign_brand,
            self._foreign_colour,
        )
        for _ in range(_TRIES):
            noun = rng.choice(self._names)
            target = rng.choice(self._nouns[noun])
            wish = rng.choice(makers)(noun, target, rng)
            if wish is None:
                continue
            everything = facts.of_kind(self._products, noun)
            if all(verdict(product, wish) is False for product in everything):
                return Goal(UNSOLVABLE, noun, (wish,), target)
        return None

    def _too_cheap(self, noun: str, target: Product, rng: random.Random) -> Wish | None:
        prices = [p.price for p in facts.of_kind(self._products, noun) if p.price]
        return lower_price(float(min(prices)), rng) if prices else None

    def _foreign_brand(self, noun: str, target: Product, rng: random.Random) -> Wish | None:
        return Wish("brand", rng.choice(self._brands)) if self._brands else None

    def _foreign_colour(self, noun: str, target: Product, rng: random.Random) -> Wish | None:
        return Wish("colour", rng.choice(facts.PLAIN_COLOURS))


def _new(wish: Wish, made: Sequence[Wish], noun: str) -> bool:
    """Whether a wish adds something: another aspect, and nothing that the noun says already."""
    said = set(facts.tokens(noun))
    aspects = {w.aspect.removeprefix("not_") for w in made}
    return wish.aspect.removeprefix("not_") not in aspects and not said & set(
        facts.tokens(wish.value)
    )
