"""Prices in words."""

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from retrieval.types import Product

_SIGNS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "CAD": "CA$",
    "AUD": "A$",
    "NZD": "NZ$",
    "HKD": "HK$",
    "SGD": "S$",
    "BRL": "R$",
    "MXN": "MX$",
}
_WITHOUT_FRACTION = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})


def money(amount: Decimal, currency: str, *, short: bool = False) -> str:
    """``$1,299.00``; ``short`` drops a zero fraction (``$120``), as people name limits."""
    digits = 0 if currency in _WITHOUT_FRACTION else 2
    rounded = amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    if short and rounded == rounded.to_integral_value():
        digits = 0
    number = f"{abs(rounded):,.{digits}f}"
    minus = "-" if rounded < 0 else ""
    sign = _SIGNS.get(currency)
    return f"{minus}{sign}{number}" if sign else f"{minus}{number} {currency}".strip()


def main_currency(products: Sequence[Product]) -> str:
    """The currency of most prices."""
    counts = Counter(product.currency for product in products if product.price is not None)
    return counts.most_common(1)[0][0] if counts else "USD"
