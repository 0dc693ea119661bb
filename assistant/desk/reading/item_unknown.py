"""Things that a message names and nothing in the records is called by."""

import re
from collections.abc import Sequence

from assistant.understanding.lexicon import word_set

_ARTICLE = r"(?:the|my|a|an|that|this|those|these)"
_NAME = r"[a-z][a-z-]{2,}"
_NO_NAME = r"(?!(?:for|from|in|to|with|and|that|which|i|because|please|on|of|but|it|as|so|at|or)\b)"
_NAMES = rf"{_NO_NAME}{_NAME}(?: {_NO_NAME}{_NAME})?"
_ALONE = re.compile(
    rf"\b(?:the|my|this|that|those|these)\s+(?P<thing>{_NAME})(?=\W*$|\s*[,.;!?]|\s+(?:and|please"
    r"|from|in|back|that|which|i|anymore|any|is|was|has|too|as)\b)",
    re.I,
)
_AND = r"\s*(?:,\s*and|,|and|&)\s+"
_BEFORE = re.compile(
    rf"\b{_ARTICLE}\s+(?P<list>{_NAMES}(?:\s*,\s*(?:{_ARTICLE}\s+)?{_NAMES})*)"
    rf"{_AND}(?:{_ARTICLE}\s+)?$",
    re.I,
)
_BEHIND = re.compile(
    rf"{_AND}{_ARTICLE}\s+(?P<list>{_NAMES})(?=\W*$|\s*[,.;!?]|\s+(?:and|from|please)\b)",
    re.I,
)
_OBJECTS = re.compile(
    r"\b(?:exchang|return|cancel|swap|chang|modify|refund|send back|replac)\w*\s+(?:back\s+)?"
    rf"{_ARTICLE}\s+(?P<list>{_NAMES}(?:(?:{_AND}|\s+and\s+)(?:{_ARTICLE}\s+)?{_NAMES})*)",
    re.I,
)
_SPLIT = re.compile(rf"{_AND}(?:{_ARTICLE}\s+)?", re.I)
_NO_THING = word_set(
    """
    order orders item items one ones thing things product products money refund card cards
    paypal gift address method payment price difference store shop package parcel delivery
    rest same other others day week month year website email account original whole entire
    first second last next third cheapest cheaper expensive way time reason name number
    status total company policy new old wrong right color colour size please want need cancel
    return exchange most more bigger smaller larger two three both all just only it that
    this them those these back here question visa mastercard amount balance shipping problem
    label box receipt invoice site app lot put send use refunded zip code live
    """
)
"""Words of a service talk that name no goods."""
_VAGUE = word_set("thing thingy thingie item product one ones stuff")


def unknown_alone(said: str) -> tuple[str, ...]:
    """Things that are named where nothing known is: "only the toaster", "return a bottle and a
    lamp"."""
    objects = _OBJECTS.search(said)
    if objects is not None:
        named = [name for name in _SPLIT.split(objects["list"].lower()) if name]
        return tuple(dict.fromkeys(n for n in named if _may_be_thing(n)))
    names = (match["thing"].lower() for match in _ALONE.finditer(said))
    return next(((name,) for name in names if name not in _NO_THING), ())


def unknown_beside(said: str, known: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Things in one list with known ones: "the toaster, the radio and the lamp" of a lamp.

    known: where known things are named in ``said``.
    """
    lists = [_BEFORE.search(said, 0, start) for start, _ in known]
    lists += [_BEHIND.match(said, end) for _, end in known]
    found: dict[str, None] = {}
    for match in lists:
        if match is None or any(
            a < match.end("list") and match.start("list") < b for a, b in known
        ):
            continue
        for name in _SPLIT.split(match["list"].lower()):
            if _may_be_thing(name):
                found[name] = None
    return tuple(found)


def _may_be_thing(name: str) -> bool:
    """Whether words may name goods: "toaster", "coffee thing", not "thing" alone."""
    words = name.split()
    while len(words) > 1 and words[-1] in _VAGUE:
        words = words[:-1]
    return bool(words) and not _NO_THING & set(words)
