"""Whether a message agrees to what was summed up. Strict: only an explicit, unconditional agreement
and nothing beside it is a yes."""

import re
from functools import lru_cache

from assistant.desk.reading.types import Consent
from assistant.desk.reading.words import read
from assistant.desk.types import Operation
from assistant.understanding.clean import clean_message

_OBJECT = (
    r"(?: (?:with |for |to )?(?:it|that|this|them|these|those|all|everything|both"
    r"|all of (?:it|them|that)"
    r"|(?:the|my|this|that|your) (?:order|request|change|changes|return|exchange|refund|item|items"
    r"|cancellation|cancelation|update|modification|action|transaction|summary|details)))?"
)
_DO = (
    r"(?:go (?:ahead|for it|on)(?: and)?|proceed|do|confirm|confirmed|process|submit|place|make"
    r"|complete|finalize|finalise|cancel|return|exchange|swap|change|modify|update|apply|execute"
    r"|approve|approved|continue|carry on|carry out|get (?:it|that|this) done|send)"
)
_AGREEING = re.compile(
    r"^(?:"
    r"yes+|yess*(?: indeed| sir| ma'?am)?|yea+h?|yep+|yup+|ye|ya|yah|y|aye|affirmative|absolutely"
    r"|definitely|certainly|of course|sure(?: thing)?|ok(?:ay)?|okey|okie|k|alright|all right|right"
    r"|correct|exactly|agreed?|deal|fine|perfect|great|good|by all means|indeed|totally|please do"
    r"|(?:that|it|this|everything|all)(?:'s| is| looks?| sounds?| all looks?| seems?)?"
    r" (?:is |be )?(?:all )?(?:right|correct|good|fine|ok(?:ay)?|great|perfect|accurate)"
    r"(?: to me| with me| by me)?|(?:looks?|sounds?) (?:good|fine|right|great|correct|perfect|ok)"
    r"(?: to me)?|works for me|(?:fine|good|ok(?:ay)?|all right) (?:by|with|for) me|that works"
    r"|i (?:do )?(?:confirm|agree|accept|approve|consent)"
    rf"(?: to)?{_OBJECT}|you (?:can|may) {_DO}{_OBJECT}|(?:please )?{_DO}{_OBJECT}|why not"
    rf"|(?:i'?d (?:like|love)|i would like|i want|i wish)(?: you)? to {_DO}{_OBJECT}"
    rf"|(?:please )?let'?s (?:do|go){_OBJECT}"
    r"|no (?:problem|worries|objections?)|thumbs up|👍|✅|👌|yes to (?:all|both|everything)"
    r"|to (?:all|both|everything)|for (?:all|both)"
    r")$",
    re.I,
)
_FILLING = re.compile(
    r"^(?:please|pls|plz|thanks|thank you(?: so much| very much)?|(?:thanks"
    r"|thank you)(?: so much| a lot)? for (?:all )?(?:your|the) (?:help|time|support)|thx|ty"
    r"|cheers|hi|hello|oh|ah|well"
    r"|and|then|so|now|just|very much|a lot|again|for me|with it|with that|as (?:described|listed"
    r"|stated|summarized|summarised|above)|that|i'?m sure|i am sure|lol|haha|mate|man|dear|sir|bro"
    r"|right away|asap|immediately|today|great|awesome|cool|nice|wonderful|"
    r"both|everything|all(?: of (?:it|them))?|appreciate it|much appreciated"
    r"|i appreciate it|for your help|for that|🙂|😊|🙏)$",
    re.I,
)
_DECLINING = re.compile(
    r"\b(?:no+|nope|nah|naw|nay|negative|don'?t|do not|not yet|not now|never ?mind|nvm|stop|leave"
    r" (?:it|them|that|everything)|keep (?:it|them|that)|forget (?:it|about it|that)|hold (?:on"
    r"|off)"
    r"|abort|absolutely not|of course not|definitely not|certainly not|rather not|no way"
    r"|changed my mind|wrong|incorrect|not (?:right|correct|what i)|i (?:refuse|decline|disagree)"
    r"|scrap (?:it|that)|cancel that)\b",
    re.I,
)
_HARMLESS = re.compile(
    r"\bno (?:problem|worries|objections?)\b|\bnot? (?:a )?problem\b|\bwhy not\b", re.I
)
_HEDGING = re.compile(
    r"\b(?:guess|suppose|maybe|perhaps|probably|possibly|i think|think so|not sure|unsure|kind of"
    r"|sort of|depends|hopefully|if|unless|but|wait|except|only|instead|however|though|actually"
    r"|also|before|first|until|as long as|provided|hold on|let me)\b|\?",
    re.I,
)
_BORDER = re.compile(r"\s*[,.;!:]+\s*|\s+(?:and|so|then)\s+|\s+-+\s+|\s*[\n()]+\s*")
_MOST_WORDS = 40
"""A longer message is no agreement."""
_LONGEST = 6
"""Pieces of a message that may be nothing but an agreement."""


