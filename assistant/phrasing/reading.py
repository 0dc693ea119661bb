"""A text as sentences of tokens, words that belong together joined. Pure."""

import re
from collections.abc import Sequence

from assistant.phrasing.lexicon import function_words, lemma, safe_words, synonyms
from assistant.phrasing.names import Names
from assistant.phrasing.scanning import scan
from assistant.phrasing.tokens import PIECES, WORDS, Kind, Token, plain

_LOOKS = frozenset(map(lemma, ("for", "find", "found")))


def read(
    text: str, names: Names, quotes: Sequence[str] = (), topic: str = ""
) -> tuple[tuple[Token, ...], ...]:
    """The sentences of a text, each as its tokens.

    Args:
        quotes: what counts as one thing where it stands in quotation marks; other words in
            quotation marks are read as words.
        topic: one of them that also counts where its words stand as what is looked for: "3 lamps",
            "for a lamp".
    """
    tokens = list(scan(text, names, quotes))
    said = _units(_renamed(_wished(_whole(tokens, names), topic)))
    sentences: list[list[Token]] = [[]]
    for token in said:
        sentences[-1].append(token)
        if token.value in (".", "!", "?") and token.kind is Kind.BREAK:
            sentences.append([])
    return tuple(tuple(one) for one in sentences if one)


def quoted(text: str) -> tuple[str, ...]:
    """All that stands in quotation marks."""
    return tuple(m.strip() for m in re.findall(r"“([^”]*)”", plain(text)))


def _renamed(tokens: Sequence[Token]) -> list[Token]:
    """Phrases that mean the same become one word."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        for phrase, one in synonyms():
            run = tokens[at : at + len(phrase)]
            if tuple(t.value for t in run if t.kind is Kind.WORD) == phrase:
                kept.append(Token(Kind.WORD, one))
                at += len(phrase)
                break
        else:
            kept.append(tokens[at])
            at += 1
    return kept


def _whole(tokens: Sequence[Token], names: Names) -> list[Token]:
    """Words of its title right behind a product belong to its name: "the Pebble lamp"."""
    kept: list[Token] = []
    for token in tokens:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.unit
            and last.kind is Kind.PRODUCT
            and token.kind is Kind.WORD
            and token.value in names.words[last.value]
        ):
            continue
        kept.append(token)
    return kept


def _wished(tokens: Sequence[Token], topic: str) -> list[Token]:
    """Words of what is looked for as that one thing, behind "for", "find" or a number."""
    words = frozenset(lemma(word) for word in WORDS.findall(topic)) - function_words()
    kept: list[Token] = []
    for token in tokens:
        if token.kind is not Kind.WORD or token.value not in words:
            kept.append(token)
        elif kept and kept[-1].unit == topic and kept[-1].kind is Kind.QUOTE:
            continue
        elif _looked_for(kept):
            kept.append(Token(Kind.QUOTE, topic, topic))
        else:
            kept.append(token)
    return kept


def _looked_for(before: Sequence[Token]) -> bool:
    for token in reversed(before):
        if token.value not in ("a", "an", "the", "some", "any"):
            return token.kind is Kind.NUMBER or token.value in _LOOKS
    return False


def _counts_product(after: Sequence[Token]) -> bool:
    """ "3 of the Harbour Jacket"."""
    said = [token for token in after if token.value != "the"]
    return len(said) > 1 and said[0].value == "of" and said[1].kind is Kind.PRODUCT


def _units(tokens: Sequence[Token]) -> list[Token]:
    """Numbers with the word right behind them as their unit; "one" is a number before such a word
    ("one left") and else none ("the first one")."""
    kept: list[Token] = []
    free = function_words() | safe_words()
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.value == "one" and token.kind is Kind.WORD:
            token = Token(Kind.NUMBER, "1")
        unit = after.value if after is not None and after.kind is Kind.WORD else ""
        if token.kind is Kind.NUMBER and _counts_product(tokens[place + 1 : place + 4]):
            token = Token(Kind.NUMBER, token.value, PIECES)
        elif token.kind is Kind.NUMBER and unit and unit not in free:
            token = Token(Kind.NUMBER, token.value, unit)
        elif token.kind is Kind.NUMBER and token.value == "1":
            token = Token(Kind.WORD, "one")
        kept.append(token)
    return kept
