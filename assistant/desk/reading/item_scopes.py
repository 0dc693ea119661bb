"""How words around a thing turn it: everything, exceptions, what is kept, counts, what it is to
become. Pure patterns over a cleaned message."""

import re
from collections.abc import Sequence

from assistant.understanding.lexicon import word_set
from assistant.understanding.tokens import Token

_ALL = re.compile(
    r"\b(?:everything(?! else)(?! (?:(?:stays?|is|remains?) )?(?:the same|same|unchanged))"
    r"|all(?: of)? (?:it|them|these|those|of (?:it|them)"
    r"|(?:the |my |those |these )?(?:items?|things|products|stuff|pieces|articles))|all(?=\W*$)"
    r"|all (?:of the )?(?P<number>two|three|four|five|six|\d)(?: of (?:them|these|those))?"
    r"|(?:it|them|they) all|(?P<both>both)(?: of (?:them|these|those))?(?: (?:items|things|ones))?"
    r"|(?:the |my )?(?:whole|entire|complete|full) (?:order|thing|lot|purchase|package|parcel)"
    r"|each (?:one|of them|item)|every (?:item|one|single \w+|thing)|the lot|all but|all except)\b",
    re.I,
)
_REST = re.compile(
    r"(?<!keep )(?<!keeping )(?<!leave )(?<!leaving )\b(?:the rest(?! (?:the )?(?:same"
    r"|unchanged|stays?|as))|everything else|all (?:the )?others?"
    r"|the others|the other (?:items|ones|things|two|three)|(?:the )?remaining(?: \w+)?|all else)\b"
    r"(?! (?:(?:stays?|is|can stay|remains?) )?(?:the )?(?:same|unchanged|as it is))"
    r"(?! (?:is|are|can|will|should)(?: all)? (?:fine|good|ok|okay|great|perfect|stay))",
    re.I,
)
_ORDER_ITSELF = re.compile(
    r"\b(?:return|refund|cancel|send back|give back)(?:ing)?(?: (?:the|my|that|this|whole|entire))*"
    r" (?:order|purchase|package|parcel)\b(?!'s)",
    re.I,
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|apart from|aside from|other than|besides|excluding|but not"
    r"|but for|(?<=everything )but|(?<=all )but|minus|without|not including|leaving out|save for"
    r"|(?:i(?:'ll| will| want to| would like to|'d like to)? )?keep(?:ing)?|hold(?:ing)? on to"
    r"|leave|leaving|not (?:returning|touching|exchanging|cancel+ing|changing))\b"
    r"(?! (?:the )?(?:rest|others?|everything else|same|it (?:at|to)))",
    re.I,
)
_ALL_BUT = re.compile(
    r"\b(?:everything|all)\b[^.;!?,]{0,80}?\b(?P<cue>but)(?= (?:the|my|that|this|those|these)\b)",
    re.I,
)
"""An exception further on: "everything in my last order but the kettle"."""
_CLAUSE = re.compile(
    r"[.;!?]|,\s*(?=(?:the rest|everything|all|i\b|i'|please|put|send|refund|use|return|exchange"
    r"|swap|cancel|and (?:i|put|send|refund|use|return)\b))"
    r"|\b(?:and|then) (?=(?:i|put|send|refund|use|return|exchange|swap|cancel|please|my|give)\b)"
    r"|,?\s+(?=to (?:my|the) (?:card|paypal|gift|original))",
    re.I,
)
_SWAPPING = re.compile(r"\b(?:swap|exchang|chang|replac|trad|switch|modif|upgrad|updat)\w*\b", re.I)
_INTO = re.compile(r"\b(?:for|to|with|into|instead of)\s", re.I)
_COUNT = {"a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "couple": 2, "three": 3, "four": 4,
          "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_MANY = 1_000
"""More than an order has pieces."""
_SKIPPED = word_set("of the my those these them items x pieces piece pair pairs units")
_ORDER_WITH = re.compile(
    r"\b(?:order|purchase|delivery|package)s?(?: \w+)? (?:with|containing|contains|including|having"
    r"|that (?:has|had|contains|contained|included|includes)|which (?:has|had|contains)"
    r"|where i (?:bought|ordered|got|had))(?: (?:the|my|a|an|that|those|some))?"
    r"(?: [\w-]+){0,2}\s*$",
    re.I,
)
_JOINED = re.compile(r"\s*(?:,|and|&|\+)?\s*(?:and\s+)?(?:(?:the|my|a|an)\s+)?", re.I)
_STAYS = re.compile(
    r"\s+(?:stays?|can stay|will stay|(?:is|are) (?:fine|good|ok|okay|great|perfect|staying|not)\b"
    r"(?! to| for))",
    re.I,
)
_EACH = word_set("every each all")
_ALSO = re.compile(
    r"\b(?:also|too|as well|and also|add|plus|in addition|another thing)\b|^\s*(?:and|oh and)\b",
    re.I,
)


def says_all(said: str, number: int, things: Sequence[int]) -> bool:
    """Whether all of ``number`` pieces are meant.

    things: where pieces are described; "both the hose and the lamp" and "both lamps" are not all.
    """
    for match in _ALL.finditer(said):
        if match["both"] or match["number"]:
            behind = re.compile(r"\W*(?:of )?(?:the |my |these |those )?").match(said, match.end())
            follows = behind.end() if behind else match.end()
            many = 2 if match["both"] else number_of(match["number"])
            if many != number or follows in things:
                continue
        return True
    return False


def says_order(said: str) -> bool:
    """Whether an order as such is to go: "return order #W1"; all of it, if no thing is named."""
    return _ORDER_ITSELF.search(said) is not None


def says_rest(said: str) -> bool:
    """Whether what has not been spoken of is meant: "the rest can go back"."""
    return _REST.search(said) is not None


def says_also(said: str) -> bool:
    """Whether it adds to what was said before."""
    return _ALSO.search(said) is not None


def exceptions(said: str) -> list[tuple[int, int]]:
    """Where exceptions stand: from their cue to the end of the clause."""
    zones = []
    starts = [cue.start() for cue in _EXCEPT.finditer(said)]
    starts += [cue.start("cue") for cue in _ALL_BUT.finditer(said)]
    for start in sorted(starts):
        border = _CLAUSE.search(said, start + 1)
        zones.append((start, border.start() if border else len(said)))
    return zones


def stays(said: str, end: int) -> bool:
    """Whether the thing that ends at ``end`` is not to go: "the backpack stays with me"."""
    return _STAYS.match(said, end) is not None


def tells_order(said: str, start: int, before: int) -> bool:
    """Whether the thing at ``start`` only tells which order is meant: "in the order with the lamp".

    before: where the last such thing ended, to which another may be joined; 0: there was none.
    """
    if before and _JOINED.fullmatch(said, before, start):
        return True
    return _ORDER_WITH.search(said, 0, start) is not None


def only_keeps(said: str) -> bool:
    """Whether something is kept and nothing said of the others: "i'll keep the lamp"."""
    return re.search(r"\b(?:keep|hold|leav)", said, re.I) is not None


def becomes(said: str) -> int:
    """Where it begins to say what is wanted instead: "swap the lamp for | a taller one"; the end
    where it says nothing of the kind."""
    swap = _SWAPPING.search(said)
    into = _INTO.search(said, swap.end()) if swap else None
    return into.end() if into else len(said)


def number_of(word: str) -> int:
    """The number that a word or digit says; 0: none."""
    return int(word) if word.isdigit() else _COUNT.get(word.lower(), 0)


def count_before(tokens: Sequence[Token], start: int) -> int:
    """The number before a thing: "2 of the 3 candles", "one of the lamps", "a candle", "every
    bulb"; 0: none."""
    if start and tokens[start - 1].norm in _EACH:
        return _MANY
    found = 0
    for back in range(start - 1, max(-1, start - 7), -1):
        norm = tokens[back].norm
        if norm.isdigit() and len(norm) < 3:
            found = int(norm)
        elif norm in _COUNT:
            found = _COUNT[norm]
        elif norm == "both":
            return 2
        elif norm not in _SKIPPED:
            break
    return found
