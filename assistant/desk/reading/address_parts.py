"""Single parts of an address that are put right: "the zip is 45403", "suite 400"."""

import re

from assistant.desk.reading.address_lines import place_of
from assistant.desk.reading.address_words import (
    COUNTRY,
    LEAD,
    STATE,
    STREET,
    UNIT_AT,
    ZIP,
    capital,
    nation,
    titled,
)
from assistant.desk.reading.orders import order_ids
from assistant.desk.reading.regions import state_code
from assistant.desk.types import Address

_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "postal_code",
        re.compile(
            rf"\b(?:zip|zipcode|postal|postcode"
            rf"|post)(?:[ -]?code)?\b\D{{0,18}}?(?P<v>{ZIP})(?!\w)", re.I
        ),
    ),
    ("city", re.compile(
        r"\b(?:city|town)\b(?: name)?(?: (?:is|should be|to|must be|in|as))?\s*:?\s*"
        r"(?P<v>[^\W\d][\w.' -]{1,30}?)(?=\s*(?:[,;!?]|\.(?:\s|$)|$|\bnot\b|\band\b"
        r"|\binstead\b))", re.I)),
    ("state", re.compile(
        rf"\bstate\b(?: (?:is|should be|to|must be|as))?\s*:?\s*(?P<v>{STATE})\b", re.I)),
    ("country", re.compile(
        rf"\bcountry\b(?: (?:is|should be|to))?\s*:?\s*(?P<v>{COUNTRY})\b", re.I)),
)  # fmt: skip
_HOUSE = re.compile(
    r"\b(?:house|street|building|door)? ?(?:number|no\.?)\b(?: (?:is|should be|to"
    r"|must be))?\s*:?\s*"
    r"(?P<v>\d+[A-Z]?)(?!\w)",
    re.I,
)

_ENDS_IN_NUMBER = re.compile(r"\d|\b[A-Z]$")

_TOWN = re.compile(
    rf"(?:^|\b(?:in|to|is|it's"
    rf"|at)\s+)\W*(?P<place>[^\W\d][\w.' -]*?,?\s+(?:{STATE})\b\.?,?\s+{ZIP}(?!\w)"
    rf"(?:,?\s+(?:{COUNTRY})\b)?)",
    re.I,
)

_ROAD = re.compile(
    rf"\b(?:street|road)(?: name)?(?: (?:is|should be|must be|should read))\s*:?\s*"
    rf"(?P<v>[^\W\d][\w.' -]*?\b(?:{STREET})\b)",
    re.I,
)

_NO_UNIT = re.compile(
    r"\b(?:no|without(?: an?)?|remove (?:the|my)|drop (?:the|my)) (?:suite|apartment|apt|unit"
    r"|flat)\b",
    re.I,
)


def corrections(said: str, base: Address | None) -> dict[str, str]:
    """Single parts that are put right: "the zip is 45403", "suite 400"."""
    fields: dict[str, str] = {}
    for field, pattern in _FIELDS:
        match = pattern.search(said)
        if match:
            value = match["v"].strip()
            fields[field] = {
                "state": state_code, "postal_code": str.upper, "city": titled, "country": nation,
            }[field](value)  # fmt: skip
    place = _TOWN.search(said)
    if place and not fields:
        fields |= place_of(LEAD.sub("", place["place"]))
    unit = UNIT_AT.search(said)
    if unit and _ENDS_IN_NUMBER.search(unit.group()):
        numbers = unit.group().startswith("#") and order_ids(said, ())
        if not numbers:
            fields["line2"] = capital(unit.group().strip())
    if _NO_UNIT.search(said):
        fields["line2"] = ""
    house = _HOUSE.search(said)
    road = _ROAD.search(said)
    if road and base is not None:
        number = re.match(r"\d+\w?\s+", base.line1)
        fields["line1"] = (number.group() if number else "") + titled(road["v"])
    if house and base is not None and "line2" not in fields and re.match(r"\d+", base.line1):
        fields["line1"] = re.sub(r"^\d+\w?", house["v"], base.line1)
    if not fields and base is not None:
        bare = re.fullmatch(r"\W*(?:it's|it is)?\s*(?P<v>\d{5}(?:-\d{4})?)\W*", said)
        if bare:
            fields["postal_code"] = bare["v"]
    return fields
