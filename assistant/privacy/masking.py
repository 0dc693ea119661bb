"""Personal data taken out of what the log says.

Emails, telephone numbers, payment card numbers and postal addresses become marks such as
``[email]``. Order numbers, prices and product ids stay: without them the text would say nothing.
"""

import logging
import re
from collections.abc import Iterator

EMAIL, CARD, PHONE, ADDRESS = "[email]", "[card]", "[phone]", "[address]"
LONGEST = 20_000
"""Characters that are looked at; what a log says beyond them is cut."""

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_DIGITS = re.compile(r"(?<![\w#])\d(?:[ -]?\d){12,18}(?!\w)")
_STREET = re.compile(
    r"""\b\d{1,6}[a-z]?\s+(?:[\w.'-]+\s+){1,4}?
        (?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|way|
           terrace|circle|highway|hwy|parkway|square|sq)\b\.?
        (?:,?\s*(?:apt|apartment|suite|unit|floor|\#)\.?\s*[\w-]+)?
        (?:,\s*[A-Z][\w.' -]{1,40}?(?:,\s*|\s+)[A-Z]{2,}(?:[ ,]+\d{4,5}(?:-\d{4})?)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_STATE_AND_CODE = re.compile(r"\b[A-Z]{2}[ ,]+\d{5}(?:-\d{4})?\b")
_GERMAN_STREET = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß-]+(?:straße|strasse|str\.|weg|allee|platz)\s+\d+\w?\b"
)


def mask(text: str) -> str:
    """The text with marks in place of personal data."""
    cut = text[:LONGEST]
    masked = _EMAIL.sub(EMAIL, cut)
    masked = _DIGITS.sub(_card, masked)
    for pattern in (_STREET, _GERMAN_STREET, _STATE_AND_CODE):
        masked = pattern.sub(ADDRESS, masked)
    return _without_phones(masked)


def passes_luhn(digits: str) -> bool:
    """Whether the check digit of a card number is right (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _card(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return CARD if passes_luhn(digits) else match.group()


def _without_phones(text: str) -> str:
    if sum(character.isdigit() for character in text) < 7:
        return text
    import phonenumbers

    parts, end = [], 0
    for match in phonenumbers.PhoneNumberMatcher(text, "US"):
        before = text[match.start - 1 : match.start]
        if before.isalnum() or before == "#":  # an order number, a product id
            continue
        parts += [text[end : match.start], PHONE]
        end = match.end
    return "".join([*parts, text[end:]])


class MaskingFilter(logging.Filter):
    """Masks every record of the log, what is put into its message and its traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        record.msg, record.args = mask(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = mask(logging.Formatter().formatException(record.exc_info))
        return True


def mask_logs(handlers: Iterator[logging.Handler] | None = None) -> None:
    """Put the filter on the handlers of the root logger, or on these."""
    for handler in handlers if handlers is not None else iter(logging.getLogger().handlers):
        if not any(isinstance(one, MaskingFilter) for one in handler.filters):
            handler.addFilter(MaskingFilter())
