"""Numbers that may be money: digits in the usual notations, number words, currency signs."""

import re
from dataclasses import dataclass
from decimal import Decimal

_SIGNS = {
    "us$": "USD", "usd": "USD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "a$": "AUD", "au$": "AUD",
    "aud": "AUD", "nz$": "NZD", "nzd": "NZD", "hk$": "HKD", "hkd": "HKD", "s$": "SGD", "sgd": "SGD",
    "r$": "BRL", "brl": "BRL", "$": "USD", "£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR",
    "₹": "INR", "inr": "INR", "rs": "INR", "¥": None, "jpy": "JPY", "cny": "CNY", "rmb": "CNY",
    "元": "CNY", "₩": "KRW", "krw": "KRW", "₽": "RUB", "zł": "PLN", "pln": "PLN", "chf": "CHF",
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "kr": None, "₺": "TRY",
}  # fmt: skip
_WORDS = {
    "dollar": "USD", "dolar": "USD", "dolars": "USD", "doller": "USD", "euors": "EUR",
    "dollars": "USD", "buck": "USD", "bucks": "USD", "dollers": "USD",
    "euro": "EUR", "euros": "EUR", "pound": "GBP", "pounds": "GBP", "quid": "GBP",
    "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "rupees": "INR", "rupee": "INR",
    "francs": "CHF", "zloty": "PLN", "kronor": "SEK", "kroner": None, "won": "KRW",
}  # fmt: skip
_NATIONAL = {
    "us dollar": "USD", "american dollar": "USD", "canadian dollar": "CAD",
    "australian dollar": "AUD", "aussie dollar": "AUD", "new zealand dollar": "NZD",
    "hong kong dollar": "HKD", "singapore dollar": "SGD", "british pound": "GBP",
    "swiss franc": "CHF", "swedish krona": "SEK", "norwegian krone": "NOK",
    "danish krone": "DKK", "chinese yuan": "CNY", "japanese yen": "JPY", "indian rupee": "INR",
}  # fmt: skip
_WEAK = frozenset({"pound", "pounds", "won", "kr", "rs"})
"""Currency words that mean other things too."""
_NOTES = {"fiver": 5, "tenner": 10}
"""Bank notes by name, of British pounds."""
_CENTS = {"cents": "USD", "cent": "USD", "pence": "GBP", "¢": "USD"}

_UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_TENS["fourty"] = 40
_BIG = {"hundred": 100, "thousand": 1000, "grand": 1000, "hundreds": 100, "thousands": 1000}

_CODES = [sign for sign in _SIGNS if sign.isalpha() and sign.isascii()]
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_DIGITS = r"(?:\d{1,3}(?:[.,']\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)(?![.,]?\d)"
_STUCK = rf"k(?!\w)|ish(?!\w)|(?:{'|'.join((*_WORDS, *_CENTS, *_CODES))})(?!\w)"
"""Letters that may follow digits without a space: "50k", "30ish", "20euros"."""
_SMALL = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_LARGE = "|".join(_BIG)
SPELLED = (
    rf"(?:(?:an?|a couple(?: of)?|a few)\s+(?:{_LARGE})|(?:{_SMALL})(?![^\W\d_]))"
    rf"(?:(?:(?:(?<=hundred)|(?<=thousand)|(?<=grand))\s+and\s+(?!(?:{_SMALL})\s+(?:{_LARGE}))"
    rf"|[\s-]+)"
    rf"(?:{_SMALL}|{_LARGE})(?![^\W\d_]))*"
)
"""A number in words, as a pattern; ``from_words`` reads it."""
_AMOUNT = re.compile(
    rf"(?P<before>(?:(?<![^\W\d_])(?:{_SIGN}))\s?)?"
    rf"(?:(?<![\w.,])(?P<digits>\d{{1,3}}(?: \d{{3}})+(?=\s?(?:{_SIGN}"
    rf"|{'|'.join(_WORDS)})(?!\w))|{_DIGITS})(?=[\W_]|$|{_STUCK})"
    rf"|(?<=[^\W\d_])(?P<stuck>\d{{1,6}}(?:[.,]\d{{1,2}})?)(?=\s?[$€£])"
    rf"|(?<![\w-])(?:an?\s+)?(?P<note>{'|'.join(_NOTES)})(?!\w)|(?<![\w-])(?P<words>{SPELLED}))"
    rf"(?P<scale>\s?k(?![\w°])|\s(?:{_LARGE})(?![^\W\d_]))?"
    rf"(?P<after>\s?(?:{_SIGN})(?![^\W_])|[\s-]?(?:(?:{'|'.join(_NATIONAL)})s?"
    rf"|{'|'.join((*_WORDS, *_CODES))}"
    rf"|{'|'.join(_CENTS)})(?![^\W\d_]))?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with what stands directly around it."""

    value: Decimal
    scale: Decimal
    """What a "k" or "hundred" at its end multiplied it by, else 1."""
    currency: str | None
    is_money: bool
    """A currency sign or word stands beside it."""
    weak: bool
    """That word has other meanings ("pound")."""
    in_words: bool
    start: int
    end: int


def find_amounts(text: str) -> list[Amount]:
    """All numbers of a text, in order, with scale and currency applied. Never negative."""
    return [amount for match in _AMOUNT.finditer(text) if (amount := _amount(match))]


def _amount(match: re.Match[str]) -> Amount | None:
    if match["note"]:
        value = Decimal(_NOTES[match["note"].lower()])
        return Amount(value, Decimal(1), "GBP", True, False, False, *match.span())
    words = match["words"]
    number = from_words(words) if words else _from_digits(match["digits"] or match["stuck"])
    if number is None:
        return None
    scale_word = (match["scale"] or "").strip().lower()
    scale = Decimal(1000 if scale_word == "k" else _BIG.get(scale_word, 1))
    inner = _BIG.get(words.lower().split()[-1], 1) if words else 1
    before = (match["before"] or "").strip().lower()
    after = (match["after"] or "").strip(" -").lower()
    mark = before or after
    currency = _SIGNS.get(mark) or _WORDS.get(mark) or _CENTS.get(mark)
    currency = currency or _NATIONAL.get(mark.removesuffix("s"))
    if after in _CENTS:
        number /= 100
    return Amount(
        value=number * scale,
        scale=scale * inner,
        currency=currency,
        is_money=bool(mark),
        weak=mark in _WEAK,
        in_words=bool(words),
        start=match.start(),
        end=match.end(),
    )


def _from_digits(text: str) -> Decimal:
    """ "1,299.00", "1.299,00", "19,99", "1,299" and "1'299" as shops write them."""
    last = max(text.rfind("."), text.rfind(","))
    if last >= 0 and len(text) - last - 1 <= 2:
        whole = re.sub(r"\D", "", text[:last])
        return Decimal(f"{whole}.{text[last + 1 :]}")
    return Decimal(re.sub(r"\D", "", text))


def from_words(text: str) -> Decimal | None:
    """The value of a number in words; None: it is zero or none."""
    total = current = 0
    words = re.split(r"[\s-]+", text.lower())
    for word in words:
        if word in ("a", "an"):
            current = 1
        elif word == "couple":
            current = 2
        elif word == "few":
            current = 3
        elif word in _BIG:
            size = _BIG[word]
            current = max(current, 1) * size
            if size == 1000:
                total, current = total + current, 0
        else:
            if word in _TENS and 0 < current < 10:
                current *= 100  # "One twenty" is how people say 120.
            current += _UNITS.get(word, 0) or _TENS.get(word, 0)
    value = total + current
    return Decimal(value) if value else None
