"""Several pieces and what is wanted for each: "the lamp in black and the jar in steel"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.desk.reading.forms import which_form
from assistant.desk.reading.hearing import hear
from assistant.desk.reading.item_words import ItemWords
from assistant.desk.reading.items import which_items
from assistant.desk.reading.types import FormSaid, SwapSaid
from assistant.desk.reading.words import read
from assistant.desk.types import Item, OrderItem

_BORDER = re.compile(r"[.;!?,]\s+|\s+(?:and|but|then|also|while)\s+", re.I)
"""Where the words for the next piece may begin."""


def read_swaps(
    text: str, items: Sequence[OrderItem], forms: Mapping[str, Sequence[Item]]
) -> tuple[SwapSaid, ...]:
    """The pieces of ``items`` that ``text`` speaks of, each with the form wanted for it.

    Each piece is read by the clauses that name it and those that follow; where one wish stands for
    several pieces ("both in black") all are read by it.

    forms: by product id, sold-out ones included.
    """
    said = hear(text)
    pieces = _pieces(items, which_items(said, items).ids)
    parts = _parts(said, pieces) if len(pieces) > 1 else {}
    read_alone = [_form(parts.get(n, said), one, forms) for n, one in enumerate(pieces)]
    late = list(parts)[-1] if parts else len(pieces) - 1
    if len(pieces) > 1 and not any(f.speaks for n, f in enumerate(read_alone) if n != late):
        # "The lamp and the jar in black": what is said last is said of all.
        last = parts.get(late, said)
        read_alone = [_form(last, one, forms) for one in pieces]
    return tuple(SwapSaid(one.item_id, form) for one, form in zip(pieces, read_alone, strict=True))


def _form(part: str, piece: OrderItem, forms: Mapping[str, Sequence[Item]]) -> FormSaid:
    return which_form(part, piece, forms.get(piece.product_id, ()))


def _pieces(items: Sequence[OrderItem], ids: Sequence[str]) -> list[OrderItem]:
    left = Counter(ids)
    pieces = []
    for item in items:
        if left[item.item_id] > 0:
            left[item.item_id] -= 1
            pieces.append(item)
    return pieces


def _parts(said: str, pieces: Sequence[OrderItem]) -> dict[int, str]:
    """The words for each piece that is named: from the border before its name to the border before
    the next piece's name; of a piece named twice, all of them."""
    tokens = read(said)
    named = [
        (one.pieces[0], tokens[one.start].start, tokens[one.end - 1].end)
        for one in ItemWords(pieces).descriptions(tokens)
        if one.named and len(one.pieces) == 1
    ]
    starts = []
    end = 0
    for number, (_, start, behind) in enumerate(named):
        borders = [m.end() for m in _BORDER.finditer(said, end, start)] if number else [0]
        starts.append(borders[-1] if borders else start)
        end = behind
    parts: dict[int, str] = {}
    for number, (piece, _, _) in enumerate(named):
        until = starts[number + 1] if number + 1 < len(named) else len(said)
        part = said[starts[number] : until]
        parts[piece] = f"{parts[piece]}; {part}" if piece in parts else part
    return parts
