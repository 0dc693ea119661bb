"""Pronouns that stand for a shown product, and the many that do not."""

import re

_IDLE = re.compile(
    r"\b(?:make it|forget it|that'?s it|got it|how'?s it|how is it going|is it (?:possible|ok"
    r"|okay|true"
    r"|too late|me|safe to)|it (?:is|was) (?:for|possible|ok|raining|my|a gift)|it'?s (?:for"
    r"|ok|okay|fine|my|a"
    r" gift|about|been)|it (?:doesn'?t|does not|didn'?t) matter|does(?:n'?t)? it matter"
    r"|it (?:should|must|has to|needs? to|can)|take it easy|how long (?:does|will"
    r"|would) it take|that(?:'s|"
    r" is| was) (?:all|ok|okay|fine|great|good|right|correct|nice|perfect|wrong|not what"
    r"|enough|cool|awesome|"
    r"helpful|bad|terrible|awful|ridiculous|true|a lot)|like that\b(?!\s+one)|(?:all )?this time"
    r"|(?:this|that) (?:is (?:not|so|my|the|a|ridiculous)|week|month|year|morning|evening"
    r"|order|shop|store"
    r"|site|website|way|conversation)|do it|(?:forget|worry|nothing|care) about it|leave it)\b",
    re.I,
)
_IT = re.compile(r"\b(?:it|it'?s|its)\b", re.I)
_THIS_ONE = re.compile(
    r"\b(?:this|that)(?:\s+(?:one|product|item|thing|model))\b|\bthe\s+(?:one|product|item)\b"
    r"(?!\s+(?:with|in|from|by|for|that|which|i|you))",
    re.I,
)
_BARE = re.compile(
    r"(?:^\W*|\b(?:is|was|does|do|can|could|will|would|about|like|take|takes|add|buy|of|for"
    r"|with|than|want"
    r"|get|order|see|love|compare|choose|on|put|got|how much's|what's|save|keep|and|to)\s+)"
    r"(?:this|that)(?=\W*$|\W*[?!.,]|\s+(?:is|was|does|do|has|have|come|comes|in|to"
    r"|waterproof|fit|looks"
    r"|work|works|one|for|made|available|with|please|too|and|or|still|really|machine|good"
    r"|better|safe)\b"
    r"|'s\b)",
    re.I,
)
_MANY = re.compile(
    r"\b(?:all of (?:them|these|those)|them|these(?: (?:ones|two|three|four|products|items"
    r"|options))?"
    r"|those(?: (?:ones|two|three|four|products|items|options))?|both(?: of (?:them|these"
    r"|those))?|they"
    r"|all (?:two|three|four|five|six)|the (?:two|three|four|five)(?: of them)?)\b",
    re.I,
)
_MANY_OTHERS = re.compile(
    r"\bthey\s+(?:said|told|sent|charged|are saying|promised|never|delivered|have not"
    r"|haven'?t|lost)\b"
    r"|\bthese (?:days|people|prices)\b|\bthose (?:who|people)\b"
    r"|(?<!all of )(?<!both of )\b(?:them|those|these) (?:to"
    r"(?! (?:my|the) (?:cart|basket|bag|order|list))|who)\b",
    re.I,
)


def points_at_one(text: str) -> bool:
    """Whether "it", "this", "that one" or the like stands for one product."""
    left = _IDLE.sub(" ", text)
    return bool(_THIS_ONE.search(left) or _BARE.search(left) or _IT.search(left))


def points_at_many(text: str) -> bool:
    """Whether "them", "both" or the like stands for the products shown."""
    return bool(_MANY.search(_MANY_OTHERS.sub(" ", text)))
