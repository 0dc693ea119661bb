"""Slips of the keyboard mended against the catalogue's own words."""

from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz.distance import OSA

from assistant.understanding.lexicon import AFTER_HEAD, MEASURES, UNITS, english_words
from assistant.understanding.tokens import singular

SHORTEST = 4
"""Letters of a word that a slip can be mended to; shorter ones are too close to too many others."""
_SHORTEST_PART = 4
"""Letters of each half of a compound."""
_ENDINGS = ("ed", "er", "ers", "ing", "ly", "y", "less", "ness", "able", "ish", "est", "wear", "s")


class Mender:
    """Finds the known word that a slip was meant to be.

    A word is mended when no dictionary word and no word of the catalogue is spelled like it, and
    one known word with the same first letter is one slip away (two from eight letters on). A swap
    of neighbours is one slip (optimal string alignment distance). The commoner word wins a tie.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        ordinary, names = english_words()
        self._ordinary = ordinary
        self._known = ordinary | names | counts.keys() | AFTER_HEAD | UNITS | MEASURES
        self._counts = counts
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in counts:
            if len(word) >= SHORTEST and word.isalpha():
                self._by_shape[word[0], len(word)].append(word)

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of the language or the catalogue, or grown from one."""
        known = word in self._known or singular(word) in self._known
        return known or self._is_derived(word) or self._is_compound(word)

    def mend(self, norm: str, key: str) -> str | None:
        """The word meant by a folded word, or None where it is right or nothing is near."""
        if not norm.isalpha() or not norm.isascii() or len(norm) < SHORTEST:
            return None
        if self.knows(norm) or key in self._known:
            return None
        best = self._nearest(norm, key)
        return best[2] if best else None

    def distance(self, norm: str) -> int:
        """How many slips a folded word is away from the nearest word meant; 9: too many."""
        best = self._nearest(norm, norm)
        return best[0] if best else 9

    def _nearest(self, norm: str, key: str) -> tuple[int, int, str] | None:
        allowed = 2 if len(norm) >= 8 else 1
        best: tuple[int, int, str] | None = None
        for length in range(max(SHORTEST, len(key) - allowed), len(norm) + allowed + 1):
            for word in self._by_shape.get((norm[0], length), ()):
                distance = min(
                    OSA.distance(said, word, score_cutoff=allowed) for said in {norm, key}
                )
                if distance <= allowed:
                    candidate = (distance, -self._counts[word], word)
                    best = candidate if best is None or candidate < best else best
        return best

    def _is_compound(self, word: str) -> bool:
        """Whether it is two words of the language in one: "backlight"."""
        return any(
            word[:cut] in self._ordinary and word[cut:] in self._ordinary
            for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        )

    def _is_derived(self, word: str) -> bool:
        """Whether it is a known word with an ending: "soled", "wickable"."""
        for ending in _ENDINGS:
            root = word.removesuffix(ending)
            # "Baking" is from "bake"; "wirless" is not from "wire".
            roots = {root, root + "e"} if ending[0] in "aeiouy" else {root}
            if root != word and roots & self._known:
                return True
        return False
