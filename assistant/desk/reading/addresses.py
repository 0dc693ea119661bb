"""An address in a message, whole or in parts, over the one that is known."""

import re
from dataclasses import replace

from assistant.desk.reading.identity import read_identity
from assistant.desk.reading.orders import order_ids, without_orders
from assistant.desk.reading.regions import COUNTRIES, STATES, same_country, state_code
from assistant.desk.reading.types import AddressSaid
from assistant.desk.types import Address
from assistant.understanding.clean import clean_message

_STREET = (
    r"street|st|avenue|ave|av|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|way|terrace"
    r"|ter|circle|cir|parkway|pkwy|highway|hwy|square|sq|trail|trl|close|crescent|cres|gardens"
    r"|grove"
    r"|row|walk|mews|hill|loop|alley|plaza|broadway|quay|path|ridge|run|view|crossing|commons|green"
)
_UNIT = (
    r"(?:(?:suite|ste|apt|apartment|appt|unit|flat|room|rm|floor|fl|building|bldg|lot|door"
    r"|box)\b\.?"
    r"\s*(?:no\.?|number)?\s*#?\s*[\w-]+|#\s*[\w-]+|\d+(?:st|nd|rd|th)\s+floor)"
)
_ZIP = (
    r"(?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
    r"|\d{4} ?[A-Z]{2}|\d{4,6})"
)
_STATE = "|".join(sorted(map(re.escape, STATES), key=len, reverse=True))
_COUNTRY = "|".join(sorted(map(re.escape, COUNTRIES), key=len, reverse=True))
_LINE = re.compile(
    rf"(?<![\w#])(?P<line>\d+[A-Z]?(?:-\d+)?\s+(?:[NSEW]\.?\s+)?(?:[\w.'-]+\s+){{0,4}}?(?:{_STREET})\b\.?(?:\s+(?:{_STREET})\b\.?)?"
    r"(?:\s+(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?|p\.?\s?o\.?\s?box\s+\d+)",
    re.I,
)
_PLAIN_LINE = re.compile(
    r"(?<![\w#$])(?P<line>\d+[A-Z]?\s+[^\W\d][\w.' -]{2,40}?)(?=\s*(?:,|$|\n))", re.I
)
_EUROPEAN = re.compile(
    rf"(?P<line>[^\W\d][\w.'ß-]*(?:\s[\w.'-]+){{0,3}}?\s\d{{1,4}}\s?[a-z]?)\s*,\s*(?=(?:{_ZIP})\b)",
    re.I,
)
_UNIT_AT = re.compile(rf"(?<!\w){_UNIT}", re.I)
_STATE_ZIP = re.compile(
    rf"(?:\b(?P<state>{_STATE})\b\.?)?[,\s]*(?:\b(?P<before>{_COUNTRY})\b[,\s]*)?(?<!\w)(?P<zip>{_ZIP})(?!\w)(?:[,\s]+(?P<country>{_COUNTRY})\b)?",
    re.I,
)
_STATE_END = re.compile(
    rf"[,\s]\s*(?P<state>{_STATE})\b\.?(?:[,\s]+(?P<country>{_COUNTRY})\b)?\W*$", re.I
)
_COUNTRY_AT = re.compile(rf"[,\s]\s*(?P<country>{_COUNTRY})\b\W*$", re.I)
_DEFAULT = re.compile(
    r"\b(?:(?:my|the) (?:default|usual|home|account|profile|registered|main|primary|billing|normal)"
    r"(?: \w+)? ?address|address (?:on|in|of|from) (?:my|the) (?:account|profile|file)"
    r"|(?:default|usual|registered|home) (?:address|one)|address (?:you have )?on file)\b",
    re.I,
)
_SAME = re.compile(
    r"\bsame (?:address|place|one)\b|\baddress (?:as|from)\b|\b(?:use|to|take) (?:the|that) address"
    r" (?:of|on|in)\b|\bas (?:in|for|on|with)(?: (?:my|the))? order\b|\bwhere (?:my )?order\b",
    re.I,
)
_MAKE_DEFAULT = re.compile(
    r"\b(?:also|too|as well)\b[^.]*\b(?:default|profile|account)\b|\b(?:make|set|save|use"
    r"|keep) (?:it|this"
    r"|that)(?: \w+){0,3} (?:my )?(?:new )?default\b|\bdefault\b[^.]*\b(?:also|too|as well)\b",
    re.I,
)
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "postal_code",
        re.compile(
            rf"\b(?:zip|zipcode|postal|postcode"
            rf"|post)(?:[ -]?code)?\b\D{{0,18}}?(?P<v>{_ZIP})(?!\w)", re.I
        ),
    ),
    ("city", re.compile(
        r"\b(?:city|town)\b(?: name)?(?: (?:is|should be|to|must be|in|as))?\s*:?\s*"
        r"(?P<v>[^\W\d][\w.' -]{1,30}?)(?=\s*(?:[,;!?]|\.(?:\s|$)|$|\bnot\b|\band\b"
        r"|\binstead\b))", re.I)),
    ("state", re.compile(
        rf"\bstate\b(?: (?:is|should be|to|must be|as))?\s*:?\s*(?P<v>{_STATE})\b", re.I)),
    ("country", re.compile(
        rf"\bcountry\b(?: (?:is|should be|to))?\s*:?\s*(?P<v>{_COUNTRY})\b", re.I)),
)  # fmt: skip
_HOUSE = re.compile(
    r"\b(?:house|street|building|door)? ?(?:number|no\.?)\b(?: (?:is|should be|to"
    r"|must be))?\s*:?\s*"
    r"(?P<v>\d+[A-Z]?)(?!\w)",
    re.I,
)
_CHANGING = re.compile(
    r"\b(?:updat|chang|modif|edit|set|correct|fix|replac|wrong|old|outdated)\w*\b[^.,;]{0,12}?"
    r"\b(?:my|the) (?:default|usual|home|account|profile|registered|main|primary|address)\b",
    re.I,
)
_LABEL = re.compile(
    r"(?:,\s*)?\b(?:zip|zipcode|postal|postcode)\b(?:[ -]?code)?(?: is)?\s*:?"
    r"|\b(?:city|state)\b\s*:",
    re.I,
)
_ENDS_IN_NUMBER = re.compile(r"\d|\b[A-Z]$")
_TOWN = re.compile(
    rf"(?:^|\b(?:in|to|is|it's"
    rf"|at)\s+)\W*(?P<place>[^\W\d][\w.' -]*?,?\s+(?:{_STATE})\b\.?,?\s+{_ZIP}(?!\w)"
    rf"(?:,?\s+(?:{_COUNTRY})\b)?)",
    re.I,
)
_ROAD = re.compile(
    rf"\b(?:street|road)(?: name)?(?: (?:is|should be|must be|should read))\s*:?\s*"
    rf"(?P<v>[^\W\d][\w.' -]*?\b(?:{_STREET})\b)",
    re.I,
)
_NO_UNIT = re.compile(
    r"\b(?:no|without(?: an?)?|remove (?:the|my)|drop (?:the|my)) (?:suite|apartment|apt|unit"
    r"|flat)\b",
    re.I,
)
_NOT = re.compile(r"(?:,\s*)?\b(?:not|instead of|rather than)\b[^.;]*", re.I)
_LEAD = re.compile(
    r"^.*\b(?:address(?: is| to|:)?|to|at|is|be|it's|lives?(?: in| at)?)\b[\s:]*(?=\S)", re.I
)


