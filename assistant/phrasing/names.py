"""How the products at hand may be called. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.phrasing.lexicon import claims, function_words, lemma, negations, safe_words
from assistant.phrasing.tokens import WORDS, plain
from assistant.reply.titles import short_title
from retrieval.types import Product


@dataclass(frozen=True, slots=True)
class Names:
    """How the products at hand may be called."""

    titles: Mapping[str, str]
    """Whole titles, folded, to ids."""
    first: Mapping[str, str]
    """First words of titles, lemmas, that tell one of them: "the Pebble"."""
    words: Mapping[str, frozenset[str]]
    """By id the lemmas of its title that promise nothing."""


def names_of(products: Sequence[Product], text: str) -> Names:
    """The names of products, as far as the words of ``text`` (the template's) leave them clear."""
    titles: dict[str, str] = {}
    for product in products:
        for title in (product.title, short_title(product.title), _uncut(product.title)):
            titles[plain(title).casefold()] = product.id
    titles = {title: titles[title] for title in sorted(titles, key=len, reverse=True)}
    beside = plain(text).casefold()
    for title in titles:
        beside = beside.replace(title, " ")
    taken = {lemma(word) for word in WORDS.findall(beside)}
    taken |= function_words() | safe_words() | claims() | negations()
    said = {p.id: [lemma(word) for word in WORDS.findall(plain(p.title))] for p in products}
    begins = Counter(one[0] for one in said.values() if one)
    first = {one[0]: i for i, one in said.items() if one and begins[one[0]] == 1}
    return Names(
        titles,
        {word: i for word, i in first.items() if word not in taken},
        {i: frozenset(one) - claims() - negations() for i, one in said.items()},
    )


def _uncut(title: str) -> str:
    return short_title(title).removesuffix(" …")
