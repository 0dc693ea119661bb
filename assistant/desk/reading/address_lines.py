"""A street with what follows it, read out of a message."""

import re

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
from assistant.desk.reading.regions import state_code

_LINE = re.compile(
    rf"(?<![\w#])(?P<line>\d+[A-Z]?(?:-\d+)?\s+(?:[NSEW]\.?\s+)?(?:[\w.'-]+\s+){{0,4}}?(?:{STREET})\b\.?(?:\s+(?:{STREET})\b\.?)?"
    r"(?:\s+(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?|p\.?\s?o\.?\s?box\s+\d+)",
    re.I,
)
_PLAIN_LINE = re.compile(
    r"(?<![\w#$])(?P<line>\d+[A-Z]?\s+[^\W\d][\w.' -]{2,40}?)(?=\s*(?:,|$|\n))", re.I
)
_EUROPEAN = re.compile(
    rf"(?P<line>[^\W\d][\w.'ß-]*(?:\s[\w.'-]+){{0,3}}?\s\d{{1,4}}\s?[a-z]?)\s*,\s*(?=(?:{ZIP})\b)",
    re.I,
)
_STATE_ZIP = re.compile(
    rf"(?:\b(?P<state>{STATE})\b\.?)?[,\s]*(?:\b(?P<before>{COUNTRY})\b[,\s]*)?(?<!\w)(?P<zip>{ZIP})(?!\w)(?:[,\s]+(?P<country>{COUNTRY})\b)?",
    re.I,
)
_STATE_END = re.compile(
    rf"[,\s]\s*(?P<state>{STATE})\b\.?(?:[,\s]+(?P<country>{COUNTRY})\b)?\W*$", re.I
)
_COUNTRY_AT = re.compile(rf"[,\s]\s*(?P<country>{COUNTRY})\b\W*$", re.I)
_LABEL = re.compile(
    r"(?:,\s*)?\b(?:zip|zipcode|postal|postcode)\b(?:[ -]?code)?(?: is)?\s*:?"
    r"|\b(?:city|state)\b\s*:",
    re.I,
)


def street_and_place(said: str) -> dict[str, str]:
    """A street with what follows it; empty: there is no street."""
    match = _LINE.search(said) or _EUROPEAN.search(said)
    if match is None:
        match = _PLAIN_LINE.search(said)
        if match is None or _STATE_ZIP.search(said, match.end()) is None:
            return {}
    fields = {"line1": titled(match["line"])}
    if match.re is _EUROPEAN:
        fields["line1"] = titled(LEAD.sub("", match["line"]).strip())
    rest = said[match.end() :]
    unit = UNIT_AT.search(rest)
    if unit is not None:
        fields["line2"] = capital(unit.group().strip())
        rest = rest[: unit.start()] + "," + rest[unit.end() :]
    else:
        fields["line2"] = ""
    fields |= place_of(_LABEL.sub(" ", rest))
    if len(fields) == 2 and not fields["line2"]:
        del fields["line2"]
    return fields


def place_of(rest: str) -> dict[str, str]:
    """City, state, postal code and country of what stands behind a street."""
    fields: dict[str, str] = {}
    found = _STATE_ZIP.search(rest) or _STATE_END.search(rest)
    groups = found.groupdict() if found else {}
    city = rest[: found.start()] if found else rest
    if groups.get("state"):
        fields["state"] = state_code(groups["state"])
    if groups.get("zip"):
        fields["postal_code"] = groups["zip"].upper()
    if found and groups.get("zip") and not city.strip(" ,."):
        behind = rest[found.end() :].strip(" ,")  # "28195 Bremen, Germany"
        country = _COUNTRY_AT.search(behind)
        groups["country"] = country["country"] if country else groups.get("country")
        city = re.split(r"[,.;]", behind)[0]
    country_said = groups.get("country") or groups.get("before")
    if country_said:
        fields["country"] = nation(country_said)
    named = [
        part.strip(" .") for part in re.split(r"[,;\n]|\b(?:in|please|thanks|instead)\b", city)
    ]
    named = [part for part in named if part and not re.search(r"\d", part)]
    if named and len(named[-1].split()) <= 4:
        fields["city"] = titled(named[-1])
    ordered = ("city", "state", "postal_code", "country")
    return {key: fields[key] for key in ordered if key in fields}