def read_address(text: str, base: Address | None = None) -> AddressSaid:
    """The address that ``text`` tells. Parts that it does not speak of ("suite 400 instead") come
    from ``base``; a street with a place of its own takes no more than the country from there."""
    written = clean_message(text).replace("’", "'")
    said = without_orders(written)
    make_default = _MAKE_DEFAULT.search(said) is not None
    positive = _NOT.sub(" ", said)
    fields = _whole(positive)
    if not fields:
        fields = _parts(positive, base)
    if tuple(fields) == ("postal_code",) and read_identity(said).last_name:
        fields = {}  # Who somebody is, not where to send to.
    if not fields:
        orders = order_ids(written, ())
        same = orders[0] if orders and _SAME.search(said) else ""
        default = not same and not make_default and _means_default(said)
        return AddressSaid(default=default, same_as=same, make_default=make_default)
    if base is not None and same_country(fields.get("country", ""), base.country):
        fields["country"] = base.country
    if base is not None and _elsewhere(fields, base):
        base = Address("", country=base.country)
    moves = "line1" in fields and ("city" in fields or "postal_code" in fields)
    start = base or Address("")
    if moves:
        start = Address(
            "", country=start.country if fields.get("state") or not fields.get("country") else ""
        )
        if (
            base is not None
            and "state" not in fields
            and fields.get("city", "").lower() == base.city.lower()
        ):
            start = replace(start, state=base.state)
    return AddressSaid(replace(start, **fields), tuple(fields), make_default=make_default)


