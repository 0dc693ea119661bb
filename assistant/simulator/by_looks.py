"""Phrases that point at products by what their records say: brand, colour, name, price, weight."""

import random
import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.simulator import facts
from assistant.simulator.meanings import Meaning, Shown, described, extreme
from assistant.simulator.wishes import MEASURES, measured

_FRAGMENT = re.compile(r"[A-Za-z][A-Za-z'-]+[a-zA-Z]")
_DULL = facts.word_set(
    "the and with for from new set pack size inch per men women mens womens original not other"
    " one two three first second last top this that your all any best left right"
)


def brands(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The Northfell one", "that Northfell jacket"."""
    names = sorted({p.brand for p in shown if facts.sayable(p.brand)})
    rng.shuffle(names)
    for brand in names:
        verdicts = [facts.has_brand(product, brand) for product in shown]
        named = [facts.says(facts.whole_text(product), brand) for product in shown]
        if None in verdicts or any(n and not v for n, v in zip(named, verdicts, strict=True)):
            continue
        phrases = [f"the {brand} one", f"the one from {brand}", f"the one by {brand}",
                   f"the one that {brand} makes", f"the {brand} model"]  # fmt: skip
        head = facts.tokens(noun)[-1]
        all_such = all(facts.is_a(product, noun) for product in shown)
        if all_such and head not in facts.tokens(brand):
            phrases += [f"the {brand} {head}", f"that {brand} {head}"]
        yield from described(rng.choice(phrases), shown, verdicts)


def colours(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The blue one"."""
    for colour in rng.sample(facts.PLAIN_COLOURS, len(facts.PLAIN_COLOURS)):
        verdicts = [facts.has_colour(product, colour) for product in shown]
        fitting = [p for p, verdict in zip(shown, verdicts, strict=True) if verdict]
        if None in verdicts or any(len(product.colours) != 1 for product in fitting):
            continue
        phrases = (f"the {colour} one", f"that {colour} one", f"the one in {colour}",
                   f"the one that's {colour}", f"the one that comes in {colour}")  # fmt: skip
        yield from described(rng.choice(phrases), shown, verdicts)


def materials(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The leather one"."""
    for material in rng.sample(facts.MATERIALS, len(facts.MATERIALS)):
        verdicts = [facts.has_material(product, material) for product in shown]
        if None in verdicts or material in facts.tokens(noun):
            continue
        titled = [facts.says(product.title, material) for product in shown]
        if any(titled) and titled != verdicts:
            continue  # of two made of it, a shopper may only know the one whose title says so
        phrases = (f"the {material} one", f"the one made of {material}",
                   f"the one that's made from {material}", f"the {material} version")  # fmt: skip
        yield from described(rng.choice(phrases), shown, verdicts)


def fragments(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """Two words that stand together in a title: "the Harbour Classic"."""
    skip = set(facts.tokens(noun)) | _DULL | set(facts.PLAIN_COLOURS) | set(facts.MATERIALS)
    pairs = set()
    for product in shown:
        brand = set(facts.tokens(product.brand))
        for one, other in pairwise(product.title.split()):
            both = {*facts.tokens(one), *facts.tokens(other)}
            plain = _FRAGMENT.fullmatch(one) and _FRAGMENT.fullmatch(other)
            if plain and len(both) == 2 and not both & (skip | brand):
                pairs.add(f"{one} {other}")
    for pair in rng.sample(sorted(pairs), len(pairs)):
        verdicts: list[bool | None] = []
        for product in shown:
            said = f" {' '.join(facts.tokens(product.title))} "
            together = f" {' '.join(facts.tokens(pair))} " in said
            mentioned = set(facts.tokens(pair)) & set(facts.tokens(facts.whole_text(product)))
            verdicts.append(True if together else None if mentioned else False)
        if None not in verdicts:
            said = pair if rng.random() < 0.5 else pair.lower()
            phrases = (f"the {said} one", f"the {said}", f"the one called {said}",
                       f"the one with {said} in its name")  # fmt: skip
            yield from described(rng.choice(phrases), shown, verdicts)


def amounts(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """A value of a measured attribute: "the 27 inch one"."""
    for name in rng.sample(sorted(MEASURES), len(MEASURES)):
        stated = [facts.amount(product, name) for product in shown]
        if None in stated:
            continue
        for amount in dict.fromkeys(one for one in stated if one):
            values = [measured(product, name, amount.unit) for product in shown]
            spread = {value for value in values if value is not None}
            near = [v for v in spread if v != amount.number and abs(v / amount.number - 1) < 0.05]
            if None in values or near or amount.number == 0:
                continue
            unit = {'"': "inch", "inches": "inch"}.get(amount.unit, amount.unit)
            said = f"{amount.number:g} {unit}"
            verdicts = [value == amount.number for value in values]
            phrases = (f"the {said} one", f"the one with {said}", f"the one that has {said}")
            yield from described(rng.choice(phrases), shown, verdicts)


def prices(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """A price said: "the $39.90 one"."""
    for product in rng.sample(list(shown), len(shown)):
        if product.price is None or product.currency != "USD":
            continue
        verdicts = [other.price == product.price for other in shown]
        near = [
            other.price
            for other in shown
            if other.price not in (None, product.price)
            and int(other.price or 0) == int(product.price)
        ]
        said = f"{product.price:.2f}".removesuffix(".00")
        if not near:
            phrases = (f"the ${said} one", f"the one for ${said}", f"the one that costs ${said}",
                       f"the one at ${said}", f"the one priced ${said}",
                       f"the {said} dollar one")  # fmt: skip
            yield from described(rng.choice(phrases), shown, verdicts)


def price_extremes(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The cheapest", "the more expensive of the first two"."""
    found = [product.price for product in shown]
    if None in found:
        return
    values = [float(price or 0) for price in found]
    low = ("the cheapest one", "the cheapest", "the least expensive one",
           "the one that costs least", "the cheapest of them", "the cheapest option",
           "the lowest priced one", "the one with the lowest price")  # fmt: skip
    high = ("the most expensive one", "the dearest one", "the one that costs most",
            "the priciest one", "the highest priced one",
            "the one with the highest price")  # fmt: skip
    yield from extreme(shown, values, rng.choice(low), rng.choice(high), rng)
    of = "the two" if len(shown) == 2 else "the first two"
    yield from extreme(
        shown[:2], values[:2], f"the cheaper of {of}", f"the more expensive of {of}", rng
    )


def rating_extremes(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The best rated one"."""
    if any(product.rating is None for product in shown):
        return
    values = [product.rating or 0.0 for product in shown]
    high = ("the best rated one", "the highest rated one", "the one with the best rating",
            "the one with the most stars", "the top rated one",
            "the one people rate best")  # fmt: skip
    low = ("the worst rated one", "the lowest rated one", "the one with the lowest rating")
    yield from extreme(shown, values, rng.choice(low), rng.choice(high), rng)


def weight_extremes(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The lightest one"."""
    values = [measured(product, "Weight", "g") for product in shown]
    if None in values:
        return
    known = [value or 0.0 for value in values]
    low = ("the lightest one", "the one that weighs least", "the lightest of them")
    high = ("the heaviest one", "the one that weighs the most", "the heaviest of them")
    yield from extreme(shown, known, rng.choice(low), rng.choice(high), rng)
    of = "the two" if len(shown) == 2 else "the first two"
    yield from extreme(shown[:2], known[:2], f"the lighter of {of}", f"the heavier of {of}", rng)
