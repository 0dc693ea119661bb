"""Shown products that a message turns down: "not that one", "I don't like the second". Pure."""

import re

_BEFORE = re.compile(
    r"(?:\b(?:anything but|everything but|all but|any(?:thing)? except(?: for)?|everything except"
    r"|except(?: for)?|other than|apart from|besides"
    r"|(?:do not|don'?t|didn'?t|did not|never|won'?t) (?:really |particularly |actually |much )?"
    r"(?:like|want|love|need|fancy|care for|show(?: me)?|enjoy|trust|buy|take)(?: the look of)?"
    r"|(?:not|no) (?:a (?:big )?fan of|interested in|keen on|into|so sure about|sure about|too sure"
    r" about)|hate|dislike|can'?t stand|rule out|discard|hide|skip|drop|get rid of|leave out"
    r"|exclude|ignore|without|instead of|rather than|but not|just not|definitely not|not"
    r"|(?:already|i) (?:own|have|got|bought))"
    r"|(?:^|[.,;!?-]\s*)no(?:pe)?,?)\s+(?:about\s+|again\s+)?(?:that\s+|this\s+|the\s+|those\s+"
    r"|these\s+|any of\s+)*$",
    re.I,
)
"""What stands right before the words for a product that is turned down."""
_NOT_BEFORE = re.compile(
    r"\b(?:why|is|are|was|were|if|it'?s|that'?s|do you|can|could|would|should|may|might|than|or)"
    r"\s+(?:it\s+|i\s+|you\s+|we\s+)?(?:not|have|got|own)\s+(?:the\s+|that\s+)?$"
    r"|\bnot\s+(?:only|just)\s+(?:the\s+)?$|\bwhy not\s+(?:the\s+)?$",
    re.I,
)
_AFTER = re.compile(
    r"^\s*(?:,\s*)?(?:(?:is|are|was|looks?|seems?)\s*(?:n'?t|not)\s+(?:really\s+|quite\s+|exactly\s+)?"
    r"(?:for me|my (?:style|taste|thing|cup of tea)|what i|to my (?:taste|liking)|nice|pretty"
    r"|good(?: enough)?|right|it\b|an option)"
    r"|(?:is|are|looks?|seems?)\s+(?:(?:so|really|too|quite|very|pretty|just)\s+)?(?:ugly|awful"
    r"|horrible|hideous|terrible|out\b|boring|dull|bad|cheap[- ]looking|nothing for me|no good"
    r"|not for me)"
    r"|(?:does|do)(?:n'?t| not) (?:appeal|do it for me|suit me|convince me|work for me)"
    r"|(?:is|are) (?:out|off the table)\b)",
    re.I,
)
_JOINED = re.compile(
    r"^\s*(?:,|and|or|nor|&|,\s*(?:and|or|nor))\s*(?:not\s+)?(?:the\s+|that\s+)*$", re.I
)
_NONE = re.compile(
    r"\b(?:none of (?:these|those|them|the)|(?:don'?t|do not|didn'?t) (?:really )?"
    r"(?:like|want|love) (?:any|them|these|those|either)\b"
    r"|(?:not|neither) (?:any )?of (?:these|those|them|the two)"
    r"|hate (?:them|these|those)|neither(?: one)?\b)",
    re.I,
)
_ONE = re.compile(
    r"(?:\b(?:don'?t|do not|didn'?t) (?:really |particularly |actually )?"
    r"(?:like|want|love|fancy|need)\s+|\bhate\s+|\bdislike\s+"
    r"|\banything but\s+|\bnot\s+|\bhide\s+|\bskip\s+)"
    r"(?:this|that|it)(?:\s+(?:one|product|item))?(?=\s*$|\s*[.,;!?]|\s+(?:please|either|though|one"
    r"|again|but|and|so|because|as)\b)"
    r"|^\W*(?:it|that|this)(?:\s+one)?(?:'s|\s+is)\s+(?:ugly|awful|hideous|horrible|not for me"
    r"|not my (?:style|taste|thing))\b",
    re.I,
)


def turns_down(text: str, start: int, end: int, before: tuple[int, int] | None) -> bool:
    """Whether the words for a product at ``start..end`` are turned down.

    Args:
        before: where the last refused product is named, for "not the first or the third".
    """
    left = text[:start]
    if before is not None and _JOINED.match(text[before[1] : start]):
        return True
    if _NOT_BEFORE.search(left):
        return False
    return bool(_BEFORE.search(left) or _AFTER.match(text[end:]))


def turns_down_all(text: str) -> bool:
    """Whether none of what is shown is liked."""
    return _NONE.search(text) is not None


def turns_down_it(text: str) -> bool:
    """Whether "it" or "that one", by itself, is turned down."""
    return _ONE.search(text) is not None
