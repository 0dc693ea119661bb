"""An address in a message, whole or in parts, over the one that is known."""

import re
from dataclasses import replace

from assistant.desk.reading.address_lines import street_and_place
from assistant.desk.reading.address_parts import corrections
from assistant.desk.reading.identity import read_identity
from assistant.desk.reading.orders import order_ids, without_orders
from assistant.desk.reading.regions import same_country
from assistant.desk.reading.types import AddressSaid
from assistant.desk.types import Address
from assistant.understanding.clean import clean_message

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
_CHANGING = re.compile(
    r"\b(?:updat|chang|modif|edit|set|correct|fix|replac|wrong|old|outdated)\w*\b[^.,;]{0,12}?"
    r"\b(?:my|the) (?:default|usual|home|account|profile|registered|main|primary|address)\b",
    re.I,
)
_NOT = re.compile(r"(?:,\s*)?\b(?:not|instead of|rather than)\b[^.;]*", re.I)


def read_address(text: str, base: Address | None = None) -> AddressSaid:
    """The address that ``text`` tells. Parts that it does not speak of ("suite 400 instead") come
    from ``base``; a street with a place of its own takes no more than the country from there."""
    written = clean_message(text).replace("’", "'")
    said = without_orders(written)
    make_default = _MAKE_DEFAULT.search(said) is not None
    positive = _NOT.sub(" ", said)
    fields = street_and_place(positive)
    if not fields:
        fields = corrections(positive, base)
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
    default = _DEFAULT.search(said)
    if default is None:
        return False
    target = re.search(
        r"(?<!changes )\b(?:to|at|use|with|instead)\s+$", said[: default.start()], re.I
    )
    return target is not None or _CHANGING.search(said) is None
