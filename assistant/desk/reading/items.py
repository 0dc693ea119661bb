"""Which pieces of an order a message means: "everything except the lamp", "2 of the 3 bulbs"."""

import re
from collections.abc import Sequence

from assistant.desk.reading.cues import is_refused
from assistant.desk.reading.ids import ids_in
from assistant.desk.reading.item_extremes import extreme_pieces
from assistant.desk.reading.item_words import Description, ItemWords
from assistant.desk.reading.places_of import place_in
from assistant.desk.reading.types import Chosen
from assistant.desk.reading.words import read
from assistant.desk.types import OrderItem
from assistant.understanding.clean import clean_message
from assistant.understanding.lexicon import word_set
from assistant.understanding.tokens import Token

_ALL = re.compile(
    r"\b(?:everything|all(?: of)? (?:it|them|these|those|of (?:it|them)|(?:the |my |those |these )?"
    r"(?:items?|things|products|stuff|pieces|articles))|all(?=\W*$)|(?:it|them|they) all"
    r"|both(?: of (?:them|these|those))?(?! (?:of )?(?:the |my |these |those )?[a-z]+s\b)"
    r"|both (?:items|things|of the items|ones)"
    r"|(?:the |my )?(?:whole|entire|complete|full) (?:order|thing|lot|purchase|package|parcel)"
    r"|each (?:one|of them|item)|every (?:item|one|single \w+|thing)|the lot|all but|all except)\b",
    re.I,
)
_REST = re.compile(
    r"\b(?:the rest|everything else|all (?:the )?others?|the others|the other (?:items|ones"
    r"|things|two"
    r"|three)|(?:the )?remaining(?: \w+)?|all else)\b",
    re.I,
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|apart from|aside from|other than|besides|excluding|but not"
    r"|but for"
    r"|(?<=everything )but|(?<=all )but|minus|without|not including|leaving out|save for|only not"
    r"|(?:i(?:'ll| will| want to| would like to|'d like to)? )?keep(?:ing)?|hold(?:ing)? on to"
    r"|not returning)\b(?! (?:the )?(?:rest|others?|everything else|same))",
    re.I,
)
_CLAUSE = re.compile(
    r"[.;!?]|,\s*(?=(?:the rest|everything|all|i\b|i'|please|put|send|refund|use|return"
    r"|exchange|swap"
    r"|cancel|and (?:i|put|send|refund|use|return)\b))"
    r"|\b(?:and|then) (?=(?:i|put|send|refund|use|return|exchange|swap|cancel|please|my|give)\b)"
    r"|,?\s+(?=to (?:my|the) (?:card|paypal|gift|original))",
    re.I,
)
_INTO = re.compile(
    r"\b(?:for|to|with|into|instead of)\s+(?=(?:a|an|one|the|something|another|some|ones|size|my"
    r"|\w+er)\b)",
    re.I,
)
_SWAPPING = re.compile(r"\b(?:swap|exchang|chang|replac|trad|switch|modif|upgrad)\w*\b", re.I)
_COUNT = {"a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "couple": 2, "three": 3, "four": 4,
          "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_SKIPPED = word_set(
    """
    of the my those these them items x pieces piece pair pairs units
    """
)
_POINTING = re.compile(
    r"\b(?:that one|this one|that item|this item|one of (?:them|the items|those|these)|them|these"
    r"|those|the item|the product|an item|something from)\b",
    re.I,
)
_ALSO = re.compile(
    r"\b(?:also|too|as well|and also|add|plus|in addition|another thing)\b|^\s*(?:and|oh and)\b",
    re.I,
)
_THING = re.compile(
    r"\b(?:the|my|this|that|those|these|only"
    r"|just)\s+(?P<thing>[a-z][a-z'-]{2,}(?: [a-z][a-z'-]{2,})?)",
    re.I,
)
_NO_THING = word_set(
    """
    order orders item items one ones thing things product products money refund card cards
    paypal gift address method payment price difference store shop package parcel delivery
    rest same other others day week month year website email account original whole entire
    first second last next third cheapest cheaper expensive way time reason name number
    status total company policy new old wrong right color size please want need cancel
    return exchange most more bigger smaller larger two three both all way just only it that
    this them those these back here question visa mastercard amount balance shipping problem
    label box receipt invoice site app
    """
)


def which_items(text: str, items: Sequence[OrderItem], *, before: Sequence[str] = ()) -> Chosen:
    """The pieces of ``items`` that ``text`` means, in their order.

    before: ids that were chosen before, which "the other one" and "the rest" leave out.
    """
    said = clean_message(text).replace("’", "'")
    ids = ids_in(said, [item.item_id for item in items])
    tokens = read(said)
    words = ItemWords(items)
    zones = _excepting(said)
    target = _target(said)
    excluded: set[int] = set()
    picks: list[tuple[tuple[int, ...], int]] = []
    heads: set[tuple[int, ...]] = set()
    for one in words.descriptions(tokens):
        place = tokens[one.start].start
        aimed = target is not None and place >= target
        if aimed and (not one.named or one.pieces in heads):
            continue
        heads.add(one.pieces)
        count = _count_before(tokens, one.start)
        pieces = _narrowed(one, tokens, items)
        if any(start <= place < end for start, end in zones) or is_refused(tokens, one.start):
            excluded.update(pieces)
        else:
            picks.append((pieces, len(pieces) if one.plural and not count else count or 0))
    universe = set(range(len(items)))
    also = _ALSO.search(said) is not None
    refused = tuple(items[n].item_id for n in sorted(excluded))
    if ids:
        picks = [(tuple(n for n in universe if items[n].item_id == one), 1) for one in ids]
    rest = _REST.search(said)
    if _ALL.search(said) or rest or (zones and excluded and not picks and not _kept_only(said)):
        left = universe - excluded
        if rest:
            chosen = {n for pieces, _ in picks for n in pieces}
            earlier = {n for n in universe if items[n].item_id in before}
            left -= (chosen | earlier) if not excluded else set()
        return Chosen(
            tuple(items[n].item_id for n in sorted(left)),
            refused=refused,
            also=also,
            everything=True,
        )
    if not picks:
        picks = _by_place(said, tokens, items, excluded, before)
    if not picks and excluded and len(universe - excluded) == 1:
        picks = [(tuple(universe - excluded), 1)]
    unknown = () if picks or excluded else _unknown(said)
    return _result(picks, items, excluded, unknown, refused, also=also)


