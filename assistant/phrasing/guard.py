"""Whether a rephrased reply says what the template says: no more, no less, nothing else. Pure.

The vocabulary is closed. Every word of the rephrased text must stand in the template, be a word of
grammar or courtesy, or be part of the name of a product at hand; so nothing can be invented or
promised for which the template has no word. What is left to lies is to put the template's own words
and numbers together in another way; that is what roles, owners and polarity are compared for:

role      the word before a number: "from $159", "under $20", "4.6 of 5"
owner     the product that a word or number is said of
polarity  whether a clause denies what it says
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.phrasing.form import badly_formed
from assistant.phrasing.lexicon import claims, function_words, lemma, safe_words
from assistant.phrasing.names import Names, names_of
from assistant.phrasing.reading import quoted, read
from assistant.phrasing.sentences import (
    AMOUNTS,
    JOINS,
    Key,
    Said,
    by_key,
    clauses,
    denies,
    is_count,
    statements,
    states,
)
from assistant.phrasing.tokens import PIECES, Kind, Token
from assistant.reply.money import money
from retrieval.types import Product

SHORT = 3
"""A sentence of so few words is a courtesy: "Sure!", "Happy to help."."""
OUT = lemma("outofstock")


@dataclass(frozen=True, slots=True)
class Source:
    """What a reply was made from."""

    text: str
    """The template's reply."""
    products: Sequence[Product] = ()
    """Those that it may name."""
    topic: str = ""
    """What the shopper looks for, in the shopper's own words."""


def fault(source: Source, text: str) -> str:
    """Why ``text`` cannot stand in place of the template's: one word, empty when it can."""
    if badly_formed(text, source.text):
        return "form"
    names = names_of(source.products, source.text)
    topic = source.topic
    before, after = (read(one, names, quoted(source.text), topic) for one in (source.text, text))
    ours, theirs = tuple(statements(before)), tuple(statements(after))
    prices = frozenset(
        (p.id, token.key)
        for p in source.products
        if p.price is not None
        for (token,) in read(money(p.price, p.currency), names)
    )
    return (
        _empty(ours, after)
        or _doubled(after)
        or _together(before, after)
        or _invented(ours, theirs, names, prices)
        or _numbers(ours, theirs)
        or _owned(ours, theirs, prices)
        or _promised(ours, theirs)
        or _polarity(ours, theirs)
        or _lost(ours, theirs, topic)
        or _question(source.text, text)
    )


def _invented(
    ours: Sequence[Said], theirs: Sequence[Said], names: Names, prices: frozenset[tuple[str, Key]]
) -> str:
    """Something for which neither the template nor the name or price of a product has a word."""
    known = {one.token.key for one in ours}
    free = function_words() | safe_words()
    of_all = frozenset.intersection(*names.words.values()) if names.words else frozenset()
    for one in theirs:
        token = one.token
        if token.key in known or token.kind is Kind.PRODUCT:
            continue
        if token.kind is not Kind.WORD:
            if (one.owner, token.key) not in prices:
                return "number"
        elif token.value not in free | names.words.get(one.owner, of_all):
            return "word"
    return ""


def _empty(ours: Sequence[Said], theirs: Sequence[Sequence[Token]]) -> str:
    """A sentence with nothing of the template: what it says is the model's own, be it of words that
    are free."""
    free = function_words() | safe_words()
    known = {one.token.key for one in ours if one.token.value not in free}
    for sentence in theirs:
        said = [token for token in sentence if token.kind is not Kind.BREAK]
        states = any(token.key in known or denies(token) for token in said)
        asks = sentence[-1].value == "?"  # questions are compared as such
        if len(said) > SHORT and not (states or asks):
            return "empty"
    return ""


def _doubled(sentences: Sequence[Sequence[Token]]) -> str:
    """Two denials in one clause, or an exception: "none but the ..."."""
    for sentence in sentences:
        denials = 0
        for place, token in enumerate(sentence):
            if token.kind is Kind.BREAK or (token.kind is Kind.WORD and token.value in JOINS):
                denials = 0
            denials += denies(token) or token.value == OUT
            if denials > 1:
                return "polarity"
            if token.value == "but" and place and sentence[place - 1].kind is not Kind.BREAK:
                return "polarity"
    return ""


