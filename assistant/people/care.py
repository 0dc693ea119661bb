"""What a complaint is about, and what the shop's rules have for it. Pure."""

import re
from collections.abc import Mapping, Sequence

from assistant.desk.rule_parts import Compensation

_CASES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.I)
    for name, pattern in {
        "wrong_item": r"\b(?:wrong|different|other|another) (?:\w+ ){0,2}(?:item|thing|product|size"
        r"|colou?r|one|model|parcel|order)\b|\bnot what i ordered\b|\bsent me (?:the|a) wrong\b"
        r"|\binstead of (?:the|what)\b",
        "damaged": r"\b(?:damag\w+|broken|broke|crack\w*|smash\w*|shatter\w*|dent\w*|torn|ripped"
        r"|scratch\w*|defect\w*|faulty|stopped working|does(?:n['’]t| not) work|fell apart)\b",
        "missing": r"\b(?:missing|incomplete|only (?:got|received)"
        r"|(?:is|was|were)(?:n['’]t| not) in (?:it|the (?:box|parcel|package)))\b",
        "lost": r"\b(?:lost|never (?:came|arrived|got|received|showed)|did(?:n['’]t| not) arrive"
        r"|not arrived|has(?:n['’]t| not) (?:arrived|come)|stolen)\b",
        "late": r"\b(?:late|delay\w*|still waiting|been waiting|overdue|too long|weeks? ago)\b",
        "price": r"\b(?:over-?charged|charged (?:me )?(?:twice|double|too much)|cheaper now"
        r"|price (?:dropped|fell|went down)|too expensive)\b",
        "quality": r"\b(?:poor|bad|cheap|awful|terrible) (?:\w+ )?"
        r"(?:quality|material|fabric|make)\b",
        "service": r"\b(?:rude|unhelpful|ignored|nobody (?:answers|answered|helps)|no(?:-| )?one"
        r" (?:answers|answered|helps)|bad service|customer service|hung up)\b",
    }.items()
}
"""Kinds of complaints by the words that they are made in; the first that fits counts."""


def case_of(text: str) -> str:
    """The kind of a complaint, such as "damaged", "lost" or "late"; empty: it does not say."""
    return next((name for name, pattern in _CASES.items() if pattern.search(text)), "")


def rule_for(text: str, rules: Sequence[Compensation]) -> Compensation | None:
    """What the shop's rules have for a complaint; None: nothing."""
    case = case_of(text)
    return next((rule for rule in rules if case and rule.case == case), None)
