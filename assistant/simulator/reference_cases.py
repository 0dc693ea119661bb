"""Follow-up messages that point at products shown, with the truth by construction.

Each maker looks at one list of products and yields phrases with what they mean, worked out from the
records alone. Where careful people could disagree it yields nothing.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.simulator import facts
from assistant.simulator.wishes import MEASURES, measured
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

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_SUFFIXES = ("st", "nd", "rd", "th", "th", "th", "th", "th")
_FRAGMENT = re.compile(r"[A-Za-z][A-Za-z'-]+[a-zA-Z]")
_DULL = facts.word_set(
    "the and with for from new set pack size inch per men women mens womens original not other"
    " one two three first second last top this that your all any best left right"
)


def ordinals(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The second one", "#3", "number four"."""
    at = rng.randrange(len(shown))
    ordinal, number = _ORDINALS[at], at + 1
    phrases = [f"the {ordinal} one", f"the {ordinal}", f"the {number}{_SUFFIXES[at]} one",
               f"number {number}", f"#{number}", f"option {number}", f"number {_NUMBERS[at]}",
               f"the {ordinal} product", f"no. {number}", f"your {ordinal} suggestion",
               f"the {ordinal} option", f"the {number}{_SUFFIXES[at]}", f"nr {number}",
               f"the {ordinal} from the top", f"number {number} on the list"]  # fmt: skip
    if all(facts.is_a(product, noun) for product in shown):
        phrases.append(f"the {ordinal} {facts.tokens(noun)[-1]}")
    yield Meaning(rng.choice(phrases), (shown[at].id,))


