"""Slips that are words themselves, mended where the word beside them says what was meant: "trial
shoes", "desk lams"."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz.distance import OSA

from assistant.understanding.lexicon import english_words
from assistant.understanding.mending import is_missed_key
from assistant.understanding.tokens import Token

_SHORTEST = 3
"""Letters of a word that is mended so."""


class PairMender:
    """Knows the catalogue's names of two words.

    ``phrases``: their comparable words; ``known``: words of the catalogue, which are no slips. One
    letter dropped, doubled or swapped is mended, and in what is no word one from the key beside;
    another letter may well be another thing ("flood lamps" are no floor lamps).
    """

    def __init__(self, phrases: Iterable[tuple[str, ...]], known: Collection[str]) -> None:
        self._known = known
        self._before: defaultdict[str, set[str]] = defaultdict(set)
        self._after: defaultdict[str, set[str]] = defaultdict(set)
        for first, second in (phrase for phrase in phrases if len(phrase) == 2):
            self._before[second].add(first)
            self._after[first].add(second)

    def mend(self, tokens: Sequence[Token], place: int) -> str | None:
        """The word meant at a place by its neighbours; None: it stands as it is."""
        token = tokens[place]
        if len(token.norm) < _SHORTEST or not token.norm.isalpha():
            return None
        following = tokens[place + 1].key if place + 1 < len(tokens) else ""
        previous = tokens[place - 1].key if place else ""
        if token.key in self._known:  # A made-up name alone tells what stands beside it.
            following, previous = _only_name(following), _only_name(previous)
        meant = (*self._before.get(following, ()), *self._after.get(previous, ()))
        odd = token.norm not in english_words()[0]
        slips = (
            word
            for word in set(meant) - {token.key}
            if _is_slip(token.norm, word)
            or _is_slip(token.key, word)
            or (odd and is_missed_key(token.norm, word))
        )
        return min(slips, default=None)


def _only_name(word: str) -> str:
    """The word if it is no ordinary one: the Kors of "Michel Kors"."""
    return "" if len(word) < _SHORTEST or word in english_words()[0] else word


def _is_slip(said: str, word: str) -> bool:
    same_letters = sorted(said) == sorted(word)
    return (
        said[0] == word[0]
        and min(len(said), len(word)) >= _SHORTEST
        and (same_letters or len(said) != len(word))
        and OSA.distance(said, word, score_cutoff=1) <= 1
    )