@lru_cache(maxsize=8)
def consent(text: str, operation: Operation | None = None) -> Consent:
    """What a message answers to "shall I do that? (yes/no)".

    operation: the one asked about; who names another one agrees to nothing.
    """
    said = clean_message(text).replace("’", "'")
    if len(said.split()) > _MOST_WORDS:
        return Consent.NO if _DECLINING.search(said) else Consent.NONE
    if operation is not None and _names_another(said, operation):
        return Consent.NO if _DECLINING.search(said) else Consent.NONE
    pieces = [piece for piece in _BORDER.split(said.replace("?", " ? ")) if piece.strip()]
    agreeing = [_is_agreeing(piece.strip()) for piece in pieces]
    declining = _DECLINING.search(_HARMLESS.sub(" ", said)) is not None
    if not any(agreeing):
        if declining:
            return Consent.NO
        agrees = bool(read(said)) and _begins_agreeing(said)
        return Consent.BUT if agrees else Consent.NONE
    if declining or _HEDGING.search(said) or len(pieces) > _LONGEST:
        return Consent.BUT
    clean = all(
        yes or _FILLING.match(_unwrapped(piece.strip()))
        for yes, piece in zip(agreeing, pieces, strict=True)
    )
    return Consent.YES if clean else Consent.BUT


def _names_another(said: str, operation: Operation) -> bool:
    """Whether it is nothing but the name of another operation: "exchange", "cancel it"."""
    named = [operations for verb, operations in _VERBS if verb.search(said)]
    return bool(named) and not any(operation in operations for operations in named)


_CHANGES = tuple(one for one in Operation if one.value.startswith("change"))
_VERBS: tuple[tuple[re.Pattern[str], tuple[Operation, ...]], ...] = (
    (re.compile(r"\bcancel\w*", re.I), (Operation.CANCEL,)),
    (re.compile(r"\breturn\w*", re.I), (Operation.RETURN,)),
    (re.compile(r"\b(?:exchang|swap)\w*", re.I), (Operation.EXCHANGE, Operation.CHANGE_ITEMS)),
    (re.compile(r"\b(?:chang|modif|updat)\w*", re.I), (Operation.EXCHANGE, *_CHANGES)),
)
_LEADING = re.compile(
    r"^\W*(?:please )?(?:yes+|yea+h?|yep+|yup+|sure|ok(?:ay)?|alright|fine|correct|right|of course"
    r"|absolutely|definitely|go ahead|i (?:guess|suppose|think so))\b",
    re.I,
)
_WRAPPING = re.compile(
    r"^(?:please|pls|oh|ah|well|and|then|so|just|hi|hello)\s+|\s+(?:please|pls|plz|thanks|thank you"
    r"|thx|then|now|asap|right away|for me|very much|with (?:that|it)|mate|sir)$",
    re.I,
)


def _begins_agreeing(said: str) -> bool:
    return _LEADING.match(said) is not None


def _is_agreeing(piece: str) -> bool:
    """Whether a piece is nothing but agreement: "yes please go ahead"."""
    words = piece.split()
    for end in range(len(words), 0, -1):
        head = " ".join(words[:end])
        if _AGREEING.match(_unwrapped(head)):
            rest = " ".join(words[end:])
            return not rest or _is_agreeing(rest) or bool(_FILLING.match(rest))
    bare = _unwrapped(piece)
    return bare != piece and _is_agreeing(bare)


def _unwrapped(piece: str) -> str:
    before = ""
    while piece != before:
        before, piece = piece, _WRAPPING.sub("", piece).strip()
    return piece
