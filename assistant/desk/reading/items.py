"""Which pieces of an order a message means: "everything except the lamp", "2 of the 3 bulbs"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.desk.reading.cues import is_refused
from assistant.desk.reading.hearing import hear
from assistant.desk.reading.ids import ids_in
from assistant.desk.reading.item_extremes import extreme_pieces
from assistant.desk.reading.item_scopes import (
    becomes,
    count_before,
    exceptions,
    number_of,
    only_keeps,
    says_all,
    says_also,
    says_order,
    says_rest,
    stays,
    tells_order,
)
from assistant.desk.reading.item_unknown import unknown_alone, unknown_beside
from assistant.desk.reading.item_words import Description, ItemWords
from assistant.desk.reading.places_of import place_in
from assistant.desk.reading.types import Chosen
from assistant.desk.reading.words import read
from assistant.desk.types import OrderItem
from assistant.understanding.amounts import find_amounts
from assistant.understanding.tokens import Token

_Pick = tuple[tuple[int, ...], int]
"""Pieces that fit, and how many of them are meant; 0: not said."""
_POINTING = re.compile(
    r"\b(?:that one|this one|that item|this item|one of (?:them|the items|those|these)|them|these"
    r"|those|the item|the product|an item|something from)\b",
    re.I,
)
_OTHER = re.compile(r"\bthe other (?:one|item|thing|product)\b|\bthe other\W*$", re.I)
_ONE = re.compile(r"\b(?:one|ones|item|items|two|three|thing|product)\b|^\W*(?:the )?\w+\W*$", re.I)
_COMPARED = re.compile(r"\bthe (?P<how>(?:(?:more|most|less|least) )?[a-z]+) one\b", re.I)
_COUNTED = re.compile(
    r"\b(?P<count>one|two|three|four|five|six|\d)(?: of)?(?: (?:the|my|these|those|them|it))?\b",
    re.I,
)
_IT = re.compile(r"\b(?:it|that|this)\b", re.I)
_PRICED = re.compile(r"[$€£]|\b(?:costs?|costing|paid|price|worth|priced|dollars|bucks)\b", re.I)


def which_items(text: str, items: Sequence[OrderItem], *, before: Sequence[str] = ()) -> Chosen:
    """The pieces of ``items`` that ``text`` means, in their order.

    before: ids that were chosen before, which "the other one" and "the rest" leave out.
    """
    said = hear(text)
    tokens = read(said)
    things = _things(said, tokens, items)
    zones = exceptions(said)
    excluded: set[int] = set()
    picks: list[_Pick] = []
    for one in things:
        place = tokens[one.start].start
        count = count_before(tokens, one.start)
        pieces = _narrowed(one, tokens, items)
        kept = any(start <= place < end for start, end in zones)
        if kept or is_refused(tokens, one.start) or stays(said, tokens[one.end - 1].end):
            excluded.update(pieces)
        else:
            within = next((p for p in picks if set(pieces) < set(p[0])), None)
            if within is not None and one.headed and not one.named:
                picks.remove(within)  # "I bought two lamps, return the black one"
            picks.append((pieces, len(pieces) if one.plural and not count else count))
    picks = [_one_of(pick, said, items) for pick in picks]
    ids = ids_in(said, [item.item_id for item in items])
    if ids:
        picks = [(tuple(n for n, i in enumerate(items) if i.item_id == one), 1) for one in ids]
    refused = tuple(items[n].item_id for n in sorted(excluded))
    whole = says_all(said, len(items), [tokens[one.start].start for one in things])
    whole = whole or (not picks and not excluded and says_order(said))
    if whole or says_rest(said) or (zones and excluded and not picks and not only_keeps(said)):
        left = set(range(len(items))) - excluded
        if not whole and not excluded:
            left -= {n for pieces, _ in picks for n in pieces}
            left -= {n for n, item in enumerate(items) if item.item_id in before}
        ids = tuple(items[n].item_id for n in sorted(left))
        return Chosen(ids, refused=refused, also=says_also(said), everything=True)
    if not picks:
        picks = _unnamed(said, tokens, items, excluded, before)
    chosen = _chosen(picks, items, excluded)
    spans = [(tokens[one.start].start, tokens[one.end - 1].end) for one in things]
    unknown = unknown_beside(said, spans) if picks or excluded else unknown_alone(said)
    return replace(chosen, unknown=unknown, refused=refused, also=says_also(said))


def named_items(text: str, items: Sequence[OrderItem]) -> tuple[int, ...]:
    """Places of the pieces that ``text`` describes by name, each once."""
    found = ItemWords(items).descriptions(read(hear(text)))
    return tuple(sorted({n for one in found if one.named for n in one.pieces}))


def _things(said: str, tokens: Sequence[Token], items: Sequence[OrderItem]) -> list[Description]:
    """Descriptions of pieces, without those that only tell the order and those of what pieces are
    to become: beside names, values alone ("in black") and a second naming say that."""
    found = ItemWords(items).descriptions(tokens)
    named = any(one.named for one in found)
    target = becomes(said)
    result: list[Description] = []
    telling = 0
    for one in found:
        if tells_order(said, tokens[one.start].start, telling):
            telling = tokens[one.end - 1].end
            continue
        aimed = tokens[one.start].start >= target
        again = any(one.pieces == earlier.pieces for earlier in result)
        if (aimed and (not one.named or again)) or (named and not one.named and not one.headed):
            continue
        result.append(one)
    return result


def _one_of(pick: _Pick, said: str, items: Sequence[OrderItem]) -> _Pick:
    """ "I bought two lamps, return the taller one": of those that are named the one compared."""
    compared = _COMPARED.search(said, 0, becomes(said))
    if len(pick[0]) < 2 or compared is None:
        return pick
    words = compared["how"]
    extreme = extreme_pieces(words, read(words), items, pick[0])
    return (extreme, len(extreme)) if len(extreme) == 1 else pick


def _narrowed(
    one: Description, tokens: Sequence[Token], items: Sequence[OrderItem]
) -> tuple[int, ...]:
    """Of several that fit, the bigger or the cheaper where the words before say so."""
    if len(one.pieces) < 2:
        return one.pieces
    before = tokens[max(0, one.start - 3) : one.start]
    words = " ".join(token.norm for token in before)
    return extreme_pieces(words, before, items, one.pieces) or one.pieces


def _unnamed(
    said: str,
    tokens: Sequence[Token],
    items: Sequence[OrderItem],
    excluded: set[int],
    before: Sequence[str],
) -> list[_Pick]:
    """What is meant without a name: the dearer one, the first, the other one, that one."""
    left = tuple(n for n in range(len(items)) if n not in excluded)
    if extreme := extreme_pieces(said, tokens, items, left):
        return [(extreme, 0)]
    if _PRICED.search(said):
        amounts = [amount.value for amount in find_amounts(said)]
        worth = tuple(n for n in left if any(abs(items[n].price - a) < 1 for a in amounts))
        if worth:
            return [(worth, 0)]
    place = place_in(said, len(left))
    if place is not None and _ONE.search(said):
        return [((left[index],), 1) for index in place]
    if _OTHER.search(said):
        others = tuple(n for n in left if items[n].item_id not in before)
        return [(others, 0)] if others else []
    if left and (counted := _COUNTED.search(said)) and len({items[n].item_id for n in left}) == 1:
        return [(left, number_of(counted["count"]))]
    pointing = _POINTING.search(said) or (len(items) == 1 and _IT.search(said))
    if left and (pointing or (excluded and len(left) == 1)):
        return [(left, 0)]
    return []


def _chosen(picks: Sequence[_Pick], items: Sequence[OrderItem], excluded: set[int]) -> Chosen:
    """What is clear and what is open of some picks."""
    clear: list[int] = []
    open_: list[int] = []
    asked = 0
    for pieces, count in picks:
        left = [n for n in pieces if n not in excluded and n not in clear]
        alike = len({items[n].item_id for n in left}) <= 1
        many = count or int(len(left) == 1)
        if many and (many >= len(left) or alike):
            clear += left[:many]
        elif left:
            open_ += [n for n in left if n not in open_]
            asked += count
    open_ = [n for n in open_ if n not in clear]
    return Chosen(
        tuple(items[n].item_id for n in sorted(clear)),
        tuple(items[n].item_id for n in sorted(open_)),
        asked,
    )
