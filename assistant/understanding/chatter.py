"""What people say around a wish: themselves, their mood, words of a chat. None of it is looked
for."""

import re

from assistant.understanding.lexicon import word_set

_PEOPLE = word_set(
    "i im ive id ill you youre he hes she shes they theyre theyve we were weve it its me us"
)
"""Words, without apostrophes, of a message that tells of people."""
_SLANG = word_set("smth smthng smthing sth sumthing lol lmao haha hahaha u ur yo ugh heya oi mate")
"""Words of a chat."""
CHATTER = (
    _PEOPLE
    | _SLANG
    | word_set(
        """
    hey hiya mate bro guys lads folks dude um uh erm hm hmm oh ah aw wow omg tbh btw
    imo idk rn pls plz thx cheers ta lovely
    need needs needed want wants wanted wanna gonna gotta thinking think thought guess reckon
    suppose hope wish hate hates
    basically actually really kinda sorta literally honestly maybe perhaps probably hopefully
    have has had having got get getting dont doesnt didnt wont cant isnt arent
    wheres hows whos thats theres lets do does did can could would will
    should may might must am is are was be been being whats
    recommend suggest pick choose please ok okay so well yeah yep nah
    already still just yesterday today now anyway though tho somehow however because cos cuz
    site website shop store budget
    died dead broke broken snapped packed stopped gave bust
    """
    )
)
LONG = 6
"""Words from which on a message about people is a tale rather than a query."""
_ASIDES = re.compile(
    r"(?<![\w'’])(?:(?:not|nothing|no) (?:too|very|that|so|really)? ?"
    r"(?:pricey|expensive|dear|fancy|crazy|special)|in the way of|as long as|gave up the ghost"
    r"|packed (?:in|up)|fell apart|came off|(?:this|last) (?:morning|week|night|month|year)"
    r"|the other day|for (?:a|the) (?:change|moment)|no way|of course|at the moment|i mean"
    r"|to be honest|on sale)(?![\w'’])",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPARE = re.compile(r"\s+([,.!?;:])")
_SIGNS = re.compile(r"([,.!?;:])(?:\s*[,.!?;:])+")


def without_chatter(text: str, message: str) -> str:
    """What is left of a text to look for once people, moods and asides are taken out.

    message: the whole of what was said. Where it is short, and nobody in it speaks of anybody, the
    text stays as it is; so does one of which nothing would be left.
    """
    said = {_folded(word) for word in _WORD.findall(message)}
    if not (said & _SLANG or (said & _PEOPLE and len(message.split()) >= LONG)):
        return text
    plain = _ASIDES.sub(" ", text)
    plain = _WORD.sub(lambda m: "" if _folded(m.group()) in CHATTER else m.group(), plain)
    plain = " ".join(_SIGNS.sub(r"\1", _SPARE.sub(r"\1", " ".join(plain.split()))).split())
    return plain if _WORD.search(plain) else text


def _folded(word: str) -> str:
    return word.lower().replace("'", "").replace("’", "")
