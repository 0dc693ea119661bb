"""How hard a conversation has become for the shopper, noticed over turns. Pure.

Strain rises with unhappy words, with saying the same again, with being told that one was not
understood, and with answers that did not help; it fades while things go well. A strained shopper is
met in another tone and shown another way; a very strained one is offered a person.
"""

import re
from collections.abc import Sequence
from enum import IntEnum

from rapidfuzz import fuzz

from assistant.types import Intent, Sentiment

MEMORY = 3
"""Messages that a repetition is looked for in."""
_FADING = 0.6
"""Share of the strain that a turn without any cause leaves."""
_UNHAPPY = 0.5
"""Strain of the unhappiest message."""
_REPEATED = 0.35
_NOT_UNDERSTOOD = 0.45
_NOT_HELPED = 0.3
_SAME = 85.0
"""Likeness of two messages from which on the second repeats the first, 0..100."""
_MISUNDERSTOOD = re.compile(
    r"\b(?:you|u|it|this|that|bot)\b[^.!?,]{0,24}(?:n['’]?t|not|never)\b[^.!?,]{0,14}"
    r"\b(?:understand(?:ing)?|get(?:ting)? (?:it|me|this)|listen(?:ing)?|hear(?:ing)? me)\b"
    r"|\bare(?:n['’]t)? you (?:not )?listening"
    r"|(?:\bnot|n['’]t) what i (?:asked|meant|said|wanted|want|need)"
    r"|\bi (?:already|just) (?:said|told|asked|wrote)|^\W*i (?:said|meant)\b"
    r"|\b(?:wrong|same thing|same answer) again|\bhow (?:many times|often) (?:do|must|should) i"
    r"|\b(?:useless|hopeless|pointless) (?:bot|machine|assistant|thing|chat)\b"
    r"|\byou(?:['’]re| are) (?:useless|hopeless|no help|not helping|stupid)",
    re.I,
)


class Level(IntEnum):
    """What the strain asks for."""

    CALM = 0
    STRAINED = 1
    """Another tone, and another way."""
    DISTRESSED = 2
    """A person."""


def level_of(strain: float) -> Level:
    """The level of a strain, 0..1."""
    if strain >= 0.7:
        return Level.DISTRESSED
    return Level.STRAINED if strain >= 0.4 else Level.CALM


def strain_after(
    before: float,
    text: str,
    intent: Intent,
    mood: Sentiment,
    earlier: Sequence[str],
    *,
    helped: bool | None,
) -> float:
    """The strain once a message has been answered, 0 (calm) .. 1.

    Args:
        before: the strain before the message, 0..1.
        text: the message, cleaned.
        earlier: the last messages before it.
        helped: whether the answer did; None: neither way.
    """
    causes = 0.0
    if mood.label == "negative" and intent is not Intent.DENY:
        causes += _UNHAPPY * -mood.score
    if repeats(text, earlier):
        causes += _REPEATED
    if not_understood(text):
        causes += _NOT_UNDERSTOOD
    if helped is False:
        causes += _NOT_HELPED
    kept = before if causes else before * _FADING
    if not causes and mood.score > 0.3:
        kept *= 0.5
    return round(min(1.0, kept + causes), 3)


def repeats(text: str, earlier: Sequence[str]) -> bool:
    """Whether a message of three words or more says one of ``earlier`` again."""
    if len(text.split()) < 3:
        return False
    said = text.casefold()
    return any(fuzz.token_sort_ratio(said, one.casefold()) >= _SAME for one in earlier)


def not_understood(text: str) -> bool:
    """Whether the message complains that it was not understood."""
    return _MISUNDERSTOOD.search(text) is not None
