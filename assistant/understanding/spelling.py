"""Slips of the keyboard mended before the classifier reads, so that a slip costs no meaning.

Emoji are put into words, which the encoder has and emoji it has not.
Only the classifier sees the mended text; limits are read, and mended against the catalogue, from
what was written (``mending``).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.lexicon import english_words

SHORTEST = 2
"""Letters of a word that is mended, or mended to; as short a one must be ten times as frequent."""
OFTEN = 3
"""So many times the texts say a word that others are mended to."""
_ENDINGS = (
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "er",
    "ers",
    "ly",
    "less",
    "n't",
    "'s",
    "'re",
    "'ve",
    "'ll",
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


_SYMBOL = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")


def _in_words(symbol: str) -> str:
    """The name of an emoji or arrow: "thumbs up sign"."""
    name = unicodedata.name(symbol, "").lower()
    return "" if "modifier" in name else name


class Speller:
    """Finds the frequent word that an unknown one was meant to be.

    Args:
        texts: messages as shoppers write them; unknown words are mended to their frequent ones.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(
            word.casefold().replace("’", "'") for text in texts for word in _WORD.findall(text)
        )
        ordinary, names = english_words()
        self._counts = counts
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._known = ordinary
        for word, count in counts.items():
            likely = count >= OFTEN or self._is_known(word)
            if likely and (len(word) > SHORTEST or count >= 10 * OFTEN):
                self._by_length[len(word)].append(word)
        dictionary = ordinary | names
        # Words of the texts that no dictionary has ("usb", "hoodie") are known as well, unless
        # they are slips themselves ("retrun").
        slips = {w for w in counts if w not in dictionary and self._is_slip(w)}
        self._known = dictionary | (counts.keys() - slips)
        for length, choices in self._by_length.items():
            self._by_length[length] = [word for word in choices if word not in slips]
        self._mended = lru_cache(maxsize=20_000)(self._nearest)

    def mend(self, text: str) -> str:
        """``text`` with each unknown word read as the nearest known one, if one is near."""
        mended = _WORD.sub(lambda match: self._mended(match.group().casefold()), text)
        return " ".join(_SYMBOL.sub(lambda match: f" {_in_words(match.group())} ", mended).split())

    def _nearest(self, word: str) -> str:
        """The likeliest word within one slip (two from seven letters on), or the word itself.

        A swap of neighbours is one slip. Nearer words come first, then the frequent; a slip in the
        first letter is five times rarer.
        """
        word = word.replace("’", "'")
        if len(word) < SHORTEST or not word.isascii() or self._is_known(word):
            return word
        near = self._near(word, 2 if len(word) >= 7 else 1)
        return min(near)[2] if near else word

    def _near(self, word: str, allowed: int) -> list[tuple[int, float, str]]:
        """The frequent words within ``allowed`` slips; the least of them is the likeliest."""
        return [
            (distance, -self._counts[other] / (1 if other[0] == word[0] else 5), other)
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for other, distance, _ in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=None,
            )
        ]

    def _is_slip(self, word: str) -> bool:
        """Whether a word of the texts is a slip for a much commoner one. Short words are close to
        many others, so more is asked of them."""
        much = 20 if len(word) >= 5 else 100
        near = self._near(word, 1) if len(word) > 3 else []
        return any(-likelihood >= much * self._counts[word] for _, likelihood, _ in near)

    def _is_known(self, word: str) -> bool:
        """Whether it is a known word, or one with an ending."""
        return word in self._known or any(
            word.endswith(ending) and word[: -len(ending)] in self._known for ending in _ENDINGS
        )


@cache
def shop_speller() -> Speller:
    """The speller over Daogou's own utterances."""
    from assistant.understanding.data import written

    return Speller(example.text for example in written("train"))
