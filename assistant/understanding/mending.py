"""Slips of the keyboard mended against the catalogue's own words."""

import itertools
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.lexicon import (
    AFTER_HEAD,
    COLOURS,
    LOOSE,
    MEASURES,
    SOFT_COLOURS,
    UNITS,
    english_words,
)
from assistant.understanding.moved_letters import moved_letters
from assistant.understanding.tokens import singular

SHORTEST = 3
"""Letters of a word that a slip is mended to; shorter ones are too close to too many others."""
_SHORT = 4
"""Up to so many letters a slip is mended only where a single word can be meant, and below it never
by another letter."""
_LONG = 8
"""From so many letters on there may be two slips."""
_COMPOUND = 7
"""From so many letters on a likely slip is likelier than a compound that nobody wrote before."""
_SHORTEST_PART = 4
"""Letters of each half of a compound."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ENDINGS = ("ed", "er", "ers", "ing", "ly", "y", "less", "ness", "able", "ish", "est", "wear", "s")
_DOUBLING = ("ed", "er", "ers", "ing", "est")
"""Before these a short word doubles its last letter."""

_MOVED_COLOURS = moved_letters(set(COLOURS) - SOFT_COLOURS)
_Candidate = tuple[int, int, int, str]
"""Slips, how unlikely they are, how rare the word is, and the word: the least is meant."""


class Mender:
    """Finds the known word that a slip was meant to be.

    A word is mended when no dictionary word and no word of the catalogue is spelled like it, and
    one known word with the same first letter is one slip away (two from eight letters on). A swap
    of neighbours is one slip (optimal string alignment distance), and the likeliest: then come
    letters dropped or doubled and the key beside, then others. The commoner word wins a tie;
    between short words nothing is guessed. A word without a vowel is short for one ("blck").

    ``plurals``: whether a word may be meant in the plural too.
    """

    def __init__(self, counts: Mapping[str, int], *, plurals: bool = True) -> None:
        ordinary, names = english_words()
        self._ordinary = ordinary
        self._known = ordinary | names | counts.keys() | AFTER_HEAD | LOOSE | UNITS | MEASURES
        self._counts: dict[str, int] = {}
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word, count in counts.items():
            if len(word) >= SHORTEST and word.isalpha():
                for form in (word, *(_plurals(word) if plurals else ())):
                    if form not in self._counts:
                        self._by_shape[form[0], len(form)].append(form)
                    self._counts[form] = max(count, self._counts.get(form, 0))
        self._moved = {
            slip: word
            for slip, word in _MOVED_COLOURS.items()
            if singular(word) in counts and slip not in counts
        }
        rising = sorted(self._counts, key=lambda word: (self._counts[word], word))
        self._without_vowels = {_skeleton(word): word for word in rising}

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of the language or the catalogue, or grown from one."""
        known = word in self._known or singular(word) in self._known
        return known or self._is_derived(word) or self._is_compound(word)

    def names(self, word: str) -> bool:
        """Whether a folded word is one of those that a slip is mended to."""
        return word in self._counts

    def mend(self, norm: str, key: str) -> str | None:
        """The word meant by a folded word, or None where it is right or nothing is near."""
        if not norm.isalpha() or not norm.isascii() or len(norm) < SHORTEST:
            return None
        if norm in self._moved:
            return self._moved[norm]
        if norm in self._known or key in self._known:
            return None
        if norm == _skeleton(norm) and norm in self._without_vowels:
            return self._without_vowels[norm]
        best = self._nearest(norm)
        if best is None:
            return self._by_vowels(norm)
        grown = self._is_derived(norm)
        near = best[0] == 1 and best[1] < _ANOTHER
        chance = not grown and near and len(norm) >= _COMPOUND  # "silocone"
        made_up = grown or (self._is_compound(norm) and not chance)
        return None if made_up and not _is_clear(norm, best[-1]) else best[-1]

    def nearness(self, norm: str) -> tuple[int, int]:
        """How many slips a folded word is away from the nearest word meant, and how unlikely they
        are; 9: too many."""
        best = self._nearest(norm)
        return best[:2] if best else (9, 0)

    def _nearest(self, norm: str) -> _Candidate | None:
        allowed = 2 if len(norm) >= _LONG else 1
        found: list[_Candidate] = []
        for length in range(max(SHORTEST, len(norm) - allowed), len(norm) + allowed + 1):
            near = process.extract(
                norm,
                self._by_shape.get((norm[0], length), ()),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=None,
            )
            found += [
                (int(distance), _unlikely(norm, word), -self._counts[word], word)
                for word, distance, _ in near
            ]
        if not found:
            return None
        best = min(found)
        if min(len(norm), len(best[-1])) >= _SHORT and len(norm) > _SHORT:
            return best
        rivals = {singular(word) for d, u, _, word in found if (d, u) == best[:2]}
        guessed = best[1] == _ANOTHER and len(norm) < _SHORT
        return best if len(rivals) == 1 and not guessed else None

    def _by_vowels(self, norm: str) -> str | None:
        """The one word that a longer one differs from in its vowels alone: "sandles"."""
        meant = self._without_vowels.get(_skeleton(norm))
        near = meant and len(norm) > _SHORT + 1 and abs(len(meant) - len(norm)) <= 1
        return meant if near and not self.knows(norm) else None

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
            if ending in _DOUBLING and len(root) > SHORTEST and root[-1] == root[-2]:
                roots.add(root[:-1])  # "dimmed"
            doubled = ending[0] == root[-1:]  # "Bootss" is no plural, "greyy" no adjective.
            if root != word and not doubled and len(root) >= SHORTEST and roots & self._known:
                return True
        return False


