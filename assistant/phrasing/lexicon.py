"""The words that a rephrased reply may use freely, those that mean the same, those that deny or
promise."""

from functools import cache
from importlib.resources import files

from retrieval.text import fold, stem

_COUNTED = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_COUNTED.split(), 2)}
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000}
ROLES = frozenset(("from", "to", "of", "by", "than", "under", "over", "between", "for", "against"))
"""Words right before a number that say what it is."""


def lemma(word: str) -> str:
    """A word without the endings of English verbs and plurals, crude and the same for both texts:
    "starting" and "start", "reduced" and "reduces"."""
    base = stem(fold(word))
    if len(base) > 5 and base.endswith("ing"):
        base = base[:-3]
    elif len(base) > 4 and base.endswith("ed"):
        base = base[:-2]
    return base[:-1] if len(base) > 3 and base.endswith("e") else base


@cache
def function_words() -> frozenset[str]:
    """Lemmas of grammar: they state nothing."""
    return _lemmas("function")


@cache
def safe_words() -> frozenset[str]:
    """Lemmas of showing, choosing and courtesy: they may be added and left out."""
    return _lemmas("safe") | {"first", lemma("courtesy")}


@cache
def negations() -> frozenset[str]:
    """Lemmas that deny."""
    return _lemmas("negation")


@cache
def claims() -> frozenset[str]:
    """Lemmas that promise."""
    return _lemmas("claims")


@cache
def talk_words() -> frozenset[str]:
    """Lemmas of small talk: nothing about the shop can be said with them."""
    return _lemmas("talk") | function_words()


@cache
def fact_words() -> frozenset[str]:
    """Lemmas of messages that ask for a fact or a service."""
    return _lemmas("facts")


@cache
def synonyms() -> tuple[tuple[tuple[str, ...], str], ...]:
    """``(lemmas, the one that stands for them)``, longest first."""
    found = []
    for line in _lines("synonyms"):
        one, _, others = line.partition(":")
        for other in others.split("|"):
            found.append((tuple(map(lemma, other.split())), lemma(one)))
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _lemmas(name: str) -> frozenset[str]:
    return frozenset(lemma(word) for line in _lines(name) for word in line.split())


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(f"words_{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
