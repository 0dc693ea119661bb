"""A text as its tokens, one after the other. Pure."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.phrasing.lexicon import NUMBERS, lemma
from assistant.phrasing.names import Names
from assistant.phrasing.tokens import Kind, Token, plain

_SIGNS = r"(?:US|CA|NZ|HK|MX|A|S|R)?\$|[€£¥₹₩]"
_AMOUNT = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CURRENCIES = {
    "dollars": "$", "dollar": "$", "usd": "$", "us$": "$", "euros": "€", "euro": "€", "eur": "€",
    "pounds": "£", "pound": "£", "gbp": "£", "yen": "¥", "jpy": "¥", "cny": "¥", "rmb": "¥",
    "rupees": "₹", "inr": "₹", "won": "₩", "krw": "₩", "cad": "ca$", "aud": "a$", "nzd": "nz$",
    "hkd": "hk$", "sgd": "s$", "brl": "r$", "mxn": "mx$", "chf": "chf", "sek": "sek", "nok": "nok",
    "dkk": "dkk", "pln": "pln", "czk": "czk", "cents": "cents", "cent": "cents",
}  # fmt: skip
_CODES = "|".join(_CURRENCIES).replace("$", r"\$")
_SCAN = rf"""
    “(?P<quote>[^”]*)”
    | (?P<sign>{_SIGNS})\s?(?P<signed>{_AMOUNT})
    | (?P<coded>{_AMOUNT})\s?(?P<code>{_CODES})(?!\w)
    | (?P<share>{_AMOUNT})\s?(?:%|percent\b|per\s+cent\b)
    | (?P<number>{_AMOUNT})
    | (?P<word>[^\W\d_]+(?:['][^\W\d_]+)*)
    | (?P<sign_of_break>[.!?;:,()—–…])
    | (?P<other>[^\s\w]|_)
"""
_SHORT = re.compile(r"(?:'(?:s|m|d|ve|re))$")
_HARMLESS = frozenset("-'\"“”‘’/*")


def scan(text: str, names: Names, quotes: Sequence[str]) -> Iterator[Token]:
    """The tokens of a text; what stands in quotation marks is one where it is among ``quotes``."""
    titles = "|".join(rf"(?<!\w){re.escape(title)}(?!\w)" for title in names.titles) or r"(?!)"
    wanted = re.compile(rf"(?P<title>{titles})|{_SCAN}", re.IGNORECASE | re.VERBOSE)
    for match in wanted.finditer(plain(text)):
        yield from _tokens(match, names, frozenset(quotes))


def _tokens(match: re.Match[str], names: Names, quotes: frozenset[str]) -> list[Token]:
    kind = match.lastgroup or ""
    said = match.group()
    if kind == "title":
        return [Token(Kind.PRODUCT, names.titles[said.casefold()])]
    if kind == "quote":
        inside = match.group("quote").strip()
        if inside in quotes:
            return [Token(Kind.QUOTE, inside)]
        return [
            t for m in re.finditer(_SCAN, inside, re.X | re.I) for t in _tokens(m, names, quotes)
        ]
    if kind == "signed":
        sign = match.group("sign").casefold()
        return [Token(Kind.MONEY, _digits(match.group("signed")), _CURRENCIES.get(sign, sign))]
    if kind == "code":
        code = _CURRENCIES[match.group("code").casefold()]
        return [Token(Kind.MONEY, _digits(match.group("coded")), code)]
    if kind == "share":
        return [Token(Kind.PERCENT, _digits(match.group("share")))]
    if kind == "number":
        return [Token(Kind.NUMBER, _digits(said))]
    if kind == "word":
        return _words(said, names)
    if kind == "sign_of_break":
        return [Token(Kind.BREAK, said)]
    return [] if said in _HARMLESS else [Token(Kind.WORD, said)]


def _words(said: str, names: Names) -> list[Token]:
    folded = said.casefold()
    if folded.endswith("'ll"):
        return [Token(Kind.WORD, lemma(folded[:-3])), Token(Kind.WORD, "will")]
    if folded.endswith("n't") or folded == "cannot":
        base = {"can't": "can", "won't": "will", "cannot": "can"}.get(folded, folded[:-3])
        return [Token(Kind.WORD, lemma(base)), Token(Kind.WORD, "not")]
    word = lemma(_SHORT.sub("", folded))
    if folded in NUMBERS:
        return [Token(Kind.NUMBER, str(NUMBERS[folded]))]
    if said[0].isupper() and word in names.first:
        return [Token(Kind.PRODUCT, names.first[word], word)]
    return [Token(Kind.WORD, word)]


def _digits(amount: str) -> str:
    return f"{Decimal(amount.replace(',', '')).normalize():f}"