def _skeleton(word: str) -> str:
    """A word as those write it who leave out the vowels: "black" -> "blck"."""
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def is_slip_of(said: str, word: str) -> bool:
    """Whether somebody may have meant a word that the talk is about: the same first letter, and one
    slip from five letters on, two from eight letters on."""
    if not said or said[0] != word[:1] or len(word) <= _SHORT:
        return False
    allowed = 2 if len(word) >= _LONG else 1
    return OSA.distance(said, word, score_cutoff=allowed) <= allowed


_ANOTHER = 2
"""A far letter in the place of one: the least likely slip."""


def _beside() -> frozenset[tuple[str, str]]:
    """Pairs of letters whose keys touch: on a row, or on the row below and half a key aside."""
    pairs = {pair for row in _ROWS for pair in itertools.pairwise(row)}
    for upper, lower in itertools.pairwise(_ROWS):
        pairs |= {*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)}
    return frozenset(pairs | {(b, a) for a, b in pairs})


_BESIDE = _beside()


def _is_clear(said: str, word: str) -> bool:
    """Whether letters are merely swapped, one is doubled, or one of a double or inside a long word
    is missing: "jackest" is not the most jack, "ruber" rubs nothing."""
    if sorted(said) == sorted(word):
        return True
    longer, shorter = (said, word) if len(said) > len(word) else (word, said)
    inside = range(1, len(longer) - 1) if longer is word and len(word) >= _LONG else ()
    doubled = (place for place in range(1, len(longer)) if longer[place] == longer[place - 1])
    return any(longer[:place] + longer[place + 1 :] == shorter for place in (*inside, *doubled))


def is_missed_key(said: str, word: str) -> bool:
    """Whether two words are the same but for keys beside those that were meant."""
    if len(said) != len(word):
        return False
    return all(a == b or (a, b) in _BESIDE for a, b in zip(said, word, strict=True))


def _unlikely(said: str, word: str) -> int:
    """0: the letters are the same but for their order; 1: some are missing or too many, or the key
    beside was hit."""
    if sorted(said) == sorted(word):
        return 0
    if len(said) != len(word):
        return 1
    return 1 if is_missed_key(said, word) else _ANOTHER


def _plurals(word: str) -> tuple[str, ...]:
    """The plural as it is usually written."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word + "es",)
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + "s", word[:-2] + "ves") if word.endswith("fe") else (word + "s",)
