"""One wish of a goal: what it asks, whether a product fulfils it, and wishes made from products."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.simulator import facts
from retrieval.types import Product

HARD = frozenset(("price", "brand", "size", "not_brand", "not_colour", "not_material"))
"""Aspects that must never be broken by what is shown."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing asked of a product."""

    aspect: str
    """"price", "rating", "measure", "size", "feature", or "brand", "colour", "material", each of
    these three also with "not_" before it."""
    value: str = ""
    """Of a named value; of a measure or a feature the attribute's name."""
    low: float | None = None
    """Inclusive, in the shop's currency, in stars, or in ``unit``."""
    high: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """An attribute that people put a limit on."""

    at_least: bool
    """Whether more of it is better."""


MEASURES: Mapping[str, Measure] = {
    "Weight": Measure(False),
    "Noise": Measure(False),
    "Battery life": Measure(True),
    "Capacity": Measure(True),
    "Max load": Measure(True),
    "Cable length": Measure(True),
    "Internal memory": Measure(True),
    "Total storage capacity": Measure(True),
    "Display diagonal": Measure(True),
    "Page yield": Measure(True),
}
_BASE = {
    "kg": ("g", 1000), "g": ("g", 1), "l": ("ml", 1000), "litres": ("ml", 1000), "ml": ("ml", 1),
    "hours": ("minutes", 60), "hour": ("minutes", 60), "h": ("minutes", 60),
    "minutes": ("minutes", 1), "m": ("cm", 100), "cm": ("cm", 1), "mm": ("cm", 0.1),
    "TB": ("GB", 1000), "GB": ("GB", 1), "MB": ("GB", 0.001),
}  # fmt: skip


def verdict(product: Product, wish: Wish) -> bool | None:
    """True: fulfilled for certain; False: broken; None: careful people could disagree.

    A price, rating or size that the record does not give counts as broken: what is shown to
    somebody who set a limit must be known to keep it.
    """
    match wish.aspect:
        case "price":
            return _within(None if product.price is None else float(product.price), wish)
        case "rating":
            return _within(product.rating, wish)
        case "size":
            return facts.has_size(product, wish.value)
        case "feature":
            return facts.has_feature(product, wish.value)
        case "measure":
            return _within(measured(product, wish.value, wish.unit), wish)
        case "brand":
            return facts.has_brand(product, wish.value)
        case "colour":
            return facts.has_colour(product, wish.value)
        case "material":
            return facts.has_material(product, wish.value)
        case "not_brand":
            return _not(facts.has_brand(product, wish.value))
        case "not_colour":
            return _not(facts.has_colour(product, wish.value))
        case "not_material":
            return _not(facts.has_material(product, wish.value))
    raise ValueError(wish.aspect)


def fits(product: Product, wish: Wish) -> bool:
    """Whether a wish is fulfilled for certain."""
    return verdict(product, wish) is True


def measured(product: Product, name: str, unit: str) -> float | None:
    """An attribute's amount in ``unit``; None where it is not stated so that it can be compared."""
    amount = facts.amount(product, name)
    if amount is None:
        return None
    have, want = base(amount.unit), base(unit)
    return amount.number * have[1] / want[1] if have[0] == want[0] else None


def base(unit: str) -> tuple[str, float]:
    """The unit that an amount is compared in, and how many of it the unit has."""
    return _BASE.get(unit) or _BASE.get(unit.casefold()) or (unit.casefold(), 1)


def lower_price(price: float, rng: random.Random) -> Wish | None:
    """A price limit well below a price; None where there is no room for one."""
    high = nice(price * rng.uniform(0.3, 0.7), up=False)
    return Wish("price", high=high) if high >= 1 else None


def nice(number: float, *, up: bool) -> float:
    """The next number that people would name: 47.9 -> 50 or 45; 0.37 -> 0.4 or 0.3."""
    scale = 10.0 ** math.floor(math.log10(number)) / 10 if number > 0 else 1.0
    step = scale * (5 if number / scale >= 25 else 1)
    if step < 1 <= number and number == int(number):
        step = 1
    steps = number / step
    return round((math.ceil(steps - 1e-9) if up else math.floor(steps + 1e-9)) * step, 6)


def _within(number: float | None, wish: Wish) -> bool:
    if number is None:
        return False
    low_holds = wish.low is None or number >= wish.low - 1e-9
    return low_holds and (wish.high is None or number <= wish.high + 1e-9)


