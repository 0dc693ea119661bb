"""Things of an order in a message: which words name which pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.desk.reading.option_words import Mention, OptionWords, values_of
from assistant.desk.reading.synonyms import thing_phrases
from assistant.desk.reading.words import meant, phrase
from assistant.desk.types import OrderItem
from assistant.understanding.lexicon import word_set
from assistant.understanding.tokens import Token

_JOINING = word_set(
    """
    in with of and size sized color colored the a
    """
)
"""Words between a thing and its values: "the jar in glass"."""
_SMALL = word_set(
    """
    in with of and a an the for to on from by at or without
    """
)
"""Words of titles that describe nothing: "Candle in a Glass" is not meant by "in"."""
_HEADS = word_set(
    """
    one ones item items piece pieces thing things product products
    """
)
"""What stands for a thing of any name."""
_AMOUNTS = frozenset(("less", "more"))
"""Words that end names without standing for them: no "wireless" is meant by "less"."""
_SHORTEST_END = 4
"""Letters of a word that may end a compound: "watch" of "wristwatch"."""


@dataclass(frozen=True, slots=True)
class Description:
    """One place of a message that describes pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]
    """Places in the list of pieces of all that fit; never empty."""
    named: bool
    """By name and not by values alone ("the blue one")."""
    full: bool
    """By the last word of a name: "kettle" of an electric kettle, not "electric" alone."""
    headed: bool
    """With a word that stands for any thing: "the blue one"."""
    plural: bool
    """Whether its noun is in the plural where the name is in the singular."""


class ItemWords:
    """Finds descriptions of some pieces."""

    def __init__(self, items: Sequence[OrderItem]) -> None:
        self.items = items
        self._names = [phrase(item.name) for item in items]
        self._other = [_other_names(name) for name in self._names]
        self._options = OptionWords(values_of(item.options for item in items))
        names = (*self._names, *(name for names in self._other for name in names))
        self._nouns: dict[str, tuple[str, ...]] = {}
        for name in names:
            self._nouns |= {word: (word,) for word in name if word not in _SMALL}
            for pair in pairwise(name):
                self._nouns.setdefault("".join(pair), pair)  # "tshirt"

    def descriptions(self, tokens: Sequence[Token]) -> list[Description]:
        """All places that describe pieces, in order."""
        keys = self._options.keys(tokens)
        nouns = [self._noun(token, key) for token, key in zip(tokens, keys, strict=True)]
        for place, token in enumerate(tokens):
            if len(token.norm) == 1 and not self._names_more(nouns, place):
                nouns[place] = ()  # The "t" of "t-shirt" only.
        values = {m.start: m for m in self._options.mentions(tokens, keys)}
        found: list[Description] = []
        place = 0
        while place < len(tokens):
            one = self._at(tokens, nouns, values, place)
            if one is not None:
                found.append(one)
            place = one.end if one is not None else place + 1
        whole = {one.pieces for one in found if one.full}
        return [one for one in found if one.full or not one.named or one.pieces not in whole]

    def _noun(self, token: Token, key: str) -> tuple[str, ...]:
        """The words of a name that a token says; empty: none."""
        for spelled in (key, token.key):
            if spelled in self._nouns:
                return self._nouns[spelled]
        if len(key) >= _SHORTEST_END and key not in _AMOUNTS:
            ends = [noun for noun in self._nouns if noun.endswith(key)]
            if len(ends) == 1:
                return self._nouns[ends[0]]
        near = meant(token, tuple(self._nouns))
        return self._nouns[near] if near else ()

    def _at(
        self,
        tokens: Sequence[Token],
        nouns: Sequence[tuple[str, ...]],
        values: Mapping[int, Mention],
        place: int,
    ) -> Description | None:
        """The description that begins at ``place``: values, the words of a name, and values."""
        said: list[str] = []
        wished: list[frozenset[tuple[str, str]]] = []
        end = last = place
        head = False
        while end < len(tokens):
            value = values.get(end)
            if value is not None and not (nouns[end] and not said and self._names_more(nouns, end)):
                wished.append(frozenset(value.meanings))
                said += nouns[end]
                end = last = value.end
            elif nouns[end] and not head:
                said += nouns[end]
                last = end = end + 1
            elif tokens[end].norm in _HEADS and (wished or said) and not head:
                head = True
                last = end = end + 1
            elif (
                last > place and (said or head) and tokens[end].norm in _JOINING and end - last < 2
            ):
                if tokens[end].norm == "and" or nouns[min(end + 1, len(nouns) - 1)]:
                    break
                end += 1
            else:
                break
        if last == place or (not said and not wished):
            return None
        pieces = self._fitting(said, wished)
        if not pieces:
            return None
        words = tokens[place:last]
        plural = any(t.norm == "ones" or (t.norm != t.key and t.key in said) for t in words)
        full = bool(said) and any(self._names[piece][-1:] == (said[-1],) for piece in pieces)
        return Description(place, last, pieces, bool(said), full, head, plural)

    def _names_more(self, nouns: Sequence[tuple[str, ...]], place: int) -> bool:
        """Whether a value word stands inside a name: the "wireless" of "wireless earbuds"."""
        return place + 1 < len(nouns) and any(
            (*nouns[place], *nouns[place + 1]) == name[n : n + 2]
            for name in self._names
            for n in range(len(name) - 1)
        )

    def _fitting(
        self, said: Sequence[str], wished: Sequence[frozenset[tuple[str, str]]]
    ) -> tuple[int, ...]:
        """Pieces with most of the words, and among them those with most of the values."""
        scores = []
        for number, item in enumerate(self.items):
            name = set(self._names[number])
            other = max((len(set(said) & set(p)) for p in self._other[number]), default=0)
            hits = max(len(name & set(said)), other)
            holds = sum(
                any(item.options.get(option) == value for option, value in meanings)
                for meanings in wished
            )
            scores.append((hits, holds))
        best = max((hits for hits, _ in scores), default=0)
        if said and not best:
            return ()
        most = max((holds for hits, holds in scores if hits == best), default=0)
        if not said and not most:
            return ()
        return tuple(n for n, score in enumerate(scores) if score == (best, most))


def _other_names(name: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """What a thing is called besides its name: a hiking backpack is a rucksack."""
    ends = (" ".join(name[place:]) for place in range(len(name)))
    return frozenset(other for end in ends for other in thing_phrases(end))
