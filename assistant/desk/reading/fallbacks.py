"""Choices of a message in their order: "red, or if that's sold out blue", "otherwise the black"."""

import re

_GONE = r"(?:sold out|out of stock|unavailable|gone|not (?:available|in stock|possible|there))"
_BORDER = re.compile(
    r"[,.;]?\s*\b(?:"
    r"(?:or |and |but )?if (?:there(?:'s| is| are|) (?:no|none|isn'?t|aren'?t|not)\b[^,.;?]*?"
    r"(?:,? then\b|[,.;]|\b(?=i'?d\b|i (?:want|would|will)\b)))"
    r"|(?:or |and |but )?if (?:[\w' ]{0,40}?)(?:is|are|'s|'re|was) (?:also |all |already )?"
    rf"(?:{_GONE})(?: anymore| any more| either)?,?(?: then)?"
    r"|(?:or |and |but )?if (?:[\w' ]{0,40}?)(?:is|are|was)n'?t"
    r"(?: (?:available|in stock|possible|there|any|an option))?,?(?: then)?"
    r"|(?:or |and |but )?if you(?:'re| are| r)? ?(?:all )?(?:out of|don'?t have|do not have"
    r"|haven'?t got|can'?t|cannot|ran out of)(?: (?:it|them|that|any|those|one|ones|this|do that"
    r"|stock|got|find)\b)*,?(?: then)?"
    r"|(?:or |and |but )?if (?:not|unavailable|none)(?: available| possible| in stock)?,?(?: then)?"
    r"|(?:or )?otherwise|or else|failing that|as a (?:fallback|second choice|backup|back-up)"
    r"|(?:my )?second choice(?: is| would be)?|alternatively|or alternatively|else"
    r")\b[,:]?\s*",
    re.I,
)
_CONDITION = re.compile(
    r",?\s*\b(?:if (?:there (?:is|are|'s) (?:any|one|some|such)|(?:it(?:'s| is)|they(?:'re| are)"
    r"|that(?:'s| is)) (?:available|in stock|possible|still there)|you (?:have|got|do have)"
    r"(?: (?:it|one|any|some|them|that))?|possible|available|in stock))\b(?! (?:otherwise))",
    re.I,
)
"""What only says that the first choice may not be there."""


_NONE_SUCH = re.compile(
    r"\bif (?:there(?:'s| is| are|) (?:no|none|not)|you (?:don'?t|do not) have(?: an?y?)?"
    r"|(?:no|none))\b (?P<first>[^,.;?]+?)"
    r"(?:,? then\b|,|\s+(?=(?:take|give|pick|choose|use|make)\b))\s*(?P<then>[^?]+)",
    re.I,
)
"""A first choice that is told by what may not be there: "if there is no red one, blue"."""
_RANKED = re.compile(r"\s*(?:>+|then (?=\w+[,.]?$)|over (?=\w+$))\s*")


def choices_of(text: str) -> tuple[str, ...]:
    """The choices of a message, the most wanted first; one where it has no "otherwise"."""
    text = _NONE_SUCH.sub(_with_first, text)
    parts = [ranked for choice in _BORDER.split(text) for ranked in _RANKED.split(choice) if ranked]
    parts = [_CONDITION.sub(" ", part).strip() for part in parts]
    return tuple(part for part in parts if part) or (text,)


def _with_first(match: re.Match[str]) -> str:
    first = match["first"].strip()
    telling = len(first.split()) > 1 or first.lower() not in ("it", "one", "that", "stock")
    return f"{first}, otherwise {match['then']}" if telling else match.group()