def _not(has: bool | None) -> bool | None:
    return None if has is None else not has


def _telling(wish: Wish, target: Product, rivals: Sequence[Product]) -> Wish | None:
    """The wish, if the target fulfils it and it leaves out at least one of the others."""
    if not fits(target, wish):
        return None
    return wish if any(verdict(rival, wish) is False for rival in rivals) else None


def _price(target: Product, rivals: Sequence[Product], rng: random.Random) -> Wish | None:
    if not target.price or target.price < 2:
        return None
    high = nice(float(target.price) * rng.uniform(1.0, 1.25), up=True)
    return _telling(Wish("price", high=high), target, _priced(rivals))


def _price_range(target: Product, rivals: Sequence[Product], rng: random.Random) -> Wish | None:
    if not target.price or target.price < 10:
        return None
    price = float(target.price)
    low = nice(price * rng.uniform(0.5, 0.9), up=False)
    high = nice(price * rng.uniform(1.05, 1.5), up=True)
    return _telling(Wish("price", low=low, high=high), target, _priced(rivals))


def _priced(products: Sequence[Product]) -> list[Product]:
    """A missing price alone does not make a limit tell products apart."""
    return [product for product in products if product.price is not None]


def _rating(target: Product, rivals: Sequence[Product], rng: random.Random) -> Wish | None:
    stars = [s for s in (3.5, 4.0, 4.5) if target.rating is not None and s <= target.rating]
    return _telling(Wish("rating", low=rng.choice(stars)), target, rivals) if stars else None


def _size(target: Product, rivals: Sequence[Product], rng: random.Random) -> Wish | None:
    sizes = [size for size in target.sizes if facts.WORN_SIZE.fullmatch(size)]
    sized = [rival for rival in rivals if rival.sizes]
    return _telling(Wish("size", rng.choice(sizes)), target, sized) if sizes else None


def _feature(target: Product, rivals: Sequence[Product], rng: random.Random) -> Wish | None:
    names = [name for name in target.attributes if facts.sayable_feature(name)]
    names = [name for name in names if facts.has_feature(target, name)]
    return _telling(Wish("feature", rng.choice(names)), target, rivals) if names else None


def _measure(target: Product, rivals: Sequence[Product], rng: random.Random) -> Wish | None:
    found = [(name, a) for name in MEASURES if (a := facts.amount(target, name)) and a.number > 0]
    if not found:
        return None
    name, amount = rng.choice(found)
    at_least = MEASURES[name].at_least
    unit, number = amount.unit, amount.number
    if unit == "g" and number >= 1000:
        unit, number = "kg", number / 1000
    limit = nice(number, up=not at_least)
    wish = Wish("measure", name, unit=unit, **{"low" if at_least else "high": limit})
    stated = [rival for rival in rivals if measured(rival, name, unit) is not None]
    return _telling(wish, target, stated)


def _named(
    aspect: str, values: Callable[[Product], Sequence[str]]
) -> Callable[[Product, Sequence[Product], random.Random], Wish | None]:
    """Makes a wish for a value of the target, or with "not_" against one that others have."""
    unwanted = aspect.startswith("not_")

    def make(target: Product, rivals: Sequence[Product], rng: random.Random) -> Wish | None:
        sources = rivals if unwanted else [target]
        choices = sorted({value for product in sources for value in values(product)})
        rng.shuffle(choices)
        wishes = (_telling(Wish(aspect, value), target, rivals) for value in choices)
        return next((wish for wish in wishes if wish), None)

    return make


def _brands(product: Product) -> Sequence[str]:
    return (product.brand,) if facts.sayable(product.brand) else ()


def _colours(product: Product) -> Sequence[str]:
    return [c for c in facts.PLAIN_COLOURS if product.colours and facts.has_colour(product, c)]


def _materials(product: Product) -> Sequence[str]:
    return [m for m in facts.MATERIALS if facts.has_material(product, m)]


MAKERS: Mapping[str, Callable[[Product, Sequence[Product], random.Random], Wish | None]] = {
    "price": _price,
    "price_range": _price_range,
    "rating": _rating,
    "size": _size,
    "feature": _feature,
    "measure": _measure,
    "brand": _named("brand", _brands),
    "colour": _named("colour", _colours),
    "material": _named("material", _materials),
    "not_brand": _named("not_brand", _brands),
    "not_colour": _named("not_colour", _colours),
    "not_material": _named("not_material", _materials),
}
