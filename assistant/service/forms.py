"""Which form of a product (colour, size) a text names. Pure."""

import re
from collections.abc import Sequence

from retrieval.text import words
from retrieval.types import Product, Variant


def forms_named(product: Product, said: str) -> list[Variant]:
    """The variants that agree with every option named; all of them where none is named."""
    named = set(named_options(product, said))
    return [v for v in product.variants if _agrees(v, named, product)]


def named_options(product: Product, said: str) -> tuple[str, ...]:
    """Option values that the text names; of nested ones ("green", "moss green") the longer."""
    values = dict.fromkeys(v for variant in product.variants for v in variant.options.values())
    hits = [value for value in values if says_option(said, value)]
    return tuple(v for v in hits if not any(set(words(v)) < set(words(o)) for o in hits))


def says_option(said: str, value: str) -> bool:
    """Whether all words of an option are said; a size of one letter must stand by itself, so
    that "I'm" does not ask for M."""
    if len(value) <= 2:
        pattern = rf"(?<![\w'’]){re.escape(value)}(?![\w'’])"
        return re.search(pattern, said, re.IGNORECASE) is not None
    named = set(words(value))
    return bool(named) and named <= set(words(said))


def open_options(variants: Sequence[Variant]) -> tuple[str, ...]:
    """What is left to choose: the values of the first option in which the variants differ."""
    for name in dict.fromkeys(name for variant in variants for name in variant.options):
        values = tuple(dict.fromkeys(v.options[name] for v in variants if name in v.options))
        if len(values) > 1:
            return values
    return tuple(dict.fromkeys(" ".join(v.options.values()) for v in variants))


def _agrees(variant: Variant, named: set[str], product: Product) -> bool:
    for option, value in variant.options.items():
        wanted = named & {v.options.get(option, "") for v in product.variants}
        if wanted and value not in wanted:
            return False
    return True
