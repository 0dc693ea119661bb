"""The cheapest, the dearest, the biggest or the smallest of some pieces."""

from collections.abc import Sequence

from assistant.desk.reading.comparatives import price_wish, relatives
from assistant.desk.reading.option_words import OptionWords, values_of
from assistant.desk.reading.scales import scale_of
from assistant.desk.types import OrderItem
from assistant.understanding.tokens import Token


def extreme_pieces(
    text: str, tokens: Sequence[Token], items: Sequence[OrderItem], among: tuple[int, ...]
) -> tuple[int, ...]:
    """Places of the pieces among ``among`` that a comparison or superlative means; several where
    they are equal; empty: nothing of that kind is said or they cannot be compared by it."""
    wish = price_wish(text)
    if wish:
        prices = {n: items[n].price * (1 if wish < 0 else -1) for n in among}
        least = min(prices.values(), default=0)
        return tuple(n for n, price in prices.items() if price == least)
    options = values_of(items[n].options for n in among)
    scales = {option: scale for option, v in options.items() if (scale := scale_of(v))}
    words = OptionWords(options)
    for one in relatives(text, tokens, words.names(words.keys(tokens)), scales):
        for option in one.options:
            ranks = {
                n: scales[option][items[n].options[option]]
                for n in among
                if option in items[n].options
            }
            if len(set(ranks.values())) > 1:
                best = max(ranks.values()) if one.way > 0 else min(ranks.values())
                return tuple(n for n, rank in ranks.items() if rank == best)
    return ()