def named_items(text: str, items: Sequence[OrderItem]) -> tuple[int, ...]:
    """Places of the pieces that ``text`` describes by name, each once."""
    found = ItemWords(items).descriptions(read(text))
    return tuple(sorted({n for one in found if one.named for n in one.pieces}))


def _result(
    picks: Sequence[tuple[tuple[int, ...], int]],
    items: Sequence[OrderItem],
    excluded: set[int],
    unknown: tuple[str, ...],
    refused: tuple[str, ...],
    *,
    also: bool,
) -> Chosen:
    clear: list[int] = []
    open_: list[int] = []
    asked = 0
    for pieces, count in picks:
        left = [n for n in pieces if n not in excluded and n not in clear]
        alike = len({items[n].item_id for n in left}) <= 1
        many = count or (1 if len(left) == 1 else 0)
        if many and (many >= len(left) or alike):
            clear += left[:many]
        elif left:
            open_ += [n for n in left if n not in open_]
            asked += count
    open_ = [n for n in open_ if n not in clear] if len(open_) > 1 else open_
    return Chosen(
        tuple(items[n].item_id for n in sorted(clear)),
        tuple(items[n].item_id for n in sorted(open_)),
        asked,
        unknown,
        refused,
        also,
    )


def _excepting(said: str) -> list[tuple[int, int]]:
    """Where exceptions stand: from their cue to the end of the clause."""
    zones = []
    for cue in _EXCEPT.finditer(said):
        border = _CLAUSE.search(said, cue.end())
        zones.append((cue.start(), border.start() if border else len(said)))
    return zones


def _kept_only(said: str) -> bool:
    """Whether something is only kept, and not all the others sent back: "i'll keep the lamp"."""
    return re.search(r"\bkeep|\bhold", said, re.I) is not None


def _target(said: str) -> int | None:
    """Where it begins to say what is wanted instead: "swap the lamp for | a taller one"."""
    swap = _SWAPPING.search(said)
    into = _INTO.search(said, swap.end()) if swap else None
    return into.end() if into else None


def _count_before(tokens: Sequence[Token], start: int) -> int:
    """The number before a description: "2 of the 3 candles", "one of the lamps", "a candle"."""
    found = 0
    for back in range(start - 1, max(-1, start - 7), -1):
        norm = tokens[back].norm
        if norm.isdigit() and len(norm) < 3:
            found = int(norm)
        elif norm in _COUNT:
            found = _COUNT[norm]
        elif norm not in _SKIPPED and norm != "all":
            break
        elif norm == "all":
            return found
    return found


def _narrowed(
    one: Description, tokens: Sequence[Token], items: Sequence[OrderItem]
) -> tuple[int, ...]:
    """Of several that fit, the bigger or the cheaper where the words before say so."""
    if len(one.pieces) < 2:
        return one.pieces
    before = tokens[max(0, one.start - 3) : one.start]
    words = " ".join(token.norm for token in before)
    return extreme_pieces(words, before, items, one.pieces) or one.pieces


def _by_place(
    said: str,
    tokens: Sequence[Token],
    items: Sequence[OrderItem],
    excluded: set[int],
    before: Sequence[str],
) -> list[tuple[tuple[int, ...], int]]:
    """What is meant without a name: the dearer one, the first, the other one, that one."""
    left = [n for n in range(len(items)) if n not in excluded]
    extreme = extreme_pieces(said, tokens, items, tuple(left))
    if extreme:
        return [(extreme, len(extreme) if len(extreme) == 1 else 0)]
    place = place_in(said, len(left))
    if place is not None and re.search(
        r"\b(?:one|ones|item|items|two|three|thing|product)\b|^\W*(?:the )?\w+\W*$", said, re.I
    ):
        return [((left[index],), 1) for index in place]
    if before and re.search(r"\bthe other (?:one|item|thing)\b|\bthe other\W*$", said, re.I):
        others = tuple(n for n in left if items[n].item_id not in before)
        return [(others, 1 if len(others) == 1 else 0)] if others else []
    pointing = _POINTING.search(said)
    if len(items) == 1 and (pointing or re.search(r"\b(?:it|that|this)\b", said, re.I)):
        return [((0,), 1)]
    if (
        pointing
        and left
        and re.search(r"\bone\b|\bitem\b|\bproduct\b|\bsomething\b", pointing.group(), re.I)
    ):
        return [(tuple(left), 0)]
    if pointing and left:
        return [(tuple(left), 0)] if len(left) > 1 else [(tuple(left), 1)]
    return []


def _unknown(said: str) -> tuple[str, ...]:
    """Things that are called by a name nothing here has."""
    found = []
    for match in _THING.finditer(said):
        words = match["thing"].lower().split()
        if words[0] not in _NO_THING:
            found.append(words[0])
    return tuple(dict.fromkeys(found))[:1]
