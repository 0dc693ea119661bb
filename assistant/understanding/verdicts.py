"""What is said of a value right behind it: "leather is fine", "wool is out", "wireless isn't a
must"."""

import re
from collections.abc import Sequence
from typing import Literal

Verdict = Literal["fine", "out", "open"]
"""fine: it may be had; out: it is ruled out; open: it is neither wanted nor ruled out."""
_LONGEST = 8
"""Words of a verdict that are looked at."""
_NOT = r"(?:(?:is|are|was|would be) not|isnt|arent|wasnt|is no|are no)"
_STRESS = r"(?:(?:a|an|absolutely|really|just|completely|totally|definitely|strictly|all|also) )*"
_GOOD = r"(?:fine|ok|okay|alright|acceptable|allowed|welcome|possible|good)"
_PATTERNS: tuple[tuple[Verdict, str], ...] = (
    (
        "out",
        rf"{_NOT} {_STRESS}(?:{_GOOD}|option|for me|for us|my thing|my style|wanted)"
        rf"|(?:is|are) {_STRESS}(?:out(?: of the question)?(?! of)|no(?: no| ?go)?|off the table"
        r"|off limits|banned|forbidden|unacceptable|deal ?breakers?)"
        r"|\? (?:no|nope|never)(?= [.,;!]|$)"
        r"|(?:wont|will not) (?:do|work)|(?:doesnt|does not) work for (?:me|us)"
        r"|makes? me (?:itch\w*|sneeze|sick)|gives? me (?:a rash|hives)|irritates?"
        r"|allerg(?:y|ies)|intolerances?",
    ),
    (
        "open",
        rf"{_NOT} {_STRESS}(?:must|need|necessary|needed|required|essential|important|crucial"
        r"|requirement|priority|deal ?breakers?)(?: have)?"
        r"|(?:is|are) (?:entirely |purely )?optional|(?:doesnt|does not|dont|do not) matter",
    ),
    ("fine", rf"(?:is|are|would)(?: (?!not)\w+)? {_GOOD}"),
)
_VERDICTS = [(verdict, re.compile(rf"(?:{pattern})(?!\w)")) for verdict, pattern in _PATTERNS]


def verdict_at(norms: Sequence[str], place: int) -> tuple[Verdict, int] | None:
    """The verdict that stands at a place, and where it ends; ``norms``: folded words and signs."""
    said = " ".join(norms[place : place + _LONGEST])
    for verdict, pattern in _VERDICTS:
        if match := pattern.match(said):
            return verdict, place + len(match.group().split())
    return None
