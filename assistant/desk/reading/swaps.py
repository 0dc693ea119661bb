"""Several pieces and what is wanted for each: "the lamp in black and the jar in steel"."""

from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.desk.reading.forms import which_form
from assistant.desk.reading.item_words import ItemWords
from assistant.desk.reading.items import which_items
from assistant.desk.reading.types import SwapSaid
from assistant.desk.reading.words import read
from assistant.desk.types import Item, OrderItem
from assistant.understanding.clean import clean_message


def read_swaps(
    text: str, items: Sequence[OrderItem], forms: Mapping[str, Sequence[Item]]
) -> tuple[SwapSaid, ...]:
    """The pieces of ``items`` that ``text`` speaks of, each with the form wanted for it.

    Each piece is read by the words from its name to the next piece's; where one wish stands for
    several pieces ("both in black") all are read by it.

    forms: by product id, sold-out ones included.
    """
    said = clean_message(text)
    chosen = which_items(said, items)
    left = Counter(chosen.ids)
    pieces = []
    for item in items:
        if left[item.item_id] > 0:
            left[item.item_id] -= 1
            pieces.append(item)
    if len(pieces) < 2:
        return tuple(
            SwapSaid(item.item_id, which_form(said, item, forms.get(item.product_id, ())))
            for item in pieces
        )
    tokens = read(said)
    starts: dict[int, int] = {}
    for one in ItemWords(pieces).descriptions(tokens):
        if one.named and len(one.pieces) == 1:
            starts.setdefault(one.pieces[0], tokens[one.start].start)
    borders = sorted(starts.values())
    result = []
    for number, item in enumerate(pieces):
        start = starts.get(number)
        ends = [border for border in borders if start is not None and border > start]
        part = said[start : ends[0]] if ends else said[start:]
        known = forms.get(item.product_id, ())
        form = which_form(part if start is not None else said, item, known)
        result.append(SwapSaid(item.item_id, form))
    if result and not any(one.form.speaks for one in result[:-1]) and result[-1].form.speaks:
        # "The lamp and the jar in black": what is said last is said of all.
        last = said[borders[-1] :] if borders else said
        result = [
            SwapSaid(item.item_id, which_form(last, item, forms.get(item.product_id, ())))
            for item in pieces
        ]
    return tuple(result)