def positions(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The last one", "the second to last"."""
    last, before = shown[-1].id, shown[-2].id
    lasts = ("the last one", "the last", "the bottom one", "the one at the bottom",
             "the very last one", "the final one", "the last on the list")  # fmt: skip
    choices = [(phrase, last) for phrase in lasts]
    choices += [
        (phrase, shown[0].id)
        for phrase in ("the top one", "the one at the top", "the very first one")
    ]
    choices += [(p, before) for p in ("the last but one", "the second to last one")]
    phrase, product = rng.choice(choices)
    yield Meaning(phrase, (product,))


def sides(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The left one", "the one in the middle"."""
    choices = [("the left one", 0), ("the one on the left", 0), ("the leftmost one", 0),
               ("the one to the left", 0), ("the left-hand one", 0), ("the right-hand one", -1),
               ("the right one", -1), ("the one on the right", -1),
               ("the one on the far right", -1)]  # fmt: skip
    if len(shown) % 2:
        middle = len(shown) // 2
        choices += [("the middle one", middle), ("the one in the middle", middle)]
    phrase, at = rng.choice(choices)
    yield Meaning(phrase, (shown[at].id,))


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
        yield from _described(rng.choice(phrases), shown, verdicts)


def colours(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The blue one"."""
    for colour in rng.sample(facts.PLAIN_COLOURS, len(facts.PLAIN_COLOURS)):
        verdicts = [facts.has_colour(product, colour) for product in shown]
        fitting = [p for p, verdict in zip(shown, verdicts, strict=True) if verdict]
        if None in verdicts or any(len(product.colours) != 1 for product in fitting):
            continue
        phrases = (f"the {colour} one", f"that {colour} one", f"the one in {colour}",
                   f"the one that's {colour}", f"the one that comes in {colour}")  # fmt: skip
        yield from _described(rng.choice(phrases), shown, verdicts)


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
        yield from _described(rng.choice(phrases), shown, verdicts)


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
            yield from _described(rng.choice(phrases), shown, verdicts)


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
            yield from _described(rng.choice(phrases), shown, verdicts)


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
            yield from _described(rng.choice(phrases), shown, verdicts)


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
    yield from _extreme(shown, values, rng.choice(low), rng.choice(high), rng)
    of = "the two" if len(shown) == 2 else "the first two"
    yield from _extreme(
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
    yield from _extreme(shown, values, rng.choice(low), rng.choice(high), rng)


def weight_extremes(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The lightest one"."""
    values = [measured(product, "Weight", "g") for product in shown]
    if None in values:
        return
    known = [value or 0.0 for value in values]
    low = ("the lightest one", "the one that weighs least", "the lightest of them")
    high = ("the heaviest one", "the one that weighs the most", "the heaviest of them")
    yield from _extreme(shown, known, rng.choice(low), rng.choice(high), rng)
    of = "the two" if len(shown) == 2 else "the first two"
    yield from _extreme(shown[:2], known[:2], f"the lighter of {of}", f"the heavier of {of}", rng)


def ids(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """A product's id, as a card or a link shows it."""
    product = rng.choice(shown)
    said = product.id
    phrases = (said, f"product {said}", f"item {said}", said.lower(), f"the one with the id {said}")
    if len(said) >= 4:
        yield Meaning(rng.choice(phrases), (said,))


def counts(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The last two", "the first three", "all of them"."""
    everything = tuple(product.id for product in shown)
    if len(shown) == 2:
        yield Meaning(rng.choice(("both", "both of them", "the two")), everything, plural=True)
        return
    size = rng.randrange(2, len(shown))
    number = rng.choice((_NUMBERS[size - 1], str(size)))
    choices = [(f"the last {number}", everything[-size:]),
               (f"the first {number}", everything[:size]),
               (f"the top {number}", everything[:size]),
               (f"the final {number}", everything[-size:])]  # fmt: skip
    choices += [("all of them", everything), ("these", everything), ("them all", everything),
                (f"these {_NUMBERS[len(shown) - 1]}", everything)]  # fmt: skip
    phrase, meant = rng.choice(choices)
    yield Meaning(phrase, meant, plural=True)


def pronouns(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "It" and "that one" with a product in focus; without one among several it is not clear."""
    everything = tuple(product.id for product in shown)
    said = rng.choice(("tell me more about it", "how much does it cost?", "add it to my cart",
                       "is it in stock?", "what do people say about it?", "I'll take it",
                       "what is it made of?", "is that one any good?", "does it need batteries?",
                       "I like this one", "how heavy is it?"))  # fmt: skip
    if rng.random() < 0.6:
        focus = rng.choice(everything)
        yield Meaning(said, (focus,), focus=focus, whole=True)
    else:
        yield Meaning(said, among=everything, whole=True)
    said = rng.choice(("compare them", "how do they differ?", "what do they cost?"))
    if rng.random() < 0.3:
        yield Meaning(said, everything, whole=True)


def others(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """ "The other one", "the other two"."""
    focus = rng.choice(shown).id
    rest = tuple(product.id for product in shown if product.id != focus)
    one = rng.choice(("the other one", "the other"))
    if len(rest) == 1:
        yield Meaning(one, rest, focus=focus)
        return
    if len(rest) == 2 and rng.random() < 0.7:
        yield Meaning(rng.choice(("the other two", "the two others", "the remaining two")), rest,
                      focus=focus, plural=True)  # fmt: skip
    elif rng.random() < 0.5:
        yield Meaning(rng.choice(("the others", "the other ones", "the rest of them")), rest,
                      focus=focus, plural=True)  # fmt: skip
    else:
        yield Meaning(one, among=rest, focus=focus)


def several(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """Two at once, each pointed at in its own way."""
    makers = [ordinals, ordinals, positions, brands, colours, price_extremes, fragments]
    parts: list[Meaning] = []
    for maker in rng.sample(makers, len(makers)):
        found = next((m for m in maker(shown, noun, rng) if len(m.ids) == 1), None)
        if found and not any(found.ids == part.ids for part in parts):
            parts.append(found)
        if len(parts) == 2:
            break
    if len(parts) < 2:
        return
    a, b = parts
    said = rng.choice((f"compare {a.phrase} and {b.phrase}", f"{a.phrase} and {b.phrase}",
                       f"what is the difference between {a.phrase} and {b.phrase}?",
                       f"{a.phrase} or {b.phrase}, which is better?",
                       f"how does {a.phrase} compare with {b.phrase}?"))  # fmt: skip
    yield Meaning(said, (*a.ids, *b.ids), whole=True)


_NOTHING = (
    "something cheaper please", "do you ship to Canada?", "what are your opening hours?",
    "do you have any second hand {noun}?", "anything in another colour?", "sort by price",
    "at least four stars", "under $30 please", "my last order has not arrived", "start over",
    "can I pay in three instalments?", "I have one more question: do you take credit cards?",
    "do you have other {noun}?", "show me {noun} from another brand", "show me two more",
    "this is the first time I shop here", "thanks, that is all", "not what I had in mind",
    "what is your return policy?", "I am looking for {noun} for my sister",
    "I need {noun} by next Friday", "is there a discount for a second purchase?",
    "could you give me a hand?", "I'd rather have something lighter", "let me think for a second",
    "no more than two hundred dollars", "how long does delivery take?", "show me more",
)  # fmt: skip


def nothing(shown: Shown, noun: str, rng: random.Random) -> Iterator[Meaning]:
    """Messages that point at no product shown."""
    yield Meaning(rng.choice(_NOTHING).format(noun=noun), whole=True)


MAKERS: Mapping[str, Maker] = {
    "ordinal": ordinals,
    "position": positions,
    "side": sides,
    "brand": brands,
    "colour": colours,
    "material": materials,
    "title fragment": fragments,
    "attribute value": amounts,
    "price said": prices,
    "price extreme": price_extremes,
    "rating extreme": rating_extremes,
    "weight extreme": weight_extremes,
    "id": ids,
    "count": counts,
    "pronoun": pronouns,
    "other": others,
    "several": several,
    "nothing": nothing,
}


def _described(phrase: str, shown: Shown, verdicts: Sequence[bool | None]) -> Iterator[Meaning]:
    """What a description means: the one that fits, or that several do; nothing where all fit."""
    fitting = tuple(p.id for p, verdict in zip(shown, verdicts, strict=True) if verdict)
    if len(fitting) == 1:
        yield Meaning(phrase, fitting)
    elif 1 < len(fitting) < len(shown):
        yield Meaning(phrase, among=fitting)


def _extreme(
    shown: Shown, values: Sequence[float], low: str, high: str, rng: random.Random
) -> Iterator[Meaning]:
    """The least or the most of them; several that share it have to be asked about."""
    phrase, best = rng.choice(((low, min(values)), (high, max(values))))
    fitting = tuple(p.id for p, value in zip(shown, values, strict=True) if value == best)
    if len(fitting) == 1:
        yield Meaning(phrase, fitting)
    elif len(fitting) < len(shown) or len(shown) == 2:
        yield Meaning(phrase, among=fitting)
