"""Whether a message asks what is known of the person, or to be forgotten. Pure."""

import re

_DATA = r"(?:personal )?(?:data|information|info|details|records?|profile)"
_HERE = r"[^?.!]{0,30}"
_KNOWLEDGE = re.compile(
    "|".join(
        (
            r"\bwhat\b[^?.!]{0,24}\b(?:know|knows|stored?|saved?|keep|kept|hold|collect(?:ed)?"
            r"|remember(?:ed)?|got|have|has)\b[^?.!]{0,16}\b(?:about|on|of) me\b",
            rf"\b(?:what|which|show|see|tell|list|give)\b{_HERE}\b{_DATA}\b{_HERE}\b(?:about|on|of)"
            r" me\b",
            rf"\b(?:what|which)\b[^?.!]{{0,12}}\b(?:personal )?data\b{_HERE}\b(?:do|have|did)"
            r" you\b",
            rf"\b(?:export|download|copy of|access to)\b[^?.!]{{0,20}}\bmy {_DATA}\b",
            rf"\bmy (?:personal )?data\b{_HERE}\b(?:json|export(?:ed)?|download(?:ed)?)\b",
            r"\b(?:subject access request|right of access|article 15)\b",
        )
    ),
    re.IGNORECASE,
)
_FORGETTING = re.compile(
    "|".join(
        (
            r"\bforget (?:about )?(?:me|everything (?:about|on) me|all about me)\b",
            r"\b(?:delete|erase|remove|wipe|purge|destroy|clear)\b[^?.!]{0,24}\bmy (?:personal )?"
            r"(?:data|information|info|account|profile)\b",
            rf"\b(?:delete|erase|remove|wipe|purge|destroy|clear)\b{_HERE}\b(?:about|on) me\b",
            r"\b(?:delete|erase|remove|wipe) me from\b",
            r"\b(?:close|deactivate) my account\b",
            r"\b(?:right to (?:be forgotten|erasure)|article 17)\b",
        )
    ),
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:don'?t|do not|never|can(?:not|'?t)|won'?t) (?:\w+ )?(?:forget|delete|erase)"
    r"|\bhow (?:long|do i|can i)\b|\bdo you (?:sell|share|give)\b",
    re.IGNORECASE,
)
"""Not a wish but a plea, or a question on how it goes, which the shop's pages answer."""


def asks_knowledge(text: str) -> bool:
    """Whether it asks to see what the shop knows of the person."""
    return _KNOWLEDGE.search(text) is not None and not asks_forgetting(text)


def asks_forgetting(text: str) -> bool:
    """Whether it asks to be forgotten."""
    return _FORGETTING.search(text) is not None and _OTHERWISE.search(text) is None
