"""Whether a passage of the listing says yes or no to a question, where it says so outright. Pure.

Silence is the rule: a verdict is given only when the passage holds every word that matters in the
question, and nothing that hedges or changes its meaning.
"""

import re
from collections.abc import Sequence

from retrieval.text import fold, words

_POLAR = re.compile(
    r"^\W*(?:(?:hi|hello|hey|and|so|ok|okay|also|but|please|sorry|excuse me)\W+)*"
    r"(?:(?:(?:can|could) you )?(?:tell me|say|check|know)|do you know|i wonder|wondering"
    r"|i'?d like to know|any idea)?\W*(?:if|whether)?\W*(?:it|this|that|they|these)?\W*"
    r"(?:is|are|does|do|can|could|will|would|has|have|comes?|works?|fits?|may|should)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\bor\b(?!\W*(?:not|no)\b)", re.IGNORECASE)
_ASKS_OTHERWISE = re.compile(
    r"\b(?:how|what|which|where|who|when|why|whose)\b|n't\b|\b(?:not|without|never|no)\b"
    r"|\b(?:too|enough|very|really|any good|worth|better|best|good|nice|great|more|less"
    r"|just|only)\b",
    re.IGNORECASE,
)
"""Open or negated questions, and matters of opinion."""
_INCLUDES = re.compile(r"\b(?:comes? with|includ\w+|supplied|in the (?:box|pack(?:age)?))\b", re.I)
_SAID_INCLUDED = re.compile(r"\b(?:includ\w+|comes? with|supplied|in the box)\b", re.I)
_YES = re.compile(r"^\W*(?:yes|true|y)\b", re.IGNORECASE)
_NO = re.compile(r"^\W*(?:no|none|not|false|n|without|never)\b(?!\.)", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:()—–]|\s-\s|\.\s|\b(?:but|although|though|while|whereas)\b", re.I)
_HEDGE = re.compile(
    r"\b(?:if|(?<!not )only|except|unless|option(?:al|ally)?|separately|some|most|almost|nearly"
    r"|may|might"
    r"|like|look|style|effect|faux|fake|imitation|synthetic|artificial|vegan|inspired|resistant"
    r"|ready|compatible with|instead of|rather than|depending|as \w+ as)\b",
    re.IGNORECASE,
)
"""Words beside which a thing is not simply so; they count where the question lacks them."""
_NEGATES = re.compile(
    r"\b(?:not(?! (?:only|just))|no|never|without|cannot|nor|neither|avoid|un(?:suitable|fit))\b"
    r"|n[’']t\b|\bnon\b|\bfree (?:from|of)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MADE = re.compile(r"\b(?:material|fabric|upper|made|composition|shell)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"[,/%+]|\b(?:and|with|or)\b", re.IGNORECASE)
_ENDINGS = frozenset(
    ("s", "es", "d", "ed", "r", "er", "ing", "able", "ability", "ible", "ly", "y", "ness", "ful")
)
REACH = 6
"""A negation reaches so many words on."""


def is_polar(question: str) -> bool:
    """Whether a question wants a yes or a no, and the record could give it."""
    return (
        _POLAR.search(question) is not None
        and _CHOICE.search(question) is None
        and _ASKS_OTHERWISE.search(question) is None
    )


def verdict(question: str, asked: Sequence[str], name: str, text: str) -> bool | None:
    """True: the passage says yes; False: it says no; None: neither outright.

    Args:
        asked: the stemmed words of the question that matter.
        name: of an attribute, else empty.
        text: the attribute's value, or the sentence.
    """
    if not asked or not is_polar(question):
        return None
    if not set(_NUMBER.findall(question)) <= set(_NUMBER.findall(f"{name} {text}")):
        return None
    if name and all(_held(word, words(name)) for word in asked):
        if _NO.search(text):
            return False
        if _YES.search(text):
            return True
    if _INCLUDES.search(question) and not _SAID_INCLUDED.search(f"{name} {text}"):
        return None
    if name and _MADE.search(name) and _SEVERAL.search(text):
        return None
    if _hedged(question, f"{name} {text}"):
        return None
    if name:
        needed = [word for word in asked if not _held(word, words(name))]
        if not needed:
            return None
    else:
        needed = list(asked)
    return _said(needed, text, included=_INCLUDES.search(question) is not None)


def _said(needed: Sequence[str], text: str, *, included: bool) -> bool | None:
    """Whether a text says all the words needed, plainly or negated."""
    if not all(_held(word, words(text)) for word in needed):
        return None
    if included and re.search(r"\bnot (?:included|supplied)\b", text, re.IGNORECASE):
        return False
    denied = False
    for clause in _CLAUSE.split(text):
        tokens = fold(clause).split()
        for place, token in enumerate(tokens):
            if any(_held(word, words(token)) for word in needed):
                before = " ".join(tokens[max(0, place - REACH) : place])
                here = " ".join(tokens[place : place + 2])
                denied = denied or _NEGATES.search(f"{before} {token}") is not None
                denied = denied or ("free" in words(here) and "free" not in needed)
    return not denied


def _held(word: str, said: Sequence[str]) -> bool:
    return any(word == other or _grown(word, other) or _grown(other, word) for other in said)


def _grown(word: str, root: str) -> bool:
    """Whether a word is another with an ending: "washable", "adjusting"; not "waterproof"."""
    if len(root) < 4:
        return False
    stem = root[:-1] if root.endswith("e") else root
    return any(word.startswith(r) and word[len(r) :] in _ENDINGS for r in (root, stem))


def _hedged(question: str, text: str) -> bool:
    asked = set(_HEDGE.findall(question.casefold()))
    return bool(set(_HEDGE.findall(text.casefold())) - asked)
