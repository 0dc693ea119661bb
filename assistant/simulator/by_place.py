"""Phrases that point at products by where they stand, how many they are, or what was spoken of."""

import random
from collections.abc import Iterator

from assistant.simulator import facts
from assistant.simulator.meanings import Meaning, Shown

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_SUFFIXES = ("st", "nd", "rd", "th", "th", "th", "th", "th")


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
