"""A few products told apart in words, so that a shopper can say which one was meant. Pure."""

from collections.abc import Iterator, Sequence

from assistant.reply.money import money
from assistant.reply.titles import short_title
from assistant.reply.words import Words
from assistant.understanding.choices import choose
from retrieval.types import Product

LONGEST_VALUE = 30
"""Characters of an attribute's value that can stand in a question."""


def told_apart(products: Sequence[Product], words: Words) -> tuple[str, ...]:
    """One label for each product by what it differs in, the same kind for all: colour, else brand,
    kind, an attribute, price, title; else its place. Each is understood when it is said back."""
    for labels in _labels(products, words):
        distinct = len({label.casefold() for label in labels}) == len(labels)
        if distinct and all(labels) and _understood(labels, products):
            return labels
    places = words.listed("told_places")
    return places[: len(products)]


def _labels(products: Sequence[Product], words: Words) -> Iterator[tuple[str, ...]]:
    def named(values: Sequence[str]) -> tuple[str, ...]:
        return tuple(words.say("told_one", value=value) if value else "" for value in values)

    yield named([p.colours[0] if len(p.colours) == 1 else "" for p in products])
    yield named([p.brand for p in products])
    yield tuple(p.category[-1] if p.category else "" for p in products)
    for name in products[0].attributes:
        values = [p.attributes.get(name, "") for p in products]
        if all(0 < len(value) <= LONGEST_VALUE for value in values):
            yield named(values)
    prices = ["" if p.price is None else money(p.price, p.currency) for p in products]
    yield tuple(words.say("told_price", price=price) if price else "" for price in prices)
    yield tuple(short_title(p.title) for p in products)


def _understood(labels: Sequence[str], products: Sequence[Product]) -> bool:
    return all(
        choose(label, products).ids == (product.id,)
        for label, product in zip(labels, products, strict=True)
    )
