"""Who writes, by what a message tells: email, name and postal code."""

import re

from assistant.desk.reading.orders import order_ids, without_orders
from assistant.desk.reading.types import Identity
from assistant.understanding.clean import clean_message
from assistant.understanding.lexicon import english_words, word_set

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
_PART = r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?"
_NAME = rf"{_PART}(?: {_PART}){{1,3}}"
_POSTAL = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d"
    r"|(?:[A-Z]{1,2}-)?\d{5}-\d{4}|(?:[A-Z]{1,2}-)?\d{5}|\d{4} ?[A-Z]{2}|\d{3}-\d{4}"
    r"|\d{2}-\d{3}|\d{4,6})"
)
_POSTAL_CODE = re.compile(rf"(?<![\w#$€£.-])(?P<code>{_POSTAL})(?![\w@.-]*\w)", re.I)
_POSTAL_CUE = re.compile(
    rf"\b(?:zip|zipcode|postal|postcode|post|plz|pin)(?:[- ]?code)?(?: number)?(?: (?:is|of|in|=))?"
    rf"\W{{0,3}}(?P<code>{_POSTAL})(?!\w)",
    re.I,
)
_OF_ANOTHER = re.compile(
    rf"\b(?:her|his|their|(?:my|our) {_PART}'?s)\s+(?:full )?(?:name|zip|e-?mail|postal|account)\b"
    rf"[^.;!?]{{0,150}}?(?=[.;!?](?!\w)|,\s*(?:can|could|please|i\b|i'm\b|my\b)"
    r"|\band (?:i|my)\b|$)",
    re.I,
)
"""What is told of somebody else: "my sister's name is ..., her zip is ..."."""
_LABELLED = (
    re.compile(rf"\bfirst(?: |-|_)?name\b(?: is)?\W{{0,3}}(?P<first>{_PART})", re.I),
    re.compile(rf"\b(?:last|family|sur)(?: |-|_)?name\b(?: is)?\W{{0,3}}(?P<last>{_PART})", re.I),
)
_CUE = re.compile(
    rf"\b(?:(?:my|the|full|account|our)? ?name(?:'s| is|:)?(?: on (?:the"
    rf"|my) account(?: is)?)?"
    rf"|i'?m|i am|this is|it'?s|it is|call me|under(?: the name(?: of)?)?|account (?:of|for)"
    rf"|names?)"
    rf"[\s:]+(?P<name>{_NAME})",
    re.I,
)
_SURE = re.compile(r"\bname", re.I)
_BARE = re.compile(rf"^\W*(?P<name>{_NAME})\W*$")
_WITH_CODE = re.compile(
    rf"^\W*(?P<name>{_NAME})(?:[\s,;:(]|\bzip\b|\bcode\b)+{_POSTAL}(?=\W*$|\)?\s*[:;.,!-]\s"
    r"|\s+(?:i|i'\w+|my|we|please|can|could)\b)",
    re.I,
)
_BESIDE = re.compile(
    rf"(?:^|[,.;:!?]\s*|\bname\W+)(?P<name>{_NAME})[\s,;:.-]+(?:and |my |the |i live in )*"
    rf"(?:(?:zip|postal|post)\s?-?(?:code)?(?: is)?:?\s*)?(?={_POSTAL}(?!\w))",
    re.I,
)
_END = word_set(
    """
    and zip zipcode postal postcode post code my the at in from with email mail i is live
    living order orders number phone address but can could would need want looking please
    for born on that here again speaking thanks thank who calling writing trying having
    hoping not so very just also to of a an about wondering
    """
)
"""Words that no name goes on with."""
_TALK = word_set(
    """
    yes yep yeah yup no nope ok okay sure please do it that this go ahead cancel return exchange
    change order orders my the is are what how where when why who can could would will want need i
    you we not dont don't send track refund help thanks thank hello hi hey wait stop never mind
    leave keep all both everything one first last second package parcel status to for of a an and
    then now but or if so hmm hm um uh oh ah maybe just only also with without than
    """
)
"""Words that are in no name."""
_TITLES = word_set(
    """
    mr mrs ms miss dr prof sir madam
    """
)
_PARTICLES = word_set(
    """
    van von de da del der den di la le el al bin ibn st san dos du ten ter
    """
)
_GREETING = word_set(
    """
    hi hello hey yes ok okay sure yeah well so good morning evening sorry
    """
)


