"""Currencies: ISO codes, the signs that stand for them, and how their prices are written."""

import re
import unicodedata

_codes = re.compile(r"[A-Z]{3}").findall


def currency_code(text: str, shop: str | None = None) -> str | None:
    """The ISO code that a currency column means by "eur", "US$" or "£"; None: not known."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text.upper() in ISO_CODES:
        return text.upper()
    codes = SYMBOLS.get(text.lower().rstrip("."))
    return None if codes is None else settle(codes, shop)


def settle(codes: tuple[str, ...], shop: str | None) -> str:
    """Which currency of one sign is meant: the shop's own, else the commonest."""
    return shop if shop in codes else codes[0]


ISO_CODES = frozenset(
    _codes(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN
        BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD
        FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY
        KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
        MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
        RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND
        TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
        """
    )
)
COMMA_CURRENCIES = frozenset(
    _codes(
        """
        ARS BAM BGN BRL BYN CLP COP CRC CZK DKK EUR HUF IDR ISK KZT MKD NOK PLN PYG RON RSD RUB
        SEK TRY UAH UYU VES VND
        """
    )
)
"""Written with a decimal comma where they are used."""
SMALL_UNITS = frozenset(
    _codes(
        """
        CLP COP HUF IDR INR IQD IRR ISK JPY KHR KRW KZT LAK LBP MMK NGN PKR PYG RUB TZS UGX UZS
        VND
        """
    )
)
"""One unit buys little, so prices run into many digits."""

# The first code is meant unless the shop's own currency is another of the same sign.
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP")
_CROWNS = ("SEK", "NOK", "DKK", "ISK")
SYMBOLS: dict[str, tuple[str, ...]] = {
    "us$": ("USD",), "ca$": ("CAD",), "c$": ("CAD",), "au$": ("AUD",), "a$": ("AUD",),
    "nz$": ("NZD",), "hk$": ("HKD",), "nt$": ("TWD",), "s$": ("SGD",), "mx$": ("MXN",),
    "r$": ("BRL",), "$": _DOLLARS, "dollar": _DOLLARS, "dollars": _DOLLARS,
    "€": ("EUR",), "euro": ("EUR",), "euros": ("EUR",), "£": ("GBP", "EGP"), "pounds": ("GBP",),
    "¥": ("JPY", "CNY"), "円": ("JPY",), "元": ("CNY", "TWD"), "rmb": ("CNY",), "cn¥": ("CNY",),
    "₹": ("INR",), "rs": ("INR", "PKR", "LKR", "NPR", "MUR"), "₩": ("KRW",), "원": ("KRW",),
    "₽": ("RUB",), "руб": ("RUB",), "р": ("RUB",), "₺": ("TRY",), "tl": ("TRY",),
    "₴": ("UAH",), "₫": ("VND",), "đ": ("VND",), "฿": ("THB",), "₪": ("ILS",), "₱": ("PHP",),
    "₦": ("NGN",), "₡": ("CRC",), "₲": ("PYG",), "₸": ("KZT",), "zł": ("PLN",), "zl": ("PLN",),
    "kč": ("CZK",), "ft": ("HUF",), "lei": ("RON",), "лв": ("BGN",), "fr": ("CHF",),
    "sfr": ("CHF",), "kr": _CROWNS, "rp": ("IDR",), "rm": ("MYR",), "r": ("ZAR",),
}  # fmt: skip
SIGN = re.compile(
    "|".join(re.escape(s) for s in sorted(SYMBOLS, key=len, reverse=True) if not s.isalpha())
)
"""Finds a sign, such as "us$" or "€", in lower-case text; signs of letters alone are words."""