def _elsewhere(fields: dict[str, str], base: Address) -> bool:
    """Whether a street without a place is another one than the known, so that the place may be
    another as well."""
    streets = [
        re.sub(r"[\W\d]+", " ", line).strip().lower()
        for line in (fields.get("line1", ""), base.line1)
    ]
    given = "line1" in fields and not {"city", "postal_code"} & fields.keys()
    return given and bool(base.line1) and not set(streets[0].split()[:1]) & set(streets[1].split())


def _means_default(said: str) -> bool:
    """Whether the account's address is meant as a place to send to, not as what is to change."""
    return _DEFAULT.search(said) is not None and _CHANGING.search(said) is None


def _whole(said: str) -> dict[str, str]:
    """A street with what follows it; empty: there is no street."""
    match = _LINE.search(said) or _EUROPEAN.search(said)
    if match is None:
        match = _PLAIN_LINE.search(said)
        if match is None or _STATE_ZIP.search(said, match.end()) is None:
            return {}
    fields = {"line1": _titled(match["line"])}
    if match.re is _EUROPEAN:
        fields["line1"] = _titled(_LEAD.sub("", match["line"]).strip())
    rest = said[match.end() :]
    unit = _UNIT_AT.search(rest)
    if unit is not None:
        fields["line2"] = _capital(unit.group().strip())
        rest = rest[: unit.start()] + "," + rest[unit.end() :]
    else:
        fields["line2"] = ""
    fields |= _place(_LABEL.sub(" ", rest))
    if len(fields) == 2 and not fields["line2"]:
        del fields["line2"]
    return fields


def _place(rest: str) -> dict[str, str]:
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
    nation = groups.get("country") or groups.get("before")
    if nation:
        fields["country"] = _nation(nation)
    named = [
        part.strip(" .") for part in re.split(r"[,;\n]|\b(?:in|please|thanks|instead)\b", city)
    ]
    named = [part for part in named if part and not re.search(r"\d", part)]
    if named and len(named[-1].split()) <= 4:
        fields["city"] = _titled(named[-1])
    ordered = ("city", "state", "postal_code", "country")
    return {key: fields[key] for key in ordered if key in fields}


def _parts(said: str, base: Address | None) -> dict[str, str]:
    """Single parts that are put right: "the zip is 45403", "suite 400"."""
    fields: dict[str, str] = {}
    for field, pattern in _FIELDS:
        match = pattern.search(said)
        if match:
            value = match["v"].strip()
            fields[field] = {
                "state": state_code, "postal_code": str.upper, "city": _titled, "country": _nation,
            }[field](value)  # fmt: skip
    place = _TOWN.search(said)
    if place and not fields:
        fields |= _place(_LEAD.sub("", place["place"]))
    unit = _UNIT_AT.search(said)
    if unit and _ENDS_IN_NUMBER.search(unit.group()):
        numbers = unit.group().startswith("#") and order_ids(said, ())
        if not numbers:
            fields["line2"] = _capital(unit.group().strip())
    if _NO_UNIT.search(said):
        fields["line2"] = ""
    house = _HOUSE.search(said)
    road = _ROAD.search(said)
    if road and base is not None:
        number = re.match(r"\d+\w?\s+", base.line1)
        fields["line1"] = (number.group() if number else "") + _titled(road["v"])
    if house and base is not None and "line2" not in fields and re.match(r"\d+", base.line1):
        fields["line1"] = re.sub(r"^\d+\w?", house["v"], base.line1)
    if not fields and base is not None:
        bare = re.fullmatch(r"\W*(?:it's|it is)?\s*(?P<v>\d{5}(?:-\d{4})?)\W*", said)
        if bare:
            fields["postal_code"] = bare["v"]
    return fields


def _titled(words: str) -> str:
    """Words in lower case with capitals; others as they were written."""
    words = " ".join(words.split()).strip(" ,")
    if words != words.lower():
        return words
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


def _capital(words: str) -> str:
    words = " ".join(words.split())
    return words[:1].upper() + words[1:]


def _nation(words: str) -> str:
    return words.upper() if len(words) <= 4 else _titled(words)