def _together(ours: Sequence[Sequence[Token]], theirs: Sequence[Sequence[Token]]) -> str:
    """Two things side by side in one clause that no sentence of the template has both of. A product
    between them keeps them apart."""
    free = function_words() | safe_words()

    def stated(tokens: Sequence[Token]) -> list[Token]:
        return [t for t in tokens if states(t) and (t.kind is not Kind.WORD or t.value not in free)]

    known = [{token.key for token in stated(sentence)} for sentence in ours]
    every = frozenset[Key]().union(*known)
    for clause in (clause for sentence in theirs for clause in clauses(sentence)):
        for pair in pairwise(stated(clause)):
            keys = {token.key for token in pair}
            named = any(token.kind is Kind.PRODUCT for token in pair)
            if not named and keys <= every and not any(keys <= said for said in known):
                return "together"
    return ""


def _numbers(ours: Sequence[Said], theirs: Sequence[Said]) -> str:
    """A number in another role, or with another unit."""
    roles = by_key(ours, lambda one: one.role)
    units = by_key(ours, lambda one: one.token.unit)
    for one in theirs:
        key = one.token.key
        if one.token.kind not in AMOUNTS:
            continue
        if one.role not in roles.get(key, ("",)):
            return "role"
        same = {one.token.unit} if one.token.unit == PIECES else {one.token.unit, ""}
        if one.token.unit and key in units and not units[key] & same:
            return "unit"
    return ""


def _owned(ours: Sequence[Said], theirs: Sequence[Said], prices: frozenset[tuple[str, Key]]) -> str:
    """Something said of another product than in the template."""
    owners = by_key(ours, lambda one: one.owner)
    free = function_words() | (safe_words() - {"first"})
    for one in theirs:
        token = one.token
        said_of = owners.get(token.key, frozenset())
        if token.kind is Kind.PRODUCT or not one.owner or not said_of:
            continue
        if token.kind is Kind.WORD and token.value in free:
            continue
        anybody = "" in said_of and not is_count(token)
        if not (anybody or one.owner in said_of or (one.owner, token.key) in prices):
            return "owner"
    return ""


def _promised(ours: Sequence[Said], theirs: Sequence[Said]) -> str:
    """A promise made of the template's words, but not where the template has them."""
    for one in theirs:
        token = one.token
        if token.kind is Kind.WORD and token.value in claims():
            near = [other.near for other in ours if other.token.key == token.key]
            if near and any(near) and not any(one.near & other for other in near):
                return "promise"
    return ""


def _polarity(ours: Sequence[Said], theirs: Sequence[Said]) -> str:
    """Something denied that the template says, said that it denies, or no longer denied."""
    before, after = (
        by_key([one for one in text if states(one.token)], lambda one: one.denied)
        for text in (ours, theirs)
    )
    denied = {key for key in after if True in after[key]}
    was_denied = {key for key in before if True in before[key]}
    turned = any(key in before and not after[key] <= before[key] for key in after)
    anew = bool(denied) and not denied & was_denied
    gone = bool(was_denied) and not denied & was_denied
    return "polarity" if turned or anew or gone else ""


def _lost(ours: Sequence[Said], theirs: Sequence[Said], topic: str) -> str:
    """Something of the template that matters and is gone; only what is looked for may go."""
    kept = {one.token.key for one in theirs}
    free = function_words() | safe_words() | frozenset(map(lemma, re.findall(r"\w+", topic)))
    for one in ours:
        token = one.token
        if token.key in kept or (token.kind is Kind.QUOTE and token.value == topic):
            continue
        if token.kind is not Kind.WORD or token.value not in free:
            return "lost"
    return ""


def _question(ours: str, theirs: str) -> str:
    """A question that is gone, or one that nobody will know the answer to."""
    if ("?" in ours) != ("?" in theirs) or theirs.count("?") > ours.count("?"):
        return "question"
    return ""
