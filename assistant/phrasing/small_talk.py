"""Small talk: which messages a model may answer, and which answers hold. Pure.

An answer may only use words with which nothing can be said about products, prices, orders or rules,
and no number. Words that agree are missing from them, so that a question that was taken for small
talk by mistake ("do you ship for free?") is not said yes to.
"""

import re
import unicodedata

from assistant.phrasing.form import badly_formed
from assistant.phrasing.lexicon import NUMBERS, fact_words, lemma, talk_words

KINDS = ("thanks", "bye", "how_are_you", "greeting", "small_talk")
"""Of the action "chat". Who the assistant is, it says in the shop's own words."""
LONGEST = 240
"""Characters of an answer."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ASSENT = re.compile(
    r"^\W*(?:of course|it is|they are|we do|we are|we have|it does|i can(?!')|you can)\b"
)
_CLAIMS = re.compile(
    r"\bi(?:'m| am)(?: a)? (?:real )?(?:human|person|people|friend)\b"
    r"|\bi(?:'ve| have) (?!been\b|a\b|no\b|not\b)\w+"
    r"|\bi(?:'ll| will) (?!be (?:here|glad|happy)\b|help\b|try\b)\w+"
    r"|\byou(?:'ll| will| can) (?:get|have)\b"
    r"|\b(?:we|they|it) (?:have|has|is|are|will|can)\b"
)
"""What it would say of itself that is not so, has done, or says of the shop."""


def may_answer(message: str) -> bool:
    """Whether a message is small talk through and through: nothing in it asks for a fact."""
    lemmas = {lemma(word) for word in _WORD.findall(_plain(message))}
    return not any(c.isdigit() for c in message) and not lemmas & fact_words()


def fault(text: str) -> str:
    """Why an answer cannot be given: one word, empty when it can."""
    plain = _plain(text)
    if badly_formed(text, "") or len(text) > LONGEST:
        return "form"
    if any(c.isdigit() or unicodedata.category(c) == "Sc" for c in text) or "%" in text:
        return "number"
    words = _WORD.findall(plain)
    if any(word in NUMBERS for word in words):
        return "number"
    if _ASSENT.search(plain) or _CLAIMS.search(plain):
        return "claim"
    allowed = talk_words()
    return "word" if any(lemma(part) not in allowed for part in _parts(words)) else ""


def _parts(words: list[str]) -> list[str]:
    """Words without what is contracted with them."""
    words = ["can" if word == "can't" else "will" if word == "won't" else word for word in words]
    return [re.sub(r"(?:n't|'(?:s|m|d|ll|ve|re))$", "", word) for word in words]


def _plain(text: str) -> str:
    return text.replace("’", "'").casefold()
