"""Prices in the notations that shops use, read into exact decimals and ISO currency codes."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import NamedTuple

from retrieval.currencies import (
    COMMA_CURRENCIES,
    ISO_CODES,
    SIGN,
    SMALL_UNITS,
    SYMBOLS,
    settle,
)
from retrieval.errors import CatalogueError


class ParsedPrice(NamedTuple):
    """An amount, 0 or more, and the ISO code of its currency (None: the text names none)."""

    amount: Decimal
    currency: str | None


class PriceError(CatalogueError):
    """A price that cannot stand: the message is a short reason, ``kind`` groups such reasons."""

    def __init__(self, kind: str, value: object) -> None:
        shown = str(value).strip()
        super().__init__(f"{kind}: {shown[:60]!r}")
        self.kind = kind


def parse_price(
    value: str | int | float | Decimal,
    *,
    cents: bool = False,
    currency: str | None = None,
    decimal_mark: str | None = None,
) -> ParsedPrice | None:
    """Read one price; of a range, the low end. None: the text says that there is no price.

    cents: the number counts hundredths of the currency.
    currency: the shop's own ISO code; settles what "$", "kr" or "¥" means and which mark is usual.
    decimal_mark: "." or ","; settles "1.299", which else is 1299 in a currency of countries that
        write a decimal comma, and 1.299 in all others.
    Raises PriceError: negative, not a number, unreadable, or absurdly high.
    """
    if isinstance(value, str):
        parsed = _parse_text(value, currency, decimal_mark)
        if parsed is None:
            return None
        amount, found = parsed
    else:
        amount, found = _exact(value), None
    if amount < 0:
        raise PriceError("negative price", value)
    if cents:
        amount = amount / 100
    if -int(amount.as_tuple().exponent) > 4:  # the noise of binary fractions: 19.989999999999998
        amount = amount.quantize(Decimal("0.01"))
    if amount > (_HIGHEST_SMALL_UNIT if (found or currency) in SMALL_UNITS else _HIGHEST):
        raise PriceError("absurd price", value)
    return ParsedPrice(amount, found)


_HIGHEST = Decimal(10_000_000)
_HIGHEST_SMALL_UNIT = Decimal(10_000_000_000)

_NUMBER = re.compile(
    r"(?:\d{1,3}(?:[ ']\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*|(?<![\d.,])[.,]\d+)(?:[.,]-+)?"
)
_NO_PRICE = re.compile(
    r"(?:|-+|n/?a|none|null|tba|tbd|(?:price )?(?:on|upon) (?:request|application)|poa|sold out"
    r"|(?:call|ask|contact us|email)(?: us)?(?: for)?(?: (?:a )?(?:price|quote|pricing))?)"
)
_RANGE = re.compile(r"-|~|\.\.\.?|…|to|bis|until|a|à|and")
_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        from starting at only just now price sale approx about ca ab nur von à partir de desde
        each ea per piece pc item stk incl excl including excluding inc ex vat tax
        mwst gst only rrp msrp uvp *
        """,
    )
)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-"})
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_PLAIN = re.compile(r"\d+(?:\.\d\d?)?", re.ASCII)


def _exact(value: int | float | Decimal) -> Decimal:
    if isinstance(value, bool):
        raise PriceError("unreadable price", value)
    if not isfinite(value):
        raise PriceError("price is not a number", value)
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _parse_text(
    value: str, shop: str | None, decimal_mark: str | None
) -> tuple[Decimal, str | None] | None:
    if _PLAIN.fullmatch(value):
        return Decimal(value), None
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", value)).translate(_MINUS)
    text = " ".join(text.replace("\u2019", "'").replace("`", "'").split())
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    if _NO_PRICE.fullmatch(text.lower()):
        return None
    if text.lower().strip("+-") in ("nan", "inf", "infinity"):
        raise PriceError("price is not a number", value)
    numbers = list(_NUMBER.finditer(text))
    if not numbers or len(numbers) > 2:
        raise PriceError("unreadable price", value)
    before, after = text[: numbers[0].start()], text[numbers[-1].end() :]
    between = text[numbers[0].end() : numbers[-1].start()] if len(numbers) == 2 else ""
    codes: list[tuple[str, ...]] = []
    rest_before = _without_currency(before, codes)
    rest_between = _without_currency(between, codes)
    rest_after = _without_currency(after, codes)
    if len(numbers) == 2 and not _RANGE.fullmatch(" ".join(rest_between)):
        raise PriceError("unreadable price", value)
    if any(word.startswith("-") for word in rest_before) or rest_after[:1] == ["-"]:
        raise PriceError("negative price", value)
    if rest_before == ["("] and rest_after == [")"]:  # how bookkeeping writes a negative amount
        raise PriceError("negative price", value)
    others = {word.strip("().:;*/") for word in (*rest_before, *rest_after)} - {""}
    if not others <= _WORDS:
        raise PriceError("unreadable price", value)
    found = {settle(code, shop) for code in codes}
    if len(found) > 1:
        raise PriceError("price in two currencies", value)
    code = found.pop() if found else None
    try:
        return min(_amount(m.group(), code or shop, decimal_mark) for m in numbers), code
    except (InvalidOperation, ValueError):
        raise PriceError("unreadable price", value) from None


def _without_currency(text: str, codes: list[tuple[str, ...]]) -> list[str]:
    """The words of a text, lower case, that name no currency; those that do go into ``codes``."""

    def take(match: re.Match[str]) -> str:
        codes.append(SYMBOLS[match.group()])
        return " "

    rest = []
    for word in SIGN.sub(take, text.lower()).split():
        bare = word.strip("().:;*/,-")
        if bare.upper() in ISO_CODES:
            codes.append((bare.upper(),))
        elif bare in SYMBOLS:
            codes.append(SYMBOLS[bare])
        else:
            rest.append(word)
            continue
        if word.startswith("-") or word.endswith("-"):  # "eur-5" and "kr -5" are negative alike
            rest.append("-")
    return rest


def _amount(text: str, currency: str | None, decimal_mark: str | None) -> Decimal:
    text = text.rstrip("-").rstrip(".,") if text.endswith("-") else text
    text = text.replace(" ", "").replace("'", "")
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        mark = "." if text.rfind(".") > text.rfind(",") else ","
    elif dots + commas > 1:
        mark = ""
    elif dots or commas:
        mark = _single_mark(text, "." if dots else ",", currency, decimal_mark)
    else:
        return Decimal(text)
    whole, _, fraction = text.rpartition(mark) if mark else (text, "", "")
    groups = re.split("[.,]", whole)
    if mark in whole and mark:
        raise ValueError(text)
    # Groups of three; of two as well before the last one, as India writes them.
    if len(groups) > 1 and not (
        1 <= len(groups[0]) <= 3
        and len(groups[-1]) == 3
        and all(2 <= len(group) <= 3 for group in groups[1:])
    ):
        raise ValueError(text)
    return Decimal("".join(groups) + ("." + fraction if fraction else ""))


def _single_mark(text: str, mark: str, currency: str | None, decimal_mark: str | None) -> str:
    """The mark if it is the decimal one, "" if it groups thousands."""
    whole, _, fraction = text.partition(mark)
    groups_thousands = len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    if not groups_thousands:
        return mark
    if decimal_mark:
        return mark if mark == decimal_mark else ""
    return "" if mark == "," or currency in COMMA_CURRENCIES else mark
