"""Where a shopper can be answered to, read out of a message and checked. Pure."""

import re
from dataclasses import dataclass

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255}", re.ASCII)
_GOOD_EMAIL = re.compile(
    r"(?=.{6,254}$)(?!\.)(?!.*\.\.)[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?<!\.)"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}",
    re.ASCII | re.I,
)
"""An address as RFC 5321 has it, as far as people have such."""
_TRIED = re.compile(r"@|\d[\d\s().-]{4,20}\d")


@dataclass(frozen=True, slots=True)
class Contact:
    """An email address or a telephone number; empty: none that could be right."""

    value: str = ""
    tried: bool = False
    """Whether the message seems to hold one, right or not."""


def read_contact(text: str, country: str | None = None) -> Contact:
    """The address or number in a message.

    Args:
        country: of numbers without a country code, as ISO 3166 has it; None: such are not read.
    """
    for match in _EMAIL.finditer(text):
        address = match[0].rstrip(".-")
        if _GOOD_EMAIL.fullmatch(address):
            return Contact(address, tried=True)
    number = _number(text, country)
    return Contact(number, tried=bool(number) or _TRIED.search(text) is not None)


def is_email(contact: str) -> bool:
    """Whether a contact is an email address rather than a number."""
    return "@" in contact


def hinted(contact: str) -> str:
    """A contact as it may be said to whoever gave it: "m…@example.com", "… 42"."""
    if is_email(contact):
        name, _, host = contact.partition("@")
        return f"{name[:1]}…@{host}"
    return f"… {contact[-2:]}"


def _number(text: str, country: str | None) -> str:
    """The first valid telephone number, in the international form (E.164)."""
    if sum(character.isdigit() for character in text) < 7 or "@" in text:
        return ""
    import phonenumbers

    for match in phonenumbers.PhoneNumberMatcher(text, country):
        formatted: str = phonenumbers.format_number(
            match.number, phonenumbers.PhoneNumberFormat.E164
        )
        return formatted
    return ""