def read_identity(text: str, *, asked: bool = False) -> Identity:
    """Whatever ``text`` tells of who writes.

    asked: whether name and postal code were asked for, so that a bare name ("Mei Kovacs") is one.
    """
    said = clean_message(text).replace("’", "'")
    said = _OF_ANOTHER.sub(", ", said)
    email = _EMAIL.search(said)
    rest = without_orders(said.replace(email.group(), ", ") if email else said)
    first, last = _name(rest, asked=asked)
    return Identity(
        email.group().strip(".'") if email else "",
        first,
        last,
        _postal_code(rest, last),
        order_ids(said, ()),
    )


def _postal_code(said: str, name: str) -> str:
    """The code that is called one, else the one beside the name, else the last."""
    found = _POSTAL_CUE.search(said)
    if found is None and name:
        found = re.search(
            rf"{re.escape(name)}\W{{1,3}}(?P<code>{_POSTAL})(?![\w@.-]*\w)", said, re.I
        )
    if found is None:
        told = [m for m in _POSTAL_CODE.finditer(said) if _may_be_postal(said, m)]
        found = told[-1] if told else None
    return found["code"].upper() if found else ""


def _may_be_postal(said: str, match: re.Match[str]) -> bool:
    """Not an order's number, an amount or a year."""
    before = said[: match.start()].rstrip(" :").lower()
    if re.search(
        r"(?:order|orders|#|number|no|item|invoice|ending(?: in| with)?|card|\$)$", before
    ):
        return False
    after = said[match.end() :].lstrip().lower()
    if re.match(r"(?:dollars|usd|eur|euros?|pounds|days|items|pieces)\b", after):
        return False
    digits = match["code"].isdigit() and len(match["code"]) < 5
    return not digits or bool(_BARE_NUMBER.search(said))


_BARE_NUMBER = re.compile(r"^\W*(?:[^\W\d_]+[\s,]+){1,3}\d{4}\W*$")


def _name(said: str, *, asked: bool) -> tuple[str, str]:
    labelled = [pattern.search(said) for pattern in _LABELLED]
    first = labelled[0]["first"] if labelled[0] else ""
    last = labelled[1]["last"] if labelled[1] else ""
    if first or last:
        return first, last
    for match in _CUE.finditer(said):
        parts = _parts(match["name"])
        if _is_name(
            parts, sure=bool(_SURE.search(match.group()[: match.start("name") - match.start()]))
        ):
            return _split(parts)
    beside = _BESIDE.search(said)
    if beside and _is_name(parts := _parts(beside["name"]), sure=False):
        return _split(parts)
    bare = _WITH_CODE.match(said) or (_BARE.match(said) if asked else None)
    if bare and len(parts := _parts(bare["name"])) > 1 and not _TALK & {p.lower() for p in parts}:
        return _split(parts)
    return "", ""


def _parts(name: str) -> list[str]:
    parts = [part.rstrip(".") for part in name.split()]
    while parts and parts[0].lower() in _GREETING | _TITLES:
        parts = parts[1:]
    ends = [n for n, part in enumerate(parts) if part.lower() in _END]
    return parts[: ends[0]] if ends else parts


def _is_name(parts: list[str], *, sure: bool) -> bool:
    """Two words or more that are no ordinary talk; with capitals, anything may be a name."""
    if len(parts) < 2:
        return False
    if not sure and _TALK & {part.lower() for part in parts}:
        return False
    if sure or all(part[0].isupper() or part.lower() in _PARTICLES for part in parts):
        return True
    ordinary = english_words()[0]
    return any(part.lower() not in ordinary for part in parts)


def _split(parts: list[str]) -> tuple[str, str]:
    """First name and the rest: "Ana van der Berg" -> Ana, van der Berg."""
    return parts[0], " ".join(parts[1:])
