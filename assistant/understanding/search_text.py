"""What is left of a message to look for, once limits and polite words are taken out."""

import re
from collections.abc import Iterable

from assistant.understanding.chatter import without_chatter

Span = tuple[int, int]

_FRAMES = [
    re.compile(pattern, re.I)
    for pattern in (
        r"^\W*(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)"
        r"|dear \w+)"
        r"(?: there| again| all| guys| team)?(?!\w)[\s,.!:-]*",
        r"^\W*(?:ok(?:ay)?|so|well|um+|uh|yes|yeah|sure|great|alright|cool|oh|ah|hmm+"
        r"|right)(?!\w)[\s,.!]+"
        r"(?=\w+\W+\w)",
        r"(?<!\w)(?:i am|i'?m|im|we are|we'?re)\s+(?:currently |now |just |also |really "
        r"|still |actually )*"
        r"(?:looking|searching|shopping|hunting|browsing|in the market|on the (?:hunt"
        r"|lookout)|in search)"
        r"\s*(?:for|4|of|to (?:buy|get|find|purchase))?(?!\w)",
        r"(?<!\w)(?:can|could|would|will) you (?:please |kindly |maybe |possibly "
        r"|just )*(?:help me"
        r"(?: (?:to )?(?:find|choose|pick|with|get|buy))?|show|find|get|give|recommend"
        r"|suggest|tell|look"
        r" for|search for|list|bring)(?: me| us)?(?!\w)",
        r"(?<!\w)(?:can|could|may) (?:i|we) (?:please )?(?:get|have|see|buy|order|find)"
        r"(?= (?:an?|some|the|your|any|all)(?!\w))",
        r"(?<!\w)what do you have(?: in| for)?(?!\w)|^\W*(?:what(?:'s| is| are)|which (?:is"
        r"|are))(?=\W*(?:the(?!\w)|\u0001))",
        r"(?<!\w)(?:do|does|would) you (?:guys |also |happen to |currently )*(?:have|got|sell"
        r"|carry|stock|offer"
        r"|know)(?!\w)",
        r"(?<!\w)(?:have you|you) got(?!\w)",
        r"(?<!\w)(?:i|we)(?:'d| would| do|'ll| will)?\s*(?:really |just |also |only |kinda "
        r"|actually |still )*"
        r"(?:want(?:ed)?|need|like|love|prefer|wanna|gotta|require|wish)(?:\s+to\s+(?:buy|get"
        r"|see|find|order"
        r"|purchase|have|look at|look for|browse|try))?(?!\w)",
        r"(?<!\w)(?:please )?(?:show|find|get|give|recommend|suggest|bring)\s+(?:me|us)(?!\w)",
        r"^\W*(?:looking|searching|search|shopping|look|hunting) for(?!\w)",
        r"^\W*(?:show|find|list|recommend|suggest|search|browse|buy)(?!\w)(?=\W+\w)",
        r"(?<!\w)(?:is|are) there(?!\w)",
        r"(?<!\w)(?:i(?:'ve)? changed my mind"
        r"|(?:it |they )?(?:has to|have to|needs? to|must|should)"
        r"(?: (?:be|have|cost|come))?)(?!\w)",
        r"(?<!\w)(?:increase|raise|up|lower|reduce|set|change)(?: my| the| our)?\s*(?=\u0001)",
        r"(?<!\w)(?:but )?(?:something |anything |an? (?:bit|little) |much |slightly |even )*"
        r"(?:cheaper|less expensive|more expensive|pricier|more affordable)(?: ones?)?(?!\w)",
        r"(?<!\w)(?:the )?same(?: one| thing)?(?: but)?(?=\W*(?:in(?!\w)|$))",
        r"^\W*(?:no|nope|nah|actually|hmm+|wait)(?!\w)[\s,.!]+(?=\w)|(?<!\w)not (?:that|this"
        r"|it)(?: one)?(?!\w)",
        r"(?<!\w)(?:make (?:it|that|them)|change (?:it|that|them) to|switch (?:it )?to"
        r"|i (?:said|meant|mean|take"
        r"|wear)|instead|actually)(?!\w)(?! of)",
        r"(?<!\w)(?:any chance of|what about|how about|let me see|let'?s see|let'?s try"
        r"|i'?m after"
        r"|i'?m interested in|got any|help me find)(?!\w)",
        r"(?<!\w)(?:please|pls|plz|thank you|thanks|thx|cheers|kindly|if possible"
        r"|if you can)(?!\w)",
        r"(?<!\w)(?:do you (?:have|sell|carry|stock)|for me)\W*$",
        r"(?<!\w)(?:i|we)(?:'d|'ll| would| can| could)?(?=\W*(?:\u0001|$))",
    )
]
_EDGE = (
    r"(?:and|or|but|with|in|for|that|which|who|is|are|it|its|it's|they|a|an|the|some|any|of"
    r"|from|by|my|your"
    r"|should be|must be|to be|be|has|have|i|me|also|preferably|ideally|maybe|something|anything"
    r"|ones?|products?|items?|things?|stuff|colou?rs?|brands?|made|at|to|want|need|what|ok|okay|show"
    r"|only"
    r"|just|like|as|than)"
)
_START = (
    r"(?:and|or|but|a|an|the|some|any|your|also|of|with|in|to|by|from|is|are|that|which|it|ones?|me"
    r"|just|only|what|ok|okay)"
)
_LEADING = re.compile(rf"^(?:\W+|{_START}(?![\w'’-])\s*)+(?=\S)", re.I)
_TRAILING = re.compile(rf"(?:^|(?<=\W)){_EDGE}\W*$", re.I)
_SIGNS = re.compile(r"\s*[,;:–—-]+(?=\s|$)(?:\s*[,;:.!?–—-]+)*")
_DOUBLE = re.compile(r"\b(and|or|but|with|in|for)\s*,?\s+(?=(?:and|or|but|with|in|for)\b)", re.I)


def search_text(text: str, spans: Iterable[Span], mended: Iterable[tuple[int, int, str]]) -> str:
    """``text`` without ``spans``, with slips mended (start, end, right word), polite frames and
    loose ends removed. A message of which nothing is taken comes back as it was."""
    replaced = [(start, end, "\u0001") for start, end in spans]
    covered = [(start, end) for start, end, _ in replaced]
    for start, end, word in mended:
        if not any(s <= start < e for s, e in covered):
            replaced.append((start, end, word))
    left = _replace(text, replaced)
    for frame in _FRAMES:
        left = frame.sub("\u0001", left)
    pieces = [_trim(piece) for piece in left.split("\u0001")]
    joined = " ".join(piece for piece in pieces if piece)
    said = text if left == text else _trim(_SIGNS.sub("", _DOUBLE.sub("", joined)))
    plain = without_chatter(said, text)
    return said if plain == said else _trim(plain)


def _replace(text: str, changes: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    place = 0
    for start, end, word in sorted(changes):
        if end <= place:
            continue
        parts += [text[place : max(start, place)], word]
        place = end
    return "".join([*parts, text[place:]])


def _trim(piece: str) -> str:
    """A piece without signs and connecting words at its ends."""
    piece = _LEADING.sub("", " ".join(piece.split()).strip(" ,.;:!?-–—()\"'")).strip()
    while (shorter := _TRAILING.sub("", piece)) != piece:
        piece = shorter.strip()
    return piece.strip(" ,.;:!?-–—()\"'")
